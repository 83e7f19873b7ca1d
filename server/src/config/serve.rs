//! Flags of `serve`.

use super::care::CareArgs;
use super::mail::MailArgs;
use super::openid::OpenIdArgs;
use super::secret_file::SecretFile;
use super::values::{parse_land, parse_line, parse_mail, parse_public_url, parse_web_address};
use backend::Operator;
use clap::Args;
use shared::contact::{Mail, WebAddress};
use shared::text::Line;
use shared::time::holidays::Land;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Settings of the server.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Address to listen on
    #[arg(long, env = "MITEINANDER_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Address to show metrics on, under /metrics, for Prometheus; by default they are not shown
    #[arg(long, env = "MITEINANDER_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Public URL of this server, for links and QR codes
    #[arg(long, env = "MITEINANDER_PUBLIC_URL", value_parser = parse_public_url)]
    pub public_url: Option<String>,
    /// Seed an empty database with example offers and an open conference
    #[arg(long, env = "MITEINANDER_DEMO")]
    pub demo: bool,
    /// Number of example offers; large numbers are for benchmarks
    #[arg(long, env = "MITEINANDER_DEMO_OFFERS", default_value_t = demo::EXAMPLE_COUNT)]
    pub demo_offers: usize,
    /// When providers are asked whether their offers are still right.
    #[command(flatten)]
    pub care: CareArgs,
    /// Ask providers with stale offers daily by mail whether they are still right
    #[arg(long, env = "MITEINANDER_CARE_MAILS", requires = "smtp_url")]
    pub care_mails: bool,
    /// Where mails are sent.
    #[command(flatten)]
    pub mail: MailArgs,
    /// Where people of the desk can sign in as well.
    #[command(flatten)]
    pub openid: OpenIdArgs,
    /// Land whose public holidays weekly times observe: bw, by, be, bb, hb, hh, he, mv, ni, nw, rp,
    /// sl, sn, st, sh, th
    #[arg(long, env = "MITEINANDER_LAND", default_value = "nw", value_parser = parse_land)]
    pub land: Land,
    /// Days for which entries of the audit log are kept
    #[arg(long, env = "MITEINANDER_AUDIT_DAYS", default_value_t = 365)]
    pub audit_days: u32,
    /// Where the secret is.
    #[command(flatten)]
    pub secret_file: SecretFile,
    /// Operator of this server, for the about page
    #[arg(long, env = "MITEINANDER_OPERATOR", value_parser = parse_line)]
    pub operator: Option<Line>,
    /// Mail address of the operator, also for reports on accessibility barriers
    #[arg(long, env = "MITEINANDER_OPERATOR_MAIL", value_parser = parse_mail)]
    pub operator_mail: Option<Mail>,
    /// Folder with the operator's legal texts in Markdown: imprint.de.md, privacy.en.md,
    /// accessibility.de.md, …; what is not there in a language is shown in German
    #[arg(long, env = "MITEINANDER_LEGAL_DIR")]
    pub legal_dir: Option<PathBuf>,
    /// URL of the source code of the running version
    #[arg(long, env = "MITEINANDER_SOURCE_URL", value_parser = parse_web_address)]
    pub source_url: Option<WebAddress>,
}

impl ServeArgs {
    /// Who runs the server.
    pub fn operator(&self) -> Operator {
        Operator {
            name: self.operator.clone(),
            mail: self.operator_mail.clone(),
            source: self.source_url.clone(),
        }
    }

    /// The public URL, by default that of the address the server listens on.
    pub fn public_url(&self, local: SocketAddr) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{local}"))
    }
}
