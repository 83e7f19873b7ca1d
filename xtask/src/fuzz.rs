//! Requests made from the `OpenAPI` document by Schemathesis, valid and invalid ones: what the
//! document allows is accepted, what it forbids is refused, and no answer is undocumented.

use crate::process::{command, run, step, succeeds};
use crate::server::Server;
use anyhow::Result;

/// The tool, from the Python package of the same name.
const SCHEMATHESIS: &str = "schemathesis";

/// Time for generated requests, in seconds.
const MAX_TIME: &str = "100";

/// Sends generated requests to the developers' server, which stops at an overflow. `false` where
/// the tool is not installed.
pub(crate) fn fuzz_api() -> Result<bool> {
    if !succeeds(command(SCHEMATHESIS, &["--version"]).env("NO_COLOR", "1")) {
        return Ok(false);
    }
    step("requests made from the OpenAPI document", || {
        let server = Server::start_dev()?;
        server.wait_until_ready()?;
        let document = format!("http://{}/api/v1/openapi.json", server.address());
        // Where generated data is kept between runs.
        let folder = tempfile::tempdir()?;
        let mut tool = command(SCHEMATHESIS, &["run", &document]);
        // A stream has no end.
        tool.args(["--exclude-path-regex", "/live/"])
            .args(["--max-time", MAX_TIME, "--max-examples", "60", "--request-timeout", "10"])
            .args(["--generation-deterministic", "--no-shrink", "--continue-on-failure"])
            .args(["--no-color", "--warnings", "off"])
            .current_dir(folder.path());
        run(&mut tool)
    })?;
    Ok(true)
}
