//! An OpenID provider over HTTP: discovery, keys, tokens, and what it knows of people.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use backend::accounts::{OpenIdProvider, OpenIdSettings};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use shared::text::Text;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

const CLIENT_ID: &str = "miteinander";
const CLIENT_SECRET: &str = "geheim & lang";

/// Names and values of an address or a form.
pub(super) type Pairs = HashMap<String, String>;

/// A provider that runs until the test ends.
pub(super) struct Provider {
    pub(super) issuer: String,
    shared: Arc<Shared>,
}

struct Shared {
    issuer: String,
    key: EcdsaKeyPair,
    /// What each code is good for.
    grants: Mutex<HashMap<String, Grant>>,
    /// How the token endpoint answers, unless it answers with tokens.
    failure: Mutex<Option<StatusCode>>,
    /// What it says of the owner of an access token.
    profile: Mutex<Value>,
}

struct Grant {
    id_token: String,
    challenge: String,
    redirect_uri: String,
}

/// A key that no provider has published.
pub(super) fn new_key() -> EcdsaKeyPair {
    let (algorithm, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
    let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap()
}

/// Decodes names and values.
pub(super) fn decode(text: &str) -> Pairs {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

impl Provider {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/realms/kreis", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            issuer: issuer.clone(),
            key: new_key(),
            grants: Mutex::default(),
            failure: Mutex::default(),
            profile: Mutex::default(),
        });
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(show_configuration))
            .route("/keys", get(show_keys))
            .route("/token", post(exchange_code))
            .route("/userinfo", get(show_profile))
            .with_state(shared.clone());
        let app = Router::new().nest("/realms/kreis", routes);
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { issuer, shared }
    }

    pub(super) fn settings(&self) -> OpenIdProvider {
        settings(&self.issuer)
    }

    /// Makes every exchange of a code fail.
    pub(super) fn fail(&self, status: StatusCode) {
        *self.shared.failure.lock().unwrap() = Some(status);
    }

    /// What it says of people when it is asked.
    pub(super) fn set_profile(&self, profile: Value) {
        *self.shared.profile.lock().unwrap() = profile;
    }

    /// Signs claims with its key.
    pub(super) fn sign(&self, claims: &Value) -> String {
        sign(&self.shared.key, claims)
    }

    /// A code for somebody who was sent with these pairs, good for this token.
    pub(super) fn issue_code(&self, sent: &Pairs, id_token: String) -> String {
        let mut grants = self.shared.grants.lock().unwrap();
        let code = format!("code {}", grants.len());
        let grant = Grant {
            id_token,
            challenge: sent["code_challenge"].clone(),
            redirect_uri: sent["redirect_uri"].clone(),
        };
        grants.insert(code.clone(), grant);
        code
    }

    /// Codes that were not exchanged.
    pub(super) fn unused_codes(&self) -> usize {
        self.shared.grants.lock().unwrap().len()
    }
}

/// A site's settings for a provider.
pub(super) fn settings(issuer: &str) -> OpenIdProvider {
    OpenIdProvider::new(OpenIdSettings {
        issuer: issuer.to_owned(),
        client_id: CLIENT_ID.to_owned(),
        client_secret: CLIENT_SECRET.to_owned(),
        name: Some(Text::parse("Kreis <Login>").unwrap()),
        authorities: None,
    })
    .unwrap()
}

/// A token with these claims.
pub(super) fn sign(key: &EcdsaKeyPair, claims: &Value) -> String {
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = json!({ "alg": "ES256", "kid": "1", "typ": "JWT" });
    let message = format!("{}.{}", encode(&header), encode(claims));
    let signature = key.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

async fn show_configuration(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let address = |path: &str| format!("{}/{path}", shared.issuer);
    Json(json!({
        "issuer": shared.issuer,
        "authorization_endpoint": address("authorise?theme=kreis"),
        "token_endpoint": address("token"),
        "jwks_uri": address("keys"),
        "userinfo_endpoint": address("userinfo"),
        "response_types_supported": ["code"],
    }))
}

async fn show_keys(State(shared): State<Arc<Shared>>) -> Json<Value> {
    // Uncompressed: 4, then both coordinates.
    let (x, y) = shared.key.public_key().as_ref()[1..].split_at(32);
    Json(json!({ "keys": [{
        "kty": "EC", "crv": "P-256", "kid": "1", "use": "sig",
        "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y),
    }] }))
}

async fn exchange_code(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, Json<Value>) {
    if let Some(status) = *shared.failure.lock().unwrap() {
        return (status, Json(json!({ "error": "temporarily_unavailable" })));
    }
    let client = STANDARD.encode("miteinander:geheim+%26+lang");
    assert_eq!(headers["authorization"], format!("Basic {client}"));
    let form = decode(&body);
    assert_eq!(form["grant_type"], "authorization_code");
    let grant = shared.grants.lock().unwrap().remove(&form["code"]);
    let is_right = |grant: &Grant| {
        let hash = digest(&SHA256, form["code_verifier"].as_bytes());
        grant.challenge == URL_SAFE_NO_PAD.encode(hash)
            && grant.redirect_uri == form["redirect_uri"]
    };
    match grant.filter(is_right) {
        Some(Grant { id_token, .. }) => {
            let tokens =
                json!({ "id_token": id_token, "access_token": "a", "token_type": "Bearer" });
            (StatusCode::OK, Json(tokens))
        }
        None => (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))),
    }
}

async fn show_profile(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Json<Value> {
    assert_eq!(headers["authorization"], "Bearer a");
    Json(shared.profile.lock().unwrap().clone())
}
