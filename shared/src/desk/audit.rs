//! The audit log: who did what to which record, and when.

use crate::id::{AccountId, AuditEntryId};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Somebody with an account.
    Account {
        /// The account.
        id: AccountId,
        /// The name at that time.
        name: String,
    },
    /// Somebody at the server's command line.
    CommandLine,
    /// The provider of an offer, by a link that was mailed to it.
    Provider {
        /// The mail address of the link.
        mail: String,
    },
    /// The server itself.
    Server,
    /// Somebody with the secret link of a conference.
    OrganiserLink,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// An account was created.
    CreateAccount,
    /// Name, role or limits of an account were changed.
    ChangeAccount,
    /// An account was disabled.
    DisableAccount,
    /// A disabled account was enabled again.
    EnableAccount,
    /// An account was deleted with the person's data.
    DeleteAccount,
    /// Somebody was invited.
    Invite,
    /// A link to set a password was made, by an administrator or for somebody who forgot it.
    IssueLink,
    /// A password was set.
    SetPassword,
    /// Somebody signed in.
    SignIn,
    /// A second factor was taken into use.
    EnableSecondFactor,
    /// A second factor was given up or reset.
    DisableSecondFactor,
    /// All sessions of an account were ended.
    SignOutEverywhere,
    /// An offer was created.
    CreateOffer,
    /// An offer was changed.
    ChangeOffer,
    /// The state of an offer was changed: draft, in review, published, archived.
    ChangeStatus,
    /// An offer was confirmed to be right.
    VerifyOffer,
    /// An earlier version of an offer was restored.
    RestoreOffer,
    /// A file was imported.
    Import,
    /// An import was undone.
    UndoImport,
    /// Doubts about an offer were settled.
    SettleDoubts,
    /// A reader's report was closed.
    CloseReport,
    /// A reader's report was answered.
    AnswerReport,
    /// A provider's proposal was accepted.
    AcceptProposal,
    /// A provider's proposal was declined.
    DeclineProposal,
    /// A provider proposed a change.
    ProposeChange,
    /// A provider said that an offer has ended.
    ProposeEnd,
    /// A provider was asked by mail about offers.
    AskProvider,
    /// Words of mails were changed.
    ChangeMailWords,
    /// A provider was created or changed.
    ChangeProvider,
    /// A provider was deleted.
    DeleteProvider,
    /// The days without school were changed.
    ChangeSchoolFree,
    /// Towns or categories were changed.
    ChangeTerms,
    /// Words of the search were changed.
    ChangeWords,
    /// Figures about residents were entered.
    EnterResidents,
    /// Figures about residents were deleted.
    DeleteResidents,
    /// A conference was created.
    CreateConference,
    /// Title, place, date, languages or code of a conference were changed.
    ChangeConference,
    /// Fields or challenges of a conference were changed.
    ChangeContent,
    /// An account was given a conference to run, or it was taken away.
    AssignConference,
    /// A secret link for organisers without an account was made.
    IssueOrganiserLink,
    /// A round was prepared.
    PrepareRound,
    /// A prepared round was changed.
    ChangeRound,
    /// A prepared round was deleted.
    DeleteRound,
    /// A round was opened, for the first time or again.
    OpenRound,
    /// A round was closed.
    CloseRound,
    /// Opening or closing a round was taken back.
    TakeBackRound,
}

/// The kind of record that something was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// An account.
    Account,
    /// An offer.
    Offer,
    /// A provider.
    Provider,
    /// An import.
    Import,
    /// A reader's report.
    Report,
    /// A provider's proposal.
    Proposal,
    /// A setting or a list.
    Document,
    /// A conference.
    Conference,
}

/// An entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    /// Its id.
    pub id: AuditEntryId,
    /// When.
    pub at: Millis,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
    /// To which kind of record.
    pub kind: SubjectKind,
    /// The record's id.
    pub subject: String,
    /// More, such as the name of the record at that time; may be empty.
    pub detail: String,
}
