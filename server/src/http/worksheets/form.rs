//! The form in which a table writes a worksheet.

use super::list::{number, result_words};
use super::page::{Answer, Visit};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use app::worksheets::{
    DispositionField, DispositionOption, SheetField, SheetForm as FormPage, SheetProblem,
    WorksheetContent,
};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use backend::voting::{ChallengeSheet, FieldSheets, SheetList, TableRight, WorksheetError};
use i18n::I18n;
use i18n::words::text_error;
use i18n::words::worksheets::{disposition, sheet_part};
use shared::error::{AppError, Missing};
use shared::forms::FormWord;
use shared::forms::worksheets::{DISPOSITION, SAVED, SHOWN};
use shared::id::ChallengeId;
use shared::voting::worksheet::{Disposition, Edited, SheetError, SheetForm, SheetPart};

/// A worksheet that a table may write.
struct Target {
    right: TableRight,
    list: SheetList,
    id: ChallengeId,
    /// The page with all worksheets of the table.
    back: String,
}

impl Target {
    async fn find(visit: &Visit, key: &str, challenge: &str) -> Result<Self, AppError> {
        let right = visit.authorise(key).await?;
        let missing = AppError::NotFound(Missing::Page);
        let id = ChallengeId::parse(challenge).map_err(|_| missing.clone())?;
        let list = visit.list().await?;
        list.find(&id).ok_or(missing)?;
        Ok(Self { right, list, id, back: format!("{}/{key}", visit.path()) })
    }

    fn sheet(&self) -> Option<(&FieldSheets, &ChallengeSheet)> {
        self.list.find(&self.id)
    }
}

pub(super) async fn show_sheet(
    State(state): State<AppState>,
    Path((code, key, challenge)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let (visit, _) = match Visit::read(state, code, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    match Target::find(&visit, &key, &challenge).await {
        Ok(target) => show_form(visit, &target, Refused::default()).await,
        Err(error) => visit.fail(error).await,
    }
}

pub(super) async fn save_sheet(
    State(state): State<AppState>,
    Path((code, key, challenge)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let (visit, fields) = match Visit::read(state, code, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let target = match Target::find(&visit, &key, &challenge).await {
        Ok(target) => target,
        Err(error) => return visit.fail(error).await,
    };
    let form = parse_form(&fields);
    let service = &visit.state.service;
    match service.save_worksheet(&target.right, &target.id, &form).await {
        Ok(()) => {
            let address = format!("{}?{SAVED}=1#sheet-{}", target.back, target.id);
            Redirect::to(&address).into_response()
        }
        Err(WorksheetError::Sheet(error)) => {
            // What others have written meanwhile is shown beside what was typed.
            match Target::find(&visit, &key, &challenge).await {
                Ok(target) => {
                    let refused = Refused { typed: Some(form), error: Some(error) };
                    show_form(visit, &target, refused).await
                }
                Err(error) => visit.fail(error).await,
            }
        }
        Err(WorksheetError::Service(error)) => visit.fail(error.into_app_error()).await,
    }
}

/// The parts that were sent; an unknown disposition is "not decided".
fn parse_form(fields: &Pairs) -> SheetForm {
    let shown = |name: &str| fields.value_or_empty(&format!("{SHOWN}{name}")).to_owned();
    let texts = SheetPart::ALL.iter().filter_map(|part| {
        let typed = fields.value(part.word())?.to_owned();
        Some((*part, Edited { shown: shown(part.word()), typed }))
    });
    let disposition = Edited {
        shown: Disposition::from_word(&shown(DISPOSITION)),
        typed: Disposition::from_word(fields.value_or_empty(DISPOSITION)),
    };
    SheetForm { texts: texts.collect(), disposition }
}

/// A form that was refused; empty for one that is shown for the first time.
#[derive(Default)]
struct Refused {
    typed: Option<SheetForm>,
    error: Option<SheetError>,
}

async fn show_form(visit: Visit, target: &Target, refused: Refused) -> Response {
    let Some((field, sheet)) = target.sheet() else {
        return visit.fail(AppError::NotFound(Missing::Page)).await;
    };
    let i18n = visit.i18n();
    let status = match &refused.error {
        None => StatusCode::OK,
        Some(SheetError::Changed { .. }) => StatusCode::CONFLICT,
        Some(SheetError::Text { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let held = sheet.sheet.disposition.map_or("", Disposition::word);
    let typed = refused.typed.as_ref().map(|form| form.disposition.typed);
    let typed = typed.map_or(held, |typed| typed.map_or("", Disposition::word));
    let undecided = DispositionOption { word: String::new(), label: i18n.sheet_undecided() };
    let options = Disposition::ALL.iter().map(|value| DispositionOption {
        word: value.word().to_owned(),
        label: disposition(i18n, *value),
    });
    let form = FormPage {
        action: format!("{}/{}", target.back, target.id),
        back: target.back.clone(),
        number: number(field, sheet),
        text: sheet.challenge.text.pick(visit.language),
        result: result_words(i18n, sheet),
        error: refused.error.as_ref().map(|error| problem(i18n, error)),
        fields: SheetPart::ALL
            .iter()
            .map(|part| sheet_field(i18n, *part, sheet, &refused))
            .collect(),
        disposition: DispositionField {
            name: DISPOSITION.to_owned(),
            shown_name: format!("{SHOWN}{DISPOSITION}"),
            options: std::iter::once(undecided).chain(options).collect(),
            value: typed.to_owned(),
            shown: held.to_owned(),
        },
    };
    let conference = Some(target.list.conference.title.pick(visit.language));
    let content = WorksheetContent::Form(Box::new(form));
    visit.render(Answer { status, conference, content }).await
}

fn sheet_field(
    i18n: I18n,
    part: SheetPart,
    sheet: &ChallengeSheet,
    refused: &Refused,
) -> SheetField {
    let held = sheet.sheet.text(part).unwrap_or_default();
    let edited = refused.typed.as_ref().and_then(|form| form.texts.get(&part));
    let typed = edited.map_or(held, |edited| &edited.typed);
    let is_conflict = matches!(
        &refused.error,
        Some(SheetError::Changed { parts, .. }) if parts.contains(&part)
    );
    // A part that was not typed in shows what others have written.
    let value = match edited {
        Some(edited) if edited.typed == edited.shown => held,
        _ => typed,
    };
    SheetField {
        name: part.word().to_owned(),
        shown_name: format!("{SHOWN}{}", part.word()),
        label: sheet_part(i18n, part),
        hint: match part {
            SheetPart::Wording => Some(i18n.sheet_wording_hint()),
            SheetPart::Goals | SheetPart::Measures | SheetPart::FirstSteps => {
                Some(i18n.sheet_lines_hint())
            }
            _ => None,
        },
        value: value.to_owned(),
        shown: held.to_owned(),
        other: is_conflict.then(|| held.to_owned()),
    }
}

fn problem(i18n: I18n, error: &SheetError) -> SheetProblem {
    match error {
        SheetError::Text { part, error } => SheetProblem {
            message: format!("{}: {}", sheet_part(i18n, *part), text_error(i18n, *error)),
            field: part.word().to_owned(),
        },
        SheetError::Changed { parts, .. } => SheetProblem {
            message: i18n.sheet_changed().to_owned(),
            field: parts.first().map_or(DISPOSITION, |part| part.word()).to_owned(),
        },
    }
}
