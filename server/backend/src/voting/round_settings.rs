//! The settings of a round, from which it is prepared.

use crate::secret::random_u128;
use shared::id::{FieldId, RoundId};
use shared::text::{Line, Lines};
use shared::voting::conference::Conference;
use shared::voting::round::{
    Access, Budget, DEFAULT_SHORTLIST, FieldChoice, HeadingRule, MAX_SHORTLIST, ResultsVisibility,
    Round, RoundRules, RoundState, RulesError,
};

/// The settings of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundSettings {
    /// Its name beside its number.
    pub name: Option<Line>,
    /// The fields voted on; `None` for all fields of the conference.
    pub fields: Option<Vec<FieldId>>,
    /// Dots per participant.
    pub budget: Budget,
    /// Most dots on one challenge.
    pub max_per_challenge: u32,
    /// How many fields a ballot may contain.
    pub choice: FieldChoice,
    /// What challenges with sub-challenges do.
    pub headings: HeadingRule,
    /// When results are shown.
    pub results: ResultsVisibility,
    /// Who may vote.
    pub access: Access,
    /// Length of the shortlist.
    pub shortlist: u32,
}

impl Default for RoundSettings {
    /// Five dots for each field, results at once, one ballot for each device.
    fn default() -> Self {
        Self {
            name: None,
            fields: None,
            budget: Budget::Field(5),
            max_per_challenge: 5,
            choice: FieldChoice::All,
            headings: HeadingRule::default(),
            results: ResultsVisibility::Live,
            access: Access::Open,
            shortlist: DEFAULT_SHORTLIST,
        }
    }
}

impl RoundSettings {
    /// Builds a prepared round of a conference.
    ///
    /// # Errors
    /// [`RulesError`] where a number is out of bounds or a field belongs to another conference.
    pub fn prepare(&self, conference: &Conference, number: u32) -> Result<Round, RulesError> {
        let all = || conference.fields.iter().map(|field| field.id.clone());
        let is_wanted =
            |id: &FieldId| self.fields.as_ref().is_none_or(|wanted| wanted.contains(id));
        let fields: Vec<FieldId> = all().filter(is_wanted).collect();
        let is_unknown = |id: &FieldId| all().all(|own| own != *id);
        if fields.is_empty() || self.fields.iter().flatten().any(is_unknown) {
            return Err(RulesError::Fields);
        }
        if !(1..=MAX_SHORTLIST).contains(&self.shortlist) {
            return Err(RulesError::Shortlist);
        }
        let rules = RoundRules::new(self.budget, self.max_per_challenge, self.choice)?;
        Ok(Round {
            id: RoundId::from_random(random_u128()),
            conference: conference.id.clone(),
            number,
            name: self.name.clone().map(Lines::german),
            follows: None,
            state: RoundState::Prepared,
            rules: rules.with_headings(self.headings),
            results: self.results,
            access: self.access,
            shortlist: self.shortlist,
            slate: conference.slate(&fields),
            fields,
        })
    }
}
