//! What was sent and answered.

use hallpass_app::App;
use hallpass_app::activity::ActivityEntry;
use hallpass_app::use_case::activity::{clear, export_har, folder, list};
use serde_json::json;

use crate::args::Activity;
use crate::output::{Ended, Output, Result};

pub fn run(app: &App, activity: Activity, output: &mut Output) -> Result {
    match activity {
        Activity::List { limit } => {
            let entries = list(app, limit)?;
            if output.is_json() {
                output.json(&json!({ "activity": entries }))?;
                return Ok(Ended::Fine);
            }
            for entry in &entries {
                output.line(line(entry))?;
            }
            match entries.is_empty() {
                true => output.note("no request was made yet"),
                false => output.note(&format!(
                    "these and their answers, with what Graph told, are kept in {}; hallpass activity clear deletes them",
                    folder(app).display()
                )),
            }
        }
        Activity::Export { har: Some(file) } => {
            let count = export_har(app, &file)?;
            match output.is_json() {
                true => output.json(&json!({ "file": file, "requests": count }))?,
                false => output.line(format!("{count} requests written to {}, secrets masked", file.display()))?,
            }
        }
        Activity::Export { har: None } => output.json(&json!({ "activity": list(app, usize::MAX)? }))?,
        Activity::Clear => {
            clear(app)?;
            output.note("the record of requests is empty now");
        }
    }
    Ok(Ended::Fine)
}

/// When, for what, what was asked, what came back, and what the server calls it.
fn line(entry: &ActivityEntry) -> String {
    let status = entry.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    let grant = entry.grant().map(|grant| format!(" ({grant})")).unwrap_or_default();
    let mut line = format!("{:.0}  {}{grant}: {} {} → {status}", entry.at, entry.purpose, entry.method, entry.url);
    line.push_str(&format!(" ({} ms)", entry.duration_ms));
    for number in entry.numbers() {
        line.push_str(&format!(" AADSTS{number}"));
    }
    if let Some(error) = &entry.error {
        line.push_str(&format!(" {error}"));
    }
    for correlation in &entry.correlation {
        line.push_str(&format!("  {} {}", correlation.name, correlation.value));
    }
    line
}
