//! What came of a conference: results, the documentation, and what makes the count checkable.

use super::conferences::CODE;
use super::exports::XLSX;
use super::operation::{Operation, schema_of};
use super::parameters::{in_query, text};
use shared::api::{Documentation, ReceiptView, RoundResult};
use shared::id::RoundId;
use shared::voting::join_code::JoinCode;
use utoipa::openapi::Content;

pub(super) const TAG: &str = "Results";

pub(super) fn operations() -> Vec<Operation> {
    let operations = [
        Operation::get("/rounds/{id}/result", "show_result", "The outcome of a round")
            .takes_in_path::<RoundId>("id", "The round.")
            .answers::<RoundResult>("By field, best first.")
            .takes_language()
            .fails(&[404, 409, 500]),
        recount(),
        receipts(),
        Operation::get("/conferences/{code}/documentation", "show_documentation", DOCUMENTATION)
            .about("Rounds that are not closed are left out.")
            .takes_in_path::<JoinCode>("code", CODE)
            .takes_language()
            .answers::<Documentation>("Every closed round, and all that was prepared for it.")
            .fails(&[404, 422, 500]),
    ];
    let files = FILES.into_iter().flat_map(|file| [of_round(file), of_conference(file)]);
    operations.into_iter().chain(files).map(|operation| operation.under(TAG)).collect()
}

const DOCUMENTATION: &str = "The documentation of a conference";

fn recount() -> Operation {
    Operation::get("/rounds/{id}/recount.jsonl", "show_recount", "Count a closed round again")
        .about(
            "A JSON object a line, told apart by `kind`: the `round` with its rules, every \
             `ballot` by its random id, the sticky dots (`paper`), the `result`. Each line ends \
             with `hash`, the SHA-256 of the hash before it, a line feed, and the line without \
             its own hash; the last one is the check value of the documentation.",
        )
        .takes_in_path::<RoundId>("id", "The round.")
        .answers_with("The file.", ("application/jsonl", Content::new(Some(text()))))
        .takes_language()
        .fails(&[404, 409, 500])
}

fn receipts() -> Operation {
    let words = "The words of a receipt; capitals, spaces and a missing hyphen are forgiven.";
    Operation::get("/conferences/{code}/receipts", "find_receipt", "Find a ballot by its receipt")
        .takes_in_path::<JoinCode>("code", CODE)
        .takes([in_query("words", words, text())])
        .takes_language()
        .answers::<ReceiptView>("The ballots with these words; none where none is counted.")
        .fails(&[404, 422, 500])
}

/// A kind of file: the paths of one round and of all rounds, with their handlers' names, what it
/// is, and its media type.
type File = ([(&'static str, &'static str); 2], &'static str, &'static str);

const FILES: [File; 4] = [
    (
        [
            ("/rounds/{id}/result.csv", "export_result_csv"),
            ("/conferences/{code}/documentation.csv", "export_documentation_csv"),
        ],
        "as a table",
        "text/csv",
    ),
    (
        [
            ("/rounds/{id}/result.xlsx", "export_result_xlsx"),
            ("/conferences/{code}/documentation.xlsx", "export_documentation_xlsx"),
        ],
        "as a workbook",
        XLSX,
    ),
    (
        [
            ("/rounds/{id}/result.json", "export_result_json"),
            ("/conferences/{code}/documentation.json", "export_documentation_json"),
        ],
        "as a JSON file",
        "application/json",
    ),
    (
        [
            ("/rounds/{id}/result.html", "export_result_html"),
            ("/conferences/{code}/documentation.html", "export_documentation_html"),
        ],
        "as a page to print",
        "text/html",
    ),
];

fn of_round(([(path, id), _], kind, media_type): File) -> Operation {
    Operation::get(path, id, &format!("The documentation of a closed round {kind}"))
        .takes_in_path::<RoundId>("id", "The round.")
        .takes_language()
        .answers_with("The file.", (media_type, content(media_type)))
        .fails(&[404, 409, 422, 500])
}

fn of_conference(([_, (path, id)], kind, media_type): File) -> Operation {
    Operation::get(path, id, &format!("{DOCUMENTATION} {kind}"))
        .takes_in_path::<JoinCode>("code", CODE)
        .takes_language()
        .answers_with("The file.", (media_type, content(media_type)))
        .fails(&[404, 422, 500])
}

fn content(media_type: &str) -> Content {
    match media_type {
        "application/json" => Content::new(Some(schema_of::<Documentation>())),
        XLSX => Content::default(),
        _ => Content::new(Some(text())),
    }
}
