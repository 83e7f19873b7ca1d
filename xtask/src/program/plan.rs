//! Which stages a build has: all of them for users, only the necessary ones with `--plain`.

use crate::mode::Mode;
use crate::paths;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A stage that only saves bytes: without it the same program is larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Saving {
    Mangle,
    Optimize,
    Strip,
    Bundle,
    Compress,
}

impl Saving {
    /// In the order in which they run.
    pub(crate) const ALL: [Self; 5] =
        [Self::Mangle, Self::Optimize, Self::Strip, Self::Bundle, Self::Compress];
}

/// How the compiler is called, and the stages after it that are not left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    mode: Mode,
    savings: BTreeSet<Saving>,
}

impl Plan {
    /// Everything that makes the program small in a release; nothing of it for developers, who
    /// would wait for it.
    pub(crate) fn of(mode: Mode) -> Self {
        match mode {
            Mode::Dev => Self::plain(mode),
            Mode::Release => Self { mode, savings: Saving::ALL.into() },
        }
    }

    /// Only what the program cannot do without.
    pub(crate) fn plain(mode: Mode) -> Self {
        Self { mode, savings: BTreeSet::new() }
    }

    /// The same with one stage less.
    pub(crate) fn without(mut self, saving: Saving) -> Self {
        self.savings.remove(&saving);
        self
    }

    pub(crate) const fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether the stage is part of it.
    pub(crate) fn has(&self, saving: Saving) -> bool {
        self.savings.contains(&saving)
    }

    /// Where the program is built; plans do not share a folder, so that none spoils another's work.
    pub(crate) fn folder(&self) -> PathBuf {
        let left_out = Saving::ALL.iter().filter(|saving| !self.has(**saving));
        let name = left_out.fold(self.mode.program_profile().to_owned(), |name, saving| {
            format!("{name}-no-{saving:?}").to_lowercase()
        });
        paths::target().join("program").join(name)
    }
}
