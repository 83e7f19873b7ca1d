//! The command `export`.

use super::messages::Messages;
use super::output::print_line;
use crate::config::ExportCommand;
use crate::documentation;
use backend::Service;
use backend::accounts::Administrator;

/// Exports data to a file and reports what it contains.
pub(super) async fn export(
    service: &Service,
    command: ExportCommand,
    messages: Messages,
) -> Result<(), String> {
    match command {
        ExportCommand::Offers { format, file } => {
            let export =
                service.export_all(format.into()).await.map_err(|error| messages.service(error))?;
            std::fs::write(&file, &export.file).map_err(|error| messages.write_failed(&error))?;
            print_line(&messages.exported(&export, &file));
            if export.omitted_providers > 0 {
                print_line(&messages.left_out(export.omitted_providers));
            }
        }
        ExportCommand::Conference { code, format, file } => {
            let operator = Administrator::at_command_line();
            let export = service.export_conference_with_code(&operator, &code, format.into()).await;
            let export = export.map_err(|error| messages.service(error))?;
            std::fs::write(&file, &export.content)
                .map_err(|error| messages.write_failed(&error))?;
            print_line(&messages.i18n.import_written(&file.display().to_string()));
        }
        ExportCommand::Results { code, format, file } => {
            let language = messages.i18n.language();
            let document = service
                .show_documentation(&code, None, language)
                .await
                .map_err(|error| messages.service(error))?;
            let content = documentation::encode(service, &document, format, language)
                .map_err(|error| messages.service(error))?;
            std::fs::write(&file, content).map_err(|error| messages.write_failed(&error))?;
            print_line(&messages.i18n.cli_results_written(&file.display().to_string()));
        }
    }
    Ok(())
}
