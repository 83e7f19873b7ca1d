//! Resource usage of a process from `/proc`; `None` where that does not exist.

use std::fs;
use std::time::Duration;

/// Memory and CPU time of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Usage {
    /// User and system time of all threads since the start.
    pub(crate) processor: Duration,
    /// Resident memory in bytes, current and maximum.
    pub(crate) resident: u64,
    pub(crate) peak: u64,
}

impl Usage {
    /// Usage of the process with this id.
    pub(crate) fn of(process: u32) -> Option<Self> {
        let read = |name: &str| fs::read_to_string(format!("/proc/{process}/{name}")).ok();
        let status = read("status")?;
        Some(Self {
            processor: processor(&read("stat")?, rustix::param::clock_ticks_per_second())?,
            resident: bytes(&status, "VmRSS:")?,
            peak: bytes(&status, "VmHWM:")?,
        })
    }
}

/// `utime` and `stime`, fields 14 and 15 of `/proc/PID/stat`.
fn processor(stat: &str, ticks_per_second: u64) -> Option<Duration> {
    // Field 2 is a name in parentheses with arbitrary content, so counting starts after it.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut times = rest.split_whitespace().skip(11);
    let mut next = || times.next()?.parse::<u64>().ok();
    let ticks = next()? + next()?;
    Some(Duration::from_millis(ticks * 1_000 / ticks_per_second))
}

/// A line of `/proc/PID/status`, in which kB means 1024 bytes.
fn bytes(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1_024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_process_may_hold_anything() {
        let stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 900 0 0 0 150 50 0 0 20 0 5 0 99";
        assert_eq!(processor(stat, 100), Some(Duration::from_secs(2)));
        assert_eq!(processor("42 nothing", 100), None);
    }

    #[test]
    fn memory_is_read_by_name() {
        let status = "Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n";
        assert_eq!(bytes(status, "VmRSS:"), Some(1_048_576));
        assert_eq!(bytes(status, "VmHWM:"), Some(2_097_152));
        assert_eq!(bytes(status, "VmSwap:"), None);
    }
}
