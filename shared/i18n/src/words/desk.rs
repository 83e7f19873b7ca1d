//! Words of the desk: errors, roles, entries of the audit log. Server only.

use super::{contact_error, text_error};
use crate::I18n;
use shared::desk::account::Role;
use shared::desk::audit::{Action, Actor};
use shared::desk::conferences::{CellReason, ConferenceError, WrongCell};
use shared::desk::offers::CareReason;
use shared::desk::providers::FieldReason;
use shared::desk::school_free::WrongLine;
use shared::desk::terms::{MAX_TERMS, TermReason, WrongTerm};
use shared::desk::words::WordsError;
use shared::desk::{AccountError, DeskError, FigureError, OpenIdError};
use shared::offer::OfferStatus;
use shared::provider::MAX_PERSONS;
use shared::search::vocabulary::{MAX_ENTRIES, VocabularyError};

/// The message for an error of the desk.
pub fn desk_error(i18n: I18n, error: &DeskError) -> String {
    match error {
        DeskError::SignedOut => i18n.desk_error_signed_out().to_owned(),
        DeskError::NotAllowed => i18n.desk_error_not_allowed().to_owned(),
        DeskError::Missing => i18n.desk_error_missing().to_owned(),
        DeskError::Account(error) => account_error(i18n, *error),
        DeskError::Figure(error) => figure_error(i18n, *error),
        DeskError::Fields(_) => i18n.desk_offer_refused().to_owned(),
        DeskError::SchoolFree(WrongLine { number, text }) => {
            i18n.desk_error_school_free(&number.to_string(), text)
        }
        DeskError::Terms(wrong) => {
            let lines = wrong.iter().map(|one| term_error(i18n, one));
            lines.collect::<Vec<_>>().join(" ")
        }
        DeskError::Words(error) => words_error(i18n, error),
        DeskError::HasOffers => i18n.desk_error_has_offers().to_owned(),
        DeskError::Conference(error) => conference_error(i18n, error),
    }
}

fn conference_error(i18n: I18n, error: &ConferenceError) -> String {
    match error {
        ConferenceError::Cells(_) => i18n.desk_offer_refused().to_owned(),
        ConferenceError::Text(error) => text_error(i18n, *error),
        ConferenceError::Changed => i18n.desk_conference_changed().to_owned(),
        ConferenceError::Joined => i18n.desk_conference_error_joined().to_owned(),
        ConferenceError::PutToVote { round } => i18n.desk_conference_error_vote(&round.to_string()),
        ConferenceError::RoundOpen { round } => i18n.desk_conference_error_open(&round.to_string()),
        ConferenceError::InRound { round } => i18n.desk_conference_error_round(&round.to_string()),
        ConferenceError::Unconfirmed => i18n.desk_conference_error_unconfirmed().to_owned(),
        ConferenceError::TooMany { most } => {
            i18n.desk_conference_error_many(&i18n.number(*most as u64))
        }
        ConferenceError::Account => i18n.desk_conference_error_account().to_owned(),
    }
}

/// What is wrong with a field of a conference's form.
pub fn wrong_cell(i18n: I18n, wrong: &WrongCell) -> String {
    match wrong.reason {
        CellReason::Text(error) => text_error(i18n, error),
        CellReason::Day => i18n.desk_conference_error_day().to_owned(),
        CellReason::TooMany { most } => i18n.desk_conference_error_many(&i18n.number(most as u64)),
    }
}

fn term_error(i18n: I18n, WrongTerm { label, reason }: &WrongTerm) -> String {
    match reason {
        TermReason::Text(error) => i18n.desk_terms_error_text(label, &text_error(i18n, *error)),
        TermReason::Position => i18n.desk_terms_error_position(label),
        TermReason::Place => i18n.desk_terms_error_place(label),
        TermReason::Twice => i18n.desk_terms_error_twice(label),
        TermReason::InUse { uses } => i18n.desk_terms_error_in_use(*uses, label),
        TermReason::Fixed => i18n.desk_terms_error_fixed(label),
        TermReason::Gone => i18n.desk_terms_error_gone(label),
        TermReason::NoId => i18n.desk_terms_error_no_id(label),
        TermReason::Changed => i18n.desk_error_changed().to_owned(),
        TermReason::Number => i18n.desk_terms_error_number(&i18n.number(MAX_TERMS as u64)),
    }
}

fn words_error(i18n: I18n, error: &WordsError) -> String {
    match error {
        WordsError::Label(error) => i18n.desk_words_error_label(&text_error(i18n, *error)),
        WordsError::NoId => i18n.desk_words_error_no_id().to_owned(),
        WordsError::Changed => i18n.desk_error_changed().to_owned(),
        WordsError::Empty => i18n.desk_words_error_empty().to_owned(),
        WordsError::Vocabulary(error) => vocabulary_error(i18n, error),
    }
}

/// Why a vocabulary is refused.
pub fn vocabulary_error(i18n: I18n, error: &VocabularyError) -> String {
    match error {
        VocabularyError::TooMany => i18n.import_vocabulary_size(&i18n.number(MAX_ENTRIES as u64)),
        VocabularyError::Repeated { id } => i18n.import_vocabulary_repeated(id),
        VocabularyError::Entry { id, entry } => i18n.import_vocabulary_entry(entry, id),
    }
}

fn figure_error(i18n: I18n, error: FigureError) -> String {
    match error {
        FigureError::Empty => i18n.desk_figures_error_empty().to_owned(),
        FigureError::NoHeadings => i18n.desk_figures_error_headings().to_owned(),
        FigureError::TooLarge => i18n.desk_figures_error_large().to_owned(),
        FigureError::Title(error) => i18n.desk_figures_error_title(&text_error(i18n, error)),
        FigureError::Source(error) => i18n.desk_figures_error_source(&text_error(i18n, error)),
        FigureError::Day => i18n.desk_figures_error_day().to_owned(),
        FigureError::City => i18n.desk_error_city().to_owned(),
    }
}

/// What is wrong with a field of a provider.
pub fn field_reason(i18n: I18n, reason: FieldReason) -> String {
    match reason {
        FieldReason::Text(error) => text_error(i18n, error),
        FieldReason::Contact(error) => contact_error(i18n, error),
        FieldReason::City => i18n.desk_error_city().to_owned(),
        FieldReason::Category => i18n.desk_error_category().to_owned(),
        FieldReason::Kind => i18n.desk_error_institution_kind().to_owned(),
        FieldReason::Position => i18n.desk_error_position().to_owned(),
        FieldReason::TooManyPersons => i18n.desk_error_persons(&i18n.number(MAX_PERSONS as u64)),
    }
}

fn account_error(i18n: I18n, error: AccountError) -> String {
    match error {
        AccountError::Credentials => i18n.desk_error_credentials().to_owned(),
        AccountError::TooManyAttempts { seconds } => i18n.desk_error_attempts(seconds),
        AccountError::Code => i18n.desk_error_code().to_owned(),
        AccountError::Link => i18n.desk_error_link().to_owned(),
        AccountError::PasswordTooShort { min } => {
            i18n.desk_error_password_short(&i18n.number(min as u64))
        }
        AccountError::PasswordTooLong { max } => {
            i18n.desk_error_password_long(&i18n.number(max as u64))
        }
        AccountError::PasswordWeak => i18n.desk_error_password_weak().to_owned(),
        AccountError::PasswordsDiffer => i18n.desk_error_passwords_differ().to_owned(),
        AccountError::Name(error) => i18n.desk_error_name(&text_error(i18n, error)),
        AccountError::Mail(error) => contact_error(i18n, error),
        AccountError::MailTaken => i18n.desk_error_mail_taken().to_owned(),
        AccountError::Role => i18n.desk_error_role().to_owned(),
        AccountError::Provider => i18n.desk_error_provider().to_owned(),
        AccountError::City => i18n.desk_error_city().to_owned(),
        AccountError::LastAdministrator => i18n.desk_error_last_administrator().to_owned(),
        AccountError::OpenId(error) => openid_error(i18n, error).to_owned(),
    }
}

fn openid_error(i18n: I18n, error: OpenIdError) -> &'static str {
    match error {
        OpenIdError::Unreachable => i18n.desk_openid_unreachable(),
        OpenIdError::Denied => i18n.desk_openid_denied(),
        OpenIdError::Expired => i18n.desk_openid_expired(),
        OpenIdError::Token => i18n.desk_openid_token(),
        OpenIdError::MailNotVerified => i18n.desk_openid_mail(),
        OpenIdError::NoAccount => i18n.desk_openid_no_account(),
    }
}

/// The name of a role.
pub fn role_name(i18n: I18n, role: Role) -> &'static str {
    match role {
        Role::Administrator => i18n.desk_role_administrator(),
        Role::Editor => i18n.desk_role_editor(),
        Role::Provider => i18n.desk_role_provider(),
        Role::Organiser => i18n.desk_role_organiser(),
        Role::Planner => i18n.desk_role_planner(),
    }
}

/// Who did something.
pub fn actor_name(i18n: I18n, actor: &Actor) -> String {
    match actor {
        Actor::Account { name, .. } => name.clone(),
        Actor::CommandLine => i18n.desk_actor_command_line().to_owned(),
        Actor::Provider { mail } => i18n.desk_actor_provider(mail),
        Actor::Server => i18n.desk_actor_server().to_owned(),
        Actor::OrganiserLink => i18n.desk_actor_organiser_link().to_owned(),
    }
}

/// What was done.
pub fn action_name(i18n: I18n, action: Action) -> &'static str {
    match action {
        Action::CreateAccount => i18n.desk_action_create_account(),
        Action::ChangeAccount => i18n.desk_action_change_account(),
        Action::DisableAccount => i18n.desk_action_disable_account(),
        Action::EnableAccount => i18n.desk_action_enable_account(),
        Action::DeleteAccount => i18n.desk_action_delete_account(),
        Action::Invite => i18n.desk_action_invite(),
        Action::IssueLink => i18n.desk_action_issue_link(),
        Action::SetPassword => i18n.desk_action_set_password(),
        Action::SignIn => i18n.desk_action_sign_in(),
        Action::EnableSecondFactor => i18n.desk_action_enable_second_factor(),
        Action::DisableSecondFactor => i18n.desk_action_disable_second_factor(),
        Action::SignOutEverywhere => i18n.desk_action_sign_out_everywhere(),
        Action::CreateOffer => i18n.desk_action_create_offer(),
        Action::ChangeOffer => i18n.desk_action_change_offer(),
        Action::ChangeStatus => i18n.desk_action_change_status(),
        Action::VerifyOffer => i18n.desk_action_verify_offer(),
        Action::RestoreOffer => i18n.desk_action_restore_offer(),
        Action::Import => i18n.desk_action_import(),
        Action::UndoImport => i18n.desk_action_undo_import(),
        Action::SettleDoubts => i18n.desk_action_settle_doubts(),
        Action::CloseReport => i18n.desk_action_close_report(),
        Action::AnswerReport => i18n.desk_action_answer_report(),
        Action::AcceptProposal => i18n.desk_action_accept_proposal(),
        Action::DeclineProposal => i18n.desk_action_decline_proposal(),
        Action::ProposeChange => i18n.desk_action_propose_change(),
        Action::ProposeEnd => i18n.desk_action_propose_end(),
        Action::AskProvider => i18n.desk_action_ask_provider(),
        Action::ChangeMailWords => i18n.desk_action_change_mail_words(),
        Action::ChangeProvider => i18n.desk_action_change_provider(),
        Action::DeleteProvider => i18n.desk_action_delete_provider(),
        Action::ChangeSchoolFree => i18n.desk_action_change_school_free(),
        Action::ChangeTerms => i18n.desk_action_change_terms(),
        Action::ChangeWords => i18n.desk_action_change_words(),
        Action::EnterResidents => i18n.desk_action_enter_residents(),
        Action::DeleteResidents => i18n.desk_action_delete_residents(),
        Action::CreateConference => i18n.desk_action_create_conference(),
        Action::ChangeConference => i18n.desk_action_change_conference(),
        Action::ChangeContent => i18n.desk_action_change_content(),
        Action::AssignConference => i18n.desk_action_assign_conference(),
        Action::IssueOrganiserLink => i18n.desk_action_issue_organiser_link(),
        Action::PrepareRound => i18n.desk_action_prepare_round(),
        Action::ChangeRound => i18n.desk_action_change_round(),
        Action::DeleteRound => i18n.desk_action_delete_round(),
        Action::OpenRound => i18n.desk_action_open_round(),
        Action::CloseRound => i18n.desk_action_close_round(),
        Action::TakeBackRound => i18n.desk_action_take_back_round(),
    }
}

/// The status of an offer.
pub fn status_name(i18n: I18n, status: OfferStatus) -> &'static str {
    match status {
        OfferStatus::Draft => i18n.desk_status_draft(),
        OfferStatus::InReview => i18n.desk_status_in_review(),
        OfferStatus::Published => i18n.desk_status_published(),
        OfferStatus::Archived => i18n.desk_status_archived(),
    }
}

/// Why an offer needs care.
pub fn care_name(i18n: I18n, reason: CareReason) -> &'static str {
    match reason {
        CareReason::Reported => i18n.desk_care_reported(),
        CareReason::Doubtful => i18n.desk_care_doubtful(),
        CareReason::InReview => i18n.desk_care_in_review(),
        CareReason::Stale => i18n.desk_care_stale(),
        CareReason::Outdated => i18n.desk_care_outdated(),
        CareReason::EndsSoon => i18n.desk_care_ends_soon(),
        CareReason::Draft => i18n.desk_care_draft(),
    }
}

/// What it means that offers need care for this reason.
pub fn care_explanation(i18n: I18n, reason: CareReason) -> &'static str {
    match reason {
        CareReason::Reported => i18n.desk_care_about_reported(),
        CareReason::Doubtful => i18n.desk_care_about_doubtful(),
        CareReason::InReview => i18n.desk_care_about_in_review(),
        CareReason::Stale => i18n.desk_care_about_stale(),
        CareReason::Outdated => i18n.desk_care_about_outdated(),
        CareReason::EndsSoon => i18n.desk_care_about_ends_soon(),
        CareReason::Draft => i18n.desk_care_about_draft(),
    }
}
