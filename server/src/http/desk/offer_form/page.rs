//! What the form of an offer shows, made of its fields and of what a use case said about them.

use crate::cli::Messages;
use backend::accounts::Author;
use backend::db::doubts::StoredDoubt;
use backend::finder::editing::{FormLists, OpenOffer};
use desk::components::Choice;
use desk::pages::offer_form::{FieldGroup, FieldInput, FormError, FormField, OfferForm, Place};
use exchange::occurrence::Occurrence;
use exchange::offer_form::{
    Cells, Conflict, FieldOption, FormReading, GermanChanges, Input, NEW_PROVIDER, input_of,
    position_of,
};
use i18n::I18n;
use i18n::words::desk::actor_name;
use i18n::words::doubt_reason;
use shared::desk::audit::Actor;
use shared::finder::PlaceMap;
use shared::language::UiLanguage;
use shared::offer::{Offer, Verification};

/// What there is to show.
pub(super) struct FormPage {
    pub(super) author: Author,
    /// Behind `edit/`.
    pub(super) path: String,
    /// As it is stored.
    pub(super) offer: Option<Offer>,
    pub(super) cells: Cells,
    pub(super) basis: String,
    pub(super) doubts: Vec<StoredDoubt>,
    pub(super) next: Vec<Occurrence>,
    pub(super) german: GermanChanges,
    pub(super) reading: Option<FormReading>,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) other: Option<Actor>,
    pub(super) note: Option<String>,
    pub(super) done: Option<String>,
}

impl FormPage {
    /// An empty form.
    pub(super) fn new(author: &Author) -> Self {
        Self {
            author: author.clone(),
            path: String::new(),
            offer: None,
            cells: Cells::new(),
            basis: String::new(),
            doubts: Vec::new(),
            next: Vec::new(),
            german: GermanChanges::new(),
            reading: None,
            conflicts: Vec::new(),
            other: None,
            note: None,
            done: None,
        }
    }

    /// The form of an offer.
    pub(super) fn of_offer(author: &Author, open: OpenOffer) -> Self {
        Self {
            path: format!("offers/{}", open.offer.id),
            cells: open.cells,
            basis: open.basis,
            doubts: open.doubts,
            next: open.next,
            german: open.german,
            offer: Some(open.offer),
            ..Self::new(author)
        }
    }
}

/// The groups of fields that are not texts in other languages.
const GROUPS: [(GroupTitle, &[&str]); 7] = [
    (
        I18n::desk_group_what,
        &[
            "name",
            "description",
            "kind",
            "category",
            "provider_id",
            NEW_PROVIDER,
            "city",
            "district",
            "good_practice",
            "practice_for_whom",
            "practice_since",
            "practice_partners",
            "practice_takeaway",
        ],
    ),
    (
        I18n::desk_group_when,
        &[
            "weekly",
            "dates",
            "ranges",
            "exceptions",
            "holidays",
            "school_days",
            "by_appointment",
            "times_note",
        ],
    ),
    (I18n::desk_group_where, &["venue", "venue_address", "latitude", "longitude", "format"]),
    (
        I18n::desk_group_whom,
        &["languages", "interpreter", "level", "gender", "background", "ages", "groups"],
    ),
    (
        I18n::desk_group_terms,
        &[
            "cost",
            "childcare",
            "step_free",
            "registration_needed",
            "registration",
            "places_free",
            "waiting",
            "places_as_of",
        ],
    ),
    (I18n::desk_group_contact, &["person", "phone", "mail", "web"]),
    (I18n::desk_group_visible, &["visible_from", "visible_to"]),
];

type GroupTitle = fn(I18n) -> &'static str;

/// Parts of a translation.
pub(super) const PARTS: [&str; 5] =
    ["name", "description", "good_practice", "practice_for_whom", "practice_takeaway"];

pub(super) fn build_page(i18n: I18n, page: &FormPage, lists: &FormLists) -> OfferForm {
    let builder = Builder { i18n, page, lists };
    let groups = GROUPS
        .iter()
        .map(|(title, keys)| FieldGroup {
            title: title(i18n),
            fields: keys.iter().map(|key| builder.field(key)).collect(),
            has_dates: keys.contains(&"weekly"),
            place: keys.contains(&"latitude").then(|| builder.place()).flatten(),
        })
        .collect();
    let asks_acceptance = page
        .reading
        .as_ref()
        .is_some_and(|reading| reading.problems.is_empty() && !reading.doubts.is_empty());
    OfferForm {
        groups,
        translations: builder.translations(),
        next: page.next.iter().map(|next| occurrence(i18n, *next)).collect(),
        errors: builder.errors(),
        note: builder.note(),
        asks_acceptance,
        doubts: page.doubts.iter().map(|doubt| builder.stored_doubt(doubt)).collect(),
        verified: page.offer.as_ref().map(|offer| verified(i18n, offer.verified.as_ref())),
        can_publish: page.author.as_editor().is_some(),
        status: page.offer.as_ref().map(|offer| offer.status),
        name: page.offer.as_ref().map(|offer| offer.name.pick(UiLanguage::De).text),
        path: page.path.clone(),
        basis: page.basis.clone(),
        done: page.done.clone(),
    }
}

pub(super) struct Builder<'a> {
    pub(super) i18n: I18n,
    pub(super) page: &'a FormPage,
    lists: &'a FormLists,
}

impl Builder<'_> {
    pub(super) fn value(&self, key: &str) -> &str {
        self.page.cells.get(key).map(String::as_str).unwrap_or_default()
    }

    fn place(&self) -> Option<Place> {
        let map = PlaceMap::of_county(&self.lists.taxonomy)?;
        Some(Place { map, position: position_of(&self.page.cells) })
    }

    fn label(&self, key: &str) -> String {
        let (base, language) = key.split_once('.').unwrap_or((key, ""));
        let label = self.i18n.lookup_field(base).unwrap_or(base);
        if language.is_empty() { label.to_owned() } else { format!("{label} ({language})") }
    }

    pub(super) fn field(&self, key: &str) -> FormField {
        let value = self.value(key).to_owned();
        let is_text = PARTS.contains(&key.split('.').next().unwrap_or_default());
        let lang = key.split_once('.').map_or("de", |(_, language)| language);
        let input = input_of(key, &self.lists.taxonomy, &self.lists.providers);
        FormField {
            label: self.label(key),
            input: input.map_or(FieldInput::Line, |input| self.input(key, input)),
            hint: self.hint(key).to_owned(),
            error: self.message(key),
            lang: is_text.then(|| lang.to_owned()),
            german: None,
            key: key.to_owned(),
            value,
        }
    }

    fn input(&self, key: &str, input: Input) -> FieldInput {
        let value = self.value(key);
        match input {
            Input::Line => FieldInput::Line,
            Input::Lines => FieldInput::Lines,
            Input::Day => FieldInput::Day,
            Input::One(options) => {
                let none = Choice::new("", self.i18n.desk_not_stated(), value);
                let has = value.is_empty() || options.iter().any(|option| option.cell == value);
                let typed = (!has).then(|| Choice::new(value, value, value));
                let choices = options.iter().map(|option| self.choice(option, value));
                FieldInput::One(std::iter::once(none).chain(choices).chain(typed).collect())
            }
            Input::Some(options) => {
                let chosen: Vec<&str> = value.split("; ").collect();
                let choice = |option: &FieldOption| Choice {
                    is_chosen: chosen.contains(&option.cell.as_str()),
                    ..self.choice(option, "")
                };
                // Values that no option has, such as a language that is not in the list.
                let others = chosen
                    .iter()
                    .filter(|value| value.starts_with('['))
                    .map(|value| Choice::new(*value, *value, value));
                FieldInput::Some(options.iter().map(choice).chain(others).collect())
            }
        }
    }

    fn choice(&self, option: &FieldOption, current: &str) -> Choice {
        let i18n = self.i18n;
        let label = match option.label_key.as_str() {
            "answer.yes" => i18n.desk_yes(),
            "answer.no" => i18n.desk_no(),
            key => i18n.lookup_taxonomy(key).unwrap_or(&option.label),
        };
        Choice::new(&option.cell, label, current)
    }

    fn hint(&self, key: &str) -> &'static str {
        let i18n = self.i18n;
        match key {
            "weekly" => i18n.desk_hint_weekly(),
            "dates" => i18n.desk_hint_dates(),
            "ranges" => i18n.desk_hint_ranges(),
            "exceptions" => i18n.desk_hint_exceptions(),
            "holidays" => i18n.desk_hint_holidays(),
            "cost" => i18n.desk_hint_cost(),
            "visible_from" => i18n.desk_hint_visible_from(),
            "visible_to" => i18n.desk_hint_visible_to(),
            "latitude" => i18n.desk_hint_latitude(),
            "longitude" => i18n.desk_hint_longitude(),
            "good_practice" => i18n.desk_hint_good_practice(),
            "practice_for_whom" => i18n.desk_hint_practice_for_whom(),
            "practice_since" => i18n.desk_hint_practice_since(),
            "practice_partners" => i18n.desk_hint_practice_partners(),
            "practice_takeaway" => i18n.desk_hint_practice_takeaway(),
            NEW_PROVIDER => i18n.desk_offer_new_provider_hint(),
            _ => "",
        }
    }

    /// What is wrong or doubtful in a field.
    fn message(&self, key: &str) -> Option<String> {
        let (i18n, messages) = (self.i18n, Messages { i18n: self.i18n });
        let problems = self.page.reading.iter().flat_map(|reading| {
            let problems = reading.problems.iter().filter(|problem| problem.key == key);
            let doubts = reading.doubts.iter().filter(|found| found.key == key);
            problems.map(|problem| messages.cell_error(&problem.reason)).chain(doubts.map(
                |found| {
                    let reason = doubt_reason(i18n, &found.doubt.reason);
                    format!("{}: {reason}", found.doubt.words)
                },
            ))
        });
        let conflicts = self.page.conflicts.iter().filter(|conflict| conflict.key == key);
        let conflicts = conflicts.map(|conflict| match conflict.theirs.as_str() {
            "" => i18n.desk_offer_theirs_empty().to_owned(),
            theirs => i18n.desk_offer_theirs(theirs),
        });
        let all: Vec<String> = problems.chain(conflicts).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    fn errors(&self) -> Vec<FormError> {
        let reading = self.page.reading.iter();
        let of_reading = reading.flat_map(|reading| {
            let problems = reading.problems.iter().map(|problem| &problem.key);
            problems.chain(reading.doubts.iter().map(|found| &found.key))
        });
        let mut keys: Vec<&String> = Vec::new();
        for key in of_reading.chain(self.page.conflicts.iter().map(|conflict| &conflict.key)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.into_iter()
            .map(|key| FormError {
                message: format!("{}: {}", self.label(key), self.message(key).unwrap_or_default()),
                key: key.clone(),
            })
            .collect()
    }

    fn note(&self) -> Option<String> {
        let i18n = self.i18n;
        let conflict = (!self.page.conflicts.is_empty()).then(|| match &self.page.other {
            Some(actor) => i18n.desk_offer_conflict(&actor_name(i18n, actor)),
            None => i18n.desk_offer_conflict_unknown().to_owned(),
        });
        self.page.note.clone().or(conflict)
    }

    fn stored_doubt(&self, stored: &StoredDoubt) -> String {
        let reason = doubt_reason(self.i18n, &stored.doubt.reason);
        self.i18n.desk_offer_doubt(&stored.heading, &reason, &stored.doubt.words)
    }
}

fn verified(i18n: I18n, verified: Option<&Verification>) -> String {
    match verified {
        None => i18n.desk_offer_never_verified().to_owned(),
        Some(Verification { on, by: None }) => i18n.desk_offer_verified_on(&i18n.date(*on)),
        Some(Verification { on, by: Some(by) }) => {
            i18n.desk_offer_verified_by(&i18n.date(*on), by.as_str())
        }
    }
}

/// A date in words: "Donnerstag, 3. Dezember 2026, 10:00–12:00".
fn occurrence(i18n: I18n, occurrence: Occurrence) -> String {
    let day = format!("{}, {}", i18n.weekday(occurrence.on), i18n.date(occurrence.on));
    match (occurrence.from, occurrence.to) {
        (Some(from), Some(to)) => format!("{day}, {}–{}", i18n.time(from), i18n.time(to.at)),
        (Some(from), None) => format!("{day}, {}", i18n.time(from)),
        (None, _) => day,
    }
}
