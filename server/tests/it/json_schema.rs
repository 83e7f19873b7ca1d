//! Validates a JSON value against a schema of the `OpenAPI` document.
//!
//! Supports the keywords of JSON Schema that the document uses and panics on any other. Stricter
//! than the specification in one point: an object may only have properties that its schema names.

use regex::Regex;
use serde_json::{Map, Value};

/// Keywords without an effect on validation.
const ANNOTATIONS: [&str; 5] = ["description", "example", "examples", "title", "default"];

/// All violations with their location in the value; empty if the value is valid.
pub(crate) fn violations(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Validator { document, found: &mut found }.validate(schema, value, "");
    found
}

struct Validator<'a> {
    document: &'a Value,
    found: &'a mut Vec<String>,
}

/// The context of a keyword.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// All keywords of the schema.
    keywords: &'a Map<String, Value>,
    value: &'a Value,
    at: &'a str,
}

impl Validator<'_> {
    fn report(&mut self, at: &str, what: &str) {
        self.found.push(format!("{at}: {what}"));
    }

    fn validate(&mut self, schema: &Value, value: &Value, at: &str) {
        let keywords = schema.as_object().unwrap_or_else(|| panic!("no schema at {at}: {schema}"));
        for (keyword, rule) in keywords {
            let place = Place { keywords, value, at };
            self.validate_keyword(keyword, rule, place);
        }
    }

    fn validate_keyword(&mut self, keyword: &str, rule: &Value, place: Place<'_>) {
        let Place { keywords, value, at } = place;
        let (text, number) = (value.as_str(), value.as_f64());
        let length = text.map(|text| text.chars().count() as u64);
        let items = value.as_array().map(|items| items.len() as u64);
        let at_least =
            |given: Option<u64>| given.is_none_or(|given| given >= rule.as_u64().unwrap());
        let at_most =
            |given: Option<u64>| given.is_none_or(|given| given <= rule.as_u64().unwrap());
        let fits = match keyword {
            "$ref" => {
                let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                let target = self.document.pointer(pointer).expect("a reference that resolves");
                self.validate(target, value, at);
                true
            }
            "oneOf" => self.count_matches(rule, value) == 1,
            "anyOf" => self.count_matches(rule, value) > 0,
            "type" => type_names(rule).any(|one| is_of_type(value, one)),
            "enum" => rule.as_array().unwrap().contains(value),
            "format" => text.is_none_or(|text| has_format(text, rule.as_str().unwrap())),
            "pattern" => {
                let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                text.is_none_or(|text| pattern.is_match(text))
            }
            "minLength" => at_least(length),
            "maxLength" => at_most(length),
            "minItems" => at_least(items),
            "maxItems" => at_most(items),
            "minimum" => number.is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => number.is_none_or(|number| number <= rule.as_f64().unwrap()),
            "required" => value.as_object().is_none_or(|properties| {
                rule.as_array()
                    .unwrap()
                    .iter()
                    .all(|name| properties.contains_key(name.as_str().unwrap()))
            }),
            "properties" => self.validate_properties(place),
            "additionalProperties" | "propertyNames" if !keywords.contains_key("properties") => {
                self.validate_entries(keyword, rule, place)
            }
            "additionalProperties" => true,
            "items" | "prefixItems" => self.validate_items(keyword, rule, place),
            annotation if ANNOTATIONS.contains(&annotation) => true,
            unknown => panic!("the keyword {unknown} is not supported"),
        };
        if !fits {
            let shown: String = value.to_string().chars().take(80).collect();
            self.report(at, &format!("{keyword} {rule} does not allow {shown}"));
        }
    }

    /// Validates the names or the values of a map.
    fn validate_entries(&mut self, keyword: &str, rule: &Value, place: Place<'_>) -> bool {
        let Place { value, at, .. } = place;
        for (name, entry) in value.as_object().into_iter().flatten() {
            let name_itself = Value::from(name.as_str());
            let target = if keyword == "propertyNames" { &name_itself } else { entry };
            self.validate(rule, target, &format!("{at}/{name}"));
        }
        true
    }

    /// Validates the items of an array; returns whether a tuple has the right length.
    fn validate_items(&mut self, keyword: &str, rule: &Value, place: Place<'_>) -> bool {
        let Place { keywords, value, at } = place;
        let items = value.as_array();
        for (index, item) in items.into_iter().flatten().enumerate() {
            let rule = if keyword == "items" { Some(rule) } else { rule.get(index) };
            if let Some(rule) = rule.filter(|rule| rule.is_object()) {
                self.validate(rule, item, &format!("{at}/{index}"));
            }
        }
        // A tuple has `items: false`: nothing follows its `prefixItems`.
        let parts = keywords.get("prefixItems").map(|parts| parts.as_array().unwrap().len());
        parts.is_none_or(|parts| items.map(Vec::len) == Some(parts))
    }

    /// The number of schemas that the value matches.
    fn count_matches(&self, schemas: &Value, value: &Value) -> usize {
        let schemas = schemas.as_array().unwrap().iter();
        schemas.filter(|schema| violations(self.document, schema, value).is_empty()).count()
    }

    fn validate_properties(&mut self, place: Place<'_>) -> bool {
        let Place { keywords, value, at } = place;
        let known = keywords["properties"].as_object().unwrap();
        let is_open = keywords.get("additionalProperties") == Some(&Value::Bool(true));
        for (name, member) in value.as_object().into_iter().flatten() {
            match known.get(name) {
                Some(schema) => self.validate(schema, member, &format!("{at}/{name}")),
                None if is_open => {}
                None => self.report(at, &format!("the property {name} is not documented")),
            }
        }
        true
    }
}

fn type_names(rule: &Value) -> impl Iterator<Item = &str> {
    let several = rule.as_array().into_iter().flatten();
    several.chain(rule.is_string().then_some(rule)).filter_map(Value::as_str)
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        unknown => panic!("the type {unknown} is not supported"),
    }
}

fn has_format(text: &str, name: &str) -> bool {
    let pattern = match name {
        "date" => r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "email" => r"^[^@ ]+@[^@ ]+$",
        "iri" => r"^https?://[^ ]+$",
        "uuid" => r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        // Fully specified by its pattern.
        "time-local" => "",
        unknown => panic!("the format {unknown} is not supported"),
    };
    Regex::new(pattern).unwrap().is_match(text)
}
