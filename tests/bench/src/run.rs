//! What is written down of a measurement, by this program and by JavaScript alike.
//! All times are milliseconds.

use crate::queries::Class;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Engine {
    Miteinander,
    MiniSearch,
}

/// Where it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    Native,
    /// Compiled to WebAssembly, in Chromium.
    Wasm,
    Node,
    Chromium,
}

impl Engine {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Miteinander => "Miteinander",
            Self::MiniSearch => "MiniSearch",
        }
    }
}

impl Place {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "WebAssembly in Chromium",
            Self::Node => "Node.js",
            Self::Chromium => "Chromium",
        }
    }
}

/// Getting ready to be asked.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Prepared {
    /// Making the index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) make_ms: Option<f64>,
    /// Reading a finished one; in the browser with the day's calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) load_ms: Option<f64>,
    /// The finished index as a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<usize>,
    /// What takes place, seen from the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) calendar_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) terms: Option<usize>,
    /// In memory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) postings_bytes: Option<usize>,
    /// In memory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) columns_bytes: Option<usize>,
    /// The empty loop: adding up as many numbers as there are offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) floor_ms: Option<f64>,
}

/// An engine in a place with so many offers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) engine: Engine,
    pub(crate) place: Place,
    pub(crate) offers: usize,
    pub(crate) prepared: Prepared,
    /// Every answer of every round.
    pub(crate) samples: BTreeMap<Class, Vec<f64>>,
    /// Offers found, by question.
    pub(crate) totals: Vec<usize>,
}

/// What an engine finds in the county as it is shown, by question.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Answers {
    pub(crate) engine: Engine,
    pub(crate) answers: Vec<Answer>,
}

/// An answer, as far as it is judged.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) total: usize,
    /// Ids of the first results.
    pub(crate) first: Vec<String>,
}

/// All that one program has measured.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Measured {
    /// Programs it ran in, with their versions.
    pub(crate) programs: Vec<String>,
    pub(crate) runs: Vec<Run>,
    pub(crate) answers: Vec<Answers>,
}
