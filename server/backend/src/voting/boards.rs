//! The board's page and the subscription to live states.

use super::views::{Reader, conference_view};
use crate::db::conferences;
use crate::error::ServiceError;
use crate::live::{Audience, Subscription, board_state};
use crate::qr::qr_modules;
use crate::service::Service;
use i18n::I18n;
use shared::api::{BoardGreeting, BoardView};
use shared::language::{LanguageTag, UiLanguage};
use shared::voting::conference::Conference;
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
            greetings: greetings(&conference, language),
            qr: qr_modules(&join_address),
            join_address,
            now,
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

/// What the board says, in each language of the conference; in its own where none are named.
fn greetings(conference: &Conference, own: UiLanguage) -> Vec<BoardGreeting> {
    if conference.languages.is_empty() {
        return vec![greeting(&own.into())];
    }
    conference.languages.iter().map(greeting).collect()
}

fn greeting(language: &LanguageTag) -> BoardGreeting {
    let interface = UiLanguage::from_tag(language.as_str()).map(I18n::for_server);
    BoardGreeting {
        language: language.clone(),
        name: language.own_name().unwrap_or(language.as_str()).to_owned(),
        invitation: interface.map(|i18n| i18n.board_join_title().to_owned()),
        last_call: interface.map(|i18n| i18n.board_last_call().to_owned()),
    }
}
