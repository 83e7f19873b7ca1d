//! What is not backed up and not restored, and that nothing changes then.

use super::{Machine, assert_done, assert_refused};
use crate::command_line::output_text;
use backend::db::Db;
use rstest::rstest;
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

const SECRET: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// Rows of a conference with a ballot.
const ROWS: &str = r#"
    insert into conference (id, code, title, created_at) values ('c', '234567', '{}', 1);
    insert into field (id, conference_id, position, name) values ('f', 'c', 0, '{}');
    insert into round (id, conference_id, number, state, budget_per, budget_dots,
        max_per_challenge, results, access)
        values ('r', 'c', 1, 'open', 'field', 5, 5, 'live', 'open');
    insert into ballot (id, round_id, voter, revision, updated_at, dots)
        values ('b', 'r', 'v', 1, 1, '{"chor":3}');
"#;

/// A machine with a database that has been in use, and a backup of it.
async fn machine_with_backup() -> Machine {
    let machine = Machine::new();
    Db::open(&machine.url()).await.unwrap().close().await;
    execute(&machine.path("site.db"), ROWS).await;
    std::fs::write(machine.secret(), SECRET).unwrap();
    assert_done(&machine.back_up(&machine.path("backup.db")));
    machine
}

async fn execute(file: &Path, sql: &'static str) {
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// Overwrites a part of a file.
fn overwrite(file: &Path, position: u64, bytes: &[u8]) {
    let mut file = std::fs::OpenOptions::new().write(true).open(file).unwrap();
    file.seek(SeekFrom::Start(position)).unwrap();
    file.write_all(bytes).unwrap();
}

#[tokio::test]
async fn a_backup_overwrites_nothing() {
    let machine = machine_with_backup().await;
    let before = machine.files();
    for name in ["backup.db", "site.db", "site.key"] {
        assert_refused(&machine.back_up(&machine.path(name)), "exists already");
    }
    assert_eq!(machine.files(), before);
}

#[tokio::test]
async fn a_backup_needs_a_database_and_its_secret_and_leaves_no_half_file() {
    let machine = Machine::new();
    let backup = machine.path("backup.db");
    assert_refused(&machine.back_up(&backup), "There is no database");
    assert_eq!(machine.files(), []);
    Db::open(&machine.url()).await.unwrap().close().await;
    assert_refused(&machine.back_up(&backup), "server’s key cannot be used");
    assert!(!backup.exists());
    std::fs::write(machine.secret(), SECRET).unwrap();
    assert_refused(&machine.back_up(Path::new("/nothing/here/backup.db")), "cannot be read or");
    // A page in the middle of the database to back up.
    overwrite(&machine.path("site.db"), 4096 * 3, &[0xff; 4096]);
    assert_refused(&machine.back_up(&backup), "damaged");
    assert!(!backup.exists());
}

#[rstest]
#[case::backup("backup")]
#[case::restore("restore")]
fn a_database_server_is_backed_up_by_its_own_tools(#[case] command: &str) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_miteinander"))
        .args([command, "file.db", "--database-url", "postgres://127.0.0.1:1/nowhere"])
        .env("MITEINANDER_LANGUAGE", "en")
        .output()
        .unwrap();
    assert_refused(&output, "pg_dump");
}

/// What is done to a backup before it is restored.
#[derive(Clone, Copy, Debug)]
enum Damage {
    Text,
    Empty,
    OtherDatabase,
    NoSeal,
    Truncated,
    Overwritten,
    NewerSchema,
    Missing,
    ChangedBallot,
    DroppedTable,
    OldWithDroppedTable,
    OldWithBrokenReference,
}

/// What a newer version leaves in a database.
const NEWER_SCHEMA: &str = "insert into _sqlx_migrations
    select 9999, description, installed_on, success, checksum, execution_time
    from _sqlx_migrations where version = 1";

const BROKEN_REFERENCE: &str = "pragma foreign_keys = off; delete from conference";

/// A backup as versions before the digest made it.
const WITHOUT_DIGEST: &str = "alter table backup drop column digest";

async fn damage_backup(file: &Path, damage: Damage) {
    match damage {
        Damage::Text => std::fs::write(file, "Name;Stadt\nChor;Marl\n").unwrap(),
        Damage::Empty => std::fs::write(file, "").unwrap(),
        Damage::OtherDatabase => {
            std::fs::remove_file(file).unwrap();
            execute(file, "create table something (a text)").await;
        }
        Damage::NoSeal => execute(file, "drop table backup").await,
        Damage::Truncated => {
            let length = std::fs::metadata(file).unwrap().len();
            std::fs::File::options().write(true).open(file).unwrap().set_len(length / 2).unwrap();
        }
        Damage::Overwritten => overwrite(file, 4096 * 3, &[0xff; 4096]),
        Damage::NewerSchema => {
            // A newer version would have sealed it.
            execute(file, WITHOUT_DIGEST).await;
            execute(file, NEWER_SCHEMA).await;
        }
        Damage::Missing => std::fs::remove_file(file).unwrap(),
        Damage::ChangedBallot => {
            let content = std::fs::read(file).unwrap();
            let dots = b"\"chor\":3";
            let position = content.windows(dots.len()).position(|bytes| bytes == dots).unwrap();
            overwrite(file, (position + dots.len() - 1) as u64, b"2");
        }
        Damage::DroppedTable => execute(file, "drop table paper_dot").await,
        Damage::OldWithDroppedTable => {
            execute(file, WITHOUT_DIGEST).await;
            execute(file, "drop table paper_dot").await;
        }
        Damage::OldWithBrokenReference => {
            execute(file, WITHOUT_DIGEST).await;
            execute(file, BROKEN_REFERENCE).await;
        }
    }
}

#[rstest]
#[case::text(Damage::Text, "not a complete backup")]
#[case::empty(Damage::Empty, "not a complete backup")]
#[case::other_database(Damage::OtherDatabase, "not a complete backup")]
#[case::no_seal(Damage::NoSeal, "not a complete backup")]
#[case::truncated(Damage::Truncated, "is damaged")]
#[case::overwritten(Damage::Overwritten, "is damaged")]
#[case::newer_schema(Damage::NewerSchema, "newer version")]
#[case::missing(Damage::Missing, "cannot be read or written")]
#[case::changed_ballot(Damage::ChangedBallot, "content is not what it was")]
#[case::dropped_table(Damage::DroppedTable, "content is not what it was")]
#[case::old_with_dropped_table(Damage::OldWithDroppedTable, "table “paper_dot” is missing")]
#[case::old_with_broken_reference(Damage::OldWithBrokenReference, "refer to others")]
#[tokio::test]
async fn a_file_that_is_no_whole_backup_is_not_restored(
    #[case] damage: Damage,
    #[case] words: &str,
) {
    let machine = machine_with_backup().await;
    let backup = machine.path("backup.db");
    damage_backup(&backup, damage).await;
    let before = machine.files();
    assert_refused(&machine.restore(&backup, &["--replace"]), words);
    assert_eq!(machine.files(), before);
}

#[tokio::test]
async fn a_database_with_broken_references_is_not_backed_up() {
    let machine = machine_with_backup().await;
    execute(&machine.path("site.db"), BROKEN_REFERENCE).await;
    let backup = machine.path("later.db");
    assert_refused(&machine.back_up(&backup), "refer to others that are missing");
    assert!(!backup.exists());
}

#[tokio::test]
async fn a_backup_of_a_version_before_the_digest_is_restored() {
    let machine = machine_with_backup().await;
    let backup = machine.path("backup.db");
    execute(&backup, WITHOUT_DIGEST).await;
    assert_done(&machine.restore(&backup, &["--replace"]));
    Db::open(&machine.url()).await.unwrap().close().await;
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_not_served() {
    let machine = machine_with_backup().await;
    execute(&machine.path("site.db"), NEWER_SCHEMA).await;
    let before = std::fs::read(machine.path("site.db")).unwrap();
    let secret = machine.secret().display().to_string();
    let output = machine.run(&["serve", "--listen", "127.0.0.1:0", "--secret-file", &secret]);
    assert_refused(&output, "newer version of Miteinander");
    assert!(!output_text(&output).contains("migration"), "{}", output_text(&output));
    assert!(std::fs::read(machine.path("site.db")).unwrap() == before, "it was changed");
}

#[tokio::test]
async fn a_restore_replaces_a_database_only_if_told_and_keeps_the_old_one() {
    let machine = machine_with_backup().await;
    let backup = machine.path("backup.db");
    execute(&machine.path("site.db"), "create table later (a text)").await;
    std::fs::write(machine.secret(), SECRET.replace("00", "11")).unwrap();
    // Commits that are not in the database's own file yet.
    std::fs::write(machine.path("site.db-wal"), "journal").unwrap();
    let before = machine.files();
    assert_refused(&machine.restore(&backup, &[]), "--replace");
    assert_eq!(machine.files(), before);

    let output = machine.restore(&backup, &["--replace"]);
    assert_done(&output);
    let kept = |name: &str| {
        let text = output_text(&output);
        let files = text.split_whitespace().map(|word| word.trim_end_matches('.'));
        let mut files = files.filter(|file| !file.ends_with("-wal"));
        std::fs::read(files.find(|file| file.contains(name)).unwrap()).unwrap()
    };
    for (name, content) in &before {
        match &**name {
            "site.db" => assert_eq!(&kept("site.db.replaced-"), content),
            "site.key" => assert_eq!(&kept("site.key.replaced-"), content),
            _ => {}
        }
    }
    let journal = machine.files().into_iter().find(|(name, _)| name.ends_with("-wal")).unwrap();
    assert!(journal.0.starts_with("site.db.replaced-") && journal.1 == b"journal");
    assert_eq!(std::fs::read_to_string(machine.secret()).unwrap(), SECRET);
    // The seal with the secret is not in the database that is served.
    let restored = std::fs::read(machine.path("site.db")).unwrap();
    assert!(!restored.windows(SECRET.len()).any(|bytes| bytes == SECRET.as_bytes()));
    Db::open(&machine.url()).await.unwrap().close().await;
}
