//! The browser's client for live states: an event stream, or polling where no stream holds.
//!
//! `shared::link` decides when to open a stream, when to poll and how long to back off; this module
//! carries it out. A silent stream counts as lost, since a dead socket still reports itself as
//! open, and so does one whose events a proxy holds back.

use crate::client::{self, PolledState};
use crate::json::{self, WireType};
use crate::root_marks::mark_outdated;
use gloo_timers::callback::{Interval, Timeout};
use leptos::task::spawn_local;
use shared::link::{Attempt, Link};
use shared::live::{HEARTBEAT_EVENT, SILENCE_SECONDS, STATE_EVENT};
use shared::voting::join_code::JoinCode;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, EventTarget, MessageEvent};

/// How often the stream is checked for silence, in milliseconds.
const WATCHDOG_INTERVAL: u32 = 5_000;
/// What a page does with live states.
pub(crate) struct Handlers<T> {
    /// A new state.
    pub(crate) on_state: Box<dyn Fn(T)>,
    /// Called with whether the server can be reached, at every success and every failure.
    pub(crate) on_connection: Box<dyn Fn(bool)>,
}

/// A subscription to live states; ends when dropped.
pub(crate) struct Subscription {
    connection: Rc<LiveConnection>,
    _watchdog: Interval,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.connection.is_closed.set(true);
        self.connection.stream.take();
        self.connection.timer.take();
    }
}

/// Everything that does not depend on the type of the states, so that its code exists only once.
struct LiveConnection {
    code: String,
    audience: &'static str,
    link: Cell<Link>,
    on_json: Box<dyn Fn(&str)>,
    on_connection: Box<dyn Fn(bool)>,
    stream: RefCell<Option<EventStream>>,
    timer: RefCell<Option<Timeout>>,
    version: RefCell<String>,
    /// In milliseconds since 1970.
    last_event_at: Cell<f64>,
    is_closed: Cell<bool>,
}

/// An event stream with its callbacks; closed when dropped.
struct EventStream {
    source: EventSource,
    _on_event: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn()>,
}

impl Drop for EventStream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Subscribes to a conference's states, until the result is dropped.
pub(crate) fn subscribe<T: WireType + 'static>(
    code: &JoinCode,
    audience: &'static str,
    handlers: Handlers<T>,
) -> Subscription {
    let Handlers { on_state, on_connection } = handlers;
    let on_json = Box::new(move |text: &str| match json::parse(text) {
        Some(state) => on_state(state),
        None => mark_outdated(),
    });
    connect(code, audience, on_json, on_connection)
}

fn connect(
    code: &JoinCode,
    audience: &'static str,
    on_json: Box<dyn Fn(&str)>,
    on_connection: Box<dyn Fn(bool)>,
) -> Subscription {
    let connection = Rc::new(LiveConnection {
        code: code.to_string(),
        audience,
        link: Cell::default(),
        on_json,
        on_connection,
        stream: RefCell::default(),
        timer: RefCell::default(),
        version: RefCell::default(),
        last_event_at: Cell::new(js_sys::Date::now()),
        is_closed: Cell::default(),
    });
    connection.open_stream();
    connection.reconnect_on(&leptos::prelude::window(), "online");
    connection.reconnect_on(&leptos::prelude::document(), "visibilitychange");
    let watched = connection.clone();
    let watchdog = Interval::new(WATCHDOG_INTERVAL, move || watched.check_silence());
    Subscription { connection, _watchdog: watchdog }
}

impl LiveConnection {
    fn open_stream(self: &Rc<Self>) {
        let version = self.version.borrow();
        let address =
            ["/api/v1/live/", &self.code, "?audience=", self.audience, "&after=", &version]
                .concat();
        drop(version);
        let Ok(source) = EventSource::new(&address) else {
            return self.fail(Attempt::Stream);
        };
        let weak = Rc::downgrade(self);
        let on_event = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(connection) = weak.upgrade() {
                connection.handle_event(&event);
            }
        });
        let weak = Rc::downgrade(self);
        let on_error = Closure::<dyn Fn()>::new(move || {
            if let Some(connection) = weak.upgrade() {
                connection.fail(Attempt::Stream);
            }
        });
        for event in [STATE_EVENT, HEARTBEAT_EVENT] {
            // A page could do nothing about an error here.
            let _ =
                source.add_event_listener_with_callback(event, on_event.as_ref().unchecked_ref());
        }
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.last_event_at.set(js_sys::Date::now());
        *self.stream.borrow_mut() =
            Some(EventStream { source, _on_event: on_event, _on_error: on_error });
    }

    /// Handles a state or a heartbeat, which end polling.
    fn handle_event(&self, event: &MessageEvent) {
        self.timer.take();
        self.succeed(Attempt::Stream);
        if event.type_() == STATE_EVENT {
            self.version.replace(event.last_event_id());
            (self.on_json)(&event.data().as_string().unwrap_or_default());
        }
    }

    fn succeed(&self, attempt: Attempt) {
        let mut link = self.link.get();
        link.succeed(attempt);
        self.link.set(link);
        self.last_event_at.set(js_sys::Date::now());
        (self.on_connection)(true);
    }

    fn fail(self: &Rc<Self>, attempt: Attempt) {
        let mut link = self.link.get();
        let is_lost = link.fail(attempt);
        self.link.set(link);
        if attempt == Attempt::Stream {
            self.stream.take();
        }
        if is_lost {
            (self.on_connection)(false);
            self.schedule_next_attempt();
        }
    }

    /// Schedules what comes next, after its back-off.
    fn schedule_next_attempt(self: &Rc<Self>) {
        let (attempt, millis) = self.link.get().next(client::random_byte());
        let connection = self.clone();
        let next = Timeout::new(millis, move || connection.attempt(attempt));
        self.timer.replace(Some(next));
    }

    fn attempt(self: Rc<Self>, attempt: Attempt) {
        if self.is_closed.get() {
            return;
        }
        if attempt == Attempt::Stream {
            self.open_stream();
        }
        if self.link.get().is_polling() {
            spawn_local(async move { self.poll().await });
        }
    }

    async fn poll(self: Rc<Self>) {
        let version = self.version.borrow().clone();
        let answer = client::poll_state(&self.code, self.audience, &version).await;
        // A stream may have delivered meanwhile, and then its state is the newer one.
        if self.is_closed.get() || !self.link.get().is_polling() {
            return;
        }
        match answer {
            Some(PolledState { version, json }) => {
                self.succeed(Attempt::Poll);
                if let Some(json) = json {
                    self.version.replace(version);
                    (self.on_json)(&json);
                }
                self.schedule_next_attempt();
            }
            None => self.fail(Attempt::Poll),
        }
    }

    /// Gives up a stream that has been silent for too long.
    fn check_silence(self: &Rc<Self>) {
        let is_silent =
            js_sys::Date::now() - self.last_event_at.get() > f64::from(SILENCE_SECONDS) * 1_000.0;
        if is_silent && self.stream.borrow().is_some() {
            self.fail(Attempt::Stream);
        }
    }

    /// Reconnects at once when the network returns or the page becomes visible, unless a stream is
    /// open.
    fn reconnect_on(self: &Rc<Self>, target: &EventTarget, event: &str) {
        let weak = Rc::downgrade(self);
        let on_event = Closure::<dyn Fn()>::new(move || {
            let connection = weak.upgrade().filter(|connection| !connection.is_closed.get());
            if let Some(connection) = connection {
                connection.check_silence();
                if connection.stream.borrow().is_none() {
                    connection.timer.take();
                    connection.attempt(Attempt::Stream);
                }
            }
        });
        // The listener of a page that has been left finds no connection and does nothing.
        let _ = target.add_event_listener_with_callback(event, on_event.as_ref().unchecked_ref());
        on_event.forget();
    }
}
