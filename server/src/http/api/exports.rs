//! Offers as files for other programs. Those of all offers take the query of `/offers`.

mod schemas;

use super::Answer;
use super::attachment::{Attachment, XLSX};
use super::route::Route;
use crate::http::Site;
use crate::http::extract::{Id, Lang, OfferChoice};
use crate::http::openapi::parameters::text;
use crate::http::openapi::{Media, Operation, Tag};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use exchange::offers::OfferFormat;
use shared::id::{CategoryId, CityId, OfferId};
use shared::language::LanguageTag;
use shared::offer::OfferKind;
use utoipa::openapi::Content;

pub(super) fn routes() -> Vec<Route> {
    vec![
        export_csv_route(),
        export_xlsx_route(),
        export_hsds_route(),
        export_geojson_route(),
        export_calendar_route(),
    ]
}

async fn export_csv(site: State<Site>, choice: OfferChoice) -> Answer<Attachment> {
    let file = export_offers(site, choice, OfferFormat::Csv).await?.into();
    let (content_type, name) = ("text/csv; charset=utf-8", "offers.csv".to_owned());
    Ok(Attachment { content_type, name, file })
}

fn export_csv_route() -> Route {
    let media = Media { kind: "text/csv", content: Content::new(Some(text())) };
    Operation::get("/offers.csv", "export_csv", "Offers as a table")
        .under(Tag::Files)
        .about("The same columns as an import takes, with a line of names on top.")
        .takes_choice()
        .answers_with("The offers that answer the query.", media)
        .takes_language()
        .fails(&[422, 500])
        .handled_by(export_csv)
}

async fn export_xlsx(site: State<Site>, choice: OfferChoice) -> Answer<Attachment> {
    let file = export_offers(site, choice, OfferFormat::Xlsx).await?.into();
    Ok(Attachment { content_type: XLSX, name: "offers.xlsx".to_owned(), file })
}

fn export_xlsx_route() -> Route {
    let media = Media { kind: XLSX, content: Content::default() };
    Operation::get("/offers.xlsx", "export_xlsx", "Offers as a workbook")
        .under(Tag::Files)
        .takes_choice()
        .answers_with("The offers that answer the query.", media)
        .takes_language()
        .fails(&[422, 500])
        .handled_by(export_xlsx)
}

async fn export_hsds(site: State<Site>, choice: OfferChoice) -> Answer<Attachment> {
    let file = export_offers(site, choice, OfferFormat::Hsds).await?.into();
    let (content_type, name) = ("application/json", "offers.hsds.json".to_owned());
    Ok(Attachment { content_type, name, file })
}

fn export_hsds_route() -> Route {
    let media = Media { kind: "application/json", content: schemas::services() };
    Operation::get("/offers.hsds.json", "export_hsds", "Offers in the words of HSDS 3.0")
        .under(Tag::Files)
        .about(
            "Services of the Human Services Data Specification, with organization, places \
             and times inside: <https://docs.openreferral.org>.",
        )
        .takes_choice()
        .answers_with("Services, one for each offer.", media)
        .takes_language()
        .fails(&[422, 500])
        .handled_by(export_hsds)
}

async fn export_offers(
    State(site): State<Site>,
    OfferChoice(query): OfferChoice,
    format: OfferFormat,
) -> Answer<Vec<u8>> {
    Ok(site.service.export_offers(&query, format).await?)
}

async fn export_geojson(
    State(site): State<Site>,
    Lang(language): Lang,
    OfferChoice(query): OfferChoice,
) -> Answer<impl IntoResponse> {
    let file = site.service.export_geojson(&query, language).await?;
    Ok(([(CONTENT_TYPE, "application/geo+json")], file))
}

fn export_geojson_route() -> Route {
    let content = Content::new(Some(schemas::positions()));
    let media = Media { kind: "application/geo+json", content };
    Operation::get("/offers.geojson", "export_geojson", "Offers with a position as GeoJSON")
        .under(Tag::Files)
        .takes_language()
        .takes_choice()
        .mentions::<CityId>()
        .mentions::<CategoryId>()
        .mentions::<LanguageTag>()
        .mentions::<OfferKind>()
        .answers_with("A collection of points (RFC 7946).", media)
        .fails(&[422, 500])
        .handled_by(export_geojson)
}

async fn export_calendar(
    State(site): State<Site>,
    Id(id): Id<OfferId>,
    Lang(language): Lang,
) -> Answer<Attachment> {
    let file = site.service.export_calendar(&id, language).await?.into();
    let (content_type, name) = ("text/calendar; charset=utf-8", format!("{id}.ics"));
    Ok(Attachment { content_type, name, file })
}

fn export_calendar_route() -> Route {
    let path = "/offers/{id}/calendar.ics";
    let media = Media { kind: "text/calendar", content: Content::new(Some(text())) };
    Operation::get(path, "export_calendar", "The times of an offer as iCalendar")
        .under(Tag::Files)
        .takes_in_path::<OfferId>("id", "The offer.")
        .takes_language()
        .answers_with("Its times for the next two years.", media)
        .fails(&[404, 422, 500])
        .handled_by(export_calendar)
}
