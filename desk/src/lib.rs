//! Pages of the people who feed and run Miteinander: accounts, offers, imports, figures.
//!
//! Rendered by the server only: nothing of it is part of the browser's program, so no visitor
//! downloads it. Every page works as it arrives, with links and forms that post and redirect; one
//! small script adds comfort. A page is a function from what a use case has answered to a view; it
//! loads nothing.

pub mod components;
mod document;
pub mod pages;
mod section;
mod visit;

pub use document::document;
pub use section::Section;
pub use visit::{DeskAssets, Person, Visit};

use shared::language::UiLanguage;

/// The desk's own languages.
pub const LANGUAGES: [UiLanguage; 2] = [UiLanguage::De, UiLanguage::En];

/// The desk's language for somebody who reads the site in another one.
pub const fn language_for(language: UiLanguage) -> UiLanguage {
    match language {
        UiLanguage::De | UiLanguage::DeSimple => UiLanguage::De,
        UiLanguage::En | UiLanguage::Tr | UiLanguage::Ar | UiLanguage::Uk => UiLanguage::En,
    }
}
