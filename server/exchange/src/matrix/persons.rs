//! Names of persons in a text, so that none becomes public unseen. A guess: titles and first names
//! before a word with a capital.

/// Forms of address and titles behind which a name stands.
const TITLES: [&str; 8] = ["Frau", "Herr", "Herrn", "Hr.", "Fr.", "Dr.", "Prof.", "Dipl.-Ing."];
/// First names that are common here.
const FIRST_NAMES: [&str; 92] = [
    "Ahmad",
    "Ahmed",
    "Aleksandra",
    "Ali",
    "Alexander",
    "Amina",
    "Andrea",
    "Andreas",
    "Angela",
    "Anja",
    "Anna",
    "Anne",
    "Annette",
    "Ayşe",
    "Ayse",
    "Barbara",
    "Bernd",
    "Birgit",
    "Brigitte",
    "Carsten",
    "Christian",
    "Christiane",
    "Christina",
    "Claudia",
    "Cornelia",
    "Daniel",
    "Daniela",
    "Dieter",
    "Dirk",
    "Elif",
    "Elena",
    "Emine",
    "Erika",
    "Fatima",
    "Fatma",
    "Frank",
    "Gabriele",
    "Hans",
    "Hassan",
    "Heike",
    "Heinz",
    "Helga",
    "Ibrahim",
    "Ines",
    "Iryna",
    "Jan",
    "Jana",
    "Jens",
    "Joachim",
    "Jörg",
    "Jürgen",
    "Julia",
    "Karin",
    "Katharina",
    "Katrin",
    "Khaled",
    "Klaus",
    "Kateryna",
    "Lars",
    "Laura",
    "Manfred",
    "Maria",
    "Marion",
    "Markus",
    "Martin",
    "Martina",
    "Matthias",
    "Mehmet",
    "Michael",
    "Mohammad",
    "Mohammed",
    "Monika",
    "Mustafa",
    "Nadine",
    "Natalia",
    "Nicole",
    "Oksana",
    "Oleh",
    "Olena",
    "Omar",
    "Petra",
    "Peter",
    "Ralf",
    "Sabine",
    "Sandra",
    "Stefan",
    "Stefanie",
    "Susanne",
    "Thomas",
    "Ursula",
    "Wolfgang",
    "Yusuf",
];
/// Signs that may stand around a word.
const SIGNS: [char; 9] = [',', ';', ':', '(', ')', '"', '„', '“', '.'];

/// The names in a text, as they are written there.
pub(super) fn find(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut place = 0;
        while place < words.len() {
            let is_abbreviation = place > 0 && is_abbreviated(words[place - 1]);
            let length = if is_abbreviation { 0 } else { name_length(&words[place..]) };
            if length > 1 {
                let name = words[place..place + length].join(" ");
                names.push(name.trim_matches(SIGNS).to_owned());
            }
            place += length.max(1);
        }
    }
    names
}

/// How many words of a text that begins with a name belong to it; 0 where none does.
fn name_length(words: &[&str]) -> usize {
    let titles =
        words.iter().take_while(|word| TITLES.contains(&word.trim_matches(['(', '„', ','])));
    let titles = titles.count();
    let rest = &words[titles..];
    let has_first = rest.first().is_some_and(|word| {
        // A sign behind it ends the name.
        let name = word.trim_start_matches(SIGNS);
        FIRST_NAMES.contains(&name) || is_initial(name)
    });
    if titles == 0 && !has_first {
        return 0;
    }
    let names = rest.iter().skip(usize::from(has_first)).take(1 + usize::from(!has_first));
    let mut length = titles + usize::from(has_first);
    for word in names {
        if !is_name(word) {
            break;
        }
        length += 1;
        if word.ends_with(SIGNS) {
            break;
        }
    }
    let has_surname = length > titles + usize::from(has_first);
    if has_surname || (titles > 0 && has_first) { length } else { 0 }
}

/// "K." before a surname.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

/// Whether a word is a letter of an abbreviation such as "z. B.".
fn is_abbreviated(word: &str) -> bool {
    let mut letters = word.trim_start_matches(SIGNS).chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.as_str() == "."
}

/// A capital and small letters, perhaps twice: "Meier-Schulz".
fn is_name(word: &str) -> bool {
    let word = word.trim_matches(SIGNS);
    word.chars().count() > 1
        && word.split('-').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.clone().any(char::is_lowercase)
                && letters.all(|letter| letter.is_alphabetic() || letter == '’' || letter == '\'')
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Leitung: Frau Dr. Meier-Schulz, Jugendamt", &["Frau Dr. Meier-Schulz"])]
    #[case("(Mehmet Yıldız)", &["Mehmet Yıldız"])]
    #[case("Herr Peter Muster und Anna Probe.", &["Herr Peter Muster", "Anna Probe"])]
    #[case("Frauen und Herrenhäuser", &[])]
    #[case("Auskunft: K. Muster", &["K. Muster"])]
    #[case("z. B. Kurse, u. A. w. g.", &[])]
    #[case("Dr. med. Versorgung", &[])]
    #[case("Anna und Kinder", &[])]
    fn titles_and_first_names_stand_before_names(#[case] text: &str, #[case] names: &[&str]) {
        assert_eq!(find(text), names);
    }
}
