//! The browser's end of the live stream: states in, nothing else.
//!
//! It opens the stream anew when it hears nothing (a frozen socket still calls itself
//! open), when the page becomes visible again, and when the browser has given up.

use gloo_timers::callback::Interval;
use serde::de::DeserializeOwned;
use shared::join_code::JoinCode;
use shared::live::{BEAT_EVENT, STATE_EVENT};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

/// How often the stream is looked after, in milliseconds.
const WATCH_EVERY: u32 = 3_000;
/// Silence after which a stream counts as dead, in milliseconds: two beats and a half.
const SILENCE: f64 = 25_000.0;

/// What a page does with its stream.
pub(crate) struct Handlers<T> {
    /// A new state.
    pub(crate) on_state: Box<dyn Fn(T)>,
    /// The stream is there (again), or has been lost.
    pub(crate) on_connection: Box<dyn Fn(bool)>,
}

/// An open stream; it ends when this is dropped.
pub(crate) struct Stream {
    _inner: Rc<dyn std::any::Any>,
    _watch: Interval,
}

struct Inner<T> {
    address: String,
    handlers: Handlers<T>,
    source: RefCell<Option<Source>>,
    version: RefCell<String>,
    heard_at: Cell<f64>,
}

/// A browser's stream with the functions it calls; closed when dropped.
struct Source {
    events: EventSource,
    _on_state: Closure<dyn Fn(MessageEvent)>,
    _on_beat: Closure<dyn Fn(MessageEvent)>,
}

impl Drop for Source {
    fn drop(&mut self) {
        self.events.close();
    }
}

/// Follows a conference until the answer is dropped.
pub(crate) fn follow<T: DeserializeOwned + 'static>(
    code: &JoinCode,
    audience: &str,
    handlers: Handlers<T>,
) -> Stream {
    let inner = Rc::new(Inner {
        address: format!("/api/v1/live/{code}?audience={audience}&after="),
        handlers,
        source: RefCell::default(),
        version: RefCell::default(),
        heard_at: Cell::new(js_sys::Date::now()),
    });
    Inner::open(&inner);
    let watched = inner.clone();
    let watch = Interval::new(WATCH_EVERY, move || Inner::look_after(&watched));
    Stream { _inner: inner, _watch: watch }
}

impl<T: DeserializeOwned + 'static> Inner<T> {
    fn open(this: &Rc<Self>) {
        let address = format!("{}{}", this.address, this.version.borrow());
        let Ok(source) = EventSource::new(&address) else {
            return;
        };
        let weak = Rc::downgrade(this);
        let on_state = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(inner) = weak.upgrade() {
                inner.take(&event);
            }
        });
        let weak = Rc::downgrade(this);
        let on_beat = Closure::<dyn Fn(MessageEvent)>::new(move |_| {
            if let Some(inner) = weak.upgrade() {
                inner.heard();
            }
        });
        // These fail for no reason a page could do anything about.
        let _ =
            source.add_event_listener_with_callback(STATE_EVENT, on_state.as_ref().unchecked_ref());
        let _ =
            source.add_event_listener_with_callback(BEAT_EVENT, on_beat.as_ref().unchecked_ref());
        source.set_onopen(Some(on_beat.as_ref().unchecked_ref()));
        let source = Source { events: source, _on_state: on_state, _on_beat: on_beat };
        *this.source.borrow_mut() = Some(source);
    }

    fn heard(&self) {
        self.heard_at.set(js_sys::Date::now());
        (self.handlers.on_connection)(true);
    }

    fn take(&self, event: &MessageEvent) {
        let data = event.data().as_string().unwrap_or_default();
        if let Some(state) = crate::json::read(&data) {
            *self.version.borrow_mut() = event.last_event_id();
            self.heard();
            (self.handlers.on_state)(state);
        }
    }

    fn look_after(this: &Rc<Self>) {
        let is_silent = js_sys::Date::now() - this.heard_at.get() > SILENCE;
        let is_open = this
            .source
            .borrow()
            .as_ref()
            .is_some_and(|source| source.events.ready_state() == EventSource::OPEN);
        if !is_open || is_silent {
            (this.handlers.on_connection)(false);
        }
        let is_given_up = this
            .source
            .borrow()
            .as_ref()
            .is_none_or(|source| source.events.ready_state() == EventSource::CLOSED);
        if is_given_up || is_silent {
            this.heard_at.set(js_sys::Date::now());
            Self::open(this);
        }
    }
}
