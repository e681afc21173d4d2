//! The words of `hallpass secret`. None of them takes the secret itself.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub enum Secret {
    /// Keep a client secret or a certificate in the keyring
    #[command(after_help = "\
Examples:
  hallpass secret set
  pass show contoso/addin | hallpass secret set --end 2027-01-31
  hallpass secret set --from-clipboard
  hallpass secret set --certificate addin.pfx --password-from-env PFX_PASSWORD

At a terminal the secret is typed unseen. It is never an argument: other programs could read it there.")]
    Set {
        /// The secret comes by standard input, never as an argument
        // Whatever stands here is taken, so that no message of the parser's repeats a secret.
        #[arg(value_name = "-", num_args = 0..)]
        input: Vec<OsString>,
        /// Take it from the clipboard, which is emptied then
        #[arg(long, conflicts_with_all = ["input", "certificate"])]
        from_clipboard: bool,
        /// A certificate with its private key, PEM or PFX; its password comes by standard input
        #[arg(long, value_name = "FILE", conflicts_with_all = ["input", "end"])]
        certificate: Option<PathBuf>,
        /// Environment variable that holds the certificate's password
        #[arg(long, value_name = "NAME", requires = "certificate")]
        password_from_env: Option<String>,
        /// When the secret ends, as the portal shows it under Expires: 2027-01-31
        #[arg(long, value_name = "DATE")]
        end: Option<String>,
        #[command(flatten)]
        of: Of,
    },
    /// Say when the secret ends that is kept already; it is not given again
    #[command(after_help = "\
Example:
  hallpass secret end 2027-01-31")]
    End {
        /// As the portal shows it under Expires: 2027-01-31
        #[arg(value_name = "DATE")]
        end: String,
        /// Application (client) ID whose it is; the profile's if nothing is said
        #[arg(long, value_name = "GUID")]
        client_id: Option<String>,
    },
    /// What is kept, and for how long it is good
    Status,
    /// Out of a .env file into the keyring; without --write the file stays as it is
    #[command(after_help = "\
Example:
  hallpass secret import .env
  hallpass secret import .env --write")]
    Import {
        /// A .env file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Put a comment in the place of the line; no copy of the file is kept
        #[arg(long)]
        write: bool,
        /// The line that holds it, where it has a name of its own
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// When the secret ends, as the portal shows it under Expires: 2027-01-31
        #[arg(long, value_name = "DATE")]
        end: Option<String>,
        #[command(flatten)]
        of: Of,
    },
    /// Take it out of the keyring; in Entra it stays
    Delete {
        /// Only the one; else both
        #[arg(long, value_enum)]
        kind: Option<Kind>,
        #[command(flatten)]
        of: Of,
    },
}

#[derive(Debug, Args)]
pub struct Of {
    /// Application (client) ID whose it is; the profile's if nothing is said
    #[arg(long, value_name = "GUID")]
    pub client_id: Option<String>,
    /// Cloud that it is for, and is sent to alone; the profile's if nothing is said
    #[arg(long, value_name = "CLOUD|FILE")]
    pub cloud: Option<String>,

    #[command(flatten)]
    pub wait: Wait,
}

#[derive(Debug, Args)]
pub struct Wait {
    /// How long to wait for you to unlock a locked keyring; else 120 at a terminal, and 0 elsewhere
    #[arg(long, value_name = "SECONDS")]
    pub wait: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    ClientSecret,
    CertificateKey,
}
