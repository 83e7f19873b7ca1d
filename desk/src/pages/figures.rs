//! Figures for planners: the list of them, and one as table, picture and files.

mod picture;
mod residents;

pub use residents::{ResidentsPage, StoredTable, TypedResidents, residents_page};

use crate::components::{Choice, choice_field};
use crate::visit::Visit;
use leptos::prelude::*;
use picture::picture;
use shared::desk::figure::{Figure, FigureCell};

/// A figure in the list.
#[derive(Clone, Debug)]
pub struct FigureLink {
    /// Its address behind `edit/`.
    pub path: &'static str,
    /// Its name.
    pub title: &'static str,
    /// What it tells.
    pub lead: &'static str,
}

/// Shows the list of figures.
pub fn figure_list(visit: &Visit, links: &[FigureLink]) -> AnyView {
    let i18n = visit.i18n;
    let cards: Vec<_> = links
        .iter()
        .map(|link| {
            view! {
                <li class="card desk-task">
                    <a href=visit.path(link.path)>
                        <span>{link.title}</span>
                    </a>
                    <p>{link.lead}</p>
                </li>
            }
        })
        .collect();
    view! {
        <h1>{i18n.desk_nav_figures()}</h1>
        <p>{i18n.desk_figures_lead()}</p>
        <ul class="desk-tasks">{cards}</ul>
    }
    .into_any()
}

/// The two properties that gaps are shown by.
#[derive(Clone, Debug)]
pub struct GapChoice {
    /// Every property, with the one of the rows chosen.
    pub rows: Vec<Choice>,
    /// Every property, with the one of the columns chosen.
    pub columns: Vec<Choice>,
}

/// How a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// The first column as bars.
    Bars,
    /// Every cell as a circle.
    Grid,
    /// Not at all: it holds names.
    None,
}

/// A figure with its addresses.
#[derive(Clone, Debug)]
pub struct FigurePage {
    /// The figure.
    pub figure: Figure,
    /// How it is drawn.
    pub drawing: Drawing,
    /// What can be chosen, for gaps.
    pub choice: Option<GapChoice>,
    /// The same figure in other cuts: name, address behind `edit/`.
    pub others: Vec<OtherCut>,
    /// Addresses of its files behind `edit/`.
    pub csv: String,
    /// The same as a workbook.
    pub xlsx: String,
}

/// The same figure in another cut.
#[derive(Clone, Debug)]
pub struct OtherCut {
    /// Its name.
    pub title: &'static str,
    /// Its address behind `edit/`.
    pub path: &'static str,
}

/// Shows a figure.
pub fn figure_page(visit: &Visit, page: FigurePage) -> AnyView {
    let i18n = visit.i18n;
    let FigurePage { figure, drawing, choice, others, csv, xlsx } = page;
    let title = figure.title.clone();
    let notes: Vec<_> =
        figure.notes.iter().map(|note| view! { <p class="hint">{note.clone()}</p> }).collect();
    let others: Vec<_> = others
        .into_iter()
        .map(|cut| view! { <a class="button-quiet" href=visit.path(cut.path)>{cut.title}</a> })
        .collect();
    let content = if figure.rows.is_empty() {
        view! { <p>{i18n.desk_figures_nothing()}</p> }.into_any()
    } else {
        view! {
            {figure_table(visit, &figure)}
            {picture(visit, &figure, drawing)}
            <p class="desk-actions">
                <a class="button-quiet" href=visit.path(&csv)>{i18n.desk_figures_csv()}</a>
                <a class="button-quiet" href=visit.path(&xlsx)>{i18n.desk_figures_xlsx()}</a>
            </p>
        }
        .into_any()
    };
    view! {
        <p>
            <a href=visit.path("figures")>{i18n.desk_nav_figures()}</a>
        </p>
        <h1>{title}</h1>
        {choice.map(|choice| gap_form(visit, choice))}
        <p class="desk-actions">{others}</p>
        {notes}
        {content}
    }
    .into_any()
}

fn gap_form(visit: &Visit, choice: GapChoice) -> AnyView {
    let i18n = visit.i18n;
    view! {
        <form class="card desk-form" method="get" action=visit.path("figures/gaps")>
            {choice_field("rows", i18n.desk_figures_rows(), choice.rows)}
            {choice_field("columns", i18n.desk_figures_columns(), choice.columns)}
            <button class="button">{i18n.desk_figures_show()}</button>
        </form>
    }
    .into_any()
}

/// A figure as a table. It scrolls within itself where it is wide, by keyboard too.
fn figure_table(visit: &Visit, figure: &Figure) -> AnyView {
    let head: Vec<_> = figure
        .columns
        .iter()
        .map(|column| view! { <th scope="col" class="number">{column.clone()}</th> })
        .collect();
    let rows: Vec<_> = figure
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row.cells.iter().map(|cell| table_cell(visit, cell)).collect();
            view! {
                <tr>
                    <th scope="row">
                        <bdi>{row.name.clone()}</bdi>
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect();
    view! {
        <div class="desk-scroll" role="region" tabindex="0" aria-label=figure.title.clone()>
            <table class="desk-figure">
                <caption class="visually-hidden">{figure.title.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{figure.row_heading.clone()}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn table_cell(visit: &Visit, cell: &FigureCell) -> impl IntoView + use<> {
    let is_number = !matches!(cell, FigureCell::Text(_) | FigureCell::Offer(_));
    let content = match cell {
        FigureCell::Offer(id) => {
            let href = visit.public_path(&format!("offers/{id}"));
            view! { <a href=href>{id.to_string()}</a> }.into_any()
        }
        cell => cell_text(visit, cell).into_any(),
    };
    view! { <td class:number=is_number class:desk-zero=cell.is_zero()>{content}</td> }
}

/// A cell in the reader's language.
fn cell_text(visit: &Visit, cell: &FigureCell) -> String {
    let i18n = visit.i18n;
    match cell {
        FigureCell::Count(count) => i18n.number(*count),
        FigureCell::Tenths(tenths) => {
            format!("{}{}{}", i18n.number(tenths / 10), i18n.number_decimal(), tenths % 10)
        }
        FigureCell::Small => i18n.desk_figures_small().to_owned(),
        FigureCell::Unknown => i18n.desk_figures_unknown().to_owned(),
        FigureCell::Text(text) => text.clone(),
        FigureCell::Offer(id) => id.to_string(),
    }
}
