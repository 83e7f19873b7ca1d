//! The last touch: what is written for those who read Rust becomes fit for everybody else.

use serde_json::{Map, Value};

/// The document with texts that stand without Rust, and without a `null` that is never sent.
pub(super) fn tidied(mut document: Value) -> Value {
    if let Some(schemas) = document.pointer_mut("/components/schemas") {
        walk(schemas, &tidy);
    }
    document
}

fn tidy(schema: &mut Map<String, Value>) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = plain(text);
    }
    // What reading takes for missing members is our own affair; answers have them or have not.
    if schema.get("default").is_some_and(|default| !default.is_object()) {
        schema.remove("default");
    }
    leave_out_instead_of_null(schema);
}

/// Changes every object, the outer ones first.
fn walk(value: &mut Value, change: &impl Fn(&mut Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            change(members);
            members.values_mut().for_each(|member| walk(member, change));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, change)),
        _ => {}
    }
}

/// A doc comment without links into the code, a paragraph a line.
fn plain(text: &str) -> String {
    let text = text.replace("[`", "`").replace("`]", "`").replace("Self::", "");
    let text = text.replace("`None`", "nothing");
    let paragraphs: Vec<String> = text.split("\n\n").map(|one| one.replace('\n', " ")).collect();
    paragraphs.join("\n\n")
}

/// A member that may be missing is missing where there is nothing; `utoipa` cannot know that
/// all our optional ones are written that way, and allows `null` too.
fn leave_out_instead_of_null(schema: &mut Map<String, Value>) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let required: Vec<&str> =
        required.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let Some(Value::Object(members)) = schema.get_mut("properties") else { return };
    for (_, member) in members.iter_mut().filter(|(name, _)| !required.contains(&name.as_str())) {
        if let Value::Object(member) = member {
            forbid_null(member);
        }
    }
}

fn forbid_null(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|one| one != "null");
        if types.len() == 1 {
            let only = types.remove(0);
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = schema.get_mut("oneOf") else { return };
    choices.retain(|choice| choice["type"] != "null");
    if let [Value::Object(only)] = &mut choices[..] {
        let only = std::mem::take(only);
        schema.remove("oneOf");
        schema.extend(only);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_members_that_are_always_there_may_be_null() {
        let member = |a: &Value| {
            json!({ "components": { "schemas": { "A": {
                "type": "object",
                "required": ["always"],
                "properties": { "always": a, "perhaps": a },
            }}}})
        };
        let text = json!({ "type": ["string", "null"] });
        let tidy = tidied(member(&text));
        let properties = &tidy["components"]["schemas"]["A"]["properties"];
        assert_eq!(properties, &json!({ "always": text, "perhaps": { "type": "string" } }));
        let other = json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/b" }] });
        let tidy = tidied(member(&other));
        let properties = &tidy["components"]["schemas"]["A"]["properties"];
        assert_eq!(properties, &json!({ "always": other, "perhaps": { "$ref": "#/b" } }));
    }

    #[test]
    fn comments_lose_their_links_into_the_code() {
        let text = "`None` where it is the word, and\n[`Self::place`] says where.\n\nMore.";
        assert_eq!(plain(text), "nothing where it is the word, and `place` says where.\n\nMore.");
    }
}
