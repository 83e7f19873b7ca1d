//! The provider's public keys (JSON Web Key Set, RFC 7517), and signatures made with them.
//!
//! `ring` does the mathematics. The kind of the key decides which algorithms are possible, so a token
//! cannot choose a weaker one, and neither `none` nor one with a shared secret exists here.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents,
    UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;
use serde_json::Value;

/// Keys that are tried for one token; providers have two or three.
const MAX_KEYS: usize = 32;

/// The provider's keys. One that is not understood must not keep the others from being used.
#[derive(Debug, Default, Deserialize)]
pub(super) struct KeySet {
    keys: Vec<Value>,
}

/// What was signed, and how the signer says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signed<'a> {
    pub(super) algorithm: &'a str,
    /// Names one key of the set.
    pub(super) key_id: Option<&'a str>,
    pub(super) message: &'a [u8],
    pub(super) signature: &'a [u8],
}

/// A key as the set has it.
#[derive(Deserialize)]
struct JsonKey {
    kid: Option<String>,
    kty: String,
    /// `sig` or `enc`; both where it is missing.
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

enum PublicKey {
    Rsa(RsaPublicKeyComponents<Vec<u8>>),
    P256(Vec<u8>),
    P384(Vec<u8>),
    Ed25519(Vec<u8>),
}

impl KeySet {
    /// Whether one of the keys made the signature.
    pub(super) fn verify(&self, signed: Signed<'_>) -> bool {
        let named = |key: &JsonKey| match (signed.key_id, &key.kid) {
            (Some(wanted), Some(id)) => wanted == id,
            _ => true,
        };
        self.keys
            .iter()
            .filter_map(|key| JsonKey::deserialize(key).ok())
            .filter(|key| key.purpose.as_deref() != Some("enc") && named(key))
            .take(MAX_KEYS)
            .filter_map(JsonKey::into_public_key)
            .any(|key| key.verify(signed))
    }
}

impl JsonKey {
    fn into_public_key(self) -> Option<PublicKey> {
        let point = || {
            let (x, y) = (decode(self.x.as_ref())?, decode(self.y.as_ref())?);
            // Uncompressed, as in SEC 1.
            Some([vec![4], x, y].concat())
        };
        match (&*self.kty, self.crv.as_deref()) {
            ("RSA", _) => {
                let (n, e) = (decode(self.n.as_ref())?, decode(self.e.as_ref())?);
                // Some providers write the sign byte of other encodings.
                let n = n.into_iter().skip_while(|byte| *byte == 0).collect();
                Some(PublicKey::Rsa(RsaPublicKeyComponents { n, e }))
            }
            ("EC", Some("P-256")) => point().map(PublicKey::P256),
            ("EC", Some("P-384")) => point().map(PublicKey::P384),
            ("OKP", Some("Ed25519")) => decode(self.x.as_ref()).map(PublicKey::Ed25519),
            _ => None,
        }
    }
}

impl PublicKey {
    fn verify(&self, signed: Signed<'_>) -> bool {
        let Signed { algorithm, message, signature, .. } = signed;
        let verify = |verification: &'static dyn VerificationAlgorithm, key: &[u8]| {
            UnparsedPublicKey::new(verification, key).verify(message, signature).is_ok()
        };
        match (self, algorithm) {
            (Self::Rsa(key), _) => rsa_parameters(algorithm)
                .is_some_and(|parameters| key.verify(parameters, message, signature).is_ok()),
            (Self::P256(point), "ES256") => verify(&ECDSA_P256_SHA256_FIXED, point),
            (Self::P384(point), "ES384") => verify(&ECDSA_P384_SHA384_FIXED, point),
            (Self::Ed25519(key), "EdDSA" | "Ed25519") => verify(&ED25519, key),
            _ => false,
        }
    }
}

fn rsa_parameters(algorithm: &str) -> Option<&'static RsaParameters> {
    match algorithm {
        "RS256" => Some(&RSA_PKCS1_2048_8192_SHA256),
        "RS384" => Some(&RSA_PKCS1_2048_8192_SHA384),
        "RS512" => Some(&RSA_PKCS1_2048_8192_SHA512),
        "PS256" => Some(&RSA_PSS_2048_8192_SHA256),
        "PS384" => Some(&RSA_PSS_2048_8192_SHA384),
        "PS512" => Some(&RSA_PSS_2048_8192_SHA512),
        _ => None,
    }
}

fn decode(text: Option<&String>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    /// The example of RFC 7515, appendix A.2 and A.3: the same payload, signed by RS256 and ES256.
    const PAYLOAD: &str = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt\
                           cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const RSA_SIGNATURE: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AA\
                                 uHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAyn\
                                 RFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZR\
                                 mB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnv\
                                 Wh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_Ioy\
                                 pGlUPQGe77Rw";
    const EC_SIGNATURE: &str = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQ\
                                xfKTUJqPP3-Kg6NU1Q";

    fn rsa_key() -> Value {
        json!({
            "kty": "RSA", "kid": "rsa", "e": "AQAB",
            "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJ\
                  PMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0\
                  LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uD\
                  Zlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2\
                  PAcDTW9gb54h4FRWyuXpoQ"
        })
    }

    fn ec_key() -> Value {
        json!({
            "kty": "EC", "kid": "ec", "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
        })
    }

    #[rstest]
    #[case::rsa("RS256", "eyJhbGciOiJSUzI1NiJ9", RSA_SIGNATURE)]
    #[case::elliptic_curve("ES256", "eyJhbGciOiJFUzI1NiJ9", EC_SIGNATURE)]
    fn a_signature_of_the_standard_is_valid_for_its_text_key_and_algorithm(
        #[case] algorithm: &str,
        #[case] header: &str,
        #[case] signature: &str,
    ) {
        let unknown = json!({ "kty": "oct", "k": "c2VjcmV0" });
        let keys = KeySet { keys: vec![json!(1), unknown, rsa_key(), ec_key()] };
        let message = format!("{header}.{PAYLOAD}");
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let signed =
            Signed { algorithm, key_id: None, message: message.as_bytes(), signature: &signature };
        assert!(keys.verify(signed));
        assert!(!keys.verify(Signed { message: &signed.message[1..], ..signed }));
        assert!(!keys.verify(Signed { signature: &signature[1..], ..signed }));
        assert!(!keys.verify(Signed { signature: &[], ..signed }));
        assert!(!keys.verify(Signed { key_id: Some("another"), ..signed }));
        for algorithm in ["none", "HS256", "RS512", "PS256", "ES384", "EdDSA", ""] {
            assert!(!keys.verify(Signed { algorithm, ..signed }), "{algorithm}");
        }
        let mut encryption = ec_key();
        encryption["use"] = json!("enc");
        assert!(!KeySet { keys: vec![encryption] }.verify(signed));
        assert!(!KeySet::default().verify(signed));
    }
}
