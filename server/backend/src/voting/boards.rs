//! The board's page and the subscription to live states.

use super::views::{Reader, conference_view};
use crate::db::conferences;
use crate::error::ServiceError;
use crate::live::{Audience, Subscription, board_state};
use crate::qr::qr_modules;
use crate::service::Service;
use shared::api::BoardView;
use shared::language::UiLanguage;
use shared::voting::join_code::JoinCode;

impl Service {
    /// Shows a conference with the state of its board, also in the second language the organiser
    /// has set.
    ///
    /// # Errors
    /// [`shared::error::Missing::Conference`].
    pub async fn show_board(
        &self,
        code: &JoinCode,
        language: UiLanguage,
    ) -> Result<BoardView, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.read_rounds(now).await?;
        let (conference, round) = self.load_with_round(&mut tx, code).await?;
        let live = match &round {
            Some(round) => Some(board_state(&mut tx, &conference, round, now).await?),
            None => None,
        };
        let second = conferences::load_board(&mut tx, &conference.id).await?.second;
        let join_address = self.join_address(code);
        let reader = Reader { language: &language.into(), second: second.as_ref() };
        Ok(BoardView {
            conference: conference_view(&conference, round.as_ref(), reader, now),
            live,
            qr: qr_modules(&join_address),
            join_address,
        })
    }

    /// Subscribes to the live states of a conference.
    ///
    /// # Errors
    /// [`shared::error::Missing::Conference`].
    pub async fn follow(
        &self,
        code: &JoinCode,
        audience: Audience,
    ) -> Result<Subscription, ServiceError> {
        let conference = self.find_conference_id(code).await?;
        Ok(self.0.hub.subscribe(conference, audience))
    }
}
