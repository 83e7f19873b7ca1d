//! The documentation of a conference: the results of its closed rounds, and the content they voted
//! on.

use super::exclusions::join_time;
use super::views::programme_view;
use crate::clock::local_time;
use crate::db::{Tx, rounds, tally, worksheets};
use crate::error::ServiceError;
use crate::recount::ExclusionSummary;
use crate::service::Service;
use exchange::documentation::{self, Format};
use i18n::I18n;
use i18n::words::worksheets::{disposition, written_part};
use shared::api::{
    ChallengeDocument, DispositionDocument, Documentation, ExclusionDocument, FieldDocument,
    GoalDocument, LateEntry, MeasureDocument, PartDocument, RoundDocument, SheetDocument,
    SheetTextDocument,
};
use shared::error::Missing;
use shared::forms::FormWord;
use shared::id::{ChallengeId, RoundId};
use shared::language::{LanguageTag, UiLanguage};
use shared::text::{Picked, Texts};
use shared::time::{LocalTime, Millis};
use shared::voting::conference::{Challenge, Conference, Field, Goal, Measure, SubChallenge};
use shared::voting::join_code::JoinCode;
use shared::voting::round::{Round, RoundState};
use shared::voting::tally::results;
use shared::voting::worksheet::{SheetPart, Worksheet};
use std::collections::BTreeMap;

impl Service {
    /// Shows the documentation of a conference, or of one of its rounds alone. Rounds that are not
    /// closed are left out.
    ///
    /// # Errors
    /// [`Missing::Conference`]; [`ServiceError::InconsistentCount`].
    pub async fn show_documentation(
        &self,
        code: &JoinCode,
        only: Option<&RoundId>,
        language: UiLanguage,
    ) -> Result<Documentation, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.read_rounds(now).await?;
        let (conference, _) = self.load_with_round(&mut tx, code).await?;
        let all = rounds::load_rounds(&mut tx, &conference.id).await?;
        let is_requested = |round: &Round| only.is_none_or(|id| round.id == *id);
        let closed: Vec<Round> = all
            .into_iter()
            .filter(|round| is_requested(round) && round.state == RoundState::Closed)
            .collect();
        let mut documents = Vec::with_capacity(closed.len());
        for round in &closed {
            documents.push(self.document_round(&mut tx, &conference, round, language).await?);
        }
        let sheets = worksheets::load_worksheets(&mut tx, &conference.id).await?;
        let is_voted_on =
            |field: &&Field| closed.iter().any(|round| round.fields.contains(&field.id));
        let fields = conference
            .fields
            .iter()
            .filter(is_voted_on)
            .map(|field| field_document(field, &sheets, language))
            .collect();
        Ok(Documentation {
            title: conference.title.pick(language),
            place: conference.place.as_ref().map(|place| place.pick(language)),
            date: conference.date,
            programme: programme_view(&conference, &language.into()),
            code: conference.code.clone(),
            rounds: documents,
            fields,
        })
    }

    /// Finds the code of the conference a round belongs to.
    ///
    /// # Errors
    /// [`Missing::Round`].
    pub async fn find_code_by_round(&self, id: &RoundId) -> Result<JoinCode, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let round =
            rounds::load_round(&mut tx, id).await?.ok_or(ServiceError::missing(Missing::Round))?;
        let conference = self.load_conference(&mut tx, &round.conference).await?;
        Ok(conference.code.clone())
    }

    /// Exports a documentation as a file with today's date.
    ///
    /// # Errors
    /// [`ServiceError::Encode`] where the format cannot hold it.
    pub fn export_documentation(
        &self,
        document: &Documentation,
        format: Format,
        language: UiLanguage,
    ) -> Result<Vec<u8>, ServiceError> {
        let i18n = I18n::for_server(language);
        Ok(documentation::write(document, format, i18n, self.0.clock.today())?)
    }

    async fn document_round(
        &self,
        tx: &mut Tx,
        conference: &Conference,
        round: &Round,
        language: UiLanguage,
    ) -> Result<RoundDocument, ServiceError> {
        let tally = tally::load_tally(tx, &round.id).await?;
        let recount_file = self.load_recount_file(tx, conference, round).await?;
        Ok(RoundDocument {
            status: round.status(self.0.clock.now()),
            name: round.name.as_ref().map(|name| name.pick(language)),
            follows: round.follows.clone(),
            rules: round.rules,
            access: round.access,
            turnout: tally::load_turnout(tx, round).await?,
            results: results(conference, round, &tally),
            paper_after_closing: recount_file.paper_after_closing.map(late_entry),
            exclusions: recount_file.exclusions.iter().map(exclusion_document).collect(),
            check_value: recount_file.check_value.clone(),
        })
    }
}

fn late_entry(moment: Millis) -> LateEntry {
    let LocalTime { day, minute } = local_time(moment);
    LateEntry { day, minute }
}

fn exclusion_document(summary: &ExclusionSummary) -> ExclusionDocument {
    let ExclusionSummary { exclusion, ballots } = summary;
    ExclusionDocument {
        ballots: *ballots,
        joined_at: join_time(exclusion.first_join),
        reason: exclusion.reason.clone(),
        after_closing: exclusion.after_closing.then(|| late_entry(exclusion.at)),
        restored: exclusion.restored.map(|restored| late_entry(restored.at)),
    }
}

fn field_document(
    field: &Field,
    sheets: &BTreeMap<ChallengeId, Worksheet>,
    language: UiLanguage,
) -> FieldDocument {
    let document = |challenge: &Challenge| {
        let sheet = sheets.get(&challenge.id).and_then(|sheet| sheet_document(sheet, language));
        challenge_document(challenge, sheet, language)
    };
    FieldDocument {
        id: field.id.clone(),
        name: field.name.pick(language),
        challenges: field.challenges.iter().map(document).collect(),
    }
}

/// What was worked out, with its words; `None` where nothing was.
fn sheet_document(sheet: &Worksheet, language: UiLanguage) -> Option<SheetDocument> {
    let i18n = I18n::for_server(language);
    let text = |part: &SheetPart| {
        let (label, text) = (written_part(i18n, *part).to_owned(), sheet.text(*part)?.to_owned());
        Some(SheetTextDocument { part: *part, label, text })
    };
    let words = |value| DispositionDocument { value, words: disposition(i18n, value).to_owned() };
    (!sheet.is_empty()).then(|| SheetDocument {
        disposition: sheet.disposition.map(words),
        texts: SheetPart::ALL.iter().filter_map(text).collect(),
    })
}

fn challenge_document(
    challenge: &Challenge,
    sheet: Option<SheetDocument>,
    language: UiLanguage,
) -> ChallengeDocument {
    let part =
        |part: &SubChallenge| PartDocument { id: part.id.clone(), text: part.text.pick(language) };
    ChallengeDocument {
        id: challenge.id.clone(),
        section: pick_optional(challenge.section.as_ref(), language),
        text: challenge.text.pick(language),
        short_title: challenge.short_title_in(&language.into()),
        goals: challenge.goals.iter().map(|goal| goal_document(goal, language)).collect(),
        notes: pick_optional(challenge.notes.as_ref(), language),
        parts: challenge.parts.iter().map(part).collect(),
        earlier_votes: challenge.earlier_votes,
        sheet,
    }
}

fn goal_document(goal: &Goal, language: UiLanguage) -> GoalDocument {
    GoalDocument {
        text: pick_optional(goal.text.as_ref(), language),
        audience: pick_optional(goal.audience.as_ref(), language),
        measures: goal.measures.iter().map(|one| measure_document(one, language)).collect(),
    }
}

fn measure_document(measure: &Measure, language: UiLanguage) -> MeasureDocument {
    MeasureDocument {
        text: pick_optional(measure.text.as_ref(), language),
        audience: pick_optional(measure.audience.as_ref(), language),
        first_steps: pick_optional(measure.first_steps.as_ref(), language),
        stakeholders: pick_optional(measure.stakeholders.as_ref(), language),
        resources: pick_optional(measure.resources.as_ref(), language),
        remarks: pick_optional(measure.remarks.as_ref(), language),
        references: measure.references.iter().map(|one| one.text.to_string()).collect(),
    }
}

fn pick_optional<const MAX: usize>(
    texts: Option<&Texts<MAX>>,
    language: UiLanguage,
) -> Option<Picked> {
    texts.map(|texts| texts.pick_in(&LanguageTag::from(language)))
}
