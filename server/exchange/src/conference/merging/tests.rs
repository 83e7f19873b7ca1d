//! A file over what is stored: what is found again, what stays, what is removed only on demand.

use super::*;
use crate::conference::{
    CellName, Draft, Reading, RecordChange, build_fields, compare_fields, read,
};
use crate::file::SourceFile;
use crate::matrix::{Column, Decisions, Matrix, MatrixFormat, MatrixTitle, write};
use rstest::rstest;
use serde_json::json;
use shared::language::LanguageTag;
use shared::text::TextState;
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;

const HEAD: &str = "Handlungsfeld;Bereich;Kurztitel;Herausforderung;Teilherausforderung;Stimmen;Ziel;Zielgruppe;Maßnahme;Erste Schritte";
const TOWN: &str = "Sprache;Lernen;Abendkurse;Es gibt zu wenige Sprachkurse am Abend.;;12;Mehr Kurse;Berufstätige;Räume der Schulen nutzen;Schulen fragen\n\
    Sprache;;;Kinder brauchen früh Deutsch.;;;Früh fördern;;;\n\
    Arbeit;;;Abschlüsse werden langsam anerkannt.;;3;;;Beratung am Ort;";

fn draft(rows: &str) -> Draft {
    let content = format!("{HEAD}\n{rows}").into_bytes();
    let file = SourceFile { name: "Matrix.csv".to_owned(), content };
    let Reading { draft, .. } = read(&file, &Decisions::default()).unwrap();
    draft
}

/// Counts up, so that ids differ.
fn counter(begin: u128) -> impl FnMut() -> u128 {
    let mut next = begin;
    move || {
        next += 1;
        next
    }
}

/// The town's fields, with a translation of the first challenge.
fn stored() -> Vec<Field> {
    let mut fields = build_fields(draft(TOWN).fields, &mut counter(0));
    let ukrainian = serde_json::from_value(json!("Курсів увечері замало.")).unwrap();
    fields[0].challenges[0].text.set(LanguageTag::parse("uk").unwrap(), ukrainian);
    fields
}

#[derive(Default)]
struct Decided {
    removed: BTreeSet<String>,
    same: BTreeMap<String, ChallengeId>,
    voted_on: BTreeSet<ChallengeId>,
}

impl Decided {
    fn merge(&self, draft: Draft) -> Merge {
        let Self { removed, same, voted_on } = self;
        let options = MergeOptions { removed, same, voted_on };
        merge_fields(&stored(), draft, options, &mut counter(1_000))
    }
}

fn merged(rows: &str) -> Merge {
    Decided::default().merge(draft(rows))
}

fn texts(fields: &[Field]) -> Vec<String> {
    let challenges = fields.iter().flat_map(|field| &field.challenges);
    challenges.map(|one| german(&one.text)).collect()
}

#[test]
fn the_same_file_changes_nothing() {
    let Merge { fields, gone, new } = merged(TOWN);
    assert_eq!(fields, stored());
    assert_eq!((gone, new), (vec![], vec![]));
    let differences = compare_fields(&stored(), &fields);
    assert!(differences.iter().all(|field| field.change == RecordChange::Same));
    let mut challenges = differences.iter().flat_map(|field| &field.challenges);
    assert!(challenges.all(|challenge| challenge.change == RecordChange::Same));
}

#[rstest]
#[case(MatrixFormat::Csv, "csv")]
#[case(MatrixFormat::Xlsx, "xlsx")]
fn what_is_exported_changes_nothing(#[case] format: MatrixFormat, #[case] ending: &str) {
    let conference = Conference {
        id: shared::id::ConferenceId::from_random(1),
        code: JoinCode::from_random(1),
        title: Texts::german("Konferenz".to_owned().try_into().unwrap()),
        place: None,
        date: None,
        languages: Vec::new(),
        programme: Vec::new(),
        fields: stored(),
    };
    let matrix = Matrix::of_conference(&conference, &UiLanguage::De.into());
    let title = MatrixTitle { title: "Konferenz", made: "2026-11-28".parse().unwrap() };
    let content = write(&matrix, format, title).unwrap();
    let file = SourceFile { name: format!("Matrix.{ending}"), content };
    let draft = read(&file, &Decisions::default()).unwrap().draft;
    assert_eq!(Decided::default().merge(draft).fields, stored());
    let content = Draft::of_conference(&conference).encode().unwrap();
    let file = SourceFile { name: "Konferenz.json".to_owned(), content };
    let draft = read(&file, &Decisions::default()).unwrap().draft;
    assert_eq!(Decided::default().merge(draft).fields, stored());
}

#[test]
fn a_reworded_challenge_keeps_id_short_title_votes_and_an_outdated_translation() {
    let rows = TOWN.replace("zu wenige Sprachkurse am Abend", "am Abend zu wenige Sprachkurse");
    let rows = rows.replace(";Abendkurse;", ";;").replace(";12;", ";;");
    let Merge { fields, gone, new } = merged(&rows);
    assert_eq!((gone, new), (vec![], vec![]));
    let (before, after) = (&stored()[0].challenges[0], &fields[0].challenges[0]);
    assert_eq!((&before.id, &before.short_title), (&after.id, &after.short_title));
    assert_eq!((after.earlier_votes, &after.goals), (Some(12), &before.goals));
    assert_eq!(german(&after.text), "Es gibt am Abend zu wenige Sprachkurse.");
    let ukrainian = after.text.get(&LanguageTag::parse("uk").unwrap()).unwrap();
    assert_eq!(ukrainian.state, TextState::Outdated);
    let differences = compare_fields(&stored(), &fields);
    let RecordChange::Changed(changes) = &differences[0].challenges[0].change else {
        panic!("{differences:?}")
    };
    let cells: Vec<CellName> = changes.iter().map(|change| change.cell).collect();
    assert_eq!(cells, [CellName { part: 0, goal: 0, measure: 0, column: Column::Challenge }]);
}

#[test]
fn a_row_above_moves_the_others_and_leaves_their_ids() {
    let Merge { fields, gone, new } = merged(&format!("Sprache;;;Busse fahren selten.;;1\n{TOWN}"));
    assert_eq!((gone.len(), new.len()), (0, 1));
    assert_eq!(fields[0].challenges[1..], stored()[0].challenges);
    assert_eq!(fields[0].challenges[0].id, new[0].id);
    let difference = &compare_fields(&stored(), &fields)[0];
    assert_eq!(difference.challenges[0].change, RecordChange::New);
    assert_eq!(difference.challenges[1].number, "1.2");
    assert!(!difference.is_reordered);
}

#[test]
fn what_is_no_longer_there_stays_until_it_is_removed() {
    let rows = "Sprache;Lernen;;Es gibt zu wenige Sprachkurse am Abend.;;;Mehr Kurse;Berufstätige;Räume der Schulen nutzen;Schulen fragen";
    let Merge { fields, gone, .. } = merged(rows);
    assert_eq!(texts(&fields), texts(&stored()));
    let kinds: Vec<GoneKind> = gone.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [GoneKind::Challenge, GoneKind::Field]);
    assert_eq!(gone[1].challenges, [stored()[1].challenges[0].id.clone()]);
    let removed = gone.into_iter().map(|one| one.key).collect();
    let Merge { fields, .. } = Decided { removed, ..Decided::default() }.merge(draft(rows));
    assert_eq!(texts(&fields), ["Es gibt zu wenige Sprachkurse am Abend."]);
    let differences = compare_fields(&stored(), &fields);
    assert_eq!(differences[0].challenges[1].change, RecordChange::Removed);
    assert_eq!(differences[1].change, RecordChange::Removed);
}

#[test]
fn a_goal_and_a_measure_that_are_gone_stay_until_they_are_removed() {
    let rows = TOWN.replace("Räume der Schulen nutzen;Schulen fragen", "Bücherbus fährt abends;");
    let Merge { fields, gone, .. } = merged(&rows);
    let [measure] = gone.as_slice() else { panic!("{gone:?}") };
    assert_eq!((measure.kind, &*measure.text), (GoneKind::Measure, "Räume der Schulen nutzen"));
    assert_eq!(fields[0].challenges[0].goals[0].measures.len(), 2);
    let removed = BTreeSet::from([measure.key.clone()]);
    let Merge { fields, .. } = Decided { removed, ..Decided::default() }.merge(draft(&rows));
    assert_eq!(fields[0].challenges[0].goals[0].measures.len(), 1);
}

#[test]
fn a_column_that_the_file_does_not_have_stays_as_it_is_stored() {
    let content = "Handlungsfeld;Herausforderung;Stimmen\n\
        Sprache;Es gibt zu wenige Sprachkurse am Abend.;20\n\
        Sprache;Kinder brauchen früh Deutsch.;4\nArbeit;Abschlüsse werden langsam anerkannt.;3";
    let file = SourceFile { name: "a.csv".to_owned(), content: content.as_bytes().to_vec() };
    let draft = read(&file, &Decisions::default()).unwrap().draft;
    let Merge { fields, gone, .. } = Decided::default().merge(draft);
    let mut expected = stored();
    expected[0].challenges[0].earlier_votes = Some(20);
    expected[0].challenges[1].earlier_votes = Some(4);
    assert_eq!((fields, gone), (expected, vec![]));
}

#[test]
fn a_challenge_in_wholly_other_words_is_the_same_one_by_decision() {
    let rows = TOWN.replace("Kinder brauchen früh Deutsch.", "Die Kita ist der beste Ort.");
    let Merge { new, gone, .. } = merged(&rows);
    assert_eq!((new.len(), gone.len()), (1, 1));
    let id = stored()[0].challenges[1].id.clone();
    let same = BTreeMap::from([(new[0].key.clone(), id.clone())]);
    let Merge { fields, new, gone } = Decided { same, ..Decided::default() }.merge(draft(&rows));
    assert_eq!(fields[0].challenges[1].id, id);
    assert_eq!((new[0].same_as.as_ref(), gone), (Some(&id), vec![]));
}

#[test]
fn a_challenge_moves_to_another_field_unless_it_was_put_to_the_vote() {
    let row = "Sprache;;;Kinder brauchen früh Deutsch.;;;Früh fördern;;;\n";
    let rows = format!("{}\n{}", TOWN.replace(row, ""), row.replace("Sprache", "Arbeit"));
    let id = stored()[0].challenges[1].id.clone();
    let Merge { fields, gone, new } = merged(&rows);
    assert_eq!((fields[1].challenges[1].id.clone(), gone, new), (id.clone(), vec![], vec![]));
    let voted_on = BTreeSet::from([id.clone()]);
    let Merge { fields, .. } = Decided { voted_on, ..Decided::default() }.merge(draft(&rows));
    assert_eq!(fields[0].challenges[1].id, id);
    assert_ne!(fields[1].challenges[1].id, id);
}

#[test]
fn a_renamed_field_is_found_by_its_challenges() {
    let Merge { fields, gone, .. } = merged(&TOWN.replace("Arbeit", "Beruf und Wege dorthin"));
    assert_eq!((fields[1].id.clone(), gone), (stored()[1].id.clone(), vec![]));
    assert_eq!(german(&fields[1].name), "Beruf und Wege dorthin");
}
