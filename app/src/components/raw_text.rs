//! Text in elements whose content Leptos does not escape.

/// Escapes text for `<title>` and `<textarea>`. Leptos escapes the content of all other elements
/// and every attribute; `leptos_meta` 0.8 writes titles, and `tachys` 0.2 text areas, unescaped.
/// Browsers decode entities in both, so the reader sees the original text.
pub(crate) fn raw_text(text: &str) -> String {
    html_escape::encode_text(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_ends_an_element_is_left() {
        assert_eq!(
            raw_text("x</title><meta http-equiv=\"refresh\"> & &lt;"),
            "x&lt;/title&gt;&lt;meta http-equiv=\"refresh\"&gt; &amp; &amp;lt;"
        );
    }
}
