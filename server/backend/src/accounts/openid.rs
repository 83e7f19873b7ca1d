//! Signing in by OpenID Connect: authorisation code with PKCE, at the one provider that the operator
//! has set.
//!
//! The provider says who somebody is; accounts, roles and the second factor stay here. An account is
//! found by the mail address that the provider has verified, and never created.

mod attempt;
mod discovery;
mod id_token;
mod keys;
mod provider;

pub use attempt::OpenIdAttempt;
pub use provider::{OpenIdProvider, OpenIdSettings, OpenIdSettingsError};

use super::sign_in::StartedSession;
use crate::db::accounts;
use crate::error::ServiceError;
use crate::service::Service;
use discovery::Discovery;
use form_urlencoded::Serializer;
use id_token::{ClaimedMail, Expected, Identity, MailClaims, TokenError};
use keys::KeySet;
use provider::{Call, RequestError};
use serde::Deserialize;
use shared::contact::Mail;
use shared::desk::{DeskError, OpenIdError};

/// Where to send somebody who wants to sign in.
#[derive(Clone, Debug)]
pub struct OpenIdStart {
    /// The provider's address.
    pub address: String,
    /// What their browser keeps until it comes back.
    pub attempt: OpenIdAttempt,
}

/// What somebody brings back from the provider, all of it as it was sent.
#[derive(Clone, Copy, Debug)]
pub struct OpenIdReturn<'a> {
    /// What the browser has kept.
    pub attempt: Option<&'a OpenIdAttempt>,
    /// By which the attempt is recognised.
    pub state: &'a str,
    /// Which the provider gives a token for.
    pub code: &'a str,
    /// Why there is no code.
    pub error: Option<&'a str>,
    /// The page they come back to, as it was when they were sent out.
    pub redirect_uri: &'a str,
}

/// The answer of the token endpoint.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

/// The answer about the owner of an access token.
#[derive(Deserialize)]
struct UserInfo {
    sub: String,
    #[serde(flatten)]
    mail: MailClaims,
}

/// Why nobody could be identified.
#[derive(Debug, thiserror::Error)]
enum IdentifyError {
    #[error("request: {0}")]
    Request(#[from] RequestError),
    #[error("code: {0}")]
    Code(RequestError),
    #[error("token: {0}")]
    Token(#[from] TokenError),
    #[error("the answer about the person is about another one")]
    Subject,
}

impl Service {
    /// What people call the provider they can sign in with; `None` where there is none.
    pub fn openid_name(&self) -> Option<&str> {
        self.0.settings.openid.as_ref().map(OpenIdProvider::name)
    }

    /// Begins to sign somebody in, who then goes to the provider and comes back to `redirect_uri`.
    ///
    /// # Errors
    /// [`OpenIdError::Unreachable`], [`DeskError::Missing`] where there is no provider.
    pub async fn start_openid(
        &self,
        redirect_uri: &str,
        next: &str,
    ) -> Result<OpenIdStart, ServiceError> {
        let provider = self.openid_provider()?;
        let now = self.0.clock.now();
        let discovery = provider.discover(now).await.map_err(|error| refuse(&error.into()))?;
        let (attempt, secret) = (OpenIdAttempt::new(now, next), &self.0.settings.secret);
        let query = Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("scope", "openid email")
            .append_pair("client_id", &provider.0.client_id)
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("state", &attempt.state(secret))
            .append_pair("nonce", &attempt.nonce(secret))
            .append_pair("code_challenge", &attempt.challenge(secret))
            .append_pair("code_challenge_method", "S256")
            .finish();
        let endpoint = discovery.authorization_endpoint;
        let separator = if endpoint.contains('?') { '&' } else { '?' };
        Ok(OpenIdStart { address: format!("{endpoint}{separator}{query}"), attempt })
    }

    /// Signs somebody in who comes back from the provider, or asks for the code of the second factor.
    ///
    /// # Errors
    /// [`OpenIdError`], [`DeskError::Missing`] where there is no provider.
    pub async fn finish_openid(
        &self,
        returned: OpenIdReturn<'_>,
    ) -> Result<StartedSession, ServiceError> {
        let provider = self.openid_provider()?;
        let (secret, now) = (&self.0.settings.secret, self.0.clock.now());
        let is_valid = |attempt: &&OpenIdAttempt| attempt.is_valid(secret, returned.state, now);
        let attempt = returned.attempt.filter(is_valid).ok_or(OpenIdError::Expired)?;
        if let Some(error) = returned.error {
            return Err(refusal_of_provider(error).into());
        }
        let identity =
            self.identify(provider, attempt, returned).await.map_err(|error| refuse(&error))?;
        let mail = identity.mail.filter(|mail| mail.is_verified);
        let mail = mail.ok_or(OpenIdError::MailNotVerified)?;
        // Letters of other scripts stay as they are: some of them become ASCII in lower case, and then
        // the address would be another one than the provider has verified.
        let mail = Mail::parse(&mail.address.to_ascii_lowercase());
        let mail = mail.map_err(|_| OpenIdError::NoAccount)?;
        let account = accounts::find_by_mail(&mut self.0.db.read().await?, &mail).await?;
        let account = account.filter(|account| account.disabled_at.is_none());
        let account = account.ok_or(OpenIdError::NoAccount)?;
        let mut tx = self.0.db.write().await?;
        let started = self.start_session(&mut tx, &account).await?;
        tx.commit().await?;
        Ok(started)
    }

    fn openid_provider(&self) -> Result<&OpenIdProvider, ServiceError> {
        self.0.settings.openid.as_ref().ok_or(DeskError::Missing.into())
    }

    /// Exchanges the code for a token, and finds out who that is about.
    async fn identify(
        &self,
        provider: &OpenIdProvider,
        attempt: &OpenIdAttempt,
        returned: OpenIdReturn<'_>,
    ) -> Result<Identity, IdentifyError> {
        let secret = &self.0.settings.secret;
        let discovery = provider.discover(self.0.clock.now()).await?;
        let call = code_call(provider, &discovery, &attempt.verifier(secret), returned);
        let tokens: Tokens = provider.request(call).await.map_err(code_error)?;
        let call = Call { url: discovery.jwks_uri, ..Call::default() };
        let keys: KeySet = provider.request(call).await?;
        let expected = Expected {
            issuer: &provider.0.issuer,
            client_id: &provider.0.client_id,
            nonce: &attempt.nonce(secret),
            now: self.0.clock.now(),
        };
        let identity = id_token::verify(&tokens.id_token, &keys, &expected)?;
        match (discovery.userinfo_endpoint, tokens.access_token) {
            (Some(url), Some(access_token)) if identity.mail.is_none() => {
                let mail = ask_for_mail(provider, url, &access_token, &identity.subject).await?;
                Ok(Identity { mail, ..identity })
            }
            _ => Ok(identity),
        }
    }
}

/// The request that exchanges a code for tokens.
fn code_call(
    provider: &OpenIdProvider,
    discovery: &Discovery,
    verifier: &str,
    returned: OpenIdReturn<'_>,
) -> Call {
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("code", returned.code)
        .append_pair("redirect_uri", returned.redirect_uri)
        .append_pair("code_verifier", verifier);
    let authorization = if discovery.wants_secret_in_form() {
        form.append_pair("client_id", &provider.0.client_id)
            .append_pair("client_secret", provider.client_secret());
        None
    } else {
        Some(provider.basic_authorization())
    };
    Call { url: discovery.token_endpoint.clone(), authorization, form: Some(form.finish()) }
}

/// Asks for the mail address where the ID token does not have it.
async fn ask_for_mail(
    provider: &OpenIdProvider,
    url: String,
    access_token: &str,
    subject: &str,
) -> Result<Option<ClaimedMail>, IdentifyError> {
    let authorization = Some(format!("Bearer {access_token}"));
    let info: UserInfo = provider.request(Call { url, authorization, form: None }).await?;
    if info.sub == subject { Ok(info.mail.into_mail()) } else { Err(IdentifyError::Subject) }
}

/// A provider that refuses the code is well; all other errors are its own.
fn code_error(error: RequestError) -> IdentifyError {
    match error {
        RequestError::Status { status: 400..500, .. } => IdentifyError::Code(error),
        error => error.into(),
    }
}

/// Logs why it did not work, once; people are told only what they can do.
fn refuse(error: &IdentifyError) -> OpenIdError {
    tracing::warn!(%error, "signing in by OpenID Connect failed");
    match error {
        IdentifyError::Request(_) => OpenIdError::Unreachable,
        IdentifyError::Code(_) | IdentifyError::Token(_) | IdentifyError::Subject => {
            OpenIdError::Token
        }
    }
}

/// The provider's reasons not to give a code (RFC 6749, section 4.1.2.1; OpenID Connect Core, 3.1.2.6).
fn refusal_of_provider(error: &str) -> OpenIdError {
    match error {
        "access_denied"
        | "login_required"
        | "consent_required"
        | "interaction_required"
        | "account_selection_required" => OpenIdError::Denied,
        // The provider is down, or settings of this site there are wrong.
        _ => {
            let reason: String = error.chars().take(100).flat_map(char::escape_default).collect();
            tracing::warn!(reason, "the OpenID provider refuses this site");
            OpenIdError::Unreachable
        }
    }
}
