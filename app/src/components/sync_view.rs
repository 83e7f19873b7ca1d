//! Type-erased views that are hydrated synchronously, and that choose what happens on a rebuild.
//!
//! Pages are lazy routes, which are hydrated asynchronously. Leptos then compiles, for every
//! element of a page, a second hydration that could wait for data at that element. Ours never
//! waits: a page's answer is there before its view is made. This wrapper ends the asynchronous
//! hydration at its place, which takes a fifth off a page's code.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

/// What happens to a mounted view when it is rebuilt with a new one.
mod on_rebuild {
    /// The new one takes its place.
    pub(super) const REPLACE: u8 = 0;
    /// Only what differs is changed, so that focus, scroll position and open parts stay.
    pub(super) const PATCH: u8 = 1;
    /// Nothing: the new one can only be the same.
    pub(super) const SKIP: u8 = 2;
}
use on_rebuild::{PATCH, REPLACE, SKIP};

/// Erases the type of a view that contains nothing asynchronous: no lazy part, no suspense. A
/// rebuild replaces it, which saves the code for comparing two views.
pub(crate) fn replaced_view<V: RenderHtml + Send + 'static>(view: V) -> AnyView {
    SyncView::<V, REPLACE>(view).into_any()
}

/// The same for what the reader works in: a rebuild changes only what differs.
pub(crate) fn patched_view<V: RenderHtml + Send + 'static>(view: V) -> AnyView {
    SyncView::<V, PATCH>(view).into_any()
}

/// The same for what only changes by its own signals: a rebuild changes nothing.
pub(crate) fn static_view<V: RenderHtml + Send + 'static>(view: V) -> AnyView {
    SyncView::<V, SKIP>(view).into_any()
}

struct SyncView<V, const ON_REBUILD: u8>(V);

impl<V: Render, const ON_REBUILD: u8> Render for SyncView<V, ON_REBUILD> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        match ON_REBUILD {
            PATCH => self.0.rebuild(state),
            SKIP => {}
            _ => {
                let mut new = self.0.build();
                state.insert_before_this(&mut new);
                state.unmount();
                *state = new;
            }
        }
    }
}

impl<V: RenderHtml, const ON_REBUILD: u8> AddAnyAttr for SyncView<V, ON_REBUILD> {
    type Output<A: Attribute> = SyncView<V::Output<A>, ON_REBUILD>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A>
    where
        Self::Output<A>: RenderHtml,
    {
        SyncView(self.0.add_any_attr(attribute))
    }
}

impl<V: RenderHtml, const ON_REBUILD: u8> RenderHtml for SyncView<V, ON_REBUILD> {
    type AsyncOutput = Self;
    type Owned = SyncView<V::Owned, ON_REBUILD>;

    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    async fn resolve(self) -> Self {
        self
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buffer: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        attributes: Vec<AnyAttribute>,
    ) {
        self.0.to_html_with_buf(buffer, position, escape, mark_branches, attributes);
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        SyncView(self.0.into_owned())
    }
}
