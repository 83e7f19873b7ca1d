//! What the provider says about itself (OpenID Connect Discovery 1.0).

use super::provider::{Call, OpenIdProvider, RequestError, is_safe_address};
use serde::Deserialize;
use shared::time::Millis;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long the document is taken as it was: anybody can ask for the page that needs it.
const KEEP: Duration = Duration::from_mins(10);

/// The parts of the document that are needed.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Discovery {
    issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    pub(super) userinfo_endpoint: Option<String>,
    /// Without it, the header is what the provider takes.
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// The last document and when it was read.
#[derive(Debug, Default)]
pub(super) struct DiscoveryCache(Mutex<Option<Cached>>);

#[derive(Debug)]
struct Cached {
    at: Millis,
    discovery: Discovery,
}

impl DiscoveryCache {
    fn find(&self, now: Millis) -> Option<Discovery> {
        let cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back must not keep it for longer.
        let is_fresh = |cached: &&Cached| cached.at <= now && now < cached.at.after(KEEP);
        cached.as_ref().filter(is_fresh).map(|cached| cached.discovery.clone())
    }

    fn store(&self, at: Millis, discovery: Discovery) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Cached { at, discovery });
    }
}

impl Discovery {
    /// Whether the site's secret goes into the form because the provider does not take the header.
    pub(super) fn wants_secret_in_form(&self) -> bool {
        let takes = |method: &str| {
            let methods = self.token_endpoint_auth_methods_supported.as_deref();
            methods.is_some_and(|methods| methods.iter().any(|known| known == method))
        };
        takes("client_secret_post") && !takes("client_secret_basic")
    }

    fn check(&self, issuer: &str) -> Result<(), RequestError> {
        if self.issuer != issuer {
            return Err(RequestError::Discovery("another issuer"));
        }
        let addresses =
            [&self.authorization_endpoint, &self.token_endpoint, &self.jwks_uri].into_iter();
        if addresses.chain(&self.userinfo_endpoint).all(|address| is_safe_address(address)) {
            Ok(())
        } else {
            Err(RequestError::Discovery("an address without encryption"))
        }
    }
}

impl OpenIdProvider {
    /// The provider's document, as of some minutes ago at most.
    pub(super) async fn discover(&self, now: Millis) -> Result<Discovery, RequestError> {
        if let Some(discovery) = self.0.discovery.find(now) {
            return Ok(discovery);
        }
        let issuer = &self.0.issuer;
        let url = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let discovery: Discovery = self.request(Call { url, ..Call::default() }).await?;
        discovery.check(issuer)?;
        self.0.discovery.store(now, discovery.clone());
        Ok(discovery)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "https://login.kreis.example/";

    fn discovery() -> Discovery {
        let address = |path: &str| format!("{ISSUER}{path}");
        Discovery {
            issuer: ISSUER.to_owned(),
            authorization_endpoint: address("authorize?tenant=kreis"),
            token_endpoint: address("token"),
            jwks_uri: address("keys"),
            userinfo_endpoint: None,
            token_endpoint_auth_methods_supported: None,
        }
    }

    #[test]
    fn a_document_of_another_issuer_or_without_encryption_is_refused() {
        assert!(discovery().check(ISSUER).is_ok());
        assert!(discovery().check("https://login.kreis.example").is_err());
        let plain = "http://login.kreis.example/token".to_owned();
        let open = Discovery { token_endpoint: plain.clone(), ..discovery() };
        assert!(open.check(ISSUER).is_err());
        let open = Discovery { userinfo_endpoint: Some(plain), ..discovery() };
        assert!(open.check(ISSUER).is_err());
    }

    #[test]
    fn the_secret_goes_into_the_form_only_where_the_header_is_not_taken() {
        let methods = |methods: &[&str]| Discovery {
            token_endpoint_auth_methods_supported: Some(
                methods.iter().map(|method| (*method).to_owned()).collect(),
            ),
            ..discovery()
        };
        assert!(!discovery().wants_secret_in_form());
        assert!(!methods(&["client_secret_post", "client_secret_basic"]).wants_secret_in_form());
        assert!(methods(&["client_secret_post"]).wants_secret_in_form());
    }

    #[test]
    fn a_document_is_kept_for_ten_minutes() {
        let (cache, now) = (DiscoveryCache::default(), Millis(1_000_000));
        assert!(cache.find(now).is_none());
        cache.store(now, discovery());
        assert!(cache.find(now).is_some() && cache.find(now.after(KEEP)).is_none());
        assert!(cache.find(now.before(Duration::from_secs(1))).is_none());
    }
}
