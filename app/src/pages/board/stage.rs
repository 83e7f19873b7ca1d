//! What every slide is made from.

use super::content::BoardContent;
use super::live_board::LiveBoard;
use crate::i18n::I18n;
use leptos::prelude::*;

/// Texts, live state and content of a board; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    pub(super) i18n: I18n,
    pub(super) live: LiveBoard,
    pub(super) content: StoredValue<BoardContent>,
}
