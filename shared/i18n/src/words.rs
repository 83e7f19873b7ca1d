//! Texts for errors and states, by exhaustive matches: a new variant does not compile until it has
//! a text in every language.

#[cfg(feature = "server")]
pub mod desk;
#[cfg(feature = "server")]
pub mod worksheets;

use crate::I18n;
use jiff::civil::Time;
use shared::api::{
    BallotFormError, ExclusionDocument, LateEntry, MAX_REASON, ReportError, RoundDocument,
};
use shared::contact::ContactError;
use shared::doubt::{Assumption, DoubtReason};
use shared::error::{AppError, Missing};
use shared::language::UiLanguage;
use shared::live::MAX_MESSAGE;
use shared::outbox::Delivery;
use shared::provider::InstitutionKind;
use shared::search::{Facet, QueryError};
use shared::text::{MAX_LINE, TextError};
use shared::voting::ballot::BallotError;
use shared::voting::join_code::JoinCodeError;
use shared::voting::round::{
    Access, Budget, FieldChoice, HeadingRule, MAX_DOTS, MAX_SHORTLIST, RoundRules, RoundState,
    RulesError, TransitionError,
};

/// The review state of the interface's texts in a language.
pub fn text_state(i18n: I18n, language: UiLanguage) -> &'static str {
    match language {
        UiLanguage::De => i18n.about_texts_checked(),
        UiLanguage::DeSimple => i18n.about_texts_plain(),
        UiLanguage::En | UiLanguage::Tr | UiLanguage::Ar | UiLanguage::Uk => {
            i18n.about_texts_translated()
        }
    }
}

/// The message for an error.
pub fn app_error(i18n: I18n, error: &AppError) -> String {
    match error {
        AppError::NotFound(what) => missing(i18n, *what).to_owned(),
        AppError::Code(error) => join_code_error(i18n, *error),
        AppError::Query(error) => query_error(i18n, error),
        AppError::Ballot(error) => ballot_error(i18n, error),
        AppError::BallotForm(error) => ballot_form_error(i18n, error),
        AppError::Transition(error) => transition_error(i18n, *error).to_owned(),
        AppError::Report(error) => report_error(i18n, *error),
        AppError::NoParticipant => i18n.error_no_participant().to_owned(),
        AppError::NoPersonalCode => i18n.error_no_personal_code().to_owned(),
        AppError::UnknownPersonalCode => i18n.error_unknown_personal_code().to_owned(),
        AppError::TooManyAttempts => i18n.error_guesses().to_owned(),
        AppError::TooManyReceipts => i18n.error_receipt_guesses().to_owned(),
        AppError::Rules(error) => rules_error(i18n, *error),
        AppError::Cards { max } => i18n.error_cards(&i18n.number(u64::from(*max))),
        AppError::Paper { max } => i18n.error_paper(&i18n.number(u64::from(*max))),
        AppError::Reason => i18n.error_reason(&MAX_REASON.to_string()),
        AppError::Message => i18n.error_message(&MAX_MESSAGE.to_string()),
        AppError::NoBurst => i18n.error_no_burst().to_owned(),
        AppError::Receipt => i18n.error_receipt().to_owned(),
        AppError::ResultsHidden => i18n.error_results_hidden().to_owned(),
        AppError::ContentType => i18n.error_content_type().to_owned(),
        AppError::Malformed => i18n.error_malformed().to_owned(),
        AppError::TooLarge { limit } => i18n.error_too_large(&i18n.number(limit / 1024)),
        AppError::TooSlow => i18n.error_too_slow().to_owned(),
        AppError::CrossSite => i18n.error_cross_site().to_owned(),
        AppError::Offline => i18n.error_offline().to_owned(),
        AppError::NotStored => i18n.error_not_stored().to_owned(),
        AppError::Internal { incident } => i18n.error_internal(incident),
    }
}

/// Why words of an imported cell are doubtful.
pub fn doubt_reason(i18n: I18n, reason: &DoubtReason) -> String {
    let words = match reason {
        DoubtReason::Unreadable => i18n.doubt_unreadable(),
        DoubtReason::Partly => i18n.doubt_partly(),
        DoubtReason::Ambiguous => i18n.doubt_ambiguous(),
        DoubtReason::Assumed(assumption) => assumed(i18n, *assumption),
        DoubtReason::Similar { label } => return i18n.doubt_similar(label),
        DoubtReason::LostLetters => i18n.doubt_lost_letters(),
        DoubtReason::FormulaError => i18n.doubt_formula_error(),
    };
    words.to_owned()
}

fn assumed(i18n: I18n, assumption: Assumption) -> &'static str {
    match assumption {
        Assumption::Year => i18n.doubt_year(),
        Assumption::Day => i18n.doubt_day(),
        Assumption::FirstWeek => i18n.doubt_first_week(),
        Assumption::LeadingZero => i18n.doubt_zero_added(),
        Assumption::CountryCode => i18n.doubt_country_code(),
        Assumption::Spelling => i18n.doubt_spelling(),
        Assumption::Town => i18n.doubt_town(),
    }
}

/// The message for a missing resource.
pub fn missing(i18n: I18n, what: Missing) -> &'static str {
    match what {
        Missing::Page => i18n.error_no_page(),
        Missing::Offer => i18n.error_no_offer(),
        Missing::Provider => i18n.error_no_provider(),
        Missing::Conference => i18n.error_no_conference(),
        Missing::Round => i18n.error_no_round(),
        Missing::Organiser => i18n.error_no_organiser(),
    }
}

fn join_code_error(i18n: I18n, error: JoinCodeError) -> String {
    match error {
        JoinCodeError::Length { given: 0, .. } => i18n.error_code_empty().to_owned(),
        JoinCodeError::Length { given, expected } => {
            i18n.error_code_length(&given.to_string(), &expected.to_string())
        }
        JoinCodeError::Character { character } => i18n.error_code_character(&character.to_string()),
    }
}

fn query_error(i18n: I18n, error: &QueryError) -> String {
    match error {
        QueryError::Text { error } => text_error(i18n, *error),
        QueryError::Value { facet, value } => {
            i18n.error_filter_value(self::facet(i18n, *facet), value)
        }
        QueryError::TooManyValues { facet } => i18n.error_filter_values(self::facet(i18n, *facet)),
        QueryError::Near { value } => i18n.error_near(value),
        QueryError::Sort { value } => i18n.error_sort(value),
        QueryError::Page => i18n.error_page_number().to_owned(),
        QueryError::Language => i18n.error_language().to_owned(),
    }
}

/// Name of a filter.
pub fn facet(i18n: I18n, facet: Facet) -> &'static str {
    facet_name(i18n, facet.name())
}

/// Name of a filter by its name in an address.
pub fn facet_name(i18n: I18n, name: &str) -> &'static str {
    i18n.lookup_taxonomy(&format!("facet.{name}")).unwrap_or_default()
}

/// Name of a filter value: from the interface, else the record's label, else its id.
pub fn facet_value(i18n: I18n, name: &str, id: &str, label: &str) -> String {
    let own = if label.is_empty() { id } else { label };
    i18n.lookup_taxonomy(&format!("{name}.{id}")).unwrap_or(own).to_owned()
}

/// Name of a kind of institution.
pub fn institution_kind(i18n: I18n, kind: InstitutionKind) -> &'static str {
    i18n.lookup_taxonomy(&format!("institution.{}", kind.name())).unwrap_or_default()
}

fn report_error(i18n: I18n, error: ReportError) -> String {
    match error {
        ReportError::Text(error) => i18n.error_report_text(&text_error(i18n, error)),
        ReportError::ReplyTo(error) => i18n.error_report_reply(&contact_error(i18n, error)),
        ReportError::TooMany => i18n.error_report_flood().to_owned(),
    }
}

/// Why a ballot was rejected.
pub fn ballot_error(i18n: I18n, error: &BallotError) -> String {
    match error {
        BallotError::TooManyInField { given, allowed, .. } => {
            i18n.error_dots_field(&allowed.to_string(), &given.to_string())
        }
        BallotError::TooManyInAll { given, allowed } => {
            i18n.error_dots_all(&allowed.to_string(), &given.to_string())
        }
        BallotError::TooManyOnChallenge { given, allowed, .. } => {
            i18n.error_dots_challenge(&allowed.to_string(), &given.to_string())
        }
        BallotError::UnknownChallenge { .. } => i18n.error_foreign_challenge().to_owned(),
        BallotError::UnknownField { .. } => i18n.error_foreign_field().to_owned(),
        BallotError::NotChosen { .. } => i18n.error_not_chosen().to_owned(),
        BallotError::NotOpenYet => i18n.error_not_open_yet().to_owned(),
        BallotError::Closed => i18n.error_closed().to_owned(),
        BallotError::ChangedElsewhere => i18n.error_changed_elsewhere().to_owned(),
        BallotError::Revision => i18n.error_malformed().to_owned(),
    }
}

fn ballot_form_error(i18n: I18n, error: &BallotFormError) -> String {
    match error {
        BallotFormError::NotAWholeNumber { value } => i18n.error_dots_number(value),
        BallotFormError::NotAChallenge { .. } => i18n.error_foreign_challenge().to_owned(),
        BallotFormError::TooManyChallenges => i18n.error_malformed().to_owned(),
    }
}

fn transition_error(i18n: I18n, error: TransitionError) -> &'static str {
    match error {
        TransitionError::AlreadyOpened => i18n.error_already_opened(),
        TransitionError::NotOpen => i18n.error_not_open(),
        TransitionError::NotClosed => i18n.error_not_closed(),
        TransitionError::OtherOpen => i18n.error_other_open(),
        TransitionError::HasBallots => i18n.error_has_ballots(),
    }
}

/// Why the settings of a round are invalid.
pub fn rules_error(i18n: I18n, error: RulesError) -> String {
    match error {
        RulesError::Budget => i18n.error_rules_budget(&MAX_DOTS.to_string()),
        RulesError::MaxPerChallenge => i18n.error_rules_max().to_owned(),
        RulesError::Fields => i18n.error_rules_fields().to_owned(),
        RulesError::Name => i18n.error_rules_name(&MAX_LINE.to_string()),
        RulesError::Shortlist => i18n.error_rules_shortlist(&MAX_SHORTLIST.to_string()),
    }
}

/// Why a text was rejected.
pub fn text_error(i18n: I18n, error: TextError) -> String {
    match error {
        TextError::Empty => i18n.error_text_empty().to_owned(),
        TextError::TooLong { length, max } => {
            i18n.error_text_long(&i18n.number(length as u64), &i18n.number(max as u64))
        }
        TextError::ControlCharacter => i18n.error_text_control().to_owned(),
    }
}

/// Why contact data was rejected.
pub fn contact_error(i18n: I18n, error: ContactError) -> String {
    match error {
        ContactError::Phone => i18n.error_phone(),
        ContactError::Mail => i18n.error_mail(),
        ContactError::Web => i18n.error_web(),
    }
    .to_owned()
}

/// The delivery status of a ballot; the phone always shows one of these.
pub fn delivery(i18n: I18n, delivery: &Delivery) -> String {
    match delivery {
        Delivery::Untouched => i18n.vote_untouched().to_owned(),
        Delivery::OnThisPhoneOnly => i18n.vote_on_this_phone().to_owned(),
        Delivery::Counted => i18n.vote_counted().to_owned(),
        Delivery::Refused(words) => i18n.vote_refused(words),
    }
}

/// That sticky dots were last entered after the round had closed, and when.
pub fn paper_note(i18n: I18n, round: &RoundDocument) -> Option<String> {
    let entry = round.paper_after_closing?;
    Some(i18n.result_paper_late(&i18n.date(entry.day), &late_time(i18n, entry)))
}

/// Which ballots were left out of the count or counted again after the round had closed, and why.
pub fn exclusion_notes(i18n: I18n, round: &RoundDocument) -> Vec<String> {
    round.exclusions.iter().map(|exclusion| exclusion_note(i18n, exclusion)).collect()
}

fn exclusion_note(i18n: I18n, exclusion: &ExclusionDocument) -> String {
    let (ballots, reason) = (i18n.number(exclusion.ballots), exclusion.reason.as_str());
    if let Some(restored) = exclusion.restored {
        let (date, time) = (i18n.date(restored.day), late_time(i18n, restored));
        return i18n.result_restored(&ballots, &date, reason, &time);
    }
    let joined_at = i18n.time_with_seconds(exclusion.joined_at.time);
    let note = i18n.result_excluded(&ballots, reason, &joined_at);
    let late = exclusion
        .after_closing
        .map(|entry| i18n.result_excluded_late(&i18n.date(entry.day), &late_time(i18n, entry)));
    std::iter::once(note).chain(late).collect::<Vec<_>>().join(" · ")
}

fn late_time(i18n: I18n, entry: LateEntry) -> String {
    let minute = |minute: u16| i8::try_from(minute).unwrap_or_default();
    let time = Time::constant(0, 0, 0, 0)
        .with()
        .hour(minute(entry.minute / 60))
        .minute(minute(entry.minute % 60))
        .build()
        .unwrap_or_default();
    i18n.time(time)
}

/// The rules of a round, in a few sentences.
pub fn rules(i18n: I18n, rules: &RoundRules) -> String {
    let most = i18n.vote_max_per_challenge(u64::from(rules.max_per_challenge));
    let dots = u64::from(rules.budget.dots());
    let budget = match (rules.choice, rules.budget) {
        (FieldChoice::One, _) => i18n.vote_rule_workshop(dots),
        (FieldChoice::All, Budget::Field(_)) => i18n.vote_rule_field(dots),
        (FieldChoice::All, Budget::Round(_)) => i18n.vote_rule_all(dots),
    };
    let headings = match rules.headings {
        HeadingRule::OwnAndParts => return [budget, most].join(" "),
        HeadingRule::OwnOnly => i18n.vote_rule_own_only(),
        HeadingRule::PartsOnly => i18n.vote_rule_parts_only(),
        HeadingRule::NoVotes => i18n.vote_rule_no_votes(),
    };
    [&*budget, &*most, headings].join(" ")
}

/// What challenges with sub-challenges do, for who sets up a round.
pub fn heading_rule(i18n: I18n, rule: HeadingRule) -> &'static str {
    match rule {
        HeadingRule::OwnAndParts => i18n.organise_headings_own_and_parts(),
        HeadingRule::OwnOnly => i18n.organise_headings_own_only(),
        HeadingRule::PartsOnly => i18n.organise_headings_parts_only(),
        HeadingRule::NoVotes => i18n.organise_headings_no_votes(),
    }
}

/// The state of a round, for who steers it.
pub fn steered_round_state(i18n: I18n, state: RoundState) -> &'static str {
    match state {
        RoundState::Prepared => i18n.organise_prepared(),
        RoundState::Closing { .. } => i18n.organise_closing(),
        RoundState::Open | RoundState::Closed => round_state(i18n, state),
    }
}

/// The state of a round, for who votes in it.
pub fn round_state(i18n: I18n, state: RoundState) -> &'static str {
    match state {
        RoundState::Prepared => i18n.vote_prepared(),
        RoundState::Open => i18n.vote_open(),
        RoundState::Closing { .. } => i18n.vote_closing(),
        RoundState::Closed => i18n.vote_closed(),
    }
}

/// Who may vote in a round.
pub fn round_access(i18n: I18n, access: Access) -> &'static str {
    match access {
        Access::Open => i18n.organise_access_open(),
        Access::SharedDevices => i18n.organise_access_shared(),
        Access::PersonalCodes => i18n.organise_access_codes(),
    }
}
