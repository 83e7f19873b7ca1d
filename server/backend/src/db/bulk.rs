//! Statements over many rows: the text grows with the number of rows, and is the same for both
//! engines.

use sqlx::AssertSqlSafe;

/// Most rows of one statement: enough to share the cost of a statement, few enough that looking up
/// the names of its parameters, which SQLite does one by one in a list, costs nothing beside it, and
/// that a connection keeps the texts of all sizes prepared.
pub(super) const MAX_ROWS: usize = 32;

/// Splits rows into groups for one statement each: as few as possible, because handing a statement to
/// SQLite's thread and back costs more than a row.
pub(super) fn groups<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    rows.chunks(MAX_ROWS)
}

/// `before ($1, $2), ($3, $4) after` for two rows of two columns.
pub(super) fn with_rows<T>(
    before: &'static str,
    rows: &[T],
    columns: usize,
    after: &'static str,
) -> AssertSqlSafe<String> {
    let row = |row: usize| format!("({})", placeholders(row * columns + 1, columns));
    let rows = (0..rows.len()).map(row).collect::<Vec<_>>().join(", ");
    AssertSqlSafe(format!("{before} {rows} {after}"))
}

/// `before ($2, $3)` for a list of two values; `$1` stands in the text before it.
pub(super) fn with_list<T>(before: &'static str, values: &[T]) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("{before} ({})", placeholders(2, values.len())))
}

/// `before ($1, $2)` for a list of two values and nothing else.
pub(super) fn with_values<T>(before: &'static str, values: &[T]) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("{before} ({})", placeholders(1, values.len())))
}

fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_placeholder() {
        let rows =
            with_rows("insert into dot (a, b) values", &[(), ()], 2, "on conflict do nothing");
        assert_eq!(
            rows.0,
            "insert into dot (a, b) values ($1, $2), ($3, $4) on conflict do nothing"
        );
        let list = with_list("select a from dot where b = $1 and a in", &[(), ()]);
        assert_eq!(list.0, "select a from dot where b = $1 and a in ($2, $3)");
        let values = with_values("select a from dot where a in", &[(), ()]);
        assert_eq!(values.0, "select a from dot where a in ($1, $2)");
    }
}
