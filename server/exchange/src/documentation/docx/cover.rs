//! The cover: which conference, how many took part in each round, the programme.

use super::texts::{picked, picked_runs, round_runs, votes_text};
use crate::word::{Block, Column, Look, Paragraph, Row, Run, Style, Table};
use i18n::I18n;
use shared::api::{Documentation, ProgrammeView, RoundDocument};

pub(super) fn blocks(i18n: I18n, document: &Documentation) -> Vec<Block> {
    let mut blocks = vec![
        Paragraph::plain(Style::Subtitle, i18n.result_documentation()).into(),
        picked(i18n, Style::Title, &document.title).into(),
    ];
    let place = document.place.as_ref();
    let place = place.map(|place| picked(i18n, Style::Subtitle, place));
    let date = document.date.map(|date| Paragraph::plain(Style::Subtitle, i18n.date(date)));
    blocks.extend(place.into_iter().chain(date).map(Block::from));
    if document.rounds.is_empty() {
        blocks.push(Paragraph::plain(Style::Body, i18n.result_none()).into());
    } else {
        blocks.push(Paragraph::plain(Style::Heading1, i18n.result_participation()).into());
        blocks.push(participation(i18n, document).into());
    }
    if !document.programme.is_empty() {
        blocks.push(Paragraph::plain(Style::Heading1, i18n.vote_programme()).into());
        let points = document.programme.iter().map(|point| programme_point(i18n, point).into());
        blocks.extend(points);
    }
    blocks
}

/// A line for each round: who took part, and the votes.
fn participation(i18n: I18n, document: &Documentation) -> Table {
    let headings =
        [(i18n.result_round(), 5), (i18n.result_participation(), 7), (i18n.result_votes(), 4)];
    Table {
        caption: i18n.result_participation().to_owned(),
        description: document.title.text.clone(),
        columns: headings
            .map(|(heading, width)| Column { heading: heading.to_owned(), width })
            .into(),
        rows: document.rounds.iter().map(|round| round_row(i18n, round)).collect(),
    }
}

fn round_row(i18n: I18n, round: &RoundDocument) -> Row {
    let base =
        i18n.result_base(&i18n.number(round.turnout.done), &i18n.number(round.turnout.joined));
    let cells = [
        Paragraph::new(Style::TableText, round_runs(i18n, round)),
        Paragraph::plain(Style::TableText, base),
        Paragraph::plain(Style::TableText, votes_text(i18n, round.votes())),
    ];
    Row { is_marked: false, cells: cells.map(|paragraph| vec![paragraph]).into() }
}

fn programme_point(i18n: I18n, point: &ProgrammeView) -> Paragraph {
    let time = point.time.as_ref().map(|time| Run::new(Look::Strong, format!("{time}\t")));
    let title = picked_runs(i18n, &point.title, Look::Plain);
    Paragraph::new(Style::Body, time.into_iter().chain(title))
}
