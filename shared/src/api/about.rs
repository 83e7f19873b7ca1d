//! What a server says of itself.

use crate::contact::{Mail, WebAddress};
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/about`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct About {
    /// Who runs the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<Line>,
    /// Where to write to them, also about barriers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<Mail>,
    /// Where the source code of what runs here is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<WebAddress>,
    /// Version of the software.
    pub version: String,
}
