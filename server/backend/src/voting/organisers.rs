//! The organiser's use cases other than rounds: page, board, sticky dots, cards.
//!
//! An [`Organiser`] is the permission; it is granted here and nowhere else.

use super::exclusions::load_bursts;
use super::organiser::Organiser;
use super::views::{Reader, conference_view};
use crate::accounts::{ConferenceOrganiser, Right};
use crate::db::{DbError, Tx, ballot_log, cards, conferences, paper, rounds, tally};
use crate::error::ServiceError;
use crate::qr::qr_modules;
use crate::recount::{HashChain, LogEntry};
use crate::secret::{AccessToken, OrganiserKey, random_u64};
use crate::service::Service;
use shared::api::{
    Card, CardCount, CardSheet, MAX_CARDS, MAX_PAPER, OrganiserRound, OrganiserView,
};
use shared::desk::audit::Actor;
use shared::error::{AppError, Missing};
use shared::id::{ChallengeId, ConferenceId, FieldId, RoundId};
use shared::language::{LanguageTag, UiLanguage};
use shared::live::{BoardSetting, reveal_places};
use shared::time::Millis;
use shared::voting::ballot::takes_dots;
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::{Access, Round, RoundState, RulesError, TransitionError};
use shared::voting::tally::results;
use std::collections::BTreeMap;

impl Service {
    /// Authorises the holder of an organiser's key; or somebody signed in at the desk, who gives the
    /// id of a conference instead.
    ///
    /// # Errors
    /// [`Missing::Organiser`].
    pub async fn authorise_organiser(
        &self,
        key: &str,
        session: Option<&AccessToken>,
    ) -> Result<Organiser, ServiceError> {
        if let Some(key) = OrganiserKey::parse(key) {
            let mut tx = self.0.db.read().await?;
            let found = conferences::find_by_organiser_key(&mut tx, &key.hash()).await?;
            if let Some(conference) = found {
                return Ok(Organiser { conference, actor: Actor::OrganiserLink });
            }
        }
        let missing = ServiceError::missing(Missing::Organiser);
        let (Some(session), Ok(id)) = (session, ConferenceId::parse(key)) else {
            return Err(missing);
        };
        let session = self.find_session(session).await?;
        match session.and_then(|session| ConferenceOrganiser::from_session(&session)) {
            Some(right) => match self.organise(&right, &id).await {
                Err(ServiceError::Desk(_)) => Err(missing),
                organiser => organiser,
            },
            None => Err(missing),
        }
    }

    /// Authorises the operator at the command line, who has access to the database anyway.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn authorise_operator(&self, code: &JoinCode) -> Result<Organiser, ServiceError> {
        let conference = self.find_conference_id(code).await?;
        Ok(Organiser { conference, actor: Actor::CommandLine })
    }

    /// Creates a new key; the old one no longer works.
    ///
    /// # Errors
    /// The database's only.
    pub async fn renew_key(&self, organiser: &Organiser) -> Result<OrganiserKey, ServiceError> {
        let key = OrganiserKey::random();
        let mut tx = self.0.db.write().await?;
        conferences::save_organiser_key(&mut tx, &organiser.conference, &key.hash()).await?;
        tx.commit().await?;
        Ok(key)
    }

    /// Shows the organiser's page.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_organiser(
        &self,
        organiser: &Organiser,
        language: UiLanguage,
    ) -> Result<OrganiserView, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.read_rounds(now).await?;
        let conference = self.load_own_conference(&mut tx, organiser).await?;
        let current = rounds::find_current_round(&mut tx, &conference.id).await?;
        let used = match &current {
            Some(round) if round.access == Access::PersonalCodes => {
                tally::count_ballots(&mut tx, &round.id).await?
            }
            _ => 0,
        };
        let made = cards::count_cards(&mut tx, &conference.id).await?;
        let tag: LanguageTag = language.into();
        let reader = Reader { language: &tag, second: None };
        Ok(OrganiserView {
            board: conferences::load_board(&mut tx, &conference.id).await?,
            message: conferences::load_message(&mut tx, &conference.id).await?.map(String::from),
            join_address: self.join_address(&conference.code),
            cards: CardCount { made, used: used.min(made) },
            bursts: load_bursts(&mut tx, &conference.id).await?,
            rounds: load_organiser_rounds(&mut tx, &conference.id, now, language).await?,
            conference: conference_view(&conference, current.as_ref(), reader, now),
        })
    }

    /// Sets what the board shows. No more places are revealed than there are.
    ///
    /// # Errors
    /// [`RulesError::Fields`] for a field or a challenge of another conference.
    pub async fn set_board(
        &self,
        organiser: &Organiser,
        setting: &BoardSetting,
    ) -> Result<(), ServiceError> {
        let mut tx = self.write_rounds(self.0.clock.now()).await?;
        let conference = self.load_own_conference(&mut tx, organiser).await?;
        let is_own = |id: &FieldId| conference.fields.iter().any(|field| field.id == *id);
        let has = |id: &ChallengeId| conference.challenges().any(|(_, one)| one.id == *id);
        if setting.field.as_ref().is_some_and(|field| !is_own(field))
            || setting.challenge.as_ref().is_some_and(|challenge| !has(challenge))
        {
            return Err(RulesError::Fields.into());
        }
        let revealed = setting.revealed.min(count_places(&mut tx, &conference, setting).await?);
        let setting = BoardSetting { revealed, ..setting.clone() };
        conferences::save_board(&mut tx, &organiser.conference, &setting).await?;
        self.announce_and_commit(tx, organiser).await
    }

    /// Enters the sticky dots of a round; they replace those entered before.
    ///
    /// # Errors
    /// [`Missing::Round`], [`AppError::Paper`] for a challenge that is not in the round or for
    /// implausibly many dots, [`TransitionError::NotOpen`] before the round was opened.
    pub async fn enter_paper(
        &self,
        organiser: &Organiser,
        id: &RoundId,
        dots: BTreeMap<ChallengeId, u64>,
    ) -> Result<(), ServiceError> {
        let mut tx = self.write_rounds(self.0.clock.now()).await?;
        let round = organiser.load_round(&mut tx, id).await?;
        check_paper(&round, &dots)?;
        self.store_paper(&mut tx, &round, dots).await?;
        self.announce_and_commit(tx, organiser).await
    }

    /// Changes the sticky dots of a round where they differ from what the organiser was shown, so
    /// that two who enter dots at the same time do not overwrite each other.
    ///
    /// # Errors
    /// As for [`Self::enter_paper`].
    pub async fn change_paper(
        &self,
        organiser: &Organiser,
        id: &RoundId,
        entry: &PaperEntry,
    ) -> Result<(), ServiceError> {
        let mut tx = self.write_rounds(self.0.clock.now()).await?;
        let round = organiser.load_round(&mut tx, id).await?;
        let dots = entry.apply_to(paper::load_paper(&mut tx, &round.id).await?);
        check_paper(&round, &dots)?;
        self.store_paper(&mut tx, &round, dots).await?;
        self.announce_and_commit(tx, organiser).await
    }

    /// Creates cards with personal codes. The codes are returned and not stored.
    ///
    /// # Errors
    /// [`AppError::Cards`].
    pub async fn make_cards(
        &self,
        organiser: &Organiser,
        count: u32,
        language: UiLanguage,
    ) -> Result<CardSheet, ServiceError> {
        if !(1..=MAX_CARDS).contains(&count) {
            return Err(AppError::Cards { max: MAX_CARDS }.into());
        }
        let now = self.0.clock.now();
        let mut tx = self.0.db.write().await?;
        let conference = self.load_own_conference(&mut tx, organiser).await?;
        let join_address = self.join_address(&conference.code);
        let mut cards = Vec::new();
        for _ in 0..count {
            let code = PersonalCode::from_random(random_u64());
            let voter = self.0.settings.secret.voter(&conference.id, &code);
            match cards::insert_card(&mut tx, &conference.id, &voter, now).await {
                // A collision, one in a hundred million; the next click creates another sheet.
                Err(DbError::Exists) => return Err(AppError::Cards { max: MAX_CARDS }.into()),
                other => other?,
            }
            let qr = qr_modules(&format!("{join_address}/{}", code.as_str()));
            cards.push(Card { code, qr });
        }
        self.announce_and_commit(tx, organiser).await?;
        Ok(CardSheet { title: conference.title.pick(language), join_address, cards })
    }

    /// Stores sticky dots with their log entry.
    async fn store_paper(
        &self,
        tx: &mut Tx,
        round: &Round,
        dots: BTreeMap<ChallengeId, u64>,
    ) -> Result<(), ServiceError> {
        let dots: BTreeMap<ChallengeId, u64> =
            dots.into_iter().filter(|(_, dots)| *dots > 0).collect();
        paper::save_paper(tx, &round.id, &dots).await?;
        let now = self.0.clock.now();
        let after_closing = (round.state == RoundState::Closed).then_some(now);
        let mut chain = HashChain::new(&round.id, ballot_log::load_head(tx, &round.id).await?);
        let row = chain.append(&LogEntry::Paper { dots, after_closing })?;
        Ok(ballot_log::append(tx, &round.id, &[row]).await?)
    }
}

/// How many places of the shortlist the board can reveal: none before the round is closed.
async fn count_places(
    tx: &mut Tx,
    conference: &Conference,
    setting: &BoardSetting,
) -> Result<u16, DbError> {
    let round = rounds::find_current_round(tx, &conference.id).await?;
    let Some(round) = round.filter(|round| round.state == RoundState::Closed) else {
        return Ok(0);
    };
    let results = results(conference, &round, &tally::load_tally(tx, &round.id).await?);
    let places = reveal_places(&results, setting.field.as_ref()).len();
    Ok(u16::try_from(places).unwrap_or(u16::MAX))
}

/// The rounds of a conference as its organiser sees them.
async fn load_organiser_rounds(
    tx: &mut Tx,
    conference: &ConferenceId,
    now: Millis,
    language: UiLanguage,
) -> Result<Vec<OrganiserRound>, DbError> {
    let mut organiser_rounds = Vec::new();
    for round in rounds::load_rounds(tx, conference).await? {
        organiser_rounds.push(OrganiserRound {
            status: round.status(now),
            name: round.name.as_ref().map(|name| name.pick(language)),
            rules: round.rules,
            results: round.results,
            access: round.access,
            shortlist: round.shortlist,
            turnout: tally::load_turnout(tx, &round).await?,
            paper: paper::load_paper(tx, &round.id).await?,
            fields: round.fields,
        });
    }
    Ok(organiser_rounds)
}

/// Sticky dots as an organiser has filled them in.
#[derive(Clone, Debug, Default)]
pub struct PaperEntry {
    /// What the form showed.
    pub shown: BTreeMap<ChallengeId, u64>,
    /// What it holds now.
    pub dots: BTreeMap<ChallengeId, u64>,
}

impl PaperEntry {
    /// `stored` with the differences between what was shown and what was filled in.
    fn apply_to(&self, mut stored: BTreeMap<ChallengeId, u64>) -> BTreeMap<ChallengeId, u64> {
        for challenge in self.shown.keys().chain(self.dots.keys()) {
            let [shown, dots] = [&self.shown, &self.dots].map(|dots| dots.get(challenge));
            if shown != dots {
                stored.insert(challenge.clone(), dots.copied().unwrap_or_default());
            }
        }
        stored
    }
}

/// Whether a round takes these sticky dots.
fn check_paper(round: &Round, dots: &BTreeMap<ChallengeId, u64>) -> Result<(), ServiceError> {
    if round.state == RoundState::Prepared {
        return Err(TransitionError::NotOpen.into());
    }
    let is_invalid = |(challenge, dots): (&ChallengeId, &u64)| {
        *dots > u64::from(MAX_PAPER)
            || round.slate.field_of(challenge).is_none()
            || (*dots > 0 && !takes_dots(&round.rules, &round.slate, challenge))
    };
    if dots.iter().any(is_invalid) {
        return Err(AppError::Paper { max: MAX_PAPER }.into());
    }
    Ok(())
}
