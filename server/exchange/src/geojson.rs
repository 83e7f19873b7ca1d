//! Public offers with a position as `GeoJSON` (RFC 7946), for maps.

use super::names::{Reader, degrees};
use jiff::civil::Date;
use serde_json::{Value, json};
use shared::offer::{Offer, Position};

/// A collection of points in the order of the offers, without offers that are not public on this
/// day or have no position.
pub fn feature_collection<'a>(
    offers: impl IntoIterator<Item = &'a Offer>,
    reader: Reader<'_>,
    today: Date,
) -> Value {
    let features = offers.into_iter().filter(|offer| offer.is_public(today)).filter_map(|offer| {
        let position = offer.venue.as_ref()?.position?;
        Some(feature(offer, position, reader))
    });
    json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() })
}

fn feature(offer: &Offer, position: Position, reader: Reader<'_>) -> Value {
    let name = offer.name.pick(reader.language);
    let categories = offer.categories.iter();
    json!({
        "type": "Feature",
        "id": offer.id,
        // Longitude comes first in the format.
        "geometry": {
            "type": "Point",
            "coordinates": [degrees(position.longitude), degrees(position.latitude)],
        },
        "properties": {
            "id": offer.id,
            "name": name.text,
            "name_language": name.language,
            "kind": offer.kind,
            "city": offer.city,
            "city_name": reader.city(&offer.city),
            "categories": offer.categories,
            "category_names": categories.map(|id| reader.category(id)).collect::<Vec<_>>(),
            "languages": offer.spoken_languages(),
            "url": reader.url(&offer.id),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use shared::language::UiLanguage;

    #[test]
    fn a_point_has_longitude_first_with_exact_decimals_and_hidden_offers_are_left_out() {
        let mut offers = samples::demo().offers;
        let taxonomy = samples::taxonomy();
        let base_url = "https://miteinander.example/";
        let reader = Reader { language: UiLanguage::En, taxonomy: &taxonomy, base_url };
        let today = jiff::civil::date(2026, 11, 20);
        let shown = offers
            .iter()
            .filter(|offer| offer.is_public(today))
            .filter(|offer| offer.venue.as_ref().is_some_and(|venue| venue.position.is_some()))
            .count();
        let all = feature_collection(&offers, reader, today);
        assert_eq!(all["features"].as_array().unwrap().len(), shown);
        assert!(shown > 10 && shown < offers.len());

        offers.retain(|offer| offer.id.as_str() == "badminton-habinghorst");
        let one = &feature_collection(&offers, reader, today)["features"][0];
        assert_eq!(
            one["geometry"].to_string(),
            r#"{"coordinates":[7.30519,51.58327],"type":"Point"}"#
        );
        let properties = &one["properties"];
        assert_eq!(properties["name"], "Badminton for everyone");
        assert_eq!(properties["city_name"], "Castrop-Rauxel");
        assert_eq!(
            properties["url"],
            "https://miteinander.example/en/offers/badminton-habinghorst"
        );
    }

    proptest::proptest! {
        #[test]
        fn degrees_are_written_with_exact_decimals(millionths in -180_000_000_i32..=180_000_000) {
            let written = serde_json::to_string(&degrees(millionths)).unwrap();
            let (whole, rest) = written.trim_start_matches('-').split_once('.').unwrap();
            proptest::prop_assert!(rest.len() <= 6, "{}", written);
            let digits: i32 = format!("{whole}{rest:0<6}").parse().unwrap();
            proptest::prop_assert_eq!(digits, millionths.abs());
        }
    }
}
