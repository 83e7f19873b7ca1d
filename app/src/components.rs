//! Components: they show their props and load nothing. One idea a file.

mod challenge;
mod chips;
mod contact;
mod directions;
mod documentation;
mod dots;
#[cfg(not(feature = "ssr"))]
mod erased_view;
mod errors;
mod field_number;
mod field_table;
mod filters;
mod finder_frame;
mod frame;
mod icon;
mod location_field;
mod markup;
mod nothing_found;
mod offer_actions;
mod offer_card;
mod offer_list;
mod picked_text;
mod qr;
#[cfg(feature = "ssr")]
mod raw_text;
mod read_aloud;
mod schedule;
mod search_form;
mod sync_view;
mod taxonomy;
mod text_area;

pub(crate) use crate::address::localised_path;
pub(crate) use challenge::{ChallengeVote, challenge_card};
use chips::Chips;
pub(crate) use chips::ViewSwitch;
pub(crate) use contact::{ContactList, postal_address};
pub(crate) use directions::directions_link;
pub(crate) use documentation::{DocumentationBody, Medium, documentation_head};
pub(crate) use dots::dot_row;
pub(crate) use errors::{ErrorPage, ErrorSummary};
pub(crate) use field_number::{NumberedField, field_class, field_number, number_fields};
pub(crate) use field_table::{FieldTable, FieldTally, ShortlistMark};
pub(crate) use filters::Facet;
use filters::Filters;
pub(crate) use finder_frame::{FinderFrame, SearchSummary};
pub(crate) use frame::{Frame, PatchedFrame};
pub(crate) use icon::Icon;
pub(crate) use location_field::LocationField;
pub(crate) use markup::Markup;
pub(crate) use nothing_found::NothingFound;
pub(crate) use offer_actions::OfferActions;
use offer_card::OfferCard;
pub(crate) use offer_card::{next_time_text, place_name};
pub(crate) use offer_list::{OfferList, Pagination};
pub(crate) use picked_text::{PickedText, TranslationNote};
pub(crate) use qr::{QrCode, qr_code};
#[cfg(feature = "ssr")]
pub(crate) use raw_text::raw_text;
pub(crate) use read_aloud::{ReadAloud, read_aloud_button};
pub(crate) use schedule::ScheduleList;
#[cfg(feature = "ssr")]
pub(crate) use schedule::time_span;
pub(crate) use search_form::{SearchForm, submit_form};
pub(crate) use sync_view::{patched_view, replaced_view, static_view};
pub(crate) use taxonomy::{category_icon, category_label, join_labels, language_label, town_label};
pub(crate) use text_area::TextArea;
