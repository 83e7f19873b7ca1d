//! Components: they show what they are given and load nothing. One idea a file.

mod bars;
mod challenge;
mod chips;
mod contact;
mod documentation;
mod dots;
mod field_number;
mod filters;
mod finder_frame;
mod frame;
mod icon;
mod markup;
mod near_field;
mod notice;
mod offer_card;
mod offer_list;
mod picked;
mod qr;
#[cfg(feature = "ssr")]
mod raw_text;
mod read_aloud;
mod schedule;
mod search_form;
mod settled;
mod take_along;
mod taxonomy;
mod text_area;

pub(crate) use crate::address::localised;
pub(crate) use bars::{FieldTable, FieldTally, ShortlistMark};
pub(crate) use challenge::{ChallengeVote, challenge_card};
use chips::{Chips, ViewSwitch};
pub(crate) use contact::{ContactList, postal_address};
pub(crate) use documentation::{DocumentationBody, Medium, documentation_head};
pub(crate) use dots::dots;
pub(crate) use field_number::{Numbered, field_class, field_number, numbered};
pub(crate) use filters::Facet;
use filters::Filters;
pub(crate) use finder_frame::{Asked, FinderFrame};
pub(crate) use frame::{Frame, WorkFrame};
pub(crate) use icon::Icon;
pub(crate) use markup::Markup;
pub(crate) use near_field::NearField;
pub(crate) use notice::{ErrorPage, ErrorSummary};
pub(crate) use offer_card::{OfferCard, next_time, place};
pub(crate) use offer_list::{OfferList, Pagination};
pub(crate) use picked::{Origin, PickedText};
pub(crate) use qr::QrCode;
#[cfg(feature = "ssr")]
pub(crate) use raw_text::raw_text;
pub(crate) use read_aloud::{ReadAloud, read_button};
pub(crate) use schedule::ScheduleList;
pub(crate) use search_form::{SearchForm, submit_form};
pub(crate) use settled::{kept, settled, still};
pub(crate) use take_along::TakeAlong;
pub(crate) use taxonomy::{category_icon, category_label, labels, language_label};
pub(crate) use text_area::TextArea;
