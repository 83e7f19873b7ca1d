//! The server's secret: signatures of tokens, keyed hashes of personal codes.

use super::care_token::CareToken;
use super::hex::{SECRET_BYTES, parse_bytes};
use super::participant_token::ParticipantToken;
use super::random::random_u128;
use super::voter::Voter;
use crate::private_file::adopt_owner;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use shared::digest::hex;
use shared::id::ConferenceId;
use shared::voting::personal_code::PersonalCode;
use std::io::Write;
use std::path::Path;
use std::{fmt, io};
use tempfile::NamedTempFile;

/// Prefix of signed tokens (domain separation), so that a MAC for one purpose is never valid for
/// another.
const TOKEN_DOMAIN: &[u8] = b"participant/";
/// The same for the tokens of care links.
const CARE_DOMAIN: &[u8] = b"care/";

/// The server's secret: the HMAC key that signs participant tokens and hashes personal codes, which
/// are too short to be hashed without a key. All servers over one database need the same.
#[derive(Clone)]
pub struct ServerSecret([u8; SECRET_BYTES]);

impl ServerSecret {
    /// A new secret.
    pub fn random() -> Self {
        let mut bytes = [0; SECRET_BYTES];
        for half in bytes.chunks_mut(16) {
            half.copy_from_slice(&random_u128().to_be_bytes());
        }
        Self(bytes)
    }

    /// Loads the secret from a file of 64 hex digits, which is created where it is missing,
    /// readable by its owner only.
    ///
    /// # Errors
    /// Where the file cannot be read or created, or its content is invalid.
    pub fn load_or_create(path: &Path) -> io::Result<Self> {
        match Self::load(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::create(path),
            loaded => loaded,
        }
    }

    /// Loads the secret from a file that exists.
    ///
    /// # Errors
    /// Where the file cannot be read, or its content is invalid.
    pub fn load(path: &Path) -> io::Result<Self> {
        Self::from_hex(std::fs::read_to_string(path)?.trim())
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "not 64 hexadecimal digits"))
    }

    fn create(path: &Path) -> io::Result<Self> {
        let secret = Self::random();
        match secret.store(path) {
            Ok(()) => Ok(secret),
            // Another process was faster: its secret is used.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Self::load_or_create(path)
            }
            Err(error) => Err(error),
        }
    }

    /// Stores the secret in a new file, which is complete as soon as others can see it.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] where there is one.
    pub(crate) fn store(&self, path: &Path) -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        // Readable by its owner only.
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(self.to_hex().as_bytes())?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path)?;
        adopt_owner(path)
    }

    pub(crate) fn to_hex(&self) -> String {
        hex(&self.0)
    }

    pub(crate) fn from_hex(text: &str) -> Option<Self> {
        parse_bytes(text).map(Self)
    }

    /// The voter with a personal code of this conference: HMAC-SHA256 in hex digits.
    pub fn voter(&self, conference: &ConferenceId, code: &PersonalCode) -> Voter {
        let mac = self.mac(&[conference.as_str().as_bytes(), b"/", code.as_str().as_bytes()]);
        Voter(hex(&mac.finalize().into_bytes()))
    }

    /// Signs a token: HMAC-SHA256 in hex digits.
    pub fn sign(&self, token: &ParticipantToken) -> ParticipantToken {
        let mac = self.mac(&[TOKEN_DOMAIN, token.bits.as_bytes()]);
        let signature = hex(&mac.finalize().into_bytes());
        ParticipantToken { bits: token.bits.clone(), signature }
    }

    /// Whether the token has this secret's signature.
    pub fn verify(&self, token: &ParticipantToken) -> bool {
        let mac = self.mac(&[TOKEN_DOMAIN, token.bits.as_bytes()]);
        // Compares in constant time.
        parse_bytes(&token.signature).is_some_and(|bytes| mac.verify_slice(&bytes).is_ok())
    }

    /// A new token for a care link.
    pub fn issue_care_token(&self) -> CareToken {
        let bits = CareToken::random_bits();
        let signature = self.care_signature(&bits);
        CareToken { bits, signature }
    }

    /// Whether this secret issued the token.
    pub fn has_issued(&self, token: &CareToken) -> bool {
        let Some(given) = parse_bytes(&format!("{0}{0}", token.signature)) else { return false };
        let mac = self.mac(&[CARE_DOMAIN, token.bits.as_bytes()]);
        // Compares in constant time.
        mac.verify_truncated_left(&given[..SECRET_BYTES / 2]).is_ok()
    }

    /// The first half of the signature.
    fn care_signature(&self, bits: &str) -> String {
        let mac = self.mac(&[CARE_DOMAIN, bits.as_bytes()]);
        hex(&mac.finalize().into_bytes()[..SECRET_BYTES / 2])
    }

    pub(super) fn mac(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        // HMAC pads a key shorter than a block with zeros.
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    #[cfg(unix)]
    use std::os::unix::fs::PermissionsExt;
    use std::sync::Barrier;
    use std::thread;

    #[test]
    fn a_signature_is_valid_for_one_token_and_one_secret_and_keeps_the_voter() {
        let (ours, other) = (ServerSecret::random(), ServerSecret::random());
        let token = ParticipantToken::random();
        let signed = ParticipantToken::parse(&ours.sign(&token).cookie()).unwrap();
        assert!(ours.verify(&signed) && !ours.verify(&token));
        assert!(!other.verify(&signed));
        assert_eq!(signed.voter(), token.voter());
        let another = ParticipantToken { bits: ParticipantToken::random().bits, ..signed.clone() };
        assert!(!ours.verify(&another));
        // A cookie of a version that did not sign is parsed too.
        assert_eq!(ParticipantToken::parse(&token.bits), Some(token));
    }

    #[test]
    fn a_care_token_is_valid_as_issued_and_under_its_secret_only() {
        let (ours, other) = (ServerSecret::random(), ServerSecret::random());
        let token = ours.issue_care_token();
        let text = token.to_text();
        let parsed = CareToken::parse(&text).unwrap();
        assert!(ours.has_issued(&parsed) && !other.has_issued(&parsed));
        assert_eq!(parsed.hash(), token.hash());
        for place in [0, 31, 32, 63] {
            let letter = if text.as_bytes()[place] == b'0' { "1" } else { "0" };
            let forged = format!("{}{letter}{}", &text[..place], &text[place + 1..]);
            assert!(!ours.has_issued(&CareToken::parse(&forged).unwrap()), "{place}");
        }
        assert!(!format!("{token:?}").contains(&token.bits));
        for odd in ["", "x", &text[1..], &format!("{text}0"), "ä".repeat(32).as_str()] {
            assert_eq!(CareToken::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_secret_is_created_once_and_loaded_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/secret");
        let (first, again) = (
            ServerSecret::load_or_create(&path).unwrap(),
            ServerSecret::load_or_create(&path).unwrap(),
        );
        assert_eq!(first.0, again.0);
        std::fs::write(&path, "short").unwrap();
        assert_eq!(
            ServerSecret::load_or_create(&path).unwrap_err().kind(),
            io::ErrorKind::InvalidData
        );
    }

    #[test]
    fn processes_that_start_for_the_first_time_at_once_agree_on_one_secret() {
        for _ in 0..100 {
            let folder = tempfile::tempdir().unwrap();
            let (path, start) = (folder.path().join("secret"), Barrier::new(8));
            let load = || {
                start.wait();
                ServerSecret::load_or_create(&path).unwrap().to_hex()
            };
            let secrets: BTreeSet<String> = thread::scope(|scope| {
                let threads: Vec<_> = (0..8).map(|_| scope.spawn(load)).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect()
            });
            assert_eq!(secrets.len(), 1);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left");
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_a_secret() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        ServerSecret::load_or_create(&path).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_code_is_a_different_voter_in_each_conference_and_under_each_secret() {
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
