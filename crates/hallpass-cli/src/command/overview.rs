//! `hallpass` without arguments.

use hallpass_app::App;
use hallpass_app::use_case::overview::{CredentialState, SeenManifest, overview};
use hallpass_app::vault::SecretKind;

use super::finding::counted;
use super::{profile, runtime, secret};
use crate::output::{Ended, Mark, Output, Result};

pub fn run(app: &App, output: &mut Output) -> Result {
    let seen = runtime()?.block_on(overview(app))?;
    if output.is_json() {
        output.json(&seen)?;
        return Ok(Ended::Fine);
    }
    profile::print(&seen.known, output)?;
    credential(&seen.credential, output)?;
    if let Some(file) = &seen.env_file {
        let file = file.display();
        fact(&file.to_string(), &format!("has a client secret: hallpass secret import {file}"), output)?;
    }
    if let Some(client_id) = seen.practice_add_in {
        fact("add-in", &format!("the practice tenant's own, while no client ID is named: {client_id}"), output)?;
    }
    if !seen.signed_in.is_empty() {
        fact("signed in", &seen.signed_in.join(", "), output)?;
    }
    if let Some(last) = &seen.last_exchange {
        let came = if last.worked { "came through" } else { "did not come through" };
        fact("last exchange", &format!("{came}, {} UTC", last.at.strftime("%F %H:%M")), output)?;
    }
    let practice = seen.practice.as_deref().map_or_else(|| "not running".to_owned(), |at| format!("running at {at}"));
    fact("practice tenant", &practice, output)?;
    output.heading("manifests here")?;
    if seen.manifests.is_empty() {
        output.line("  none in this folder or just below")?;
    }
    for one in &seen.manifests {
        let (mark, said) = verdict(one);
        output.marked(mark, &format!("{}: {said}", one.file.display()))?;
    }
    output.heading("next")?;
    if let Some(command) = &seen.next.command {
        output.line(format!("  {command}"))?;
    }
    output.line(format!("  {}", seen.next.why))?;
    output.note("every command: hallpass --help");
    Ok(Ended::Fine)
}

fn fact(name: &str, value: &str, output: &mut Output) -> Result<()> {
    output.line(format!("  {name:<15} {value}"))
}

/// Each that is known with its end, and what the keyring says.
fn credential(credential: &CredentialState, output: &mut Output) -> Result<()> {
    for one in credential.kept() {
        let name = if one.kind == SecretKind::CertificateKey { "certificate" } else { "client secret" };
        let (_, words) = secret::verdict(one);
        fact(name, &words, output)?;
    }
    let name = "client secret";
    match credential {
        CredentialState::NotNeeded => fact(name, "not needed with nested app authentication", output),
        CredentialState::OfPractice => fact(name, "not needed: the practice tenant has that of its own add-in", output),
        CredentialState::NoClientId => fact(name, "none without a client ID", output),
        CredentialState::NotKept => fact(name, "not in the keyring, and no certificate", output),
        CredentialState::Kept { .. } => Ok(()),
        CredentialState::NotKnown { why, .. } => fact("keyring", &format!("could not be asked: {why}"), output),
    }
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
