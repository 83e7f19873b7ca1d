//! Kinds of providers and venues.

use serde::Deserialize;

/// Kind of provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ProviderKind {
    /// Adult education centre.
    Vhs,
    /// The municipality and its offices.
    Stadt,
    /// Advice centre.
    Beratung,
    /// Association of migrants or neighbours.
    Verein,
    /// Sports club.
    Sportverein,
    /// Christian parish.
    Kirche,
    /// Muslim community.
    Moschee,
    /// Library.
    Bibliothek,
    /// Family centre.
    Familienzentrum,
    /// Youth centre.
    Jugendhaus,
    /// School.
    Schule,
    /// Day nursery.
    Kita,
    /// Training provider.
    Bildungstraeger,
    /// Volunteer agency.
    Ehrenamt,
    /// Cultural centre, museum, music school.
    Kultur,
}

/// Kind of venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VenueKind {
    /// Classroom.
    Classroom,
    /// Neighbourhood centre.
    Community,
    /// Parish hall.
    Parish,
    /// Library.
    Library,
    /// Gymnasium or sports ground.
    Sports,
    /// Swimming pool.
    Pool,
    /// Kitchen for groups.
    Kitchen,
    /// Workshop.
    Workshop,
    /// Consulting room.
    Office,
    /// Outdoors.
    Outdoors,
    /// Stage or hall.
    Stage,
    /// Day nursery.
    Kita,
    /// School.
    School,
    /// Mosque.
    Mosque,
    /// No venue.
    Online,
    /// Youth centre.
    Youth,
}
