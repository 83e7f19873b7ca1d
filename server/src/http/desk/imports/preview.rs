//! What importing a file would change, and the import.

use super::list::load_list;
use super::{file_head, parse_id, refusal};
use crate::cli::messages::Messages;
use crate::http::desk::terms::{Chosen, TermChoices};
use crate::http::desk::{DeskFailure, DeskForm, DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::Editor;
use backend::finder::FilePreview;
use backend::import::{Accept, OfferImportReport};
use desk::components::CellChangeLine;
use desk::pages::imports::{
    Defaults, Filter, ImportList, PreviewPage, PreviewRow, RejectedLine, Shown, import_list,
    preview,
};
use exchange::difference::{Difference, OfferDifference};
use exchange::rejected::Rejected;
use i18n::I18n;
use i18n::words::doubt_reason;
use shared::id::{OfferId, StagedFileId};
use std::collections::BTreeMap;

/// Rows on a page.
const ROWS: usize = 50;

/// A selection of rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Selection {
    /// All offers that are not the same.
    Attention,
    New,
    Changed,
    Same,
    Doubtful,
    Twice,
    Rejected,
}

impl Selection {
    const ALL: [Self; 7] = [
        Self::Attention,
        Self::New,
        Self::Changed,
        Self::Doubtful,
        Self::Twice,
        Self::Rejected,
        Self::Same,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Doubtful => "doubtful",
            Self::Twice => "twice",
            Self::Rejected => "rejected",
        }
    }

    fn label(self, i18n: I18n) -> &'static str {
        match self {
            Self::Attention => i18n.desk_imports_filter_attention(),
            Self::New => i18n.desk_imports_filter_new(),
            Self::Changed => i18n.desk_imports_filter_changed(),
            Self::Same => i18n.desk_imports_filter_same(),
            Self::Doubtful => i18n.desk_imports_filter_doubtful(),
            Self::Twice => i18n.desk_imports_filter_twice(),
            Self::Rejected => i18n.desk_imports_filter_rejected(),
        }
    }

    fn includes(self, one: &OfferDifference) -> bool {
        match self {
            Self::Attention => {
                one.difference != Difference::Same || one.is_doubtful || one.is_duplicate
            }
            Self::New => one.difference == Difference::New,
            Self::Changed => matches!(one.difference, Difference::Changed(_)),
            Self::Same => one.difference == Difference::Same,
            Self::Doubtful => one.is_doubtful,
            Self::Twice => one.is_duplicate,
            Self::Rejected => false,
        }
    }

    fn count(self, report: &OfferImportReport) -> usize {
        match self {
            Self::Rejected => report.rejected.len(),
            other => report.differences.iter().filter(|one| other.includes(one)).count(),
        }
    }
}

pub(in crate::http::desk) async fn show_preview(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let wanted = Wanted::read(&id, &pairs, guest.i18n())?;
    match load_preview(&state.service, &right, &wanted).await? {
        Loaded::Page(page) => {
            let title = page.file.name.clone();
            Ok(guest.page(&title, preview(guest.visit(), &page)))
        }
        // The columns have to be decided first.
        Loaded::Refused(_) if is_table(&state.service, &right, &wanted.id).await => {
            let address = guest.visit().path(&format!("imports/{id}/columns"));
            Ok(Redirect::to(&address).into_response())
        }
        Loaded::Refused(error) => {
            let list = load_list(&state.service, &right, guest.i18n()).await?;
            let page = ImportList { error: Some(error), ..list };
            let title = guest.i18n().desk_nav_imports();
            Ok(guest.refused(422, title, import_list(guest.visit(), &page)))
        }
    }
}

pub(in crate::http::desk) async fn apply_file(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let i18n = guest.i18n();
    let staged = parse_id(&id)?;
    let accept = match fields.value_or_empty("accept") {
        "all" => Accept::All,
        _ => Accept::Good { reasons: i18n.import_rejected_column().to_owned() },
    };
    let file_address = guest.visit().path(&format!("imports/{staged}"));
    match state.service.apply_staged_file(&right, &staged, accept).await {
        Ok(_) => Ok(Redirect::to(&file_address).into_response()),
        Err(error) => {
            let error = Some(refusal(error, i18n)?);
            let wanted = Wanted::read(&id, &Pairs::default(), i18n)?;
            match load_preview(&state.service, &right, &wanted).await? {
                Loaded::Page(page) => {
                    let title = page.file.name.clone();
                    let page = PreviewPage { error, ..*page };
                    Ok(guest.refused(422, &title, preview(guest.visit(), &page)))
                }
                // Somebody else was faster.
                Loaded::Refused(_) => Ok(Redirect::to(&file_address).into_response()),
            }
        }
    }
}

/// What is asked for.
struct Wanted {
    id: StagedFileId,
    selection: Selection,
    /// From 1.
    number: usize,
    i18n: I18n,
}

impl Wanted {
    fn read(id: &str, pairs: &Pairs, i18n: I18n) -> Result<Self, DeskFailure> {
        let show = pairs.value_or_empty("show");
        let selection = Selection::ALL.into_iter().find(|selection| selection.name() == show);
        Ok(Self {
            id: parse_id(id)?,
            selection: selection.unwrap_or(Selection::Attention),
            number: pairs.value_or_empty("page").parse().unwrap_or(1_usize).max(1),
            i18n,
        })
    }
}

async fn is_table(service: &Service, editor: &Editor, id: &StagedFileId) -> bool {
    let file = service.find_staged_file(editor, id).await;
    file.is_ok_and(|file| file_head(&file).is_table)
}

enum Loaded {
    Page(Box<PreviewPage>),
    /// The file cannot be read as it is, in words.
    Refused(String),
}

async fn load_preview(
    service: &Service,
    editor: &Editor,
    wanted: &Wanted,
) -> Result<Loaded, DeskFailure> {
    let FilePreview { file, report } = match service.preview_staged_file(editor, &wanted.id).await {
        Ok(found) => found,
        Err(error) => return refusal(error, wanted.i18n).map(Loaded::Refused),
    };
    let chosen = Chosen {
        city: file.decisions.city.as_ref().map_or("", |id| id.as_str()),
        category: file.decisions.category.as_ref().map_or("", |id| id.as_str()),
    };
    let head = file_head(&file);
    let defaults = if head.is_table {
        None
    } else {
        let TermChoices { cities, categories } =
            TermChoices::load(service, wanted.i18n, chosen).await?;
        Some(Defaults { cities, categories })
    };
    let count = wanted.selection.count(&report);
    let filters = Selection::ALL.map(|selection| Filter {
        name: selection.name(),
        label: selection.label(wanted.i18n).to_owned(),
        count: selection.count(&report) as u64,
        is_shown: selection == wanted.selection,
    });
    Ok(Loaded::Page(Box::new(PreviewPage {
        file: head,
        defaults,
        notices: notices(&report, wanted.i18n),
        filters: filters.to_vec(),
        shown: shown(&report, wanted),
        number: wanted.number,
        pages: count.div_ceil(ROWS).max(1),
        good: report.differences.len() as u64,
        only_providers: only_providers(&report) as u64,
        rejected: report.rejected.len() as u64,
        error: None,
    })))
}

/// A list of institutions without offers is worth taking, too.
fn only_providers(report: &OfferImportReport) -> usize {
    let has_others = !report.differences.is_empty() || !report.rejected.is_empty();
    if has_others { 0 } else { report.report.providers }
}

/// What was noticed about the file as a whole.
fn notices(report: &OfferImportReport, i18n: I18n) -> Vec<String> {
    let messages = Messages { i18n };
    let counts = &report.report;
    let unknown = (!counts.unknown_columns.is_empty())
        .then(|| messages.unknown_columns(&counts.unknown_columns));
    let ignored = (!counts.ignored_fields.is_empty())
        .then(|| messages.ignored_fields(&counts.ignored_fields));
    let kept = (!counts.kept_providers.is_empty()).then(|| {
        i18n.desk_imports_kept_providers(&counts.kept_providers.join(i18n.list_separator()))
    });
    let source = messages.table_source(&report.source);
    source.into_iter().chain(unknown).chain(ignored).chain(kept).collect()
}

fn shown(report: &OfferImportReport, wanted: &Wanted) -> Shown {
    let skip = (wanted.number - 1).saturating_mul(ROWS);
    if wanted.selection == Selection::Rejected {
        let lines = rejected_lines(&report.rejected, wanted.i18n);
        return Shown::Rejected(lines.skip(skip).take(ROWS).collect());
    }
    let chosen: Vec<&OfferDifference> = report
        .differences
        .iter()
        .filter(|one| wanted.selection.includes(one))
        .skip(skip)
        .take(ROWS)
        .collect();
    let notes = Notes::of(report, &chosen, wanted.i18n);
    Shown::Offers(chosen.into_iter().map(|one| notes.row(one)).collect())
}

fn rejected_lines(rejected: &Rejected, i18n: I18n) -> impl Iterator<Item = RejectedLine> {
    let messages = Messages { i18n };
    let rows = rejected.rows.iter().map(move |row| RejectedLine {
        place: i18n.desk_imports_row(&row.row.number.to_string()),
        reasons: row
            .problems
            .iter()
            .map(|one| format!("{}: {}", one.column, messages.cell_error(&one.reason)))
            .collect(),
    });
    let records = rejected.records.iter().map(move |record| RejectedLine {
        place: record
            .problems
            .first()
            .map(|problem| i18n.desk_imports_record(&problem.record.to_string()))
            .unwrap_or_default(),
        reasons: record
            .problems
            .iter()
            .map(|one| format!("{}: {}", one.field, messages.record_error(&one.reason)))
            .collect(),
    });
    rows.chain(records)
}

/// Doubts and probable duplicates of the offers that are shown, in words.
struct Notes<'a> {
    i18n: I18n,
    doubts: BTreeMap<&'a OfferId, Vec<String>>,
    twins: BTreeMap<&'a OfferId, Vec<String>>,
}

impl<'a> Notes<'a> {
    fn of(report: &'a OfferImportReport, chosen: &[&'a OfferDifference], i18n: I18n) -> Self {
        let mut notes = Self { i18n, doubts: BTreeMap::new(), twins: BTreeMap::new() };
        for one in chosen {
            notes.doubts.insert(&one.offer, Vec::new());
            notes.twins.insert(&one.offer, Vec::new());
        }
        for doubt in &report.report.doubts {
            if let Some(lines) = notes.doubts.get_mut(&doubt.offer) {
                let reason = doubt_reason(i18n, &doubt.doubt.reason);
                let row = doubt.row.to_string();
                lines.push(i18n.import_doubt(&doubt.column, &reason, &row, &doubt.doubt.words));
            }
        }
        for pair in &report.report.duplicates {
            for (one, other) in [(&pair.found, &pair.like), (&pair.like, &pair.found)] {
                if let Some(lines) = notes.twins.get_mut(&one.id) {
                    lines.push(i18n.desk_imports_twin(other.id.as_str(), &other.name));
                }
            }
        }
        notes
    }

    fn row(&self, one: &OfferDifference) -> PreviewRow {
        let changes = match &one.difference {
            Difference::Changed(changes) => changes.as_slice(),
            Difference::New | Difference::Same => &[],
        };
        PreviewRow {
            name: one.name.clone(),
            state: Messages { i18n: self.i18n }.states(one),
            changes: changes
                .iter()
                .map(|change| CellChangeLine {
                    column: change.column.clone(),
                    old: change.old.clone(),
                    new: change.new.clone(),
                })
                .collect(),
            doubts: self.doubts.get(&one.offer).cloned().unwrap_or_default(),
            twins: self.twins.get(&one.offer).cloned().unwrap_or_default(),
        }
    }
}
