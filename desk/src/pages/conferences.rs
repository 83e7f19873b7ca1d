//! Conferences: the list, and the pages on which one is prepared.

mod challenge;
mod details;
mod list;
mod parts;
mod people;
mod print;
mod rounds;
mod single;
mod tables;

pub use challenge::{
    ChallengePage, FieldPage, FormFrame, GoalFields, MeasureFields, PartFields, RemoveBox,
    challenge_page, field_page,
};
pub use details::{DetailsPage, ProgrammeField, ProgrammeRow, details_page};
pub use list::{ConferenceRow, conference_list};
pub use parts::{Beside, BesideLanguage, FormError};
pub(crate) use parts::{back_link, errors};
pub use people::{PeoplePage, people_page};
pub use print::{InvitationText, PrintPage, print_page};
pub use rounds::{RoundForm, RoundRow, RoundsPage, rounds_page};
pub use single::{ChallengeRow, CheckItem, ConferencePage, FieldRows, conference_page};
pub use tables::{TablesPage, tables_page};
