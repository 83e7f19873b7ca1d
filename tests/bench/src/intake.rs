//! How long a large file takes, step by step, and how much memory.

use crate::desk::DeskServer;
use crate::http::{Answer, Connection, FORM, Post, encoded_value};
use anyhow::{Context, Result, ensure};
use serde::Serialize;
use std::fs;
use std::time::Instant;

/// Longest time until the preview is there, in seconds.
const BAR: f64 = 3.0;
const BOUNDARY: &str = "a-boundary-of-the-benchmark";

/// A file to import.
pub(crate) struct File<'a> {
    pub(crate) what: &'static str,
    pub(crate) name: &'static str,
    pub(crate) content: &'a [u8],
}

/// Seconds of each step, and memory of the server in megabytes.
#[derive(Debug, Serialize)]
pub(crate) struct Import {
    what: String,
    file_bytes: usize,
    upload: f64,
    columns: f64,
    decide: f64,
    preview: f64,
    apply: f64,
    memory_before: f64,
    memory_at_most: f64,
}

impl Import {
    /// From the file to its preview.
    fn until_preview(&self) -> f64 {
        self.upload + self.columns + self.decide + self.preview
    }
}

/// Uploads a file whose headings are known, looks at it and takes it.
pub(crate) fn import(
    server: &DeskServer,
    editor: &mut Connection<'_>,
    file: &File<'_>,
) -> Result<Import> {
    let memory_before = megabytes(server.process, "VmRSS:")?;
    let body = file.form();
    let content_type = &format!("multipart/form-data; boundary={BOUNDARY}");
    let form = Post { content_type, body: &body };
    let (upload, answer) = timed(|| editor.post("/de/edit/imports", &form))?;
    let status = answer.status;
    let address = answer.location.with_context(|| format!("the file was not taken: {status}"))?;
    let (columns, page) = timed(|| editor.get(&format!("{address}/columns"), "identity"))?;
    let chosen = choices(&String::from_utf8_lossy(&page.body));
    let form = Post { content_type: FORM, body: chosen.as_bytes() };
    let (decide, answer) = timed(|| editor.post(&format!("{address}/columns"), &form))?;
    let next = answer.location.context("the columns were not taken")?;
    ensure!(next.ends_with("/preview"), "values of our own export are not known: {next}");
    let (preview, page) = timed(|| editor.get(&next, "identity"))?;
    ensure!(page.status == 200, "no preview: {}", page.status);
    let form = Post { content_type: FORM, body: b"accept=good" };
    let (apply, answer) = timed(|| editor.post(&format!("{address}/apply"), &form))?;
    ensure!(answer.status == 303, "the file was not applied: {}", answer.status);
    let memory_at_most = megabytes(server.process, "VmHWM:")?;
    Ok(Import {
        what: file.what.to_owned(),
        file_bytes: file.content.len(),
        upload,
        columns,
        decide,
        preview,
        apply,
        memory_before,
        memory_at_most,
    })
}

impl File<'_> {
    /// The form as a browser sends it.
    fn form(&self) -> Vec<u8> {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{}\"\r\n\
             content-type: application/octet-stream\r\n\r\n",
            self.name
        );
        [head.as_bytes(), self.content, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
    }
}

/// The form of the page with its columns, as it is proposed there.
fn choices(page: &str) -> String {
    let mut pairs = Vec::new();
    for card in page.split("name=\"heading\"").skip(1) {
        let heading = attribute(card, "value=\"").unwrap_or_default();
        let select = card.split("</select>").next().unwrap_or_default();
        let chosen = select.split("<option").find(|option| option.contains(" selected"));
        let column = chosen.and_then(|option| attribute(option, "value=\"")).unwrap_or_default();
        pairs.push(format!("heading={}&column={}", encoded_value(heading), encoded_value(column)));
    }
    pairs.join("&")
}

fn attribute<'a>(html: &'a str, start: &str) -> Option<&'a str> {
    html.split_once(start)?.1.split('"').next()
}

fn timed(work: impl FnOnce() -> Result<Answer>) -> Result<(f64, Answer)> {
    let start = Instant::now();
    let answer = work()?;
    Ok((start.elapsed().as_secs_f64(), answer))
}

/// A line of the process's status, in megabytes.
fn megabytes(process: u32, name: &str) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).context("no memory")?;
    Ok(kilobytes.parse::<f64>()? / 1000.0)
}

pub(crate) fn print_imports(imports: &[Import]) {
    println!(
        "\nImports; seconds, bar: {BAR} until the preview is there; memory of the server in MB"
    );
    let names =
        ["file kB", "upload", "columns", "decide", "preview", "until", "apply", "before", "most"];
    print!("{:<32}", "");
    println!("{}", names.map(|name| format!("{name:>9}")).concat());
    for import in imports {
        let until = import.until_preview();
        #[expect(clippy::cast_precision_loss, reason = "sizes of files are small")]
        let size = import.file_bytes as f64 / 1000.0;
        let Import { upload, columns, decide, preview, apply, .. } = import;
        print!("{:<32}{size:>9.0}", import.what);
        for seconds in [upload, columns, decide, preview, &until, apply] {
            print!("{seconds:>9.2}");
        }
        print!("{:>9.0}{:>9.0}", import.memory_before, import.memory_at_most);
        println!(" {}", if until <= BAR { "kept" } else { "MISSED" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_chosen_as_proposed() {
        let page = "<input type=\"hidden\" name=\"heading\" value=\"Stadt\"><select>\
            <option value=\"\">–</option><option value=\"Stadt\" selected>Stadt</option></select>\
            <input name=\"heading\" value=\"x\"><select><option value=\"\" selected>–</option>\
            <option value=\"Stadt\">Stadt</option></select>";
        let pairs = format!(
            "heading={0}&column={0}&heading={1}&column=",
            encoded_value("Stadt"),
            encoded_value("x")
        );
        assert_eq!(choices(page), pairs);
    }
}
