//! Passwords: what is accepted, and the hashes made of them.

use crate::secret::random_u128;
use argon2::Argon2;
use argon2::password_hash::SaltString;
use argon2::password_hash::{self, PasswordHash, PasswordHasher as _, PasswordVerifier as _};
use shared::desk::AccountError;
use std::fmt;

/// Fewest characters (NIST SP 800-63B asks for 8, with a second factor; there may be none).
const MIN_LENGTH: usize = 10;
/// Most characters: a longer text costs time and adds nothing.
const MAX_LENGTH: usize = 200;
/// Lowest accepted score of zxcvbn: over 10⁸ guesses.
const MIN_SCORE: zxcvbn::Score = zxcvbn::Score::Three;

/// A new password that is long and unusual enough. Never logged.
pub(super) struct NewPassword(String);

impl NewPassword {
    /// Parses a new password; `own` are words that others may know of the person, such as the name.
    ///
    /// # Errors
    /// [`AccountError::PasswordTooShort`], [`AccountError::PasswordTooLong`],
    /// [`AccountError::PasswordWeak`].
    pub(super) fn parse(text: &str, own: &[&str]) -> Result<Self, AccountError> {
        let length = text.chars().count();
        if length < MIN_LENGTH {
            return Err(AccountError::PasswordTooShort { min: MIN_LENGTH });
        }
        if length > MAX_LENGTH {
            return Err(AccountError::PasswordTooLong { max: MAX_LENGTH });
        }
        if zxcvbn::zxcvbn(text, own).score() < MIN_SCORE {
            return Err(AccountError::PasswordWeak);
        }
        Ok(Self(text.to_owned()))
    }

    /// The hash for the database: argon2id with the parameters OWASP recommends (19 MiB, 2 passes),
    /// in the PHC string format. Takes some 30 ms.
    pub(super) fn hash(&self) -> Result<String, password_hash::Error> {
        let salt = SaltString::encode_b64(&random_u128().to_be_bytes())?;
        Ok(Argon2::default().hash_password(self.0.as_bytes(), &salt)?.to_string())
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NewPassword(…)")
    }
}

/// Words that others may know of a person: name and mail address, and their parts.
pub(super) fn own_words<'a>(name: &'a str, mail: &'a str) -> Vec<&'a str> {
    let parts =
        [name, mail].into_iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    [name, mail].into_iter().chain(parts.filter(|part| part.len() > 2)).collect()
}

/// Whether the password belongs to this hash. Takes as long where there is none, so that the time
/// does not tell whether an account exists.
pub(super) fn verify(password: &str, hash: Option<&str>) -> bool {
    /// Of a password nobody has: the time it takes is all that matters.
    const OF_NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$\
                             AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(OF_NOBODY)) else { return false };
    // A longer text is no password of ours, and costs time.
    let password = if password.len() > 4 * MAX_LENGTH { "" } else { password };
    let is_right = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    is_right && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("short", Some(AccountError::PasswordTooShort { min: 10 }))]
    #[case("passwort123", Some(AccountError::PasswordWeak))]
    #[case("aaaaaaaaaaaaaaaa", Some(AccountError::PasswordWeak))]
    #[case("beispielkreis1", Some(AccountError::PasswordWeak))]
    #[case("drei blaue Stühle im Hof", None)]
    fn a_password_is_long_and_not_easily_guessed(
        #[case] text: &str,
        #[case] error: Option<AccountError>,
    ) {
        let own = ["beispielkreis", "Beispiel"];
        assert_eq!(NewPassword::parse(text, &own).err(), error, "{text}");
    }

    #[test]
    fn only_the_right_password_belongs_to_a_hash_and_equal_ones_have_different_hashes() {
        let password = NewPassword::parse("drei blaue Stühle im Hof", &[]).unwrap();
        let (one, other) = (password.hash().unwrap(), password.hash().unwrap());
        assert_ne!(one, other);
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert!(verify("drei blaue Stühle im Hof", Some(&one)));
        assert!(!verify("drei blaue Stühle im Hof ", Some(&one)));
        assert!(!verify("drei blaue Stühle im Hof", None));
        assert!(!verify("x", Some("not a hash")));
    }
}
