//! The folder with the operator's legal texts: `imprint.de.md`, `privacy.en.md`, …

use backend::legal::{LegalTexts, LegalTopic};
use shared::language::UiLanguage;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Longest text in bytes.
const MAX_TEXT: u64 = 256 * 1024;

/// Reads the texts of a folder. A file whose name is none of these is an error: a text that nobody
/// sees because of a slip in its name would be worse.
///
/// # Errors
/// Where the folder or a file cannot be read, is too long, is not UTF-8 or has another name.
pub fn read_legal_texts(folder: &Path) -> io::Result<LegalTexts> {
    let mut texts = LegalTexts::default();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Files of editors and file systems.
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let about_file =
            |error: io::Error| io::Error::new(error.kind(), format!("{name}: {error}"));
        let (topic, language) = parse_name(&name).ok_or_else(|| {
            about_file(io::Error::new(ErrorKind::InvalidInput, "not a name such as imprint.de.md"))
        })?;
        texts.insert(topic, language, read_text(&path).map_err(about_file)?);
    }
    Ok(texts)
}

fn parse_name(name: &str) -> Option<(LegalTopic, UiLanguage)> {
    let (topic, tag) = name.strip_suffix(".md")?.split_once('.')?;
    Some((LegalTopic::from_name(topic)?, UiLanguage::from_tag(tag)?))
}

fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    std::fs::File::open(path)?.take(MAX_TEXT + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_TEXT {
        return Err(io::Error::new(ErrorKind::InvalidData, "longer than 256 kB"));
    }
    Ok(text)
}
