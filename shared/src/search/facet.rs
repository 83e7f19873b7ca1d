//! Filters: their names and the values they can have.

use crate::language::LanguageTag;
use crate::offer::audience::{AgeGroup, AudienceGroup, Background, Gender};
use crate::offer::schedule::Weekday;
use crate::offer::{Format, LanguageLevel, OfferKind};
use crate::taxonomy::Taxonomy;
use serde::{Deserialize, Serialize};

/// The only value of filters that are either on or off.
pub(super) const YES: &str = "yes";
/// Selectable distances in kilometres.
pub(super) const KILOMETRES: [&str; 4] = ["2", "5", "10", "20"];

/// A filter by its name in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// Ids of categories.
    Category,
    /// Ids of cities.
    City,
    /// City and district, such as `marl-huls`.
    District,
    /// Distance in kilometres; needs a place to measure from.
    Within,
    /// Languages spoken, on the chosen weekdays where there are any.
    Language,
    /// Days of the week.
    Weekday,
    /// `today`, `now`
    When,
    /// `yes`: childcare is provided.
    Childcare,
    /// `yes`: free of charge.
    Free,
    /// `yes`: step-free access.
    StepFree,
    /// Target genders; an offer for everyone has all of them.
    Gender,
    /// Target age groups; an offer for everyone has all of them.
    Age,
    /// Target background.
    Background,
    /// Groups that an offer is made for; one for no particular group has none.
    Group,
    /// Level of German.
    Level,
    /// In person or online.
    Format,
    /// Kind of offer.
    Kind,
    /// Ids of providers.
    Provider,
}

impl Facet {
    /// Every filter, in the order pages show them.
    pub const ALL: [Self; 18] = [
        Self::Category,
        Self::City,
        Self::District,
        Self::Within,
        Self::Language,
        Self::Weekday,
        Self::When,
        Self::Childcare,
        Self::Free,
        Self::StepFree,
        Self::Gender,
        Self::Age,
        Self::Background,
        Self::Group,
        Self::Level,
        Self::Format,
        Self::Kind,
        Self::Provider,
    ];

    /// Its name in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::City => "city",
            Self::District => "district",
            Self::Within => "within",
            Self::Language => "language",
            Self::Weekday => "weekday",
            Self::When => "when",
            Self::Childcare => "childcare",
            Self::Free => "free",
            Self::StepFree => "step_free",
            Self::Gender => "gender",
            Self::Age => "age",
            Self::Background => "background",
            Self::Group => "group",
            Self::Level => "level",
            Self::Format => "format",
            Self::Kind => "kind",
            Self::Provider => "provider",
        }
    }

    /// The filter with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }

    /// Its possible values in order; `None` where they are data.
    pub fn fixed_values(self) -> Option<Vec<&'static str>> {
        let values = match self {
            Self::Category | Self::City | Self::District | Self::Language | Self::Provider => {
                return None;
            }
            Self::Within => KILOMETRES.to_vec(),
            Self::Weekday => Weekday::ALL.map(Weekday::name).to_vec(),
            Self::When => vec!["today", "now"],
            Self::Childcare | Self::Free | Self::StepFree => vec![YES],
            Self::Gender => Gender::ALL.map(Gender::name).to_vec(),
            Self::Age => AgeGroup::ALL.map(AgeGroup::name).to_vec(),
            Self::Background => Background::ALL.map(Background::name).to_vec(),
            Self::Group => AudienceGroup::ALL.map(AudienceGroup::name).to_vec(),
            Self::Level => LanguageLevel::ALL.map(LanguageLevel::name).to_vec(),
            Self::Format => vec![Format::InPerson.name(), Format::Online.name()],
            Self::Kind => OfferKind::ALL.map(OfferKind::name).to_vec(),
        };
        Some(values)
    }

    /// Whether a value is valid; where values are data, only its form is checked.
    pub(super) fn can_be(self, value: &str) -> bool {
        match self.fixed_values() {
            Some(values) => values.contains(&value),
            None if self == Self::Language => LanguageTag::parse(value).is_ok(),
            None => is_slug(value),
        }
    }

    pub(super) const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Filters with fixed values whose names people type as search words.
const TYPED: [Facet; 3] = [Facet::Weekday, Facet::Gender, Facet::Kind];

/// The values whose names people type, each with the label of its record, if any; the interface
/// adds its own.
pub fn typed_values(taxonomy: &Taxonomy) -> Vec<(Facet, &str, Option<&str>)> {
    let cities =
        taxonomy.cities.iter().map(|one| (Facet::City, one.id.as_str(), Some(one.label.as_str())));
    let categories = taxonomy.categories.iter();
    let categories =
        categories.map(|one| (Facet::Category, one.id.as_str(), Some(one.label.as_str())));
    let languages = taxonomy.languages.iter();
    let languages =
        languages.map(|one| (Facet::Language, one.id.as_str(), Some(one.label.as_str())));
    let fixed = TYPED.into_iter().flat_map(|facet| {
        let values = facet.fixed_values().unwrap_or_default().into_iter();
        values.map(move |value| (facet, value, None))
    });
    cities.chain(categories).chain(languages).chain(fixed).collect()
}

/// Lower-case letters, digits and hyphens, 1 to 128 of them.
fn is_slug(value: &str) -> bool {
    (1..=128).contains(&value.len())
        && value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_known_by_its_name() {
        for facet in Facet::ALL {
            assert_eq!(Facet::from_name(facet.name()), Some(facet));
            assert_eq!(serde_json::to_value(facet).unwrap(), facet.name());
        }
        assert_eq!(Facet::from_name("q"), None);
    }

    #[test]
    fn names_of_values_are_those_of_the_wire() {
        for level in LanguageLevel::ALL {
            assert_eq!(serde_json::to_value(level).unwrap(), level.name());
        }
        for age in AgeGroup::ALL {
            assert_eq!(serde_json::to_value(age).unwrap(), age.name());
        }
        for kind in OfferKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        for group in AudienceGroup::ALL {
            assert_eq!(serde_json::to_value(group).unwrap(), group.name());
        }
    }
}
