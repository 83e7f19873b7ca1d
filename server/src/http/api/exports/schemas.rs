//! Schemas of files that are not described by types in `shared`.

use crate::http::openapi::parameters::{one_of, text};
use crate::http::openapi::schema_of;
use shared::id::{CategoryId, CityId, OfferId};
use shared::language::LanguageTag;
use shared::offer::OfferKind;
use utoipa::ToSchema;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, Object, ObjectBuilder, Schema, Type,
};
use utoipa::openapi::{Content, RefOr, SchemaFormat};

fn object() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Object)
}

/// Services of HSDS.
pub(super) fn services() -> Content {
    let uuid = SchemaFormat::Custom("uuid".to_owned());
    let service = object()
        .property("id", text().format(Some(uuid)))
        .property("name", text())
        .property("status", text())
        .required("id")
        .required("name")
        .required("status")
        .additional_properties(Some(AdditionalProperties::FreeForm(true)));
    Content::new(Some(ArrayBuilder::new().items(service)))
}

/// The output of `exchange::geojson`.
pub(super) fn positions() -> Object {
    let numbers = ArrayBuilder::new()
        .items(ObjectBuilder::new().schema_type(Type::Number))
        .min_items(Some(2))
        .max_items(Some(2))
        .description(Some("Longitude and latitude in degrees (WGS 84)."));
    let point = object_of([("type", one_of(["Point"]).into()), ("coordinates", numbers.into())]);
    let feature = object_of([
        ("type", one_of(["Feature"]).into()),
        ("id", schema_of::<OfferId>().into()),
        ("geometry", point.into()),
        ("properties", properties().into()),
    ]);
    object_of([
        ("type", one_of(["FeatureCollection"]).into()),
        ("features", ArrayBuilder::new().items(feature).into()),
    ])
}

fn properties() -> Object {
    object_of([
        ("id", schema_of::<OfferId>().into()),
        ("name", text().into()),
        ("name_language", schema_of::<LanguageTag>().into()),
        ("kind", schema_of::<OfferKind>().into()),
        ("city", schema_of::<CityId>().into()),
        ("city_name", text().into()),
        ("categories", list_of::<CategoryId>()),
        ("category_names", ArrayBuilder::new().items(text()).into()),
        ("languages", list_of::<LanguageTag>()),
        ("url", text().into()),
    ])
}

fn list_of<T: ToSchema>() -> RefOr<Schema> {
    ArrayBuilder::new().items(schema_of::<T>()).into()
}

/// An object with these required properties.
fn object_of(properties: impl IntoIterator<Item = (&'static str, RefOr<Schema>)>) -> Object {
    properties
        .into_iter()
        .fold(object(), |object, (name, schema)| object.property(name, schema).required(name))
        .build()
}
