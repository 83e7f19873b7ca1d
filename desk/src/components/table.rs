//! Tables that become cards on a narrow screen.

use leptos::prelude::*;

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    /// Whether its cells are numbers.
    pub is_number: bool,
}

impl Column {
    /// A column of texts.
    pub const fn text(heading: &'static str) -> Self {
        Self { heading, is_number: false }
    }

    /// A column of numbers.
    pub const fn number(heading: &'static str) -> Self {
        Self { heading, is_number: true }
    }
}

/// Shows a table; every row has a cell for each column, the first one is the row's heading. On a
/// narrow screen each cell shows its column's heading beside it.
pub fn data_table(caption: &str, columns: &[Column], rows: Vec<Vec<AnyView>>) -> AnyView {
    let head: Vec<_> = columns
        .iter()
        .map(|column| {
            view! { <th scope="col" class:number=column.is_number>{column.heading}</th> }
        })
        .collect();
    let body: Vec<_> = rows
        .into_iter()
        .map(|cells| {
            let cells: Vec<_> = cells
                .into_iter()
                .zip(columns)
                .enumerate()
                .map(|(place, (cell, column))| {
                    let heading = column.heading;
                    if place == 0 {
                        view! { <th scope="row">{cell}</th> }.into_any()
                    } else {
                        view! {
                            <td data-heading=heading class:number=column.is_number>
                                {cell}
                            </td>
                        }
                        .into_any()
                    }
                })
                .collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    view! {
        <table class="desk-table">
            <caption class="visually-hidden">{caption.to_owned()}</caption>
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{body}</tbody>
        </table>
    }
    .into_any()
}
