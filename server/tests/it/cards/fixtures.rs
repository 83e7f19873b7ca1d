//! Fixtures for rounds with cards.

use crate::harness::Server;
use backend::voting::{Caller, RoundSettings};
use shared::voting::conference::Conference;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::{Access, Round};

/// An open round that requires cards, and some cards.
pub(super) async fn open_with_cards(
    server: &Server,
    count: u32,
) -> (Conference, Round, Vec<PersonalCode>) {
    let settings = RoundSettings { access: Access::PersonalCodes, ..RoundSettings::default() };
    let (conference, round) = server.gladbeck_with(settings).await;
    let cards = server.cards(&conference.code, count).await;
    server.open(&conference.code).await.unwrap();
    (conference, round, cards)
}

/// A caller with this card and no device.
pub(super) fn caller_with_card(card: &PersonalCode) -> Caller {
    Caller { participant: None, card: Some(card.clone()) }
}
