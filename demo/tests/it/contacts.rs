//! Providers and their contact data, none of which is real.

use crate::example;
use shared::contact::Contact;
use shared::provider::ContactPerson;
use std::collections::BTreeSet;

#[test]
fn providers_are_many_with_names_of_their_own() {
    let county = example();
    assert!(county.providers.len() >= 149, "{}", county.providers.len());
    let ids: BTreeSet<_> = county.providers.iter().map(|provider| &provider.id).collect();
    let names: BTreeSet<_> = county.providers.iter().map(|provider| &provider.name).collect();
    assert_eq!((ids.len(), names.len()), (county.providers.len(), county.providers.len()));
    for provider in &county.providers {
        let name = provider.name.as_str().to_lowercase();
        assert!(name.contains("muster") || name.contains("beispiel"), "{name}");
        assert!(provider.about.is_some(), "{name}");
    }
    assert!(county.offers.iter().all(|offer| ids.contains(&offer.provider)));
}

#[test]
fn nobody_real_can_be_reached() {
    let county = example();
    let contacts = county.providers.iter().map(|provider| provider.contact.clone());
    let persons = county.providers.iter().flat_map(|provider| &*provider.persons);
    assert!(persons.clone().count() >= 15);
    let persons = persons.map(|person| {
        let ContactPerson { phone, mail, .. } = person.clone();
        Contact { phone, mail, ..Contact::default() }
    });
    let offers = county.offers.iter().map(|offer| offer.contact.clone());
    for contact in contacts.chain(persons).chain(offers) {
        if let Some(phone) = &contact.phone {
            let ranges = ["030 23125-", "069 90009-", "0221 4710-", "040 66969-", "089 99998-"];
            let rest = ranges.iter().find_map(|range| phone.as_str().strip_prefix(range));
            let is_short = rest.is_some_and(|rest| rest.len() == 3 && rest.parse::<u16>().is_ok());
            assert!(is_short, "{}", phone.as_str());
        }
        if let Some(mail) = &contact.mail {
            assert!(mail.as_str().ends_with(".example"), "{}", mail.as_str());
        }
        if let Some(web) = &contact.web {
            let host = web.as_str().trim_start_matches("https://").split('/').next().unwrap();
            assert!(host.ends_with(".example"), "{}", web.as_str());
        }
    }
}

#[test]
fn no_text_names_a_mail_or_web_address_outside_the_example_domain() {
    let text = serde_json::to_string(&example()).unwrap();
    for word in text.split(|c: char| c.is_whitespace() || "\"(),;<>".contains(c)) {
        let word = word.trim_end_matches(['.', ':', '!', '?']);
        let is_address = word.contains('@') || word.contains("://") || word.starts_with("www.");
        assert!(!is_address || word.contains(".example"), "{word}");
    }
}
