//! Translations in the form of an offer: texts, their states, what has changed in the German.

use super::page::{Builder, PARTS};
use desk::components::Choice;
use desk::pages::offer_form::{FieldInput, FormField, GermanText, Translation, WordRun};
use exchange::offer_form::GermanChange;
use exchange::word_difference::WordRun as ChangedWords;
use shared::language::{LanguageTag, UiLanguage};

impl Builder<'_> {
    /// The interface's languages, then others that there are texts in.
    pub(super) fn translations(&self) -> Vec<Translation> {
        let mut languages: Vec<LanguageTag> = UiLanguage::ALL
            .into_iter()
            .filter(|language| *language != UiLanguage::De)
            .map(LanguageTag::from)
            .collect();
        for key in self.page.cells.keys() {
            let language = key.strip_prefix("name.").map(LanguageTag::parse);
            if let Some(Ok(language)) = language
                && !languages.contains(&language)
            {
                languages.push(language);
            }
        }
        languages.iter().map(|language| self.translation(language)).collect()
    }

    fn translation(&self, language: &LanguageTag) -> Translation {
        let texts = PARTS.map(|part| {
            let key = format!("{part}.{language}");
            let mut field = self.field(&key);
            field.german = self.page.german.get(&key).map(german_text);
            if !self.value(part).is_empty() {
                field.hint = self.i18n.desk_text_german(self.value(part));
            }
            self.i18n.lookup_field(part).unwrap_or(part).clone_into(&mut field.label);
            field
        });
        let has_error = texts.iter().any(|field| field.error.is_some());
        let states = PARTS.map(|part| self.state_field(part, language));
        let is_outdated = states.iter().any(|state| state.value == "outdated");
        let state = self.translation_state(language);
        let fields = texts.into_iter().zip(states).flat_map(|(text, state)| [text, state]);
        Translation {
            language: language.own_name().unwrap_or(language.as_str()).to_owned(),
            fields: fields.collect(),
            is_open: has_error || is_outdated,
            state,
        }
    }

    fn translation_state(&self, language: &LanguageTag) -> String {
        let state = |part: &str| self.value(&format!("state.{part}.{language}"));
        let i18n = self.i18n;
        match PARTS.map(state) {
            states if states.contains(&"outdated") => i18n.desk_text_outdated(),
            states if states.contains(&"machine") => i18n.desk_text_machine(),
            states if states.contains(&"human") => i18n.desk_text_human(),
            _ => i18n.desk_text_none(),
        }
        .to_owned()
    }

    fn state_field(&self, part: &str, language: &LanguageTag) -> FormField {
        let (i18n, key) = (self.i18n, format!("state.{part}.{language}"));
        let value = match self.value(&key) {
            "" => "human",
            value => value,
        };
        let choices = [
            ("human", i18n.desk_text_human()),
            ("machine", i18n.desk_text_machine()),
            ("outdated", i18n.desk_text_outdated()),
        ];
        FormField {
            label: i18n.desk_text_state().to_owned(),
            input: FieldInput::One(
                choices.map(|(name, label)| Choice::new(name, label, value)).into(),
            ),
            value: value.to_owned(),
            hint: String::new(),
            error: None,
            lang: None,
            german: None,
            key,
        }
    }
}

fn german_text(change: &GermanChange) -> GermanText {
    let shown = |runs: &[ChangedWords]| {
        let run =
            |run: &ChangedWords| WordRun { text: run.text.clone(), is_changed: run.is_changed };
        runs.iter().map(run).collect()
    };
    match change {
        GermanChange::Unknown => GermanText::Unknown,
        GermanChange::Unchanged => GermanText::Unchanged,
        GermanChange::Words(words) => {
            GermanText::Changed { old: shown(&words.old), new: shown(&words.new) }
        }
    }
}
