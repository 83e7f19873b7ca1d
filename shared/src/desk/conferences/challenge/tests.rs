use super::*;
use serde_json::{Value, json};

fn stored() -> Challenge {
    let value = json!({
        "id": "eins",
        "section": { "de": "Sprache" },
        "text": { "de": "Es fehlen Sprachkurse am Abend.", "uk": "Бракує вечірніх курсів." },
        "goals": [
            {
                "text": { "de": "Kurse am Abend", "uk": "Вечірні курси" },
                "audience": { "de": "Berufstätige" },
                "measures": [
                    { "text": { "de": "Räume suchen" }, "first_steps": { "de": "Schulen fragen" },
                      "references": [{ "text": "siehe 3.1", "challenge": "drei" }] },
                    { "remarks": { "de": "Träger offen" } },
                ],
            },
            { "measures": [{ "text": { "de": "Kinderbetreuung" } }] },
        ],
        "notes": { "de": "aus der Werkstatt" },
        "parts": [{ "id": "teil", "text": { "de": "Alphabetisierung" } }],
        "earlier_votes": 7,
    });
    serde_json::from_value(value).unwrap()
}

fn read(changes: &[(&str, &str)]) -> Result<Value, Vec<WrongCell>> {
    let mut cells = challenge_cells(&stored());
    for (key, value) in changes {
        cells.insert((*key).to_owned(), (*value).to_owned());
    }
    let new_id = || ChallengeId::parse("neu").unwrap();
    read_challenge(&cells, &stored(), new_id).map(|read| serde_json::to_value(read).unwrap())
}

#[test]
fn what_was_written_is_read_as_the_same_challenge() {
    assert_eq!(read(&[]).unwrap(), serde_json::to_value(stored()).unwrap());
    let cells = Cells::new();
    let new_id = || ChallengeId::parse("neu").unwrap();
    assert_eq!(read_challenge(&cells, &stored(), new_id), Ok(stored()));
}

#[test]
fn goals_and_measures_are_added_behind_the_last_and_taken_away() {
    let read = read(&[
        ("goal.0.measure.1.remove", "1"),
        ("goal.0.measure.2.text.de", "Abendschule"),
        ("goal.1.remove", "1"),
        ("goal.2.text.de", "Mehr Lehrkräfte"),
        ("goal.3.text.de", "  "),
    ])
    .unwrap();
    let goals = read["goals"].as_array().unwrap();
    assert_eq!(goals.len(), 2);
    assert_eq!(goals[0]["measures"][1], json!({ "text": { "de": "Abendschule" } }));
    assert_eq!(goals[1], json!({ "text": { "de": "Mehr Lehrkräfte" } }));
}

#[test]
fn references_keep_what_they_mean_and_new_sub_challenges_stand_at_the_end() {
    let read = read(&[
        ("goal.0.measure.0.references", "siehe 3.1\n\nFeld 2"),
        ("new_parts", "Prüfungen\n"),
        ("part.teil.text.de", "Alphabetisierung am Abend"),
    ])
    .unwrap();
    assert_eq!(
        read["goals"][0]["measures"][0]["references"],
        json!([{ "text": "siehe 3.1", "challenge": "drei" }, { "text": "Feld 2" }])
    );
    assert_eq!(
        read["parts"],
        json!([
            { "id": "teil", "text": { "de": "Alphabetisierung am Abend" } },
            { "id": "neu", "text": { "de": "Prüfungen" } },
        ])
    );
}

#[test]
fn every_wrong_field_is_named() {
    let long = "x".repeat(501);
    let short = "x".repeat(61);
    let wrong = read(&[
        ("text.de", ""),
        ("text.uk", ""),
        ("short_title.de", &short),
        ("goal.0.audience.de", &long),
        ("part.teil.text.de", ""),
        ("new_parts", &long),
    ]);
    let keys: Vec<_> = wrong.unwrap_err().into_iter().map(|wrong| wrong.key).collect();
    let expected =
        ["text.de", "short_title.de", "goal.0.audience.de", "part.teil.text.de", "new_parts"];
    assert_eq!(keys, expected);
}

#[test]
fn goals_and_measures_are_counted_by_what_stands_in_their_fields() {
    let mut cells = challenge_cells(&stored());
    assert_eq!((count_goals(&cells), count_measures(&cells, GoalKey(0))), (2, 2));
    cells.insert("goal.4.measure.1.text.de".to_owned(), "noch etwas".to_owned());
    cells.insert("goal.6.text.de".to_owned(), " ".to_owned());
    assert_eq!((count_goals(&cells), count_measures(&cells, GoalKey(4))), (5, 2));
}
