//! One conference: what is still to be done, its fields and challenges.

use super::checks::checks;
use super::{parse_challenge, parse_field, parse_id};
use crate::http::desk::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::ConferenceOrganiser;
use backend::voting::{ContentStep, Direction, OpenConference};
use desk::pages::conferences::{
    ChallengeRow, ConferencePage, FieldRows, FormError, conference_page,
};
use i18n::I18n;
use shared::desk::DeskError;
use shared::language::UiLanguage;
use shared::voting::conference::{Challenge, Field};
use shared::voting::short_title;

pub(in crate::http::desk) async fn show_conference(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let open = state.service.open_conference(&right, &parse_id(&id)?).await?;
    let mut page = build_page(&guest, &open);
    page.done = pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned());
    Ok(guest.page(&page.title.clone(), conference_page(guest.visit(), &page)))
}

pub(in crate::http::desk) async fn change_conference(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let id = parse_id(&id)?;
    // Who may not change it hears that first, whatever was sent.
    state.service.organise(&right, &id).await?;
    let posted = PostedStep::parse(&fields)?;
    match state.service.change_content(&right, &id, &posted.step).await {
        Ok(()) => {
            let address = format!("conferences/{id}?saved#{}", posted.place);
            Ok(Redirect::to(&guest.visit().path(&address)).into_response())
        }
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let open = state.service.open_conference(&right, &id).await?;
            Ok(refused(&guest, &open, posted, &failure))
        }
    }
}

/// A step that was sent.
struct PostedStep {
    step: ContentStep,
    /// The id of what the page shows again.
    place: String,
}

impl PostedStep {
    fn parse(fields: &Pairs) -> Result<Self, DeskError> {
        let text = |name: &str| fields.value_or_empty(name).to_owned();
        match fields.value("step") {
            Some("add-field") => {
                let step = ContentStep::AddField { name: text("name") };
                return Ok(Self { step, place: "name".to_owned() });
            }
            Some("add-challenges") => {
                let field = parse_field(fields.value_or_empty("field"))?;
                let lines = text(&format!("lines-{field}"));
                let place = format!("field-{field}");
                return Ok(Self { step: ContentStep::AddChallenges { field, lines }, place });
            }
            _ => {}
        }
        let moves = [("up", Direction::Up), ("down", Direction::Down)];
        let found = moves.into_iter().find_map(|(name, direction)| {
            if let Some(field) = fields.value(&format!("field-{name}")) {
                let place = format!("field-{field}");
                let field = parse_field(field);
                return Some(field.map(|field| Self {
                    step: ContentStep::MoveField { field, direction },
                    place,
                }));
            }
            let challenge = fields.value(&format!("challenge-{name}"))?;
            let place = format!("challenge-{challenge}");
            Some(parse_challenge(challenge).map(|challenge| Self {
                step: ContentStep::MoveChallenge { challenge, direction },
                place,
            }))
        });
        found.unwrap_or(Err(DeskError::Missing))
    }
}

/// The page again with what was typed.
fn refused(
    guest: &Guest,
    open: &OpenConference,
    posted: PostedStep,
    failure: &DeskFailure,
) -> Response {
    let mut page = build_page(guest, open);
    let mut key = "fields".to_owned();
    match posted.step {
        ContentStep::AddField { name } => {
            "name".clone_into(&mut key);
            page.typed_field = name;
        }
        ContentStep::AddChallenges { field, lines } => {
            key = format!("lines-{field}");
            if let Some(rows) = page.fields.iter_mut().find(|rows| rows.id == field.as_str()) {
                rows.typed = lines;
            }
        }
        _ => {}
    }
    page.error = Some(FormError { key, message: failure.message(guest.i18n()) });
    let title = page.title.clone();
    guest.refused(failure.status(), &title, conference_page(guest.visit(), &page))
}

fn build_page(guest: &Guest, open: &OpenConference) -> ConferencePage {
    let (i18n, conference) = (guest.i18n(), &open.conference);
    let place = conference.place.as_ref().map(|place| place.pick(UiLanguage::De).text);
    let date = conference.date.map(|date| i18n.date(date));
    let code = format!("{}: {}", i18n.desk_conference_code(), conference.code);
    let template = open.is_template.then(|| i18n.desk_conference_template().to_owned());
    let fields = conference.fields.iter().enumerate();
    ConferencePage {
        id: conference.id.to_string(),
        title: conference.title.pick(UiLanguage::De).text,
        facts: [place, date, Some(code), template].into_iter().flatten().collect(),
        code: conference.code.to_string(),
        checks: checks(guest, conference, &open.checklist),
        fields: fields.map(|(place, field)| field_rows(i18n, place + 1, field)).collect(),
        ..ConferencePage::default()
    }
}

fn field_rows(i18n: I18n, number: usize, field: &Field) -> FieldRows {
    let mut section = None;
    let mut rows = Vec::new();
    for (place, challenge) in field.challenges.iter().enumerate() {
        let own = challenge.section.as_ref().map(|one| one.pick(UiLanguage::De).text);
        let row = challenge_row(i18n, format!("{number}.{}", place + 1), challenge);
        let is_new = own != section;
        rows.push(ChallengeRow { section: own.clone().filter(|_| is_new), ..row });
        section = own;
    }
    FieldRows {
        id: field.id.to_string(),
        number: number.to_string(),
        name: field.name.pick(UiLanguage::De).text,
        challenges: rows,
        typed: String::new(),
    }
}

fn challenge_row(i18n: I18n, number: String, challenge: &Challenge) -> ChallengeRow {
    let text = challenge.text.pick(UiLanguage::De).text;
    let counts = [
        (challenge.goals.len(), i18n.desk_conference_goals_count(challenge.goals.len() as u64)),
        (
            challenge.measures().count(),
            i18n.desk_conference_measures_count(challenge.measures().count() as u64),
        ),
        (challenge.parts.len(), i18n.desk_conference_parts_count(challenge.parts.len() as u64)),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words);
    ChallengeRow {
        id: challenge.id.to_string(),
        number,
        section: None,
        short_title: challenge.short_title_in(&UiLanguage::De.into()).text,
        needs_title: challenge.short_title.is_none() && short_title::is_needed(&text),
        counts: counts.collect::<Vec<_>>().join(i18n.list_separator()),
        text,
    }
}
