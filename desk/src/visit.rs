//! What every page of the desk knows of its reader.

use crate::section::Section;
use i18n::I18n;
use shared::desk::account::Role;

/// Addresses of the files that pages name.
#[derive(Clone, Debug, Default)]
pub struct DeskAssets {
    /// The site's style sheet.
    pub main_style: Option<String>,
    /// The desk's, which comes after it.
    pub desk_style: Option<String>,
    /// The icon in the browser's tab.
    pub favicon: Option<String>,
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
}

/// A request to the desk.
#[derive(Clone)]
pub struct Visit {
    /// The interface's texts.
    pub i18n: I18n,
    /// Files that pages name.
    pub assets: DeskAssets,
    /// For inline scripts.
    pub nonce: String,
    /// Path and query of the request.
    pub address: String,
    /// Who is signed in; `None` on the pages before that.
    pub person: Option<Person>,
}

impl Visit {
    /// The address of a page of the desk, by what stands behind `edit/`; empty for the first one.
    pub fn path(&self, rest: &str) -> String {
        desk_path(self.i18n, rest)
    }

    /// The address of a public page.
    pub fn public_path(&self, rest: &str) -> String {
        format!("/{}/{rest}", self.i18n.language().tag())
    }

    /// The sections that the person's role includes.
    pub fn sections(&self) -> impl Iterator<Item = Section> {
        let role = self.person.as_ref().map(|person| person.role);
        Section::ALL.into_iter().filter(move |section| role.is_some_and(|r| section.is_for(r)))
    }
}

/// The address of a page of the desk, by what stands behind `edit/`.
pub(crate) fn desk_path(i18n: I18n, rest: &str) -> String {
    let tag = i18n.language().tag();
    if rest.is_empty() { format!("/{tag}/edit") } else { format!("/{tag}/edit/{rest}") }
}
