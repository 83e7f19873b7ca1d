//! The page about the server: its operator and version.

use crate::service::Service;
use crate::settings::Operator;
use shared::api::About;

impl Service {
    /// The operator of this server and the version of its software.
    pub fn show_about(&self) -> About {
        let Operator { name, mail, source } = self.0.settings.operator.clone();
        About { operator: name, mail, source, version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}
