//! Whether a JSON value fits a schema of the interface's description.
//!
//! Knows the words of JSON Schema that the description uses and fails on any other. Stricter
//! than the specification in one point: an object has no members that its schema does not name.

use regex::Regex;
use serde_json::{Map, Value};

/// Words that say nothing about what is allowed.
const REMARKS: [&str; 5] = ["description", "example", "examples", "title", "default"];

/// What does not fit, each with its place in the value; nothing where all is well.
pub(crate) fn misfits(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Check { document, found: &mut found }.check(schema, value, "");
    found
}

struct Check<'a> {
    document: &'a Value,
    found: &'a mut Vec<String>,
}

/// Where a rule stands, and for what.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// All rules of the schema.
    words: &'a Map<String, Value>,
    value: &'a Value,
    at: &'a str,
}

impl Check<'_> {
    fn complain(&mut self, at: &str, what: &str) {
        self.found.push(format!("{at}: {what}"));
    }

    fn check(&mut self, schema: &Value, value: &Value, at: &str) {
        let words = schema.as_object().unwrap_or_else(|| panic!("no schema at {at}: {schema}"));
        for (word, rule) in words {
            let place = Place { words, value, at };
            self.check_word(word, rule, place);
        }
    }

    fn check_word(&mut self, word: &str, rule: &Value, place: Place<'_>) {
        let Place { words, value, at } = place;
        let (text, number) = (value.as_str(), value.as_f64());
        let length = text.map(|text| text.chars().count() as u64);
        let items = value.as_array().map(|items| items.len() as u64);
        let at_least =
            |given: Option<u64>| given.is_none_or(|given| given >= rule.as_u64().unwrap());
        let at_most =
            |given: Option<u64>| given.is_none_or(|given| given <= rule.as_u64().unwrap());
        let fits = match word {
            "$ref" => {
                let target = rule.as_str().unwrap().strip_prefix('#').unwrap();
                let target = self.document.pointer(target).expect("a reference that resolves");
                self.check(target, value, at);
                true
            }
            "oneOf" => self.fitting(rule, value) == 1,
            "anyOf" => self.fitting(rule, value) > 0,
            "type" => types(rule).any(|one| is_of_type(value, one)),
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
            "required" => value.as_object().is_none_or(|members| {
                rule.as_array()
                    .unwrap()
                    .iter()
                    .all(|name| members.contains_key(name.as_str().unwrap()))
            }),
            "properties" => self.check_members(words, (value, at)),
            "additionalProperties" | "propertyNames" if !words.contains_key("properties") => {
                for (name, member) in value.as_object().into_iter().flatten() {
                    let name_itself = Value::from(name.as_str());
                    let member = if word == "propertyNames" { &name_itself } else { member };
                    self.check(rule, member, &format!("{at}/{name}"));
                }
                true
            }
            "additionalProperties" => true,
            "items" | "prefixItems" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    let rule = if word == "items" { Some(rule) } else { rule.get(place) };
                    if let Some(rule) = rule.filter(|rule| rule.is_object()) {
                        self.check(rule, item, &format!("{at}/{place}"));
                    }
                }
                // A tuple says `false` here: nothing comes after its parts.
                let parts = words.get("prefixItems").map(|parts| parts.as_array().unwrap().len());
                parts.is_none_or(|parts| items == Some(parts as u64))
            }
            remark if REMARKS.contains(&remark) => true,
            unknown => panic!("this check does not know {unknown}"),
        };
        if !fits {
            let shown: String = value.to_string().chars().take(80).collect();
            self.complain(at, &format!("{word} {rule} does not allow {shown}"));
        }
    }

    /// How many of some schemas a value fits.
    fn fitting(&self, schemas: &Value, value: &Value) -> usize {
        let schemas = schemas.as_array().unwrap().iter();
        schemas.filter(|schema| misfits(self.document, schema, value).is_empty()).count()
    }

    fn check_members(&mut self, words: &Map<String, Value>, (value, at): (&Value, &str)) -> bool {
        let known = words["properties"].as_object().unwrap();
        let is_open = words.get("additionalProperties") == Some(&Value::Bool(true));
        for (name, member) in value.as_object().into_iter().flatten() {
            match known.get(name) {
                Some(schema) => self.check(schema, member, &format!("{at}/{name}")),
                None if is_open => {}
                None => self.complain(at, &format!("no member {name} is described")),
            }
        }
        true
    }
}

fn types(rule: &Value) -> impl Iterator<Item = &str> {
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
        unknown => panic!("no type: {unknown}"),
    }
}

fn has_format(text: &str, name: &str) -> bool {
    let pattern = match name {
        "date" => r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "email" => r"^[^@ ]+@[^@ ]+$",
        "iri" => r"^https?://[^ ]+$",
        "uuid" => r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        // Its pattern says it all.
        "time-local" => "",
        unknown => panic!("this check does not know the format {unknown}"),
    };
    Regex::new(pattern).unwrap().is_match(text)
}
