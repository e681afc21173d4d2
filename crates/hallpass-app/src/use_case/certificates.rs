//! Certificates on this machine that have to do with the add-in: files that others share, and what the keyring has for the
//! profile.

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde::Serialize;
use sso_core::{ClientId, Timestamp};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::certificate::{self, CertificateInFile};
use crate::use_case::kept_view::KeptView;
use crate::use_case::secret::{self, Delete, From, KeyringState, Of, SecretEvent, Set, WARN, own_app};
use crate::vault::SecretKind;
use crate::{App, AppError, Progress, practice};

const DAY: i64 = 24 * 60 * 60;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CertificatesView {
    pub files: Vec<CertificateFile>,
    /// Why the keyring could not be asked; what the profile knows is told all the same.
    pub keyring_error: Option<AppError>,
    /// With their keys, in the keyring.
    pub kept: Vec<KeptView>,
}

/// Which of the files it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum CertificateRole {
    /// Of the practice tenant.
    PracticeAuthority,
    /// Of `office-addin-dev-certs`, which signs the next one.
    DevelopmentAuthority,
    /// With which add-ins are served at `localhost`, and the practice tenant where it can.
    Development,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum CertificateState {
    Valid,
    /// In 30 days or sooner.
    EndsSoon,
    Ended,
    NotYetValid,
    Absent,
    Unreadable,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CertificateFile {
    pub role: CertificateRole,
    pub path: String,
    pub state: CertificateState,
    pub certificate: Option<CertificateInFile>,
    pub error: Option<AppError>,
}

/// What there is. Nobody is asked to unlock anything.
///
/// # Errors
/// Those of reading the profile.
pub async fn certificates(app: &App) -> Result<CertificatesView, AppError> {
    let (status, own) = (secret::status(app).await?, own_app(app)?);
    let of_certificate = status.kept.into_iter().filter(|kept| kept.kind == SecretKind::CertificateKey);
    Ok(CertificatesView {
        files: places(app).into_iter().map(|(role, path)| file(role, &path, app.now())).collect(),
        keyring_error: if status.keyring == KeyringState::Open { None } else { status.error },
        kept: of_certificate.map(|kept| KeptView::of(kept, own)).collect(),
    })
}

fn places(app: &App) -> Vec<(CertificateRole, PathBuf)> {
    let mut places = vec![(CertificateRole::PracticeAuthority, practice::ca_file(app))];
    if let Some(folder) = practice::dev_certificate_folder() {
        places.push((CertificateRole::DevelopmentAuthority, folder.join("ca.crt")));
        places.push((CertificateRole::Development, folder.join("localhost.crt")));
    }
    places
}

fn file(role: CertificateRole, path: &Path, now: Timestamp) -> CertificateFile {
    let shown = path.display().to_string();
    match certificate::in_file(path) {
        Ok(certificate) => {
            let state = certificate.as_ref().map_or(CertificateState::Absent, |one| state(one.begin, one.end, now));
            CertificateFile { role, path: shown, state, certificate, error: None }
        }
        Err(error) => {
            let state = CertificateState::Unreadable;
            CertificateFile { role, path: shown, state, certificate: None, error: Some(error) }
        }
    }
}

fn state(begin: Timestamp, end: Timestamp, now: Timestamp) -> CertificateState {
    match end.duration_since(now).as_secs() {
        _ if now < begin => CertificateState::NotYetValid,
        left if left <= 0 => CertificateState::Ended,
        left if left < (WARN + 1) * DAY => CertificateState::EndsSoon,
        _ => CertificateState::Valid,
    }
}

/// A certificate with its private key out of a PEM or PKCS#12 file into the keyring, for the profile's app; notes, a sentence
/// each. `password`: of the file, where it has one.
///
/// # Errors
/// `certificate-password` where one is needed, or another one; those of [`secret::set`].
pub async fn add(
    app: &App,
    file: PathBuf,
    password: Option<SecretString>,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<Vec<String>, AppError> {
    let given = move || {
        password.ok_or_else(|| {
            AppError::usage("certificate-password", "the file is protected by a password")
                .with_hint("type the password that it was made with")
        })
    };
    let set = Set { of: Of::default(), from: From::Certificate { file, password: Box::new(given) }, end: None };
    Ok(secret::set(app, set, progress, cancel).await?.notes)
}

/// Out of the keyring and the profile; notes, a sentence each.
///
/// # Errors
/// Those of [`secret::delete`].
pub async fn delete(
    app: &App,
    client_id: ClientId,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<Vec<String>, AppError> {
    let delete = Delete { of: Of { client_id: Some(client_id), cloud: None }, kind: Some(SecretKind::CertificateKey) };
    Ok(secret::delete(app, delete, progress, cancel).await?.notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;
    use crate::profile;
    use crate::vault::Vault;

    const ID: &str = "99999999-0000-4000-8000-00000000000a";

    #[test]
    fn to_the_second() {
        let time = |second| Timestamp::from_second(second).unwrap();
        let now = 1_800_000_000;
        for (begin, end, expected) in [
            (-DAY, 31 * DAY, CertificateState::Valid),
            (-DAY, 31 * DAY - 1, CertificateState::EndsSoon),
            (-DAY, 1, CertificateState::EndsSoon),
            (-DAY, 0, CertificateState::Ended),
            (0, 31 * DAY, CertificateState::Valid),
            (1, 31 * DAY, CertificateState::NotYetValid),
        ] {
            assert_eq!(state(time(now + begin), time(now + end), time(now)), expected, "{begin} {end}");
        }
    }

    #[tokio::test]
    async fn the_practice_tenants_own_is_told_once_it_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let app = App { vault: Vault::of_test(usize::MAX), ..App::on_this_machine(Folders::under(folder.path())) };
        let own = |view: CertificatesView| view.files.into_iter().next().unwrap();
        let before = own(certificates(&app).await.unwrap());
        assert_eq!((before.role, before.state), (CertificateRole::PracticeAuthority, CertificateState::Absent));

        let keys = practice_tenant::KeyMaterial::generate(app.now()).unwrap();
        let path = practice::ca_file(&app);
        crate::files::write_private(&path, keys.ca_certificate.as_bytes()).unwrap();
        let made = own(certificates(&app).await.unwrap());
        assert_eq!((made.state, made.error), (CertificateState::Valid, None));
        assert_eq!(made.certificate.unwrap().end.as_second(), keys.leaf_not_after.as_second());

        crate::files::write_private(&path, b"no certificate").unwrap();
        let spoilt = own(certificates(&app).await.unwrap());
        assert_eq!(spoilt.state, CertificateState::Unreadable);
        assert_eq!(spoilt.error.unwrap().code, "certificate-not-readable");
    }

    #[tokio::test]
    async fn one_without_an_app_and_one_that_is_none_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let app = App { vault: Vault::of_test(usize::MAX), ..App::on_this_machine(Folders::under(folder.path())) };
        let file = folder.path().join("a.pem");
        std::fs::write(&file, "no certificate").unwrap();
        let add = async |file| add(&app, file, None, &Progress::silent(), CancellationToken::new()).await;
        assert_eq!(add(file.clone()).await.unwrap_err().code, "client-id-missing");
        profile::change(&app, |profile| profile.facts.client_id = ID.parse().ok()).unwrap();
        assert_ne!(add(file).await.unwrap_err().code, "client-id-missing");
        assert_eq!(certificates(&app).await.unwrap().kept, []);
        let deleted = delete(&app, ID.parse().unwrap(), &Progress::silent(), CancellationToken::new()).await;
        assert_eq!(deleted, Ok(Vec::new()));
    }
}
