//! End-to-end tests of the search on small catalogues.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;
use shared::language::UiLanguage;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::search::index::{Index, IndexError, Source};
use shared::search::reason::How;
use shared::search::times::{DaysOff, day_number};
use shared::search::vocabulary::Vocabulary;
use shared::search::{Facet, Hit, Loosen, Moment, OfferQuery, SearchResults};
use shared::taxonomy::Taxonomy;

/// Half past nine on a Friday.
const MINUTE: u16 = 9 * 60 + 30;

fn taxonomy() -> Taxonomy {
    serde_json::from_value(json!({
        "cities": [
            {"id": "marl", "label": "Marl",
             "position": {"latitude": 51_656_000, "longitude": 7_095_000}},
            {"id": "herten", "label": "Herten",
             "position": {"latitude": 51_595_000, "longitude": 7_138_000}},
        ],
        "categories": [], "languages": [],
    }))
    .unwrap()
}

fn vocabulary() -> Vocabulary {
    serde_json::from_value(json!({
        "concepts": [
            {"id": "german", "label": {"de": "Deutsch", "uk": "німецька мова"},
             "words": {"de": ["deutsch*"], "ru": ["немецк*"], "ar": ["ألماني*"],
                       "tr": ["almanca*"]}},
            {"id": "course", "label": {"de": "Kurs"},
             "words": {"de": ["kurs*"], "ru": ["курс*"], "ar": ["كورس", "دورة"]}},
            {"id": "homework", "label": {"de": "Hausaufgaben"},
             "words": {"de": ["hausaufgaben*"], "uk": ["домашн* завдан*"]}},
        ],
        "values": [
            {"facet": "childcare", "id": "yes", "words": {"de": ["kinderbetreuung"]}},
            {"facet": "weekday", "id": "th", "words": {"de": ["donnerstag"], "ar": ["الخميس"]}},
            {"facet": "when", "id": "today", "words": {"de": ["heute"]}},
        ],
        "parts": ["deutsch", "kurs", "frauen", "café", "haus", "aufgaben", "hilfe", "sprach"],
        "ignored": {"de": ["für", "mit", "und", "in", "am"]},
    }))
    .unwrap()
}

fn offers() -> Vec<Offer> {
    let offers = json!([
        {"id": "kurs", "name": {"de": "Deutschkurs für Frauen", "ar": "دورة لغة للنساء"},
         "description": {"de": "Mit Tafel und Geduld."},
         "provider": "p", "city": "marl", "district": "Hüls", "categories": ["sprache"],
         "languages": {"spoken": ["de", "ar"]}, "terms": {"childcare": true, "cost": "free"},
         "audience": {"genders": ["female"]},
         "schedule": {"weekly": [{"weekday": "th", "from": "09:00:00", "to": "11:00:00"}]},
         "venue": {"address": {"street": "Kurze Straße 12 a", "postal_code": "45768"}},
         "contact": {"phone": "02365 / 99-12 34", "mail": "Kurs@Muster.example"},
         "verified": {"on": "2026-11-01"}},
        {"id": "cafe", "name": {"de": "Sprachcafé"}, "provider": "p", "city": "herten",
         "categories": ["begegnung", "sprache"], "languages": {"spoken": ["de"]},
         "schedule": {"weekly": [{"weekday": "fr", "from": "09:00:00", "to": "10:00:00"},
                                 {"weekday": "th", "from": "15:00:00", "languages": ["ru"]}]},
         "verified": {"on": "2026-10-01"}},
        {"id": "hilfe", "name": {"de": "Hausaufgabenhilfe"}, "provider": "q", "city": "herten",
         "categories": ["bildung"], "verified": {"on": "2025-10-01"}},
        {"id": "entwurf", "name": {"de": "Deutschkurs im Entwurf"}, "provider": "q",
         "city": "herten", "categories": ["sprache"], "status": "draft"},
    ]);
    serde_json::from_value(offers).unwrap()
}

fn index() -> Index {
    let providers: Vec<Provider> = serde_json::from_value(json!([
        {"id": "p", "name": "Haus Muster",
         "contact": {"phone": "+49 (0) 2366 5550", "web": "https://www.muster.example/"}},
        {"id": "q", "name": "Verein Beispiel", "address": {"street": "Deutschstr. 3"}},
    ]))
    .unwrap();
    Index::new(Source {
        offers: &offers(),
        providers: &providers,
        taxonomy: &taxonomy(),
        vocabulary: &vocabulary(),
        labels: &[],
    })
}

fn find(index: &Index, pairs: &[(&str, &str)]) -> SearchResults {
    let calendar = index.calendar(day_number(date(2026, 11, 20)), &DaysOff::default());
    let query = OfferQuery::from_pairs(pairs.iter().copied()).unwrap();
    index.find(&query, Moment { calendar: &calendar, minute: MINUTE, stale_after: 180 })
}

fn ids(index: &Index, found: &SearchResults) -> Vec<String> {
    found.hits.iter().map(|hit| index.id(hit.doc).unwrap().to_string()).collect()
}

#[rstest]
#[case::everything("", &["cafe", "kurs", "hilfe"])]
#[case::case_and_accents("SPRACHCAFE", &["cafe"])]
#[case::beginning("deut", &["kurs"])]
#[case::part_of_a_compound("café", &["cafe"])]
#[case::compound_of_the_query("frauenkurs", &["kurs"])]
#[case::typing_error("Deutschkurz", &["kurs"])]
#[case::typing_error_while_typing("hausaufgabne", &["hilfe"])]
#[case::russian("курс немецкого", &["kurs"])]
#[case::arabic("كورس ألماني", &["kurs"])]
#[case::turkish("almanca kursu", &["kurs"])]
#[case::phrase("домашні завдання", &["hilfe"])]
#[case::transliterated("Фрауен", &["kurs"])]
#[case::value("kinderbetreuung am Donnerstag", &["kurs", "cafe"])]
#[case::arabic_weekday("الخميس", &["cafe", "kurs"])]
#[case::place("deutsch in marl", &["kurs"])]
#[case::provider("muster deutsch", &["kurs", "cafe"])]
#[case::today("heute", &["cafe"])]
#[case::a_picture_is_nothing_to_search_for("⚽", &[])]
#[case::a_mark_is_nothing_to_search_for("?", &[])]
#[case::digits_of_another_script("٣٤", &[])]
#[case::a_letter_without_sound("ع", &[])]
#[case::one_letter_again_and_again("kkkk", &[])]
#[case::one_letter_again_and_again_by_sound("qqqq", &[])]
#[case::short_words_are_exact("kusr", &[])]
#[case::nonsense("xyzzyqqq", &[])]
#[case::mostly_unknown("deutschkurs entenhausen dagobert", &[])]
#[case::one_unknown("deutschkurs entenhausen", &["kurs"])]
fn words_find(#[case] text: &str, #[case] expected: &[&str]) {
    let index = index();
    assert_eq!(ids(&index, &find(&index, &[("q", text)])), expected, "{text}");
}

#[rstest]
#[case::an_accent_is_meant("Näh", &["cafe", "nah"])]
#[case::the_plain_word_is_itself("nah", &["nah", "cafe"])]
#[case::not_what_only_sounds_alike("Nach", &["mittag"])]
fn a_beginning_finds_first_what_is_written_like_it(#[case] text: &str, #[case] expected: &[&str]) {
    let offer = |id: &str, name: &str| json!({"id": id, "name": {"de": name}, "provider": "q", "city": "marl", "categories": []});
    let offers = [
        offer("nah", "Erinnerungen von nah"),
        offer("cafe", "Nähcafé"),
        offer("mittag", "Nachmittag"),
    ];
    let index = Index::new(Source {
        offers: &offers.map(|offer| serde_json::from_value(offer).unwrap()),
        providers: &[],
        taxonomy: &taxonomy(),
        vocabulary: &vocabulary(),
        labels: &[],
    });
    assert_eq!(ids(&index, &find(&index, &[("q", text)])), expected, "{text}");
}

#[rstest]
#[case::street("Kurze Straße", &["kurs"])]
#[case::street_in_short("kurze str.", &["kurs"])]
#[case::street_with_its_number("Kurze Straße 12a", &["kurs"])]
#[case::whole_address("Kurze Str. 12 a, 45768 Marl", &["kurs"])]
#[case::another_town("Kurze Straße, Herten", &["kurs", "cafe", "hilfe"])]
#[case::street_of_the_provider("Deutschstraße 3", &["hilfe"])]
#[case::a_street_gives_its_words_no_meaning("deutschkurs", &["kurs"])]
#[case::postal_code("45768", &["kurs"])]
#[case::postal_code_in_other_digits("٤٥٧٦٨", &["kurs"])]
#[case::another_postal_code("45769", &[])]
#[case::telephone("02365 991234", &["kurs"])]
#[case::telephone_from_abroad("+49 2365 99 12 34", &["kurs"])]
#[case::telephone_dialled_from_abroad("0049(0)2365/991234", &["kurs"])]
#[case::telephone_in_a_sentence("Tel. 02365-99 12 34", &["kurs"])]
#[case::telephone_beside_a_word("Deutschkurs 0236 65550", &["cafe"])]
#[case::telephone_of_the_provider("0236 65550", &["cafe"])]
#[case::another_telephone("02365 991235", &[])]
#[case::mail("kurs@muster.example", &["kurs"])]
#[case::another_mail("info@muster.example", &[])]
#[case::web("www.muster.example", &["kurs", "cafe"])]
#[case::web_with_its_scheme("https://muster.example", &["kurs", "cafe"])]
fn contact_data_finds_who_states_it(#[case] text: &str, #[case] expected: &[&str]) {
    let index = index();
    let found = find(&index, &[("q", text)]);
    let mut ids = ids(&index, &found);
    let mut expected = expected.to_vec();
    ids.sort_unstable();
    expected.sort_unstable();
    assert_eq!(ids, expected, "{text}");
}

#[rstest]
#[case("⚽")]
#[case("? !")]
#[case("ع")]
fn a_query_without_words_says_so(#[case] text: &str) {
    let index = index();
    assert!(find(&index, &[("q", text)]).is_wordless, "{text}");
    assert!(!find(&index, &[]).is_wordless);
    assert!(!find(&index, &[("q", "xyzzyqqq")]).is_wordless);
}

#[test]
fn the_next_time_is_on_a_chosen_weekday() {
    let index = index();
    let next = |pairs: &[(&str, &str)]| {
        let found = find(&index, pairs);
        let is_cafe = |hit: &&Hit| index.id(hit.doc).unwrap().as_str() == "cafe";
        found.hits.iter().find(is_cafe).unwrap().next.unwrap().day
    };
    let friday = day_number(date(2026, 11, 20));
    assert_eq!(next(&[]), friday);
    assert_eq!(next(&[("weekday", "fr")]), friday);
    assert_eq!(next(&[("weekday", "th")]), day_number(date(2026, 11, 26)));
    assert_eq!(next(&[("weekday", "th"), ("weekday", "fr")]), friday);
}

#[rstest]
#[case(&[("city", "herten")], &["cafe", "hilfe"])]
#[case(&[("city", "herten"), ("city", "marl"), ("language", "ar")], &["kurs"])]
#[case(&[("district", "marl-huls")], &["kurs"])]
#[case(&[("gender", "female")], &["cafe", "kurs", "hilfe"])]
#[case(&[("gender", "male")], &["cafe", "hilfe"])]
#[case(&[("weekday", "th"), ("language", "ru")], &["cafe"])]
#[case(&[("weekday", "fr"), ("language", "ru")], &[])]
#[case(&[("weekday", "fr"), ("language", "de")], &["cafe"])]
#[case(&[("weekday", "th"), ("language", "de")], &["kurs"])]
#[case(&[("when", "now")], &["cafe"])]
#[case(&[("childcare", "yes"), ("free", "yes")], &["kurs"])]
#[case(&[("near", "marl")], &["kurs", "cafe", "hilfe"])]
#[case(&[("near", "marl"), ("within", "5")], &["kurs"])]
#[case(&[("sort", "verified")], &["kurs", "cafe", "hilfe"])]
#[case(&[("page", "2")], &[])]
#[case(&[("category", "nirgends")], &[])]
fn filters_narrow_and_their_values_widen(
    #[case] pairs: &[(&str, &str)],
    #[case] expected: &[&str],
) {
    let index = index();
    assert_eq!(ids(&index, &find(&index, pairs)), expected);
}

#[test]
fn an_offer_says_why_it_was_found() {
    let index = index();
    let found = find(&index, &[("q", "немецкий Frauan")]);
    let reasons = &found.hits[0].reasons;
    assert_eq!(reasons[0].how, How::Meaning);
    let label = reasons[0].meaning.as_ref().unwrap().label(UiLanguage::Uk);
    assert_eq!(label, Some("німецька мова"));
    assert_eq!((reasons[1].how, reasons[1].found.as_deref()), (How::Similar, Some("Frauen")));
    assert_eq!(find(&index, &[("q", "deutsch zzzzz")]).unknown, ["zzzzz"]);
}

#[test]
fn a_search_without_results_suggests_what_to_loosen() {
    let index = index();
    let found = find(&index, &[("q", "deutschkurs"), ("city", "herten"), ("free", "yes")]);
    assert_eq!(found.loosen, [Loosen { facet: Some(Facet::City), count: 1 }]);
    assert_eq!(index.id(found.nearby[0].doc).unwrap().as_str(), "kurs");
    let found = find(&index, &[("q", "xyzzyqqq"), ("city", "herten")]);
    assert_eq!(found.loosen, [Loosen { facet: None, count: 2 }]);
}

#[test]
fn an_index_round_trips_through_its_file() {
    let index = index();
    let bytes = index.to_bytes().unwrap();
    let read = Index::from_bytes(&bytes).unwrap();
    for query in ["курс немецкого", "frauenkurs", "Deutschkurz"] {
        assert_eq!(ids(&read, &find(&read, &[("q", query)])), ["kurs"], "{query}");
    }
    assert!(matches!(Index::from_bytes(&[9, 9]), Err(IndexError::Format(9))));
    assert!(matches!(Index::from_bytes(&bytes[..bytes.len() / 2]), Err(IndexError::Damaged(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]
    #[test]
    fn a_damaged_index_is_rejected_or_finds_less(
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = BYTES.with(Clone::clone);
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(index) = Index::from_bytes(&bytes) {
            for query in ["", "deutschkurs heute", "frauenkurz"] {
                let pairs = [("q", query), ("near", "marl"), ("weekday", "th"), ("language", "ru")];
                find(&index, &pairs[..1]);
                find(&index, &pairs);
            }
        }
    }
}

thread_local! {
    static BYTES: Vec<u8> = index().to_bytes().unwrap();
}
