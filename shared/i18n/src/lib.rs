//! Texts, numbers and dates of the interface in the language of the visit.
//!
//! Owns how a text of `locales/` is looked up and filled; the typed accessors are generated from
//! these files by the build script. Must not contain sentences, and must not use the browser's
//! formatting: server and browser have to produce identical text.

mod fill;
mod plural;

mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}

#[cfg(feature = "server")]
pub mod soft_hyphens;
pub mod words;

use jiff::civil::{Date, Time};
use shared::finder::Labels;
use shared::language::UiLanguage;

/// The interface in one language; cheap to copy, as it only refers to the texts.
#[derive(Clone, Copy)]
pub struct I18n {
    language: UiLanguage,
    texts: &'static [&'static str],
}

/// A language file that this build cannot use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LanguageFileError {
    /// Truncated, or a different kind of file.
    #[error("not a list of texts")]
    Unreadable,
    /// Written by a build with other keys.
    #[error("the language file belongs to another build")]
    OtherBuild,
}

impl I18n {
    /// The interface with the texts compiled into the server.
    #[cfg(feature = "server")]
    pub const fn for_server(language: UiLanguage) -> Self {
        let texts: &[&str] = match language {
            UiLanguage::De => &generated::DE,
            UiLanguage::DeSimple => &generated::DE_SIMPLE,
            UiLanguage::En => &generated::EN,
            UiLanguage::Tr => &generated::TR,
            UiLanguage::Ar => &generated::AR,
            UiLanguage::Uk => &generated::UK,
        };
        Self { language, texts }
    }

    /// The interface of a page: the same texts as [`Self::for_server`], with soft hyphens in long
    /// words, as the browser loads them.
    #[cfg(feature = "server")]
    pub const fn for_page(language: UiLanguage) -> Self {
        let texts: &[&str] = match language {
            UiLanguage::De => &generated::DE_SHOWN,
            UiLanguage::DeSimple => &generated::DE_SIMPLE_SHOWN,
            UiLanguage::En => &generated::EN_SHOWN,
            UiLanguage::Tr => &generated::TR_SHOWN,
            UiLanguage::Ar => &generated::AR_SHOWN,
            UiLanguage::Uk => &generated::UK_SHOWN,
        };
        Self { language, texts }
    }

    /// The interface with the texts loaded by the browser, `target/locales/<tag>.json`.
    ///
    /// The texts stay in memory until the page is closed, so that they can be used without
    /// reference counting; a page needs one language, some tens of kilobytes.
    ///
    /// # Errors
    /// [`LanguageFileError`] where the file is damaged or from another build.
    pub fn from_texts(language: UiLanguage, texts: Vec<String>) -> Result<Self, LanguageFileError> {
        match texts.split_first() {
            Some((first, rest)) if first == generated::FINGERPRINT => {
                if rest.len() != generated::PAGE_LENGTH {
                    return Err(LanguageFileError::Unreadable);
                }
            }
            _ => return Err(LanguageFileError::OtherBuild),
        }
        let texts: Vec<&'static str> =
            texts.into_iter().skip(1).map(|text| &*text.leak()).collect();
        Ok(Self { language, texts: texts.leak() })
    }

    /// The language of this interface.
    pub const fn language(self) -> UiLanguage {
        self.language
    }

    /// A whole number with the language's thousands separators.
    ///
    /// Digits are Latin in Arabic too: a join code, a number of dots and a house number must read
    /// the same on the phone, on the board and in the German text beside it.
    pub fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        for (position, digit) in digits.char_indices() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push_str(self.number_group());
            }
            text.push(digit);
        }
        text
    }

    /// A date in full: "20. November 2026".
    pub fn date(self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.date_long(&day, self.month(date), &year)
    }

    /// The weekday of a date: "Freitag".
    pub fn weekday(self, date: Date) -> &'static str {
        match date.weekday().to_monday_zero_offset() {
            0 => self.taxonomy_weekday_mo(),
            1 => self.taxonomy_weekday_tu(),
            2 => self.taxonomy_weekday_we(),
            3 => self.taxonomy_weekday_th(),
            4 => self.taxonomy_weekday_fr(),
            5 => self.taxonomy_weekday_sa(),
            _ => self.taxonomy_weekday_su(),
        }
    }

    /// A time of day in 24-hour format, as in German timetables: "14:30".
    pub fn time(self, time: Time) -> String {
        self.time_short(&two_digits(time.hour()), &two_digits(time.minute()))
    }

    /// A time of day with its seconds: "18:03:12".
    pub fn time_with_seconds(self, time: Time) -> String {
        let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(two_digits);
        self.time_seconds(&hour, &minute, &second)
    }

    fn month(self, date: Date) -> &'static str {
        match date.month() {
            1 => self.date_month_1(),
            2 => self.date_month_2(),
            3 => self.date_month_3(),
            4 => self.date_month_4(),
            5 => self.date_month_5(),
            6 => self.date_month_6(),
            7 => self.date_month_7(),
            8 => self.date_month_8(),
            9 => self.date_month_9(),
            10 => self.date_month_10(),
            11 => self.date_month_11(),
            _ => self.date_month_12(),
        }
    }

    fn text(self, index: usize) -> &'static str {
        // The length was checked on loading; `get` only keeps the panic and its formatting out of
        // every accessor in the browser.
        self.texts.get(index).copied().unwrap_or_default()
    }

    fn filled(self, index: usize, values: &[(&str, &str)]) -> String {
        fill::fill(self.language, self.text(index), "", values)
    }

    fn plural(self, first: usize, count: u64, values: &[(&str, &str)]) -> String {
        let template = match self.text(first + plural::form(self.language, count)) {
            // A form that the language lacks in CLDR, from an engine with other data.
            "" => self.text(first + plural::OTHER),
            text => text,
        };
        fill::fill(self.language, template, &self.number(count), values)
    }

    fn lookup(self, rows: &[(&str, u16)], key: &str) -> Option<&'static str> {
        let row = rows.binary_search_by_key(&key, |(key, _)| key).ok()?;
        rows.get(row).map(|(_, index)| self.text(usize::from(*index)))
    }
}

fn two_digits(number: i8) -> String {
    let digits = number.to_string();
    if digits.len() < 2 { String::from("0") + &digits } else { digits }
}

impl Labels for I18n {
    fn language(&self) -> UiLanguage {
        I18n::language(*self)
    }

    fn label(&self, key: &str) -> Option<&str> {
        self.lookup_taxonomy(key)
    }
}

#[cfg(test)]
#[cfg(feature = "server")]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn i18n(tag: &str) -> I18n {
        I18n::for_server(UiLanguage::from_tag(tag).unwrap())
    }

    fn file_of(i18n: I18n) -> Vec<&'static str> {
        [&[generated::FINGERPRINT], &i18n.texts[..generated::PAGE_LENGTH]].concat()
    }

    #[test]
    fn thousands_are_separated_as_in_the_language() {
        assert_eq!(i18n("de").number(999), "999");
        assert_eq!(i18n("de").number(1_234_567), "1.234.567");
        assert_eq!(i18n("en").number(100_000), "100,000");
        assert_eq!(i18n("uk").number(1_000), "1\u{a0}000");
        assert_eq!(i18n("tr").number(0), "0");
    }

    #[test]
    fn arabic_uses_latin_digits() {
        assert_eq!(i18n("ar").number(1_234), "1,234");
        assert_eq!(i18n("ar").finder_found(1_234), "1,234 عرضًا");
    }

    #[test]
    fn dates_are_written_out() {
        let day = date(2026, 11, 20);
        assert_eq!(i18n("de").date(day), "20. November 2026");
        assert_eq!(i18n("en").date(day), "20 November 2026");
        assert_eq!(i18n("uk").date(day), "20 листопада 2026 р.");
        assert_eq!(i18n("ar").date(day), "20 نوفمبر 2026");
        assert_eq!(i18n("tr").date(date(2027, 1, 2)), "2 Ocak 2027");
    }

    #[test]
    fn times_have_two_digits_each() {
        assert_eq!(i18n("de").time(time(14, 30, 0, 0)), "14:30");
        assert_eq!(i18n("en").time(time(0, 5, 59, 0)), "00:05");
    }

    #[test]
    fn the_count_chooses_the_plural_form() {
        assert_eq!(i18n("de").finder_found(0), "0 Angebote");
        assert_eq!(i18n("de").finder_found(1), "1 Angebot");
        assert_eq!(i18n("uk").finder_found(21), "21 пропозиція");
        assert_eq!(i18n("uk").finder_found(22), "22 пропозиції");
        assert_eq!(i18n("uk").finder_found(12), "12 пропозицій");
        assert_eq!(i18n("ar").finder_found(0), "لا توجد عروض");
        assert_eq!(i18n("ar").finder_found(2), "عرضان");
        assert_eq!(i18n("ar").finder_found(103), "103 عروض");
    }

    #[test]
    fn a_table_knows_its_keys_and_no_others() {
        assert_eq!(i18n("de").lookup_taxonomy("weekday.mo"), Some("Montag"));
        assert_eq!(i18n("uk").lookup_taxonomy("weekday.su"), Some("неділя"));
        assert_eq!(i18n("de").lookup_taxonomy("weekday"), None);
        assert_eq!(i18n("de").lookup_taxonomy("site.name"), None);
        assert_eq!(i18n("de").lookup_taxonomy(""), None);
    }

    fn texts_of(i18n: I18n) -> Vec<String> {
        file_of(i18n).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn browser_and_server_have_the_same_texts() {
        let server = i18n("ar");
        let browser = I18n::from_texts(UiLanguage::Ar, texts_of(server)).ok().unwrap();
        assert_eq!(browser.texts, &server.texts[..generated::PAGE_LENGTH]);
        assert_eq!(browser.language(), UiLanguage::Ar);
    }

    #[test]
    fn texts_of_another_build_are_rejected() {
        let mut texts = texts_of(i18n("de"));
        "0123456789abcdef".clone_into(&mut texts[0]);
        for texts in [texts, Vec::new()] {
            let error = I18n::from_texts(UiLanguage::De, texts).err();
            assert_eq!(error, Some(LanguageFileError::OtherBuild));
        }
    }

    #[test]
    fn a_truncated_list_is_rejected() {
        let mut texts = texts_of(i18n("de"));
        texts.pop();
        let error = I18n::from_texts(UiLanguage::De, texts).err();
        assert_eq!(error, Some(LanguageFileError::Unreadable));
    }
}
