//! What somebody may do, as values.

use super::session::Session;
use shared::desk::account::{Grant, Role};
use shared::desk::audit::Actor;
use shared::id::{AccountId, CityId, ProviderId};
use shared::offer::{Offer, OfferStatus};
use std::collections::BTreeSet;

/// A right that a session can have.
pub trait Right: Sized {
    /// The right, where the session's role includes it.
    fn from_session(session: &Session) -> Option<Self>;
}

/// Which offers somebody may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All.
    All,
    /// Those of some towns.
    Cities(BTreeSet<CityId>),
    /// Those of a provider.
    Provider(ProviderId),
}

impl Scope {
    /// Whether the offer is one of them.
    pub fn includes(&self, offer: &Offer) -> bool {
        match self {
            Self::All => true,
            Self::Cities(cities) => cities.contains(&offer.city),
            Self::Provider(provider) => offer.provider == *provider,
        }
    }

    fn of_editor(grant: &Grant) -> Self {
        if grant.cities.is_empty() { Self::All } else { Self::Cities(grant.cities.clone()) }
    }
}

/// The right to manage accounts and settings.
#[derive(Clone, Debug)]
pub struct Administrator {
    pub(crate) actor: Actor,
}

/// The right to change and publish offers and providers, of all towns or of some.
#[derive(Clone, Debug)]
pub struct Editor {
    pub(crate) actor: Actor,
    pub(crate) scope: Scope,
}

/// The right to write offers: an editor's, or that of a provider, whose changes are reviewed.
#[derive(Clone, Debug)]
pub struct Author {
    pub(crate) actor: Actor,
    pub(crate) scope: Scope,
}

/// The right to read figures.
#[derive(Clone, Debug)]
pub struct Planner {
    pub(crate) actor: Actor,
}

/// Which conferences somebody may prepare and run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConferenceScope {
    /// All.
    All,
    /// Those that an account was given or has made.
    Assigned(AccountId),
}

/// The right to prepare and run conferences, all or those of an account.
#[derive(Clone, Debug)]
pub struct ConferenceOrganiser {
    pub(crate) actor: Actor,
    pub(crate) scope: ConferenceScope,
}

impl ConferenceOrganiser {
    /// Which conferences the organiser may prepare and run.
    pub const fn scope(&self) -> &ConferenceScope {
        &self.scope
    }
}

impl Administrator {
    /// The operator at the command line, who has the database anyway.
    pub const fn at_command_line() -> Self {
        Self { actor: Actor::CommandLine }
    }
}

impl Editor {
    /// The operator at the command line, who has the database anyway.
    pub const fn at_command_line() -> Self {
        Self { actor: Actor::CommandLine, scope: Scope::All }
    }

    /// Which offers the editor may change.
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }
}

impl Author {
    /// Who it is.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Which offers may be changed.
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The editor's right, where changes need no review.
    pub fn as_editor(&self) -> Option<Editor> {
        match &self.scope {
            Scope::Provider(_) => None,
            scope => Some(Editor { actor: self.actor.clone(), scope: scope.clone() }),
        }
    }

    /// Whether what the author writes about this offer only becomes a proposal.
    pub fn only_proposes(&self, offer: &Offer) -> bool {
        matches!(self.scope, Scope::Provider(_)) && offer.status == OfferStatus::Published
    }
}

impl Planner {
    /// Who it is.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl Right for Administrator {
    fn from_session(session: &Session) -> Option<Self> {
        let is_administrator = session.account.grant.role == Role::Administrator;
        is_administrator.then(|| Self { actor: session.actor() })
    }
}

impl Right for Editor {
    fn from_session(session: &Session) -> Option<Self> {
        let grant = &session.account.grant;
        let scope = match grant.role {
            Role::Administrator => Scope::All,
            Role::Editor => Scope::of_editor(grant),
            Role::Provider | Role::Organiser | Role::Planner => return None,
        };
        Some(Self { actor: session.actor(), scope })
    }
}

impl Right for Author {
    fn from_session(session: &Session) -> Option<Self> {
        if let Some(Editor { actor, scope }) = Editor::from_session(session) {
            return Some(Self { actor, scope });
        }
        let grant = &session.account.grant;
        let provider = grant.provider.clone().filter(|_| grant.role == Role::Provider)?;
        Some(Self { actor: session.actor(), scope: Scope::Provider(provider) })
    }
}

impl Right for Planner {
    fn from_session(session: &Session) -> Option<Self> {
        let role = session.account.grant.role;
        let may_read = matches!(role, Role::Administrator | Role::Editor | Role::Planner);
        may_read.then(|| Self { actor: session.actor() })
    }
}

impl Right for ConferenceOrganiser {
    fn from_session(session: &Session) -> Option<Self> {
        let scope = match session.account.grant.role {
            Role::Administrator => ConferenceScope::All,
            Role::Organiser => ConferenceScope::Assigned(session.account.id.clone()),
            Role::Editor | Role::Provider | Role::Planner => return None,
        };
        Some(Self { actor: session.actor(), scope })
    }
}
