use serde::Serialize;
use sso_core::ClientId;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use super::{not_found, of};
use crate::profile::{self, Profile, ProfileName};
use crate::use_case::project;
use crate::use_case::registration::lock;
use crate::use_case::secret::{SecretEvent, unlocked};
use crate::vault::{SecretName, Vault};
use crate::{App, AppError, Progress, opened, session};

/// What went with a profile.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export, rename = "DeletedProfile")]
pub struct Deleted {
    #[ts(type = "string")]
    pub profile: ProfileName,
    /// The entries of the keyring that were deleted.
    pub keyring_entries: Vec<String>,
    /// The registration that Hallpass made, which is still there.
    #[ts(type = "string | null")]
    pub registration: Option<ClientId>,
    /// It was the chosen one: `default` is now.
    pub was_chosen: bool,
}

/// What would go with a profile, asked before; nothing is changed, and nobody is asked to unlock anything.
///
/// # Errors
/// `profile-not-found`; those of the keyring where an entry is known to be there, and of reading the profile.
pub async fn leaving(app: &App, name: &str) -> Result<Deleted, AppError> {
    let app = of(app, Some(name))?;
    let name = app.profile.name();
    let Some(profile) = profile::read(&app)? else { return Err(not_found(&app, name)?) };
    Ok(Deleted {
        profile: name.clone(),
        keyring_entries: entries(&app, candidates(&app, &profile)?).await?.iter().map(told).collect(),
        registration: made(&profile),
        was_chosen: profile::kept_choice(&app.folders).ok().flatten().as_ref() == Some(name),
    })
}

/// Deletes a profile with its entries in the keyring, which is waited for where it is locked. A registration stays where it is.
///
/// # Errors
/// `profile-not-found`; `profile-not-empty` without `yes` where it has entries in the keyring, or a registration that Hallpass
/// made; those of the keyring where an entry is known to be there, of reading and of removing the profile. Then the profile
/// stays.
pub async fn delete(
    app: &App,
    name: &str,
    yes: bool,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<Deleted, AppError> {
    let app = of(app, Some(name))?;
    // Not under a run that would write it again.
    lock::held(&app, run(&app, yes, progress, &cancel)).await
}

async fn run(
    app: &App,
    yes: bool,
    progress: &Progress<SecretEvent>,
    cancel: &CancellationToken,
) -> Result<Deleted, AppError> {
    let name = app.profile.name();
    let Some(profile) = profile::read(app)? else {
        return Err(not_found(app, name)?.with_hint("hallpass profile list says which there are"));
    };
    let candidates = candidates(app, &profile)?;
    if candidates.iter().any(|(_, is_recorded)| *is_recorded) {
        unlocked(app, progress, cancel).await.map_err(left_as_it_is)?;
    }
    let entries = Vault::unless_cancelled(cancel, async { Ok(entries(app, candidates).await) }).await??;
    let made = made(&profile);
    if !yes && (!entries.is_empty() || made.is_some()) {
        return Err(not_empty(name, &entries, made));
    }
    for entry in &entries {
        Vault::unless_cancelled(cancel, app.vault.delete(entry)).await?;
    }
    session::forget_all(app)?;
    profile::remove(app, &profile)?;
    let was_chosen = profile::kept_choice(&app.folders).ok().flatten().as_ref() == Some(name);
    if was_chosen {
        profile::forget_choice(&app.folders)?;
    }
    // What is remembered beside its file: another one that is made by this name is not about the same add-in.
    project::close(app)?;
    opened::forget(app)?;
    app.forget_seen();
    let keyring_entries = entries.iter().map(told).collect();
    Ok(Deleted { profile: name.clone(), keyring_entries, registration: made, was_chosen })
}

/// The application that Hallpass made.
fn made(profile: &Profile) -> Option<ClientId> {
    profile.registration.as_ref().filter(|record| record.made_here).map(|record| record.client_id)
}

/// The entries that may be there. `true`: by its own record one is.
fn candidates(app: &App, profile: &Profile) -> Result<Vec<(SecretName, bool)>, AppError> {
    let of_accounts = session::accounts(app)?.into_iter().flat_map(|account| account.secrets(app));
    let of_accounts = of_accounts.map(|entry| (entry, true));
    Ok(profile.keyring_entries(app.profile.name()).into_iter().chain(of_accounts).collect())
}

fn left_as_it_is(error: AppError) -> AppError {
    let message = format!("the profile was left as it is: {}", error.message);
    AppError { message, ..error }
}

/// Those that are there. What nothing is known of, in a keyring that cannot be asked, is taken for not there.
async fn entries(app: &App, candidates: Vec<(SecretName, bool)>) -> Result<Vec<SecretName>, AppError> {
    let mut there = Vec::new();
    for (entry, is_recorded) in candidates {
        match app.vault.has(&entry).await {
            Ok(true) => there.push(entry),
            Ok(false) => {}
            Err(error) if is_recorded => {
                let error = AppError::from(error);
                let message = format!(
                    "the profile was left as it is, because its entry in the keyring could not be asked for: {}: {}",
                    told(&entry),
                    error.message
                );
                return Err(AppError { message, ..error });
            }
            Err(_) => {}
        }
    }
    Ok(there)
}

fn told(entry: &SecretName) -> String {
    format!("{}: {entry}", SecretName::SERVICE)
}

fn not_empty(name: &ProfileName, entries: &[SecretName], made: Option<ClientId>) -> AppError {
    let entries: Vec<String> = entries.iter().map(told).collect();
    let mut has = Vec::new();
    if !entries.is_empty() {
        has.push(format!("what the keyring keeps for it ({})", entries.join(", ")));
    }
    let mut hint = format!("to delete it all the same: hallpass profile delete {name} --yes");
    if let Some(client_id) = made {
        has.push(format!("the registration that Hallpass made ({client_id})"));
        hint.push_str(&format!(
            "; the registration then stays where it is: to delete that first: hallpass registration delete --profile {name}"
        ));
    }
    AppError::failed("profile-not-empty", format!("the profile {name} was not deleted: it has {}", has.join(" and ")))
        .with_hint(hint)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::Folders;

    /// A profile that is made again by the same name is a new one.
    #[tokio::test]
    async fn nothing_of_it_is_remembered() {
        let (folder, add_in) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let app = App { vault: Vault::of_test(usize::MAX), ..App::on_this_machine(Folders::under(folder.path())) };
        let work = App { profile: app.profile.of_another("work".parse().unwrap()), ..app.clone() };
        profile::change(&work, |profile| profile.facts.name = Some("Budget".to_owned())).unwrap();
        project::open(&work, add_in.path()).unwrap();
        opened::keep_manifest(&work, Path::new("manifest.xml")).unwrap();
        work.saw_manifest(Path::new("manifest.xml"));
        work.saw_consented(&["User.Read".to_owned()]);
        delete(&app, "work", false, &Progress::silent(), CancellationToken::new()).await.unwrap();
        assert_eq!((project::remembered(&work), opened::manifest(&work)), (None, None));
        let seen = work.seen();
        assert!(seen.manifest.is_none() && seen.consent.is_none());
    }
}
