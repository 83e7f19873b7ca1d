//! Title, place, date and languages of a conference as the fields of a form.

use super::cells::{CellReason, Cells, TextReader, WrongCell, write_texts};
use super::programme::{PROGRAMME, programme_lines, read_programme};
use crate::language::{LanguageTag, UiLanguage};
use crate::text::Lines;
use crate::voting::conference::{Conference, ProgrammePoint};
use jiff::civil::Date;

/// Most languages of a conference.
const MAX_LANGUAGES: usize = 20;

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailsForm {
    /// `title.de`, `place.de`, the same in other languages, `date`, and `programme` with a point on
    /// each line.
    pub cells: Cells,
    /// Tags of languages.
    pub languages: Vec<String>,
    /// Whether others may begin with it.
    pub is_template: bool,
}

/// What the form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Title.
    pub title: Lines,
    /// Where it takes place.
    pub place: Option<Lines>,
    /// When.
    pub date: Option<Date>,
    /// Languages its texts are meant to be available in; German is always one.
    pub languages: Vec<LanguageTag>,
    /// The programme, point by point.
    pub programme: Vec<ProgrammePoint>,
    /// Whether others may begin with it.
    pub is_template: bool,
}

/// The fields of a conference.
pub fn details_cells(conference: &Conference) -> Cells {
    let mut cells = Cells::new();
    write_texts(&mut cells, "title", Some(&conference.title));
    write_texts(&mut cells, "place", conference.place.as_ref());
    let date = conference.date.map(|date| date.to_string());
    cells.insert("date".to_owned(), date.unwrap_or_default());
    cells.insert(PROGRAMME.to_owned(), programme_lines(&conference.programme));
    cells
}

impl DetailsForm {
    /// Reads the form; `stored` is the conference it is about.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(&self, stored: Option<&Conference>) -> Result<Details, Vec<WrongCell>> {
        let mut reader = TextReader::new(&self.cells);
        let title = reader.needed("title", stored.map(|stored| &stored.title));
        let place = reader.optional("place", stored.and_then(|stored| stored.place.as_ref()));
        let date = parse_day(reader.value("date"));
        let date = date.unwrap_or_else(|reason| {
            reader.wrong.push(WrongCell { key: "date".to_owned(), reason });
            None
        });
        let stored = stored.map(|stored| stored.programme.as_slice()).unwrap_or_default();
        let programme = if reader.has_field(PROGRAMME) {
            read_programme(reader.value(PROGRAMME), stored)
        } else {
            Ok(stored.to_vec())
        };
        let programme = programme.unwrap_or_else(|wrong| {
            reader.wrong.push(wrong);
            Vec::new()
        });
        match title {
            Some(title) if reader.wrong.is_empty() => Ok(Details {
                title,
                place,
                date,
                languages: self.parse_languages(),
                programme,
                is_template: self.is_template,
            }),
            _ => Err(reader.wrong),
        }
    }

    /// German, then the others in the order of the form; what is no language is left out.
    fn parse_languages(&self) -> Vec<LanguageTag> {
        let mut languages = vec![LanguageTag::from(UiLanguage::De)];
        for language in self.languages.iter().filter_map(|tag| LanguageTag::parse(tag).ok()) {
            if !languages.contains(&language) && languages.len() < MAX_LANGUAGES {
                languages.push(language);
            }
        }
        languages
    }
}

/// A day as a browser sends it, or as people write it; none where nothing is written.
fn parse_day(text: &str) -> Result<Option<Date>, CellReason> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let written = || {
        let mut parts = text.split('.').map(str::trim);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let is_plausible = |date: &Date| (2000..2200).contains(&date.year());
    let date: Option<Date> = text.parse().ok().or_else(written).filter(is_plausible);
    date.map(Some).ok_or(CellReason::Day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn form(cells: &[(&str, &str)]) -> DetailsForm {
        let cells = cells.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        DetailsForm { cells: cells.collect(), ..DetailsForm::default() }
    }

    #[rstest]
    #[case("", Ok(None))]
    #[case("2026-11-27", Ok(Some("2026-11-27")))]
    #[case(" 27.11.2026 ", Ok(Some("2026-11-27")))]
    #[case("31.2.2026", Err(CellReason::Day))]
    #[case("0026-11-27", Err(CellReason::Day))]
    #[case("morgen", Err(CellReason::Day))]
    fn a_day_is_read_as_browsers_and_people_write_it(
        #[case] text: &str,
        #[case] expected: Result<Option<&str>, CellReason>,
    ) {
        let expected = expected.map(|day| day.map(|day| day.parse().unwrap()));
        assert_eq!(parse_day(text), expected);
    }

    #[test]
    fn german_is_always_a_language_and_none_stands_twice() {
        let mut form = form(&[("title.de", "Integrationskonferenz")]);
        form.languages = ["uk", "de", "uk", "?", "ar"].map(str::to_owned).into();
        let details = form.parse(None).unwrap();
        let tags: Vec<_> = details.languages.iter().map(LanguageTag::as_str).collect();
        assert_eq!(tags, ["de", "uk", "ar"]);
        assert_eq!((details.place, details.date), (None, None));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = form(&[("title.de", " "), ("place.de", "a\u{0}b"), ("date", "bald")]);
        let keys: Vec<_> =
            wrong.parse(None).unwrap_err().into_iter().map(|wrong| wrong.key).collect();
        assert_eq!(keys, ["title.de", "place.de", "date"]);
    }
}
