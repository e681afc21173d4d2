//! A secret out of a `.env` file into the keyring; then a comment may stand in its place.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sso_core::ClientId;
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use super::keep::Stored;
use super::lines::{self, Found};
use super::set::Whose;
use super::{Of, SecretEvent, client_id, cloud, known, own_app, set, unlocked};
use crate::dotenv::settings;
use crate::files::{self, Turn};
use crate::git::{self, GitKnows};
use crate::use_case::check_manifest::shown;
use crate::use_case::edit_manifest::difference;
use crate::{App, AppError, Progress};

pub struct Import {
    pub of: Of,
    pub file: PathBuf,
    /// The line that holds it, where it has another name than projects use.
    pub name: Option<String>,
    /// Puts the comment into the file.
    pub write: bool,
}

/// What was kept, and what became of the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Imported {
    #[serde(flatten)]
    pub stored: Stored,
    #[serde(serialize_with = "shown")]
    pub file: PathBuf,
    /// Under which names the secret stood there.
    pub names: Vec<String>,
    /// Unified; no value is in it.
    pub difference: String,
    pub written: bool,
    /// Whether the history of a repository may hold the secret.
    pub git: GitKnows,
    /// What must be done because of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
}

/// A `.env` file is far smaller; this bounds memory.
const LIMIT: u64 = 10_000_000;

/// The value goes into the keyring and is read back before the file is touched. No copy of the file is kept.
///
/// # Errors
/// Those of reading the file; `no-client-secret`, `several-secrets`, `client-secret-not-plain`; `file-of-another-app` where
/// the file names another app than the profile and nobody said which; those of [`set`](super::set); `changed-since` where
/// somebody wrote to the file meanwhile: it is then as they left it, and the keyring has the secret.
pub async fn import(
    app: &App,
    import: Import,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<Imported, AppError> {
    let profile = known(app)?;
    let Import { of, file, name, write } = import;
    let bytes = Zeroizing::new(files::read(&file, LIMIT)?);
    let Ok(before) = std::str::from_utf8(&bytes) else {
        return Err(AppError::failed("encoding-not-edited", format!("{} is not UTF-8", file.display()))
            .with_hint("save it as UTF-8, then try again"));
    };
    let found = lines::find(before, &file, name.as_deref())?;
    let client_id = whose_is(app, of.client_id, &found, &file)?;
    let whose = Whose { client_id, cloud: cloud(app, client_id, of.cloud)? };
    unlocked(app, progress, &cancel).await?;
    let mut stored = set::secret(app, whose, &profile, found.secret.expose(), None, &cancel).await?;
    let after = Zeroizing::new(lines::without(before, &found));
    if write && files::has_another_name(&file) {
        stored.notes.push(format!(
            "{} has another name (a hard link), under which the file stays as it was: take the secret out there too",
            file.display()
        ));
    }
    if write {
        let _turn = Turn::wait(&app.folders.state, &file)?;
        files::replace(&file, bytes.as_slice(), after.as_bytes())?;
    }
    stored.notes.extend(notes(&file, &found, &after, write));
    let git = git::knows(&file).await;
    Ok(Imported {
        difference: masked(&file, before, &after),
        stored,
        names: found.names,
        written: write,
        git,
        warning: warning(git, &file),
        file,
    })
}

/// # Errors
/// `file-of-another-app`, `client-id-missing`.
fn whose_is(app: &App, given: Option<ClientId>, found: &Found, file: &Path) -> Result<ClientId, AppError> {
    if let (None, Some(known), Some(other)) = (given, own_app(app)?, found.client_id)
        && known != other
    {
        let words = format!("{} is of the app {other}, and the profile of {known}: nothing was kept", file.display());
        return Err(AppError::usage("file-of-another-app", words)
            .with_hint(format!("say whose the secret is: --client-id {other} or --client-id {known}")));
    }
    client_id(app, given.or(found.client_id))
}

fn masked(file: &Path, before: &str, after: &str) -> String {
    let shown = |text: &str| settings::shown(text, |_| false);
    difference(file, shown(before).as_bytes(), shown(after).as_bytes())
}

fn notes(file: &Path, found: &Found, after: &str, written: bool) -> Vec<String> {
    let (file, name) = (file.display(), found.names.first().map_or("", String::as_str));
    let mut notes = Vec::new();
    match lines::left(after, &found.secret).as_slice() {
        [] => {}
        lines => {
            let lines = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            notes.push(format!(
                "the same text stands in {file} outside of that line too, in line {lines}: take it out by hand"
            ));
        }
    }
    if written {
        notes.push(format!("no copy of {file} as it was is kept; an editor or a backup may have one"));
        notes.push(format!(
            "your server does not find {name} in {file} any more: give it the variable where it is started, from the keyring"
        ));
    }
    notes
}

fn warning(git: GitKnows, file: &Path) -> Option<String> {
    let file = file.display();
    Some(match git {
        GitKnows::Yes => format!(
            "git knows {file}, and its history keeps the secret for everybody who has the repository: make a new secret in the \
             portal, keep that one with hallpass secret set, and delete this one there"
        ),
        GitKnows::NotYet => {
            format!("git does not ignore {file}: add it to .gitignore before the next commit takes it in")
        }
        GitKnows::Unknown => format!(
            "git could not be asked about {file}: if a commit ever had it, make a new secret in the portal and delete this one"
        ),
        GitKnows::Ignores | GitKnows::NoRepository => return None,
    })
}
