//! Test data for documentations: two rounds, a field in both of them, parts, ties, sticky dots,
//! and texts that look like formulas.

use serde_json::{Value, json};
use shared::api::Documentation;
use shared::language::UiLanguage;

/// Every challenge and part, as in the reader's language.
pub const CHALLENGES: [&str; 6] = [
    "=1+1 Wohnungen fehlen",
    "Mieten <steigen> & steigen",
    "Zu wenig kleine Wohnungen",
    "+49 ist keine Nummer",
    "Sprachkurse sind voll",
    "@home lernt niemand Deutsch",
];

/// The documentation for a reader; its texts are German, so that other readers see a fallback.
///
/// # Errors
/// Where the type has changed but this example has not.
pub fn document(language: UiLanguage) -> Result<Documentation, serde_json::Error> {
    let text = |text: &str| text_in(language, text);
    serde_json::from_value(json!({
        "code": "K7M4PX",
        "title": text("Konferenz Musterstadt"),
        "place": text("Bürgerhaus"),
        "date": "2026-11-27",
        "programme": [{ "time": "17:00", "title": text("Ankommen") }],
        "rounds": [round(language, 1, &json!(null)), round(language, 2, &json!("r1"))],
        "fields": [
            { "id": "f1", "name": text("Wohnen: Stadt/Land [neu] und alles, was dazugehört"),
              "challenges": [
                { "id": "a", "section": text("Bestand"), "text": text(CHALLENGES[0]),
                  "short_title": text("Wohnungen fehlen"), "notes": null,
                  "goals": [{
                    "text": text("Alle wohnen"), "audience": text("Familien"),
                    "measures": [
                      round_table(language),
                      { "text": text("-Tauschbörse"), "audience": null, "first_steps": null,
                        "stakeholders": null, "resources": null, "remarks": null, "references": [] },
                    ],
                  }],
                  "parts": [{ "id": "a1", "text": text(CHALLENGES[1]) },
                            { "id": "a2", "text": text(CHALLENGES[2]) }],
                  "earlier_votes": 12 },
                bare(language, "b", CHALLENGES[3]),
              ] },
            { "id": "f2", "name": text("wohnen  stadt land  neu  und alles, was fehlt"),
              "challenges": [bare(language, "c", CHALLENGES[4]), bare(language, "d", CHALLENGES[5])] },
        ],
    }))
}

/// The documentation after the tables have worked on it: one sheet with every part, one with a
/// decision only.
///
/// # Errors
/// As [`document`].
pub fn worked_out(language: UiLanguage) -> Result<Documentation, serde_json::Error> {
    let mut document = document(language)?;
    let sheets: [(usize, Value); 2] = [(0, full_sheet()), (1, decision())];
    for (field, sheet) in sheets {
        let challenge = document.fields.get_mut(field).and_then(|one| one.challenges.first_mut());
        if let Some(challenge) = challenge {
            challenge.sheet = Some(serde_json::from_value(sheet)?);
        }
    }
    Ok(document)
}

/// What a table wrote into each part, in the order of the sheet.
pub const SHEET_TEXTS: [(&str, &str, &str); 9] = [
    ("wording", "Neue Formulierung", "=Wohnungen für <alle>"),
    ("goals", "Ziele", "200 Wohnungen\nin drei Jahren"),
    ("audiences", "Zielgruppen", "Familien & Ältere"),
    ("measures", "Angebote und Maßnahmen", "Tauschbörse im Rathaus"),
    ("first_steps", "Erste Schritte", "1. Liste führen"),
    ("stakeholders", "Stakeholder", "Genossenschaft"),
    ("resources", "Benötigte Ressourcen", "Eine halbe Stelle"),
    ("remarks", "Ergänzungen", "مهم جدا"),
    ("reason", "Begründung", "Das Land fördert es."),
];

fn full_sheet() -> Value {
    let text = |(part, label, text): &(&str, &str, &str)| json!({ "part": part, "label": label, "text": text });
    json!({
        "disposition": { "value": "higher_level", "words": "Können nur Kreis, Land oder Bund lösen" },
        "texts": SHEET_TEXTS.iter().map(text).collect::<Vec<_>>(),
    })
}

fn decision() -> Value {
    json!({ "disposition": { "value": "later", "words": "Kommt später dran" }, "texts": [] })
}

fn text_in(language: UiLanguage, text: &str) -> Value {
    let is_fallback = language != UiLanguage::De;
    json!({ "text": text, "language": "de", "state": "human", "is_fallback": is_fallback })
}

/// A measure with most of its details.
fn round_table(language: UiLanguage) -> Value {
    let text = |text: &str| text_in(language, text);
    json!({
        "text": text("Runder Tisch"), "audience": null, "references": [], "first_steps": text("1. Einladen\n2. Reden"),
        "stakeholders": text("Wohnungsbau"), "resources": null, "remarks": text("Dringend"),
    })
}

fn bare(language: UiLanguage, id: &str, text: &str) -> Value {
    json!({
        "id": id, "section": null, "text": text_in(language, text),
        "short_title": text_in(language, text), "goals": [], "notes": null, "parts": [], "earlier_votes": null,
    })
}

/// The first round asks about both fields, the second about the first one again.
fn round(language: UiLanguage, number: u32, follows: &Value) -> Value {
    let row = |id: &str, dots: u64, paper: u64, rank: u32| {
        json!({
            "challenge": id, "votes": { "dots": dots, "paper": paper }, "rank": rank,
            "is_tied": id == "c" || id == "d", "is_shortlisted": dots > 3,
        })
    };
    let mut whole = row("a", 7, 3, 1);
    whole["parts"] = json!([
        { "challenge": "a1", "votes": { "dots": 4, "paper": 3 } },
        { "challenge": "a2", "votes": { "dots": 0 } },
    ]);
    let first = json!({
        "field": "f1", "votes": { "dots": 9, "paper": 3 }, "rows": [whole, row("b", 2, 0, 2)],
    });
    let second = json!({
        "field": "f2", "votes": { "dots": 8 },
        "rows": [row("c", 4, 0, 1), row("d", 4, 0, 1)],
    });
    let results = if number == 1 { vec![first, second] } else { vec![first] };
    json!({
        "status": { "id": format!("r{number}"), "number": number, "state": "closed" },
        "name": text_in(language, "Workshopphase"), "follows": follows,
        "rules": { "budget": { "field": 5 }, "max_per_challenge": 3, "choice": "one" },
        "access": "open",
        "turnout": { "joined": 1234, "done": 20, "chosen": [{ "field": "f1", "ballots": 11 }] },
        "results": results,
        "check_value": format!("{number}f2e"),
    })
}
