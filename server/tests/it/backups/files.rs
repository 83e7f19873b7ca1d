//! Who may read the files, whose they are, and what is said where there is no room for them.
#![cfg(unix)]

use super::{Machine, assert_done, assert_refused};
use backend::db::{DatabaseLock, Db};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Output};

fn mode(file: &Path) -> u32 {
    std::fs::metadata(file).unwrap().permissions().mode() & 0o777
}

async fn machine_with_database() -> Machine {
    let machine = Machine::new();
    Db::open(&machine.url()).await.unwrap().close().await;
    std::fs::write(machine.secret(), "ab".repeat(32)).unwrap();
    machine
}

/// Runs a command that cannot write files of more than some kilobytes, as on a full disk.
fn run_without_room(machine: &Machine, arguments: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_miteinander"))
        .args(arguments)
        .args(["--database-url", &machine.url()])
        .env("MITEINANDER_LANGUAGE", "en")
        .output()
        .unwrap()
}

#[tokio::test]
async fn database_journal_and_lock_can_be_read_by_their_owner_only() {
    let machine = Machine::new();
    let _lock = DatabaseLock::acquire(&machine.url()).unwrap();
    let db = Db::open(&machine.url()).await.unwrap();
    for name in ["site.db", "site.db-wal", "site.db-shm", "site.db.lock"] {
        assert_eq!(mode(&machine.path(name)), 0o600, "{name}");
    }
    db.close().await;
}

#[tokio::test]
async fn files_made_by_root_belong_to_the_owner_of_their_folder() {
    let (machine, other) = (machine_with_database().await, Machine::new());
    let backup = machine.path("backup.db");
    assert_done(&machine.back_up(&backup));
    let folder = other.path("data");
    std::fs::create_dir(&folder).unwrap();
    let is_root = std::fs::metadata(&folder).unwrap().uid() == 0;
    if is_root {
        chown(&folder, Some(4_321), Some(4_322)).unwrap();
    }
    let owner = std::fs::metadata(&folder).unwrap();
    let url = format!("sqlite://{}", folder.join("site.db").display());
    let restored = Command::new(env!("CARGO_BIN_EXE_miteinander"))
        .args(["restore", &backup.display().to_string(), "--database-url", &url])
        .output()
        .unwrap();
    assert_done(&restored);
    for name in ["site.db", "site.key", "site.db.lock"] {
        let file = std::fs::metadata(folder.join(name)).unwrap();
        assert_eq!((file.uid(), file.gid()), (owner.uid(), owner.gid()), "{name}");
        assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
    }
}

#[tokio::test]
async fn a_backup_without_room_says_so_and_names_its_file() {
    let machine = machine_with_database().await;
    let backup = machine.path("backup.db");
    let output = run_without_room(&machine, &["backup", &backup.display().to_string()]);
    assert_refused(&output, &format!("no room for the file {}", backup.display()));
    assert!(!backup.exists());
}

#[tokio::test]
async fn a_restore_without_room_says_so_and_names_the_database() {
    let (machine, other) = (machine_with_database().await, Machine::new());
    let backup = machine.path("backup.db");
    assert_done(&machine.back_up(&backup));
    let output = run_without_room(&other, &["restore", &backup.display().to_string()]);
    let database = other.path("site.db");
    assert_refused(&output, &format!("no room for the file {}", database.display()));
    assert!(!database.exists());
}
