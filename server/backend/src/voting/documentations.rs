//! The documentation of a conference: its closed rounds and everything prepared for them.

use super::views::programme_view;
use crate::db::{Tx, ballots, rounds};
use crate::error::ServiceError;
use crate::service::Service;
use exchange::documentation::{self, Format};
use i18n::I18n;
use shared::api::{
    ChallengeDocument, Documentation, FieldDocument, MeasureDocument, PartDocument, RoundDocument,
};
use shared::error::Missing;
use shared::id::RoundId;
use shared::language::{LanguageTag, UiLanguage};
use shared::text::Texts;
use shared::voting::conference::{Challenge, Conference, Field, Measure};
use shared::voting::join_code::JoinCode;
use shared::voting::round::{Round, RoundState};
use shared::voting::tally::results;

impl Service {
    /// The documentation of a conference; with a round, of that one alone. Rounds that are not
    /// closed are left out.
    ///
    /// # Errors
    /// [`shared::error::Missing::Conference`]; [`ServiceError::Count`] where a count is damaged.
    pub async fn document(
        &self,
        code: &JoinCode,
        only: Option<&RoundId>,
        language: UiLanguage,
    ) -> Result<Documentation, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.read().await?;
        let (conference, _) = self.load_with_round(&mut tx, code).await?;
        let all = rounds::load_rounds(&mut tx, &conference.id).await?;
        let is_meant = |round: &Round| only.is_none_or(|id| round.id == *id);
        let closed: Vec<Round> = all
            .into_iter()
            .filter(|round| is_meant(round) && round.state.at(now) == RoundState::Closed)
            .collect();
        let mut documents = Vec::with_capacity(closed.len());
        for round in &closed {
            documents.push(self.document_round(&mut tx, &conference, round, language).await?);
        }
        let is_asked = |field: &&Field| closed.iter().any(|round| round.fields.contains(&field.id));
        let fields = conference.fields.iter().filter(is_asked);
        let fields = fields.map(|field| field_document(field, language)).collect();
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

    /// The code of the conference a round belongs to.
    ///
    /// # Errors
    /// [`shared::error::Missing::Round`].
    pub async fn code_of_round(&self, id: &RoundId) -> Result<JoinCode, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let round = rounds::load_round(&mut tx, id).await?;
        let round = round.ok_or(ServiceError::missing(Missing::Round))?;
        let conference = self.0.contents.load(&mut tx, &round.conference).await?;
        Ok(conference.ok_or(ServiceError::missing(Missing::Conference))?.code.clone())
    }

    /// A documentation as a file, made today.
    ///
    /// # Errors
    /// [`ServiceError::Encode`] where it does not fit into such a file.
    pub fn write_document(
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
        let tally = ballots::load_tally(tx, &round.id).await?;
        Ok(RoundDocument {
            status: round.status(self.0.clock.now()),
            name: round.name.as_ref().map(|name| name.pick(language)),
            follows: round.follows.clone(),
            rules: round.rules,
            access: round.access,
            turnout: ballots::load_turnout(tx, round).await?,
            results: results(conference, round, &tally),
            check_value: self.recount_in(tx, conference, round).await?.check_value.clone(),
        })
    }
}

fn field_document(field: &Field, language: UiLanguage) -> FieldDocument {
    let challenges = field.challenges.iter().map(|one| challenge_document(one, language));
    FieldDocument {
        id: field.id.clone(),
        name: field.name.pick(language),
        challenges: challenges.collect(),
    }
}

fn challenge_document(challenge: &Challenge, language: UiLanguage) -> ChallengeDocument {
    let parts = challenge.parts.iter();
    let part = |part: &shared::voting::conference::SubChallenge| PartDocument {
        id: part.id.clone(),
        text: part.text.pick(language),
    };
    ChallengeDocument {
        id: challenge.id.clone(),
        section: picked(challenge.section.as_ref(), language),
        text: challenge.text.pick(language),
        goal: picked(challenge.goal.as_ref(), language),
        audience: picked(challenge.audience.as_ref(), language),
        measures: challenge.measures.iter().map(|one| measure_document(one, language)).collect(),
        parts: parts.map(part).collect(),
        earlier_votes: challenge.earlier_votes,
    }
}

fn measure_document(measure: &Measure, language: UiLanguage) -> MeasureDocument {
    MeasureDocument {
        text: measure.text.pick(language),
        first_steps: picked(measure.first_steps.as_ref(), language),
        stakeholders: picked(measure.stakeholders.as_ref(), language),
        resources: picked(measure.resources.as_ref(), language),
        remarks: picked(measure.remarks.as_ref(), language),
    }
}

fn picked<const MAX: usize>(
    texts: Option<&Texts<MAX>>,
    language: UiLanguage,
) -> Option<shared::text::Picked> {
    texts.map(|texts| texts.pick_in(&LanguageTag::from(language)))
}
