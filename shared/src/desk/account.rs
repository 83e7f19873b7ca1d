//! Accounts of the people who work on the desk, and their roles.

use crate::contact::Mail;
use crate::id::{AccountId, CityId, ProviderId};
use crate::text::Line;
use crate::time::Millis;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, accounts included.
    Administrator,
    /// Offers and providers, of all towns or of some.
    Editor,
    /// The offers of one provider; changes are reviewed.
    Provider,
    /// Conferences.
    Organiser,
    /// Reads figures.
    Planner,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] =
        [Self::Administrator, Self::Editor, Self::Provider, Self::Organiser, Self::Planner];

    /// Its name in forms, on the command line and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Editor => "editor",
            Self::Provider => "provider",
            Self::Organiser => "organiser",
            Self::Planner => "planner",
        }
    }

    /// The role with this name; `admin` is short for administrator.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "admin" => Some(Self::Administrator),
            _ => Self::ALL.into_iter().find(|role| role.name() == name),
        }
    }
}

/// A role with what it is limited to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The towns of an editor; empty for all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub cities: BTreeSet<CityId>,
    /// The provider, for [`Role::Provider`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderId>,
}

impl Grant {
    /// A role without limits.
    pub const fn of(role: Role) -> Self {
        Self { role, cities: BTreeSet::new(), provider: None }
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Where mails to it go, and the name to sign in with; in lower case.
    pub mail: Mail,
    /// The person's name, shown to colleagues.
    pub name: Line,
    /// What it may do.
    pub grant: Grant,
    /// When it was created.
    pub created_at: Millis,
    /// When it was disabled; nobody can sign in since.
    pub disabled_at: Option<Millis>,
}
