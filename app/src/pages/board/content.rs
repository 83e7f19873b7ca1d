//! What the board shows and no live state changes: the conference, its texts, how to join.

use crate::components::{NumberedField, number_fields};
use crate::i18n::I18n;
use shared::api::{BoardGreeting, BoardView, ChallengeView, ConferenceView};
use shared::id::ChallengeId;
use shared::text::Picked;

/// The content of a board.
pub(super) struct BoardContent {
    pub(super) title: Picked,
    pub(super) place: Option<Picked>,
    pub(super) date: Option<String>,
    pub(super) round_name: Option<Picked>,
    /// The fields of the round.
    pub(super) fields: Vec<NumberedField>,
    pub(super) greetings: Vec<BoardGreeting>,
    /// Where to join, without the protocol and up to the last slash.
    pub(super) host: String,
    /// The join code.
    pub(super) code: String,
    /// The address in the QR code.
    pub(super) join_address: String,
    pub(super) qr: Vec<Vec<bool>>,
}

/// Where a challenge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChallengePlace {
    /// Index of the field among those shown.
    pub(super) field: usize,
    /// Index within the field.
    pub(super) challenge: usize,
}

impl BoardContent {
    pub(super) fn new(i18n: I18n, board: BoardView) -> Self {
        let BoardView { conference, join_address, qr, greetings, .. } = board;
        let ConferenceView { title, place, date, fields, round, .. } = conference;
        let voted_on = round.as_ref().map(|round| round.fields.clone()).unwrap_or_default();
        let address = join_address.rsplit_once("://").map_or(&*join_address, |(_, rest)| rest);
        let (host, code) = address.rsplit_once('/').unwrap_or((address, ""));
        Self {
            title,
            place,
            date: date.map(|date| i18n.date(date)),
            round_name: round.and_then(|round| round.name),
            fields: number_fields(fields, &voted_on),
            greetings,
            host: [host, "/"].concat(),
            code: code.to_owned(),
            join_address,
            qr,
        }
    }

    /// Where a challenge of the round stands.
    pub(super) fn place_of(&self, id: &ChallengeId) -> Option<ChallengePlace> {
        self.fields.iter().enumerate().find_map(|(field, numbered)| {
            let challenge = numbered.field.challenges.iter().position(|one| one.id == *id)?;
            Some(ChallengePlace { field, challenge })
        })
    }

    /// A challenge by its place; `None` for a place that does not exist.
    pub(super) fn challenge(&self, place: ChallengePlace) -> Option<&ChallengeView> {
        self.fields.get(place.field)?.field.challenges.get(place.challenge)
    }

    /// Its number: that of the field and its own, as "2.3".
    pub(super) fn number(&self, place: ChallengePlace) -> String {
        let field = self.fields.get(place.field).map_or(0, |numbered| numbered.number);
        [&*field.to_string(), ".", &*(place.challenge + 1).to_string()].concat()
    }
}
