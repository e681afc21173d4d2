//! The certificate that `office-addin-dev-certs` made, which an add-in developer's browser already trusts.

use std::path::{Path, PathBuf};

use practice_tenant::KeyMaterial;
use secrecy::SecretString;

use crate::files::read_if_there;
use crate::{App, AppError};

/// In the home folder, as that tool makes it.
const FOLDER: &str = ".office-addin-dev-certs";
const AUTHORITY: &str = "ca.crt";

const LIMIT: u64 = 100_000;

pub(super) enum DevCertificate {
    /// Keys that have it in place of their own.
    Used {
        keys: KeyMaterial,
        ca_file: PathBuf,
    },
    /// There is one, and why it is no good.
    Unusable(String),
    Absent,
}

pub(super) fn dev_certificate(app: &App, keys: &KeyMaterial) -> DevCertificate {
    let Some(folder) = folder() else { return DevCertificate::Absent };
    match in_folder(app, &folder, keys) {
        Ok(Some(keys)) => DevCertificate::Used { keys, ca_file: folder.join(AUTHORITY) },
        Ok(None) => DevCertificate::Absent,
        Err(why) => DevCertificate::Unusable(format!(
            "the certificate of office-addin-dev-certs is not used: {}: {why}; renew it: npx office-addin-dev-certs install",
            folder.display()
        )),
    }
}

/// Where that tool keeps what it made; `None` where there is no home folder.
pub fn folder() -> Option<PathBuf> {
    etcetera::home_dir().ok().map(|home| home.join(FOLDER))
}

/// Whether a tenant with this authority's file has that certificate.
pub(super) fn is_dev_certificate(ca_file: &Path) -> bool {
    ca_file.ends_with(Path::new(FOLDER).join(AUTHORITY))
}

fn in_folder(app: &App, folder: &Path, keys: &KeyMaterial) -> Result<Option<KeyMaterial>, String> {
    let text = |name: &str| -> Result<Option<String>, String> {
        let bytes = read_if_there(&folder.join(name), LIMIT).map_err(|error: AppError| error.message)?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    };
    let (Some(leaf), Some(key), Some(authority)) = (text("localhost.crt")?, text("localhost.key")?, text(AUTHORITY)?)
    else {
        return Ok(None);
    };
    let keys = keys.clone().with_certificate(authority, leaf, SecretString::from(key), app.now());
    keys.map(Some).map_err(|error| error.to_string())
}
