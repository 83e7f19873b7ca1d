//! Readers' reports of errors in offers.

use crate::contact::{ContactError, Mail};
use crate::text::{Text, TextError};
use serde::{Deserialize, Serialize};

/// Body of `POST /api/v1/offers/{id}/reports`: a report of an error in an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    /// What is wrong.
    #[cfg_attr(feature = "openapi", schema(value_type = Text<2_000>))]
    pub text: String,
    /// Mail address for a reply; empty or left out where none is wanted.
    #[serde(default)]
    #[cfg_attr(
        feature = "openapi",
        schema(
            pattern = "^([^\\s\\x00-\\x1f\\x7f-\\x9f<>\"?&@]+@[^\\s\\x00-\\x1f\\x7f-\\x9f<>\"?&@]*\\.[^\\s\\x00-\\x1f\\x7f-\\x9f<>\"?&@]*[^\\s\\x00-\\x1f\\x7f-\\x9f<>\"?&@.])?$",
            max_length = 254
        )
    )]
    pub reply_to: Option<String>,
}

/// Most characters of a report.
pub const MAX_REPORT: usize = 2_000;

/// A reader's report of an error in an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What is wrong.
    pub text: Text<MAX_REPORT>,
    /// Where to reply.
    pub reply_to: Option<Mail>,
}

/// Why a report was rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportError {
    /// The text is missing, too long or malformed.
    #[error("text: {0}")]
    Text(TextError),
    /// Not a mail address.
    #[error("reply_to: {0}")]
    ReplyTo(ContactError),
    /// The offer has too many open reports already.
    #[error("too many reports on this offer")]
    TooMany,
}

impl TryFrom<ReportRequest> for Report {
    type Error = ReportError;

    fn try_from(request: ReportRequest) -> Result<Self, ReportError> {
        let text = Text::parse(&request.text).map_err(ReportError::Text)?;
        let reply_to = request
            .reply_to
            .filter(|mail| !mail.trim().is_empty())
            .map(|mail| Mail::parse(&mail))
            .transpose()
            .map_err(ReportError::ReplyTo)?;
        Ok(Self { text, reply_to })
    }
}

/// Response to an accepted report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reported {}
