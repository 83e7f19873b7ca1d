//! API schemas of times of day; dates need none of their own.

/// A time of day in Europe/Berlin, such as `14:30:00`.
#[derive(Clone, Debug, utoipa::ToSchema)]
#[schema(
    format = "time-local",
    pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
    example = "14:30:00"
)]
pub struct TimeOfDay(pub String);
