//! Response times of a server: pages and the JSON interface, one request after the other, with an
//! empty handler as the baseline.

use crate::files;
use crate::http::{Answer, Connection};
use crate::percentiles::Summary;
use anyhow::{Context, Result, ensure};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The floor: a handler that does nothing.
pub(crate) const EMPTY: &str = "/healthz";
const API: &str = "/api/v1/offers?lang=de";
/// The other measured pages.
const PAGES: [&str; 14] = [
    "/de",
    "/de/offers",
    "/ar/offers?category=sprache&language=ar",
    "/de/offers?q=deutschkurs",
    "/uk/offers?q=курси німецької",
    "/de/offers?q=d",
    "/de/offers?near=marl&within=5",
    "/de/map",
    "/de/providers",
    "/de/calendar",
    "/de/calendar?times=all",
    "/de/calendar?city=marl",
    "/api/v1/offers?lang=de&q=deutschkurs",
    "/api/v1/map?lang=de",
];
const REQUESTS: usize = 300;
const WARM_UP: usize = 20;
/// Maximum p95 of a page, in milliseconds.
const BAR: f64 = 20.0;
/// As sent by browsers, and without compression.
const COMPRESSED: &str = "br, gzip";
const PLAIN: &str = "identity";
/// On start a server first generates its example offers.
const READY_WITHIN: Duration = Duration::from_mins(5);

/// Response times of a page, in milliseconds.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    path: String,
    compressed: Asked,
    plain: Asked,
    is_kept: bool,
}

#[derive(Debug, Serialize)]
struct Asked {
    bytes: usize,
    times: Summary,
}

#[derive(Debug, Serialize)]
struct Report {
    machine: BTreeMap<String, String>,
    pages: Vec<Page>,
}

/// Measures every page, prints and stores the results.
pub(crate) fn pages(address: &str, folder: &Path) -> Result<()> {
    wait(address)?;
    let mut connection = Connection::open(address)?;
    let offer = format!("/de/offers/{}", offer(&connection.get(API, PLAIN)?)?);
    let pages = [EMPTY]
        .into_iter()
        .chain(PAGES)
        .chain([&*offer, API])
        .map(|path| measure(&mut connection, path))
        .collect::<Result<_>>()?;
    let report = Report { machine: files::read(&folder.join(files::MACHINE))?, pages };
    println!("\nPages, measured on:");
    print_machine(&report.machine);
    print_pages(&report.pages);
    files::write(&folder.join("pages.json"), &report)
}

/// Waits until the server is ready.
pub(crate) fn wait(address: &str) -> Result<()> {
    let start = Instant::now();
    let is_ready = || Connection::open(address)?.get("/readyz", PLAIN);
    while !is_ready().is_ok_and(|answer: Answer| answer.status == 200) {
        ensure!(start.elapsed() < READY_WITHIN, "the server is not ready");
        sleep(Duration::from_millis(200));
    }
    Ok(())
}

/// The id of the first offer.
fn offer(answer: &Answer) -> Result<String> {
    let page: Value = serde_json::from_slice(&answer.body)?;
    let id = page.pointer("/offers/0/id").and_then(Value::as_str);
    id.map(str::to_owned).context("no offer")
}

/// Asks for a page often.
pub(crate) fn measure(connection: &mut Connection<'_>, path: &str) -> Result<Page> {
    let compressed = ask(connection, path, COMPRESSED)?;
    let plain = ask(connection, path, PLAIN)?;
    let is_kept = compressed.times.p95 <= BAR;
    Ok(Page { path: path.to_owned(), compressed, plain, is_kept })
}

fn ask(connection: &mut Connection<'_>, path: &str, encoding: &str) -> Result<Asked> {
    let mut times = Vec::new();
    let mut bytes = 0;
    for number in 0..WARM_UP + REQUESTS {
        let start = Instant::now();
        let answer = connection.get(path, encoding)?;
        let time = start.elapsed();
        ensure!(answer.status == 200, "{path} was answered with {}", answer.status);
        if number >= WARM_UP {
            times.push(time.as_secs_f64() * 1e3);
            bytes = answer.body.len();
        }
    }
    let times = Summary::of(&times).context("nothing was asked")?;
    Ok(Asked { bytes, times })
}

pub(crate) fn print_machine(machine: &BTreeMap<String, String>) {
    for (name, value) in machine {
        println!("  {name}: {value}");
    }
}

pub(crate) fn print_pages(pages: &[Page]) {
    println!("{REQUESTS} requests each over one connection.");
    println!("Times in milliseconds; bar: p95 <= {BAR} as a browser asks. {EMPTY} is the floor.\n");
    println!("{:<42}{:^33}{:^33}", "", "as a browser asks (brotli)", "not compressed");
    print!("{:<42}", "path");
    for name in ["bytes", "p50", "p95", "p99"].repeat(2) {
        print!("{name:>8} ");
    }
    println!();
    for page in pages {
        print!("{:<42}", page.path);
        for Asked { bytes, times } in [&page.compressed, &page.plain] {
            print!("{bytes:>8} {:>8.2} {:>8.2} {:>8.2} ", times.p50, times.p95, times.p99);
        }
        println!(" {}", if page.is_kept { "kept" } else { "MISSED" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_is_taken_from_the_first_page() {
        let answer = |body: &str| Answer { body: body.into(), ..Answer::default() };
        let page = answer(r#"{"total": 2, "offers": [{"id": "chor-marl"}, {"id": "yoga"}]}"#);
        assert_eq!(offer(&page).unwrap(), "chor-marl");
        assert!(offer(&answer(r#"{"offers": []}"#)).is_err());
    }
}
