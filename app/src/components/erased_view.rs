//! A view in the browser whose type is forgotten, with as little code for each type as there can
//! be: to build it, to hydrate it, to move and to remove it.
//!
//! Leptos' own `AnyView` also carries, for every type, an asynchronous hydration and a comparison
//! with the next view; ours never waits, and is compared by nothing but its type.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node, Placeholder};
use leptos::tachys::view::{Mountable, Position, PositionState};
use std::any::TypeId;

/// A view of any type.
pub(super) struct ErasedView {
    view: Box<dyn BrowserView>,
    kind: TypeId,
    /// Whether the view has a node of its own; one without is found again by a comment.
    exists: bool,
    /// Whether another view of the same type can only be the same.
    is_static: bool,
}

impl ErasedView {
    pub(super) fn new<V: RenderHtml + 'static>(view: V, is_static: bool) -> Self {
        Self { view: Box::new(view), kind: TypeId::of::<V>(), exists: V::EXISTS, is_static }
    }
}

/// What a view does in the browser.
trait BrowserView: Send {
    fn build(self: Box<Self>) -> Box<dyn Mounted>;
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Mounted>;
}

impl<V: RenderHtml + 'static> BrowserView for V {
    fn build(self: Box<Self>) -> Box<dyn Mounted> {
        Box::new(Render::build(*self))
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Mounted> {
        Box::new(RenderHtml::hydrate::<true>(*self, cursor, position))
    }
}

/// The part of `Mountable` that is called; its provided methods would be compiled for every type.
trait Mounted {
    fn unmount(&mut self);
    fn mount(&mut self, parent: &Element, marker: Option<&Node>);
    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool;
}

impl<M: Mountable> Mounted for M {
    fn unmount(&mut self) {
        Mountable::unmount(self);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Mountable::mount(self, parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        Mountable::insert_before_this(self, child)
    }
}

/// A mounted view.
pub(super) struct ErasedState {
    mounted: Box<dyn Mounted>,
    kind: TypeId,
    placeholder: Option<Placeholder>,
}

impl Mountable for ErasedState {
    fn unmount(&mut self) {
        self.mounted.unmount();
        if let Some(placeholder) = &mut self.placeholder {
            Mountable::unmount(placeholder);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.mounted.mount(parent, marker);
        if let Some(placeholder) = &mut self.placeholder {
            Mountable::mount(placeholder, parent, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.mounted.insert_before_this(child)
            || self
                .placeholder
                .as_ref()
                .is_some_and(|placeholder| Mountable::insert_before_this(placeholder, child))
    }

    /// None: they are asked for where attributes are added to a finished view, which we never do.
    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

impl Render for ErasedView {
    type State = ErasedState;

    fn build(self) -> Self::State {
        ErasedState {
            mounted: self.view.build(),
            kind: self.kind,
            placeholder: (!self.exists).then(Rndr::create_placeholder),
        }
    }

    fn rebuild(self, state: &mut Self::State) {
        if self.is_static && self.kind == state.kind {
            return;
        }
        let mut new = self.build();
        Mountable::insert_before_this(state, &mut new);
        Mountable::unmount(state);
        *state = new;
    }
}

impl AddAnyAttr for ErasedView {
    type Output<A: Attribute> = Self;

    /// Adds nothing: attributes are written where an element is.
    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}

impl RenderHtml for ErasedView {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    /// Writes nothing: this type exists in browsers only, and HTML is written by servers.
    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        ErasedState {
            mounted: self.view.hydrate(cursor, position),
            kind: self.kind,
            placeholder: (!self.exists).then(|| cursor.next_placeholder(position)),
        }
    }

    fn into_owned(self) -> Self {
        self
    }
}
