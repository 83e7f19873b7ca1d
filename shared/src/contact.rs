//! Contact data: person, telephone, mail, web address, postal address.

use crate::text::{Line, Text};
use serde::{Deserialize, Serialize};

/// Ways to contact a provider or the person responsible for an offer; any may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Contact {
    /// Contact person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Line>,
    /// Telephone number as written by people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<Mail>,
    /// Web address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<WebAddress>,
}

impl Contact {
    /// This contact completed from another one; the person is never taken from the other.
    #[must_use]
    pub fn completed_from(&self, other: &Self) -> Self {
        Self {
            person: self.person.clone(),
            phone: self.phone.clone().or_else(|| other.phone.clone()),
            mail: self.mail.clone().or_else(|| other.mail.clone()),
            web: self.web.clone().or_else(|| other.web.clone()),
        }
    }
}

/// Street and house number, postal code; the city is a separate field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Address {
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<Line>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<Text<10>>,
    /// Place name where it differs from the offer's city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Line>,
}

/// Why contact data was rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContactError {
    /// Fewer than three digits, or invalid characters.
    #[error("not a telephone number")]
    Phone,
    /// Not exactly one `@` with text on both sides, or a space.
    #[error("not a mail address")]
    Mail,
    /// Not `http://` or `https://` with a host.
    #[error("not a web address")]
    Web,
}

macro_rules! contact_texts {
    ($($(#[$doc:meta])* $name:ident($($schema:tt)*))*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema($($schema)*))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text as displayed.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = ContactError;

            fn try_from(text: String) -> Result<Self, ContactError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    )*};
}

contact_texts! {
    /// A telephone number: digits and common separators, up to 40 characters.
    Phone(pattern = "^[0-9+/() .-]{3,40}$")
    /// A mail address of up to 254 characters; only its form is checked.
    Mail(pattern = "^[^\\s\\x00-\\x1f\\x7f-\\x9f<>\"?&@]+@[^\\s\\x00-\\x1f\\x7f-\\x9f<>\"?&@]*\\.[^\\s\\x00-\\x1f\\x7f-\\x9f<>\"?&@]*[^\\s\\x00-\\x1f\\x7f-\\x9f<>\"?&@.]$", max_length = 254)
    /// An `http` or `https` address of up to 500 characters, safe to use in a link.
    WebAddress(format = "iri", max_length = 500)
}

impl Phone {
    /// Parses a number.
    ///
    /// # Errors
    /// [`ContactError::Phone`].
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = text.trim();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let is_number = text.chars().all(|c| c.is_ascii_digit() || "+-/() .".contains(c));
        if is_number && digits >= 3 && text.len() <= 40 {
            Ok(Self(text.to_owned()))
        } else {
            Err(ContactError::Phone)
        }
    }

    /// The number for a `tel:` link: digits, with a leading plus sign where there is one. Of several
    /// numbers the first; without the zero in parentheses that is not dialled behind a country code.
    pub fn dialled(&self) -> String {
        let first = self.first_number();
        let is_international = first.starts_with('+') || first.starts_with("00");
        let dialled = if is_international { first.replace("(0)", "") } else { first.to_owned() };
        let plus = if dialled.trim_start().starts_with('+') { "+" } else { "" };
        let digits: String = dialled.chars().filter(char::is_ascii_digit).collect();
        format!("{plus}{digits}")
    }

    /// A slash behind a whole number begins another one; behind an area code it only separates.
    fn first_number(&self) -> &str {
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let is_end = |(place, _): &(usize, &str)| digits(&self.0[..*place]) >= 9;
        self.0.match_indices('/').find(is_end).map_or(&self.0, |(place, _)| &self.0[..place])
    }
}

impl Mail {
    /// Parses an address.
    ///
    /// # Errors
    /// [`ContactError::Mail`].
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = text.trim();
        let is_mail = text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@') && !host.ends_with('.')
        });
        let has_odd =
            text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"?&".contains(c));
        if is_mail && !has_odd && text.len() <= 254 {
            Ok(Self(text.to_owned()))
        } else {
            Err(ContactError::Mail)
        }
    }
}

impl WebAddress {
    /// Parses an address; one without a scheme (`www.example.org`) gets `https://`.
    ///
    /// # Errors
    /// [`ContactError::Web`], also for other schemes such as `javascript:`.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let trimmed = text.trim();
        let address =
            if trimmed.contains(':') { trimmed.to_owned() } else { format!("https://{trimmed}") };
        let lower = address.to_ascii_lowercase();
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let has_host = rest.is_some_and(|rest| {
            rest.split(['/', '?', '#'])
                .next()
                .is_some_and(|host| host.contains('.') && host.len() > 3)
        });
        let has_odd =
            address.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
        if has_host && !has_odd && address.len() <= 500 {
            Ok(Self(address))
        } else {
            Err(ContactError::Web)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("02361 / 555-0101", Some("023615550101"))]
    #[case("+49 (2361) 5550101", Some("+4923615550101"))]
    #[case("+49 (0) 2361 5550101", Some("+4923615550101"))]
    #[case("+49(0)2361/5550101", Some("+4923615550101"))]
    #[case("02361 5550101 / 5550102", Some("023615550101"))]
    #[case("(02361) 5550101", Some("023615550101"))]
    #[case("(0) 2361 5550101", Some("023615550101"))]
    #[case("02361/555/0101", Some("023615550101"))]
    #[case("call me", None)]
    #[case("12", None)]
    fn a_number_is_dialled_by_its_digits(#[case] text: &str, #[case] dialled: Option<&str>) {
        assert_eq!(Phone::parse(text).ok().map(|phone| phone.dialled()).as_deref(), dialled);
    }

    #[rstest]
    #[case("info@beispiel.example", true)]
    #[case("info@", false)]
    #[case("a@b.c@d", false)]
    #[case("a b@c.d", false)]
    fn a_mail_address_is_recognised_by_its_form(#[case] text: &str, #[case] is_mail: bool) {
        assert_eq!(Mail::parse(text).is_ok(), is_mail);
    }

    #[rstest]
    #[case("www.beispiel.example", Some("https://www.beispiel.example"))]
    #[case("http://beispiel.example/x", Some("http://beispiel.example/x"))]
    #[case("javascript:alert(1)", None)]
    #[case("data:text/html,x.y", None)]
    fn only_web_addresses_become_links(#[case] text: &str, #[case] address: Option<&str>) {
        assert_eq!(WebAddress::parse(text).ok().as_ref().map(WebAddress::as_str), address);
    }
}
