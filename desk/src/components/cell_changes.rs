//! Cells that change, with their texts before and after.

use crate::visit::Visit;
use leptos::prelude::*;

/// A cell that changes.
#[derive(Clone, Debug)]
pub struct CellChangeLine {
    /// What the cell says, such as the heading of its column.
    pub column: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

/// Shows cells that change; nothing where there are none.
pub(crate) fn cell_changes(visit: &Visit, changes: &[CellChangeLine]) -> Option<AnyView> {
    let i18n = visit.i18n;
    let lines: Vec<_> = changes
        .iter()
        .map(|change| {
            let empty = || i18n.desk_imports_empty_cell().to_owned();
            let text = |cell: &str| if cell.is_empty() { empty() } else { cell.to_owned() };
            view! {
                <dt>{change.column.clone()}</dt>
                <dd>
                    <del>
                        <span class="visually-hidden">{i18n.desk_imports_before()} " "</span>
                        {text(&change.old)}
                    </del>
                    " "
                    <ins>
                        <span class="visually-hidden">{i18n.desk_imports_after()} " "</span>
                        {text(&change.new)}
                    </ins>
                </dd>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <dl class="desk-cells">{lines}</dl> }.into_any())
}
