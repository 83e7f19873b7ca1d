use super::*;
use crate::id::CityId;
use crate::offer::Position;
use rstest::rstest;

fn town(id: &str, label: &str) -> Term<CityId> {
    Term {
        id: CityId::parse(id).unwrap(),
        label: Line::parse(label).unwrap(),
        names: BTreeMap::new(),
        position: None,
    }
}

/// Herten with three offers, Marl, Ölfeld.
fn apply(change: impl FnOnce(&mut TermsForm)) -> Result<Vec<String>, Vec<WrongTerm>> {
    let terms = [town("herten", "Herten"), town("marl", "Marl"), town("oelfeld", "Ölfeld")];
    let uses = BTreeMap::from([("herten".to_owned(), 3)]);
    let fixed = BTreeSet::from(["oelfeld".to_owned()]);
    let known = KnownTerms { terms: &terms, uses: &uses, fixed: &fixed };
    let rows = known.rows().into_iter().map(|one| one.row).collect();
    let mut form = TermsForm { rows, ..TermsForm::default() };
    change(&mut form);
    let terms = known.apply(&form)?;
    Ok(terms.iter().map(|term| format!("{} {}", term.id, term.label)).collect())
}

fn reasons(change: impl FnOnce(&mut TermsForm)) -> Vec<(String, TermReason)> {
    let wrong = apply(change).unwrap_err();
    wrong.into_iter().map(|one| (one.label, one.reason)).collect()
}

#[test]
fn a_form_without_changes_leaves_the_list_as_it_is() {
    let same = apply(|_| {}).unwrap();
    assert_eq!(same, ["herten Herten", "marl Marl", "oelfeld Ölfeld"]);
}

#[test]
fn terms_are_renamed_moved_removed_and_added() {
    let changed = apply(|form| {
        form.rows[0].label = "Stadt Herten".into();
        form.rows[2].place = "1".into();
        form.rows[1].is_removed = true;
        form.added = "Bad Örtchen; 51.5, 7.1\n\n Oelfeld (Süd)\r\n".into();
    });
    assert_eq!(
        changed.unwrap(),
        [
            "oelfeld Ölfeld",
            "herten Stadt Herten",
            "bad-oertchen Bad Örtchen",
            "oelfeld-sued Oelfeld (Süd)"
        ]
    );
}

#[test]
fn a_term_is_moved_up_before_and_down_behind_the_one_that_is_there() {
    let labels = |moved: usize, place: &str| {
        let changed = apply(|form| form.rows[moved].place = place.into()).unwrap();
        changed.iter().map(|one| one.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(labels(0, "2"), ["marl", "herten", "oelfeld"]);
    assert_eq!(labels(0, "3"), ["marl", "oelfeld", "herten"]);
    assert_eq!(labels(2, "2"), ["herten", "oelfeld", "marl"]);
}

#[test]
fn a_form_of_an_older_list_is_refused() {
    let older = reasons(|form| form.basis = "of another list".into());
    assert_eq!(older, [(String::new(), TermReason::Changed)]);
}

#[test]
fn coordinates_that_are_left_as_shown_stay_to_the_last_digit() {
    let position = Position { latitude: 51_656_789, longitude: 7_090_432 };
    let terms = [Term { position: Some(position), ..town("marl", "Marl") }];
    let (uses, fixed) = (BTreeMap::new(), BTreeSet::new());
    let known = KnownTerms { terms: &terms, uses: &uses, fixed: &fixed };
    let rows = known.rows().into_iter().map(|one| one.row).collect();
    let form = TermsForm { rows, basis: known.digest(), ..TermsForm::default() };
    assert_eq!(known.apply(&form).unwrap(), terms);
}

#[test]
fn a_term_that_somebody_else_has_added_stays() {
    let kept = apply(|form| drop(form.rows.remove(1))).unwrap();
    assert_eq!(kept, ["herten Herten", "marl Marl", "oelfeld Ölfeld"]);
}

#[test]
fn what_is_in_use_fixed_gone_or_there_twice_is_refused() {
    let removed = reasons(|form| form.rows.iter_mut().for_each(|row| row.is_removed = true));
    let in_use = ("Herten".to_owned(), TermReason::InUse { uses: 3 });
    assert_eq!(removed, [in_use, ("Ölfeld".to_owned(), TermReason::Fixed)]);
    let gone = reasons(|form| form.rows[0].id = "nowhere".into());
    assert_eq!(gone, [("Herten".to_owned(), TermReason::Gone)]);
    let twice = reasons(|form| form.added = "OELFELD".into());
    assert_eq!(twice, [("OELFELD".to_owned(), TermReason::Twice)]);
    let nameless = reasons(|form| form.added = "!!!\nمارل".into());
    let expected = ["!!!", "مارل"].map(|label| (label.to_owned(), TermReason::NoId));
    assert_eq!(nameless, expected);
    let half = reasons(|form| form.added = "Neustadt; 51.5".into());
    assert_eq!(half, [("Neustadt; 51.5".to_owned(), TermReason::Position)]);
    let wrong = reasons(|form| form.rows[0].place = "first".into());
    assert_eq!(wrong, [("Herten".to_owned(), TermReason::Place)]);
}

#[rstest]
#[case("51.6567, 7.0904", Some((51_656_700, 7_090_400)))]
#[case("51,6567; 7,0904", Some((51_656_700, 7_090_400)))]
#[case("51,6567 7,0904", Some((51_656_700, 7_090_400)))]
#[case("-12.5,170", Some((-12_500_000, 170_000_000)))]
#[case("91, 7", None)]
#[case("Marl", None)]
#[case("51.6567", None)]
#[case("51,6567,7,0904", None)]
#[case("NaN, 7", None)]
fn coordinates_are_read_as_people_write_them(
    #[case] text: &str,
    #[case] expected: Option<(i32, i32)>,
) {
    let position = parse_position(text).map(|one| (one.latitude, one.longitude));
    assert_eq!(position, expected);
}
