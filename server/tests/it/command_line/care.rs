//! Asking providers about stale offers, at the command line.

use super::{Office, output_text};
use std::process::Output;

fn assert_says(output: &Output, words: &[&str]) {
    let text = output_text(output);
    for word in words {
        assert!(text.contains(word), "no {word:?} in {text}");
    }
}

#[tokio::test]
async fn providers_with_stale_offers_are_listed_asked_once_and_then_waited_for() {
    let office = Office::new();
    let csv = "Stadt;Name;Kategorie;Anbieter;E-Mail;geprüft am\n\
               Marl;Chor;Begegnung;Haus Eins;info@eins.example;01.03.2020\n\
               Marl;Treff;Begegnung;Haus Zwei;;\n";
    let file = office.file("offers.csv", csv.as_bytes());
    assert!(office.import("offers", &file, &[]).status.success());
    let due = ["Haus Eins", "E-Mail fällig an info@eins.example", "1. März 2020"];
    assert_says(&office.run(&["care", "list"]), &due);
    assert_says(&office.run(&["care", "list"]), &["Haus Zwei", "bitte anrufen"]);
    let sent = office.run(&["care", "send", "--public-url", "https://kreis.example"]);
    assert!(sent.status.success(), "{}", output_text(&sent));
    assert_says(&sent, &["info@eins.example", "Warteschlange: 1"]);
    assert_says(&office.run(&["care", "send"]), &["Warteschlange: 0"]);
    assert_says(&office.run(&["care", "list"]), &["Gefragt: info@eins.example; Erinnerung ab"]);

    let db = backend::db::Db::open(&office.url()).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let mail = backend::db::mails::load_latest(&mut tx, 10).await.unwrap().remove(0);
    let text = mail.message.body.as_str();
    assert!(text.contains("https://kreis.example/de/care/"), "{text}");
    // A running server with the same secret takes the link.
    let key = std::fs::read_to_string(office.folder.path().join("office.key")).unwrap();
    assert_eq!(key.trim().len(), 64);
}

#[tokio::test]
async fn wrong_settings_of_the_mail_server_end_the_start_with_words() {
    let office = Office::new();
    let serve =
        |flags: &[&str]| office.run(&[&["serve", "--listen", "127.0.0.1:0"], flags].concat());
    let output = serve(&["--smtp-url", "ftp://mail.example", "--mail-from", "a@kreis.example"]);
    assert!(!output.status.success());
    assert_says(&output, &["--smtp-url"]);
    let output = serve(&["--smtp-url", "smtp://u:geheim@mail.example", "--mail-from", "Kreis"]);
    assert!(!output.status.success());
    assert_says(&output, &["--mail-from", "Kreis"]);
    assert!(!output_text(&output).contains("geheim"));
    assert_eq!(serve(&["--care-mails"]).status.code(), Some(2), "without a mail server");
    let output = serve(&["--smtp-url", "smtp://mail.example"]);
    assert_eq!(output.status.code(), Some(2), "without a sender");
}
