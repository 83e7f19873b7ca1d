//! A service as an offer.

use super::organization::{ContactFields, ContactPaths};
use super::problem::RecordError;
use super::reader::{Reader, quoted};
use super::terms::Terms;
use crate::hsds::vocabulary::{Vocabulary, field};
use crate::hsds::write::{status, years};
use crate::hsds::{Location, Service};
use crate::sheet::columns::{Column, Field};
use serde_json::Number;
use shared::contact::Contact;
use shared::digest::digest_id;
use shared::id::{CityId, OfferId, ProviderId};
use shared::offer::audience::{AgeGroup, Audience};
use shared::offer::availability::{Availability, PlaceCount};
use shared::offer::good_practice::{GoodPracticeParts, Year};
use shared::offer::{
    Cost, Offer, OfferStatus, Terms as OfferTerms, Venue, Verification, Visibility,
};
use shared::text::{Line, Text};
use std::str::FromStr;

const CONTACT: ContactPaths =
    ContactPaths { mail: "email", web: "url", phones: "phones", contacts: "contacts" };

impl Reader<'_> {
    pub(super) fn offer(
        &mut self,
        service: &Service,
        provider: Option<ProviderId>,
        provider_city: Option<CityId>,
    ) -> Option<Offer> {
        let terms = Terms(&service.attributes);
        let ours = self.field(terms, field::ID, OfferId::parse);
        let is_ours = ours.is_some();
        let id = ours.or_else(|| self.foreign_id(&service.id));
        let name = self
            .needed("name", &service.name, Text::parse)
            .and_then(|name| self.texts(terms, field::NAME, Some(name)));
        let german = self.optional("description", service.description.as_deref(), Text::parse);
        let status = self.status(terms, &service.status);
        let categories = self.categories(terms);
        let location = self.location(service);
        let city = self.city(service, location, provider_city);
        let description = self.texts(terms, field::DESCRIPTION, german);
        let good_practice = self.texts(terms, field::GOOD_PRACTICE, None);
        if !is_ours && service.eligibility_description.is_some() {
            self.ignore_field("eligibility_description");
        }
        Some(Offer {
            id: id?,
            kind: self.word(terms, Vocabulary::Kind).unwrap_or_default(),
            status: status?,
            visible: Visibility {
                from: self.field(terms, field::VISIBLE_FROM, FromStr::from_str),
                to: self.field(terms, field::VISIBLE_TO, FromStr::from_str),
            },
            name: name?,
            description,
            good_practice,
            good_practice_parts: self.practice(terms),
            provider: provider?,
            venue: location.map(|location| self.venue(location, city.as_ref(), is_ours)),
            city: city?,
            district: self.field(terms, field::DISTRICT, Text::parse),
            categories: categories?,
            languages: self.spoken(service, is_ours),
            schedule: self.schedule(service, is_ours),
            audience: self.audience(service, terms, is_ours),
            terms: self.terms(service, terms),
            contact: self.service_contact(service),
            verified: self.verified(service, terms),
        })
    }

    /// The contact of an offer has a name, but no function.
    fn service_contact(&mut self, service: &Service) -> Contact {
        let contact = self.first(CONTACT.contacts, &service.contacts);
        if let Some(contact) = contact {
            let texts =
                [("contacts.title", &contact.title), ("contacts.department", &contact.department)];
            for (field, text) in texts {
                if text.as_ref().is_some_and(|text| !text.trim().is_empty()) {
                    self.ignore_field(field);
                }
            }
        }
        self.contact(ContactFields {
            paths: CONTACT,
            mail: service.email.as_deref(),
            web: service.url.as_deref(),
            phones: &service.phones,
            contact,
        })
    }

    /// Our id for a foreign one, which is kept where it is valid.
    fn foreign_id(&mut self, id: &str) -> Option<OfferId> {
        let known = self.context.known;
        self.needed("id", id, |id| {
            let id = id.to_lowercase();
            let ours = known
                .offers
                .get(&id)
                .cloned()
                .or_else(|| OfferId::parse(&id).ok())
                .unwrap_or_else(|| OfferId::from_random(digest_id(&id)));
            Ok::<_, RecordError>(ours)
        })
    }

    /// The exact status where an attribute has one that is consistent; temporarily closed services
    /// are kept but not shown.
    fn status(&mut self, terms: Terms<'_>, given: &str) -> Option<OfferStatus> {
        let exact = self.word(terms, Vocabulary::Status);
        if let Some(exact) = exact.filter(|exact| status(*exact) == given) {
            return Some(exact);
        }
        self.needed("status", given, |given| match given {
            "active" => Ok(OfferStatus::Published),
            "inactive" | "defunct" | "temporarily closed" => Ok(OfferStatus::Archived),
            other => Err(RecordError::Unknown(quoted(other))),
        })
    }

    fn location<'b>(&mut self, service: &'b Service) -> Option<&'b Location> {
        let place = self.first("service_at_locations", &service.service_at_locations)?;
        place.location.as_ref()
    }

    /// The city from our attribute, else from the venue, the area or the provider, else the
    /// default of the file.
    fn city(
        &mut self,
        service: &Service,
        location: Option<&Location>,
        provider_city: Option<CityId>,
    ) -> Option<CityId> {
        if let Some(code) = Terms(&service.attributes).codes(Vocabulary::City).next() {
            return self.known_city("attributes", code);
        }
        let addresses = location.into_iter().flat_map(|location| &location.addresses);
        let places = addresses.map(|address| address.city.as_str());
        let areas = service.service_areas.iter().filter_map(|area| area.name.as_deref());
        let names: Vec<&str> = places.chain(areas).collect();
        let found = names.iter().find_map(|name| self.city_called(name)).or(provider_city);
        if let (None, Some(city)) = (&found, &self.context.options.fallback.city) {
            return self.known_city("city", city.as_str());
        }
        if found.is_none() {
            let first = names.into_iter().find(|name| !name.trim().is_empty());
            if let Some(name) = first {
                self.unknown_value(&Column::Of(Field::City), name);
            }
            let error =
                first.map_or(RecordError::Missing, |name| RecordError::Unknown(quoted(name)));
            self.problem("city", error);
        }
        found
    }

    fn venue(&mut self, location: &Location, city: Option<&CityId>, is_ours: bool) -> Venue {
        const PATH: &str = "service_at_locations.location";
        if !is_ours && !location.accessibility.is_empty() {
            self.ignore_field("service_at_locations.location.accessibility");
        }
        let address = self.first(PATH, &location.addresses);
        let position = self.position(location, "service_at_locations.location.latitude");
        Venue {
            name: self.optional(PATH, location.name.as_deref(), Text::parse),
            address: address.map(|address| self.address(PATH, address, city)).unwrap_or_default(),
            position,
        }
    }

    fn audience(&mut self, service: &Service, terms: Terms<'_>, is_ours: bool) -> Audience {
        let ages = if is_ours {
            self.words(terms, Vocabulary::Age)
        } else {
            ages(service.minimum_age.as_ref(), service.maximum_age.as_ref())
        };
        Audience {
            genders: self.words(terms, Vocabulary::Gender),
            background: self.word(terms, Vocabulary::Background).unwrap_or_default(),
            ages,
            groups: self.words(terms, Vocabulary::Group),
        }
    }

    fn terms(&mut self, service: &Service, terms: Terms<'_>) -> OfferTerms {
        let process = service.application_process.as_deref();
        OfferTerms {
            childcare: self.field(terms, field::CHILDCARE, bool::from_str),
            step_free: self.field(terms, field::STEP_FREE, bool::from_str),
            cost: self.cost(service),
            registration: self.optional("application_process", process, Text::parse),
            registration_needed: self.field(terms, field::REGISTRATION_NEEDED, bool::from_str),
            format: self.word(terms, Vocabulary::Format),
            level: self.word(terms, Vocabulary::Level),
            availability: self.availability(terms),
        }
    }

    fn practice(&mut self, terms: Terms<'_>) -> GoodPracticeParts {
        GoodPracticeParts {
            for_whom: self.texts(terms, field::PRACTICE_FOR_WHOM, None),
            since: self.field(terms, field::PRACTICE_SINCE, |text| {
                text.parse::<u16>().ok().and_then(|year| Year::try_from(year).ok()).ok_or(())
            }),
            partners: self.field(terms, field::PRACTICE_PARTNERS, Text::parse),
            takeaway: self.texts(terms, field::PRACTICE_TAKEAWAY, None),
        }
    }

    fn availability(&mut self, terms: Terms<'_>) -> Option<Availability> {
        let as_of = self.field(terms, field::PLACES_AS_OF, FromStr::from_str)?;
        let places_free = self.field(terms, field::PLACES_FREE, |text| {
            text.parse::<u16>().ok().and_then(|count| PlaceCount::try_from(count).ok()).ok_or(())
        });
        let waiting = self.field(terms, field::WAITING, Text::parse);
        Some(Availability { places_free, waiting, as_of })
    }

    /// Free if the only price is zero; otherwise the text, otherwise the only price.
    fn cost(&mut self, service: &Service) -> Option<Cost> {
        let option = self.first("cost_options", &service.cost_options);
        let amount = option.and_then(|option| option.amount.as_ref());
        if service.cost_options.len() == 1 && amount.and_then(Number::as_f64) == Some(0.0) {
            return Some(Cost::Free);
        }
        let fees = service.fees_description.as_deref().filter(|text| !text.trim().is_empty());
        let price = option.map(|option| {
            let amount = amount.map(ToString::to_string);
            let currency = option.currency.as_deref().map(str::to_uppercase);
            let words =
                [amount, currency, option.amount_description.clone(), option.option.clone()];
            words.into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        let field = if fees.is_some() { "fees_description" } else { "cost_options" };
        if fees.is_some() && option.is_some() {
            self.ignore_field("cost_options");
        }
        self.optional(field, fees.or(price.as_deref()), Line::parse).map(Cost::Text)
    }

    fn verified(&mut self, service: &Service, terms: Terms<'_>) -> Option<Verification> {
        let day = service.assured_date.as_deref();
        let on = self.optional("assured_date", day, FromStr::from_str)?;
        Some(Verification { on, by: self.field(terms, field::VERIFIED_BY, Text::parse) })
    }
}

/// Age groups that overlap the range; none if it covers all ages.
fn ages(minimum: Option<&Number>, maximum: Option<&Number>) -> Vec<AgeGroup> {
    const ALL: [AgeGroup; 8] = [
        AgeGroup::Babies,
        AgeGroup::Toddlers,
        AgeGroup::Kindergarten,
        AgeGroup::PrimarySchool,
        AgeGroup::Youth,
        AgeGroup::YoungAdults,
        AgeGroup::Adults,
        AgeGroup::Seniors,
    ];
    let minimum = minimum.and_then(Number::as_f64).unwrap_or(0.0);
    let maximum = maximum.and_then(Number::as_f64).unwrap_or(f64::INFINITY);
    let is_addressed = |age: &AgeGroup| {
        let (first, last) = years(*age);
        // A person is of an age until the day before the next birthday.
        f64::from(first) <= maximum && last.is_none_or(|last| f64::from(last) + 1.0 > minimum)
    };
    let ages: Vec<AgeGroup> = ALL.into_iter().filter(is_addressed).collect();
    if ages.len() == ALL.len() { Vec::new() } else { ages }
}
