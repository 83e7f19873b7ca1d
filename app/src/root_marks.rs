//! Attributes of the root element, where styles, scripts and tests see the state of the program.

use leptos::prelude::document;

/// Marks the page as one that has to be loaded again: something from the server could not be parsed,
/// so it is of another build than this program.
pub(crate) fn mark_outdated() {
    mark_root("data-outdated", "");
}

/// Sets an attribute of the root element.
pub(crate) fn mark_root(attribute: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Nothing more can be done where even this fails.
        let _ = root.set_attribute(attribute, value);
    }
}
