//! Has the server built again when what it embeds has changed: files that are new or have a new
//! name are otherwise not noticed.

fn main() -> std::io::Result<()> {
    let site = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site");
    // Cargo runs this every time for a path that does not exist.
    std::fs::create_dir_all(site)?;
    println!("cargo::rerun-if-changed={site}");
    println!("cargo::rerun-if-changed=migrations");
    Ok(())
}
