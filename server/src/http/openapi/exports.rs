//! Offers as files, and this description.

use super::operation::{Operation, schema_of};
use super::parameters::one_of;
use shared::id::{CategoryId, CityId, OfferId};
use shared::language::LanguageTag;
use shared::offer::OfferKind;
use utoipa::ToSchema;
use utoipa::openapi::Content;
use utoipa::openapi::schema::{ArrayBuilder, Object, ObjectBuilder, Type};

pub(super) const TAG: &str = "Files";

/// A workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn operations() -> Vec<Operation> {
    let calendar = "/offers/{id}/calendar.ics";
    let operations = [
        Operation::get("/offers.csv", "export_csv", "Offers as a table")
            .about("The same columns as an import takes, with a line of names on top.")
            .takes_choice()
            .answers_with("The offers that answer the query.", ("text/csv", text()))
            .takes_language()
            .fails(&[422, 500]),
        Operation::get("/offers.xlsx", "export_xlsx", "Offers as a workbook")
            .takes_choice()
            .answers_with("The offers that answer the query.", (XLSX, Content::default()))
            .takes_language()
            .fails(&[422, 500]),
        Operation::get("/offers.hsds.json", "export_hsds", "Offers in the words of HSDS 3.0")
            .about(
                "Services of the Human Services Data Specification, with organization, places \
                 and times inside: <https://docs.openreferral.org>.",
            )
            .takes_choice()
            .answers_with("Services, one for each offer.", ("application/json", services()))
            .takes_language()
            .fails(&[422, 500]),
        Operation::get("/offers.geojson", "export_geojson", "Offers with a position as GeoJSON")
            .takes_language()
            .takes_choice()
            .mentions::<CityId>()
            .mentions::<CategoryId>()
            .mentions::<LanguageTag>()
            .mentions::<OfferKind>()
            .answers_with(
                "A collection of points (RFC 7946).",
                ("application/geo+json", Content::new(Some(positions()))),
            )
            .fails(&[422, 500]),
        Operation::get(calendar, "export_calendar", "The times of an offer as iCalendar")
            .takes_in_path::<OfferId>("id", "The offer.")
            .takes_language()
            .answers_with("Its times for the next two years.", ("text/calendar", text()))
            .fails(&[404, 422, 500]),
        Operation::get("/openapi.json", "show_document", "This description").answers_with(
            "An OpenAPI document.",
            ("application/json", Content::new(Some(object()))),
        ),
    ];
    operations.into_iter().map(|operation| operation.under(TAG)).collect()
}

fn object() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Object)
}

fn word() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn text() -> Content {
    Content::new(Some(word()))
}

fn services() -> Content {
    let service = object()
        .property("id", word().format(Some(uuid())))
        .property("name", word())
        .property("status", word())
        .required("id")
        .required("name")
        .required("status")
        .additional_properties(Some(utoipa::openapi::schema::AdditionalProperties::FreeForm(true)));
    Content::new(Some(ArrayBuilder::new().items(service)))
}

fn uuid() -> utoipa::openapi::SchemaFormat {
    utoipa::openapi::SchemaFormat::Custom("uuid".to_owned())
}

/// What `export::geojson` writes.
fn positions() -> Object {
    let numbers = ArrayBuilder::new()
        .items(ObjectBuilder::new().schema_type(Type::Number))
        .min_items(Some(2))
        .max_items(Some(2))
        .description(Some("Longitude and latitude in degrees (WGS 84)."));
    let point = all_of([("type", one_of(["Point"]).into()), ("coordinates", numbers.into())]);
    let feature = all_of([
        ("type", one_of(["Feature"]).into()),
        ("id", schema_of::<OfferId>().into()),
        ("geometry", point.into()),
        ("properties", properties().into()),
    ]);
    all_of([
        ("type", one_of(["FeatureCollection"]).into()),
        ("features", ArrayBuilder::new().items(feature).into()),
    ])
}

fn properties() -> Object {
    all_of([
        ("id", schema_of::<OfferId>().into()),
        ("name", word().into()),
        ("name_language", schema_of::<LanguageTag>().into()),
        ("kind", schema_of::<OfferKind>().into()),
        ("city", schema_of::<CityId>().into()),
        ("city_name", word().into()),
        ("categories", list_of::<CategoryId>()),
        ("category_names", ArrayBuilder::new().items(word()).into()),
        ("languages", list_of::<LanguageTag>()),
        ("url", word().into()),
    ])
}

type Form = utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>;

fn list_of<T: ToSchema>() -> Form {
    ArrayBuilder::new().items(schema_of::<T>()).into()
}

/// An object that has all of these.
fn all_of<const N: usize>(members: [(&str, Form); N]) -> Object {
    let members = members.into_iter();
    members
        .fold(object(), |object, (name, form)| object.property(name, form).required(name))
        .build()
}
