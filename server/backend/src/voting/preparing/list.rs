//! The list of conferences, and new ones: blank or as a copy.

use super::{PreparingStep, authorise};
use crate::accounts::{ConferenceOrganiser, ConferenceScope};
use crate::db::conference_accounts::{Assignment, insert_assignment};
use crate::db::conference_list::{self, ListedConference};
use crate::db::{Tx, conferences, rounds};
use crate::error::ServiceError;
use crate::secret::{random_u64, random_u128};
use crate::service::Service;
use crate::voting::organiser::Organiser;
use shared::desk::DeskError;
use shared::desk::audit::Action;
use shared::desk::conferences::{ConferenceError, Details, DetailsForm};
use shared::id::{ChallengeId, ConferenceId, FieldId};
use shared::language::UiLanguage;
use shared::voting::conference::{Challenge, Conference, Field};
use shared::voting::join_code::JoinCode;
use shared::voting::round::RoundStatus;
use std::collections::BTreeMap;

/// A conference of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConferenceSummary {
    /// The conference.
    pub listed: ListedConference,
    /// Its current round.
    pub round: Option<RoundStatus>,
}

/// What a new conference may begin with.
#[derive(Clone, Debug, Default)]
pub struct Beginnings {
    /// Templates.
    pub templates: Vec<ListedConference>,
    /// Other conferences of the organiser.
    pub earlier: Vec<ListedConference>,
}

/// A conference that is to be stored.
pub(super) struct NewConference {
    pub(super) details: Details,
    pub(super) fields: Vec<Field>,
}

impl Service {
    /// Lists the organiser's conferences, the latest first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_conferences(
        &self,
        right: &ConferenceOrganiser,
    ) -> Result<Vec<ConferenceSummary>, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.read_rounds(now).await?;
        let mut summaries = Vec::new();
        for listed in load_own(&mut tx, right).await? {
            let round = rounds::find_current_round(&mut tx, &listed.id).await?;
            let round = round.map(|round| round.status(now));
            summaries.push(ConferenceSummary { listed, round });
        }
        Ok(summaries)
    }

    /// Lists what a new conference may begin with.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_beginnings(
        &self,
        right: &ConferenceOrganiser,
    ) -> Result<Beginnings, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let templates = conference_list::load_templates(&mut tx).await?;
        let mut earlier = load_own(&mut tx, right).await?;
        earlier.retain(|listed| !listed.is_template);
        Ok(Beginnings { templates, earlier })
    }

    /// Creates a conference, blank or with fields and challenges of another one, and gives it to
    /// its maker.
    ///
    /// # Errors
    /// [`ConferenceError::Cells`]; [`DeskError::Missing`] or [`DeskError::NotAllowed`] for what it
    /// begins with.
    pub async fn create_conference(
        &self,
        right: &ConferenceOrganiser,
        form: &DetailsForm,
        copy_of: Option<&ConferenceId>,
    ) -> Result<ConferenceId, ServiceError> {
        let mut details =
            form.parse(None).map_err(ConferenceError::Cells).map_err(DeskError::from)?;
        let mut tx = self.0.db.write().await?;
        let source = match copy_of {
            Some(id) => Some(load_source(&mut tx, right, id).await?),
            None => None,
        };
        if let Some(source) = &source {
            details.programme.clone_from(&source.programme);
        }
        let fields = source.map(|source| copy_fields(source.fields)).unwrap_or_default();
        self.store_new_conference(tx, right, NewConference { details, fields }).await
    }

    /// Stores a new conference, gives it to its maker and commits.
    ///
    /// # Errors
    /// The database's only.
    pub(super) async fn store_new_conference(
        &self,
        mut tx: Tx,
        right: &ConferenceOrganiser,
        new: NewConference,
    ) -> Result<ConferenceId, ServiceError> {
        let NewConference { details, fields } = new;
        let conference = Conference {
            id: ConferenceId::from_random(random_u128()),
            code: JoinCode::from_random(random_u64()),
            title: details.title.clone(),
            place: details.place.clone(),
            date: details.date,
            languages: details.languages.clone(),
            programme: details.programme.clone(),
            fields,
        };
        conferences::insert_conference(&mut tx, &conference, self.0.clock.now()).await?;
        conference_list::save_details(&mut tx, &conference.id, &details).await?;
        if let ConferenceScope::Assigned(account) = right.scope() {
            let assignment = Assignment { conference: &conference.id, account };
            insert_assignment(&mut tx, assignment).await?;
        }
        let organiser = Organiser { conference: conference.id.clone(), actor: right.actor.clone() };
        let title = conference.title.pick(UiLanguage::De).text;
        let step = PreparingStep { action: Action::CreateConference, detail: &title };
        self.finish_preparing(tx, &organiser, step).await?;
        Ok(conference.id)
    }
}

async fn load_own(
    tx: &mut Tx,
    right: &ConferenceOrganiser,
) -> Result<Vec<ListedConference>, ServiceError> {
    Ok(match right.scope() {
        ConferenceScope::All => conference_list::load_all(tx).await?,
        ConferenceScope::Assigned(account) => conference_list::load_of_account(tx, account).await?,
    })
}

/// Loads what is copied: a template, or a conference of the organiser.
async fn load_source(
    tx: &mut Tx,
    right: &ConferenceOrganiser,
    id: &ConferenceId,
) -> Result<Conference, ServiceError> {
    if conference_list::find_is_template(tx, id).await? != Some(true) {
        authorise(tx, right, id).await?;
    }
    conferences::load_conference(tx, id).await?.ok_or(DeskError::Missing.into())
}

/// Fields and challenges with new ids; what refers to one of them refers to its copy.
fn copy_fields(fields: Vec<Field>) -> Vec<Field> {
    let (mut new_fields, mut new_challenges) = (BTreeMap::new(), BTreeMap::new());
    for field in &fields {
        new_fields.insert(field.id.clone(), FieldId::from_random(random_u128()));
        for challenge in &field.challenges {
            let parts = challenge.parts.iter().map(|part| &part.id);
            for id in parts.chain([&challenge.id]) {
                new_challenges.insert(id.clone(), ChallengeId::from_random(random_u128()));
            }
        }
    }
    let copier = Copier { fields: new_fields, challenges: new_challenges };
    fields.into_iter().map(|field| copier.copy_field(field)).collect()
}

/// New ids by the old ones.
struct Copier {
    fields: BTreeMap<FieldId, FieldId>,
    challenges: BTreeMap<ChallengeId, ChallengeId>,
}

impl Copier {
    fn copy_field(&self, mut field: Field) -> Field {
        field.id = self.fields.get(&field.id).cloned().unwrap_or(field.id);
        field.challenges.iter_mut().for_each(|challenge| self.renew_challenge(challenge));
        field
    }

    fn renew_challenge(&self, challenge: &mut Challenge) {
        self.renew(&mut challenge.id);
        challenge.parts.iter_mut().for_each(|part| self.renew(&mut part.id));
        // Votes are not copied, nor those of a conference before.
        challenge.earlier_votes = None;
        let measures = challenge.goals.iter_mut().flat_map(|goal| &mut goal.measures);
        for reference in measures.flat_map(|measure| &mut measure.references) {
            let field = reference.field.take();
            reference.field = field.and_then(|field| self.fields.get(&field).cloned());
            let challenge = reference.challenge.take();
            reference.challenge = challenge.and_then(|id| self.challenges.get(&id).cloned());
        }
    }

    fn renew(&self, id: &mut ChallengeId) {
        if let Some(new) = self.challenges.get(id) {
            *id = new.clone();
        }
    }
}
