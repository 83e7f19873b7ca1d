//! Which crate may depend on which: checks the layers of ARCHITECTURE.md against Cargo's metadata.

use crate::process::cargo;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// A crate of the workspace, and what it may depend on.
struct Layer {
    name: &'static str,
    /// Crates of the workspace that it may depend on; all others are forbidden.
    below: &'static [&'static str],
    /// External crates that it must not depend on.
    forbidden: &'static [&'static str],
}

/// Forbidden for pure crates.
const NO_IO: [&str; 6] = ["axum", "hyper", "tower-http", "sqlx", "leptos", "tokio"];
const NO_SERVER: [&str; 5] = ["axum", "hyper", "tower-http", "sqlx", "tokio"];
const NO_WEB: [&str; 4] = ["axum", "hyper", "tower-http", "leptos"];

const LAYERS: [Layer; 8] = [
    Layer { name: "shared", below: &[], forbidden: &NO_IO },
    Layer { name: "i18n", below: &["shared"], forbidden: &NO_IO },
    Layer { name: "demo", below: &["shared"], forbidden: &NO_IO },
    Layer { name: "exchange", below: &["i18n", "shared"], forbidden: &NO_IO },
    Layer { name: "app", below: &["i18n", "shared"], forbidden: &NO_SERVER },
    Layer { name: "desk", below: &["i18n", "shared"], forbidden: &NO_SERVER },
    Layer { name: "backend", below: &["exchange", "i18n", "shared"], forbidden: &NO_WEB },
    Layer {
        name: "server",
        below: &["app", "backend", "demo", "desk", "exchange", "i18n", "shared"],
        forbidden: &["sqlx"],
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
    /// `dev` or `build`; `None` for what becomes part of the program.
    kind: Option<String>,
}

/// Fails where a crate depends on one above or beside it, or on a forbidden one.
pub(crate) fn check() -> Result<()> {
    let output = cargo(&["metadata", "--format-version", "1", "--no-deps"]).output()?;
    ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let forbidden = forbidden_dependencies(&serde_json::from_slice(&output.stdout)?)?;
    ensure!(
        forbidden.is_empty(),
        "forbidden dependencies (ARCHITECTURE.md): {}",
        forbidden.join(", ")
    );
    Ok(())
}

fn forbidden_dependencies(metadata: &Metadata) -> Result<Vec<String>> {
    let ours: Vec<&str> = metadata.packages.iter().map(|package| &*package.name).collect();
    let mut forbidden = Vec::new();
    for layer in &LAYERS {
        let package = metadata.packages.iter().find(|package| package.name == layer.name);
        let package = package.with_context(|| format!("there is no crate {}", layer.name))?;
        let is_forbidden = |name: &str| {
            layer.forbidden.contains(&name)
                || (ours.contains(&name) && !layer.below.contains(&name))
        };
        forbidden.extend(
            package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind.is_none() && is_forbidden(&dependency.name))
                .map(|dependency| format!("{} → {}", layer.name, dependency.name)),
        );
    }
    Ok(forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All crates with all allowed dependencies, and one more.
    fn with(name: &str, dependency: &str, kind: Option<&str>) -> Metadata {
        let packages = LAYERS.iter().map(|layer| {
            let mut dependencies: Vec<_> = layer
                .below
                .iter()
                .map(|below| Dependency { name: (*below).to_owned(), kind: None })
                .collect();
            if layer.name == name {
                let kind = kind.map(str::to_owned);
                dependencies.push(Dependency { name: dependency.to_owned(), kind });
            }
            Package { name: layer.name.to_owned(), dependencies }
        });
        Metadata { packages: packages.collect() }
    }

    #[test]
    fn a_forbidden_dependency_is_reported() {
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
            assert_eq!(forbidden_dependencies(&with(name, dependency, None)).unwrap(), [arrow]);
        }
    }

    #[test]
    fn tests_and_build_scripts_may_depend_on_anything() {
        let none: [String; 0] = [];
        assert_eq!(forbidden_dependencies(&with("shared", "tokio", Some("dev"))).unwrap(), none);
    }

    #[test]
    fn the_crates_of_this_repository_keep_to_their_layers() {
        check().unwrap();
    }
}
