//! Addresses whose parts stand in columns of their own.

use crate::sheet::pieces::states_nothing;
use crate::sheet::reading::{Assumption, CellReading, Doubt, DoubtReason};
use shared::contact::Address;
use shared::text::{Line, Text};

/// The cells of an address; empty where there is no column.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AddressCells<'a> {
    pub(crate) street: &'a str,
    pub(crate) house_number: &'a str,
    pub(crate) postal_code: &'a str,
    pub(crate) place: &'a str,
}

/// The address; a part that cannot be taken is kept beside it.
pub(crate) fn from_cells(cells: AddressCells<'_>) -> CellReading<Option<Address>> {
    let said =
        |cell: &str| if states_nothing(cell) { String::new() } else { cell.trim().to_owned() };
    let street = [said(cells.street), said(cells.house_number)].join(" ");
    let mut doubts = Vec::new();
    let mut line = |text: &str| -> Option<Line> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let line = Text::parse(text).ok();
        if line.is_none() {
            doubts.push(Doubt::new(text, DoubtReason::Unreadable));
        }
        line
    };
    let (street, place) = (line(&street), line(&said(cells.place)));
    let code = postal_code(&said(cells.postal_code));
    let address = Address { street, postal_code: code.value, place };
    let address = Some(address).filter(|address| *address != Address::default());
    CellReading::sure(address).with(code.doubts).with(doubts)
}

/// Five digits; a zero that a spreadsheet program took from a number is put back.
fn postal_code(cell: &str) -> CellReading<Option<Text<10>>> {
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    let code = whole.trim_start_matches("DE-").trim_start_matches("D-").trim();
    let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    let completed = match code.len() {
        4 if is_number => format!("0{code}"),
        _ => code.to_owned(),
    };
    match Text::parse(&completed) {
        _ if code.is_empty() => CellReading::sure(None),
        Ok(text) if completed != code => CellReading::sure(Some(text))
            .doubted(cell, DoubtReason::Assumed(Assumption::LeadingZero)),
        Ok(text) if is_number && code.len() == 5 => CellReading::sure(Some(text)),
        // A code of another country, or none: kept as it is written, and told.
        Ok(text) => CellReading::sure(Some(text)).doubted(cell, DoubtReason::Partly),
        Err(_) => CellReading::unreadable(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::all(["Lange Straße", "18", "44579", "Castrop-Rauxel"], ["Lange Straße 18", "44579", "Castrop-Rauxel"], 0)]
    #[case::number_in_street(["Lange Straße 18 a", "", "44579", ""], ["Lange Straße 18 a", "44579", ""], 0)]
    #[case::lost_zero(["Ring", "2", "4109", "Leipzig"], ["Ring 2", "04109", "Leipzig"], 1)]
    #[case::as_a_number(["Ring", "2", "45768.0", ""], ["Ring 2", "45768", ""], 0)]
    #[case::with_country(["Ring", "2", "D-45768", ""], ["Ring 2", "45768", ""], 0)]
    #[case::of_another_country(["Plein", "3", "7511 JN", "Enschede"], ["Plein 3", "7511 JN", "Enschede"], 1)]
    #[case::only_the_place(["", "", "", "Marl"], ["", "", "Marl"], 0)]
    #[case::nothing(["-", "", "", "–"], ["", "", ""], 0)]
    #[case::no_code(["Ring", "2", "wird noch mitgeteilt", ""], ["Ring 2", "", ""], 1)]
    fn parts_are_joined_and_what_is_doubtful_is_told(
        #[case] cells: [&str; 4],
        #[case] expected: [&str; 3],
        #[case] doubts: usize,
    ) {
        let [street, house_number, postal_code, place] = cells;
        let reading = from_cells(AddressCells { street, house_number, postal_code, place });
        let address = reading.value.unwrap_or_default();
        let line = |text: Option<&Line>| text.map_or("", Text::as_str).to_owned();
        let found = [
            line(address.street.as_ref()),
            address.postal_code.as_ref().map_or("", Text::as_str).to_owned(),
            line(address.place.as_ref()),
        ];
        assert_eq!(found, expected);
        assert_eq!(reading.doubts.len(), doubts, "{:?}", reading.doubts);
    }
}
