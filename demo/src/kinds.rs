//! What sorts of providers and places there are.

use serde::Deserialize;

/// What sort of provider it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ProviderKind {
    /// Adult education centre.
    Vhs,
    /// The town and its offices.
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
    /// Volunteers' agency.
    Ehrenamt,
    /// House of culture, museum, school of music.
    Kultur,
}

/// What sort of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VenueKind {
    /// Room for a course.
    Classroom,
    /// House of the neighbourhood.
    Community,
    /// Parish hall.
    Parish,
    /// Library.
    Library,
    /// Gymnasium or sports ground.
    Sports,
    /// Swimming pool.
    Pool,
    /// Kitchen for a group.
    Kitchen,
    /// Workshop.
    Workshop,
    /// Consulting room.
    Office,
    /// In the open.
    Outdoors,
    /// Stage or hall.
    Stage,
    /// Day nursery.
    Kita,
    /// School.
    School,
    /// Mosque.
    Mosque,
    /// No place at all.
    Online,
    /// Youth centre.
    Youth,
}
