//! Why the desk refuses something. Data, not sentences; the words are in `i18n::words::desk`.

use super::conferences::ConferenceError;
use super::providers::WrongField;
use super::school_free::WrongLine;
use super::terms::WrongTerm;
use super::words::WordsError;
use crate::contact::ContactError;
use crate::text::TextError;

/// Why the desk refuses a request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeskError {
    /// Nobody is signed in, or the session has ended.
    #[error("nobody is signed in")]
    SignedOut,
    /// The role does not include this.
    #[error("the role does not include this")]
    NotAllowed,
    /// There is no such record.
    #[error("there is no such record")]
    Missing,
    /// Something is wrong with an account, a link or a password.
    #[error("account: {0}")]
    Account(AccountError),
    /// Fields of a provider are wrong.
    #[error("{} wrong fields", .0.len())]
    Fields(Vec<WrongField>),
    /// A line of the days without school is wrong.
    #[error(transparent)]
    SchoolFree(#[from] WrongLine),
    /// Towns or categories are wrong.
    #[error("{} wrong terms", .0.len())]
    Terms(Vec<WrongTerm>),
    /// Words of the search are wrong.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// A provider that offers name cannot be deleted.
    #[error("the provider has offers")]
    HasOffers,
    /// Something is wrong with a table of residents.
    #[error("residents: {0}")]
    Figure(FigureError),
    /// A change of a conference is refused.
    #[error("conference: {0}")]
    Conference(#[from] ConferenceError),
}

/// Why a table of residents is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigureError {
    /// No place with a number is in it.
    #[error("no place with a number")]
    Empty,
    /// Several columns, and no line says what they are.
    #[error("columns without headings")]
    NoHeadings,
    /// Too many places or groups.
    #[error("too many places or groups")]
    TooLarge,
    /// Not a title.
    #[error("title: {0}")]
    Title(TextError),
    /// No source.
    #[error("source: {0}")]
    Source(TextError),
    /// Not a day.
    #[error("not a day")]
    Day,
    /// A town that does not exist.
    #[error("no such town")]
    City,
}

impl From<FigureError> for DeskError {
    fn from(error: FigureError) -> Self {
        Self::Figure(error)
    }
}

/// Why an account, a link or a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// Mail address and password do not belong together; which of them is wrong is not said.
    #[error("wrong mail address or password")]
    Credentials,
    /// Too many wrong passwords for this account.
    #[error("too many wrong passwords, {seconds} s to wait")]
    TooManyAttempts {
        /// Time until the next attempt, in seconds.
        seconds: u64,
    },
    /// Not the code that the app shows, or one that was used.
    #[error("wrong code")]
    Code,
    /// The link is used, expired, revoked, or was never issued.
    #[error("the link is not valid")]
    Link,
    /// The password is shorter than this.
    #[error("the password has fewer than {min} characters")]
    PasswordTooShort {
        /// Fewest characters.
        min: usize,
    },
    /// The password is longer than this.
    #[error("the password has more than {max} characters")]
    PasswordTooLong {
        /// Most characters.
        max: usize,
    },
    /// The password holds too little that others could not guess.
    #[error("the password is easy to guess")]
    PasswordWeak,
    /// The two passwords differ.
    #[error("the passwords differ")]
    PasswordsDiffer,
    /// Not a name.
    #[error("name: {0}")]
    Name(TextError),
    /// Not a mail address.
    #[error("mail: {0}")]
    Mail(ContactError),
    /// Another account has this mail address.
    #[error("the mail address is taken")]
    MailTaken,
    /// Not a role.
    #[error("no such role")]
    Role,
    /// A role that needs a provider has none, or one that does not exist.
    #[error("no such provider")]
    Provider,
    /// A town that does not exist.
    #[error("no such town")]
    City,
    /// The last administrator cannot be taken away.
    #[error("the last administrator")]
    LastAdministrator,
    /// Signing in by OpenID Connect did not work.
    #[error("OpenID Connect: {0}")]
    OpenId(OpenIdError),
}

/// Why somebody is not signed in by OpenID Connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenIdError {
    /// The provider does not answer, or not as it should.
    #[error("the provider cannot be used")]
    Unreachable,
    /// The person, or the provider, did not agree.
    #[error("the provider denies it")]
    Denied,
    /// They did not come from here, or not in time, or a second time.
    #[error("the attempt is not valid")]
    Expired,
    /// What the provider says about the person is not valid.
    #[error("the token is not valid")]
    Token,
    /// The provider does not vouch for a mail address.
    #[error("no verified mail address")]
    MailNotVerified,
    /// No account has this mail address, or it is disabled.
    #[error("no account")]
    NoAccount,
}

impl From<AccountError> for DeskError {
    fn from(error: AccountError) -> Self {
        Self::Account(error)
    }
}

impl DeskError {
    /// The HTTP status it answers with.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignedOut => 401,
            Self::NotAllowed => 403,
            Self::Missing => 404,
            Self::Account(AccountError::TooManyAttempts { .. }) => 429,
            Self::Account(AccountError::Link) => 410,
            Self::Account(AccountError::OpenId(OpenIdError::Unreachable)) => 502,
            Self::HasOffers | Self::Conference(ConferenceError::Changed) => 409,
            Self::Account(_)
            | Self::Fields(_)
            | Self::SchoolFree(_)
            | Self::Terms(_)
            | Self::Words(_)
            | Self::Figure(_)
            | Self::Conference(_) => 422,
        }
    }
}
