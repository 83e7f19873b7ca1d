//! All worksheets of a conference, for readers and for tables.

use super::page::{Answer, Visit};
use crate::http::state::AppState;
use app::worksheets::{FieldSheets, SheetRow, SheetText, SheetsPage, WorksheetContent};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use backend::voting::{ChallengeSheet, FieldSheets as Field, SheetList};
use i18n::I18n;
use i18n::words::worksheets::{disposition, written_part};
use shared::forms::FormWord;
use shared::forms::worksheets::{FOLLOW, SAVED};
use shared::voting::worksheet::SheetPart;

/// Seconds after which a page that is followed is loaded again: a table saves seldom.
const REFRESH_SECONDS: u8 = 15;

pub(super) async fn show_sheets(
    State(state): State<AppState>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    let (visit, pairs) = match Visit::read(state, code, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let list = match visit.list().await {
        Ok(list) => list,
        Err(error) => return visit.fail(error).await,
    };
    let is_followed = pairs.value(FOLLOW).is_some();
    let page = SheetsPage {
        fields: field_sheets(&visit, &list, None),
        follow: (!is_followed).then(|| format!("{}?{FOLLOW}=1", visit.path())),
        refresh: is_followed.then_some(REFRESH_SECONDS),
        is_saved: false,
        is_table: false,
    };
    let conference = Some(list.conference.title.pick(visit.language));
    let content = WorksheetContent::List(page);
    visit.render(Answer { status: StatusCode::OK, conference, content }).await
}

pub(super) async fn show_table_sheets(
    State(state): State<AppState>,
    Path((code, key)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (visit, pairs) = match Visit::read(state, code, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let list = match visit.authorise(&key).await {
        Ok(_) => visit.list().await,
        Err(error) => Err(error),
    };
    let list = match list {
        Ok(list) => list,
        Err(error) => return visit.fail(error).await,
    };
    let page = SheetsPage {
        fields: field_sheets(&visit, &list, Some(&key)),
        follow: None,
        refresh: None,
        is_saved: pairs.value(SAVED).is_some(),
        is_table: true,
    };
    let conference = Some(list.conference.title.pick(visit.language));
    let content = WorksheetContent::List(page);
    visit.render(Answer { status: StatusCode::OK, conference, content }).await
}

/// The fields with their sheets; tables also see those that nobody has begun.
fn field_sheets(visit: &Visit, list: &SheetList, key: Option<&str>) -> Vec<FieldSheets> {
    let fields = list.fields.iter().map(|field| {
        let row = |sheet: &ChallengeSheet| sheet_row(visit, field, sheet, key);
        let (open, rest): (Vec<_>, Vec<_>) = field.sheets.iter().partition(|one| one.is_open());
        FieldSheets {
            number: field.number.to_string(),
            name: field.field.name.pick(visit.language),
            open: open.into_iter().map(row).collect(),
            others: if key.is_some() { rest.into_iter().map(row).collect() } else { Vec::new() },
        }
    });
    fields.collect()
}

fn sheet_row(visit: &Visit, field: &Field, sheet: &ChallengeSheet, key: Option<&str>) -> SheetRow {
    let i18n = visit.i18n();
    let id = &sheet.challenge.id;
    let texts = SheetPart::ALL.iter().filter_map(|part| {
        let text = sheet.sheet.text(*part)?.to_owned();
        Some(SheetText { label: written_part(i18n, *part), text })
    });
    SheetRow {
        id: format!("sheet-{id}"),
        number: number(field, sheet),
        text: sheet.challenge.text.pick(visit.language),
        result: result_words(i18n, sheet),
        disposition: sheet.sheet.disposition.map(|one| disposition(i18n, one)),
        texts: texts.collect(),
        edit: key.map(|key| format!("{}/{key}/{id}", visit.path())),
    }
}

/// The number of a challenge, such as "2.3".
pub(super) fn number(field: &Field, sheet: &ChallengeSheet) -> String {
    format!("{}.{}", field.number, sheet.number)
}

/// Place and votes of a challenge.
pub(super) fn result_words(i18n: I18n, sheet: &ChallengeSheet) -> String {
    let votes = i18n.number(sheet.result.votes.dots);
    let rank = i18n.number(u64::from(sheet.result.rank));
    let facts =
        [format!("{}: {rank}", i18n.result_rank()), format!("{}: {votes}", i18n.result_votes())];
    facts.join(" · ")
}
