//! The link with which devices at the tables write worksheets.

use super::parse_id;
use crate::http::desk::{DeskResult, Right};
use crate::http::state::AppState;
use axum::extract::{Path, State};
use backend::accounts::ConferenceOrganiser;
use desk::pages::conferences::{TablesPage, tables_page};

pub(in crate::http::desk) async fn show_tables(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
) -> DeskResult {
    let id = parse_id(&id)?;
    let organiser = state.service.organise(&right, &id).await?;
    let language = guest.i18n().language();
    let link = state.service.show_table_link(&organiser, language).await?;
    let page = TablesPage {
        id: id.to_string(),
        link: link.address,
        qr: link.qr,
        read: guest.visit().public_path(&format!("sheets/{}", link.code)),
    };
    Ok(guest.page(guest.i18n().desk_tables_title(), tables_page(guest.visit(), &page)))
}
