//! The optional fields of an offer, merged with the existing record.

use super::addresses::PartColumns;
use super::rows::{Head, RowReader, Said, line, parsed};
use super::texts::merge_texts;
use super::times::set_schedule;
use crate::sheet::CellError;
use crate::sheet::cells::CellReader;
use crate::sheet::columns::{AddressOf, Column, Field, TextPart, german};
use crate::sheet::errors::is_formula_error;
use crate::sheet::has_lost_letters;
use crate::sheet::reading::{Doubt, DoubtReason};
use crate::sheet::states::{TextStates, parse_states};
use shared::contact::{Address, Contact};
use shared::offer::audience::Audience;
use shared::offer::availability::Availability;
use shared::offer::good_practice::GoodPracticeParts;
use shared::offer::schedule::Schedule;
use shared::offer::{
    Offer, OfferKind, OfferStatus, SpokenLanguages, Terms, Venue, Verification, Visibility,
};
use shared::text::{Line, Lines, Passages, Text, Texts};

/// An offer without its [`Head`].
#[derive(Default)]
pub(super) struct Details {
    kind: OfferKind,
    status: OfferStatus,
    visible: Visibility,
    name: Option<Lines>,
    description: Option<Passages>,
    good_practice: Option<Texts<500>>,
    good_practice_parts: GoodPracticeParts,
    district: Option<Line>,
    languages: SpokenLanguages,
    venue: Option<Venue>,
    schedule: Schedule,
    audience: Audience,
    terms: Terms,
    contact: Contact,
    verified: Option<Verification>,
}

impl From<Offer> for Details {
    fn from(existing: Offer) -> Self {
        Self {
            kind: existing.kind,
            status: existing.status,
            visible: existing.visible,
            name: Some(existing.name),
            description: existing.description,
            good_practice: existing.good_practice,
            good_practice_parts: existing.good_practice_parts,
            district: existing.district,
            languages: existing.languages,
            venue: existing.venue,
            schedule: existing.schedule,
            audience: existing.audience,
            terms: existing.terms,
            contact: existing.contact,
            verified: existing.verified,
        }
    }
}

impl Details {
    /// The offer; `None` where it has no valid name, which has been reported.
    pub(super) fn into_offer(self, head: Head) -> Option<Offer> {
        Some(Offer {
            id: head.id,
            kind: self.kind,
            status: self.status,
            visible: self.visible,
            name: self.name?,
            description: self.description,
            good_practice: self.good_practice,
            good_practice_parts: self.good_practice_parts,
            provider: head.provider,
            city: head.city,
            district: self.district.or(head.district),
            categories: head.categories,
            languages: self.languages,
            venue: self.venue,
            schedule: self.schedule,
            audience: self.audience,
            terms: self.terms,
            contact: self.contact,
            verified: self.verified,
        })
    }
}

impl RowReader<'_> {
    /// The fields of the row, merged with the existing record.
    pub(super) fn details(&mut self, existing: Option<Offer>) -> Details {
        let mut details = existing.map(Details::from).unwrap_or_default();
        // An empty status must not publish a draft.
        self.set_if_any(Field::Kind, &mut details.kind, |_, cell| CellReader::choice(cell));
        self.set_if_any(Field::Status, &mut details.status, |_, cell| CellReader::choice(cell));
        self.set(
            Field::VisibleFrom,
            &mut details.visible.from,
            crate::sheet::cells::CellReader::day,
        );
        self.set(Field::VisibleTo, &mut details.visible.to, crate::sheet::cells::CellReader::day);
        self.set(Field::District, &mut details.district, |_, cell| line(cell));
        self.set_languages(&mut details.languages);
        self.set_audience(&mut details.audience);
        self.set_texts(&mut details);
        self.set_venue(&mut details.venue);
        set_schedule(self, &mut details.schedule);
        self.set_terms(&mut details.terms);
        self.set_contact(&mut details.contact);
        self.set_verified(&mut details.verified);
        details
    }

    /// Many tables have one column for whom an offer is: where there is none for groups, the column
    /// of backgrounds is read for both.
    fn set_audience(&mut self, audience: &mut Audience) {
        self.set_or_default(Field::Gender, &mut audience.genders, |cells, cell| {
            cells.genders(cell)
        });
        if self.has(Field::Groups) {
            self.set_or_default(Field::Background, &mut audience.background, |cells, cell| {
                cells.background(cell)
            });
            self.set_or_default(Field::Groups, &mut audience.groups, |cells, cell| {
                cells.groups(cell)
            });
        } else if let Said::Value(found) =
            self.said(Field::Background, CellReader::background_and_groups)
        {
            let found = found.unwrap_or_default();
            audience.background = found.background;
            if !found.groups.is_empty() {
                audience.groups = found.groups;
            }
        }
        self.set_or_default(Field::Ages, &mut audience.ages, crate::sheet::cells::CellReader::ages);
    }

    fn set_languages(&mut self, languages: &mut SpokenLanguages) {
        if let Said::Value(found) =
            self.said(Field::Languages, crate::sheet::cells::CellReader::languages)
        {
            let found = found.unwrap_or_default();
            languages.spoken = found.spoken;
            languages.interpreter_on_request |= found.interpreter_on_request;
        }
        let interpreter = &mut languages.interpreter_on_request;
        self.set_or_default(
            Field::Interpreter,
            interpreter,
            crate::sheet::cells::CellReader::yes_no,
        );
    }

    fn set_texts(&mut self, details: &mut Details) {
        let had_german = details.name.as_ref().is_some_and(|name| name.get(&german()).is_some());
        if had_german && self.cell(&Column::Of(Field::Name)) == Some("") {
            self.reject(Field::Name, CellError::Missing);
        }
        let given = match self.said(Field::TextStates, |_, cell| parsed(cell, parse_states(cell))) {
            Said::Unknown => None,
            Said::Value(states) => Some(states.unwrap_or_default()),
        };
        let states = given.as_ref();
        details.name = self.texts(TextPart::Name, details.name.take(), states);
        details.description = self.texts(TextPart::Description, details.description.take(), states);
        details.good_practice =
            self.texts(TextPart::GoodPractice, details.good_practice.take(), states);
        self.set_practice(&mut details.good_practice_parts, states);
    }

    fn set_practice(&mut self, parts: &mut GoodPracticeParts, states: Option<&TextStates>) {
        parts.for_whom = self.texts(TextPart::PracticeForWhom, parts.for_whom.take(), states);
        parts.takeaway = self.texts(TextPart::PracticeTakeaway, parts.takeaway.take(), states);
        self.set(Field::PracticeSince, &mut parts.since, crate::sheet::cells::CellReader::year);
        self.set(Field::PracticePartners, &mut parts.partners, |_, cell| {
            parsed(cell, Text::parse(cell))
        });
    }

    /// A text that cannot be taken leaves the existing one as it is.
    fn texts<const MAX: usize>(
        &mut self,
        part: TextPart,
        existing: Option<Texts<MAX>>,
        states: Option<&TextStates>,
    ) -> Option<Texts<MAX>> {
        let mut columns = Vec::new();
        for column in self.columns.keys() {
            let language = match column {
                Column::Of(field) if *field == part.field() => german(),
                Column::Translation(other, language) if *other == part => language.clone(),
                _ => continue,
            };
            let cell = self.cell(column).unwrap_or_default();
            let text = Text::parse(cell).ok();
            let is_lost = language != german() && has_lost_letters(cell);
            let reason = if is_formula_error(cell) {
                Some(DoubtReason::FormulaError)
            } else if is_lost {
                Some(DoubtReason::LostLetters)
            } else if text.is_none() && !cell.is_empty() {
                Some(DoubtReason::Unreadable)
            } else {
                None
            };
            match reason {
                Some(reason) => self.doubt(column, Doubt::new(cell, reason)),
                None => columns.push((language, text)),
            }
        }
        merge_texts(part, existing, columns, states)
    }

    fn set_venue(&mut self, venue: &mut Option<Venue>) {
        let nowhere = Venue { name: None, address: Address::default(), position: None };
        let mut place = venue.take().unwrap_or_else(|| nowhere.clone());
        let address = place.address.clone();
        self.set(Field::Venue, &mut place.name, |_, cell| line(cell));
        if let Said::Value(found) = self.address(Field::VenueAddress, AddressOf::Venue) {
            let found = found.unwrap_or_default();
            let parts = PartColumns::of(self.columns, AddressOf::Venue)
                .filter(|_| self.text(Field::VenueAddress).is_empty());
            place.address = match parts {
                Some(parts) => parts.complete(found, &address),
                None => found,
            };
        }
        if self.has(Field::Latitude) || self.has(Field::Longitude) {
            if let Said::Value(position) = self.position(Field::Latitude, Field::Longitude) {
                place.position = position;
            }
        } else if place.address != address {
            // A position at the old address would mislead people.
            place.position = None;
        }
        *venue = Some(place).filter(|place| *place != nowhere);
    }

    fn set_terms(&mut self, terms: &mut Terms) {
        self.set(Field::Childcare, &mut terms.childcare, crate::sheet::cells::CellReader::yes_no);
        self.set(Field::StepFree, &mut terms.step_free, crate::sheet::cells::CellReader::yes_no);
        self.set(Field::Cost, &mut terms.cost, crate::sheet::cells::CellReader::cost);
        self.set(Field::Format, &mut terms.format, crate::sheet::cells::CellReader::format);
        self.set(Field::Level, &mut terms.level, crate::sheet::cells::CellReader::level);
        self.set_availability(&mut terms.availability);
        if self.has(Field::RegistrationNeeded) {
            self.set(Field::Registration, &mut terms.registration, |_, cell| {
                parsed(cell, Text::parse(cell))
            });
            self.set(Field::RegistrationNeeded, &mut terms.registration_needed, |cells, cell| {
                cells.registration(cell).map(|found| found.and_then(|found| found.is_needed))
            });
        } else if let Said::Value(found) =
            self.said(Field::Registration, crate::sheet::cells::CellReader::registration)
        {
            let found = found.unwrap_or_default();
            terms.registration = found.how;
            terms.registration_needed = found.is_needed;
        }
    }

    /// What is stated anew without a day was stated today.
    fn set_availability(&mut self, availability: &mut Option<Availability>) {
        let held = availability.take();
        let (mut places_free, mut waiting, mut as_of) = match held.clone() {
            Some(held) => (held.places_free, held.waiting, Some(held.as_of)),
            None => (None, None, None),
        };
        self.set(Field::PlacesFree, &mut places_free, crate::sheet::cells::CellReader::places);
        self.set(Field::Waiting, &mut waiting, |_, cell| line(cell));
        let is_held =
            held.is_some_and(|held| held.places_free == places_free && held.waiting == waiting);
        if !is_held {
            as_of = None;
        }
        if let Said::Value(Some(day)) =
            self.said(Field::PlacesAsOf, crate::sheet::cells::CellReader::day)
        {
            as_of = Some(day);
        }
        let is_stated = places_free.is_some() || waiting.is_some();
        *availability = is_stated.then(|| Availability {
            places_free,
            waiting,
            as_of: as_of.unwrap_or(self.cells.today()),
        });
    }

    fn set_contact(&mut self, contact: &mut Contact) {
        self.set(Field::Person, &mut contact.person, |_, cell| line(cell));
        self.set(Field::Phone, &mut contact.phone, crate::sheet::cells::CellReader::phone);
        self.set(Field::Mail, &mut contact.mail, crate::sheet::cells::CellReader::mail);
        self.set(Field::Web, &mut contact.web, crate::sheet::cells::CellReader::web);
    }

    fn set_verified(&mut self, verified: &mut Option<Verification>) {
        let (mut on, mut by) =
            verified.take().map_or((None, None), |check| (Some(check.on), check.by));
        self.set(Field::VerifiedOn, &mut on, crate::sheet::cells::CellReader::day);
        self.set(Field::VerifiedBy, &mut by, |_, cell| line(cell));
        let who = self.text(Field::VerifiedBy);
        if on.is_none() && !who.is_empty() {
            self.doubt(&Column::Of(Field::VerifiedBy), Doubt::new(who, DoubtReason::Partly));
        }
        *verified = on.map(|on| Verification { on, by });
    }
}
