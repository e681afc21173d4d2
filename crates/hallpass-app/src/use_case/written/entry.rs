//! The entries of the keyring, profile by profile.

use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::profile::Profile;
use crate::session::{self, Account};
use crate::use_case::profile::of;
use crate::use_case::secret::{Delete, Of, delete};
use crate::use_case::sign_out::{self, sign_out};
use crate::vault::{SecretKind, SecretName};
use crate::{App, AppError, Progress};

/// One entry: service `Hallpass`, user `<profile>/<kind>/<account>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KeyringEntry {
    pub profile: String,
    #[ts(type = "\"client-secret\" | \"certificate-key\" | \"refresh-token\"")]
    pub kind: SecretKind,
    /// Whose: the app's client ID, or a user's key.
    pub account: String,
    /// As the keyring's own program shows it.
    pub entry: String,
    /// Of a signed-in account: the user name.
    pub user: Option<String>,
}

/// Those that are there; in a keyring that cannot be asked, those that are known of. The second: why it cannot.
pub(super) async fn entries(profiles: &[(App, Profile)]) -> Result<(Vec<KeyringEntry>, Option<AppError>), AppError> {
    let mut entries = Vec::new();
    let mut error = None;
    for (app, profile) in profiles {
        let accounts = session::accounts(app)?;
        // Its own name is recorded; the older one may be there too.
        let names = |account: &Account| {
            let own = account.secret(app);
            let names = account.secrets(app).map(|name| (name.clone(), name == own, account.username.clone()));
            names.into_iter()
        };
        let of_accounts = accounts.iter().flat_map(names);
        let of_profile = profile.keyring_entries(app.profile.name()).into_iter();
        let of_profile = of_profile.map(|(name, is_recorded)| (name, is_recorded, None));
        for (name, is_recorded, user) in of_profile.chain(of_accounts) {
            let there = match error {
                // Nobody is asked a hundred times to unlock it.
                Some(_) => is_recorded,
                None => match app.vault.has(&name).await {
                    Ok(there) => there,
                    Err(refused) => {
                        error = Some(AppError::from(refused));
                        is_recorded
                    }
                },
            };
            if there {
                entries.push(entry(name, user));
            }
        }
    }
    Ok((entries, error))
}

fn entry(name: SecretName, user: Option<String>) -> KeyringEntry {
    let entry = format!("{} {name}", SecretName::SERVICE);
    KeyringEntry { profile: name.profile, kind: name.kind, account: name.account, entry, user }
}

/// Takes one out, and out of what the profile knows; notes, a sentence each.
///
/// # Errors
/// `profile-name`; `keyring-entry-unknown` where nobody knows of it; those of the keyring and of the profile.
pub(super) async fn delete_entry(app: &App, entry: &KeyringEntry) -> Result<Vec<String>, AppError> {
    let app = of(app, Some(&entry.profile))?;
    let cancel = CancellationToken::new();
    if entry.kind == SecretKind::RefreshToken {
        let is_meant = |account: &Account| account.secrets(&app).iter().any(|name| name.account == entry.account);
        let accounts = session::accounts(&app)?;
        let account = accounts.iter().find(|account| is_meant(account)).ok_or_else(|| {
            let words = format!("nobody knows of this entry: {}", entry.entry);
            AppError::usage("keyring-entry-unknown", words).with_hint("look at the list again")
        })?;
        let input = sign_out::Input { account: Some(account.key()), all: false };
        sign_out(&app, &input, |_| {}, &cancel).await?;
        return Ok(vec![sign_out::WHAT_STAYS.to_owned()]);
    }
    let of = Of { client_id: Some(entry.account.parse()?), cloud: None };
    let deleted = delete(&app, Delete { of, kind: Some(entry.kind) }, &Progress::silent(), cancel).await?;
    Ok(deleted.notes)
}
