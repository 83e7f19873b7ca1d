//! The board's page, the stream of live states, and the same for clients that cannot hold one.

use super::views::conference_view;
use crate::db::conferences;
use crate::error::ServiceError;
use crate::live::{Audience, Subscription, board_state};
use crate::qr::qr_modules;
use crate::service::Service;
use shared::api::BoardView;
use shared::language::UiLanguage;
use shared::voting::join_code::JoinCode;

impl Service {
    /// A conference and the state of its board, with the second language the organiser has set.
    ///
    /// # Errors
    /// [`shared::error::Missing::Conference`].
    pub async fn show_board(
        &self,
        code: &JoinCode,
        language: UiLanguage,
    ) -> Result<BoardView, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.read().await?;
        let (conference, round) = self.load_with_round(&mut tx, code).await?;
        let live = match &round {
            Some(round) => Some(board_state(&mut tx, &conference, round, now).await?),
            None => None,
        };
        let second = conferences::load_board(&mut tx, &conference.id).await?.second;
        let join_address = self.join_address(code);
        let reader = (&language.into(), second.as_ref());
        Ok(BoardView {
            conference: conference_view(&conference, round.as_ref(), reader, now),
            live,
            qr: qr_modules(&join_address),
            join_address,
        })
    }

    /// Follows the live states of a conference.
    ///
    /// # Errors
    /// [`shared::error::Missing::Conference`].
    pub async fn follow(
        &self,
        code: &JoinCode,
        audience: Audience,
    ) -> Result<Subscription, ServiceError> {
        let conference = self.conference_id(code).await?;
        Ok(self.0.hub.follow(conference, audience))
    }
}
