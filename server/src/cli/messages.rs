//! Messages of the command line in one language; every failure by an exhaustive match.

mod addresses;
mod backups;
mod care;
mod imports;
mod intake;
mod matrix;
mod recounts;
mod serving;

use backend::clock::local_time;
use backend::db::DbError;
use backend::db::reports::{ReportOverflow, StoredReport};
use backend::error::ServiceError;
use backend::finder::FullExport;
use backend::secret::{AccessToken, OrganiserKey};
use exchange::error::WriteError;
use i18n::I18n;
use i18n::words::app_error;
use shared::contact::Mail;
use shared::error::AppError;
use std::path::Path;

/// Messages in one language.
#[derive(Clone, Copy)]
pub(crate) struct Messages {
    pub(crate) i18n: I18n,
}

impl Messages {
    pub(super) fn app_error(self, error: &AppError) -> String {
        app_error(self.i18n, error)
    }

    pub(super) fn database(self, error: &DbError) -> String {
        if error.is_of_newer_version() {
            return self.i18n.cli_database_newer().to_owned();
        }
        self.i18n.cli_database(&error.to_string())
    }

    /// Internal failures are logged and referred to by their incident id, except those of file
    /// formats.
    pub(super) fn service(self, error: ServiceError) -> String {
        match error {
            ServiceError::Encode(WriteError { reason }) => self.i18n.export_encode(&reason),
            other => self.app_error(&other.into_app_error()),
        }
    }

    /// The organiser's secret link.
    pub(super) fn organiser_link(self, public_url: &str, key: &OrganiserKey) -> String {
        let (base, tag) = (public_url.trim_end_matches('/'), self.i18n.language().tag());
        self.i18n.cli_organiser_link(&format!("{base}/{tag}/organise/{}", key.as_str()))
    }

    /// The address of a link that creates an account or sets a password.
    pub(super) fn account_link(self, public_url: &str, token: &AccessToken) -> String {
        let base = public_url.trim_end_matches('/');
        let tag = desk::language_for(self.i18n.language()).tag();
        format!("{base}/{tag}/edit/link/{}", token.as_str())
    }

    /// One report: day, offer, mail address for a reply, how often it was sent, text.
    pub(super) fn report(self, report: &StoredReport) -> String {
        let StoredReport { offer, report, created_at, copies } = report;
        let day = self.i18n.date(local_time(*created_at).day);
        let reply_to = report.reply_to.as_ref().map_or("", Mail::as_str);
        let repeated =
            (*copies > 1).then(|| self.i18n.cli_report_copies(&self.i18n.number(*copies)));
        let repeated = repeated.unwrap_or_default();
        let text = report.text.as_str().replace('\n', "\n  ");
        format!("{day}  {offer}  {reply_to}  {repeated}\n  {text}")
    }

    /// How many reports on an offer were counted and not stored.
    pub(super) fn report_overflow(self, overflow: &ReportOverflow) -> String {
        let day = self.i18n.date(local_time(overflow.hour).day);
        let reports = self.i18n.number(overflow.reports);
        format!("{day}  {}\n  {}", overflow.offer, self.i18n.cli_report_overflow(&reports))
    }

    pub(super) fn exported(self, exported: &FullExport, file: &Path) -> String {
        let offers = self.i18n.number(exported.offers as u64);
        let providers = self.i18n.number(exported.providers as u64);
        self.i18n.export_done(&file.display().to_string(), &offers, &providers)
    }

    pub(super) fn left_out(self, providers: usize) -> String {
        self.i18n.export_left_out(&self.i18n.number(providers as u64))
    }

    pub(super) fn write_failed(self, error: &std::io::Error) -> String {
        self.i18n.export_write(&error.to_string())
    }
}
