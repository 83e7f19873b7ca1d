//! What the server says of itself.

use crate::Service;
use shared::api::About;
use shared::contact::{Mail, WebAddress};
use shared::text::Line;

/// Who answers for this server, as far as the operator says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operator {
    /// The name of the body or person.
    pub name: Option<Line>,
    /// Where to write, also about barriers.
    pub mail: Option<Mail>,
    /// Where the source code of what runs here is published.
    pub source: Option<WebAddress>,
}

impl Service {
    /// Who runs the server, and what it runs.
    pub fn show_about(&self) -> About {
        let Operator { name, mail, source } = self.0.settings.operator.clone();
        About { operator: name, mail, source, version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}
