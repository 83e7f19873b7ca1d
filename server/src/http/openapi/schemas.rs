//! References to the schemas of types.

use utoipa::ToSchema;
use utoipa::openapi::Ref;

/// A reference to a type's schema.
pub(crate) fn schema_of<T: ToSchema>() -> Ref {
    Ref::from_schema_name(T::name())
}
