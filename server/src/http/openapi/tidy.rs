//! The last step: removes what only makes sense to readers of the Rust code.

use serde_json::{Map, Value};

/// Removes Rust syntax from descriptions, and `null` where it is never sent.
pub(super) fn tidy_document(mut document: Value) -> Value {
    if let Some(Value::Object(schemas)) = document.pointer_mut("/components/schemas") {
        for (name, schema) in schemas {
            visit_objects(schema, &tidy_schema);
            // What we are sent may say `null` for what it leaves out.
            if !name.ends_with("Request") {
                visit_objects(schema, &forbid_null_if_optional);
            }
        }
    }
    document
}

fn tidy_schema(schema: &mut Map<String, Value>) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = strip_rust_syntax(text);
    }
    // Defaults only apply to deserialisation on our side.
    if schema.get("default").is_some_and(|default| !default.is_object()) {
        schema.remove("default");
    }
}

/// Visits every object, outer ones first.
fn visit_objects(value: &mut Value, visit: &impl Fn(&mut Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            visit(members);
            members.values_mut().for_each(|member| visit_objects(member, visit));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| visit_objects(item, visit)),
        _ => {}
    }
}

/// A doc comment without links into the code, each paragraph on one line.
fn strip_rust_syntax(text: &str) -> String {
    text.replace("[`", "`")
        .replace("`]", "`")
        .replace("Self::", "")
        .replace("`None`", "nothing")
        .split("\n\n")
        .map(|paragraph| paragraph.replace('\n', " "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// We omit every optional property that has no value; `utoipa` cannot know that and allows `null`
/// too.
fn forbid_null_if_optional(schema: &mut Map<String, Value>) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let required_names: Vec<&str> =
        required.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let Some(Value::Object(members)) = schema.get_mut("properties") else { return };
    for (_, member) in
        members.iter_mut().filter(|(name, _)| !required_names.contains(&name.as_str()))
    {
        if let Value::Object(member) = member {
            forbid_null(member);
        }
    }
}

fn forbid_null(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
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
    fn only_required_properties_may_be_null() {
        let schema_with = |a: &Value| {
            json!({ "components": { "schemas": { "A": {
                "type": "object",
                "required": ["always"],
                "properties": { "always": a, "perhaps": a },
            }}}})
        };
        let text = json!({ "type": ["string", "null"] });
        let document = tidy_document(schema_with(&text));
        let properties = &document["components"]["schemas"]["A"]["properties"];
        assert_eq!(properties, &json!({ "always": text, "perhaps": { "type": "string" } }));
        let other = json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/b" }] });
        let document = tidy_document(schema_with(&other));
        let properties = &document["components"]["schemas"]["A"]["properties"];
        assert_eq!(properties, &json!({ "always": other, "perhaps": { "$ref": "#/b" } }));
    }

    #[test]
    fn descriptions_have_no_links_into_the_code() {
        let text = "`None` where it is the word, and\n[`Self::place`] says where.\n\nMore.";
        assert_eq!(
            strip_rust_syntax(text),
            "nothing where it is the word, and `place` says where.\n\nMore."
        );
    }
}
