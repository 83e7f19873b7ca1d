//! A conference in one reader's language.

use crate::id::{ChallengeId, FieldId};
use crate::language::LanguageTag;
use crate::text::Picked;
use crate::time::wire;
use crate::voting::ballot::{Seat, Slate};
use crate::voting::join_code::JoinCode;
use crate::voting::programme::ProgrammeMark;
use crate::voting::round::RoundStatus;
use crate::voting::round::{Access, ResultsVisibility, RoundRules};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/conferences/{code}`: a conference in one reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConferenceView {
    /// Join code.
    pub code: JoinCode,
    /// Title.
    pub title: Picked,
    /// Venue.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub place: Option<Picked>,
    /// Date.
    #[serde(default, with = "wire::day_if_any")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub date: Option<Date>,
    /// Languages its texts are available in, in display order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// The programme, point by point.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programme: Vec<ProgrammeView>,
    /// Fields of action.
    pub fields: Vec<FieldView>,
    /// The current round; otherwise the last or the next one.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub round: Option<RoundView>,
}

/// A point of the programme in one reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeView {
    /// Start time as given in the invitation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// What happens.
    pub title: Picked,
    /// Whether it runs now or comes next by the server's clock, on the day of the conference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<ProgrammeMark>,
}

/// A field of action in one reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldView {
    /// Identifier.
    pub id: FieldId,
    /// Name.
    pub name: Picked,
    /// The name in the second language, where the reader sees two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Picked>,
    /// Challenges.
    pub challenges: Vec<ChallengeView>,
}

/// A challenge in one reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChallengeView {
    /// Identifier.
    pub id: ChallengeId,
    /// The section of the field it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Picked>,
    /// The challenge.
    pub text: Picked,
    /// The text shown beside it, where it differs: German on a phone, the second language on a
    /// board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Picked>,
    /// A title of at most 60 characters; the text itself where that is short.
    pub short_title: Picked,
    /// Its goals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Picked>,
    /// Target groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<Picked>,
    /// Possible measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Picked>,
    /// Sub-challenges, which receive their own dots.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartView>,
}

/// A sub-challenge in one reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartView {
    /// Identifier.
    pub id: ChallengeId,
    /// The sub-challenge.
    pub text: Picked,
    /// The text beside it, as for a challenge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Picked>,
}

/// A round as participants see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundView {
    /// The round and its state.
    pub status: RoundStatus,
    /// Its name besides the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Picked>,
    /// The rules for ballots.
    pub rules: RoundRules,
    /// When results are visible.
    pub results: ResultsVisibility,
    /// Who may vote.
    pub access: Access,
    /// Fields voted on.
    pub fields: Vec<FieldId>,
}

impl ConferenceView {
    /// The challenges that can be voted on in the round; empty without a round.
    pub fn slate(&self) -> Slate {
        let voted_on = self.round.as_ref().map_or(&[][..], |round| &round.fields);
        self.fields
            .iter()
            .filter(|field| voted_on.contains(&field.id))
            .flat_map(FieldView::seats)
            .collect()
    }
}

impl FieldView {
    fn seats(&self) -> impl Iterator<Item = (ChallengeId, Seat)> {
        let seat = |part_of| Seat { field: self.id.clone(), part_of };
        self.challenges.iter().flat_map(move |challenge| {
            let whole = (challenge.id.clone(), seat(None));
            let parts = challenge
                .parts
                .iter()
                .map(move |part| (part.id.clone(), seat(Some(challenge.id.clone()))));
            std::iter::once(whole).chain(parts)
        })
    }
}
