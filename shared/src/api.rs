//! Bodies of the HTTP interface under `/api/v1`, for whoever calls it and whoever answers.
//!
//! Texts that exist in several languages come picked for the reader's language
//! ([`Picked`]), so that a phone downloads one language only.

use crate::ballot::{Allocation, Ballot, Revision, Slate};
use crate::contact::{Contact, ContactError, Mail};
use crate::id::{ChallengeId, FieldId, OfferId, ProviderId};
use crate::join_code::JoinCode;
use crate::live::{RoundStatus, Turnout};
use crate::offer::audience::Audience;
use crate::offer::schedule::Schedule;
use crate::offer::{OfferKind, Terms, Venue, Verification};
use crate::provider::Provider;
use crate::round::{Access, ResultsVisibility, RoundRules};
use crate::search::postings::Place;
use crate::tally::FieldResult;
use crate::text::{Line, Picked, Text, TextError};
#[cfg(feature = "openapi")]
use crate::time::schema::TimeOfDay;
use crate::time::wire;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /api/v1/offers`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferPage {
    /// The query as it was understood: the pairs of its address, but for the page.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
    /// The page.
    pub page: u32,
    /// Pages in all; 0 where nothing was found.
    pub pages: u32,
    /// Offers in all.
    pub total: usize,
    /// Offers of this page.
    pub offers: Vec<OfferCard>,
    /// Filters with something to choose, in the order they are shown.
    pub facets: Vec<FacetView>,
    /// Cities to measure distances from.
    pub cities: Vec<Named>,
    /// Words of the query that occur nowhere and were left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Where nothing was found: what to leave out, the most helpful first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub loosen: Vec<LoosenView>,
    /// Where nothing was found: offers that fail one thing only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nearby: Vec<OfferCard>,
}

/// Names and values of an address's query, in order.
pub type Pairs = Vec<(String, String)>;

/// A filter with what there is to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacetView {
    /// Its name in the address.
    pub name: String,
    /// Values that give something, or are chosen.
    pub choices: Vec<Choice>,
}

/// A value of a filter that gives something, or is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// Value in the address.
    pub id: String,
    /// German label, for whoever does not know the id; empty where everybody does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Offers it would give, the other filters unchanged.
    pub count: u64,
    /// Whether it is chosen.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_chosen: bool,
}

/// Something to leave out of a query that finds nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoosenView {
    /// Name of the filter; `q` for the words.
    pub name: String,
    /// What is chosen there, for the reader: labels, or the words.
    pub values: Vec<Named>,
    /// Offers there would be.
    pub count: u64,
    /// The address without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// An entry of a list that a record refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Named {
    /// Identifier.
    pub id: String,
    /// German label, for whoever does not know the id.
    pub label: String,
}

/// An offer as it stands in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferCard {
    /// Identifier.
    pub id: OfferId,
    /// What sort of thing it is.
    pub kind: OfferKind,
    /// Name for the reader.
    pub name: Picked,
    /// Provider's name.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub provider: Option<Line>,
    /// City.
    pub city: Named,
    /// District.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub district: Option<Line>,
    /// Categories.
    pub categories: Vec<Named>,
    /// Every language spoken there.
    pub languages: Vec<Named>,
    /// When it takes place next, or is on.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub next: Option<NextTime>,
    /// Whether one makes an appointment.
    pub by_appointment: bool,
    /// Whether children are looked after.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub childcare: Option<bool>,
    /// Whether it is free.
    pub is_free: bool,
    /// Day of the last check.
    #[serde(default, with = "wire::day_if_any")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub verified_on: Option<Date>,
    /// Whether that is too long ago, or never was.
    pub is_stale: bool,
    /// How far away it is, in metres, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    /// Why it was found, where that does not show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Why>,
}

/// The next time of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextTime {
    /// The day.
    #[serde(with = "wire::day")]
    pub day: Date,
    /// Begin; `None` for the whole day.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub from: Option<Time>,
    /// End.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub to: Option<Time>,
    /// How many days from today; 0 is today.
    pub in_days: u32,
    /// Whether it is on right now.
    pub is_now: bool,
}

/// Why an offer was found by a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Why {
    /// What was typed.
    pub typed: String,
    /// What it met, in the reader's language or as it stands in the offer; `None` where it is
    /// the word itself, and [`Self::place`] says where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// `GET /api/v1/offers/{id}`: an offer as one reader sees it, with everything known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferDetail {
    /// What stands on the card in a list too.
    pub card: OfferCard,
    /// Description for the reader.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<Picked>,
    /// Name and description in German, where the reader sees another language.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub german: Option<GermanText>,
    /// Why it is marked as good practice.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub good_practice: Option<Picked>,
    /// Whether an interpreter comes on request.
    pub interpreter_on_request: bool,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub venue: Option<Venue>,
    /// When.
    pub schedule: Schedule,
    /// For whom.
    pub audience: Audience,
    /// On what terms.
    pub terms: Terms,
    /// Whom to call: the offer's own contact, and the provider's for what is missing there.
    pub contact: Contact,
    /// Who provides it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub provider: Option<Provider>,
    /// When it was last checked.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub verified: Option<Verification>,
    /// Its address on the web, for sharing.
    pub address: String,
    /// The QR code of that address: rows of modules, `true` is dark.
    pub qr: Vec<Vec<bool>>,
}

/// The German text of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GermanText {
    /// Name.
    pub name: String,
    /// Description.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<String>,
}

/// `GET /api/v1/providers`: the institutions that answer a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderPage {
    /// The query as it was understood: the pairs of its address, but for the page.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
    /// The page.
    pub page: u32,
    /// Pages in all.
    pub pages: u32,
    /// Institutions in all.
    pub total: usize,
    /// Institutions of this page, by name.
    pub providers: Vec<ProviderCard>,
    /// City and topic, with what there is to choose.
    pub facets: Vec<FacetView>,
}

/// An institution as it stands in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderCard {
    /// Identifier.
    pub id: ProviderId,
    /// Name.
    pub name: Line,
    /// Where it is at home.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub city: Option<Named>,
    /// Topics of its offers.
    pub categories: Vec<Named>,
    /// Public offers.
    pub offers: u64,
}

/// `GET /api/v1/providers/{id}`: an institution with what it offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderDetail {
    /// The record.
    pub provider: Provider,
    /// Where it is at home.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub city: Option<Named>,
    /// Topics of its offers.
    pub categories: Vec<Named>,
    /// Its public offers in all.
    pub total: usize,
    /// The first of them, the next to take place first.
    pub offers: Vec<OfferCard>,
}

/// `GET /api/v1/map`: where the offers are that answer a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapView {
    /// The query as it was understood: the pairs of its address.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
    /// Offers in all, those without a place included.
    pub total: usize,
    /// Towns of the county that lie on the map.
    pub towns: Vec<Town>,
    /// Offers close together, as one.
    pub spots: Vec<Spot>,
    /// Filters with something to choose, in the order they are shown.
    pub facets: Vec<FacetView>,
    /// Cities to measure distances from.
    pub cities: Vec<Named>,
}

/// A town on the map. Its place is in thousandths of the map's width, from the west and the
/// north edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Town {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// From the west.
    pub x: i32,
    /// From the north.
    pub y: i32,
    /// Offers there that answer the query.
    pub count: u64,
}

/// Offers close together on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spot {
    /// From the west, as for a [`Town`].
    pub x: i32,
    /// From the north.
    pub y: i32,
    /// The offers, at most eight; [`Self::count`] says how many there are.
    #[cfg_attr(feature = "openapi", schema(max_items = 8))]
    pub offers: Vec<SpotOffer>,
    /// How many there are.
    pub count: u64,
    /// Where it is: city and district of its first offer.
    pub place: String,
    /// Its middle, as the `near` of a query.
    pub near: String,
}

/// Most offers named at one spot of the map.
pub const MAX_SPOT_OFFERS: usize = 8;

/// An offer at a spot of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpotOffer {
    /// Identifier.
    pub id: OfferId,
    /// Name for the reader.
    pub name: Picked,
}

/// Body of `POST /api/v1/offers/{id}/reports`: something is wrong with an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    /// What is wrong.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2_000))]
    pub text: String,
    /// Mail address for an answer, if one is wanted.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Mail>))]
    pub reply_to: Option<String>,
}

/// What a reader says is wrong with an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What is wrong.
    pub text: Text<2_000>,
    /// Where to answer.
    pub reply_to: Option<Mail>,
}

/// Why a report was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportError {
    /// The text is missing, too long or broken.
    #[error("text: {0}")]
    Text(TextError),
    /// Not a mail address.
    #[error("reply_to: {0}")]
    ReplyTo(ContactError),
    /// There are so many reports on this offer that nobody reads another.
    #[error("too many reports on this offer")]
    TooMany,
}

impl TryFrom<ReportRequest> for Report {
    type Error = ReportError;

    fn try_from(request: ReportRequest) -> Result<Self, ReportError> {
        let reply_to = request.reply_to.filter(|mail| !mail.trim().is_empty());
        let reply_to = reply_to.map(|mail| Mail::parse(&mail)).transpose();
        Ok(Self {
            text: Text::parse(&request.text).map_err(ReportError::Text)?,
            reply_to: reply_to.map_err(ReportError::ReplyTo)?,
        })
    }
}

/// Answer to a report that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reported {}

impl OfferDetail {
    /// A contact with what it lacks taken from another; the person only where it is the offer's.
    pub fn contact(own: &Contact, other: &Contact) -> Contact {
        Contact {
            person: own.person.clone(),
            phone: own.phone.clone().or_else(|| other.phone.clone()),
            mail: own.mail.clone().or_else(|| other.mail.clone()),
            web: own.web.clone().or_else(|| other.web.clone()),
        }
    }
}

/// `GET /api/v1/conferences/{code}`: a conference as one reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConferenceView {
    /// Code to join.
    pub code: JoinCode,
    /// Title.
    pub title: Picked,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub place: Option<Picked>,
    /// When.
    #[serde(default, with = "wire::day_if_any")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub date: Option<Date>,
    /// Fields of action.
    pub fields: Vec<FieldView>,
    /// The round that runs, ran last, or comes next.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub round: Option<RoundView>,
}

/// A field of action for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldView {
    /// Identifier.
    pub id: FieldId,
    /// Name.
    pub name: Picked,
    /// Challenges.
    pub challenges: Vec<ChallengeView>,
}

/// A challenge for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChallengeView {
    /// Identifier.
    pub id: ChallengeId,
    /// The challenge.
    pub text: Picked,
    /// The German text, where the one above is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub german: Option<String>,
    /// The goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Picked>,
    /// Who is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Picked>,
    /// What could be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Picked>,
}

/// A round as participants see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundView {
    /// Which round, and where it stands.
    pub status: RoundStatus,
    /// What a ballot may hold.
    pub rules: RoundRules,
    /// When results are seen.
    pub results: ResultsVisibility,
    /// Who may vote.
    pub access: Access,
    /// Fields voted on.
    pub fields: Vec<FieldId>,
}

impl ConferenceView {
    /// What stands to vote in the round, for the rules; nothing without a round.
    pub fn slate(&self) -> Slate {
        let voted_on = self.round.as_ref().map_or(&[][..], |round| &round.fields);
        let fields = self.fields.iter().filter(|field| voted_on.contains(&field.id));
        fields
            .flat_map(|field| field.challenges.iter().map(|one| (one.id.clone(), field.id.clone())))
            .collect()
    }
}

/// `GET /api/v1/conferences/{code}/phone`: the conference and the caller's ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhoneView {
    /// The conference.
    pub conference: ConferenceView,
    /// The caller's ballot of the round; untouched for somebody new.
    pub ballot: Ballot,
}

/// Body of `PUT /api/v1/rounds/{id}/ballot`, as the server reads it; a phone sends its [`Ballot`].
///
/// Numbers are read wide, so that a negative or broken one is told apart from bad JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BallotRequest {
    /// Grows with every change, from 1.
    pub revision: Revision,
    /// Dots by challenge.
    #[cfg_attr(feature = "openapi", schema(value_type = Allocation))]
    pub dots: BTreeMap<String, serde_json::Number>,
}

/// A ballot that is none in form, before any rule is asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BallotFormError {
    /// Negative, broken or too large.
    #[error("dots are whole numbers from 0 on, not {value}")]
    NotAWholeNumber {
        /// The value as it came.
        value: String,
    },
    /// Something that is no id of a challenge.
    #[error("not a challenge: {value}")]
    NotAChallenge {
        /// The id as it came, cut to 40 characters.
        value: String,
    },
    /// More entries than any round has challenges.
    #[error("too many challenges on a ballot")]
    TooManyChallenges,
}

/// Most entries of a ballot that are looked at.
pub const MAX_BALLOT_ENTRIES: usize = 1_000;

impl TryFrom<BallotRequest> for Ballot {
    type Error = BallotFormError;

    fn try_from(request: BallotRequest) -> Result<Self, BallotFormError> {
        if request.dots.len() > MAX_BALLOT_ENTRIES {
            return Err(BallotFormError::TooManyChallenges);
        }
        let dots: Result<Allocation, BallotFormError> =
            request.dots.into_iter().map(|(id, number)| read_dots(&id, &number)).collect();
        Ok(Self { revision: request.revision, dots: dots? })
    }
}

fn read_dots(id: &str, number: &serde_json::Number) -> Result<(ChallengeId, u32), BallotFormError> {
    let cut = |text: &str| text.chars().take(40).collect::<String>();
    let challenge =
        ChallengeId::parse(id).map_err(|_| BallotFormError::NotAChallenge { value: cut(id) })?;
    let dots = number
        .as_u64()
        .and_then(|dots| u32::try_from(dots).ok())
        .ok_or_else(|| BallotFormError::NotAWholeNumber { value: cut(&number.to_string()) })?;
    Ok((challenge, dots))
}

/// Answer to `POST /api/v1/conferences/{code}/join`; the cookie comes beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Joined {}

/// Answer to `PUT` and `GET /api/v1/rounds/{id}/ballot`: what the server now holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BallotAnswer {
    /// The ballot on disk.
    pub ballot: Ballot,
}

/// `GET /api/v1/rounds/{id}/result`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundResult {
    /// Which round, and where it stands.
    pub round: RoundStatus,
    /// Joined and done.
    pub turnout: Turnout,
    /// Dots in all.
    pub dots: u64,
    /// By field, best first.
    pub fields: Vec<FieldResult>,
}

/// `GET /api/v1/conferences/{code}/board`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardView {
    /// The conference.
    pub conference: ConferenceView,
    /// The live state; `None` where there is no round.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub live: Option<crate::live::BoardState>,
    /// Address people type, such as `https://…/K7M4PX`.
    pub join_address: String,
    /// The QR code of that address: rows of modules, `true` is dark.
    pub qr: Vec<Vec<bool>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(r#"{"revision":1,"dots":{"a":-1}}"#, "dots are whole numbers from 0 on, not -1")]
    #[case(r#"{"revision":1,"dots":{"a":1.5}}"#, "dots are whole numbers from 0 on, not 1.5")]
    #[case(
        r#"{"revision":1,"dots":{"a":4294967296}}"#,
        "dots are whole numbers from 0 on, not 4294967296"
    )]
    #[case(r#"{"revision":1,"dots":{"A!":1}}"#, "not a challenge: A!")]
    fn a_broken_ballot_is_told_from_bad_json(#[case] body: &str, #[case] error: &str) {
        let request: BallotRequest = serde_json::from_str(body).unwrap();
        assert_eq!(Ballot::try_from(request).unwrap_err().to_string(), error);
    }

    #[test]
    fn a_ballot_survives_the_wire() {
        let ballot: Ballot =
            serde_json::from_str(r#"{"revision":3,"dots":{"a":2,"b":0}}"#).unwrap();
        let wire = serde_json::to_string(&ballot).unwrap();
        assert_eq!(wire, r#"{"revision":3,"dots":{"a":2}}"#);
        let request: BallotRequest = serde_json::from_str(&wire).unwrap();
        assert_eq!(Ballot::try_from(request), Ok(ballot));
    }
}
