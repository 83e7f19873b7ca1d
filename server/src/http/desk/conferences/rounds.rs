//! Rounds of a conference: those there are, and a new one, explained by what a participant will see.

use super::parse_id;
use crate::http::desk::{DeskFailure, DeskForm, DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::forms::organising::form::parse_settings;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use backend::accounts::ConferenceOrganiser;
use backend::error::ServiceError;
use backend::voting::{OpenConference, Organiser, RoundSettings};
use desk::components::Choice;
use desk::pages::conferences::{RoundForm, RoundRow, RoundsPage, rounds_page};
use i18n::I18n;
use i18n::words::{heading_rule, round_access, rules, steered_round_state};
use shared::error::AppError;
use shared::forms::FormWord;
use shared::forms::organising::{self as names, BudgetScope};
use shared::id::RoundId;
use shared::language::UiLanguage;
use shared::voting::conference::Conference;
use shared::voting::round::{Access, FieldChoice, ResultsVisibility, Round, RoundState};

pub(in crate::http::desk) async fn show_rounds(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let open = state.service.open_conference(&right, &parse_id(&id)?).await?;
    let mut page = build_page(guest.i18n(), &open, None);
    page.done = pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned());
    Ok(guest.page(guest.i18n().desk_conference_rounds(), rounds_page(guest.visit(), &page)))
}

pub(in crate::http::desk) async fn change_rounds(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (i18n, id) = (guest.i18n(), parse_id(&id)?);
    let organiser = state.service.organise(&right, &id).await?;
    let title = i18n.desk_conference_rounds();
    match change(&state, &organiser, &fields).await {
        Ok(Changed::Saved) => {
            let address = guest.visit().path(&format!("conferences/{id}/rounds?saved"));
            Ok(Redirect::to(&address).into_response())
        }
        Ok(Changed::Asked(settings)) => {
            let open = state.service.open_conference(&right, &id).await?;
            let mut page = build_page(i18n, &open, Some(&fields));
            let round = settings.prepare(&open.conference, 1);
            match round.map_err(ServiceError::from) {
                Ok(round) => {
                    page.preview = sentences(i18n, &open.conference, &round);
                    Ok(guest.page(title, rounds_page(guest.visit(), &page)))
                }
                Err(error) => {
                    let failure = refusal(error)?;
                    page.error = Some(failure.message(i18n));
                    let content = rounds_page(guest.visit(), &page);
                    Ok(guest.refused(failure.status(), title, content))
                }
            }
        }
        Err(error) => {
            let failure = refusal(error)?;
            let open = state.service.open_conference(&right, &id).await?;
            let mut page = build_page(i18n, &open, Some(&fields));
            page.error = Some(failure.message(i18n));
            Ok(guest.refused(failure.status(), title, rounds_page(guest.visit(), &page)))
        }
    }
}

/// What became of a form.
enum Changed {
    /// It is stored.
    Saved,
    /// What a participant would see is asked for.
    Asked(RoundSettings),
}

async fn change(
    state: &AppState,
    organiser: &Organiser,
    fields: &Pairs,
) -> Result<Changed, ServiceError> {
    if fields.value("step") == Some("delete") {
        let round = RoundId::parse(fields.value_or_empty(names::ROUND));
        let round = round.map_err(|_| AppError::Malformed)?;
        state.service.delete_round(organiser, &round).await?;
        return Ok(Changed::Saved);
    }
    let settings = parse_settings(fields)?;
    if fields.value("step") == Some("preview") {
        return Ok(Changed::Asked(settings));
    }
    state.service.prepare_round(organiser, &settings).await?;
    Ok(Changed::Saved)
}

/// Broken rules of a round belong to its form; anything else is a page of its own.
fn refusal(error: ServiceError) -> Result<DeskFailure, DeskFailure> {
    match DeskFailure::from(error) {
        DeskFailure::App(error @ (AppError::Rules(_) | AppError::Transition(_))) => {
            Ok(DeskFailure::App(error))
        }
        failure => failure.into_refusal(),
    }
}

fn build_page(i18n: I18n, open: &OpenConference, typed: Option<&Pairs>) -> RoundsPage {
    let conference = &open.conference;
    let row = |round: &Round| RoundRow {
        id: round.id.to_string(),
        name: round_name(i18n, round),
        state: steered_round_state(i18n, round.state).to_owned(),
        sentences: sentences(i18n, conference, round),
        is_prepared: round.state == RoundState::Prepared,
    };
    let form = (!conference.fields.is_empty()).then(|| match typed {
        Some(typed) => round_form(i18n, conference, typed),
        None => round_form(i18n, conference, &defaults(conference)),
    });
    RoundsPage {
        id: conference.id.to_string(),
        rounds: open.rounds.iter().map(row).collect(),
        form,
        ..RoundsPage::default()
    }
}

fn round_name(i18n: I18n, round: &Round) -> String {
    let number = i18n.vote_round(&round.number.to_string());
    match &round.name {
        Some(name) => format!("{number} · {}", name.pick(i18n.language()).text),
        None => number,
    }
}

/// What a participant of the round sees.
fn sentences(i18n: I18n, conference: &Conference, round: &Round) -> Vec<String> {
    let fields = conference.fields.iter().filter(|field| round.fields.contains(&field.id));
    let names: Vec<_> = fields.map(|field| field.name.pick(UiLanguage::De).text).collect();
    let results = match round.results {
        ResultsVisibility::Live => i18n.desk_conference_round_live(),
        ResultsVisibility::AfterClosing => i18n.desk_conference_round_after(),
    };
    let access = match round.access {
        Access::Open => i18n.desk_conference_round_open(),
        Access::SharedDevices => i18n.desk_conference_round_shared(),
        Access::PersonalCodes => i18n.desk_conference_round_codes(),
    };
    vec![
        i18n.desk_conference_round_choice(&names.join(i18n.list_separator())),
        rules(i18n, &round.rules),
        format!("{results} {access}"),
    ]
}

/// The settings of a new round, as a form would send them.
fn defaults(conference: &Conference) -> Pairs {
    let settings = RoundSettings::default();
    let RoundSettings { budget, max_per_challenge, choice, results, access, shortlist, .. } =
        settings;
    let (dots, max) = (budget.dots().to_string(), max_per_challenge.to_string());
    let shortlist = shortlist.to_string();
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair(names::DOTS, &dots).append_pair(names::MAX, &max);
    pairs.append_pair(names::BUDGET, BudgetScope::from(budget).word());
    pairs.append_pair(names::CHOICE, choice.word()).append_pair(names::RESULTS, results.word());
    pairs.append_pair(names::HEADINGS, settings.headings.word());
    pairs.append_pair(names::ACCESS, access.word()).append_pair(names::SHORTLIST, &shortlist);
    for field in &conference.fields {
        pairs.append_pair(names::FIELD, field.id.as_str());
    }
    Pairs::decode(pairs.finish().as_bytes())
}

fn round_form(i18n: I18n, conference: &Conference, typed: &Pairs) -> RoundForm {
    let text = |name: &str| typed.value_or_empty(name).to_owned();
    let fields = conference.fields.iter().map(|field| Choice {
        value: field.id.to_string(),
        label: field.name.pick(UiLanguage::De).text,
        is_chosen: typed.values(names::FIELD).any(|id| id == field.id.as_str()),
    });
    RoundForm {
        name: text(names::NAME),
        fields: fields.collect(),
        budget: choices(typed.value_or_empty(names::BUDGET), |scope| match scope {
            BudgetScope::Field => i18n.organise_per_field(),
            BudgetScope::Round => i18n.organise_per_round(),
        }),
        dots: text(names::DOTS),
        max: text(names::MAX),
        choice: choices(typed.value_or_empty(names::CHOICE), |choice| match choice {
            FieldChoice::All => i18n.organise_choice_all(),
            FieldChoice::One => i18n.organise_choice_single(),
        }),
        headings: choices(typed.value_or_empty(names::HEADINGS), |rule| heading_rule(i18n, rule)),
        results: choices(typed.value_or_empty(names::RESULTS), |results| match results {
            ResultsVisibility::Live => i18n.organise_results_live(),
            ResultsVisibility::AfterClosing => i18n.organise_results_after(),
        }),
        access: choices(typed.value_or_empty(names::ACCESS), |access| round_access(i18n, access)),
        shortlist: text(names::SHORTLIST),
    }
}

fn choices<T: FormWord>(current: &str, label: impl Fn(T) -> &'static str) -> Vec<Choice> {
    T::ALL.iter().map(|value| Choice::new(value.word(), label(*value), current)).collect()
}
