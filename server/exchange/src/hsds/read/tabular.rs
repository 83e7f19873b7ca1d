//! The tables of the specification's CSV package as one JSON object (file name → rows), joined into
//! objects.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A row of a table.
type Row = Map<String, Value>;

/// The tables joined.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) services: Vec<Row>,
    pub(super) organizations: Vec<Row>,
}

/// Rows that belong to those of another table.
struct Link {
    /// The table of the rows.
    table: &'static str,
    /// The list of the other row that they go into.
    list: &'static str,
    /// The tables that they may belong to, each with the key that names the row.
    parents: &'static [(&'static str, &'static str)],
}

const SERVICE: (&str, &str) = ("services", "service_id");
const ORGANIZATION: (&str, &str) = ("organizations", "organization_id");
const LOCATION: (&str, &str) = ("locations", "location_id");
const PLACE: (&str, &str) = ("service_at_location", "service_at_location_id");
const CONTACT: (&str, &str) = ("contacts", "contact_id");

/// Columns that hold numbers.
const NUMBERS: [&str; 7] =
    ["latitude", "longitude", "minimum_age", "maximum_age", "amount", "interval", "count"];

/// From the leaves to the root: whatever is moved already has what belongs to it.
const LINKS: [Link; 14] = [
    Link {
        table: "languages",
        list: "languages",
        parents: &[("phones", "phone_id"), SERVICE, LOCATION],
    },
    Link {
        table: "phones",
        list: "phones",
        parents: &[CONTACT, SERVICE, PLACE, LOCATION, ORGANIZATION],
    },
    Link {
        table: "contacts",
        list: "contacts",
        parents: &[SERVICE, PLACE, LOCATION, ORGANIZATION],
    },
    Link { table: "addresses", list: "addresses", parents: &[LOCATION] },
    Link { table: "accessibility", list: "accessibility", parents: &[LOCATION] },
    Link { table: "schedules", list: "schedules", parents: &[SERVICE, PLACE, LOCATION] },
    Link { table: "service_areas", list: "service_areas", parents: &[SERVICE, PLACE] },
    Link { table: "cost_options", list: "cost_options", parents: &[SERVICE] },
    Link { table: "required_documents", list: "required_documents", parents: &[SERVICE] },
    Link { table: "funding", list: "funding", parents: &[SERVICE, ORGANIZATION] },
    Link {
        table: "organization_identifiers",
        list: "organization_identifiers",
        parents: &[ORGANIZATION],
    },
    Link {
        table: "attributes",
        list: "attributes",
        parents: &[("services", "link_id"), ("organizations", "link_id")],
    },
    Link { table: "service_at_location", list: "service_at_locations", parents: &[SERVICE] },
    Link { table: "locations", list: "locations", parents: &[ORGANIZATION] },
];

/// Whether an object holds tables: each key the name of a CSV file.
pub(super) fn is_tabular(file: &Map<String, Value>) -> bool {
    file.contains_key("services.csv") || file.contains_key("organizations.csv")
}

/// Joins the tables of a file.
pub(super) fn joined(file: Map<String, Value>) -> Joined {
    let mut tables: BTreeMap<String, Vec<Row>> =
        file.into_iter().map(|(name, rows)| (plain(&name), rows_of(rows))).collect();
    name_terms(&mut tables);
    for link in LINKS {
        if link.table == "service_at_location" {
            name_locations(&mut tables);
        }
        let rows = tables.remove(link.table).unwrap_or_default();
        for row in rows {
            attach(&mut tables, &link, row);
        }
    }
    Joined {
        services: tables.remove("services").unwrap_or_default(),
        organizations: tables.remove("organizations").unwrap_or_default(),
    }
}

fn plain(name: &str) -> String {
    name.trim_end_matches(".csv").to_owned()
}

fn rows_of(rows: Value) -> Vec<Row> {
    let Value::Array(rows) = rows else { return Vec::new() };
    let row = |row| match row {
        Value::Object(mut row) => {
            row.iter_mut().for_each(|(key, value)| numbers_to_text(key, value));
            Some(row)
        }
        _ => None,
    };
    rows.into_iter().filter_map(row).collect()
}

/// Programs that write tables as JSON turn everything that looks like a number into one.
fn numbers_to_text(key: &str, value: &mut Value) {
    if let Value::Number(number) = &*value
        && !NUMBERS.contains(&key)
    {
        *value = Value::String(number.to_string());
    }
}

/// Moves a row into the first row that it names.
fn attach(tables: &mut BTreeMap<String, Vec<Row>>, link: &Link, row: Row) {
    for (table, key) in link.parents {
        let Some(id) = row.get(*key).filter(|id| !id.is_null() && **id != "") else { continue };
        let parents = tables.get_mut(*table).map_or(&mut [][..], |rows| rows.as_mut_slice());
        if let Some(parent) = parents.iter_mut().find(|parent| parent.get("id") == Some(id)) {
            let list = parent.entry(link.list).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(Value::Object(row));
            }
            return;
        }
    }
}

/// Writes the term that an attribute names into it.
fn name_terms(tables: &mut BTreeMap<String, Vec<Row>>) {
    let terms = tables.remove("taxonomy_terms").unwrap_or_default();
    for attribute in tables.get_mut("attributes").into_iter().flatten() {
        let id = attribute.get("taxonomy_term_id");
        if let Some(term) = terms.iter().find(|term| term.get("id") == id) {
            attribute.insert("taxonomy_term".to_owned(), Value::Object(term.clone()));
        }
    }
}

/// Writes the location into each place of a service.
fn name_locations(tables: &mut BTreeMap<String, Vec<Row>>) {
    let locations = tables.get("locations").cloned().unwrap_or_default();
    for place in tables.get_mut("service_at_location").into_iter().flatten() {
        let id = place.get("location_id");
        if let Some(location) = locations.iter().find(|location| location.get("id") == id) {
            place.insert("location".to_owned(), Value::Object(location.clone()));
        }
    }
}
