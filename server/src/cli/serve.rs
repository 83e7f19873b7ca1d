//! The command `serve`: what has to be ready before pages are served, and where they are.

use super::messages::Messages;
use super::organisers::create_link;
use super::output::{print_error, print_line};
use super::users::print_set_up_link;
use crate::config::{ServeArgs, read_legal_texts};
use crate::{Listeners, demo, listen, raise_open_file_limit};
use backend::clock::Clock;
use backend::db::Db;
use backend::legal::LegalTexts;
use backend::secret::ServerSecret;
use backend::{Service, Settings};
use i18n::I18n;
use shared::voting::join_code::JoinCode;
use std::path::Path;

/// Open files for a hall of ten thousand phones: one for each, and some more.
const MIN_OPEN_FILES: u64 = 11_000;

/// Serves pages until the process is asked to stop.
pub(super) async fn serve_pages(
    db: Db,
    args: &ServeArgs,
    secret_file: &Path,
    messages: Messages,
) -> Result<(), String> {
    if let Some(limit) = raise_open_file_limit().filter(|limit| *limit < MIN_OPEN_FILES) {
        print_error(&messages.i18n.cli_files(&messages.i18n.number(limit)));
    }
    let open = |address| listen(address).map_err(|error| messages.listen(address, &error));
    let listeners =
        Listeners { site: open(args.listen)?, metrics: args.metrics_listen.map(open).transpose()? };
    let local =
        listeners.site.local_addr().map_err(|error| messages.listen(args.listen, &error))?;
    let public_url = args.public_url(local);
    let settings = Settings {
        stale_after: args.care.stale_after,
        care: args.care.settings(args.care_mails),
        mail_server: args.mail.server().map_err(|error| messages.mail_server(&error))?,
        openid: args.openid.provider().map_err(|error| messages.openid(&error))?,
        land: args.land,
        audit_days: args.audit_days,
        secret: ServerSecret::load_or_create(secret_file)
            .map_err(|error| messages.secret_file(secret_file, &error))?,
        operator: args.operator(),
        legal: legal_texts(args, messages)?,
        ..Settings::default()
    };
    let clock = Clock::System;
    let service = Service::with_settings(db, clock.clone(), &public_url, settings);
    service.seed_taxonomy().await.map_err(|error| messages.database(&error))?;
    let demo_code = if args.demo {
        let seeded = demo::seed(&service, &clock, args.demo_offers).await;
        Some(seeded.map_err(|error| messages.demo(&error))?)
    } else {
        None
    };
    // Builds the index now, so that the first visitor does not wait for it.
    service.show_taxonomy().await.map_err(|error| messages.app_error(&error.into_app_error()))?;
    service.start_mail();
    service.start_care();
    service.start_expiry();
    print_addresses(messages.i18n, args, local.port(), demo_code.as_ref());
    if let Some(code) = &demo_code {
        let link = create_link(&service, code, &public_url, messages).await?;
        print_line(&format!("  {link}"));
    }
    print_set_up_link(&service, &public_url, messages).await?;
    crate::serve(service, listeners, stop_signal())
        .await
        .map_err(|error| messages.listen(args.listen, &error))
}

fn legal_texts(args: &ServeArgs, messages: Messages) -> Result<LegalTexts, String> {
    let Some(folder) = &args.legal_dir else { return Ok(LegalTexts::default()) };
    read_legal_texts(folder).map_err(|error| messages.legal_dir(folder, &error))
}

/// Prints where to find the running server.
fn print_addresses(i18n: I18n, args: &ServeArgs, port: u16, demo_code: Option<&JoinCode>) {
    print_line(i18n.cli_running());
    print_line(&format!("  {}", i18n.cli_here(&format!("http://127.0.0.1:{port}"))));
    if let Some(url) = &args.public_url {
        print_line(&format!("  {}", i18n.cli_phones(url)));
    }
    if let Some(code) = demo_code {
        print_line(&format!("  {}", i18n.cli_demo_code(code.as_str())));
    }
}

/// Completes when the process receives SIGINT or SIGTERM.
async fn stop_signal() {
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
    // If no signal handler can be installed, only killing the process stops the server.
    if interrupt.await.is_err() {
        std::future::pending::<()>().await;
    }
}
