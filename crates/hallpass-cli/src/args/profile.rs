//! The words of `hallpass profile`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use hallpass_app::use_case::profile::FactName;

use super::{Facts, KeyringWait};

#[derive(Debug, Subcommand)]
pub enum Profile {
    /// All of them, each with its add-in
    List,
    /// Each fact, and where it comes from: a flag, hallpass.toml, the profile, a default
    Show {
        /// Another one than the chosen
        #[arg(value_name = "NAME")]
        which: Option<String>,
        #[command(flatten)]
        facts: Box<Facts>,
    },
    /// Give facts to the chosen one, or take some out
    #[command(after_help = "\
Examples:
  hallpass profile set --domain localhost:3000 --permission User.Read,Mail.Read
  hallpass profile set --unset permission
  hallpass profile set --domain addin.contoso.example --profile production")]
    Set(Box<Set>),
    /// Choose the one of all commands that name none
    Use {
        #[arg(value_name = "NAME")]
        which: String,
        /// Make it
        #[arg(long)]
        new: bool,
    },
    /// Take the facts of a hallpass.toml, or of another profile's file, into the chosen one
    Import {
        /// A file; - for standard input
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
    },
    /// Write the chosen one's facts as a hallpass.toml, to be shared in a project
    #[command(after_help = "\
Example:
  hallpass profile export hallpass.toml    in the project's folder, and from then on its facts win there")]
    Export {
        /// A new file; standard output if nothing is said, or with -
        #[arg(value_name = "FILE|-")]
        file: Option<PathBuf>,
    },
    /// Delete one, with what the keyring keeps for it; a registration stays where it is
    Delete {
        #[arg(value_name = "NAME")]
        which: String,
        /// Also with entries in the keyring, or with a registration that Hallpass made
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        wait: KeyringWait,
    },
}

#[derive(Debug, Args)]
pub struct Set {
    #[command(flatten)]
    pub facts: Facts,
    /// Take a fact out; may be repeated
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FACT,…", help_heading = "Options")]
    pub unset: Vec<FactWord>,
}

/// As the flag of the fact is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FactWord {
    Name,
    Domain,
    OfficeHost,
    ClientId,
    TenantId,
    AccountTypes,
    Permission,
    Auth,
    DialogPage,
    TaskPanePage,
    Cloud,
}

impl From<FactWord> for FactName {
    fn from(word: FactWord) -> Self {
        match word {
            FactWord::Name => Self::Name,
            FactWord::Domain => Self::Domain,
            FactWord::OfficeHost => Self::OfficeHost,
            FactWord::ClientId => Self::ClientId,
            FactWord::TenantId => Self::TenantId,
            FactWord::AccountTypes => Self::AccountTypes,
            FactWord::Permission => Self::Permission,
            FactWord::Auth => Self::Auth,
            FactWord::DialogPage => Self::DialogPage,
            FactWord::TaskPanePage => Self::TaskPanePage,
            FactWord::Cloud => Self::Cloud,
        }
    }
}
