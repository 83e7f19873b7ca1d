//! The commands `backup` and `restore`.

use super::messages::Messages;
use super::output::print_line;
use backend::backup::{Existing, ServerFiles};
use backend::clock::Clock;
use std::path::Path;

/// Backs up database and secret.
pub(super) async fn back_up(
    files: &ServerFiles,
    file: &Path,
    messages: Messages,
) -> Result<(), String> {
    files
        .back_up(file, &Clock::System)
        .await
        .map_err(|error| messages.backup_failed(&error, file, files))?;
    print_line(&messages.i18n.cli_backup_done(&file.display().to_string()));
    Ok(())
}

/// Restores database and secret.
pub(super) async fn restore(
    files: &ServerFiles,
    file: &Path,
    existing: Existing,
    messages: Messages,
) -> Result<(), String> {
    let restored = files
        .restore(file, existing, &Clock::System)
        .await
        .map_err(|error| messages.backup_failed(&error, file, files))?;
    print_line(&messages.restored(&restored));
    for kept in &restored.kept {
        print_line(&messages.i18n.cli_restore_kept(&kept.display().to_string()));
    }
    Ok(())
}
