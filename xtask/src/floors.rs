//! Which crate may name which: the floors of ARCHITECTURE.md, held against what Cargo knows.

use crate::process::cargo;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// A crate of ours, and what it may depend on.
struct Floor {
    name: &'static str,
    /// Crates of ours that it may name; all others are forbidden.
    below: &'static [&'static str],
    /// Crates of others that it must not name.
    never: &'static [&'static str],
}

/// No crate that is pure names any of these.
const NO_EDGE: [&str; 6] = ["axum", "hyper", "tower-http", "sqlx", "leptos", "tokio"];
const NO_SERVER: [&str; 5] = ["axum", "hyper", "tower-http", "sqlx", "tokio"];
const NO_WEB: [&str; 4] = ["axum", "hyper", "tower-http", "leptos"];

const FLOORS: [Floor; 7] = [
    Floor { name: "shared", below: &[], never: &NO_EDGE },
    Floor { name: "i18n", below: &["shared"], never: &NO_EDGE },
    Floor { name: "demo", below: &["shared"], never: &NO_EDGE },
    Floor { name: "exchange", below: &["i18n", "shared"], never: &NO_EDGE },
    Floor { name: "app", below: &["i18n", "shared"], never: &NO_SERVER },
    Floor { name: "backend", below: &["exchange", "i18n", "shared"], never: &NO_WEB },
    Floor {
        name: "server",
        below: &["app", "backend", "demo", "exchange", "i18n", "shared"],
        never: &["sqlx"],
    },
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `dev` and `build` are not part of what is built.
    kind: Option<String>,
}

/// Fails where a crate names one that stands above or beside it.
pub(crate) fn check() -> Result<()> {
    let told = cargo(&["metadata", "--format-version", "1", "--no-deps"]).output()?;
    ensure!(told.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&told.stderr));
    let arrows = wrong_arrows(&serde_json::from_slice(&told.stdout)?)?;
    ensure!(arrows.is_empty(), "arrows that go up (ARCHITECTURE.md): {}", arrows.join(", "));
    Ok(())
}

fn wrong_arrows(metadata: &Metadata) -> Result<Vec<String>> {
    let ours: Vec<&str> = metadata.packages.iter().map(|package| &*package.name).collect();
    let mut wrong = Vec::new();
    for floor in &FLOORS {
        let package = metadata.packages.iter().find(|package| package.name == floor.name);
        let package = package.with_context(|| format!("there is no crate {}", floor.name))?;
        let is_wrong = |name: &str| {
            floor.never.contains(&name) || (ours.contains(&name) && !floor.below.contains(&name))
        };
        wrong.extend(
            package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind.is_none() && is_wrong(&dependency.name))
                .map(|dependency| format!("{} → {}", floor.name, dependency.name)),
        );
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The crates as they are, with one more dependency.
    fn with(name: &str, dependency: &str, kind: Option<&str>) -> Metadata {
        let packages = FLOORS.iter().map(|floor| {
            let mut dependencies: Vec<_> = floor
                .below
                .iter()
                .map(|below| Dependency { name: (*below).to_owned(), kind: None })
                .collect();
            if floor.name == name {
                let kind = kind.map(str::to_owned);
                dependencies.push(Dependency { name: dependency.to_owned(), kind });
            }
            Package { name: floor.name.to_owned(), dependencies }
        });
        Metadata { packages: packages.collect() }
    }

    #[test]
    fn an_arrow_that_goes_up_is_named() {
        for (name, dependency) in [
            ("shared", "i18n"),
            ("i18n", "app"),
            ("app", "server"),
            ("app", "sqlx"),
            ("i18n", "leptos"),
            ("exchange", "sqlx"),
            ("exchange", "backend"),
            ("backend", "app"),
            ("backend", "axum"),
            ("server", "sqlx"),
        ] {
            let arrow = format!("{name} → {dependency}");
            assert_eq!(wrong_arrows(&with(name, dependency, None)).unwrap(), [arrow]);
        }
    }

    #[test]
    fn tests_and_build_scripts_may_name_what_they_like() {
        let none: [String; 0] = [];
        assert_eq!(wrong_arrows(&with("shared", "tokio", Some("dev"))).unwrap(), none);
    }

    #[test]
    fn the_crates_of_this_repository_keep_to_their_floors() {
        check().unwrap();
    }
}
