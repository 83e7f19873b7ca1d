//! The forms of the organiser's pages.

use super::FormWord;
use crate::live::BoardScene;
use crate::voting::round::{Access, Budget, FieldChoice, HeadingRule, ResultsVisibility};

/// What the form does: an [`OrganiserStep`].
pub const STEP: &str = "do";
/// The round it is about, by its id.
pub const ROUND: &str = "round";
/// Seconds that phones have to deliver after a round was closed.
pub const GRACE: &str = "grace";
/// What a round is called.
pub const NAME: &str = "name";
/// A field voted on, once for each; or the one field that the board shows.
pub const FIELD: &str = "field";
/// What the dots are for: a [`BudgetScope`].
pub const BUDGET: &str = "budget";
/// Dots of a participant.
pub const DOTS: &str = "dots";
/// Most dots on one challenge.
pub const MAX: &str = "max";
/// Fields on one ballot: a [`FieldChoice`].
pub const CHOICE: &str = "choice";
/// What challenges with sub-challenges do: a [`HeadingRule`]; the default where it is not sent.
pub const HEADINGS: &str = "headings";
/// When results are seen: a [`ResultsVisibility`].
pub const RESULTS: &str = "results";
/// Who may vote: an [`Access`].
pub const ACCESS: &str = "access";
/// Places on the shortlist.
pub const SHORTLIST: &str = "shortlist";
/// What the board shows: a [`BoardScene`]; also in the address of a board that shows another one.
pub const SCENE: &str = "scene";
/// The challenge that the board shows, by its id.
pub const CHALLENGE: &str = "challenge";
/// How many places of the shortlist the board has revealed.
pub const REVEALED: &str = "revealed";
/// The board's second language, by its tag.
pub const SECOND: &str = "second";
/// There where the board is dark.
pub const DARK: &str = "dark";
/// Begins the name of the sticky dots on a challenge; its id follows.
pub const PAPER: &str = "paper-";
/// Begins the name of what the page showed there; the challenge's id follows.
pub const SHOWN: &str = "shown-";
/// In the address: the step after which the page is shown again.
pub const SAVED: &str = "saved";
/// The first join of a group, in milliseconds since 1970-01-01 00:00 UTC.
pub const FIRST: &str = "first";
/// The last join of a group, in the same unit.
pub const LAST: &str = "last";
/// Why ballots are left out.
pub const REASON: &str = "reason";
/// The exclusion that is lifted, by its id.
pub const EXCLUSION: &str = "exclusion";
/// What all phones are told.
pub const MESSAGE: &str = "message";
/// How many cards are made.
pub const COUNT: &str = "count";

/// Most seconds for phones to deliver; more is cut.
pub const MAX_GRACE: u64 = 600;

/// Id of the section with the rounds.
pub const ROUNDS_PLACE: &str = "rounds";
/// Id of the section with the board.
pub const BOARD_PLACE: &str = "board";
/// Id of the section with the sticky dots.
pub const PAPER_PLACE: &str = "paper";
/// Id of the section with unusual bursts of joins.
pub const BURSTS_PLACE: &str = "bursts";

/// Id of the section with the message to all phones.
pub const MESSAGE_PLACE: &str = "message";

/// What a form of the organiser's page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganiserStep {
    /// Opens a prepared round.
    Open,
    /// Closes the round that is open.
    Close,
    /// Takes back opening or closing a round.
    TakeBack,
    /// Takes a closed round up again.
    Reopen,
    /// Takes a prepared round away.
    Delete,
    /// Prepares another round.
    Prepare,
    /// Changes a prepared round.
    Change,
    /// Sets the board.
    Board,
    /// Enters sticky dots.
    Paper,
    /// Leaves out the ballots of a group of participants.
    Exclude,
    /// Counts them again.
    Restore,
    /// Sends a message to all phones, which replaces the one before.
    Message,
    /// Takes it back.
    EndMessage,
}

impl OrganiserStep {
    /// The section of the page to go on from.
    pub const fn place(self) -> &'static str {
        match self {
            Self::Board => BOARD_PLACE,
            Self::Paper => PAPER_PLACE,
            Self::Exclude | Self::Restore => BURSTS_PLACE,
            Self::Message | Self::EndMessage => MESSAGE_PLACE,
            _ => ROUNDS_PLACE,
        }
    }
}

impl FormWord for OrganiserStep {
    const ALL: &'static [Self] = &[
        Self::Open,
        Self::Close,
        Self::TakeBack,
        Self::Reopen,
        Self::Delete,
        Self::Prepare,
        Self::Change,
        Self::Board,
        Self::Paper,
        Self::Exclude,
        Self::Restore,
        Self::Message,
        Self::EndMessage,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Close => "close",
            Self::TakeBack => "take_back",
            Self::Reopen => "reopen",
            Self::Delete => "delete",
            Self::Prepare => "prepare",
            Self::Change => "change",
            Self::Board => "board",
            Self::Paper => "paper",
            Self::Exclude => "exclude",
            Self::Restore => "restore",
            Self::Message => "message",
            Self::EndMessage => "message_end",
        }
    }
}

/// What a participant's dots are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetScope {
    /// As many in each field.
    Field,
    /// As many in the whole round.
    Round,
}

impl From<Budget> for BudgetScope {
    fn from(budget: Budget) -> Self {
        match budget {
            Budget::Field(_) => Self::Field,
            Budget::Round(_) => Self::Round,
        }
    }
}

impl FormWord for BudgetScope {
    const ALL: &'static [Self] = &[Self::Field, Self::Round];

    fn word(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Round => "round",
        }
    }
}

impl FormWord for FieldChoice {
    const ALL: &'static [Self] = &[Self::All, Self::One];

    fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::One => "one",
        }
    }
}

impl FormWord for HeadingRule {
    const ALL: &'static [Self] =
        &[Self::OwnAndParts, Self::OwnOnly, Self::PartsOnly, Self::NoVotes];

    fn word(self) -> &'static str {
        match self {
            Self::OwnAndParts => "own_and_parts",
            Self::OwnOnly => "own_only",
            Self::PartsOnly => "parts_only",
            Self::NoVotes => "no_votes",
        }
    }
}

impl FormWord for ResultsVisibility {
    const ALL: &'static [Self] = &[Self::Live, Self::AfterClosing];

    fn word(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::AfterClosing => "after_closing",
        }
    }
}

impl FormWord for Access {
    const ALL: &'static [Self] = &[Self::Open, Self::SharedDevices, Self::PersonalCodes];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::SharedDevices => "shared_devices",
            Self::PersonalCodes => "personal_codes",
        }
    }
}

impl FormWord for BoardScene {
    const ALL: &'static [Self] = &[
        Self::Automatic,
        Self::Welcome,
        Self::Field,
        Self::Challenge,
        Self::Pulse,
        Self::Finish,
        Self::Reveal,
        Self::Table,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Automatic => "automatic",
            Self::Welcome => "welcome",
            Self::Field => "field",
            Self::Challenge => "challenge",
            Self::Pulse => "pulse",
            Self::Finish => "finish",
            Self::Reveal => "reveal",
            Self::Table => "table",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;
    use std::fmt::Debug;

    fn check<T: FormWord + PartialEq + Debug>() {
        for value in T::ALL {
            assert_eq!(T::from_word(value.word()), Some(*value));
        }
        assert_eq!(T::from_word(""), None);
    }

    #[test]
    fn every_value_is_found_by_its_word() {
        check::<OrganiserStep>();
        check::<BudgetScope>();
        check::<FieldChoice>();
        check::<HeadingRule>();
        check::<ResultsVisibility>();
        check::<Access>();
        check::<BoardScene>();
    }

    fn check_wire<T: FormWord + Serialize>() {
        for value in T::ALL {
            assert_eq!(serde_json::to_value(value).unwrap(), value.word());
        }
    }

    #[test]
    fn forms_and_the_api_call_a_value_by_the_same_word() {
        check_wire::<FieldChoice>();
        check_wire::<HeadingRule>();
        check_wire::<ResultsVisibility>();
        check_wire::<Access>();
        check_wire::<BoardScene>();
    }
}
