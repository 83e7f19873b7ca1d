use super::*;
use shared::language::LanguageTag;
use shared::offer::availability::PlaceCount;
use shared::offer::{Cost, OfferKind};
use shared::provider::Provider;
use shared::text::TextState;

const TODAY: Date = jiff::civil::date(2026, 11, 27);

struct Example {
    taxonomy: Taxonomy,
    offers: Vec<Offer>,
    providers: Vec<Provider>,
}

fn example() -> Example {
    let taxonomy = include_str!("../../../backend/data/taxonomy.json");
    let file: crate::records::OfferFile =
        serde_json::from_str(include_str!("../../../../demo/offers.json")).unwrap();
    Example {
        taxonomy: serde_json::from_str(taxonomy).unwrap(),
        offers: file.offers,
        providers: file.providers,
    }
}

impl Example {
    fn read(&self, offer: &Offer, words: &[(PublicField, &str)]) -> FieldReading {
        self.try_read(offer, words).unwrap()
    }

    fn try_read(
        &self,
        offer: &Offer,
        words: &[(PublicField, &str)],
    ) -> Result<FieldReading, Vec<FieldProblem>> {
        let typed = words.iter().map(|(field, words)| (*field, (*words).to_owned())).collect();
        let changed = changed_fields(&typed, offer, &self.taxonomy);
        let provider = self.providers.iter().find(|one| one.id == offer.provider);
        read_fields(&changed, State { offer, provider }, &self.taxonomy, TODAY)
    }
}

#[test]
fn a_form_that_comes_back_unchanged_changes_nothing() {
    let example = example();
    for offer in &example.offers {
        let typed = write_fields(offer, &example.taxonomy);
        assert_eq!(changed_fields(&typed, offer, &example.taxonomy), Words::new());
        assert_eq!(example.read(offer, &[]).offer, *offer);
    }
}

#[test]
fn one_more_line_of_times_leaves_the_others_exactly_as_they_were() {
    let example = example();
    for offer in &example.offers {
        let times = &write_fields(offer, &example.taxonomy)[&PublicField::Times];
        let read = example.read(offer, &[(PublicField::Times, &format!("{times}\nSa 7-8 Uhr"))]);
        let mut expected = offer.schedule.clone();
        let slot = read.offer.schedule.weekly.last().unwrap().clone();
        expected.weekly.push(slot);
        assert_eq!(read.offer.schedule, expected, "{times}");
        assert_eq!(read.doubts, []);
    }
}

#[test]
fn changed_fields_are_read_as_people_write_them_and_the_rest_stays() {
    let example = example();
    let offer = example.offers.iter().find(|offer| offer.kind == OfferKind::Course).unwrap();
    let read = example.read(
        offer,
        &[
            (PublicField::Name, "Neuer Name"),
            (PublicField::Phone, "02361/555-0199"),
            (PublicField::Cost, "kostenlos"),
            (PublicField::Languages, "Deutsch und Arabisch"),
        ],
    );
    assert_eq!(read.doubts, []);
    let arabic = LanguageTag::parse("ar").unwrap();
    assert!(read.offer.languages.spoken.contains(&arabic));
    assert_eq!(read.offer.terms.cost, Some(Cost::Free));
    assert_eq!(read.offer.name.get(&german()).unwrap().text.as_str(), "Neuer Name");
    let others = read.offer.name.versions().filter(|(language, _)| **language != german());
    assert!(others.into_iter().all(|(_, version)| version.state == TextState::Outdated));
    assert_eq!(read.offer.schedule, offer.schedule);
    assert_eq!(read.offer.description, offer.description);
    assert_eq!(read.offer.venue, offer.venue);
}

#[test]
fn what_is_not_understood_is_a_doubt_and_changes_nothing() {
    let example = example();
    let offer = &example.offers[0];
    let read = example.read(offer, &[(PublicField::Mail, "fragen Sie bitte im Büro")]);
    assert_eq!(read.offer, *offer);
    assert_eq!(read.doubts[0].field, PublicField::Mail);
    assert!(read.doubts[0].doubt.words.contains("Büro"));
}

#[test]
fn a_missing_name_and_a_text_that_is_too_long_are_problems_of_their_fields() {
    let example = example();
    let offer = &example.offers[0];
    let long = "x".repeat(5_001);
    let words = [(PublicField::Name, ""), (PublicField::Description, &*long)];
    let problems = example.try_read(offer, &words).unwrap_err();
    let fields: Vec<PublicField> = problems.iter().map(|problem| problem.field).collect();
    assert!(fields.contains(&PublicField::Name) && fields.contains(&PublicField::Description));
}

#[test]
fn an_offer_without_a_german_name_can_be_changed_and_be_given_one() {
    let example = example();
    let mut offer = example.offers[0].clone();
    offer.name = serde_json::from_value(serde_json::json!({ "en": "Choir", "uk": "Хор" })).unwrap();
    let read = example.read(&offer, &[(PublicField::Cost, "kostenlos")]);
    assert_eq!(read.offer.name, offer.name);
    let read = example.read(&offer, &[(PublicField::Name, "Chor")]);
    assert_eq!(read.offer.name.versions().count(), 3);
}

#[test]
fn free_places_that_a_provider_states_are_of_the_day_on_which_they_were_typed() {
    let example = example();
    let mut offer = example.offers[0].clone();
    let read = example.read(
        &offer,
        &[(PublicField::PlacesFree, "noch 3 Plätze"), (PublicField::Waiting, "4 Wochen")],
    );
    assert_eq!(read.doubts, []);
    let held = read.offer.terms.availability.clone().unwrap();
    assert_eq!(held.as_of, TODAY);
    assert_eq!(held.places_free.map(PlaceCount::get), Some(3));
    assert_eq!(held.waiting.unwrap().as_str(), "4 Wochen");

    // What nobody touches keeps its day; what is emptied is gone.
    let day = jiff::civil::date(2026, 11, 12);
    offer = read.offer;
    offer.terms.availability.as_mut().unwrap().as_of = day;
    let other = example.read(&offer, &[(PublicField::Cost, "kostenlos")]).offer;
    assert_eq!(other.terms.availability.unwrap().as_of, day);
    let full = example.read(&offer, &[(PublicField::PlacesFree, "ausgebucht")]).offer;
    assert_eq!(full.terms.availability.unwrap().as_of, TODAY);
    let emptied = [(PublicField::PlacesFree, ""), (PublicField::Waiting, "")];
    assert_eq!(example.read(&offer, &emptied).offer.terms.availability, None);
}
