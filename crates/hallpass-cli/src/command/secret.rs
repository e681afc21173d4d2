//! The vault. What is secret goes from standard input, the clipboard or a file straight into the use case.

use std::ffi::OsString;
use std::io::{IsTerminal, Read};

use hallpass_app::sso_core::ClientId;
use hallpass_app::use_case::secret::{
    self, Ask, Delete, End, From, Import, Imported, Kept, KeyringState, SecretEvent, Set, Status, Stored, Verdict,
};
use hallpass_app::vault::SecretKind;
use hallpass_app::{App, AppError};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use super::input::of_environment;
use super::{finding, runtime, told_while, unlock};
use crate::args::{SecretCommand, SecretKindName, SecretOf, cloud};
use crate::output::{Ended, Mark, Output, Result};

/// More than any secret; what is longer is refused.
const LIMIT: usize = 64_000;

pub fn run(app: &App, command: SecretCommand, output: &mut Output) -> Result {
    match command {
        SecretCommand::Set { input, from_clipboard, certificate, password_from_env, end, of } => {
            by_standard_input(&input)?;
            let from = match certificate {
                Some(file) => From::Certificate { file, password: password(password_from_env) },
                None if from_clipboard => From::Clipboard,
                None => From::Text(Box::new(|| typed_or_piped("client secret (not shown): "))),
            };
            let end = end.as_deref().map(secret::end_of).transpose()?;
            let set = Set { of: whose(&of)?, from, end };
            let stored =
                told_while(&unlock::patient(app, &of.wait), output, locked, move |app, progress, cancel| async move {
                    secret::set(&app, set, &progress, cancel).await
                })?;
            if output.is_json() {
                output.json(&stored)?;
            } else {
                print_stored(&stored, output)?;
            }
            Ok(Ended::Fine)
        }
        SecretCommand::End { end, client_id } => {
            let of = secret::Of { client_id: own_app(client_id.as_deref())?, cloud: None };
            let stored = secret::end(app, End { of, end: secret::end_of(&end)? })?;
            if output.is_json() {
                output.json(&stored)?;
            } else {
                let end = stored.record.end.map(|end| end.strftime("%F").to_string()).unwrap_or_default();
                output.marked(Mark::Fine, &format!("written down: {} is good until {end}", stored.entry))?;
            }
            Ok(Ended::Fine)
        }
        SecretCommand::Status => status(&runtime()?.block_on(secret::status(app))?, output),
        SecretCommand::Import { file, write, name, end, of } => {
            let end = end.as_deref().map(secret::end_of).transpose()?;
            let import = Import { of: whose(&of)?, file, name, end, write };
            let imported =
                told_while(&unlock::patient(app, &of.wait), output, locked, move |app, progress, cancel| async move {
                    secret::import(&app, import, &progress, cancel).await
                })?;
            print_imported(&imported, output)
        }
        SecretCommand::Delete { kind, of } => {
            let kind = kind.map(|kind| match kind {
                SecretKindName::ClientSecret => SecretKind::ClientSecret,
                SecretKindName::CertificateKey => SecretKind::CertificateKey,
            });
            let delete = Delete { of: whose(&of)?, kind };
            let deleted =
                told_while(&unlock::patient(app, &of.wait), output, locked, move |app, progress, cancel| async move {
                    secret::delete(&app, delete, &progress, cancel).await
                })?;
            if output.is_json() {
                output.json(&deleted)?;
                return Ok(Ended::Fine);
            }
            for entry in &deleted.entries {
                output.marked(Mark::Fine, &format!("deleted from the keyring: {entry}"))?;
            }
            if deleted.entries.is_empty() {
                let what = match deleted.kind {
                    None => "neither a client secret nor a certificate",
                    Some(SecretKind::CertificateKey) => "no certificate",
                    Some(_) => "no client secret",
                };
                output.note(&format!("the keyring holds {what} of {}", deleted.client_id));
            }
            deleted.notes.iter().for_each(|note| output.note(note));
            Ok(Ended::Fine)
        }
    }
}

/// Nothing, or the hyphen that stands for standard input. What stands there instead is not repeated.
fn by_standard_input(input: &[OsString]) -> std::result::Result<(), AppError> {
    match input {
        [] => Ok(()),
        [hyphen] if hyphen == "-" => Ok(()),
        _ => Err(AppError::usage(
            "secret-as-argument",
            "a secret is never an argument: other programs can read it there, and your shell's history keeps it",
        )
        .with_hint("run hallpass secret set and type it, or pipe it in; take that line out of your shell's history")),
    }
}

fn whose(of: &SecretOf) -> std::result::Result<secret::Of, AppError> {
    Ok(secret::Of { client_id: own_app(of.client_id.as_deref())?, cloud: of.cloud.as_deref().map(cloud) })
}

fn own_app(text: Option<&str>) -> std::result::Result<Option<ClientId>, AppError> {
    Ok(text.map(ClientId::of_own_app).transpose()?)
}

fn locked(SecretEvent::KeyringLocked { seconds }: SecretEvent, output: &mut Output) {
    unlock::waiting(seconds, output);
}

/// Unseen at a terminal, else all that another program writes.
fn typed_or_piped(prompt: &str) -> std::result::Result<SecretString, AppError> {
    let unreadable = |error: std::io::Error| {
        AppError::could_not_check("standard-input", format!("standard input could not be read: {error}"))
            .with_hint("pipe it in as text, or type it at a terminal")
    };
    let text = match std::io::stdin().is_terminal() {
        true => Zeroizing::new(rpassword::prompt_password(prompt).map_err(unreadable)?),
        false => {
            // As long as it may become: growing would leave pieces behind that nobody wipes.
            let mut text = Zeroizing::new(String::with_capacity(LIMIT));
            std::io::stdin().take(LIMIT as u64).read_to_string(&mut text).map_err(unreadable)?;
            text
        }
    };
    Ok(SecretString::from(text.as_str()))
}

fn password(variable: Option<String>) -> Ask {
    Box::new(move || match variable {
        None => typed_or_piped("password of the certificate (not shown): "),
        Some(name) => of_environment("--password-from-env", &name),
    })
}

fn print_stored(stored: &Stored, output: &mut Output) -> Result<()> {
    let record = &stored.record;
    let before = if stored.replaced { ", in place of another one" } else { "" };
    output.marked(Mark::Fine, &format!("in the keyring{before}: {}", stored.entry))?;
    if let Some(hint) = &record.hint {
        output.line(format!("    begins with:  {hint}…"))?;
    }
    if let Some(thumbprint) = &record.thumbprint {
        output.line(format!("    thumbprint:   {thumbprint}"))?;
    }
    if let Some(subject) = &record.subject {
        output.line(format!("    subject:      {subject}"))?;
    }
    if let Some(end) = record.end {
        output.line(format!("    good until:   {}", end.strftime("%F")))?;
    }
    stored.notes.iter().for_each(|note| output.say(note));
    Ok(())
}

fn print_imported(imported: &Imported, output: &mut Output) -> Result {
    if output.is_json() {
        output.json(imported)?;
        return Ok(Ended::Fine);
    }
    print_stored(&imported.stored, output)?;
    output.text(&imported.difference)?;
    if let Some(warning) = &imported.warning {
        output.say(warning);
    }
    let file = imported.file.display();
    match imported.written {
        true => output.note(&format!("written: {file}")),
        false => output.note(&format!("{file} was left as it is; --write puts the comment into it")),
    }
    Ok(Ended::Fine)
}

fn status(status: &Status, output: &mut Output) -> Result {
    if output.is_json() {
        output.json(status)?;
    } else {
        for kept in &status.kept {
            print_kept(kept, output)?;
        }
        if status.kept.is_empty() && status.error.is_none() {
            output.note("nothing is kept; put a secret there: hallpass secret set");
        }
        match status.keyring {
            KeyringState::Open => output.note("the keyring is open"),
            KeyringState::Locked | KeyringState::Absent | KeyringState::Unusable => {}
        }
    }
    if let Some(error) = &status.error {
        output.error(error);
    }
    Ok(match status.kept.iter().any(|kept| kept.verdict.is_bad()) {
        true => Ended::Failed,
        false if status.error.is_some() => Ended::CouldNotCheck,
        false => Ended::Fine,
    })
}

/// How long it is good, or what is wrong with it.
pub fn verdict(kept: &Kept) -> (Mark, String) {
    let days = |days: i64| finding::counted(usize::try_from(days).unwrap_or_default(), "day");
    let end = kept.end.map(|end| end.strftime("%F").to_string()).unwrap_or_default();
    let left = kept.days_left.unwrap_or_default();
    match kept.verdict {
        Verdict::Good => (Mark::Fine, format!("good until {end}, {} left", days(left))),
        // Of what nobody wrote down there is nothing to write its end beside.
        Verdict::EndUnknown => {
            let how = if kept.added.is_none() { "set --end DATE" } else { "end DATE" };
            (Mark::Warn, format!("when it ends is not known: hallpass secret {how} --client-id {}", kept.account))
        }
        Verdict::EndsSoon => (Mark::Warn, format!("ends on {end}, {} left: make a new one soon", days(left))),
        Verdict::Ended => (Mark::Fail, format!("ended on {end}: make a new one, Entra refuses it")),
        Verdict::OfAnotherCloud => (
            Mark::Warn,
            "kept for another cloud than the profile's, and sent to no other: keep one for this cloud".to_owned(),
        ),
        Verdict::NotInKeyring => (Mark::Fail, "not in the keyring any more: hallpass secret set".to_owned()),
    }
}

fn print_kept(kept: &Kept, output: &mut Output) -> Result<()> {
    let (mark, words) = verdict(kept);
    output.marked(mark, &format!("{}: {words}", kept.entry))?;
    if let Some(added) = kept.added {
        output.line(format!("    added:        {}", added.strftime("%F")))?;
    }
    if let Some(hint) = &kept.hint {
        output.line(format!("    begins with:  {hint}…"))?;
    }
    if let Some(cloud) = &kept.cloud {
        output.line(format!("    for:          {}", cloud.name()))?;
    }
    if let Some(key_id) = kept.key_id {
        output.line(format!("    Secret ID:    {key_id}"))?;
    }
    if let Some(thumbprint) = &kept.thumbprint {
        output.line(format!("    thumbprint:   {thumbprint}"))?;
    }
    if let Some(subject) = &kept.subject {
        output.line(format!("    subject:      {subject}"))?;
    }
    if kept.in_keyring.is_none() {
        output.line("    whether the keyring has it was not asked")?;
    }
    Ok(())
}
