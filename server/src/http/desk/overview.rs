//! The desk's first page.

use super::{DeskResult, Right};
use backend::accounts::SignedIn;
use desk::pages::overview::overview;

pub(super) async fn show_overview(Right { guest, .. }: Right<SignedIn>) -> DeskResult {
    let content = overview(guest.visit(), Vec::new());
    Ok(guest.page(guest.i18n().desk_overview_title(), content))
}
