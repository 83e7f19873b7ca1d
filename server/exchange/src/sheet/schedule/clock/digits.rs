//! A time of day in digits: "9", "9.30", "9,30", "0900", "9 Uhr 30", "5 p.m.".

use super::{Clock, ENDS, Half, UNITS, spoken};
use crate::sheet::schedule::days::weekday;
use crate::sheet::schedule::tokens::{At, Kind, Token};

/// The time of day at a place.
pub(super) fn clock_at(tokens: &[Token<'_>], place: usize) -> Option<At<Clock>> {
    if let Some(spoken) = spoken::spoken_at(tokens, place) {
        return Some(spoken);
    }
    let digits = tokens.get(place)?.number()?;
    if is_compound(tokens, place) {
        return None;
    }
    if digits.len() == 4 {
        return four_digits_at(tokens, place, digits);
    }
    let hour: i8 = digits.parse().ok().filter(|hour| *hour <= 24 && digits.len() <= 2)?;
    let mut clock = Clock {
        hour,
        minute: 0,
        second: 0,
        is_explicit: false,
        half: None,
        is_colloquial: false,
        is_unsure: false,
    };
    let mut next = place + 1;
    for part in 0..2 {
        let is_minute = part == 0;
        let spaced = || spaced_minutes(tokens, next, place).filter(|_| is_minute);
        let Some(value) = sixtieth_at(tokens, next).or_else(spaced) else { break };
        clock.is_unsure |= is_minute && is_day_of_month(tokens, next);
        let target = if part == 0 { &mut clock.minute } else { &mut clock.second };
        *target = value;
        clock.is_explicit = true;
        next += 2;
    }
    if let Some(minute) = minutes_behind_comma(tokens, next).filter(|_| !clock.is_explicit) {
        // "9,10 Uhr" can also be nine and ten.
        clock.is_unsure = !matches!(minute, 0 | 15 | 30 | 45);
        clock.minute = minute;
        clock.is_explicit = true;
        next += 2;
    }
    match tokens.get(next).and_then(Token::word) {
        Some("uhr" | "h" | "hrs" | "oclock") => {
            clock.is_explicit = true;
            next += 1;
            let minutes = tokens
                .get(next)
                .filter(|token| token.start == tokens[next - 1].end || are_minutes(tokens, next));
            if let Some(value) = minutes.and_then(|token| sixtieth(token.number()?)) {
                clock.minute = value;
                next += 1;
            }
        }
        Some(word @ ("am" | "pm")) if hour <= 12 && is_half_word(tokens, next) => {
            clock.half = Some(if word == "pm" { Half::Pm } else { Half::Am });
            clock.is_explicit = true;
            next += 1;
        }
        Some(word @ ("a" | "p")) if hour <= 12 && is_with_points(tokens, next) => {
            clock.half = Some(if word == "p" { Half::Pm } else { Half::Am });
            clock.is_explicit = true;
            next += 3;
            next += usize::from(tokens.get(next).is_some_and(|token| token.is_sign('.')));
        }
        _ => {}
    }
    clock.time(None).map(|_| At { found: clock, next })
}

/// "10-wöchiger": the number belongs to the word behind the hyphen.
fn is_compound(tokens: &[Token<'_>], place: usize) -> bool {
    let Some([number, hyphen, word]) = tokens.get(place..place + 3) else { return false };
    let is_close = hyphen.start == number.end && word.start == hyphen.end;
    let is_end = |word: &str| {
        ENDS.contains(&word) || matches!(word, "open" | "offen" | "ende" | "mitternacht" | "halb")
    };
    is_close && hyphen.is_sign('-') && word.word().is_some_and(|word| !is_end(word))
}

/// "14 Uhr 30 bis 16 Uhr": nothing that the number could count or begin follows.
fn are_minutes(tokens: &[Token<'_>], place: usize) -> bool {
    tokens.get(place + 1).is_none_or(|token| {
        ['-', ')', ',', ';', '\n'].iter().any(|sign| token.is_sign(*sign))
            || token.word() == Some("bis")
            || (is_joint(token) && begins_day(tokens, place + 2))
    })
}

fn is_joint(token: &Token<'_>) -> bool {
    ['+', '/', '&'].iter().any(|sign| token.is_sign(*sign))
        || matches!(token.word(), Some("und" | "u" | "sowie"))
}

/// Whether a day follows, perhaps behind the point of "u.".
fn begins_day(tokens: &[Token<'_>], place: usize) -> bool {
    let is_point = tokens.get(place).is_some_and(|token| token.is_sign('.'));
    let day = tokens.get(place + usize::from(is_point)).and_then(Token::word);
    day.is_some_and(|word| weekday(word).is_some())
}

/// "a.m." with its points.
fn is_with_points(tokens: &[Token<'_>], place: usize) -> bool {
    let Some([point, letter]) = tokens.get(place + 1..place + 3) else { return false };
    point.is_sign('.') && letter.word() == Some("m") && letter.start == point.end
}

/// "am" is also German for "on the": it is a time of day directly behind the number, or where no
/// day follows.
fn is_half_word(tokens: &[Token<'_>], place: usize) -> bool {
    let is_close = tokens[place - 1].end == tokens[place].start;
    let follower = tokens.get(place + 1);
    is_close || follower.is_none_or(|token| !matches!(token.kind, Kind::Word(_) | Kind::Number(_)))
}

/// `:30` or `.30` directly behind a number.
fn sixtieth_at(tokens: &[Token<'_>], place: usize) -> Option<i8> {
    let [sign, number] = tokens.get(place..place + 2)? else { return None };
    let is_close = sign.start == tokens[place - 1].end && number.start == sign.end;
    let is_point = sign.is_sign(':') || sign.is_sign('.');
    if is_close && is_point { sixtieth(number.number()?) } else { None }
}

/// "16 .00", "12: 00", "9. 30 - 11. 30": a space got between the hour and its minutes. One behind
/// the sign may also separate numbers: it does not before "00", before "Uhr" and in spans.
fn spaced_minutes(tokens: &[Token<'_>], place: usize, hour: usize) -> Option<i8> {
    let [sign, number] = tokens.get(place..place + 2)? else { return None };
    let digits = number.number()?;
    let minute = sixtieth(digits).filter(|minute| minute % 5 == 0)?;
    let is_joined = number.start == sign.end;
    // "Gruppe 2: 15 Uhr" has no minutes.
    let ends_well = sign.is_sign('.')
        && tokens.get(place + 2).is_some_and(|token| {
            token.is_sign('-') || matches!(token.word(), Some("uhr" | "h" | "bis"))
        });
    let is_sign = sign.is_sign(':') || sign.is_sign('.');
    let is_minute = is_joined || ends_well || digits == "00" || is_behind_minutes(tokens, hour);
    (is_sign && is_minute).then_some(minute)
}

/// Whether an hour ends a span that began with minutes: "9.30 - 11".
fn is_behind_minutes(tokens: &[Token<'_>], hour: usize) -> bool {
    let before = hour.checked_sub(3).and_then(|start| tokens.get(start..hour));
    let Some([sign, minute, dash]) = before else { return false };
    let has_minute = minute.number().is_some_and(|digits| sixtieth(digits).is_some());
    (sign.is_sign('.') || sign.is_sign(':')) && has_minute && dash.is_sign('-')
}

/// "12. 15 Uhr" may be a quarter past three on the twelfth.
fn is_day_of_month(tokens: &[Token<'_>], place: usize) -> bool {
    let Some([point, number]) = tokens.get(place..place + 2) else { return false };
    let is_apart = point.is_sign('.') && number.start > point.end;
    let is_hour = number.number().is_some_and(|digits| digits != "00" && digits < "24");
    is_apart && is_hour
}

/// "9,30"; not a price or a number of hours, and no list of hours.
fn minutes_behind_comma(tokens: &[Token<'_>], place: usize) -> Option<i8> {
    let [comma, number] = tokens.get(place..place + 2)? else { return None };
    let is_close = comma.start == tokens[place - 1].end && number.start == comma.end;
    let behind = tokens.get(place + 2);
    let is_amount = behind.is_some_and(|token| {
        token.is_sign('€')
            || token.is_sign('%')
            || token.word().is_some_and(|word| UNITS.contains(&word) || word == "eur")
    });
    let is_list = behind.is_some_and(|token| {
        token.is_sign(',')
            && tokens.get(place + 3).is_some_and(|next| next.number().is_some())
            && token.end == tokens[place + 3].start
    });
    let minute = sixtieth(number.number()?).filter(|minute| minute % 5 == 0)?;
    (is_close && comma.is_sign(',') && !is_amount && !is_list).then_some(minute)
}

fn sixtieth(digits: &str) -> Option<i8> {
    digits.parse().ok().filter(|value| digits.len() == 2 && *value < 60)
}

/// "0900", which is a year elsewhere: before a dash and another one, or "Uhr".
fn four_digits_at(tokens: &[Token<'_>], place: usize, digits: &str) -> Option<At<Clock>> {
    let is_four = |place: usize| {
        tokens.get(place).and_then(Token::number).is_some_and(|digits| digits.len() == 4)
    };
    let sign_at = |place: usize| tokens.get(place).is_some_and(|token| token.is_sign('-'));
    let is_before = sign_at(place + 1) && is_four(place + 2);
    let is_after = place >= 2 && sign_at(place - 1) && is_four(place - 2);
    let has_unit =
        tokens.get(place + 1).and_then(Token::word).is_some_and(|word| matches!(word, "uhr" | "h"));
    if !(is_before || is_after || has_unit) {
        return None;
    }
    let clock = Clock {
        hour: digits.get(..2)?.parse().ok().filter(|hour| *hour <= 24)?,
        minute: sixtieth(digits.get(2..)?)?,
        second: 0,
        is_explicit: true,
        half: None,
        is_colloquial: false,
        is_unsure: false,
    };
    clock.time(None).map(|_| At { found: clock, next: place + 1 + usize::from(has_unit) })
}
