//! The sections of the desk: where each is, how it is called, whom it is shown to.
//!
//! Only what the menu shows. What somebody may do is decided by the rights that use cases take.

use i18n::I18n;
use shared::desk::account::Role;

/// A section of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What needs care.
    Overview,
    /// Offers.
    Offers,
    /// Files of offers.
    Imports,
    /// What providers want to be changed.
    Proposals,
    /// What readers say is wrong.
    Reports,
    /// The mail queue, and words of mails.
    Mail,
    /// Providers.
    Providers,
    /// Lists that offers refer to.
    Lists,
    /// Figures for planners.
    Figures,
    /// Conferences.
    Conferences,
    /// People and their rights.
    Accounts,
    /// Who did what.
    Audit,
}

impl Section {
    /// Every section, in the order of the menu.
    pub const ALL: [Self; 12] = [
        Self::Overview,
        Self::Offers,
        Self::Imports,
        Self::Proposals,
        Self::Reports,
        Self::Providers,
        Self::Lists,
        Self::Figures,
        Self::Conferences,
        Self::Mail,
        Self::Accounts,
        Self::Audit,
    ];

    /// Its address behind `edit/`.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Offers => "offers",
            Self::Imports => "imports",
            Self::Proposals => "proposals",
            Self::Reports => "reports",
            Self::Mail => "mail",
            Self::Providers => "providers",
            Self::Lists => "lists",
            Self::Figures => "figures",
            Self::Conferences => "conferences",
            Self::Accounts => "accounts",
            Self::Audit => "audit",
        }
    }

    /// Its name.
    pub fn name(self, i18n: I18n) -> &'static str {
        match self {
            Self::Overview => i18n.desk_nav_overview(),
            Self::Offers => i18n.desk_nav_offers(),
            Self::Imports => i18n.desk_nav_imports(),
            Self::Proposals => i18n.desk_nav_proposals(),
            Self::Reports => i18n.desk_nav_reports(),
            Self::Mail => i18n.desk_nav_mail(),
            Self::Providers => i18n.desk_nav_providers(),
            Self::Lists => i18n.desk_nav_lists(),
            Self::Figures => i18n.desk_nav_figures(),
            Self::Conferences => i18n.desk_nav_conferences(),
            Self::Accounts => i18n.desk_nav_accounts(),
            Self::Audit => i18n.desk_nav_audit(),
        }
    }

    /// Whether the role includes it.
    pub const fn is_for(self, role: Role) -> bool {
        match self {
            Self::Overview => true,
            Self::Offers => matches!(role, Role::Administrator | Role::Editor | Role::Provider),
            Self::Imports
            | Self::Proposals
            | Self::Reports
            | Self::Providers
            | Self::Lists
            | Self::Mail => {
                matches!(role, Role::Administrator | Role::Editor)
            }
            Self::Figures => {
                matches!(role, Role::Administrator | Role::Editor | Role::Planner)
            }
            Self::Conferences => matches!(role, Role::Administrator | Role::Organiser),
            Self::Accounts | Self::Audit => matches!(role, Role::Administrator),
        }
    }
}
