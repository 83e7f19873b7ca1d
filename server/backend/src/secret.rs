//! Randomness and hashes: the only place that draws random numbers.

use hmac::{Hmac, KeyInit, Mac};
use rand::RngExt;
use sha2::Sha256;
use shared::digest::{digest_id, hex, sha256};
use shared::id::ConferenceId;
use shared::voting::personal_code::PersonalCode;
use std::io::Write;
use std::path::Path;
use std::{fmt, io};

/// 128 random bits, for ids and tokens.
#[expect(clippy::disallowed_methods, reason = "this is where randomness comes from")]
pub fn random_id() -> u128 {
    rand::rng().random()
}

/// 64 random bits, for codes.
#[expect(clippy::disallowed_methods, reason = "this is where randomness comes from")]
pub fn random_code() -> u64 {
    rand::rng().random()
}

/// What a participant's device holds in its cookie: 128 random bits in 32 hex digits, a full stop
/// and our signature.
///
/// Never stored and never logged; the database knows the hash of the bits only. Who votes is told
/// by the bits; the signature says that a page of ours made them, and is asked for once, when the
/// device joins.
#[derive(Clone, PartialEq, Eq)]
pub struct ParticipantToken {
    bits: String,
    /// As it came; empty where there was none.
    signature: String,
}

/// Who votes, as the database knows it: SHA-256 of the token's bits in hex digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Voter(String);

/// What kind of thing is signed, so that no signature passes for another.
const PARTICIPANT: &[u8] = b"participant/";

impl ParticipantToken {
    /// A new token without a signature.
    pub fn random() -> Self {
        Self { bits: format!("{:032x}", random_id()), signature: String::new() }
    }

    /// Reads a token as it came in a cookie, signed or not; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (bits, signature) = text.split_once('.').unwrap_or((text, ""));
        let bits = parse_bits(bits)?;
        Some(Self { bits, signature: signature.chars().take(2 * SECRET_BYTES).collect() })
    }

    /// The token for the cookie.
    pub fn cookie(&self) -> String {
        format!("{}.{}", self.bits, self.signature)
    }

    /// Who votes with it.
    pub fn voter(&self) -> Voter {
        Voter(sha256(&self.bits))
    }
}

/// 128 bits in 32 hex digits.
fn parse_bits(text: &str) -> Option<String> {
    let is_hex = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex.then(|| text.to_ascii_lowercase())
}

/// What the organiser of a conference holds in the secret link: 128 random bits in 32 hex
/// digits. Never stored and never logged; the database knows its hash only.
#[derive(Clone, PartialEq, Eq)]
pub struct OrganiserKey(String);

/// An organiser's key as the database knows it: SHA-256 in hex digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganiserHash(String);

impl OrganiserKey {
    /// A new key.
    pub fn random() -> Self {
        Self(format!("{:032x}", random_id()))
    }

    /// Reads a key as it stands in a link; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        parse_bits(text).map(Self)
    }

    /// The key for the link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its hash.
    pub fn hash(&self) -> OrganiserHash {
        OrganiserHash(sha256(&self.0))
    }
}

impl OrganiserHash {
    /// The hash for the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OrganiserKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OrganiserKey(…)")
    }
}

/// As many bytes as a secret or a hash has, from hex digits.
fn parse_hex(text: &str) -> Option<[u8; SECRET_BYTES]> {
    let mut bytes = [0; SECRET_BYTES];
    if text.len() != 2 * SECRET_BYTES || !text.is_ascii() {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// The server's own secret, with which it hashes what is too short to be hashed alone. All
/// servers over one database need the same.
#[derive(Clone)]
pub struct ServerSecret([u8; SECRET_BYTES]);

const SECRET_BYTES: usize = 32;

impl ServerSecret {
    /// A new one.
    pub fn random() -> Self {
        let mut bytes = [0; SECRET_BYTES];
        for half in bytes.chunks_mut(16) {
            half.copy_from_slice(&random_id().to_be_bytes());
        }
        Self(bytes)
    }

    /// The secret in a file of 64 hex digits, which is made where there is none, readable for
    /// its owner only.
    ///
    /// # Errors
    /// Where the file cannot be read or made, or holds something else.
    pub fn open(path: &Path) -> io::Result<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(text.trim()).ok_or_else(|| {
                io::Error::new(io::ErrorKind::InvalidData, "not 64 hexadecimal digits")
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::make(path),
            Err(error) => Err(error),
        }
    }

    fn make(path: &Path) -> io::Result<Self> {
        let secret = Self::random();
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(path) {
            Ok(mut file) => {
                file.write_all(hex(&secret.0).as_bytes())?;
                file.sync_all()?;
                Ok(secret)
            }
            // Another process was faster: its secret counts.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Self::open(path),
            Err(error) => Err(error),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        parse_hex(text).map(Self)
    }

    /// Who votes with a personal code of this conference: HMAC-SHA256 in hex digits.
    pub fn voter(&self, conference: &ConferenceId, code: &PersonalCode) -> Voter {
        let mac = self.mac(&[conference.as_str().as_bytes(), b"/", code.as_str().as_bytes()]);
        Voter(hex(&mac.finalize().into_bytes()))
    }

    /// The token with our signature: HMAC-SHA256 in hex digits.
    pub fn sign(&self, token: &ParticipantToken) -> ParticipantToken {
        let mac = self.mac(&[PARTICIPANT, token.bits.as_bytes()]);
        let signature = hex(&mac.finalize().into_bytes());
        ParticipantToken { bits: token.bits.clone(), signature }
    }

    /// Whether the token's signature is ours.
    pub fn has_signed(&self, token: &ParticipantToken) -> bool {
        let mac = self.mac(&[PARTICIPANT, token.bits.as_bytes()]);
        // Compares in constant time.
        parse_hex(&token.signature).is_some_and(|bytes| mac.verify_slice(&bytes).is_ok())
    }

    fn mac(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        // A key shorter than a block is filled up with zeros.
        let mut key = [0; 64];
        key[..SECRET_BYTES].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&key.into());
        for part in parts {
            mac.update(part);
        }
        mac
    }
}

impl fmt::Debug for ServerSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ServerSecret(…)")
    }
}

impl fmt::Debug for ParticipantToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ParticipantToken(…)")
    }
}

impl Voter {
    /// The hash for the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands for this voter in the storage of their own phone; leads nowhere.
    pub fn alias(&self) -> String {
        format!("{:016x}", digest_id(&self.0) >> 64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_cookie_and_does_not_show_in_logs() {
        let token = ParticipantToken::random();
        assert_eq!(ParticipantToken::parse(&token.cookie()), Some(token.clone()));
        assert!(!format!("{token:?} {:?}", token.voter()).contains(&token.bits));
        assert_eq!(ParticipantToken::parse("x"), None);
    }

    #[test]
    fn a_signature_is_of_one_token_and_one_secret_and_changes_nobody() {
        let (ours, other) = (ServerSecret::random(), ServerSecret::random());
        let token = ParticipantToken::random();
        let signed = ParticipantToken::parse(&ours.sign(&token).cookie()).unwrap();
        assert!(ours.has_signed(&signed) && !ours.has_signed(&token));
        assert!(!other.has_signed(&signed));
        assert_eq!(signed.voter(), token.voter());
        let another = ParticipantToken { bits: ParticipantToken::random().bits, ..signed.clone() };
        assert!(!ours.has_signed(&another));
        // A cookie of a version that did not sign is read too.
        assert_eq!(ParticipantToken::parse(&token.bits), Some(token));
    }

    #[test]
    fn a_secret_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/secret");
        let (first, again) =
            (ServerSecret::open(&path).unwrap(), ServerSecret::open(&path).unwrap());
        assert_eq!(first.0, again.0);
        std::fs::write(&path, "short").unwrap();
        assert_eq!(ServerSecret::open(&path).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn a_code_is_another_voter_in_every_conference_and_under_every_secret() {
        let code = PersonalCode::from_random(1);
        let conference = |id| ConferenceId::parse(id).unwrap();
        let (one, other) = (ServerSecret::random(), ServerSecret::random());
        let voter = one.voter(&conference("a"), &code);
        assert_eq!(voter, one.voter(&conference("a"), &code));
        assert_ne!(voter, one.voter(&conference("b"), &code));
        assert_ne!(voter, other.voter(&conference("a"), &code));
        assert_eq!(voter.as_str().len(), 64);
    }
}
