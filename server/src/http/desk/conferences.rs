//! Conferences, for organisers and administrators.

mod challenge;
mod challenge_fields;
mod checks;
mod details;
mod field;
mod list;
mod pairs;
mod people;
mod print;
mod rounds;
mod single;
mod tables;
mod typed;

pub(super) use challenge::{change_challenge, show_challenge};
pub(super) use details::{
    TypedDetails, change_details, create_conference, show_details, show_new_conference,
};
pub(super) use field::{change_field, show_field};
pub(super) use list::show_conferences;
pub(super) use people::{change_people, show_people};
pub(super) use print::show_print;
pub(super) use rounds::{change_rounds, show_rounds};
pub(super) use single::{change_conference, show_conference};
pub(super) use tables::show_tables;

use shared::desk::DeskError;
use shared::id::{ChallengeId, ConferenceId, FieldId};

pub(super) fn parse_id(id: &str) -> Result<ConferenceId, DeskError> {
    ConferenceId::parse(id).map_err(|_| DeskError::Missing)
}

fn parse_field(id: &str) -> Result<FieldId, DeskError> {
    FieldId::parse(id).map_err(|_| DeskError::Missing)
}

fn parse_challenge(id: &str) -> Result<ChallengeId, DeskError> {
    ChallengeId::parse(id).map_err(|_| DeskError::Missing)
}
