//! The browser's end of the live states: states in, nothing else.
//!
//! When to open a stream, when to ask instead and how long to wait is decided by
//! `shared::link`; here it is done. A stream that is silent counts as lost, since a frozen
//! socket still calls itself open.

use crate::client;
use crate::json::{self, Listed};
use gloo_timers::callback::{Interval, Timeout};
use leptos::task::spawn_local;
use shared::link::{Attempt, Link};
use shared::live::{HEARTBEAT_EVENT, STATE_EVENT};
use shared::voting::join_code::JoinCode;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, EventTarget, MessageEvent};

/// How often a stream is looked after, in milliseconds.
const WATCH_EVERY: u32 = 5_000;
/// Silence after which a stream counts as lost, in milliseconds: two beats and a half.
const SILENCE: f64 = 25_000.0;

/// What a page does with its states.
pub(crate) struct Handlers<T> {
    /// A new state.
    pub(crate) on_state: Box<dyn Fn(T)>,
    /// The server is heard (again), or no more.
    pub(crate) on_connection: Box<dyn Fn(bool)>,
}

/// A page that follows; it ends when this is dropped.
pub(crate) struct Following {
    link: Rc<Line>,
    _watch: Interval,
}

impl Drop for Following {
    fn drop(&mut self) {
        self.link.is_over.set(true);
        self.link.source.take();
        self.link.timer.take();
    }
}

/// All but the type of the states, so that it exists once.
struct Line {
    code: String,
    audience: &'static str,
    link: Cell<Link>,
    on_text: Box<dyn Fn(&str)>,
    on_connection: Box<dyn Fn(bool)>,
    source: RefCell<Option<Source>>,
    timer: RefCell<Option<Timeout>>,
    version: RefCell<String>,
    heard_at: Cell<f64>,
    is_over: Cell<bool>,
}

/// A browser's stream with the functions it calls; closed when dropped.
struct Source {
    events: EventSource,
    _on_event: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn()>,
}

impl Drop for Source {
    fn drop(&mut self) {
        self.events.close();
    }
}

/// Follows a conference until the answer is dropped.
pub(crate) fn follow<T: Listed + 'static>(
    code: &JoinCode,
    audience: &'static str,
    handlers: Handlers<T>,
) -> Following {
    let Handlers { on_state, on_connection } = handlers;
    let on_text = Box::new(move |text: &str| {
        if let Some(state) = json::read(text) {
            on_state(state);
        }
    });
    follow_text(code, audience, on_text, on_connection)
}

fn follow_text(
    code: &JoinCode,
    audience: &'static str,
    on_text: Box<dyn Fn(&str)>,
    on_connection: Box<dyn Fn(bool)>,
) -> Following {
    let line = Rc::new(Line {
        code: code.to_string(),
        audience,
        link: Cell::default(),
        on_text,
        on_connection,
        source: RefCell::default(),
        timer: RefCell::default(),
        version: RefCell::default(),
        heard_at: Cell::new(js_sys::Date::now()),
        is_over: Cell::default(),
    });
    line.open();
    line.wake_on(&leptos::prelude::window(), "online");
    line.wake_on(&leptos::prelude::document(), "visibilitychange");
    let watched = line.clone();
    let watch = Interval::new(WATCH_EVERY, move || watched.look_after());
    Following { link: line, _watch: watch }
}

impl Line {
    fn open(self: &Rc<Self>) {
        let version = self.version.borrow();
        let address =
            ["/api/v1/live/", &self.code, "?audience=", self.audience, "&after=", &version]
                .concat();
        drop(version);
        let Ok(events) = EventSource::new(&address) else {
            return self.fail(Attempt::Stream);
        };
        let weak = Rc::downgrade(self);
        let on_event = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(line) = weak.upgrade() {
                line.take(&event);
            }
        });
        let weak = Rc::downgrade(self);
        let on_error = Closure::<dyn Fn()>::new(move || {
            if let Some(line) = weak.upgrade() {
                line.fail(Attempt::Stream);
            }
        });
        for event in [STATE_EVENT, HEARTBEAT_EVENT, "open"] {
            // Fails for no reason a page could do anything about.
            let _ =
                events.add_event_listener_with_callback(event, on_event.as_ref().unchecked_ref());
        }
        events.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.heard_at.set(js_sys::Date::now());
        *self.source.borrow_mut() =
            Some(Source { events, _on_event: on_event, _on_error: on_error });
    }

    /// A state, a beat, or the stream's beginning.
    fn take(&self, event: &MessageEvent) {
        self.succeed(Attempt::Stream);
        if event.type_() == STATE_EVENT {
            self.version.replace(event.last_event_id());
            (self.on_text)(&event.data().as_string().unwrap_or_default());
        }
    }

    fn succeed(&self, attempt: Attempt) {
        let mut link = self.link.get();
        link.succeed(attempt);
        self.link.set(link);
        self.heard_at.set(js_sys::Date::now());
        (self.on_connection)(true);
    }

    fn fail(self: &Rc<Self>, attempt: Attempt) {
        let mut link = self.link.get();
        link.fail(attempt);
        self.link.set(link);
        (self.on_connection)(false);
        self.go_on();
    }

    /// Does what comes next, after the wait it wants.
    fn go_on(self: &Rc<Self>) {
        self.source.take();
        let (attempt, wait) = self.link.get().next(js_sys::Math::random());
        let line = self.clone();
        let millis = u32::try_from(wait.as_millis()).unwrap_or(u32::MAX);
        let next = Timeout::new(millis, move || line.attempt(attempt));
        self.timer.replace(Some(next));
    }

    fn attempt(self: Rc<Self>, attempt: Attempt) {
        if self.is_over.get() {
            return;
        }
        match attempt {
            Attempt::Stream => self.open(),
            Attempt::Poll => spawn_local(async move { self.poll().await }),
        }
    }

    async fn poll(self: Rc<Self>) {
        let version = self.version.borrow().clone();
        let answer = client::poll_state(&self.code, self.audience, &version).await;
        if self.is_over.get() {
            return;
        }
        match answer {
            Some((version, state)) => {
                self.succeed(Attempt::Poll);
                if let Some(state) = state {
                    self.version.replace(version);
                    (self.on_text)(&state);
                }
                self.go_on();
            }
            None => self.fail(Attempt::Poll),
        }
    }

    fn look_after(self: &Rc<Self>) {
        let is_silent = js_sys::Date::now() - self.heard_at.get() > SILENCE;
        if is_silent && self.source.borrow().is_some() {
            self.fail(Attempt::Stream);
        }
    }

    /// Tries at once when the network returns or the page is seen again, unless a stream holds.
    fn wake_on(self: &Rc<Self>, target: &EventTarget, event: &str) {
        let weak = Rc::downgrade(self);
        let wake = Closure::<dyn Fn()>::new(move || {
            let line = weak.upgrade().filter(|line| !line.is_over.get());
            if let Some(line) = line {
                line.look_after();
                if line.source.borrow().is_none() {
                    line.timer.take();
                    line.open();
                }
            }
        });
        // Listeners of a page that has been left find nothing and do nothing.
        let _ = target.add_event_listener_with_callback(event, wake.as_ref().unchecked_ref());
        wake.forget();
    }
}
