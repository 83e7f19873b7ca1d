//! Names of the days of the week, in German and in the languages of the people who write the cells.

use shared::offer::schedule::Weekday;
use std::collections::HashMap;
use std::sync::LazyLock;

use Weekday::{Fr, Mo, Sa, Su, Th, Tu, We};

/// German names, which also end in `s`, `e`, `en` or `es`.
pub(super) const GERMAN: [(Weekday, &str); 8] = [
    (Mo, "Montag"),
    (Tu, "Dienstag"),
    (We, "Mittwoch"),
    (Th, "Donnerstag"),
    (Fr, "Freitag"),
    (Sa, "Samstag"),
    (Sa, "Sonnabend"),
    (Su, "Sonntag"),
];
const ENDINGS: [&str; 5] = ["", "s", "e", "en", "es"];
/// Folded abbreviations, and names of other languages.
const OTHERS: [(Weekday, &str); 7] = [
    (
        Mo,
        "mo mon mont montgs monday mondays pazartesi lundi lundis lunes lunedi luni pzt poniedzialek \
         poniedzialki poniedzialku понедельник понедельникам понедельника понеділок понеділка \
         понеділкам щопонеділка пн الاثنين",
    ),
    (
        Tu,
        "di die diens dienst tu tus tusday tusdays sali sal mardi mardis martes martedi marti wtorek \
         wtorki wtorku вторник вторникам вторника вівторок вівторка вівторкам щовівторка вт الثلاثاء",
    ),
    (
        We,
        "mi mit mitt mittw wed weds wednesday wednesdays carsamba car mercredi mercredis miercoles \
         mercoledi miercuri sroda srody srode среда среду средам середа середу середам щосереди ср \
         الاربعاء",
    ),
    (
        Th,
        "do don donn donners donnerst thu thur thurs thursday thursdays persembe jeudi jeudis \
         juves giovedi joi czwartek czwartki czwartku четверг четвергам четверга четвер четверга \
         четвергам щочетверга чт الخميس",
    ),
    (
        Fr,
        "fr fre frei freit fri friday fridays cuma cum vendredi vendredis viernes venerdi vineri piatek \
         piatki piatku пятница пятницу пятницам пятниця пятницю пятницям щопятниці пт الجمعه",
    ),
    (
        Sa,
        "sa sam samst sonnab sat saturday saturdays cumartesi cmt samedi samedis sabado sabato sambata \
         sobota soboty sobote суббота субботу субботам субота суботу суботам щосуботи сб السبت",
    ),
    (
        Su,
        "so son sonn sonnt sun sunday sundays pazar paz dimanche dimanches domingo domenica duminica \
         niedziela niedziele воскресенье воскресеньям неділя неділю неділям щонеділі вс нд الاحد",
    ),
];

static BY_NAME: LazyLock<HashMap<String, Weekday>> = LazyLock::new(|| {
    let german = GERMAN.iter().flat_map(|(day, name)| {
        ENDINGS.iter().map(|ending| (format!("{}{ending}", name.to_lowercase()), *day))
    });
    let others = OTHERS
        .iter()
        .flat_map(|(day, names)| names.split_whitespace().map(|name| (name.to_owned(), *day)));
    german.chain(others).collect()
});

/// The day with this folded name. Arabic writes "and" in front of it.
pub(in crate::sheet::schedule) fn weekday(word: &str) -> Option<Weekday> {
    let plain = || word.strip_prefix('و');
    BY_NAME.get(word).or_else(|| BY_NAME.get(plain()?)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use shared::search::fold::fold_word;

    #[test]
    fn names_are_folded() {
        for name in BY_NAME.keys() {
            assert_eq!(fold_word(name), *name);
        }
    }

    #[rstest]
    #[case("Salı", Tu)]
    #[case("Çarşamba", We)]
    #[case("środa", We)]
    #[case("п'ятниця", Fr)]
    #[case("الثلاثاء", Tu)]
    #[case("والخميس", Th)]
    #[case("Thursday", Th)]
    #[case("samedi", Sa)]
    #[case("Dienstagen", Tu)]
    fn days_are_known_in_several_languages(#[case] name: &str, #[case] day: Weekday) {
        assert_eq!(weekday(&fold_word(name)), Some(day));
    }
}
