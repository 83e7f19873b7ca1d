//! What tables have worked out after the vote: beside each challenge as it was voted on, its sheet.

use super::texts::{labelled, picked, votes_text};
use crate::word::{Block, Cell, Column, Look, Paragraph, Row, Run, Style, Table};
use i18n::I18n;
use shared::api::{
    ChallengeDocument, Documentation, FieldDocument, SheetDocument, SheetTextDocument,
};
use shared::language::{LanguageTag, UiLanguage};

/// The sheets; empty where no table has worked on anything.
pub(super) fn blocks(i18n: I18n, document: &Documentation) -> Vec<Block> {
    if !document.has_sheets() {
        return Vec::new();
    }
    let heading = Paragraph::plain(Style::Heading1, i18n.result_sheets()).on_new_page();
    let fields = document.fields.iter().filter(|field| field.has_sheets()).flat_map(|field| {
        let heading = picked(i18n, Style::Heading2, &field.name);
        [Block::from(heading), Block::from(table(i18n, document, field))]
    });
    std::iter::once(Block::from(heading)).chain(fields).collect()
}

fn table(i18n: I18n, document: &Documentation, field: &FieldDocument) -> Table {
    let columns =
        [(i18n.result_challenge(), 42), (i18n.result_votes(), 12), (i18n.result_sheets(), 80)];
    let challenges = field.challenges.iter();
    Table {
        caption: field.name.text.clone(),
        description: i18n.result_sheets().to_owned(),
        columns: columns
            .map(|(heading, width)| Column { heading: heading.to_owned(), width })
            .into(),
        rows: challenges
            .filter_map(|challenge| Some(row(i18n, document, challenge, challenge.sheet.as_ref()?)))
            .collect(),
    }
}

/// A challenge as it was voted on, its votes, and its sheet.
fn row(
    i18n: I18n,
    document: &Documentation,
    challenge: &ChallengeDocument,
    sheet: &SheetDocument,
) -> Row {
    let strong = |text: String| Paragraph::new(Style::TableText, [Run::new(Look::Strong, text)]);
    let votes = document.last_votes(&challenge.id).map(|votes| strong(votes_text(i18n, votes)));
    let disposition = sheet.disposition.as_ref().map(|one| strong(one.words.clone()));
    let texts = sheet.texts.iter().map(|text| sheet_text(i18n, text));
    let cells: [Cell; 3] = [
        vec![picked(i18n, Style::TableText, &challenge.text)],
        votes.into_iter().collect(),
        disposition.into_iter().chain(texts).collect(),
    ];
    Row { is_marked: false, cells: cells.into() }
}

fn sheet_text(i18n: I18n, text: &SheetTextDocument) -> Paragraph {
    let language = assumed_language(i18n, &text.text);
    let run = Run { text: text.text.clone(), look: Look::Plain, language };
    labelled(Style::TableText, &text.label, [run])
}

/// Nobody asked the table for its language; `None` where the text runs as the document's does. A
/// program that shows it needs to know its direction.
fn assumed_language(i18n: I18n, text: &str) -> Option<LanguageTag> {
    let is_arabic =
        |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}');
    let first = text.chars().find(|letter| letter.is_alphabetic())?;
    let assumed = if is_arabic(first) { UiLanguage::Ar } else { UiLanguage::De };
    (assumed.dir() != i18n.language().dir()).then(|| assumed.into())
}
