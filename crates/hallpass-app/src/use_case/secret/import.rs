//! A secret out of a `.env` file into the keyring; then a comment may stand in its place.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sso_core::token::ClientSecret;
use sso_core::{ClientId, Timestamp};
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use super::accepted::accepted;
use super::keep::Stored;
use super::lines::{self, Found};
use super::set::Whose;
use super::{Of, SecretEvent, client_id, cloud, known, own_app, set, still_to_come, unlocked};
use crate::dotenv::settings;
use crate::files::{self, Replacement, Turn};
use crate::git::{self, GitKnows};
use crate::shell::quoted;
use crate::use_case::check_manifest::shown;
use crate::use_case::edit_manifest::difference;
use crate::vault::{Kept as _, SecretName};
use crate::{App, AppError, Progress};

pub struct Import {
    pub of: Of,
    pub file: PathBuf,
    /// The line that holds it, where it has another name than projects use.
    pub name: Option<String>,
    /// When the secret ends, where somebody says it.
    pub end: Option<Timestamp>,
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

/// The value goes into the keyring and is read back before the file is touched, and only once the new file lies ready on the
/// disk: where it could not be written, the keyring has what it had. No copy of the file is kept.
///
/// # Errors
/// Those of reading the file; `no-client-secret`, `several-secrets`, `client-secret-not-plain`; `file-of-another-app` where
/// the file names another app than the profile and nobody said which; those of [`set`](super::set) and of writing a file; `changed-since` where
/// somebody wrote to the file meanwhile: it is then as they left it, and the keyring has the secret.
pub async fn import(
    app: &App,
    import: Import,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<Imported, AppError> {
    let profile = known(app)?;
    let Import { of, file, name, end, write } = import;
    let end = still_to_come(app, end)?;
    let bytes = Zeroizing::new(files::read(&file, LIMIT)?);
    let Ok(before) = std::str::from_utf8(&bytes) else {
        return Err(AppError::failed("encoding-not-edited", format!("{} is not UTF-8", file.display()))
            .with_hint("save it as UTF-8, then try again"));
    };
    let found = lines::find(before, &file, name.as_deref())?;
    let client_id = whose_is(app, of.client_id, &found, &file)?;
    let whose = Whose { client_id, cloud: cloud(app, client_id, of.cloud)? };
    unlocked(app, progress, &cancel).await?;
    let after = Zeroizing::new(lines::without(before, &found));
    let _turn = write.then(|| Turn::wait(&app.folders.state, &file)).transpose()?;
    let ready = write.then(|| Replacement::prepared(&file, after.as_bytes())).transpose()?;
    let mut stored = set::secret(app, whose, &profile, found.secret.expose(), end, &cancel).await?;
    if write && files::has_another_name(&file) {
        stored.notes.push(format!(
            "{} has another name (a hard link), under which the file stays as it was: take the secret out there too",
            file.display()
        ));
    }
    if let Some(ready) = ready {
        ready.put(&bytes)?;
    }
    let entry = ClientSecret::name(app.profile.name(), client_id.to_string());
    stored.notes.extend(notes(&file, &found, &after, write, &entry));
    let git = git::knows(&file, found.secret.expose()).await;
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

/// Whether a file has a client secret that would be taken. One that cannot be read has none.
pub(crate) fn is_in(file: &Path) -> bool {
    let Ok(Some(bytes)) = files::read_if_there(file, LIMIT).map(|bytes| bytes.map(Zeroizing::new)) else {
        return false;
    };
    let found = std::str::from_utf8(&bytes).ok().and_then(|text| lines::find(text, file, None).ok());
    found.is_some_and(|found| accepted(found.secret.expose()).is_ok())
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

fn notes(file: &Path, found: &Found, after: &str, written: bool, entry: &SecretName) -> Vec<String> {
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
    if !found.old.is_empty() {
        let lines = found.old.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        notes.push(format!(
            "another secret stands in {file} behind a #, in line {lines}, and stays there: take it out by hand, and delete it in \
             the portal if it is still good"
        ));
    }
    if written {
        notes.push(format!("no copy of {file} as it was is kept; an editor or a backup may have one"));
        let how = match entry.read_by_shell() {
            Some(command) => format!("such as {name}=\"$({command})\" npm start"),
            None => format!(
                "from the entry {} {entry}, by a keyring library of your server's language",
                SecretName::SERVICE
            ),
        };
        notes.push(format!(
            "your server does not find {name} in {file} any more: give it the variable where it is started, {how}"
        ));
    }
    notes
}

fn warning(git: GitKnows, file: &Path) -> Option<String> {
    let name = file.display();
    let untrack = format!("git rm --cached {}", quoted(&name.to_string()));
    const NEW: &str =
        "make a new secret in the portal, keep that one with hallpass secret set, and delete this one there";
    Some(match git {
        GitKnows::CommittedSecret => format!(
            "a commit has {name} with this secret, and git's history keeps it for everybody who has the repository: {NEW}; if git \
             still tracks the file: {untrack}"
        ),
        GitKnows::Committed => format!(
            "commits have {name}, and none of them has this secret: keep it so, and add the file to .gitignore; if git still \
             tracks it: {untrack}. Another secret that stood there is in git's history"
        ),
        GitKnows::Staged => format!(
            "{name} is added to git, and no commit has it yet: take it out before the next one, {untrack}, and add it to .gitignore"
        ),
        GitKnows::NotYet => {
            format!("git does not ignore {name}: add it to .gitignore before the next commit takes it in")
        }
        GitKnows::Unknown => {
            format!("git could not be asked about {name}: if a commit ever had this secret, {NEW}")
        }
        GitKnows::Ignores | GitKnows::NoRepository => return None,
    })
}
