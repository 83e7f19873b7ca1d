//! Messages about backups, and about a database that is in use or does not answer.

use super::Messages;
use backend::backup::{BackupError, Damage, Restored, ServerFiles};
use backend::clock::local_time;
use backend::db::LockError;
use std::path::Path;

impl Messages {
    /// Why `file` was not written as a backup, or not restored.
    pub(in crate::cli) fn backup_failed(
        self,
        error: &BackupError,
        file: &Path,
        files: &ServerFiles,
    ) -> String {
        let (i18n, name) = (self.i18n, file.display().to_string());
        match error {
            BackupError::NotAFile => i18n.cli_backup_no_file(&files.secret.display().to_string()),
            BackupError::NoDatabase(path) => {
                i18n.cli_backup_no_database(&path.display().to_string())
            }
            // A restore writes everywhere but to the backup, a backup nowhere else.
            BackupError::Exists(path) if path == file => i18n.cli_backup_exists(&name),
            BackupError::Exists(path) => i18n.cli_restore_exists(&path.display().to_string()),
            BackupError::InUse(path) => i18n.cli_in_use(&path.display().to_string()),
            BackupError::Foreign => i18n.cli_backup_foreign(&name),
            BackupError::Damaged { file, damage } => {
                i18n.cli_backup_damaged(&file.display().to_string(), &self.damage(damage))
            }
            BackupError::NoRoom(path) => i18n.cli_backup_no_room(&path.display().to_string()),
            BackupError::Newer => i18n.cli_backup_newer(&name),
            BackupError::Secret(error) => self.secret_file(&files.secret, error),
            BackupError::Io { file, error } => {
                i18n.cli_backup_io(&file.display().to_string(), &error.to_string())
            }
            BackupError::Db(error) => self.database(error),
        }
    }

    /// What is damaged, as part of a sentence.
    fn damage(self, damage: &Damage) -> String {
        match damage {
            Damage::Structure(reason) => reason.clone(),
            Damage::Content => self.i18n.cli_damaged_content().to_owned(),
            Damage::Table(table) => self.i18n.cli_damaged_table(table),
            Damage::References(table) => self.i18n.cli_damaged_references(table),
        }
    }

    pub(in crate::cli) fn restored(self, restored: &Restored) -> String {
        let day = self.i18n.date(local_time(restored.created_at).day);
        self.i18n.cli_restore_done(&restored.database.display().to_string(), &day)
    }

    pub(in crate::cli) fn lock(self, error: &LockError) -> String {
        match error {
            LockError::InUse(path) => self.i18n.cli_in_use(&path.display().to_string()),
            LockError::Db(error) => self.database(error),
        }
    }
}
