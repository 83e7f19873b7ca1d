//! Serving pages: what must be there before, and where they are.

use super::{Words, make_link};
use crate::config::Serve;
use crate::{allow_many_files, demo, listen};
use backend::clock::Clock;
use backend::db::Db;
use backend::secret::ServerSecret;
use backend::{Service, Settings};
use i18n::I18n;
use shared::voting::join_code::JoinCode;
use std::io::{Write, stderr, stdout};
use std::path::Path;

/// Open files below which a hall of ten thousand phones cannot be served: one for each, and some.
const ENOUGH_FILES: u64 = 11_000;

/// Serves pages until the process receives a signal to end.
pub(super) async fn serve_pages(
    db: Db,
    settings: &Serve,
    secret_file: &Path,
    words: Words,
) -> Result<(), String> {
    if let Some(limit) = allow_many_files().filter(|limit| *limit < ENOUGH_FILES) {
        say!(stderr(), "{}", words.0.cli_files(&words.0.number(limit)));
    }
    let listener =
        listen(settings.listen).map_err(|error| words.listen(settings.listen, &error))?;
    let local = listener.local_addr().map_err(|error| words.listen(settings.listen, &error))?;
    let clock = Clock::System;
    let public_url = settings.public_url(local);
    let secret = ServerSecret::load_or_create(secret_file)
        .map_err(|error| words.secret_file(secret_file, &error))?;
    let operator = settings.operator();
    let stale_after = settings.stale_after;
    let own = Settings { stale_after, secret, operator, ..Settings::default() };
    let service = Service::with_settings(db, clock.clone(), &public_url, own);
    service.seed_taxonomy().await.map_err(|error| words.database(&error))?;
    let demo = if settings.demo {
        let prepared = demo::prepare(&service, &clock, settings.demo_offers).await;
        Some(prepared.map_err(|error| words.demo(&error))?)
    } else {
        None
    };
    // The first visitor shall not wait for the index.
    let prepared = service.show_taxonomy().await;
    prepared.map_err(|error| words.app_error(&error.into_app_error()))?;
    say_where(words.0, settings, local.port(), demo.as_ref());
    if let Some(code) = &demo {
        say!(stdout(), "  {}", make_link(&service, code, &public_url, words).await?);
    }
    crate::serve(service, listener, interrupted())
        .await
        .map_err(|error| words.listen(settings.listen, &error))
}

/// The last lines of a start: where to look.
fn say_where(i18n: I18n, settings: &Serve, port: u16, demo: Option<&JoinCode>) {
    say!(stdout(), "{}", i18n.cli_running());
    say!(stdout(), "  {}", i18n.cli_here(&format!("http://127.0.0.1:{port}")));
    if let Some(url) = &settings.public_url {
        say!(stdout(), "  {}", i18n.cli_phones(url));
    }
    if let Some(code) = demo {
        say!(stdout(), "  {}", i18n.cli_demo_code(code.as_str()));
    }
}

/// Done when the process receives a signal to end.
async fn interrupted() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Where signals cannot be heard, only a hard end stops the server.
    if interrupt.await.is_err() {
        std::future::pending::<()>().await;
    }
}
