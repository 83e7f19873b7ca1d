//! The link with which devices at the tables write worksheets.

use super::parts::back_link;
use crate::components::{copy_field, icon, qr_code};
use crate::visit::Visit;
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct TablesPage {
    /// The conference's id.
    pub id: String,
    /// The link for the tables.
    pub link: String,
    /// The same as rows of modules of a QR code.
    pub qr: Vec<Vec<bool>>,
    /// The page on which everybody reads along.
    pub read: String,
}

/// Shows the page.
pub fn tables_page(visit: &Visit, page: &TablesPage) -> AnyView {
    let i18n = visit.i18n;
    view! {
        <h1>{i18n.desk_tables_title()}</h1>
        {back_link(visit, &page.id)}
        <section class="card">
            <h2>{i18n.desk_tables_link()}</h2>
            <p>{i18n.desk_tables_lead()}</p>
            {copy_field(i18n, &page.link)}
            {qr_code(&page.qr, i18n.desk_tables_qr().to_owned())}
            <p class="desk-actions">
                <button class="button" type="button" data-print="" hidden>
                    {icon("print")}
                    <span>{i18n.desk_print_print()}</span>
                </button>
            </p>
        </section>
        <p>
            <a href=page.read.clone()>{i18n.desk_tables_read()}</a>
        </p>
    }
    .into_any()
}
