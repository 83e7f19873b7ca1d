//! What importing a file would change.

use super::steps::{FileHead, Step, discard, head};
use crate::components::{CellChangeLine, Choice, cell_changes, choice_field, error_summary};
use crate::visit::Visit;
use leptos::prelude::*;

/// An offer of the file.
#[derive(Clone, Debug, Default)]
pub struct PreviewRow {
    /// Its name.
    pub name: String,
    /// What happens to it, in words.
    pub state: String,
    /// Cells that change.
    pub changes: Vec<CellChangeLine>,
    /// What is doubtful, in words.
    pub doubts: Vec<String>,
    /// Offers that are probably the same, in words.
    pub twins: Vec<String>,
}

/// A row that cannot be taken.
#[derive(Clone, Debug)]
pub struct RejectedLine {
    /// Which one, in words.
    pub place: String,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// A selection of rows.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Its name in the address.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// How many rows it has.
    pub count: u64,
    /// Whether it is the one that is shown.
    pub is_shown: bool,
}

/// The rows that are shown.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Offers.
    Offers(Vec<PreviewRow>),
    /// Rows that cannot be taken.
    Rejected(Vec<RejectedLine>),
}

/// What records without a town or a category of their own can be given.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// Towns.
    pub cities: Vec<Choice>,
    /// Categories.
    pub categories: Vec<Choice>,
}

/// The page with what a file would change.
#[derive(Clone, Debug)]
pub struct PreviewPage {
    /// The file.
    pub file: FileHead,
    /// Of a file that is no table.
    pub defaults: Option<Defaults>,
    /// What was noticed about the file as a whole.
    pub notices: Vec<String>,
    /// Selections of rows.
    pub filters: Vec<Filter>,
    /// The rows of this page.
    pub shown: Shown,
    /// The page, from 1.
    pub number: usize,
    /// Number of pages.
    pub pages: usize,
    /// Rows that would be taken.
    pub good: u64,
    /// Providers of a file that has nothing else; 0 for any other.
    pub only_providers: u64,
    /// Rows that cannot be taken.
    pub rejected: u64,
    /// What is wrong.
    pub error: Option<String>,
}

/// Shows what a file would change.
pub fn preview(visit: &Visit, page: &PreviewPage) -> AnyView {
    let i18n = visit.i18n;
    let notices: Vec<_> =
        page.notices.iter().map(|notice| view! { <li>{notice.clone()}</li> }).collect();
    let notices = (!notices.is_empty()).then(|| {
        view! {
            <section class="notice">
                <h2>{i18n.desk_imports_notices()}</h2>
                <ul>{notices}</ul>
            </section>
        }
    });
    view! {
        {head(visit, &page.file, Step::Preview)}
        {error_summary(page.error.clone(), "apply")}
        {apply_form(visit, page)}
        {notices}
        {page.defaults.clone().map(|defaults| defaults_form(visit, &page.file, defaults))}
        <section>
            <h2>{i18n.desk_imports_step_preview()}</h2>
            {filters(visit, page)}
            {rows(visit, page)}
            {pager(visit, page)}
        </section>
        {discard(visit, &page.file)}
    }
    .into_any()
}

fn apply_form(visit: &Visit, page: &PreviewPage) -> AnyView {
    let i18n = visit.i18n;
    if page.good == 0 && page.only_providers == 0 {
        return view! { <p id="apply">{i18n.desk_imports_nothing_good()}</p> }.into_any();
    }
    let action = page.file.path(visit, "apply");
    let good = match page.good {
        0 => i18n.desk_imports_apply_providers(page.only_providers),
        good => i18n.desk_imports_apply(good),
    };
    let left =
        (page.rejected > 0).then(|| view! { <p>{i18n.desk_imports_apply_left(page.rejected)}</p> });
    view! {
        <form class="card desk-form" method="post" action=action>
            <p>{i18n.desk_imports_apply_lead()}</p>
            {left}
            <button class="button" id="apply" name="accept" value="good">
                {good}
            </button>
        </form>
    }
    .into_any()
}

fn defaults_form(visit: &Visit, file: &FileHead, defaults: Defaults) -> AnyView {
    let i18n = visit.i18n;
    let none = || Choice::new("", i18n.desk_imports_value_keep(), "-");
    let with_none = |choices: Vec<Choice>| std::iter::once(none()).chain(choices).collect();
    view! {
        <form class="card desk-form" method="post" action=file.path(visit, "defaults")>
            <h2>{i18n.desk_imports_defaults()}</h2>
            <p>{i18n.desk_imports_defaults_lead()}</p>
            {choice_field("city", i18n.desk_offer_city(), with_none(defaults.cities))}
            {choice_field("category", i18n.desk_offer_category(), with_none(defaults.categories))}
            <button class="button-quiet">{i18n.desk_imports_defaults_action()}</button>
        </form>
    }
    .into_any()
}

fn address(visit: &Visit, page: &PreviewPage, query: &str) -> String {
    format!("{}?{query}", page.file.path(visit, "preview"))
}

fn filters(visit: &Visit, page: &PreviewPage) -> AnyView {
    let i18n = visit.i18n;
    let items: Vec<_> = page
        .filters
        .iter()
        .map(|filter| {
            let href = address(visit, page, &format!("show={}", filter.name));
            let here = filter.is_shown.then_some("true");
            let label = format!("{} ({})", filter.label, i18n.number(filter.count));
            view! {
                <li>
                    <a href=href aria-current=here>{label}</a>
                </li>
            }
        })
        .collect();
    view! {
        <nav aria-label=i18n.desk_imports_filters()>
            <ul class="desk-filters">{items}</ul>
        </nav>
    }
    .into_any()
}

fn rows(visit: &Visit, page: &PreviewPage) -> AnyView {
    let rows: Vec<AnyView> = match &page.shown {
        Shown::Offers(rows) => rows.iter().map(|row| offer_row(visit, row)).collect(),
        Shown::Rejected(rows) => rows.iter().map(rejected_row).collect(),
    };
    if rows.is_empty() {
        return view! { <p>{visit.i18n.desk_imports_no_rows()}</p> }.into_any();
    }
    view! { <ul class="desk-preview">{rows}</ul> }.into_any()
}

fn rejected_row(row: &RejectedLine) -> AnyView {
    let reasons: Vec<_> =
        row.reasons.iter().map(|reason| view! { <li>{reason.clone()}</li> }).collect();
    view! {
        <li class="card">
            <h3>{row.place.clone()}</h3>
            <ul>{reasons}</ul>
        </li>
    }
    .into_any()
}

fn offer_row(visit: &Visit, row: &PreviewRow) -> AnyView {
    let lines = |lines: &[String]| {
        let items: Vec<_> = lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect();
        (!items.is_empty()).then(|| view! { <ul class="desk-look">{items}</ul> })
    };
    view! {
        <li class="card">
            <h3>
                <bdi>{row.name.clone()}</bdi>
            </h3>
            <p class="field-hint">{row.state.clone()}</p>
            {cell_changes(visit, &row.changes)}
            {lines(&row.doubts)}
            {lines(&row.twins)}
        </li>
    }
    .into_any()
}

fn pager(visit: &Visit, page: &PreviewPage) -> Option<AnyView> {
    if page.pages < 2 {
        return None;
    }
    let i18n = visit.i18n;
    let shown = page.filters.iter().find(|filter| filter.is_shown).map_or("", |filter| filter.name);
    let link = |number: usize, label: &'static str| {
        let href = address(visit, page, &format!("show={shown}&page={number}"));
        view! { <a href=href>{label}</a> }
    };
    let before = (page.number > 1).then(|| link(page.number - 1, i18n.desk_imports_page_before()));
    let after =
        (page.number < page.pages).then(|| link(page.number + 1, i18n.desk_imports_page_after()));
    let place =
        i18n.desk_imports_page(&i18n.number(page.number as u64), &i18n.number(page.pages as u64));
    let nav = view! {
        <nav class="desk-pager" aria-label=i18n.desk_pages()>
            {before}
            <span>{place}</span>
            {after}
        </nav>
    };
    Some(nav.into_any())
}
