//! The machine that measurements were taken on.

use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Writes `machine.json` beside the results; `built` says how the measured program was built.
pub(super) fn record(folder: &Path, built: &str) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = read_or_unknown("/proc/sys/kernel/osrelease");
    let machine = BTreeMap::from([
        ("processor", format!("{} ({cores} cores)", model(&read_or_unknown("/proc/cpuinfo")))),
        ("system", format!("{} {kernel}", std::env::consts::OS)),
        ("compiler", compiler()),
        ("built", built.to_owned()),
        // Results of a busy machine are worth little.
        ("load before", read_or_unknown("/proc/loadavg")),
    ]);
    fs::write(folder.join("machine.json"), serde_json::to_vec(&machine)?)?;
    Ok(())
}

fn read_or_unknown(path: &str) -> String {
    fs::read_to_string(path).map_or_else(|_| "unknown".to_owned(), |text| text.trim().to_owned())
}

fn model(cpuinfo: &str) -> &str {
    let is_model = |line: &&str| line.starts_with("model name") || line.starts_with("Model");
    let line = cpuinfo.lines().find(is_model);
    line.and_then(|line| line.split_once(':')).map_or("unknown", |(_, name)| name.trim())
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output.map_or_else(
        |_| "unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_is_named_once() {
        let cpuinfo = "processor\t: 0\nmodel name\t: Example 9000 @ 2 GHz\nmodel name\t: other\n";
        assert_eq!(model(cpuinfo), "Example 9000 @ 2 GHz");
        assert_eq!(model("unknown"), "unknown");
    }
}
