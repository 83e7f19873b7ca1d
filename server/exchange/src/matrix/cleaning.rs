//! A cell as plain text: without mark-up, doubled spaces and empty lines.

/// Tags after which a new line begins.
const BREAKS: [&str; 12] =
    ["br", "p", "/p", "li", "/li", "ul", "ol", "div", "/div", "tr", "h1", "/h1"];
/// A tag is not longer than this, in bytes.
const LONGEST_TAG: usize = 500;
/// Named characters that programs write into such cells.
const ENTITIES: [(&str, &str); 7] = [
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&shy;", ""),
    ("&amp;", "&"),
];

/// The text of a cell.
pub(super) fn clean(cell: &str) -> String {
    let text = without_markup(&cell.replace("_x000D_", ""));
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let text = lines.join("\n");
    text.chars()
        .filter(|letter| (!letter.is_control() || *letter == '\n') && *letter != '\u{ad}')
        .collect::<String>()
        .trim()
        .to_owned()
}

fn without_markup(cell: &str) -> String {
    if !cell.contains(['<', '&']) {
        return cell.to_owned();
    }
    let (mut text, mut rest) = (String::with_capacity(cell.len()), cell);
    while let Some(begin) = rest.find('<') {
        let (before, from) = rest.split_at(begin);
        text.push_str(before);
        if let Some(tag) = tag(from) {
            let name = tag.trim_matches(['<', '>']).split_whitespace().next().unwrap_or_default();
            let name = name.trim_end_matches('/').to_ascii_lowercase();
            text.push_str(if BREAKS.contains(&name.as_str()) { "\n" } else { "" });
            rest = from.strip_prefix(tag).unwrap_or_default();
        } else {
            text.push('<');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    text.push_str(rest);
    ENTITIES.iter().fold(text, |text, (name, letter)| text.replace(name, letter))
}

/// The tag that a text begins with: `<` and a letter or `/`, up to `>`.
fn tag(text: &str) -> Option<&str> {
    let second = text.chars().nth(1)?;
    if !second.is_ascii_alphabetic() && second != '/' {
        return None;
    }
    let end = text.find('>').filter(|end| *end < LONGEST_TAG)?;
    text.get(..=end)
}

/// Whether a cell says nothing but that there is nothing.
pub(super) fn is_dash(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(|letter| "-–—".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("<p>Eltern  und\u{a0}Kinder</p>", "Eltern und Kinder")]
    #[case("<ol style=\"x\"><li>Plan</li><li>Geld</li></ol>", "Plan\nGeld")]
    #[case("Alter < 5 &amp; > 3", "Alter < 5 & > 3")]
    #[case("<b>fett</b><br/>mager", "fett\nmager")]
    #[case("<script>alert(1)</script>", "alert(1)")]
    #[case("offen <und nicht zu", "offen <und nicht zu")]
    #[case("Haus\u{7}meister\u{ad}in _x000D_\n\n ja", "Hausmeisterin\nja")]
    #[case("<", "<")]
    fn a_cell_becomes_plain_text(#[case] cell: &str, #[case] text: &str) {
        assert_eq!(clean(cell), text);
    }
}
