//! The first sheet of a workbook: a column for each round with its turnout, rules and check value,
//! followed by general information.

use super::grid::{Cell, Grid, Heading};
use i18n::I18n;
use i18n::words::{exclusion_notes, paper_note, round_access, rules};
use jiff::civil::Date;
use shared::api::{Documentation, MeasureDocument, RoundDocument};
use shared::text::{Picked, TextState};

pub(super) fn overview(i18n: I18n, document: &Documentation, made: Date) -> Grid {
    let rounds = document.rounds.iter();
    let headings = rounds.map(|round| Heading { words: title(i18n, document, round), width: 48 });
    let first = Heading { words: document.title.text.clone(), width: 26 };
    let mut lines = facts(i18n, &document.rounds);
    lines.push(Vec::new());
    let notes = [
        Some(whereabouts(i18n, document)).filter(|note| !note.is_empty()),
        Some(i18n.result_check_hint().to_owned()),
        Some(i18n.vote_trust().to_owned()),
        has_machine_texts(document).then(|| i18n.result_machine().to_owned()),
        Some(i18n.result_made(&i18n.date(made))),
    ];
    lines.extend(notes.into_iter().flatten().map(|note| vec![Cell::Empty, Cell::Text(note)]));
    Grid {
        name: i18n.result_documentation().to_owned(),
        title: None,
        headings: std::iter::once(first).chain(headings).collect(),
        lines,
    }
}

/// Number and name of a round, and the round it repeats.
fn title(i18n: I18n, document: &Documentation, round: &RoundDocument) -> String {
    let number = |number: u32| i18n.number(u64::from(number));
    let name = round.name.as_ref().map(|name| name.text.clone());
    let follows = document.follows(round).map(|one| i18n.result_follows(&number(one)));
    let lines = [Some(i18n.vote_round(&number(round.status.number))), name, follows];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// A line for each fact: its name, then its value in each round.
fn facts(i18n: I18n, rounds: &[RoundDocument]) -> Vec<Vec<Cell>> {
    let base = |round: &RoundDocument| {
        let turnout = &round.turnout;
        i18n.result_base(&i18n.number(turnout.done), &i18n.number(turnout.joined))
    };
    let line = |name: &str, cell: &dyn Fn(&RoundDocument) -> Cell| {
        let name = Cell::Text(name.to_owned());
        std::iter::once(name).chain(rounds.iter().map(cell)).collect::<Vec<_>>()
    };
    let text = |text: String| Cell::text(Some(text));
    let mut lines = vec![
        line(i18n.result_participation(), &|round| text(base(round))),
        line(i18n.organise_access(), &|round| text(round_access(i18n, round.access).to_owned())),
        line(i18n.result_rules(), &|round| text(rules(i18n, &round.rules))),
        line(i18n.result_votes(), &|round| Cell::Number(round.votes().dots)),
    ];
    if rounds.iter().any(|round| round.votes().paper > 0) {
        lines.push(line(i18n.result_paper(), &|round| Cell::Number(round.votes().paper)));
    }
    if rounds.iter().any(|round| round.paper_after_closing.is_some()) {
        lines.push(line("", &|round| Cell::text(paper_note(i18n, round))));
    }
    if rounds.iter().any(|round| !round.exclusions.is_empty()) {
        let notes = |round: &RoundDocument| exclusion_notes(i18n, round).join("\n");
        lines.push(line("", &|round| Cell::text(Some(notes(round)).filter(|it| !it.is_empty()))));
    }
    lines.push(line(i18n.result_check_value(), &|round| text(round.check_value.clone())));
    lines
}

fn whereabouts(i18n: I18n, document: &Documentation) -> String {
    let place = document.place.as_ref().map(|place| place.text.clone());
    let date = document.date.map(|date| i18n.date(date));
    place.into_iter().chain(date).collect::<Vec<_>>().join(i18n.list_separator())
}

/// Whether the documentation contains any machine translation.
pub(super) fn has_machine_texts(document: &Documentation) -> bool {
    let names = document.fields.iter().map(|field| &field.name);
    let challenges = document.fields.iter().flat_map(|field| &field.challenges);
    let of_challenges = challenges.flat_map(|one| {
        let parts = one.parts.iter().map(|part| &part.text);
        let goals = one.goals.iter().flat_map(|goal| [&goal.text, &goal.audience]).flatten();
        let measures = one.measures().flat_map(texts_of);
        let own = [Some(&one.text), one.section.as_ref(), one.notes.as_ref()];
        own.into_iter().flatten().chain(parts).chain(goals).chain(measures)
    });
    let mut texts = std::iter::once(&document.title).chain(names).chain(of_challenges);
    texts.any(|text| text.state == TextState::Machine)
}

fn texts_of(measure: &MeasureDocument) -> impl Iterator<Item = &Picked> {
    let MeasureDocument {
        text,
        audience,
        first_steps,
        stakeholders,
        resources,
        remarks,
        references: _,
    } = measure;
    [text, audience, first_steps, stakeholders, resources, remarks].into_iter().flatten()
}
