//! What the directory finds by institutions and by their contact persons.

use super::*;
use crate::finder::{Labels, Now, Records};
use crate::language::UiLanguage;
use crate::time::LocalTime;
use jiff::civil::date;
use rstest::rstest;
use serde_json::{Value, json};

struct German;

impl Labels for German {
    fn language(&self) -> UiLanguage {
        UiLanguage::De
    }

    fn label(&self, _: &str) -> Option<&str> {
        None
    }
}

fn offer(id: &str, provider: &str, category: &str) -> Value {
    json!({
        "id": id, "name": {"de": format!("Angebot {id}")}, "provider": provider, "city": "herten",
        "categories": [category],
    })
}

/// A club in Herten with sports and a person for language courses in Marl, an office of the whole
/// county with a person for housing in all towns, and a school without offers and persons.
fn catalogue() -> Catalogue {
    let term = |id: &str, label: &str| json!({"id": id, "label": label});
    let taxonomy = json!({
        "cities": [term("herten", "Herten"), term("marl", "Marl"), term("datteln", "Datteln")],
        "categories": [term("sport", "Sport"), term("sprache", "Sprache"), term("wohnen", "Wohnen")],
        "languages": [],
    });
    let providers = json!([
        {
            "id": "amt", "name": "Beispielamt", "kind": "public_office",
            "persons": [{"name": "Wohnberatung", "categories": ["wohnen"]}],
        },
        {"id": "schule", "name": "Musterschule", "city": "marl"},
        {
            "id": "verein", "name": "Musterverein", "city": "herten", "kind": "club",
            "persons": [
                {
                    "name": "Kursbüro", "topic": "Einstufung für Sprachkurse", "cities": ["marl"],
                    "categories": ["sprache"], "phone": "030 23125-101",
                },
                {"name": "Geschäftsstelle"},
            ],
        },
    ]);
    let offers = json!([offer("turnen", "verein", "sport")]);
    Catalogue::new(Records {
        offers: serde_json::from_value(offers).unwrap(),
        providers: serde_json::from_value(providers).unwrap(),
        taxonomy: serde_json::from_value(taxonomy).unwrap(),
        ..Records::default()
    })
}

fn with_finder<T>(ask: impl FnOnce(Finder<'_>) -> T) -> T {
    let catalogue = catalogue();
    let local = LocalTime { day: date(2026, 11, 20), minute: 600 };
    let now = Now::new(&catalogue, local, 180);
    ask(Finder::new(&catalogue, &German, &now))
}

fn found(pairs: &[(&str, &str)]) -> ProviderPage {
    let query = OfferQuery::from_pairs(pairs.iter().copied()).unwrap();
    with_finder(|finder| finder.find_providers(&query))
}

fn ids(page: &ProviderPage) -> Vec<&str> {
    page.providers.iter().map(|provider| provider.id.as_str()).collect()
}

#[rstest]
#[case::everybody(&[], &["amt", "verein"])]
#[case::by_its_own_town(&[("city", "herten")], &["amt", "verein"])]
#[case::by_a_persons_town(&[("city", "marl")], &["amt", "verein"])]
#[case::of_the_whole_county(&[("city", "datteln")], &["amt"])]
#[case::by_a_persons_topic(&[("category", "sprache")], &["verein"])]
#[case::by_its_own_topic(&[("category", "sport")], &["verein"])]
#[case::by_one_persons_town_and_topic(&[("city", "marl"), ("category", "sprache")], &["verein"])]
#[case::not_by_the_town_of_one_and_the_topic_of_another(
    &[("city", "marl"), ("category", "sport")], &[]
)]
#[case::by_words_of_a_name(&[("q", "kursbu")], &["verein"])]
#[case::by_words_of_a_topic(&[("q", "sprachkurse einstufung")], &["verein"])]
#[case::by_words_of_institution_and_person(&[("q", "musterverein kursbüro")], &["verein"])]
#[case::by_a_person_where_it_is(&[("q", "kursbüro"), ("city", "marl")], &["verein"])]
#[case::not_by_a_person_where_it_is_not(&[("q", "kursbüro"), ("city", "herten")], &[])]
#[case::not_by_words_of_two_persons(&[("q", "kursbüro geschäftsstelle")], &[])]
fn an_institution_is_found_by_itself_or_by_a_person(
    #[case] pairs: &[(&str, &str)],
    #[case] expected: &[&str],
) {
    assert_eq!(ids(&found(pairs)), expected);
}

#[test]
fn a_card_names_the_persons_that_were_asked_for() {
    assert!(found(&[]).providers.iter().all(|provider| provider.persons.is_empty()));
    let page = found(&[("city", "marl"), ("category", "sprache")]);
    let persons = &page.providers[0].persons;
    assert_eq!((persons.len(), persons[0].name.as_str()), (1, "Kursbüro"));
    assert_eq!(persons[0].cities[0].label, "Marl");
    let topics: Vec<&str> = page.providers[0].categories.iter().map(|one| &*one.id).collect();
    assert_eq!(topics, ["sport", "sprache"]);
}

#[test]
fn every_choice_says_how_many_it_would_give() {
    let queries: [&[(&str, &str)]; 4] =
        [&[], &[("city", "marl")], &[("category", "sprache")], &[("q", "kurs")]];
    for pairs in queries {
        for facet in found(pairs).facets {
            for choice in facet.choices {
                let others = pairs.iter().copied().filter(|(name, _)| *name != facet.name);
                let pair = (facet.name.as_str(), choice.id.as_str());
                let pairs: Vec<_> = others.chain([pair]).collect();
                assert_eq!(found(&pairs).total as u64, choice.count, "{pairs:?}");
            }
        }
    }
}

#[test]
fn a_page_shows_persons_with_the_names_of_their_towns_and_topics() {
    let id = ProviderId::parse("verein").unwrap();
    let detail = with_finder(|finder| finder.show_provider(&id)).unwrap().unwrap();
    assert!(detail.provider.persons.is_empty());
    let first = &detail.persons[0];
    assert_eq!((first.cities[0].label.as_str(), &*first.categories[0].label), ("Marl", "Sprache"));
    assert_eq!(first.person.phone.as_ref().unwrap().as_str(), "030 23125-101");
    assert!(detail.persons[1].cities.is_empty() && detail.persons[1].categories.is_empty());
    let topics: Vec<&str> = detail.categories.iter().map(|one| &*one.id).collect();
    assert_eq!(topics, ["sport", "sprache"]);
}

#[test]
fn an_offer_does_not_carry_the_persons_of_its_provider() {
    let offer = crate::id::OfferId::parse("turnen").unwrap();
    let address = crate::finder::OfferAddress::default();
    let shown = with_finder(|finder| finder.show_offer(&offer, address));
    assert!(shown.unwrap().provider.unwrap().persons.is_empty());
}
