//! Components: they show what they are given and load nothing. One idea a file.

mod bars;
mod challenge;
mod contact;
mod dots;
mod filters;
mod frame;
mod icon;
mod notice;
mod offer_card;
mod picked;
mod qr;
mod schedule;
mod search_form;
mod settled;
mod taxonomy;

pub(crate) use bars::{FieldTable, FieldTally, ShortlistMark};
pub(crate) use challenge::{ChallengeCard, Step};
pub(crate) use contact::ContactList;
pub(crate) use dots::dots;
pub(crate) use filters::Filters;
pub(crate) use frame::{Frame, localised};
pub(crate) use icon::Icon;
pub(crate) use notice::{ErrorPage, ErrorSummary};
pub(crate) use offer_card::{OfferCard, place};
pub(crate) use picked::{Origin, PickedText};
pub(crate) use qr::QrCode;
pub(crate) use schedule::ScheduleList;
pub(crate) use search_form::SearchForm;
pub(crate) use settled::settled;
pub(crate) use taxonomy::{category_icon, category_label, labels, language_label};
