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

/// Erases the type of a view that contains nothing asynchronous: no lazy part, no suspense. A
/// rebuild replaces it, which saves the code for comparing two views.
pub(crate) fn replaced_view<V: RenderHtml + Send + 'static>(view: V) -> AnyView {
    erase(view, false)
}

/// The same for what only changes by its own signals: a rebuild changes nothing.
pub(crate) fn static_view<V: RenderHtml + Send + 'static>(view: V) -> AnyView {
    erase(view, true)
}

/// The same for what the reader works in: a rebuild changes only what differs, so that focus,
/// scroll position and open parts stay.
pub(crate) fn patched_view<V: RenderHtml + Send + 'static>(view: V) -> AnyView {
    SyncView(view).into_any()
}

#[cfg(not(feature = "ssr"))]
fn erase<V: RenderHtml + 'static>(view: V, is_static: bool) -> AnyView {
    super::erased_view::ErasedView::new(view, is_static).into_any()
}

/// A server only renders, once.
#[cfg(feature = "ssr")]
fn erase<V: RenderHtml + 'static>(view: V, _is_static: bool) -> AnyView {
    SyncView(view).into_any()
}

struct SyncView<V>(V);

impl<V: Render> Render for SyncView<V> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.rebuild(state);
    }
}

impl<V: RenderHtml> AddAnyAttr for SyncView<V> {
    type Output<A: Attribute> = SyncView<V::Output<A>>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A>
    where
        Self::Output<A>: RenderHtml,
    {
        SyncView(self.0.add_any_attr(attribute))
    }
}

impl<V: RenderHtml> RenderHtml for SyncView<V> {
    type AsyncOutput = Self;
    type Owned = SyncView<V::Owned>;

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
