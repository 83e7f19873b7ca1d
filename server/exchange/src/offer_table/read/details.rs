//! The optional fields of an offer, merged with the existing record.

use super::rows::{Head, RowReader, line};
use super::texts::merge_texts;
use crate::sheet::CellError;
use crate::sheet::choices::{self, parse_ages, parse_background, parse_cost, parse_genders};
use crate::sheet::columns::{Column, Field, TextPart, german};
use crate::sheet::has_lost_letters;
use crate::sheet::numbers::parse_degrees;
use crate::sheet::places::parse_address;
use crate::sheet::states::{TextStates, parse_states};
use crate::sheet::times::{
    RegularTimes, parse_dates, parse_day, parse_days, parse_ranges, parse_regular,
};
use shared::contact::{Address, Contact, Mail, Phone, WebAddress};
use shared::offer::audience::Audience;
use shared::offer::schedule::{HolidayRule, Schedule};
use shared::offer::{
    Offer, OfferKind, OfferStatus, Position, SpokenLanguages, Terms, Venue, Verification,
    Visibility,
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
            provider: head.provider,
            city: head.city,
            district: self.district,
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
        let lists = self.lists;
        let mut details = existing.map(Details::from).unwrap_or_default();
        // An empty status must not publish a draft.
        self.set_if_any(Field::Kind, &mut details.kind, choices::parse);
        self.set_if_any(Field::Status, &mut details.status, choices::parse);
        self.set(Field::VisibleFrom, &mut details.visible.from, parse_day);
        self.set(Field::VisibleTo, &mut details.visible.to, parse_day);
        self.set(Field::District, &mut details.district, line);
        let languages = &mut details.languages;
        let parse_languages = |cell: &str| lists.languages.parse_all(cell);
        self.set_or_default(Field::Languages, &mut languages.spoken, parse_languages);
        let interpreter = &mut languages.interpreter_on_request;
        self.set_or_default(Field::Interpreter, interpreter, choices::parse);
        self.set_or_default(Field::Gender, &mut details.audience.genders, parse_genders);
        self.set_or_default(Field::Background, &mut details.audience.background, parse_background);
        self.set_or_default(Field::Ages, &mut details.audience.ages, parse_ages);
        self.set_texts(&mut details);
        self.set_venue(&mut details.venue);
        self.set_schedule(&mut details.schedule);
        self.set_terms(&mut details.terms);
        self.set_contact(&mut details.contact);
        self.set_verified(&mut details.verified);
        details
    }

    fn set_texts(&mut self, details: &mut Details) {
        let had_german = details.name.as_ref().is_some_and(|name| name.get(&german()).is_some());
        if had_german && self.cell(&Column::Of(Field::Name)) == Some("") {
            self.note::<()>(Field::Name, Err(CellError::Missing));
        }
        let has_states = self.cell(&Column::Of(Field::TextStates)).is_some();
        let given =
            has_states.then(|| self.optional(Field::TextStates, parse_states).unwrap_or_default());
        let states = given.as_ref();
        details.name = self.texts(TextPart::Name, details.name.take(), states);
        details.description = self.texts(TextPart::Description, details.description.take(), states);
        details.good_practice =
            self.texts(TextPart::GoodPractice, details.good_practice.take(), states);
    }

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
            let cell = self.cell(column).filter(|cell| !cell.is_empty());
            let is_lost = language != german() && cell.is_some_and(has_lost_letters);
            let text = cell.map(|cell| {
                let text = if is_lost {
                    Err(CellError::LostLetters)
                } else {
                    Text::parse(cell).map_err(CellError::from)
                };
                self.note_in(column, text)
            });
            columns.push((language, text.flatten()));
        }
        merge_texts(part, existing, columns, states)
    }

    fn set_venue(&mut self, venue: &mut Option<Venue>) {
        let nowhere = Venue { name: None, address: Address::default(), position: None };
        let mut place = venue.take().unwrap_or_else(|| nowhere.clone());
        let address = place.address.clone();
        self.set(Field::Venue, &mut place.name, line);
        self.set_or_default(Field::VenueAddress, &mut place.address, parse_address);
        let is_given = [Field::Latitude, Field::Longitude]
            .into_iter()
            .any(|field| self.cell(&Column::Of(field)).is_some());
        if is_given {
            place.position = self.position();
        } else if place.address != address {
            // A position at the old address would mislead people.
            place.position = None;
        }
        *venue = Some(place).filter(|place| *place != nowhere);
    }

    fn position(&mut self) -> Option<Position> {
        let is_empty = |field| self.cell(&Column::Of(field)).is_none_or(str::is_empty);
        match (is_empty(Field::Latitude), is_empty(Field::Longitude)) {
            (true, true) => None,
            (true, false) => self.note(Field::Latitude, Err(CellError::Missing)),
            (false, true) => self.note(Field::Longitude, Err(CellError::Missing)),
            (false, false) => {
                let latitude = self.optional(Field::Latitude, |cell| parse_degrees(cell, 90));
                let longitude = self.optional(Field::Longitude, |cell| parse_degrees(cell, 180));
                Some(Position { latitude: latitude?, longitude: longitude? })
            }
        }
    }

    fn set_schedule(&mut self, schedule: &mut Schedule) {
        let lists = self.lists;
        let mut regular = RegularTimes {
            weekly: std::mem::take(&mut schedule.weekly),
            monthly: std::mem::take(&mut schedule.monthly),
        };
        let parse_regular = |cell: &str| parse_regular(cell, &lists.languages);
        self.set_or_default(Field::Weekly, &mut regular, parse_regular);
        schedule.weekly = regular.weekly;
        schedule.monthly = regular.monthly;
        self.set_or_default(Field::Dates, &mut schedule.dates, parse_dates);
        self.set_or_default(Field::Ranges, &mut schedule.ranges, parse_ranges);
        self.set_or_default(Field::Exceptions, &mut schedule.exceptions, parse_days);
        self.set_or_default(Field::SchoolDays, &mut schedule.school_days_only, choices::parse);
        let parse_rule = |cell: &str| {
            let takes_place = choices::parse(cell)?;
            Ok(if takes_place { HolidayRule::TakesPlace } else { HolidayRule::Pause })
        };
        self.set_or_default(Field::Holidays, &mut schedule.public_holidays, parse_rule);
        self.set_or_default(Field::ByAppointment, &mut schedule.by_appointment, choices::parse);
        self.set(Field::TimesNote, &mut schedule.note, line);
    }

    fn set_terms(&mut self, terms: &mut Terms) {
        self.set(Field::Childcare, &mut terms.childcare, choices::parse);
        self.set(Field::StepFree, &mut terms.step_free, choices::parse);
        self.set(Field::Cost, &mut terms.cost, parse_cost);
        self.set(Field::Registration, &mut terms.registration, line);
        self.set(Field::RegistrationNeeded, &mut terms.registration_needed, choices::parse);
        self.set(Field::Format, &mut terms.format, choices::parse);
        self.set(Field::Level, &mut terms.level, choices::parse);
    }

    fn set_contact(&mut self, contact: &mut Contact) {
        self.set(Field::Person, &mut contact.person, line);
        self.set(Field::Phone, &mut contact.phone, |cell| Ok(Phone::parse(cell)?));
        self.set(Field::Mail, &mut contact.mail, |cell| Ok(Mail::parse(cell)?));
        self.set(Field::Web, &mut contact.web, |cell| Ok(WebAddress::parse(cell)?));
    }

    fn set_verified(&mut self, verified: &mut Option<Verification>) {
        let (mut on, mut by) =
            verified.take().map_or((None, None), |check| (Some(check.on), check.by));
        self.set(Field::VerifiedOn, &mut on, parse_day);
        self.set(Field::VerifiedBy, &mut by, line);
        let says_who = self.cell(&Column::Of(Field::VerifiedBy)).is_some_and(|by| !by.is_empty());
        let says_when = self.cell(&Column::Of(Field::VerifiedOn)).is_some_and(|on| !on.is_empty());
        if on.is_none() && says_who && !says_when {
            self.note::<()>(Field::VerifiedOn, Err(CellError::Missing));
        }
        *verified = on.map(|on| Verification { on, by });
    }
}
