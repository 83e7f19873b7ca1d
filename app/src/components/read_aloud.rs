//! Reads texts aloud (speech synthesis), where the browser has a voice for their language.

use super::Icon;
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::text::Picked;

/// Speech synthesis: one text at a time for the whole page.
#[derive(Clone, Copy)]
pub(crate) struct ReadAloud {
    /// Primary subtags of the languages with a voice; empty until the browser has listed its
    /// voices.
    voices: RwSignal<Vec<String>>,
    /// The text being read.
    reading: RwSignal<Option<String>>,
}

impl ReadAloud {
    /// Speech synthesis without voices.
    fn without_voices() -> Self {
        Self { voices: RwSignal::default(), reading: RwSignal::default() }
    }

    /// Speech synthesis; its voices are looked up once the page is mounted.
    pub(crate) fn new() -> Self {
        let reader = Self::without_voices();
        #[cfg(feature = "hydrate")]
        speech::find_voices(reader);
        reader
    }

    fn can_read(self, language: &str) -> bool {
        let primary = language.split('-').next().unwrap_or_default();
        self.voices.with(|voices| voices.iter().any(|voice| voice == primary))
    }

    /// Starts to read the text, or stops where it is being read.
    fn toggle(self, text: &Picked) {
        let is_reading =
            self.reading.with_untracked(|reading| reading.as_ref() == Some(&text.text));
        self.reading.set((!is_reading).then(|| text.text.clone()));
        #[cfg(feature = "hydrate")]
        speech::speak(self, (!is_reading).then_some(text));
    }
}

/// A button that reads a text aloud; hidden where there is no voice for it.
pub(crate) fn read_aloud_button(i18n: I18n, text: Picked) -> impl IntoView {
    let reader = use_context::<ReadAloud>().unwrap_or_else(ReadAloud::without_voices);
    let (language, own_text) = (text.language.clone(), text.text.clone());
    let has_no_voice = Signal::derive(move || !reader.can_read(language.as_str()));
    let label = Signal::derive(move || {
        let is_reading = reader.reading.with(|reading| reading.as_ref() == Some(&own_text));
        if is_reading { i18n.vote_stop_reading() } else { i18n.vote_read_aloud() }.to_owned()
    });
    view! {
        <button
            type="button"
            class="read-aloud"
            hidden=has_no_voice
            on:click=move |_| reader.toggle(&text)
        >
            <Icon name="volume"/>
            <span>{label}</span>
        </button>
    }
}

#[cfg(feature = "hydrate")]
mod speech {
    use super::ReadAloud;
    use leptos::prelude::*;
    use shared::text::Picked;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

    /// The browser's speech synthesis, if it has one.
    fn synthesis() -> Option<SpeechSynthesis> {
        let window = window();
        // Asked first, because reading a missing property would throw.
        js_sys::Reflect::has(&window, &"speechSynthesis".into()).ok().filter(|has| *has)?;
        window.speech_synthesis().ok()
    }

    /// Looks up the voices, now and whenever they change: many browsers load them later.
    pub(super) fn find_voices(reader: ReadAloud) {
        Effect::new(move |_| {
            let Some(synthesis) = synthesis() else { return };
            update_voices(reader, &synthesis);
            let changed = synthesis.clone();
            let on_change = Closure::<dyn Fn()>::new(move || update_voices(reader, &changed));
            synthesis.set_onvoiceschanged(Some(on_change.as_ref().unchecked_ref()));
            on_change.forget();
        });
        on_cleanup(|| {
            if let Some(synthesis) = synthesis() {
                synthesis.cancel();
            }
        });
    }

    fn update_voices(reader: ReadAloud, synthesis: &SpeechSynthesis) {
        let all = synthesis.get_voices();
        let languages = all.iter().filter_map(|voice| {
            let language = voice.dyn_into::<SpeechSynthesisVoice>().ok()?.lang();
            // Tags are ASCII; the tables of all other letters would go to every phone.
            language.split(['-', '_']).next().map(str::to_ascii_lowercase)
        });
        let _ = reader.voices.try_set(languages.collect());
    }

    /// Stops, and reads this text if there is one.
    pub(super) fn speak(reader: ReadAloud, text: Option<&Picked>) {
        let Some(synthesis) = synthesis() else { return };
        synthesis.cancel();
        let Some(text) = text else { return };
        let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(&text.plain_text()) else {
            return;
        };
        let tag = text.language.as_str();
        // No voice has the tag of plain German.
        utterance.set_lang(if tag == "de-simple" { "de" } else { tag });
        let read = text.text.clone();
        let on_end = Closure::<dyn Fn()>::new(move || {
            let _ = reader.reading.try_update(|reading| {
                if reading.as_ref() == Some(&read) {
                    *reading = None;
                }
            });
        });
        utterance.set_onend(Some(on_end.as_ref().unchecked_ref()));
        on_end.forget();
        synthesis.speak(&utterance);
    }
}
