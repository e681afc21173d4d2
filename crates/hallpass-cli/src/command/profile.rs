//! Profiles: what is known of add-ins.

use std::io::Read;

use hallpass_app::use_case::profile::{
    self, Changed, ListedProfile, ShownProfile, ShownRegistration, choose, delete, export, export_to, import, list,
    show,
};
use hallpass_app::use_case::secret::SecretEvent;
use hallpass_app::{App, AppError};
use serde_json::{Value, json};

use super::{told_while, unlock};
use crate::args::Profile;
use crate::output::{Ended, Mark, Output, Result};

pub fn run(app: &App, words: Profile, output: &mut Output) -> Result {
    match words {
        Profile::List => print_list(&list(app)?, output)?,
        Profile::Show { which, facts } => {
            let shown = show(app, which.as_deref(), &facts.into_input())?;
            if output.is_json() {
                output.json(&shown)?;
            } else {
                print(&shown, output)?;
            }
        }
        Profile::Set(set) => {
            let unset: Vec<_> = set.unset.into_iter().map(Into::into).collect();
            changed(&profile::set(app, &set.facts.into_input(), &unset)?, output)?;
        }
        Profile::Use { which, new } => {
            let chosen = choose(app, &which, new)?;
            match output.is_json() {
                true => output.json(&chosen)?,
                false => output.marked(Mark::Fine, &format!("the chosen profile is {}", chosen.profile))?,
            }
            if std::env::var_os("HALLPASS_PROFILE").is_some_and(|name| !name.is_empty()) {
                output.say("HALLPASS_PROFILE is set in this shell, and wins over it");
            }
        }
        Profile::Import { file } => {
            let stdin = if file.as_os_str() == "-" { Some(standard_input()?) } else { None };
            changed(&import(app, &file, stdin.as_deref())?, output)?;
        }
        Profile::Export { file } => print_export(app, file.filter(|file| file.as_os_str() != "-"), output)?,
        Profile::Delete { which, yes, wait } => {
            let app = &unlock::patient(app, &wait);
            let locked = |SecretEvent::KeyringLocked { seconds }, output: &mut Output| unlock::waiting(seconds, output);
            let deleted = told_while(app, output, locked, move |app, progress, cancel| async move {
                delete(&app, &which, yes, &progress, cancel).await
            })?;
            if output.is_json() {
                output.json(&deleted)?;
            } else {
                output.marked(Mark::Fine, &format!("deleted the profile {}", deleted.profile))?;
                for entry in &deleted.keyring_entries {
                    output.line(format!("  from the keyring: {entry}"))?;
                }
            }
            if let Some(client_id) = deleted.registration {
                output.say(&format!("the registration {client_id} is still there, and Hallpass knows of it no more"));
            }
            if deleted.was_chosen {
                output.note("the chosen profile is default now");
            }
        }
    }
    Ok(Ended::Fine)
}

/// Everything that a small file may hold, and no more.
fn standard_input() -> std::result::Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    std::io::stdin().take(10_000_000).read_to_end(&mut bytes).map_err(|error| {
        AppError::could_not_check("standard-input", format!("could not read standard input: {error}"))
    })?;
    Ok(bytes)
}

fn print_export(app: &App, file: Option<std::path::PathBuf>, output: &mut Output) -> Result<()> {
    let exported = match &file {
        Some(file) => export_to(app, file)?,
        None => export(app)?,
    };
    match (&file, output.is_json()) {
        (_, true) => output.json(&exported)?,
        (Some(file), false) => output.marked(Mark::Fine, &format!("wrote {}", file.display()))?,
        (None, false) => output.text(&exported.text)?,
    }
    if !output.is_json() {
        exported.notes.iter().for_each(|note| output.say(note));
    }
    Ok(())
}

fn print_list(profiles: &[ListedProfile], output: &mut Output) -> Result<()> {
    if output.is_json() {
        return output.json(&json!({ "profiles": profiles }));
    }
    let width = profiles.iter().map(|one| one.profile.as_str().len()).max().unwrap_or_default();
    for one in profiles {
        let mark = if one.chosen { '*' } else { ' ' };
        let facts = [
            one.name.clone(),
            one.domain.as_ref().map(ToString::to_string),
            one.client_id.map(|id| id.to_string()),
            one.cloud.clone(),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        let said = match (&one.error, one.there) {
            (Some(error), _) => error.message.clone(),
            (None, false) => "nothing is known yet".to_owned(),
            (None, true) if facts.is_empty() => "no facts yet".to_owned(),
            (None, true) => facts.join(", "),
        };
        output.line(format!("{mark} {:width$}  {said}", one.profile.as_str()))?;
    }
    Ok(())
}

/// Each fact, and where it comes from.
pub fn print(shown: &ShownProfile, output: &mut Output) -> Result<()> {
    output.heading(&format!("profile {}", shown.profile))?;
    for one in &shown.facts {
        let value = one.value.as_ref().map_or_else(|| "–".to_owned(), text);
        let source = one.source.map_or("", |source| source.as_str());
        let fact = one.fact.replace('_', " ");
        output.line(format!("  {fact:<15} {value:<38} {source}").trim_end())?;
    }
    if let Some(record) = &shown.registration {
        output.line(format!("  {:<15} {}", "registration", registration(record)))?;
    }
    if let Some(file) = &shown.project_file {
        output.line(format!("  {:<15} {}", "hallpass.toml", file.display()))?;
    }
    shown.notes.iter().for_each(|note| output.say(note));
    if !shown.there {
        output.note("there is no such profile yet; hallpass profile set begins it");
    }
    Ok(())
}

/// What a live run left, in a line.
pub fn registration(record: &ShownRegistration) -> String {
    let made = if record.made_here { "made by Hallpass" } else { "made elsewhere, changed by Hallpass" };
    let ended = if record.complete { "" } else { ", the last run did not come to its end" };
    format!("{} in the tenant {}, {made}{ended}", record.client_id, record.tenant_id)
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn changed(changed: &Changed, output: &mut Output) -> Result<()> {
    if output.is_json() {
        return output.json(changed);
    }
    if changed.made {
        output.note(&format!("the profile {} is new", changed.shown.profile));
    }
    print(&changed.shown, output)
}
