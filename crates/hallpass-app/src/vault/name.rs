use std::fmt;

use serde::{Deserialize, Serialize};
use sso_core::token::{CertificateKey, ClientSecret, RefreshToken};

use crate::shell::quoted;

/// What a keyring entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecretKind {
    ClientSecret,
    CertificateKey,
    RefreshToken,
}

impl SecretKind {
    /// As the keyring's own program shows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ClientSecret => "client-secret",
            Self::CertificateKey => "certificate-key",
            Self::RefreshToken => "refresh-token",
        }
    }
}

/// Which entry of the keyring: `<profile>/<kind>/<account>`, a name that a person can find there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecretName {
    pub profile: String,
    pub kind: SecretKind,
    /// Whose: a client ID, a user's key, or a name for a person.
    pub account: String,
}

impl SecretName {
    /// The service of every entry.
    pub const SERVICE: &'static str = "Hallpass";

    /// The command by which the platform's own program prints what this entry holds, for a shell. `None` on Windows, which
    /// brings none that does.
    ///
    /// Source: secret-tool(1), by the attributes that the Secret Service keeps of an entry; security(1) of macOS.
    pub fn read_by_shell(&self) -> Option<String> {
        let (service, user) = (Self::SERVICE, quoted(&self.to_string()));
        match () {
            () if cfg!(windows) => None,
            () if cfg!(target_os = "macos") => {
                Some(format!("security find-generic-password -s {service} -a {user} -w"))
            }
            () => Some(format!("secret-tool lookup service {service} username {user}")),
        }
    }
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.profile, self.kind.as_str(), self.account)
    }
}

/// A type whose text the keyring keeps. It does not print.
pub trait Kept: Send + Sized + 'static {
    const KIND: SecretKind;

    fn of_text(text: &str) -> Self;

    fn text(&self) -> &str;

    /// Whether both are the same text, compared in a time that does not tell where they differ.
    fn is(&self, other: &Self) -> bool {
        aws_lc_rs::constant_time::verify_slices_are_equal(self.text().as_bytes(), other.text().as_bytes()).is_ok()
    }

    /// The entry of this kind.
    fn name(profile: impl Into<String>, account: impl Into<String>) -> SecretName {
        SecretName { profile: profile.into(), kind: Self::KIND, account: account.into() }
    }
}

macro_rules! kept {
    ($($secret:ident),*) => {
        $(impl Kept for $secret {
            const KIND: SecretKind = SecretKind::$secret;

            fn of_text(text: &str) -> Self {
                Self::new(text)
            }

            fn text(&self) -> &str {
                self.expose()
            }
        })*
    };
}

kept!(ClientSecret, CertificateKey, RefreshToken);
