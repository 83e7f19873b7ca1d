//! What becomes of each letter: the table behind folding.

/// What becomes of a letter.
pub(super) enum Folded {
    /// It is left out.
    Nothing,
    /// It separates words.
    Gap,
    /// This letter.
    Letter(char),
    /// These letters.
    Letters(&'static str),
    /// Its lower case.
    Lower,
}

/// Folds one letter.
pub(super) fn fold_letter(letter: char) -> Folded {
    if letter.is_ascii() {
        return match letter {
            'a'..='z' | '0'..='9' => Folded::Letter(letter),
            'A'..='Z' => Folded::Letter(letter.to_ascii_lowercase()),
            '\'' | '`' => Folded::Nothing,
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
        '\u{660}'..='\u{669}' => digit(letter, '\u{660}'),
        '\u{6f0}'..='\u{6f9}' => digit(letter, '\u{6f0}'),
        '\u{ff10}'..='\u{ff19}' => digit(letter, '\u{ff10}'),
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
        | 'ʼ'
        | '’'
        | '‘'
        | '´' => Folded::Nothing,
        letter if letter.is_alphanumeric() => Folded::Lower,
        _ => Folded::Gap,
    }
}

/// An Arabic-Indic, Persian or full-width digit as the one on a German keyboard.
fn digit(letter: char, zero: char) -> Folded {
    let value = u32::from(letter).saturating_sub(u32::from(zero));
    char::from_digit(value, 10).map_or(Folded::Gap, Folded::Letter)
}

/// Whether a letter separates words.
pub(super) fn is_gap(letter: char) -> bool {
    matches!(fold_letter(letter), Folded::Gap)
}

/// The signs people type as an apostrophe.
pub(super) const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '`' | '´' | '‘' | '’' | 'ʼ')
}
