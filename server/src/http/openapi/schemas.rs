//! References to the schemas of types, and their usual media type.

use utoipa::ToSchema;
use utoipa::openapi::Ref;

pub(super) const JSON: &str = "application/json";

/// A reference to a type's schema.
pub(crate) fn schema_of<T: ToSchema>() -> Ref {
    Ref::from_schema_name(T::name())
}
