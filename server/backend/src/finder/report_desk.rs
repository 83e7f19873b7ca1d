//! Readers' reports on the desk: what is open, answering by mail, closing.

use crate::accounts::{Deed, Editor};
use crate::db::reports::{self, FiledReport};
use crate::db::{Tx, offers};
use crate::error::ServiceError;
use crate::mail::{self, MailBody, Message, Subject};
use crate::service::Service;
use i18n::I18n;
use shared::desk::DeskError;
use shared::desk::audit::{Action, SubjectKind};
use shared::id::{OfferId, ReportId};
use shared::language::{LanguageTag, UiLanguage};
use shared::offer::Offer;
use shared::text::{Text, TextError};
use std::collections::BTreeMap;

/// Most reports that are listed, in a flood of them.
const MAX_LISTED: i64 = 1_000;

/// An editor's answer to a reader.
type ReportAnswer = Text<5_000>;

/// What waits for an editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswerCounts {
    /// Open proposals of providers.
    pub proposals: u64,
    /// Open reports of readers.
    pub reports: u64,
}

/// A report, and the offer it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportView {
    /// The report.
    pub report: FiledReport,
    /// The offer's name.
    pub name: String,
}

impl Service {
    /// Counts what waits for an editor.
    ///
    /// # Errors
    /// The database's only.
    pub async fn count_answers(&self, editor: &Editor) -> Result<AnswerCounts, ServiceError> {
        let reports = self.list_filed_reports(editor).await?;
        let is_open = |view: &&ReportView| view.report.closed_at.is_none();
        Ok(AnswerCounts {
            proposals: self.list_proposals(editor).await?.len() as u64,
            reports: reports.iter().filter(is_open).count() as u64,
        })
    }

    /// Lists the reports on the editor's offers, open ones first, then the latest.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_filed_reports(
        &self,
        editor: &Editor,
    ) -> Result<Vec<ReportView>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        // The name of each offer; `None` where it is not the editor's.
        let mut names: BTreeMap<OfferId, Option<String>> = BTreeMap::new();
        let mut views = Vec::new();
        for report in reports::load_filed(&mut tx, MAX_LISTED).await? {
            let id = &report.stored.offer;
            let name = if let Some(name) = names.get(id) {
                name.clone()
            } else {
                let offer = offers::find_offer(&mut tx, id).await?;
                let offer = offer.filter(|offer| editor.scope().includes(offer));
                let name = offer.as_ref().map(german_name);
                names.insert(id.clone(), name.clone());
                name
            };
            views.extend(name.map(|name| ReportView { report, name }));
        }
        Ok(views)
    }

    /// Closes a report, or opens it again.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn close_report(
        &self,
        editor: &Editor,
        id: &ReportId,
        is_closed: bool,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let Case { offer, .. } = find_case(&mut tx, editor, id).await?;
        let closed_at = is_closed.then(|| self.0.clock.now());
        reports::set_closed(&mut tx, id, closed_at).await?;
        self.record_report(&mut tx, editor, Action::CloseReport, &offer).await?;
        Ok(tx.commit().await?)
    }

    /// Answers a report by mail, once, and closes it. The inner error is about the answer's text.
    ///
    /// # Errors
    /// [`DeskError::Missing`], also where the reader left no address or was answered before;
    /// [`DeskError::NotAllowed`].
    pub async fn answer_report(
        &self,
        editor: &Editor,
        id: &ReportId,
        answer: &str,
    ) -> Result<Result<(), TextError>, ServiceError> {
        let answer = match ReportAnswer::parse(answer) {
            Ok(answer) => answer,
            Err(error) => return Ok(Err(error)),
        };
        let now = self.0.clock.now();
        let mut tx = self.0.db.write().await?;
        let case = find_case(&mut tx, editor, id).await?;
        let is_answered = case.report.answered_at.is_some();
        let message = answer_mail(&case, &answer).filter(|_| !is_answered);
        let message = message.ok_or(DeskError::Missing)?;
        mail::queue(&mut tx, message, now).await?;
        reports::set_answered(&mut tx, id, now).await?;
        self.record_report(&mut tx, editor, Action::AnswerReport, &case.offer).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn record_report(
        &self,
        tx: &mut Tx,
        editor: &Editor,
        action: Action,
        offer: &Offer,
    ) -> Result<(), ServiceError> {
        let detail = german_name(offer);
        let deed =
            Deed { action, kind: SubjectKind::Offer, subject: offer.id.as_str(), detail: &detail };
        Ok(self.record_deed(tx, &editor.actor, deed).await?)
    }
}

/// A report on an offer that the editor may change.
struct Case {
    report: FiledReport,
    offer: Offer,
}

async fn find_case(tx: &mut Tx, editor: &Editor, id: &ReportId) -> Result<Case, ServiceError> {
    let report = reports::find_filed(tx, id).await?.ok_or(DeskError::Missing)?;
    let offer = offers::find_offer(tx, &report.stored.offer).await?.ok_or(DeskError::Missing)?;
    if !editor.scope().includes(&offer) {
        return Err(DeskError::NotAllowed.into());
    }
    Ok(Case { report, offer })
}

fn german_name(offer: &Offer) -> String {
    let german = offer.name.get(&LanguageTag::from(UiLanguage::De));
    let any = || offer.name.versions().next().map(|(_, version)| version);
    german.or_else(any).map_or_else(String::new, |version| version.text.as_str().to_owned())
}

/// The answer with what it is about; `None` without an address. The reader's language is not known.
fn answer_mail(case: &Case, answer: &ReportAnswer) -> Option<Message> {
    let Case { report, offer } = case;
    let i18n = I18n::for_server(UiLanguage::De);
    let name = german_name(offer);
    let text = report.stored.report.text.as_str();
    Some(Message {
        purpose: format!("report/{}", report.id),
        to: report.stored.report.reply_to.clone()?,
        subject: Subject::new(&i18n.care_report_subject(&name)),
        body: MailBody::parse(&i18n.care_report_body(answer.as_str(), &name, text)).ok()?,
    })
}
