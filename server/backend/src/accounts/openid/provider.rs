//! The OpenID provider: its settings, and requests to it within limits of time and size.

use super::discovery::DiscoveryCache;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::text::Line;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use ureq::http::Request;
use ureq::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Proxy};

/// Longest request, from looking up the host's name to the last byte of the answer.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Longest answer, in bytes; a large organisation's keys take some 20 kB.
const MAX_ANSWER: u64 = 256 * 1024;
/// Requests at the same time. Anybody can start one, so they must not take all threads.
const MAX_REQUESTS: usize = 8;
/// Longest error code of the provider that is logged, in characters.
const MAX_REASON: usize = 100;

/// The operator's settings for signing in by OpenID Connect.
#[derive(Clone)]
pub struct OpenIdSettings {
    /// The provider's identifier, as its discovery document has it: `https://…`.
    pub issuer: String,
    /// By which the provider knows this site.
    pub client_id: String,
    /// The site's password at the provider.
    pub client_secret: String,
    /// What people call the provider; by default the issuer's host.
    pub name: Option<Line>,
    /// PEM certificates of the authorities that may vouch for the provider; by default those that
    /// browsers trust.
    pub authorities: Option<Vec<u8>>,
}

/// Why settings of an OpenID provider are invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenIdSettingsError {
    /// Neither `https://HOST…` nor `http://` with this machine as host.
    #[error("the issuer is no https address")]
    Issuer,
    /// No client id, or no secret.
    #[error("the client id or its secret is missing")]
    Client,
    /// No certificate could be read.
    #[error("the authorities are no PEM certificates")]
    Authorities,
}

/// An OpenID provider that people of the desk sign in with; cheap to clone.
#[derive(Clone)]
pub struct OpenIdProvider(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) issuer: String,
    pub(super) client_id: String,
    pub(super) discovery: DiscoveryCache,
    client_secret: String,
    name: String,
    agent: Agent,
    permits: Arc<Semaphore>,
}

/// Why a request to the provider came to nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum RequestError {
    /// No connection, no answer in time, or one that is too long.
    #[error("{0}")]
    Failed(#[from] ureq::Error),
    /// All permitted requests were busy.
    #[error("too many requests wait for the provider")]
    Busy,
    /// An answer that is no success.
    #[error("status {status}, {reason}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// The provider's code for the error, if it gave one.
        reason: String,
    },
    /// Not the JSON that was expected.
    #[error("answer: {0}")]
    Answer(#[from] serde_json::Error),
    /// The discovery document is another provider's, or names an address that is not encrypted.
    #[error("discovery: {0}")]
    Discovery(&'static str),
}

/// A request to the provider.
#[derive(Clone, Debug, Default)]
pub(super) struct Call {
    pub(super) url: String,
    /// Value of the header.
    pub(super) authorization: Option<String>,
    /// Fields to post; without any it is a GET.
    pub(super) form: Option<String>,
}

/// An error as OAuth 2.0 writes it (RFC 6749, section 5.2).
#[derive(Default, Deserialize)]
struct OAuthError {
    error: String,
}

impl OpenIdProvider {
    /// A provider with these settings; nothing is connected yet.
    ///
    /// # Errors
    /// [`OpenIdSettingsError`].
    pub fn new(settings: OpenIdSettings) -> Result<Self, OpenIdSettingsError> {
        let OpenIdSettings { issuer, client_id, client_secret, name, authorities } = settings;
        let host = issuer_host(&issuer).ok_or(OpenIdSettingsError::Issuer)?;
        if client_id.is_empty() || client_secret.is_empty() {
            return Err(OpenIdSettingsError::Client);
        }
        let name = name.map_or_else(|| host.to_owned(), |name| name.as_str().to_owned());
        let agent = agent(authorities.as_deref().map(root_certificates).transpose()?);
        let permits = Arc::new(Semaphore::new(MAX_REQUESTS));
        let discovery = DiscoveryCache::default();
        Ok(Self(Arc::new(Inner {
            issuer,
            client_id,
            discovery,
            client_secret,
            name,
            agent,
            permits,
        })))
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The header that names this site to the token endpoint (RFC 6749, section 2.3.1).
    pub(super) fn basic_authorization(&self) -> String {
        let encode =
            |text: &str| -> String { form_urlencoded::byte_serialize(text.as_bytes()).collect() };
        let pair = format!("{}:{}", encode(&self.0.client_id), encode(&self.0.client_secret));
        format!("Basic {}", STANDARD.encode(pair))
    }

    /// The same for a form, where the provider does not take the header.
    pub(super) fn client_secret(&self) -> &str {
        &self.0.client_secret
    }

    /// Sends a request and reads the answer.
    pub(super) async fn request<T: DeserializeOwned>(&self, call: Call) -> Result<T, RequestError> {
        let waiting = timeout(TIMEOUT, self.0.permits.clone().acquire_owned());
        let Ok(Ok(permit)) = waiting.await else { return Err(RequestError::Busy) };
        let agent = self.0.agent.clone();
        let sending = tokio::task::spawn_blocking(move || {
            let answer = send(&agent, &call);
            drop(permit);
            answer
        });
        let answer = sending.await.map_err(|_| RequestError::Busy)??;
        Ok(serde_json::from_slice(&answer)?)
    }
}

impl fmt::Debug for OpenIdProvider {
    /// Without the secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OpenIdProvider")
            .field("issuer", &self.0.issuer)
            .finish_non_exhaustive()
    }
}

/// Whether everything that is sent to the address is encrypted, or stays on this machine.
pub(super) fn is_safe_address(address: &str) -> bool {
    issuer_host(address.split(['?', '#']).next().unwrap_or_default()).is_some()
}

/// The host, with its port, of an address that an issuer may have.
fn issuer_host(issuer: &str) -> Option<&str> {
    let (scheme, rest) = issuer.split_once("://")?;
    let host = rest.split('/').next()?;
    let is_plain = !issuer.contains(['?', '#', '@', '\\', '"', '<', '>'])
        && !issuer.chars().any(|letter| letter.is_whitespace() || letter.is_control());
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_here = ["127.0.0.1", "localhost", "[::1]"].contains(&name);
    let is_safe = scheme == "https" || scheme == "http" && is_here;
    (is_plain && is_safe && !name.is_empty()).then_some(host)
}

fn root_certificates(pem: &[u8]) -> Result<RootCerts, OpenIdSettingsError> {
    let mut certificates = Vec::new();
    for item in parse_pem(pem) {
        if let PemItem::Certificate(found) = item.map_err(|_| OpenIdSettingsError::Authorities)? {
            certificates.push(found);
        }
    }
    if certificates.is_empty() {
        return Err(OpenIdSettingsError::Authorities);
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

/// Follows no redirect, so a request with the site's secret goes to the address it was meant for.
fn agent(authorities: Option<RootCerts>) -> Agent {
    let tls = TlsConfig::builder().root_certs(authorities.unwrap_or(RootCerts::WebPki));
    let no_proxy: Option<Proxy> = None;
    Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(no_proxy)
        .user_agent("Miteinander")
        .tls_config(tls.build())
        .build()
        .new_agent()
}

fn send(agent: &Agent, call: &Call) -> Result<Vec<u8>, RequestError> {
    let mut request = Request::builder().uri(&call.url).header(ACCEPT, "application/json");
    if let Some(authorization) = &call.authorization {
        request = request.header(AUTHORIZATION, authorization);
    }
    let mut response = match &call.form {
        None => agent.run(request.body(()).map_err(ureq::Error::from)?)?,
        Some(form) => {
            let request =
                request.method("POST").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            agent.run(request.body(form.as_str()).map_err(ureq::Error::from)?)?
        }
    };
    let status = response.status();
    let answer = response.body_mut().with_config().limit(MAX_ANSWER).read_to_vec()?;
    if status.is_success() {
        return Ok(answer);
    }
    let OAuthError { error } = serde_json::from_slice(&answer).unwrap_or_default();
    let reason = error.chars().take(MAX_REASON).flat_map(char::escape_default).collect();
    Err(RequestError::Status { status: status.as_u16(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn provider(issuer: &str) -> Result<OpenIdProvider, OpenIdSettingsError> {
        OpenIdProvider::new(OpenIdSettings {
            issuer: issuer.to_owned(),
            client_id: "mit:einander".to_owned(),
            client_secret: "geheim & lang".to_owned(),
            name: None,
            authorities: None,
        })
    }

    #[rstest]
    #[case::realm("https://login.kreis.example/realms/kreis", "login.kreis.example")]
    #[case::port("https://login.kreis.example:8443/", "login.kreis.example:8443")]
    #[case::here("http://127.0.0.1:9000", "127.0.0.1:9000")]
    #[case::here_by_name("http://localhost:9000/x", "localhost:9000")]
    fn a_provider_is_called_by_its_host(#[case] issuer: &str, #[case] name: &str) {
        assert_eq!(provider(issuer).unwrap().name(), name);
    }

    #[rstest]
    fn an_issuer_without_encryption_is_refused(
        #[values(
            "",
            "login.kreis.example",
            "http://login.kreis.example",
            "http://127.0.0.1.kreis.example",
            "http://localhost@kreis.example",
            "https://",
            "https://:80",
            "https://login.kreis.example?a=b",
            "https://login.kreis.example/ x",
            "ftp://127.0.0.1"
        )]
        issuer: &str,
    ) {
        assert_eq!(provider(issuer).unwrap_err(), OpenIdSettingsError::Issuer);
    }

    #[test]
    fn the_secret_is_encoded_for_the_header_and_never_shown() {
        let provider = provider("https://login.kreis.example").unwrap();
        let header = provider.basic_authorization();
        let decoded = STANDARD.decode(header.strip_prefix("Basic ").unwrap()).unwrap();
        assert_eq!(decoded, b"mit%3Aeinander:geheim+%26+lang");
        assert!(!format!("{provider:?}").contains("geheim"));
    }

    #[test]
    fn authorities_are_certificates() {
        let error = root_certificates(b"no certificate").unwrap_err();
        assert_eq!(error, OpenIdSettingsError::Authorities);
    }
}
