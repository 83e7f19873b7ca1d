//! Reading a text aloud, where the browser has a voice for its language.

use super::Icon;
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::text::Picked;

/// The reader's voice: one text at a time for the whole page.
#[derive(Clone, Copy)]
pub(crate) struct ReadAloud {
    /// Languages with a voice, by their first part; nothing before the browser has said.
    voices: RwSignal<Vec<String>>,
    /// What is being read.
    reading: RwSignal<Option<String>>,
}

impl ReadAloud {
    /// A voice without any language.
    fn silent() -> Self {
        Self { voices: RwSignal::default(), reading: RwSignal::default() }
    }

    /// A voice; which languages it has is found out once the page stands.
    pub(crate) fn new() -> Self {
        let reader = Self::silent();
        #[cfg(feature = "hydrate")]
        speech::find_voices(reader);
        reader
    }

    fn can_read(self, language: &str) -> bool {
        let primary = language.split('-').next().unwrap_or_default();
        self.voices.with(|voices| voices.iter().any(|voice| voice == primary))
    }

    /// Begins to read, or stops where this is being read.
    fn toggle(self, text: &Picked) {
        let is_reading =
            self.reading.with_untracked(|reading| reading.as_ref() == Some(&text.text));
        self.reading.set((!is_reading).then(|| text.text.clone()));
        #[cfg(feature = "hydrate")]
        speech::speak(self, (!is_reading).then_some(text));
    }
}

/// A button that reads a text; it is not to be seen where no voice is.
pub(crate) fn read_button(i18n: I18n, text: Picked) -> impl IntoView {
    let reader = use_context::<ReadAloud>().unwrap_or_else(ReadAloud::silent);
    let (language, shown) = (text.language.clone(), text.text.clone());
    let has_no_voice = Signal::derive(move || !reader.can_read(language.as_str()));
    let words = Signal::derive(move || {
        let is_reading = reader.reading.with(|reading| reading.as_ref() == Some(&shown));
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
            <span>{words}</span>
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

    /// The browser's voice, where it has any.
    fn synthesis() -> Option<SpeechSynthesis> {
        let window = window();
        // Some browsers lack it altogether.
        js_sys::Reflect::has(&window, &"speechSynthesis".into()).ok().filter(|has| *has)?;
        window.speech_synthesis().ok()
    }

    /// Notes the languages there are voices for; many browsers know them a moment later only.
    pub(super) fn find_voices(reader: ReadAloud) {
        Effect::new(move |_| {
            let Some(synthesis) = synthesis() else { return };
            note(reader, &synthesis);
            let known = synthesis.clone();
            let on_change = Closure::<dyn Fn()>::new(move || note(reader, &known));
            synthesis.set_onvoiceschanged(Some(on_change.as_ref().unchecked_ref()));
            on_change.forget();
        });
        on_cleanup(|| {
            if let Some(synthesis) = synthesis() {
                synthesis.cancel();
            }
        });
    }

    fn note(reader: ReadAloud, synthesis: &SpeechSynthesis) {
        let all = synthesis.get_voices();
        let voices = all.iter().filter_map(|voice| {
            let language = voice.dyn_into::<SpeechSynthesisVoice>().ok()?.lang();
            language.split(['-', '_']).next().map(str::to_lowercase)
        });
        let _ = reader.voices.try_set(voices.collect());
    }

    /// Reads this, or nothing more.
    pub(super) fn speak(reader: ReadAloud, text: Option<&Picked>) {
        let Some(synthesis) = synthesis() else { return };
        synthesis.cancel();
        let Some(text) = text else { return };
        let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(&text.text) else { return };
        let tag = text.language.as_str();
        // No voice calls itself plain German.
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
