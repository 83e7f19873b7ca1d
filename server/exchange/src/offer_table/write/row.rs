//! An offer and its provider as cells of a row.

use crate::sheet::choices::{self, format_ages, format_cost, format_genders, format_groups};
use crate::sheet::columns::{Column, Field, TextPart, german};
use crate::sheet::lists::{Lists, UNSTATED};
use crate::sheet::numbers::format_degrees;
use crate::sheet::places::format_address;
use crate::sheet::states::{TextStates, format_states};
use crate::sheet::times::{format_dates, format_day, format_days, format_ranges, format_regular};
use shared::contact::{Contact, Mail, Phone, WebAddress};
use shared::language::LanguageTag;
use shared::offer::availability::Availability;
use shared::offer::schedule::HolidayRule;
use shared::offer::{Offer, Position, Venue};
use shared::provider::Provider;
use shared::text::{Text, TextState, Texts, Version};

/// The content of a row.
pub(super) struct Row<'a> {
    pub(super) offer: &'a Offer,
    pub(super) provider: Option<&'a Provider>,
    pub(super) lists: &'a Lists,
}

impl Row<'_> {
    pub(super) fn cell(&self, column: &Column) -> String {
        match column {
            Column::Translation(part, language) => self.text(*part, language),
            Column::Of(field) => self.field(*field),
            // An address is written as a whole.
            Column::Part(..) => String::new(),
        }
    }

    fn text(&self, part: TextPart, language: &LanguageTag) -> String {
        match part {
            TextPart::Name => text(self.offer.name.get(language)),
            TextPart::Description => {
                text(self.offer.description.as_ref().and_then(|texts| texts.get(language)))
            }
            TextPart::GoodPractice => {
                text(self.offer.good_practice.as_ref().and_then(|texts| texts.get(language)))
            }
            TextPart::PracticeForWhom => {
                let texts = self.offer.good_practice_parts.for_whom.as_ref();
                text(texts.and_then(|texts| texts.get(language)))
            }
            TextPart::PracticeTakeaway => {
                let texts = self.offer.good_practice_parts.takeaway.as_ref();
                text(texts.and_then(|texts| texts.get(language)))
            }
        }
    }

    fn field(&self, field: Field) -> String {
        let Self { offer, lists, .. } = self;
        let (schedule, terms) = (&offer.schedule, &offer.terms);
        let verified = offer.verified.as_ref();
        let practice = &offer.good_practice_parts;
        match field {
            Field::City => lists.cities.format(&offer.city),
            Field::Name => self.text(TextPart::Name, &german()),
            Field::Description => self.text(TextPart::Description, &german()),
            Field::GoodPractice => self.text(TextPart::GoodPractice, &german()),
            Field::PracticeForWhom => self.text(TextPart::PracticeForWhom, &german()),
            Field::PracticeTakeaway => self.text(TextPart::PracticeTakeaway, &german()),
            Field::PracticeSince => {
                practice.since.map_or_else(String::new, |year| year.get().to_string())
            }
            Field::PracticePartners => words(practice.partners.as_ref()),
            Field::Category => lists.categories.format_all(&offer.categories),
            Field::Languages if offer.languages.spoken.is_empty() => UNSTATED.to_owned(),
            Field::Languages => lists.languages.format_all(&offer.languages.spoken),
            Field::Interpreter => choices::format(offer.languages.interpreter_on_request),
            Field::Venue | Field::VenueAddress | Field::Latitude | Field::Longitude => {
                offer.venue.as_ref().map_or_else(String::new, |venue| place(venue, field))
            }
            Field::District => words(offer.district.as_ref()),
            Field::Gender => format_genders(&offer.audience.genders),
            Field::Background => choices::format(offer.audience.background),
            Field::Ages => format_ages(&offer.audience.ages),
            Field::Groups => format_groups(&offer.audience.groups),
            Field::Person | Field::Phone | Field::Mail | Field::Web => {
                contact(&offer.contact, field)
            }
            Field::VerifiedOn => verified.map_or_else(String::new, |check| format_day(check.on)),
            Field::VerifiedBy => words(verified.and_then(|check| check.by.as_ref())),
            Field::Id => offer.id.as_str().to_owned(),
            Field::Kind => choices::format(offer.kind),
            Field::Status => choices::format(offer.status),
            Field::VisibleFrom => offer.visible.from.map_or_else(String::new, format_day),
            Field::VisibleTo => offer.visible.to.map_or_else(String::new, format_day),
            Field::Weekly => format_regular(&schedule.weekly, &schedule.monthly, &lists.languages),
            Field::Dates => format_dates(&schedule.dates),
            Field::Ranges => format_ranges(&schedule.ranges),
            Field::Exceptions => format_days(&schedule.exceptions),
            Field::SchoolDays => choices::format(schedule.school_days_only),
            Field::Holidays => choices::format(schedule.public_holidays == HolidayRule::TakesPlace),
            Field::ByAppointment => choices::format(schedule.by_appointment),
            Field::TimesNote => words(schedule.note.as_ref()),
            Field::Childcare => terms.childcare.map_or_else(String::new, choices::format),
            Field::StepFree => terms.step_free.map_or_else(String::new, choices::format),
            Field::Cost => terms.cost.as_ref().map_or_else(String::new, format_cost),
            Field::Registration => words(terms.registration.as_ref()),
            Field::RegistrationNeeded => {
                terms.registration_needed.map_or_else(String::new, choices::format)
            }
            Field::PlacesFree | Field::Waiting | Field::PlacesAsOf => {
                terms.availability.as_ref().map_or_else(String::new, |held| places(held, field))
            }
            Field::Format => terms.format.map_or_else(String::new, choices::format),
            Field::Level => terms.level.map_or_else(String::new, choices::format),
            Field::TextStates => format_states(&states(offer)),
            Field::Provider
            | Field::ProviderAddress
            | Field::ProviderId
            | Field::ProviderCity
            | Field::ProviderPerson
            | Field::ProviderPhone
            | Field::ProviderMail
            | Field::ProviderWeb
            | Field::ProviderAbout
            | Field::ProviderLatitude
            | Field::ProviderLongitude
            | Field::ProviderKind => {
                self.provider.map_or_else(String::new, |known| self.provider_field(known, field))
            }
        }
    }

    fn provider_field(&self, provider: &Provider, field: Field) -> String {
        match field {
            Field::Provider => provider.name.as_str().to_owned(),
            Field::ProviderAddress => format_address(&provider.address),
            Field::ProviderId => provider.id.as_str().to_owned(),
            Field::ProviderCity => provider
                .city
                .as_ref()
                .map_or_else(String::new, |city| self.lists.cities.format(city)),
            Field::ProviderPerson => contact(&provider.contact, Field::Person),
            Field::ProviderPhone => contact(&provider.contact, Field::Phone),
            Field::ProviderMail => contact(&provider.contact, Field::Mail),
            Field::ProviderWeb => contact(&provider.contact, Field::Web),
            Field::ProviderAbout => words(provider.about.as_ref()),
            Field::ProviderLatitude => degrees(provider.position, |position| position.latitude),
            Field::ProviderLongitude => degrees(provider.position, |position| position.longitude),
            Field::ProviderKind => provider.kind.map_or_else(String::new, choices::format),
            _ => String::new(),
        }
    }
}

fn degrees(position: Option<Position>, part: fn(&Position) -> i32) -> String {
    position.as_ref().map_or_else(String::new, |position| format_degrees(part(position)))
}

fn place(venue: &Venue, field: Field) -> String {
    match field {
        Field::Venue => words(venue.name.as_ref()),
        Field::VenueAddress => format_address(&venue.address),
        Field::Latitude => degrees(venue.position, |position| position.latitude),
        Field::Longitude => degrees(venue.position, |position| position.longitude),
        _ => String::new(),
    }
}

fn places(held: &Availability, field: Field) -> String {
    match field {
        Field::PlacesFree => {
            held.places_free.map_or_else(String::new, |count| count.get().to_string())
        }
        Field::Waiting => words(held.waiting.as_ref()),
        Field::PlacesAsOf => format_day(held.as_of),
        _ => String::new(),
    }
}

fn contact(contact: &Contact, field: Field) -> String {
    match field {
        Field::Person => words(contact.person.as_ref()),
        Field::Phone => contact.phone.as_ref().map(Phone::as_str).unwrap_or_default().to_owned(),
        Field::Mail => contact.mail.as_ref().map(Mail::as_str).unwrap_or_default().to_owned(),
        Field::Web => contact.web.as_ref().map(WebAddress::as_str).unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

fn words<const MAX: usize>(text: Option<&Text<MAX>>) -> String {
    text.map(Text::as_str).unwrap_or_default().to_owned()
}

fn text<const MAX: usize>(version: Option<&Version<MAX>>) -> String {
    words(version.map(|version| &version.text))
}

/// Every text of an offer by part and language, with its state.
pub(crate) fn texts(offer: &Offer) -> impl Iterator<Item = ((TextPart, LanguageTag), TextState)> {
    let name = versions(TextPart::Name, Some(&offer.name));
    let description = versions(TextPart::Description, offer.description.as_ref());
    let practice = &offer.good_practice_parts;
    name.chain(description)
        .chain(versions(TextPart::GoodPractice, offer.good_practice.as_ref()))
        .chain(versions(TextPart::PracticeForWhom, practice.for_whom.as_ref()))
        .chain(versions(TextPart::PracticeTakeaway, practice.takeaway.as_ref()))
}

fn versions<const MAX: usize>(
    part: TextPart,
    texts: Option<&Texts<MAX>>,
) -> impl Iterator<Item = ((TextPart, LanguageTag), TextState)> {
    texts
        .into_iter()
        .flat_map(Texts::versions)
        .map(move |(language, version)| ((part, language.clone()), version.state))
}

fn states(offer: &Offer) -> TextStates {
    texts(offer).filter(|(_, state)| *state != TextState::Human).collect()
}
