//! A view that waits for nothing, so that no code for waiting is made for it.
//!
//! Pages are lazy routes, and those are hydrated asynchronously. Leptos then makes, for
//! every element of a page, a second hydration that could wait for data at that element.
//! Ours never does: a page's answer is there before its view is made. This wrapper ends
//! the asynchronous hydration where it stands, which takes a fifth off a page's code.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

/// What happens to a view that is there already when a new one comes in its place.
mod on_change {
    /// The new one takes its place.
    pub(super) const REPLACED: u8 = 0;
    /// What differs is changed, so that focus, scrolling and open parts stay.
    pub(super) const KEPT: u8 = 1;
    /// Nothing: it can only be the same.
    pub(super) const STILL: u8 = 2;
}
use on_change::{KEPT, REPLACED, STILL};

/// Erases the type of a view that holds nothing asynchronous: no lazy part, no suspense. Where
/// another of its kind comes, it is put in its place, which spares the code for comparing them.
pub(crate) fn settled<V: RenderHtml + Send + 'static>(view: V) -> AnyView {
    Settled::<V, REPLACED>(view).into_any()
}

/// The same for what the reader works in: it is changed where it differs.
pub(crate) fn kept<V: RenderHtml + Send + 'static>(view: V) -> AnyView {
    Settled::<V, KEPT>(view).into_any()
}

/// The same for what never changes but by its own signals.
pub(crate) fn still<V: RenderHtml + Send + 'static>(view: V) -> AnyView {
    Settled::<V, STILL>(view).into_any()
}

struct Settled<V, const ON_CHANGE: u8>(V);

impl<V: Render, const ON_CHANGE: u8> Render for Settled<V, ON_CHANGE> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        match ON_CHANGE {
            KEPT => self.0.rebuild(state),
            STILL => {}
            _ => {
                let mut new = self.0.build();
                state.insert_before_this(&mut new);
                state.unmount();
                *state = new;
            }
        }
    }
}

impl<V: RenderHtml, const ON_CHANGE: u8> AddAnyAttr for Settled<V, ON_CHANGE> {
    type Output<A: Attribute> = Settled<V::Output<A>, ON_CHANGE>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A>
    where
        Self::Output<A>: RenderHtml,
    {
        Settled(self.0.add_any_attr(attribute))
    }
}

impl<V: RenderHtml, const ON_CHANGE: u8> RenderHtml for Settled<V, ON_CHANGE> {
    type AsyncOutput = Self;
    type Owned = Settled<V::Owned, ON_CHANGE>;

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
        Settled(self.0.into_owned())
    }
}
