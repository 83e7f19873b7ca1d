//! The desk: pages and forms of the people who feed and run the site.
//!
//! A handler takes the right it needs as an argument ([`Right`]), calls a use case, and shows what it
//! answers as a page of the crate `desk`. Nothing here decides who may do what.

mod account;
mod accounts;
mod audit;
mod conferences;
mod failure;
mod figures;
mod forgotten;
mod form;
mod imports;
mod lists;
mod mail;
mod matrix;
mod offer_form;
mod offer_versions;
mod offers;
mod openid;
mod overview;
mod own_offer;
mod proposals;
mod providers;
mod reports;
mod search_words;
mod second_factor;
mod sign_in;
mod term_lists;
mod terms;
mod upload;
mod visit;

pub(crate) use failure::{DeskFailure, DeskResult};
pub(crate) use form::DeskForm;
pub(crate) use visit::{Guest, Right};

use super::state::AppState;
use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::{any, get, post};
use desk::{LANGUAGES, language_for};
use shared::language::UiLanguage;

pub(super) fn routes(state: &AppState) -> Router<AppState> {
    let desk = LANGUAGES.into_iter().fold(Router::new(), |router, language| {
        router.nest(&format!("/{}/edit", language.tag()), routes_of_a_language())
    });
    let desk = desk.layer(from_fn_with_state(state.clone(), failure::show_failure));
    UiLanguage::ALL.into_iter().filter(|language| language_for(*language) != *language).fold(
        desk,
        |router, language| {
            let tag = language.tag();
            router
                .route(&format!("/{tag}/edit"), any(redirect_to_desk))
                .route(&format!("/{tag}/edit/{{*rest}}"), any(redirect_to_desk))
        },
    )
}

fn routes_of_a_language() -> Router<AppState> {
    Router::new()
        .route("/", get(overview::show_overview))
        .route("/sign-in", get(sign_in::show_sign_in).post(sign_in::sign_in))
        .route("/sign-in/code", get(second_factor::show_code).post(second_factor::confirm_code))
        .route("/sign-in/openid", get(openid::start_openid))
        .route("/sign-in/openid/back", get(openid::finish_openid))
        .route("/forgotten", get(forgotten::show_forgotten).post(forgotten::send_link))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/link/{token}", get(sign_in::show_link).post(sign_in::use_link))
        .route("/offers", get(offers::show_offers).post(offers::change_offers))
        .route("/offers/new", get(offer_form::show_new_offer).post(offer_form::create_offer))
        .route("/offers/{id}", get(offer_form::show_offer).post(offer_form::save_offer))
        .route("/offers/{id}/preview", get(offer_form::preview_offer))
        .route(
            "/offers/{id}/versions",
            get(offer_versions::show_versions).post(offer_versions::restore_version),
        )
        .route("/providers", get(providers::show_providers))
        .route("/providers/new", get(providers::show_new_provider).post(providers::create_provider))
        .route("/providers/{id}", get(providers::show_provider).post(providers::change_provider))
        .route("/lists", get(lists::show_lists).post(lists::save_lists))
        .route("/lists/{list}", get(term_lists::show_terms).post(term_lists::change_terms))
        .route("/lists/words", get(search_words::show_words))
        .route(
            "/lists/words/new",
            get(search_words::show_new_words).post(search_words::create_words),
        )
        .route("/lists/words/{id}", get(search_words::show_entry).post(search_words::change_words))
        .route("/account", get(account::show_own_account).post(account::change_own_account))
        .route("/accounts", get(accounts::show_accounts).post(accounts::invite))
        .route("/accounts/{id}", get(accounts::show_account).post(accounts::change_account))
        .route(
            "/account/second-factor",
            get(second_factor::show_own_factor).post(second_factor::change_own_factor),
        )
        .route("/account/data.json", get(account::export_own_data))
        .route("/reports", get(reports::show_reports).post(reports::change_report))
        .route("/proposals", get(proposals::show_proposals).post(proposals::decide))
        .route("/mail", get(mail::show_mail).post(mail::change_mail))
        .route("/audit", get(audit::show_audit))
        .route("/imports", get(imports::show_imports).post(imports::upload_file))
        .route("/imports/undo", get(imports::show_imports).post(imports::undo_import))
        .route("/imports/{id}", get(imports::show_file))
        .route("/imports/{id}/columns", get(imports::show_columns).post(imports::decide_columns))
        .route("/imports/{id}/values", get(imports::show_values).post(imports::decide_values))
        .route("/imports/{id}/defaults", get(imports::show_file).post(imports::decide_defaults))
        .route("/imports/{id}/preview", get(imports::show_preview))
        .route("/imports/{id}/apply", get(imports::show_file).post(imports::apply_file))
        .route("/imports/{id}/discard", get(imports::show_file).post(imports::discard_file))
        .route("/imports/{id}/rejected/{kind}", get(imports::download_rejected))
        .route("/conferences", get(conferences::show_conferences))
        .route(
            "/conferences/new",
            get(conferences::show_new_conference).post(conferences::create_conference),
        )
        .route("/conferences/import", get(matrix::show_new_matrix).post(matrix::upload_new_matrix))
        .route("/conferences/matrices/{file}", get(matrix::show_review).post(matrix::change_review))
        .route("/conferences/{id}/matrix", get(matrix::show_matrix).post(matrix::upload_matrix))
        .route("/conferences/{id}/matrix/undo", get(matrix::show_matrix).post(matrix::undo_import))
        .route("/conferences/{id}/export/{kind}", get(matrix::export_matrix))
        .route(
            "/conferences/{id}",
            get(conferences::show_conference).post(conferences::change_conference),
        )
        .route(
            "/conferences/{id}/details",
            get(conferences::show_details).post(conferences::change_details),
        )
        .route(
            "/conferences/{id}/fields/{field}",
            get(conferences::show_field).post(conferences::change_field),
        )
        .route(
            "/conferences/{id}/challenges/{challenge}",
            get(conferences::show_challenge).post(conferences::change_challenge),
        )
        .route(
            "/conferences/{id}/rounds",
            get(conferences::show_rounds).post(conferences::change_rounds),
        )
        .route("/conferences/{id}/print", get(conferences::show_print))
        .route("/conferences/{id}/tables", get(conferences::show_tables))
        .route(
            "/conferences/{id}/people",
            get(conferences::show_people).post(conferences::change_people),
        )
        .route("/audit/export.csv", get(audit::export_audit))
        .route("/figures", get(figures::list_figures))
        .route("/figures/residents", get(figures::show_residents).post(figures::change_residents))
        .route("/figures/{name}", get(figures::show_figure))
}

/// The same address in a language that the desk has.
async fn redirect_to_desk(request: Request) -> Redirect {
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let (tag, rest) = address.trim_start_matches('/').split_once('/').unwrap_or_default();
    let language = language_for(UiLanguage::from_tag(tag).unwrap_or(UiLanguage::De));
    Redirect::to(&format!("/{}/{rest}", language.tag()))
}

/// The request's path and query as the browser sent them, whatever router it went through.
fn address(uri: &Uri) -> String {
    uri.path_and_query().map_or_else(String::new, |address| address.as_str().to_owned())
}
