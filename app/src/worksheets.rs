//! Worksheets after the vote: everybody reads along, tables with their link write.
//!
//! Server only, like the pages of a care link: they are shown where no page of the table has the
//! address, with what the server has put into the context, and the browser's program has no part in
//! them. All forms are plain ones.

mod form;
mod list;

pub use form::{DispositionField, DispositionOption, SheetField, SheetForm, SheetProblem};
pub use list::{FieldSheets, SheetRow, SheetText, SheetsPage};

use crate::components::{Frame, PickedText};
use leptos::prelude::*;
use shared::text::Picked;

/// A page with worksheets.
#[derive(Clone, Debug)]
pub struct WorksheetPage {
    /// Its title.
    pub title: String,
    /// The conference's title; `None` where there is no such conference.
    pub conference: Option<Picked>,
    /// What it shows.
    pub content: WorksheetContent,
}

/// What a page with worksheets shows.
#[derive(Clone, Debug)]
pub enum WorksheetContent {
    /// All worksheets.
    List(SheetsPage),
    /// One to be written.
    Form(Box<SheetForm>),
    /// Something went wrong, in words.
    Failed(String),
}

/// Shows a page with worksheets.
pub(crate) fn worksheet_page(page: WorksheetPage) -> AnyView {
    let WorksheetPage { title, conference, content } = page;
    let conference = conference.map(|text| view! { <p class="lead"><PickedText text=text/></p> });
    let content = match content {
        WorksheetContent::List(page) => list::sheets(page),
        WorksheetContent::Form(form) => form::sheet_form(*form),
        WorksheetContent::Failed(message) => view! {
            <p class="notice" role="alert">
                {message}
            </p>
        }
        .into_any(),
    };
    view! {
        <Frame title=title.clone()>
            <div class="worksheets">
                <h1>{title}</h1>
                {conference}
                {content}
            </div>
        </Frame>
    }
    .into_any()
}
