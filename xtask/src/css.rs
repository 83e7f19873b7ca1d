//! Style sheets: a file below `style/` and what it imports as one.

use crate::paths;
use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Features, Targets};

/// The style sheet `style/{name}.css`, minified where it shall be small; `None` where there is none.
pub(crate) fn bundle(name: &str, is_small: bool) -> Result<Option<Vec<u8>>> {
    let entry = paths::root().join(format!("style/{name}.css"));
    if !entry.exists() {
        return Ok(None);
    }
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    // Errors borrow from the bundler, hence the texts.
    let mut sheet = bundler.bundle(&entry).map_err(|error| anyhow!("{error}"))?;
    sheet
        .minify(MinifyOptions { targets: targets(), ..Default::default() })
        .map_err(|error| anyhow!("{error}"))?;
    let printer = PrinterOptions { minify: is_small, targets: targets(), ..Default::default() };
    let css = sheet.to_css(printer).map_err(|error| anyhow!("{error}"))?;
    Ok(Some(css.code.into_bytes()))
}

/// Browsers of the end of 2020. Logical properties stay as they are: all of these know them (but
/// for rounded corners), and spelling them out per direction would double the sheet.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    let browsers = Browsers {
        android: version(87, 0),
        chrome: version(87, 0),
        edge: version(87, 0),
        firefox: version(80, 0),
        ios_saf: version(14, 0),
        safari: version(14, 0),
        samsung: version(13, 0),
        ..Default::default()
    };
    Targets { browsers: Some(browsers), exclude: Features::LogicalProperties, ..Default::default() }
}
