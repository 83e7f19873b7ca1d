//! ID tokens: who signed in at the provider (OpenID Connect Core 1.0, section 3.1.3.7). Pure.

use super::keys::{KeySet, Signed};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::time::Millis;

/// How far the provider's clock may be behind ours, in seconds.
const LEEWAY: i64 = 60;

/// What a token has to say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Millis,
}

/// Who signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The provider's id of the person.
    pub(super) subject: String,
    /// What is known of the mail address; some providers tell it only when asked for it.
    pub(super) mail: Option<ClaimedMail>,
}

/// The mail address of a person, as the provider has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClaimedMail {
    pub(super) address: String,
    /// Whether the provider knows that it is theirs.
    pub(super) is_verified: bool,
}

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum TokenError {
    /// Not three parts of base 64 with JSON, or a claim that must be there is missing.
    #[error("malformed")]
    Malformed,
    /// No key of the provider made the signature.
    #[error("signature")]
    Signature,
    /// Made by somebody else.
    #[error("issuer")]
    Issuer,
    /// Made for somebody else.
    #[error("audience")]
    Audience,
    /// Too old.
    #[error("expired")]
    Expired,
    /// Made for another attempt to sign in.
    #[error("nonce")]
    Nonce,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that must be understood: none is.
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    nonce: Option<String>,
    #[serde(flatten)]
    mail: MailClaims,
}

/// The claims about a mail address, in a token or in the answer to a question about its owner.
#[derive(Deserialize)]
pub(super) struct MailClaims {
    email: Option<String>,
    /// Whatever is not `true` is not verified, a text as well.
    email_verified: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl MailClaims {
    pub(super) fn into_mail(self) -> Option<ClaimedMail> {
        let is_verified = self.email_verified == Some(Value::Bool(true));
        self.email.map(|address| ClaimedMail { address, is_verified })
    }
}

impl Claims {
    fn check(&self, expected: &Expected<'_>) -> Result<(), TokenError> {
        let is_ours = |client: &String| client == expected.client_id;
        let is_audience = match &self.aud {
            Audience::One(client) => is_ours(client),
            // Of several, `azp` says whom it was made for.
            Audience::Several(clients) => {
                clients.iter().any(is_ours) && (clients.len() == 1 || self.azp.is_some())
            }
        };
        let now = expected.now.0.div_euclid(1_000);
        if self.iss != expected.issuer {
            Err(TokenError::Issuer)
        } else if !is_audience || !self.azp.as_ref().is_none_or(is_ours) {
            Err(TokenError::Audience)
        } else if now >= self.exp.saturating_add(LEEWAY) {
            Err(TokenError::Expired)
        } else if self.nonce.as_deref() != Some(expected.nonce) {
            Err(TokenError::Nonce)
        } else {
            Ok(())
        }
    }
}

/// Who a token is about, if the provider made it for this attempt.
pub(super) fn verify(
    token: &str,
    keys: &KeySet,
    expected: &Expected<'_>,
) -> Result<Identity, TokenError> {
    let (message, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
    let (header, claims) = message.split_once('.').ok_or(TokenError::Malformed)?;
    let header: Header = decode_json(header)?;
    if header.crit.is_some() {
        return Err(TokenError::Malformed);
    }
    let signed = Signed {
        algorithm: &header.alg,
        key_id: header.kid.as_deref(),
        message: message.as_bytes(),
        signature: &decode(signature)?,
    };
    if !keys.verify(signed) {
        return Err(TokenError::Signature);
    }
    let claims: Claims = decode_json(claims)?;
    claims.check(expected)?;
    Ok(Identity { subject: claims.sub, mail: claims.mail.into_mail() })
}

fn decode(part: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Malformed)
}

fn decode_json<T: DeserializeOwned>(part: &str) -> Result<T, TokenError> {
    serde_json::from_slice(&decode(part)?).map_err(|_| TokenError::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    const EXPECTED: Expected<'static> = Expected {
        issuer: "https://login.kreis.example",
        client_id: "miteinander",
        nonce: "n",
        now: Millis(1_000_000_000),
    };

    fn claims() -> Value {
        json!({
            "iss": "https://login.kreis.example", "sub": "7", "aud": "miteinander",
            "exp": 1_000_300, "nonce": "n", "email": "a@kreis.example", "email_verified": true
        })
    }

    fn check(changes: &Value) -> Result<(), TokenError> {
        let mut claims = claims();
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        let claims: Claims = serde_json::from_value(claims).map_err(|_| TokenError::Malformed)?;
        claims.check(&EXPECTED)
    }

    #[rstest]
    #[case::as_it_is(json!({}))]
    #[case::a_list(json!({ "aud": ["miteinander"] }))]
    #[case::among_several(json!({ "aud": ["miteinander", "account"], "azp": "miteinander" }))]
    #[case::clock_behind(json!({ "exp": 999_941 }))]
    fn a_token_for_this_attempt_is_taken(#[case] changes: Value) {
        assert_eq!(check(&changes), Ok(()));
    }

    #[rstest]
    #[case::issuer(json!({ "iss": "https://login.kreis.example/" }), TokenError::Issuer)]
    #[case::audience(json!({ "aud": "another" }), TokenError::Audience)]
    #[case::nobody(json!({ "aud": [] }), TokenError::Audience)]
    #[case::several(json!({ "aud": ["miteinander", "account"] }), TokenError::Audience)]
    #[case::made_for_another(json!({ "azp": "another" }), TokenError::Audience)]
    #[case::expired(json!({ "exp": 999_940 }), TokenError::Expired)]
    #[case::long_ago(json!({ "exp": i64::MIN }), TokenError::Expired)]
    #[case::nonce(json!({ "nonce": "m" }), TokenError::Nonce)]
    #[case::no_nonce(json!({ "nonce": null }), TokenError::Nonce)]
    #[case::no_end(json!({ "exp": null }), TokenError::Malformed)]
    #[case::end_as_text(json!({ "exp": "1000300" }), TokenError::Malformed)]
    #[case::no_issuer(json!({ "iss": null }), TokenError::Malformed)]
    #[case::no_subject(json!({ "sub": null }), TokenError::Malformed)]
    fn any_other_token_is_refused(#[case] changes: Value, #[case] error: TokenError) {
        assert_eq!(check(&changes), Err(error));
    }

    #[rstest]
    #[case::is_true(json!(true), true)]
    #[case::is_false(json!(false), false)]
    #[case::text(json!("true"), false)]
    #[case::number(json!(1), false)]
    #[case::missing(Value::Null, false)]
    fn a_mail_address_is_verified_only_where_the_provider_says_so(
        #[case] value: Value,
        #[case] is_verified: bool,
    ) {
        let mut claims = claims();
        claims["email_verified"] = value;
        let claims: Claims = serde_json::from_value(claims).unwrap();
        let mail = claims.mail.into_mail().unwrap();
        assert_eq!((mail.address.as_str(), mail.is_verified), ("a@kreis.example", is_verified));
    }

    #[rstest]
    fn what_is_no_token_is_refused(
        #[values("", ".", "..", "a.b.c", "e30.e30.", "e30.e30", "ä.ö.ü", "....")] token: &str,
    ) {
        assert_eq!(verify(token, &KeySet::default(), &EXPECTED), Err(TokenError::Malformed));
    }

    #[rstest]
    #[case::unsigned(json!({ "alg": "none" }), TokenError::Signature)]
    #[case::extension(json!({ "alg": "ES256", "crit": ["exp"] }), TokenError::Malformed)]
    fn a_token_without_a_signature_is_refused(#[case] header: Value, #[case] error: TokenError) {
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let token = format!("{}.{}.", encode(&header), encode(&claims()));
        assert_eq!(verify(&token, &KeySet::default(), &EXPECTED), Err(error));
    }
}
