//! Our own vocabularies, for attributes that carry what the specification has no field for.
//!
//! The term of an attribute has the vocabulary in `taxonomy` and the entry in `code`. Fields
//! without a list of values are entries of [`Vocabulary::Record`], with the value in `value`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A vocabulary of terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vocabulary {
    Category,
    City,
    Kind,
    /// Kind of provider.
    Institution,
    Status,
    Gender,
    Background,
    Age,
    Group,
    Level,
    Format,
    Language,
    /// Single fields.
    Record,
    /// Translations: `name.tr.machine`.
    Text,
}

impl Vocabulary {
    /// Its name in an attribute's `taxonomy`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Category => "miteinander-category",
            Self::City => "miteinander-city",
            Self::Kind => "miteinander-kind",
            Self::Institution => "miteinander-institution",
            Self::Status => "miteinander-status",
            Self::Gender => "miteinander-gender",
            Self::Background => "miteinander-background",
            Self::Age => "miteinander-age",
            Self::Group => "miteinander-group",
            Self::Level => "miteinander-level",
            Self::Format => "miteinander-format",
            Self::Language => "miteinander-language",
            Self::Record => "miteinander",
            Self::Text => "miteinander-text",
        }
    }
}

/// Scheme of our provider identifiers.
pub(crate) const SCHEME: &str = "miteinander";

/// The purpose of an attribute.
pub(crate) mod link {
    pub(crate) const CATEGORY: &str = "category";
    pub(crate) const ELIGIBILITY: &str = "eligibility";
    pub(crate) const FIELD: &str = "field";
    /// Gives language and state of the text in the standard field.
    pub(crate) const ORIGINAL: &str = "original";
    pub(crate) const TRANSLATION: &str = "translation";
}

/// Entries of [`Vocabulary::Record`], and fields of [`Vocabulary::Text`].
pub(crate) mod field {
    pub(crate) const ID: &str = "id";
    pub(crate) const PROVIDER: &str = "provider";
    pub(crate) const VISIBLE_FROM: &str = "visible-from";
    pub(crate) const VISIBLE_TO: &str = "visible-to";
    pub(crate) const DISTRICT: &str = "district";
    pub(crate) const CHILDCARE: &str = "childcare";
    pub(crate) const STEP_FREE: &str = "step-free";
    pub(crate) const REGISTRATION_NEEDED: &str = "registration-needed";
    pub(crate) const PLACES_FREE: &str = "places-free";
    pub(crate) const WAITING: &str = "waiting";
    pub(crate) const PLACES_AS_OF: &str = "places-as-of";
    pub(crate) const VERIFIED_BY: &str = "verified-by";
    /// Marks a contact beside the general one.
    pub(crate) const CONTACT_PERSON: &str = "contact-person";
    pub(crate) const PLACE_STATED: &str = "place-stated";
    pub(crate) const BY_APPOINTMENT: &str = "by-appointment";
    pub(crate) const SCHOOL_DAYS_ONLY: &str = "school-days-only";
    pub(crate) const PUBLIC_HOLIDAYS: &str = "public-holidays";
    pub(crate) const EXCEPTION: &str = "exception";
    pub(crate) const NAME: &str = "name";
    pub(crate) const DESCRIPTION: &str = "description";
    pub(crate) const GOOD_PRACTICE: &str = "good-practice";
    pub(crate) const PRACTICE_FOR_WHOM: &str = "practice-for-whom";
    pub(crate) const PRACTICE_SINCE: &str = "practice-since";
    pub(crate) const PRACTICE_PARTNERS: &str = "practice-partners";
    pub(crate) const PRACTICE_TAKEAWAY: &str = "practice-takeaway";
}

/// The serialised name of a unit variant, such as `primary_school`.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The value with this serialised name.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}
