//! The matrix of a conference as a file: uploaded, looked at, imported, exported.

mod changes;
mod doubts;
mod files;
mod review;
mod upload;

pub use changes::{ChangeCard, GoneLine, SameChoice};
pub use doubts::{DoubtCard, DoubtChoices, DoubtNote};
pub use files::{MatrixPage, PastMatrix, WaitingMatrix, matrix_page};
pub use review::{FieldCounts, MatrixReviewPage, MatrixSubject, review_page};
pub use upload::{NewMatrixPage, new_matrix_page};

/// Endings of files with a matrix.
const ENDINGS: &str = ".csv,.tsv,.txt,.xlsx,.xlsm,.ods,.json";
