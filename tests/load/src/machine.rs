//! Description of the machine.

use std::fs;
use std::path::Path;

/// Names and values; `folder` contains the database.
pub(crate) fn describe(folder: Option<&Path>) -> Vec<(&'static str, String)> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = read("/proc/sys/kernel/osrelease");
    let mut lines = vec![
        ("processor", format!("{} ({cores} cores)", model(&read("/proc/cpuinfo")))),
        ("system", format!("{} {kernel}", std::env::consts::OS)),
        // Measurements on a busy machine are unreliable.
        ("load before", read("/proc/loadavg")),
    ];
    if let Some(folder) = folder {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let mounts = read("/proc/mounts");
        let kind = file_system(&mounts, &folder).unwrap_or("unknown");
        lines.push(("file system of the database", kind.to_owned()));
    }
    lines
}

/// The type of file system of a folder; `tmpfs` has no disk.
fn file_system<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mount = |line: &'a str| {
        let mut words = line.split(' ').skip(1);
        Some((Path::new(words.next()?), words.next()?))
    };
    let above = mounts.lines().filter_map(mount).filter(|(point, _)| folder.starts_with(point));
    // Of two mounts at the same point the later one is effective.
    above.max_by_key(|(point, _)| point.components().count()).map(|(_, kind)| kind)
}

fn read(path: &str) -> String {
    fs::read_to_string(path).map_or_else(|_| "unknown".to_owned(), |text| text.trim().to_owned())
}

fn model(cpuinfo: &str) -> &str {
    let names = |line: &&str| line.starts_with("model name") || line.starts_with("Model");
    let line = cpuinfo.lines().find(names);
    line.and_then(|line| line.split_once(':')).map_or("unknown", |(_, name)| name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_is_named_once() {
        let cpuinfo = "processor\t: 0\nmodel name\t: Example 9000 @ 2 GHz\nmodel name\t: other\n";
        assert_eq!(model(cpuinfo), "Example 9000 @ 2 GHz");
    }

    #[test]
    fn the_nearest_mount_says_where_a_folder_lies() {
        let mounts = "none / rootfs rw 0 0\n/dev/a / ext4 rw 0 0\nnone /tmp tmpfs rw 0 0\n";
        assert_eq!(file_system(mounts, Path::new("/tmp/x")), Some("tmpfs"));
        assert_eq!(file_system(mounts, Path::new("/tmpx")), Some("ext4"));
        assert_eq!(file_system("unknown", Path::new("/")), None);
    }
}
