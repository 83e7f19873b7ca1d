//! The state that all handlers share.

use app::assets::{Assets, InlineStyle};
use backend::Service;

/// Cloned for each request; clones are cheap.
#[derive(Clone, Debug)]
pub(crate) struct AppState {
    pub(crate) service: Service,
    pub(crate) assets: Assets,
    /// For pages of a first visit; `None` where no site was built.
    pub(crate) inline_style: Option<InlineStyle>,
}
