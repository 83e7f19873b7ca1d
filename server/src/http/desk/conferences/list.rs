//! The list of conferences.

use crate::http::desk::{DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use backend::accounts::ConferenceOrganiser;
use backend::voting::ConferenceSummary;
use desk::components::short_date;
use desk::pages::conferences::{ConferenceRow, conference_list};
use i18n::I18n;
use i18n::words::steered_round_state;

pub(in crate::http::desk) async fn show_conferences(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    pairs: Pairs,
) -> DeskResult {
    let i18n = guest.i18n();
    let summaries = state.service.list_conferences(&right).await?;
    let rows: Vec<_> = summaries.into_iter().map(|summary| row(i18n, summary)).collect();
    let done = pairs.value("saved").map(|_| i18n.desk_saved().to_owned());
    Ok(guest.page(i18n.desk_nav_conferences(), conference_list(guest.visit(), &rows, done)))
}

fn row(i18n: I18n, summary: ConferenceSummary) -> ConferenceRow {
    let ConferenceSummary { listed, round } = summary;
    let language = i18n.language();
    let state = round.map(|round| {
        let number = i18n.vote_round(&round.number.to_string());
        format!("{number}: {}", steered_round_state(i18n, round.state))
    });
    ConferenceRow {
        title: listed.title.pick(language).text,
        place: listed.place.map(|place| place.pick(language).text).unwrap_or_default(),
        date: listed.date.map(|date| short_date(i18n, date)).unwrap_or_default(),
        code: listed.code.to_string(),
        round: state.unwrap_or_else(|| i18n.desk_conference_no_rounds().to_owned()),
        challenges: listed.challenges,
        is_template: listed.is_template,
        id: listed.id.into(),
    }
}
