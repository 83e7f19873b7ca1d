//! The letter O in place of the digit 0: "15.oo Uhr", "O2361 555-o12".

use std::borrow::Cow;

/// The cell with zeros for the letters O that stand among digits; it is as long as before.
pub(crate) fn with_zeros(cell: &str) -> Cow<'_, str> {
    let is_suspect = cell.bytes().any(|byte| byte.is_ascii_digit()) && cell.contains(['o', 'O']);
    if !is_suspect {
        return Cow::Borrowed(cell);
    }
    let letters: Vec<char> = cell.chars().collect();
    let is_zero = |letter: char| matches!(letter, 'o' | 'O');
    let mut zeroed = String::with_capacity(cell.len());
    let mut place = 0;
    while place < letters.len() {
        let run = letters[place..].iter().take_while(|letter| is_zero(**letter)).count();
        if run > 0 && stands_for_zeros(&letters, place, run) {
            zeroed.extend(std::iter::repeat_n('0', run));
        } else {
            zeroed.extend(&letters[place..place + run.max(1)]);
        }
        place += run.max(1);
    }
    Cow::Owned(zeroed)
}

/// Whether a run of the letter touches a digit, or is the minutes behind an hour: "9.oo".
fn stands_for_zeros(letters: &[char], place: usize, run: usize) -> bool {
    let at = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied();
    let (before, behind) = (at(place.checked_sub(1)), at(Some(place + run)));
    let is_letter = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphabetic() || "'’".contains(letter))
    };
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    // "9oUhr" is one word, and so is "15.ooUhr".
    let rest: String = letters[place + run..].iter().take(3).collect();
    let ends = !is_letter(behind) || rest.eq_ignore_ascii_case("uhr");
    let is_minutes = run == 2
        && matches!(before, Some('.' | ':' | ','))
        && at(place.checked_sub(2)).is_some_and(|hour| hour.is_ascii_digit() || hour == 'O');
    run <= 3 && ends && !is_letter(before) && (is_digit(before) || is_digit(behind) || is_minutes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("15.oo - 17.3o Uhr", "15.00 - 17.30 Uhr")]
    #[case("1O:OO", "10:00")]
    #[case("15.ooUhr", "15.00Uhr")]
    #[case("O2361 555-o12", "02361 555-012")]
    #[case("9 o'clock", "9 o'clock")]
    #[case("9o'clock", "9o'clock")]
    #[case("Mo 9 od. 10", "Mo 9 od. 10")]
    #[case("Do 5 o. 6", "Do 5 o. 6")]
    fn letters_among_digits_are_zeros(#[case] cell: &str, #[case] expected: &str) {
        assert_eq!(with_zeros(cell), expected);
    }
}
