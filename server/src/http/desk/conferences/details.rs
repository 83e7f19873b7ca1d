//! Title, place, date, languages and code: of a new conference, and of one there is.

use super::pairs::{PairBuilder, Wording, beside_choice, beside_language, errors_of};
use super::parse_id;
use super::typed::parse_cells;
use crate::http::desk::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::ConferenceOrganiser;
use backend::db::conference_list::ListedConference;
use backend::voting::{Beginnings, OpenDetails};
use desk::components::Choice;
use desk::pages::conferences::{
    DetailsPage, FormError, ProgrammeField, ProgrammeRow, details_page,
};
use i18n::I18n;
use shared::desk::DeskError;
use shared::desk::conferences::{
    Cells, ConferenceError, DetailsForm, PROGRAMME, WrongCell, details_cells,
};
use shared::id::ConferenceId;
use shared::language::{LanguageTag, UiLanguage};
use shared::voting::conference::ProgrammePoint;

pub(in crate::http::desk) async fn show_new_conference(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    pairs: Pairs,
) -> DeskResult {
    let beginnings = state.service.list_beginnings(&right).await?;
    let copy_of = pairs.value_or_empty("from").to_owned();
    let typed = TypedDetails { copy_of, ..TypedDetails::default() };
    Ok(show_new(&guest, &typed, &beginnings))
}

pub(in crate::http::desk) async fn create_conference(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let mut typed = TypedDetails::parse(&fields);
    let copy_of = match &*typed.copy_of {
        "" => None,
        id => Some(parse_id(id)?),
    };
    match state.service.create_conference(&right, &typed.form, copy_of.as_ref()).await {
        Ok(id) => {
            let address = guest.visit().path(&format!("conferences/{id}?saved"));
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => {
            typed.refuse(DeskFailure::from(error).into_refusal()?);
            let beginnings = state.service.list_beginnings(&right).await?;
            Ok(show_new(&guest, &typed, &beginnings))
        }
    }
}

pub(in crate::http::desk) async fn show_details(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let open = state.service.open_details(&right, &parse_id(&id)?).await?;
    let typed = TypedDetails::stored(&open);
    Ok(show(&guest, &pairs, &open, &typed))
}

pub(in crate::http::desk) async fn change_details(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let id = parse_id(&id)?;
    let is_code = fields.value("step") == Some("code");
    let mut typed = TypedDetails::parse(&fields);
    let done = if is_code {
        state.service.renew_code(&right, &id).await.map(drop)
    } else {
        let basis = fields.value_or_empty("basis");
        state.service.save_details(&right, &id, &typed.form, basis).await
    };
    match done {
        Ok(()) => Ok(Redirect::to(&saved_address(&guest, &id, &fields)).into_response()),
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let open = state.service.open_details(&right, &id).await?;
            if is_code {
                typed = TypedDetails::stored(&open);
            }
            typed.refuse(failure);
            Ok(show(&guest, &fields, &open, &typed))
        }
    }
}

fn saved_address(guest: &Guest, id: &ConferenceId, fields: &Pairs) -> String {
    let beside = fields.value_or_empty("beside");
    guest.visit().path(&format!("conferences/{id}/details?saved&beside={beside}"))
}

/// What stands in the form.
#[derive(Default)]
pub(in crate::http::desk) struct TypedDetails {
    pub(in crate::http::desk) form: DetailsForm,
    /// What a new conference begins with, by its id; may be empty.
    copy_of: String,
    wrong: Vec<WrongCell>,
    failure: Option<DeskFailure>,
}

impl TypedDetails {
    fn stored(open: &OpenDetails) -> Self {
        let languages = open.conference.languages.iter().map(LanguageTag::to_string).collect();
        let cells = details_cells(&open.conference);
        Self {
            form: DetailsForm { cells, languages, is_template: open.is_template },
            ..Self::default()
        }
    }

    pub(in crate::http::desk) fn parse(fields: &Pairs) -> Self {
        let form = DetailsForm {
            cells: parse_cells(fields),
            languages: fields.values("language").map(str::to_owned).collect(),
            is_template: fields.value("is_template").is_some(),
        };
        Self { form, copy_of: fields.value_or_empty("copy_of").to_owned(), ..Self::default() }
    }

    pub(in crate::http::desk) fn refuse(&mut self, failure: DeskFailure) {
        if let DeskFailure::Desk(DeskError::Conference(ConferenceError::Cells(wrong))) = &failure {
            self.wrong.clone_from(wrong);
        }
        self.failure = Some(failure);
    }

    fn is_outdated(&self) -> bool {
        let changed = DeskError::Conference(ConferenceError::Changed);
        matches!(&self.failure, Some(DeskFailure::Desk(error)) if *error == changed)
    }

    /// The page of a new conference, without what it may begin with.
    pub(in crate::http::desk) fn blank_page(&self, i18n: I18n) -> DetailsPage {
        let cells = &self.form.cells;
        self.page(&PairBuilder { i18n, cells, beside: None, wrong: &self.wrong, stored: None })
    }

    /// The page, as far as new conferences and others have it in common.
    fn page(&self, builder: &PairBuilder<'_>) -> DetailsPage {
        let i18n = builder.i18n;
        let title = Wording { label: i18n.desk_conference_title(), ..Wording::default() };
        let place = Wording { label: i18n.desk_conference_place(), ..Wording::default() };
        let texts = vec![builder.pair("title", title), builder.pair("place", place)];
        let date_error = builder.error("date");
        let mut fields = errors_of(texts.iter());
        fields.extend(builder.error(PROGRAMME).iter().map(|error| FormError {
            key: PROGRAMME.to_owned(),
            message: format!("{}: {error}", i18n.vote_programme()),
        }));
        fields.extend(date_error.iter().map(|error| FormError {
            key: "date".to_owned(),
            message: format!("{}: {error}", i18n.desk_conference_date()),
        }));
        DetailsPage {
            texts,
            date: builder.value("date").to_owned(),
            date_error,
            languages: language_choices(&self.form.languages),
            is_template: self.form.is_template,
            error: self.failure.as_ref().map(|failure| failure.message(i18n)),
            fields,
            ..DetailsPage::default()
        }
    }

    fn status(&self) -> u16 {
        self.failure.as_ref().map_or(200, DeskFailure::status)
    }
}

fn show_new(guest: &Guest, typed: &TypedDetails, beginnings: &Beginnings) -> Response {
    let i18n = guest.i18n();
    let page = DetailsPage {
        beginnings: beginning_choices(i18n, beginnings, &typed.copy_of),
        ..typed.blank_page(i18n)
    };
    let content = details_page(guest.visit(), &page);
    guest.refused(typed.status(), i18n.desk_conference_new(), content)
}

fn show(guest: &Guest, pairs: &Pairs, open: &OpenDetails, typed: &TypedDetails) -> Response {
    let i18n = guest.i18n();
    let conference = &open.conference;
    let beside = beside_language(pairs, conference);
    let stored: Cells = details_cells(conference);
    let mut cells = stored.clone();
    cells.extend(typed.form.cells.clone());
    let builder = PairBuilder {
        i18n,
        cells: &cells,
        beside: beside.clone(),
        wrong: &typed.wrong,
        stored: typed.is_outdated().then_some(&stored),
    };
    let path = format!("conferences/{}/details", conference.id);
    let programme = ProgrammeField {
        lines: builder.value(PROGRAMME).to_owned(),
        error: builder.error(PROGRAMME),
        points: conference.programme.iter().map(programme_row).collect(),
    };
    let page = DetailsPage {
        id: Some(conference.id.to_string()),
        code: conference.code.to_string(),
        programme: Some(programme),
        can_renew: !open.is_in_use,
        basis: open.basis.clone(),
        beside: beside_choice(conference, beside.as_ref(), path),
        done: pairs.value("saved").map(|_| i18n.desk_saved().to_owned()),
        ..typed.page(&builder)
    };
    let content = details_page(guest.visit(), &page);
    guest.refused(typed.status(), i18n.desk_conference_details(), content)
}

fn programme_row(point: &ProgrammePoint) -> ProgrammeRow {
    ProgrammeRow {
        time: point.time.as_ref().map(|time| time.as_str().to_owned()).unwrap_or_default(),
        title: point.title.pick(UiLanguage::De).text,
    }
}

/// Every language that has a name, and those that are chosen.
fn language_choices(chosen: &[String]) -> Vec<Choice> {
    let german = LanguageTag::from(UiLanguage::De);
    let mut tags: Vec<LanguageTag> = LanguageTag::named().collect();
    for tag in chosen.iter().filter_map(|tag| LanguageTag::parse(tag).ok()) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.retain(|tag| *tag != german);
    tags.iter()
        .map(|tag| Choice {
            value: tag.to_string(),
            label: tag.own_name().unwrap_or(tag.as_str()).to_owned(),
            is_chosen: chosen.iter().any(|one| one == tag.as_str()),
        })
        .collect()
}

fn beginning_choices(i18n: I18n, beginnings: &Beginnings, chosen: &str) -> Vec<Choice> {
    let choice = |listed: &ListedConference, label: &dyn Fn(&str) -> String| {
        let title = listed.title.pick(UiLanguage::De).text;
        let title = match listed.date {
            Some(date) => format!("{title} ({})", i18n.date(date)),
            None => title,
        };
        Choice::new(listed.id.as_str(), label(&title), chosen)
    };
    let blank = Choice::new("", i18n.desk_conference_begin_blank(), chosen);
    let template = |title: &str| i18n.desk_conference_begin_template(title);
    let earlier = |title: &str| i18n.desk_conference_begin_earlier(title);
    let templates = beginnings.templates.iter().map(|listed| choice(listed, &template));
    let others = beginnings.earlier.iter().map(|listed| choice(listed, &earlier));
    std::iter::once(blank).chain(templates).chain(others).collect()
}
