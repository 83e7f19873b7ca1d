//! The fields of a challenge's form.

use super::pairs::{PairBuilder, Wording, errors_of};
use desk::components::TextPair;
use desk::pages::conferences::{
    ChallengePage, FormError, GoalFields, MeasureFields, PartFields, RemoveBox,
};
use shared::desk::conferences::{
    GoalKey, MAX_GOALS, MeasureKey, NEW_PARTS, count_goals, count_measures, part_key,
};
use shared::id::ChallengeId;
use shared::voting::conference::Challenge;
use shared::voting::short_title;

impl PairBuilder<'_> {
    fn long(&self, key: &str, label: &str) -> TextPair {
        self.pair(key, Wording { label, is_long: true, ..Wording::default() })
    }

    pub(super) fn main_texts(&self) -> Vec<TextPair> {
        let i18n = self.i18n;
        let proposal = short_title::propose(self.value("text.de"));
        let title_hint = i18n.desk_conference_short_title_hint(&proposal);
        let text = Wording {
            label: i18n.desk_conference_text(),
            hint: i18n.desk_conference_text_hint(),
            is_long: true,
        };
        let title = Wording {
            label: i18n.desk_conference_short_title(),
            hint: &title_hint,
            is_long: false,
        };
        let section = Wording {
            label: i18n.desk_conference_section(),
            hint: i18n.desk_conference_section_hint(),
            is_long: false,
        };
        vec![
            self.pair("text", text),
            self.pair("short_title", title),
            self.pair("section", section),
            self.long("notes", i18n.desk_conference_notes()),
        ]
    }

    fn remove_box(&self, key: String) -> RemoveBox {
        RemoveBox { is_checked: !self.value(&key).is_empty(), key }
    }

    /// The goals, and an empty one where there is room.
    pub(super) fn goals(&self) -> Vec<GoalFields> {
        let count = count_goals(self.cells);
        (0..(count + 1).min(MAX_GOALS)).map(|place| self.goal(place, place == count)).collect()
    }

    fn goal(&self, place: usize, is_new: bool) -> GoalFields {
        let (i18n, key) = (self.i18n, GoalKey(place));
        let count = count_measures(self.cells, key);
        let measures = (0..(count + 1).min(MAX_GOALS))
            .map(|measure| self.measure(MeasureKey { goal: key, measure }, measure == count));
        GoalFields {
            title: if is_new {
                i18n.desk_conference_goal_new().to_owned()
            } else {
                i18n.desk_conference_goal_number(&(place + 1).to_string())
            },
            texts: vec![
                self.long(&key.key("text"), i18n.desk_conference_goal()),
                self.pair(
                    &key.key("audience"),
                    Wording { label: i18n.desk_conference_audience(), ..Wording::default() },
                ),
            ],
            measures: measures.collect(),
            remove: (!is_new).then(|| self.remove_box(key.key("remove"))),
        }
    }

    fn measure(&self, key: MeasureKey, is_new: bool) -> MeasureFields {
        let i18n = self.i18n;
        let references_key = key.key("references");
        let audience = Wording { label: i18n.desk_conference_audience(), ..Wording::default() };
        let texts = vec![
            self.long(&key.key("text"), i18n.desk_conference_measure()),
            self.pair(&key.key("audience"), audience),
            self.long(&key.key("first_steps"), i18n.desk_conference_first_steps()),
            self.long(&key.key("stakeholders"), i18n.desk_conference_stakeholders()),
            self.long(&key.key("resources"), i18n.desk_conference_resources()),
            self.long(&key.key("remarks"), i18n.desk_conference_remarks()),
        ];
        let written = self.value(&key.key("text.de"));
        let title = match (is_new, written) {
            (true, _) => i18n.desk_conference_measure_new().to_owned(),
            (false, "") => i18n.desk_conference_measure_untitled().to_owned(),
            (false, text) => short_title::propose(text),
        };
        let references_error = self.error(&references_key);
        MeasureFields {
            title,
            is_open: references_error.is_some() || !errors_of(texts.iter()).is_empty(),
            references: self.value(&references_key).to_owned(),
            references_error,
            references_key,
            remove: (!is_new).then(|| self.remove_box(key.key("remove"))),
            texts,
        }
    }

    pub(super) fn parts(&self, stored: &Challenge) -> Vec<PartFields> {
        let part = |id: &ChallengeId| PartFields {
            text: self.long(&part_key(id, "text"), self.i18n.desk_conference_part()),
            remove: self.remove_box(part_key(id, "remove")),
        };
        stored.parts.iter().map(|stored| part(&stored.id)).collect()
    }

    /// Every message of the form, in the order of its fields.
    pub(super) fn all_errors(&self, page: &ChallengePage) -> Vec<FormError> {
        let i18n = self.i18n;
        let goals = page.goals.iter().flat_map(|goal| {
            let measures = goal.measures.iter().flat_map(|measure| &measure.texts);
            goal.texts.iter().chain(measures)
        });
        let parts = page.parts.iter().map(|part| &part.text);
        let mut errors = errors_of(page.texts.iter().chain(goals).chain(parts));
        let measures = page.goals.iter().flat_map(|goal| &goal.measures);
        errors.extend(measures.filter_map(|measure| {
            let label = i18n.desk_conference_references();
            let message = format!("{label}: {}", measure.references_error.as_ref()?);
            Some(FormError { key: measure.references_key.clone(), message })
        }));
        errors.extend(page.new_parts_error.iter().map(|error| FormError {
            key: NEW_PARTS.to_owned(),
            message: format!("{}: {error}", i18n.desk_conference_new_parts()),
        }));
        errors
    }
}
