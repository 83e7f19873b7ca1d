//! Folding: letters that readers treat as equal become equal.
//!
//! Case; Latin accents; ä = ae = a and so on, ß = ss; the forms of Arabic alef, ya,
//! ta marbuta, the Persian kaf and ya, tatweel and vowel signs; Cyrillic ё and ґ.
//! Source of the Arabic table: the normalisations common in Arabic retrieval
//! (alef forms, ya/alef maqsura, ta marbuta/ha, removal of diacritics and tatweel).

/// Folds a text and splits it into words at everything that is not a letter or digit.
pub fn words(text: &str) -> Vec<String> {
    tokens(text).map(fold_word).filter(|word| !word.is_empty()).collect()
}

/// The words of a text as written, not folded.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let is_gap = |letter| matches!(fold_letter(letter), Folded::Gap);
    text.split(is_gap).filter(|token| !token.is_empty())
}

/// Folds one word, spelled-out umlauts included. Empty where only signs would remain.
pub fn fold_word(token: &str) -> String {
    let mut word = String::with_capacity(token.len());
    for letter in token.chars() {
        match fold_letter(letter) {
            Folded::Nothing | Folded::Gap => {}
            Folded::Letter('e') if ends_in_umlaut_vowel(&word) => {}
            Folded::Letter(folded) => word.push(folded),
            Folded::Letters(folded) => word.push_str(folded),
            Folded::Lower => {
                for lower in letter.to_lowercase() {
                    if lower != 'e' || !ends_in_umlaut_vowel(&word) {
                        word.push(lower);
                    }
                }
            }
        }
    }
    word
}

/// Whether a following `e` only spells out an umlaut; not so in `queer`.
fn ends_in_umlaut_vowel(word: &str) -> bool {
    word.ends_with(['a', 'o', 'u']) && !word.ends_with("qu")
}

enum Folded {
    Nothing,
    Gap,
    Letter(char),
    Letters(&'static str),
    Lower,
}

fn fold_letter(letter: char) -> Folded {
    if letter.is_ascii() {
        return match letter {
            'a'..='z' | '0'..='9' => Folded::Letter(letter),
            'A'..='Z' => Folded::Letter(letter.to_ascii_lowercase()),
            '\'' => Folded::Nothing,
            _ => Folded::Gap,
        };
    }
    match letter {
        'ä' | 'Ä' | 'à' | 'á' | 'â' | 'ã' | 'å' | 'ă' | 'ą' | 'À' | 'Á' | 'Â' | 'Ã' | 'Å' | 'Ă'
        | 'Ą' => Folded::Letter('a'),
        'ö' | 'Ö' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ø' | 'Ő' => {
            Folded::Letter('o')
        }
        'ü' | 'Ü' | 'ù' | 'ú' | 'û' | 'ű' | 'ů' | 'Ù' | 'Ú' | 'Û' | 'Ű' | 'Ů' => {
            Folded::Letter('u')
        }
        'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' | 'È' | 'É' | 'Ê' | 'Ë' | 'Ě' | 'Ę' => {
            Folded::Letter('e')
        }
        'ì' | 'í' | 'î' | 'ï' | 'ı' | 'İ' | 'Ì' | 'Í' | 'Î' | 'Ï' => Folded::Letter('i'),
        'ç' | 'ć' | 'č' | 'Ç' | 'Ć' | 'Č' => Folded::Letter('c'),
        'ş' | 'ș' | 'ś' | 'š' | 'Ş' | 'Ș' | 'Ś' | 'Š' => Folded::Letter('s'),
        'ğ' | 'Ğ' => Folded::Letter('g'),
        'ñ' | 'ń' | 'ň' | 'Ñ' | 'Ń' | 'Ň' => Folded::Letter('n'),
        'ł' | 'Ł' => Folded::Letter('l'),
        'ț' | 'ţ' | 'Ț' | 'Ţ' => Folded::Letter('t'),
        'ź' | 'ż' | 'ž' | 'Ź' | 'Ż' | 'Ž' => Folded::Letter('z'),
        'ý' | 'ÿ' | 'Ý' => Folded::Letter('y'),
        'đ' | 'Đ' => Folded::Letter('d'),
        'ß' | 'ẞ' => Folded::Letters("ss"),
        'أ' | 'إ' | 'آ' | 'ٱ' => Folded::Letter('ا'),
        'ى' | 'ئ' | 'ی' => Folded::Letter('ي'),
        'ة' => Folded::Letter('ه'),
        'ؤ' => Folded::Letter('و'),
        'ک' => Folded::Letter('ك'),
        // Letters of whole alphabets, handled without a table look-up.
        'а'..='я' | 'і' | 'ї' | 'є' | 'ء'..='غ' | 'ف'..='ي' => Folded::Letter(letter),
        'ё' | 'Ё' => Folded::Letter('е'),
        'ґ' | 'Ґ' => Folded::Letter('г'),
        // Tatweel, Arabic vowel signs, combining accents, soft hyphen, zero-width joiners,
        // apostrophes.
        'ـ'
        | '\u{64b}'..='\u{65f}'
        | '\u{300}'..='\u{36f}'
        | '\u{ad}'
        | '\u{200c}'
        | '\u{200d}'
        | '’'
        | 'ʼ' => Folded::Nothing,
        letter if letter.is_alphanumeric() => Folded::Lower,
        _ => Folded::Gap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Frauencafé", "Frauencafe")]
    #[case("Übung", "Uebung")]
    #[case("STRASSE", "Straße")]
    #[case("أسرة", "اسره")]
    #[case("مُساعَدة", "مساعدة")]
    #[case("İstanbul ÇAĞRI", "istanbul cagri")]
    #[case("Ёлка", "елка")]
    #[case("пам'ять", "памʼять")]
    fn spellings_of_one_word_fold_alike(#[case] one: &str, #[case] other: &str) {
        assert_eq!(words(one), words(other));
        assert!(!words(one).is_empty());
    }

    #[test]
    fn punctuation_separates_words() {
        assert_eq!(words("Eltern-Kind/Gruppe (0–3)"), ["eltern", "kind", "gruppe", "0", "3"]);
        assert!(words(" ?!،؟ ").is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".{0,40}") {
            let once = words(&text);
            let again = words(&once.join(" "));
            // A lower-case form can itself hold letters that fold, so the third time is the same.
            prop_assert_eq!(words(&again.join(" ")), again);
        }
    }
}
