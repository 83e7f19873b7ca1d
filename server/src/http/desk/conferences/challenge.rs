//! A challenge with its goals, measures and sub-challenges.

use super::pairs::{beside_choice, beside_language};
use super::typed::{TypedText, confirm, parse_cells};
use super::{parse_challenge, parse_id};
use crate::http::desk::{DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::ConferenceOrganiser;
use backend::error::ServiceError;
use backend::voting::{ContentStep, TextForm};
use desk::pages::conferences::{ChallengePage, FormFrame, challenge_page};
use serde::Deserialize;
use shared::desk::conferences::NEW_PARTS;
use shared::id::{ChallengeId, ConferenceId};
use shared::language::UiLanguage;
use shared::voting::conference::{Challenge, Conference};

/// A challenge in an address.
#[derive(Deserialize)]
pub(in crate::http::desk) struct ChallengePath {
    id: String,
    challenge: String,
}

pub(in crate::http::desk) async fn show_challenge(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(path): Path<ChallengePath>,
    pairs: Pairs,
) -> DeskResult {
    let (id, challenge) = (parse_id(&path.id)?, parse_challenge(&path.challenge)?);
    let open = state.service.open_challenge(&right, &id, &challenge).await?;
    let shown = Shown { guest: &guest, path: &path, pairs: &pairs, challenge: &challenge };
    Ok(shown.page(&TypedText::stored(open)))
}

pub(in crate::http::desk) async fn change_challenge(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(path): Path<ChallengePath>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (id, challenge) = (parse_id(&path.id)?, parse_challenge(&path.challenge)?);
    let change = ChallengeChange { id: &id, challenge: &challenge, fields: &fields };
    match Box::pin(change.carry_out(&state, &right)).await {
        Ok(path) => Ok(Redirect::to(&guest.visit().path(&path)).into_response()),
        Err(error) => {
            let open = state.service.open_challenge(&right, &id, &challenge).await?;
            let shown = Shown { guest: &guest, path: &path, pairs: &fields, challenge: &challenge };
            Ok(shown.page(&TypedText::refused(open, &fields, error)?))
        }
    }
}

/// A form that was sent.
struct ChallengeChange<'a> {
    id: &'a ConferenceId,
    challenge: &'a ChallengeId,
    fields: &'a Pairs,
}

impl ChallengeChange<'_> {
    /// Saves or removes the challenge; returns the page to go on with.
    async fn carry_out(
        &self,
        state: &AppState,
        right: &ConferenceOrganiser,
    ) -> Result<String, ServiceError> {
        let Self { id, challenge, fields } = self;
        if fields.value("step") == Some("remove") {
            confirm(fields)?;
            let step = ContentStep::RemoveChallenge { challenge: (*challenge).clone() };
            state.service.change_content(right, id, &step).await?;
            return Ok(format!("conferences/{id}?saved"));
        }
        let cells = parse_cells(fields);
        let form = TextForm { cells: &cells, basis: fields.value_or_empty("basis") };
        state.service.save_challenge(right, id, challenge, form).await?;
        let beside = fields.value_or_empty("beside");
        Ok(format!("conferences/{id}/challenges/{challenge}?saved&beside={beside}"))
    }
}

/// A page that is shown.
struct Shown<'a> {
    guest: &'a Guest,
    path: &'a ChallengePath,
    pairs: &'a Pairs,
    challenge: &'a ChallengeId,
}

impl Shown<'_> {
    fn page(&self, typed: &TypedText) -> Response {
        let i18n = self.guest.i18n();
        let beside = beside_language(self.pairs, &typed.conference);
        let builder = typed.builder(i18n, beside.clone());
        let address = format!("conferences/{}/challenges/{}", self.path.id, self.path.challenge);
        let stored = find(&typed.conference, self.challenge);
        let mut page = ChallengePage {
            conference: self.path.id.clone(),
            id: self.path.challenge.clone(),
            title: stored.as_ref().map(Found::title).unwrap_or_default(),
            texts: builder.main_texts(),
            goals: builder.goals(),
            parts: stored
                .as_ref()
                .map(|stored| builder.parts(stored.challenge))
                .unwrap_or_default(),
            new_parts: builder.value(NEW_PARTS).to_owned(),
            new_parts_error: builder.error(NEW_PARTS),
            frame: FormFrame {
                basis: typed.basis.clone(),
                beside: beside_choice(&typed.conference, beside.as_ref(), address),
                error: typed.error(i18n),
                fields: Vec::new(),
                done: self.pairs.value("saved").map(|_| i18n.desk_saved().to_owned()),
            },
        };
        page.frame.fields = builder.all_errors(&page);
        let title = page.title.clone();
        let content = challenge_page(self.guest.visit(), &page);
        self.guest.refused(typed.status(), &title, content)
    }
}

/// A challenge where it stands.
struct Found<'a> {
    challenge: &'a Challenge,
    number: String,
    field: String,
}

impl Found<'_> {
    fn title(&self) -> String {
        format!("{} · {}", self.number, self.field)
    }
}

fn find<'a>(conference: &'a Conference, id: &ChallengeId) -> Option<Found<'a>> {
    conference.fields.iter().enumerate().find_map(|(field, content)| {
        let place = content.challenges.iter().position(|challenge| challenge.id == *id)?;
        Some(Found {
            challenge: &content.challenges[place],
            number: format!("{}.{}", field + 1, place + 1),
            field: content.name.pick(UiLanguage::De).text,
        })
    })
}
