//! The stages of a build: all of them for users, only the necessary ones with `--plain`.

use crate::mode::Mode;
use crate::paths;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A stage that only makes the program smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OptionalStage {
    Mangle,
    Optimize,
    Strip,
    Bundle,
    Compress,
}

impl OptionalStage {
    /// In the order in which they run.
    pub(crate) const ALL: [Self; 5] =
        [Self::Mangle, Self::Optimize, Self::Strip, Self::Bundle, Self::Compress];
}

/// The build mode, and the optional stages that are part of the build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    mode: Mode,
    stages: BTreeSet<OptionalStage>,
}

impl Plan {
    /// All optional stages for a release, none for developers, who would have to wait for them.
    pub(crate) fn of(mode: Mode) -> Self {
        match mode {
            Mode::Dev => Self::plain(mode),
            Mode::Release => Self { mode, stages: OptionalStage::ALL.into() },
        }
    }

    /// Only the necessary stages.
    pub(crate) fn plain(mode: Mode) -> Self {
        Self { mode, stages: BTreeSet::new() }
    }

    /// The same without one stage.
    pub(crate) fn without(mut self, stage: OptionalStage) -> Self {
        self.stages.remove(&stage);
        self
    }

    pub(crate) const fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether the stage is part of it.
    pub(crate) fn has(&self, stage: OptionalStage) -> bool {
        self.stages.contains(&stage)
    }

    /// The folder that the program is built in; each plan has its own, so that none overwrites the
    /// output of another.
    pub(crate) fn folder(&self) -> PathBuf {
        let left_out = OptionalStage::ALL.iter().filter(|stage| !self.has(**stage));
        let name = left_out.fold(self.mode.program_profile().to_owned(), |name, stage| {
            format!("{name}-no-{stage:?}").to_lowercase()
        });
        paths::target().join("program").join(name)
    }
}
