//! `hallpass` without arguments.

use hallpass_app::App;
use hallpass_app::use_case::overview::{SecretState, SeenManifest, overview};

use super::finding::counted;
use super::{profile, runtime};
use crate::output::{Ended, Mark, Output, Result};

pub fn run(app: &App, output: &mut Output) -> Result {
    let seen = runtime()?.block_on(overview(app))?;
    if output.is_json() {
        output.json(&seen)?;
        return Ok(Ended::Fine);
    }
    profile::print(&seen.known, output)?;
    let secret = match &seen.client_secret {
        SecretState::NotNeeded => "not needed with nested app authentication".to_owned(),
        SecretState::NoClientId => "none without a client ID".to_owned(),
        SecretState::Kept => "in the keyring".to_owned(),
        SecretState::NotKept => "not in the keyring".to_owned(),
        SecretState::NotKnown { why } => format!("not known: {why}"),
    };
    output.line(format!("  {:<15} {secret}", "client secret"))?;
    let practice = seen.practice.as_deref().map_or_else(|| "not running".to_owned(), |at| format!("running at {at}"));
    output.line(format!("  {:<15} {practice}", "practice tenant"))?;
    output.heading("manifests here")?;
    if seen.manifests.is_empty() {
        output.line("  none in this folder or just below")?;
    }
    for one in &seen.manifests {
        let (mark, said) = verdict(one);
        output.marked(mark, &format!("{}: {said}", one.file.display()))?;
    }
    output.heading("next")?;
    output.line(format!("  {}", seen.next.command))?;
    output.line(format!("  {}", seen.next.why))?;
    output.note("every command: hallpass --help");
    Ok(Ended::Fine)
}

fn verdict(one: &SeenManifest) -> (Mark, String) {
    if let Some(error) = &one.error {
        return (Mark::Skipped, error.message.clone());
    }
    let counts = [(one.findings.error, "error"), (one.findings.warning, "warning")];
    let found: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| counted(*n, word)).collect();
    let mark = match (one.findings.error, one.findings.warning, one.as_planned) {
        (0, 0, None | Some(true)) if one.has_markup || one.as_planned == Some(true) => Mark::Fine,
        (0, ..) => Mark::Warn,
        _ => Mark::Fail,
    };
    let mut said = vec![if found.is_empty() { "no findings".to_owned() } else { found.join(", ") }];
    if !one.has_markup && one.as_planned != Some(true) {
        said.push("no markup of single sign-on".to_owned());
    }
    if one.as_planned == Some(false) {
        said.push("says otherwise than the facts".to_owned());
    }
    (mark, said.join("; "))
}
