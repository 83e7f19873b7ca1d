//! Randomness, secrets and the hashes made with them. Random numbers are drawn in `random` only.

mod access_token;
mod care_token;
mod hex;
mod openid_value;
mod organiser_key;
mod participant_token;
mod random;
mod server_secret;
mod table_key;
mod voter;

pub use access_token::{AccessHash, AccessToken};
pub use care_token::{CareHash, CareToken};
pub(crate) use openid_value::OpenIdPurpose;
pub use organiser_key::{OrganiserHash, OrganiserKey};
pub use participant_token::ParticipantToken;
pub use random::{random_u64, random_u128};
pub use server_secret::ServerSecret;
pub use voter::Voter;
