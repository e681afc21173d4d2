//! The words of `hallpass registration`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use hallpass_app::AppError;
use hallpass_app::use_case::registration::Via;

use super::Facts;

#[derive(Debug, Subcommand)]
pub enum Registration {
    /// Findings of a registration as you have it: a file, or - for standard input
    #[command(after_help = "\
Examples:
  hallpass registration check registration.json
  az ad app show --id GUID | hallpass registration check -
  hallpass registration check registration.json --domain localhost:3000

It reads the portal's manifest, old and new, what Microsoft Graph answers, and what az ad app show prints, with the \
service principal beside it or without. With facts, given or of the profile, it is compared with the plan too.")]
    Check {
        /// Files; - for standard input
        #[arg(required = true, value_name = "FILE|-")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        facts: Box<Facts>,
    },
    /// Read one through Microsoft Graph, as JSON
    #[command(after_help = "\
Example:
  hallpass registration fetch --client-id GUID --via az > registration.json")]
    Fetch {
        #[command(flatten)]
        facts: Box<Facts>,
        #[command(flatten)]
        source: Source,
    },
    /// Make the planned one through Microsoft Graph, or go on where a run was cut off
    #[command(after_help = "\
Examples:
  hallpass registration create --domain localhost:3000 --via az --dry-run
  hallpass registration create --domain localhost:3000 --cloud practice

The client secret goes into the keyring and is never shown.")]
    Create(Live),
    /// Bring one that is there to the plan; whatever else is there stays
    Update(Live),
    /// Take the last run of create or update back
    Undo {
        #[command(flatten)]
        target: Target,
        #[command(flatten)]
        source: Source,
    },
    /// Delete the one that Hallpass made
    Delete {
        #[command(flatten)]
        target: Target,
        #[command(flatten)]
        source: Source,
    },
}

#[derive(Debug, Args)]
pub struct Live {
    #[command(flatten)]
    pub facts: Box<Facts>,
    #[command(flatten)]
    pub source: Source,
    /// Only show what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Make no client secret, though the plan needs one
    #[arg(long)]
    pub no_secret: bool,
    /// Consent for everybody in the tenant; only an administrator may
    #[arg(long)]
    pub admin_consent: bool,
}

/// Hallpass has no registration of its own: whose Graph token is used, the user says.
#[derive(Debug, Args)]
pub struct Source {
    /// Whose Graph token is used; the practice tenant needs none
    #[arg(long, value_enum, value_name = "WHOSE")]
    pub via: Option<ViaName>,
    /// Sign in with this public client of your organisation's
    #[arg(long, value_name = "GUID", conflicts_with = "via")]
    pub via_client_id: Option<String>,
}

impl Source {
    /// # Errors
    /// `value-not-accepted` for what is no client ID.
    pub fn via(&self) -> Result<Option<Via>, AppError> {
        Ok(match (self.via, &self.via_client_id) {
            (Some(ViaName::Az), _) => Some(Via::AzureCli),
            (Some(ViaName::GraphCommandLineTools), _) => Some(Via::GraphCommandLineTools),
            (None, Some(id)) => Some(Via::ClientId(id.parse()?)),
            (None, None) => None,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ViaName {
    /// Of the account that is signed in to the Azure CLI
    Az,
    /// By signing in with that application of Microsoft's; an administrator may have to consent to it first
    GraphCommandLineTools,
}

#[derive(Debug, Args)]
pub struct Target {
    /// Which one; the profile's if nothing is said
    #[arg(long, value_name = "GUID")]
    pub app_id: Option<String>,
    /// Also one that Hallpass did not make
    #[arg(long, requires = "app_id")]
    pub yes_delete_what_hallpass_did_not_make: bool,
    /// Directory (tenant) ID
    #[arg(long, value_name = "GUID")]
    pub tenant_id: Option<String>,
    /// Microsoft cloud of the tenant: public, us-gov, us-gov-dod, china, practice, or a TOML file with its addresses
    #[arg(long, value_name = "CLOUD|FILE")]
    pub cloud: Option<String>,
}
