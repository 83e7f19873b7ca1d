//! The key in a link for table devices, made of the conference with the server's secret.

use super::hex::parse_bytes;
use super::server_secret::ServerSecret;
use hmac::Mac;
use shared::digest::hex;
use shared::id::ConferenceId;

/// Keeps these keys apart from all other values that are made with the secret (domain separation).
const DOMAIN: &[u8] = b"table/";

impl ServerSecret {
    /// The key of a conference's tables: HMAC-SHA256 in 64 hex digits.
    pub(crate) fn table_key(&self, conference: &ConferenceId) -> String {
        let mac = self.mac(&[DOMAIN, conference.as_str().as_bytes()]);
        hex(&mac.finalize().into_bytes())
    }

    /// Whether this is the key of the conference's tables.
    pub(crate) fn verify_table_key(&self, conference: &ConferenceId, key: &str) -> bool {
        let mac = self.mac(&[DOMAIN, conference.as_str().as_bytes()]);
        // Compares in constant time.
        parse_bytes(key).is_some_and(|bytes| mac.verify_slice(&bytes).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_the_tables_of_one_conference_on_one_server() {
        let (ours, other) = (ServerSecret::random(), ServerSecret::random());
        let (one, two) = (ConferenceId::from_random(1), ConferenceId::from_random(2));
        let key = ours.table_key(&one);
        assert!(ours.verify_table_key(&one, &key));
        assert!(!ours.verify_table_key(&two, &key) && !other.verify_table_key(&one, &key));
        for odd in ["", "x", &key[1..], &format!("{key}0")] {
            assert!(!ours.verify_table_key(&one, odd), "{odd}");
        }
    }
}
