//! The state that all handlers share.

use app::assets::Assets;
use backend::Service;

/// Cloned for each request; clones are cheap.
#[derive(Clone, Debug)]
pub(crate) struct AppState {
    pub(crate) service: Service,
    pub(crate) assets: Assets,
}
