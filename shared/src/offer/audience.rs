//! The target group of an offer: gender, background, age, group. An empty list of genders or ages
//! means everyone, an empty list of groups no particular one.

use serde::{Deserialize, Serialize};

/// Target group of an offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Audience {
    /// Target genders; empty for all.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub genders: Vec<Gender>,
    /// Target background.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub background: Background,
    /// Target age groups; empty for all ages.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub ages: Vec<AgeGroup>,
    /// Groups that it is made for; empty for no particular one.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub groups: Vec<AudienceGroup>,
}

/// Target gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Men and boys.
    Male,
    /// Women and girls.
    Female,
    /// Non-binary people.
    Diverse,
}

impl Gender {
    /// Every gender.
    pub const ALL: [Self; 3] = [Self::Male, Self::Female, Self::Diverse];

    /// Its name on the wire and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
            Self::Diverse => "diverse",
        }
    }
}

/// Target background.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Background {
    /// No particular group.
    #[default]
    Open,
    /// Especially people with a migration background.
    Migration,
    /// Especially people who arrived recently.
    Newcomers,
}

impl Background {
    /// Every background.
    pub const ALL: [Self; 3] = [Self::Open, Self::Migration, Self::Newcomers];

    /// Its name on the wire and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Migration => "migration",
            Self::Newcomers => "newcomers",
        }
    }
}

/// Age band, in completed years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgeGroup {
    /// 0.
    Babies,
    /// 1 and 2.
    Toddlers,
    /// 3 to 5.
    Kindergarten,
    /// 6 to 9.
    PrimarySchool,
    /// 10 to 17.
    Youth,
    /// 18 to 26.
    YoungAdults,
    /// Adults.
    Adults,
    /// Older people.
    Seniors,
}

impl AgeGroup {
    /// Every age band, youngest first.
    pub const ALL: [Self; 8] = [
        Self::Babies,
        Self::Toddlers,
        Self::Kindergarten,
        Self::PrimarySchool,
        Self::Youth,
        Self::YoungAdults,
        Self::Adults,
        Self::Seniors,
    ];

    /// Its name on the wire and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Babies => "babies",
            Self::Toddlers => "toddlers",
            Self::Kindergarten => "kindergarten",
            Self::PrimarySchool => "primary_school",
            Self::Youth => "youth",
            Self::YoungAdults => "young_adults",
            Self::Adults => "adults",
            Self::Seniors => "seniors",
        }
    }
}

/// A group that an offer is made for, such as a training for people who support newcomers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AudienceGroup {
    /// People who work with newcomers as their job: teachers, educators, advisers, officials.
    Professionals,
    /// People who help without pay.
    Volunteers,
    /// Mothers, fathers and others who bring up children.
    Parents,
    /// People who pass on what they learn in their communities.
    Multipliers,
}

impl AudienceGroup {
    /// Every group.
    pub const ALL: [Self; 4] =
        [Self::Professionals, Self::Volunteers, Self::Parents, Self::Multipliers];

    /// Its name on the wire and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Professionals => "professionals",
            Self::Volunteers => "volunteers",
            Self::Parents => "parents",
            Self::Multipliers => "multipliers",
        }
    }
}
