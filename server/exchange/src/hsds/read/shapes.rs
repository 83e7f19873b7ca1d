//! The structures that files of the specification have: one object, a list, a page of an API,
//! services inside organizations, a service at a location.

use super::tabular;
use serde_json::{Map, Value, json};

/// Services and organizations of a file.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) services: Vec<Value>,
    pub(super) organizations: Vec<Value>,
}

/// Keys that only services have.
const OF_SERVICES: [&str; 9] = [
    "status",
    "organization",
    "organization_id",
    "service_at_locations",
    "service_areas",
    "cost_options",
    "interpretation_services",
    "application_process",
    "program",
];
/// Keys that only organizations have.
const OF_ORGANIZATIONS: [&str; 8] = [
    "services",
    "locations",
    "organization_identifiers",
    "legal_status",
    "tax_status",
    "year_incorporated",
    "website",
    "parent_organization_id",
];
/// Lists that a file holds its records in.
const LISTS: [&str; 4] = ["services", "organizations", "contents", "service_at_locations"];

/// Whether an object is a file of the specification, or one of its objects.
pub(super) fn is_known(file: &Map<String, Value>) -> bool {
    !file.contains_key("offers")
        && (["services", "organizations", "contents"].iter().any(|key| file.contains_key(*key))
            || tabular::is_tabular(file)
            || is_single(file))
}

/// One record instead of a list of them.
fn is_single(object: &Map<String, Value>) -> bool {
    let has_name = object.contains_key("id") && object.contains_key("name");
    let has_service = object.get("service").is_some_and(Value::is_object);
    let keys = OF_SERVICES.iter().chain(&OF_ORGANIZATIONS);
    object.contains_key("id")
        && (has_service || has_name && keys.into_iter().any(|key| object.contains_key(*key)))
}

/// Services and organizations of a file, in any of its structures.
pub(super) fn parts(file: Value) -> Parts {
    let mut parts = Parts::default();
    match file {
        Value::Array(records) => parts.add_all(records),
        Value::Object(file) if tabular::is_tabular(&file) => {
            let tables = tabular::joined(file);
            tables.organizations.into_iter().for_each(|one| parts.add_organization(one));
            tables.services.into_iter().for_each(|one| parts.services.push(Value::Object(one)));
        }
        Value::Object(file) if is_single(&file) => parts.add(Value::Object(file)),
        Value::Object(mut file) => {
            for list in LISTS {
                if let Some(Value::Array(records)) = file.remove(list) {
                    match list {
                        "organizations" => {
                            for one in records {
                                parts.add_organization_value(one);
                            }
                        }
                        "services" => parts.services.extend(records),
                        _ => parts.add_all(records),
                    }
                }
            }
        }
        _ => {}
    }
    parts
}

impl Parts {
    fn add_all(&mut self, records: Vec<Value>) {
        for record in records {
            self.add(record);
        }
    }

    fn add(&mut self, record: Value) {
        match record {
            Value::Object(object) if object.get("service").is_some_and(Value::is_object) => {
                self.services.push(service_of_location(object));
            }
            Value::Object(object) if is_organization(&object) => self.add_organization(object),
            other => self.services.push(other),
        }
    }

    fn add_organization_value(&mut self, record: Value) {
        match record {
            Value::Object(object) => self.add_organization(object),
            other => self.organizations.push(other),
        }
    }

    /// Services inside an organization stand beside it here, and refer to it.
    fn add_organization(&mut self, mut organization: Map<String, Value>) {
        let id = organization.get("id").cloned().unwrap_or_default();
        if let Some(Value::Array(services)) = organization.remove("services") {
            for mut service in services {
                if let Value::Object(service) = &mut service
                    && !service.contains_key("organization")
                {
                    service.entry("organization_id").or_insert_with(|| id.clone());
                }
                self.services.push(service);
            }
        }
        self.organizations.push(Value::Object(organization));
    }
}

fn is_organization(object: &Map<String, Value>) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| object.contains_key(*key));
    has(&OF_ORGANIZATIONS) && !has(&OF_SERVICES)
}

/// A service at a location as the service with its location.
fn service_of_location(mut place: Map<String, Value>) -> Value {
    let Some(Value::Object(mut service)) = place.remove("service") else { return Value::Null };
    for list in ["phones", "contacts"] {
        // The service's own come first.
        if !service.contains_key(list)
            && let Some(own) = place.remove(list)
        {
            service.insert(list.to_owned(), own);
        }
    }
    service.insert("service_at_locations".to_owned(), json!([place]));
    Value::Object(service)
}
