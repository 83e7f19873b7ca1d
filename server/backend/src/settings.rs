//! What the operator can set.

use crate::accounts::OpenIdProvider;
use crate::legal::LegalTexts;
use crate::mail::MailServer;
use crate::secret::ServerSecret;
use shared::contact::{Mail, WebAddress};
use shared::text::Line;
use shared::time::holidays::Land;
use std::time::Duration;

/// How often the database is polled for changes that were not announced: on SQLite those of the
/// command line, on PostgreSQL those made while the listener's connection was lost.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// The operator's settings.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Age in days at which the verification of an offer counts as out of date.
    pub stale_after: i32,
    /// The Land whose public holidays are observed.
    pub land: Land,
    /// The server's secret; with another one all cards become invalid.
    pub secret: ServerSecret,
    /// Longest time until a change that was not announced is noticed.
    pub poll_interval: Duration,
    /// Who is responsible for the server.
    pub operator: Operator,
    /// Days for which entries of the audit log are kept.
    pub audit_days: u32,
    /// The operator's legal texts.
    pub legal: LegalTexts,
    /// When and how often providers are asked whether their offers are still right.
    pub care: CareSettings,
    /// Where mails are sent; `None` keeps them in the queue.
    pub mail_server: Option<MailServer>,
    /// Where people of the desk can sign in as well; `None` leaves them their passwords only.
    pub openid: Option<OpenIdProvider>,
}

impl Default for Settings {
    /// Half a year, a year of audit log, North Rhine-Westphalia, a secret that is lost when the process ends, and no operator.
    fn default() -> Self {
        Self {
            stale_after: 180,
            land: Land::default(),
            secret: ServerSecret::random(),
            poll_interval: POLL_INTERVAL,
            operator: Operator::default(),
            audit_days: 365,
            legal: LegalTexts::default(),
            care: CareSettings::default(),
            mail_server: None,
            openid: None,
        }
    }
}

/// When and how often providers are asked whether their stale offers are still right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CareSettings {
    /// Whether they are asked without anybody pressing a button.
    pub is_daily: bool,
    /// Reminders after the first mail.
    pub reminders: u32,
    /// Time between two mails to the same address.
    pub interval: Duration,
}

impl Default for CareSettings {
    /// Only when asked to; two reminders, two weeks apart.
    fn default() -> Self {
        Self { is_daily: false, reminders: 2, interval: Duration::from_hours(14 * 24) }
    }
}

/// Who is responsible for this server, as far as the operator says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operator {
    /// The name of the body or person.
    pub name: Option<Line>,
    /// Where to write, also about accessibility problems.
    pub mail: Option<Mail>,
    /// Where the source code of the running version is published.
    pub source: Option<WebAddress>,
}
