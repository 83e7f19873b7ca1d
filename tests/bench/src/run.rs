//! The format of measurements, shared by this program and the JavaScript. All times are
//! milliseconds.

use crate::queries::Class;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Search engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Engine {
    Miteinander,
    /// With everything a page shows: `shared::finder`.
    WholeAnswer,
    MiniSearch,
}

/// Environment.
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
            Self::WholeAnswer => "Whole answer",
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

/// Preparation before queries.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Prepared {
    /// Building the index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) make_ms: Option<f64>,
    /// Loading a built index; in the browser including the day's calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) load_ms: Option<f64>,
    /// Size of the built index as a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<usize>,
    /// Computing the day's calendar.
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
    /// Baseline: summing up as many numbers as there are offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) floor_ms: Option<f64>,
}

/// One engine in one environment at one size.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) engine: Engine,
    pub(crate) place: Place,
    pub(crate) offers: usize,
    pub(crate) prepared: Prepared,
    /// Times of all queries of every round.
    pub(crate) samples: BTreeMap<Class, Vec<f64>>,
    /// Number of offers found, by query.
    pub(crate) totals: Vec<usize>,
}

/// Results of an engine on the example county, by query.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Answers {
    pub(crate) engine: Engine,
    pub(crate) answers: Vec<Answer>,
}

/// The evaluated part of a result.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) total: usize,
    /// Ids of the first results.
    pub(crate) first: Vec<String>,
}

/// All measurements of one program.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Measured {
    /// Programs involved, with their versions.
    pub(crate) programs: Vec<String>,
    pub(crate) runs: Vec<Run>,
    pub(crate) answers: Vec<Answers>,
}
