//! Providers: the organisations behind offers; one record is shared by many offers.

use crate::contact::{Address, Contact};
use crate::id::{CityId, ProviderId};
use crate::text::{Line, Passage};
use serde::{Deserialize, Serialize};

/// An association, office, school, parish or club that provides offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Provider {
    /// Identifier.
    pub id: ProviderId,
    /// Name as the provider writes it; not translated.
    pub name: Line,
    /// Home city; `None` for one that works in the whole county.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<CityId>,
    /// Postal address.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub address: Address,
    /// Contact.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub contact: Contact,
    /// Description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Passage>,
}
