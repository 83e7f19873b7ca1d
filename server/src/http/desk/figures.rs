//! Figures for planners: pages and files of them, and residents.

use super::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::api::attachment::{Attachment, XLSX};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::Planner;
use backend::error::ServiceError;
use backend::figures::{DIMENSIONS, EnteredResidents, FigureQuery, ResidentForm};
use desk::components::Choice;
use desk::pages::figures::{
    Drawing, FigureLink, FigurePage, GapChoice, OtherCut, ResidentsPage, StoredTable,
    TypedResidents, figure_list, figure_page, residents_page,
};
use exchange::figure::FigureFormat;
use exchange::residents::{Reason, Remark};
use i18n::I18n;
use i18n::words::facet_name;
use shared::desk::DeskError;
use shared::id::ResidentsId;
use shared::search::Facet;

pub(super) async fn list_figures(Right { guest, .. }: Right<Planner>) -> DeskResult {
    let i18n = guest.i18n();
    let link = |path, title, lead| FigureLink { path, title, lead };
    let links = [
        link("figures/gaps", i18n.desk_figures_gaps(), i18n.desk_figures_gaps_lead()),
        link(
            "figures/residents",
            i18n.desk_figures_residents(),
            i18n.desk_figures_residents_lead(),
        ),
        link("figures/searches", i18n.desk_figures_demand(), i18n.desk_figures_demand_lead()),
        link("figures/terms", i18n.desk_figures_terms(), i18n.desk_figures_terms_lead()),
        link(
            "figures/duplicates",
            i18n.desk_figures_duplicates(),
            i18n.desk_figures_duplicates_lead(),
        ),
        link(
            "figures/freshness",
            i18n.desk_figures_freshness(),
            i18n.desk_figures_freshness_lead(),
        ),
    ];
    Ok(guest.page(i18n.desk_nav_figures(), figure_list(guest.visit(), &links)))
}

/// A figure as a page, or as a file where its name has an ending.
pub(super) async fn show_figure(
    State(state): State<AppState>,
    Right { right, guest }: Right<Planner>,
    Path(name): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let (name, ending) = name.split_once('.').unwrap_or((&name, ""));
    let language = guest.i18n().language();
    let query = read_query(name, &pairs).ok_or(DeskError::Missing)?;
    if !ending.is_empty() {
        let format = FigureFormat::from_extension(ending).ok_or(DeskError::Missing)?;
        let content = state.service.export_figure(&right, &query, language, format).await?.into();
        let content_type = match format {
            FigureFormat::Csv => "text/csv; charset=utf-8",
            FigureFormat::Xlsx => XLSX,
        };
        return Ok(
            Attachment { content_type, name: format!("{name}.{ending}"), content }.into_response()
        );
    }
    let figure = state.service.show_figure(&right, &query, language).await?;
    let title = figure.title.clone();
    let page = FigurePage {
        figure,
        drawing: drawing(&query),
        choice: gap_choice(guest.i18n(), &query),
        others: other_cuts(guest.i18n(), &query),
        csv: file_path(name, "csv", &pairs),
        xlsx: file_path(name, "xlsx", &pairs),
    };
    Ok(guest.page(&title, figure_page(guest.visit(), page)))
}

fn file_path(name: &str, ending: &str, pairs: &Pairs) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let query = query.extend_pairs(pairs.iter()).finish();
    format!("figures/{name}.{ending}?{query}")
}

/// The figure at an address; `None` where there is none.
fn read_query(name: &str, pairs: &Pairs) -> Option<FigureQuery> {
    let facet = |name, default| match pairs.value_or_empty(name) {
        "" => Some(default),
        chosen => DIMENSIONS.into_iter().find(|facet| facet.name() == chosen),
    };
    Some(match name {
        "gaps" => FigureQuery::Gaps {
            rows: facet("rows", Facet::City)?,
            columns: facet("columns", Facet::Category)?,
        },
        "rates" => FigureQuery::Rates(ResidentsId::parse(pairs.value_or_empty("table")).ok()?),
        "searches" => FigureQuery::Searches,
        "terms" => FigureQuery::Terms,
        "duplicates" => FigureQuery::Duplicates,
        "freshness" if pairs.value("by") == Some("provider") => FigureQuery::FreshnessByProvider,
        "freshness" => FigureQuery::FreshnessByCity,
        _ => return None,
    })
}

const fn drawing(query: &FigureQuery) -> Drawing {
    match query {
        FigureQuery::Gaps { .. } => Drawing::Grid,
        FigureQuery::Duplicates => Drawing::None,
        FigureQuery::Rates(_)
        | FigureQuery::Searches
        | FigureQuery::Terms
        | FigureQuery::FreshnessByCity
        | FigureQuery::FreshnessByProvider => Drawing::Bars,
    }
}

fn gap_choice(i18n: I18n, query: &FigureQuery) -> Option<GapChoice> {
    let FigureQuery::Gaps { rows, columns } = query else { return None };
    let choices = |current: &Facet| {
        let choice = |facet: Facet| {
            Choice::new(facet.name(), facet_name(i18n, facet.name()), current.name())
        };
        DIMENSIONS.map(choice).into()
    };
    Some(GapChoice { rows: choices(rows), columns: choices(columns) })
}

fn other_cuts(i18n: I18n, query: &FigureQuery) -> Vec<OtherCut> {
    match query {
        FigureQuery::FreshnessByCity => vec![OtherCut {
            title: i18n.desk_figures_by_provider(),
            path: "figures/freshness?by=provider",
        }],
        FigureQuery::FreshnessByProvider => {
            vec![OtherCut { title: i18n.desk_figures_by_city(), path: "figures/freshness" }]
        }
        _ => Vec::new(),
    }
}

pub(super) async fn show_residents(
    State(state): State<AppState>,
    Right { right, guest }: Right<Planner>,
) -> DeskResult {
    let page = load_page(&state.service, &right, &guest, "").await?;
    Ok(guest.page(guest.i18n().desk_figures_residents(), residents_page(guest.visit(), page)))
}

/// The page that follows says which lines were left out, so it is the answer to the post.
pub(super) async fn change_residents(
    State(state): State<AppState>,
    Right { right, guest }: Right<Planner>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let title = guest.i18n().desk_figures_residents();
    if let Some(id) = fields.value("delete") {
        let id = ResidentsId::parse(id).map_err(|_| DeskError::Missing)?;
        state.service.delete_residents(&right, &id).await?;
        return Ok(Redirect::to(&guest.visit().path("figures/residents")).into_response());
    }
    let field = |name| fields.value_or_empty(name).to_owned();
    let form = ResidentForm {
        title: field("title"),
        source: field("source"),
        as_of: field("as_of"),
        city: field("city"),
        table: field("table"),
    };
    match state.service.enter_residents(&right, &form).await {
        Ok(entered) => {
            let page = load_page(&state.service, &right, &guest, "").await?;
            let page = with_remarks(guest.i18n(), page, &entered);
            Ok(guest.page(title, residents_page(guest.visit(), page)))
        }
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let mut page = load_page(&state.service, &right, &guest, &form.city).await?;
            page.error = Some(failure.message(guest.i18n()));
            page.typed = TypedResidents {
                title: form.title,
                source: form.source,
                as_of: form.as_of,
                table: form.table,
            };
            Ok(guest.refused(failure.status(), title, residents_page(guest.visit(), page)))
        }
    }
}

async fn load_page(
    service: &Service,
    planner: &Planner,
    guest: &Guest,
    city: &str,
) -> Result<ResidentsPage, ServiceError> {
    let i18n = guest.i18n();
    let stored = service.list_residents(planner).await?.into_iter().map(|table| StoredTable {
        id: table.id.to_string(),
        title: table.title,
        source: table.source,
        as_of: table.as_of,
    });
    let towns = Choice::new("", i18n.desk_figures_towns(), city);
    let districts = service.show_taxonomy().await?.cities.into_iter().map(|term| {
        Choice::new(term.id.as_str(), i18n.desk_figures_districts(term.label.as_str()), city)
    });
    Ok(ResidentsPage {
        stored: stored.collect(),
        cities: std::iter::once(towns).chain(districts).collect(),
        ..ResidentsPage::default()
    })
}

fn with_remarks(i18n: I18n, page: ResidentsPage, entered: &EnteredResidents) -> ResidentsPage {
    let line = |remark: &Remark| {
        let number = i18n.number(remark.line as u64);
        i18n.desk_figures_line(&number, reason_text(i18n, remark.reason), &remark.words)
    };
    let left_out: Vec<_> = entered.remarks.iter().map(line).collect();
    let done =
        if left_out.is_empty() { i18n.desk_figures_taken_all() } else { i18n.desk_figures_taken() };
    ResidentsPage { done: Some(done.to_owned()), left_out, ..page }
}

fn reason_text(i18n: I18n, reason: Reason) -> &'static str {
    match reason {
        Reason::Text => i18n.desk_figures_reason_text(),
        Reason::Total => i18n.desk_figures_reason_total(),
        Reason::Sum => i18n.desk_figures_reason_sum(),
        Reason::NoNumber => i18n.desk_figures_reason_no_number(),
        Reason::Repeated => i18n.desk_figures_reason_repeated(),
        Reason::Cells => i18n.desk_figures_reason_cells(),
    }
}
