//! The map of the form: drawn by the server, with the place that the fields give.

use super::{form_fields, page, post, with, with_offers};
use crate::harness::Engine;
use reqwest::StatusCode;
use rstest::rstest;

#[rstest]
#[case::a_town("51,656", "7,09", "Der Ort liegt bei Marl.", true)]
#[case::none("", "", "Noch ist kein Ort auf der Karte gesetzt.", false)]
#[case::elsewhere("52,52", "13,405", "Der Ort liegt außerhalb der Karte.", false)]
#[case::half("51,6", "", "Noch ist kein Ort auf der Karte gesetzt.", false)]
#[tokio::test]
async fn the_map_shows_where_the_place_is_as_it_is_typed(
    #[case] latitude: &str,
    #[case] longitude: &str,
    #[case] said: &str,
    #[case] is_shown: bool,
) {
    let (_server, browser, offer) = with_offers(Engine::Sqlite).await;
    let path = format!("/de/edit/offers/{}", offer.id);
    let fields = form_fields(&page(&browser, &path).await);
    let changes = [("step", "check"), ("latitude", latitude), ("longitude", longitude)];
    let checked = post(&browser, &path, &with(fields, &changes)).await;
    assert_eq!(checked.status(), StatusCode::OK);
    let text = checked.text().await.unwrap();
    let (_, map) = text.split_once("data-place").unwrap();
    let (map, _) = map.split_once("</div>").unwrap();
    assert!(map.contains("Recklinghausen"), "{map}");
    let (_, words) = map.split_once("id=\"place-said\"").unwrap();
    assert!(words.split("</p>").next().unwrap().contains(said), "{words}");
    let (before, after) = map.split_once("desk-place-point").unwrap();
    let (begin, end) = (before.rsplit('<').next().unwrap(), after.split('>').next().unwrap());
    let point = format!("{begin}{end}");
    assert_eq!(!point.contains("display=\"none\""), is_shown, "{point}");
    assert!(!map.contains(" style="), "{map}");
}
