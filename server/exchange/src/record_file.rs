//! Our own JSON: complete records, each taken or left by itself.

use crate::error::{JsonError, ReadError};
use crate::file;
use crate::hsds::{RecordError, RecordProblem};
use crate::records::OfferFile;
use crate::rejected::RejectedRecord;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A parsed file.
#[derive(Clone, Debug, Default)]
pub struct RecordFile {
    /// The records that can be taken.
    pub content: OfferFile,
    /// The others.
    pub rejected: Vec<RejectedRecord>,
    /// Where in the file the first one of them is wrong.
    pub error: Option<JsonError>,
}

/// The lists of a file.
#[derive(Deserialize)]
struct Lists {
    #[serde(default)]
    providers: Vec<Value>,
    #[serde(default)]
    offers: Vec<Value>,
}

impl From<OfferFile> for RecordFile {
    fn from(content: OfferFile) -> Self {
        Self { content, ..Self::default() }
    }
}

impl RecordFile {
    /// Parses a file.
    ///
    /// # Errors
    /// [`ReadError::Encoding`]; [`ReadError::Json`] where it has another structure.
    pub(crate) fn parse(content: &[u8]) -> Result<Self, ReadError> {
        let error = match file::json::<OfferFile>(content) {
            Ok(content) => return Ok(content.into()),
            Err(ReadError::Json(error)) => error,
            Err(other) => return Err(other),
        };
        // A structure that is wrong as a whole has no records to take.
        let Ok(lists) = file::json::<Lists>(content) else { return Err(error.into()) };
        let mut read = Self { error: Some(error), ..Self::default() };
        let providers = read.records("providers", lists.providers);
        let offers = read.records("offers", lists.offers);
        read.content = OfferFile { providers, offers };
        Ok(read)
    }

    /// The records of a list; those that cannot be read are kept as they were.
    fn records<T: DeserializeOwned>(&mut self, list: &'static str, records: Vec<Value>) -> Vec<T> {
        let mut taken = Vec::new();
        for (place, mut record) in records.into_iter().enumerate() {
            // An earlier round of corrections says in there what was wrong.
            if let Value::Object(fields) = &mut record {
                fields.remove(crate::rejected::REASONS);
            }
            match file::json::<T>(record.to_string().as_bytes()) {
                Ok(read) => taken.push(read),
                Err(error) => {
                    let problems = vec![problem(place + 1, error)];
                    self.rejected.push(RejectedRecord { list: list.into(), record, problems });
                }
            }
        }
        taken
    }
}

fn problem(record: usize, error: ReadError) -> RecordProblem {
    let (field, reason) = match error {
        ReadError::Json(JsonError::MissingKey { path }) => (path, RecordError::Missing),
        ReadError::Json(JsonError::Value { path, value }) => (path, RecordError::Unknown(value)),
        ReadError::Json(JsonError::UnknownKey { path }) => {
            (path.clone(), RecordError::Unknown(path))
        }
        other => (String::new(), RecordError::Shape(other.to_string())),
    };
    RecordProblem { record, field: field.into(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn records_that_are_right_are_taken_and_the_others_come_back() {
        let right = json!({ "id": "verein-1", "name": "Verein Beispiel" });
        let wrong = json!({ "id": "verein-2", "name": "" });
        let lacking = json!({ "id": "verein-3" });
        let file = json!({ "providers": [wrong, right, lacking], "offers": [] });
        let read = RecordFile::parse(file.to_string().as_bytes()).unwrap();
        assert_eq!(read.content.providers.len(), 1);
        let found: Vec<_> = read
            .rejected
            .iter()
            .map(|one| (one.problems[0].record, one.problems[0].field.as_ref()))
            .collect();
        assert_eq!(found, [(1, "name"), (3, "name")]);
        assert_eq!(read.rejected[0].record, wrong);
        assert!(read.error.is_some());
    }

    #[test]
    fn a_file_of_another_structure_is_refused() {
        assert!(matches!(RecordFile::parse(b"{\"offers\": 3}"), Err(ReadError::Json(_))));
        assert!(matches!(RecordFile::parse(b"{\"angebote\": []}"), Err(ReadError::Json(_))));
    }
}
