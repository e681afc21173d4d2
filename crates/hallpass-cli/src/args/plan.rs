//! The words of `hallpass plan`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Facts;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hallpass plan --domain localhost:3000 --as portal         what to type where, page by page
  hallpass plan --domain localhost:3000 --as az > make.sh   a script for the Azure CLI
  hallpass plan --domain localhost:3000 --client-id GUID --into .

Facts that are left out are the profile's, which hallpass registration writes.")]
pub struct Plan {
    #[command(flatten)]
    pub facts: Facts,

    /// What to make of it; a table if nothing is said
    #[arg(long = "as", value_enum, value_name = "FORM")]
    pub form: Option<PlanForm>,

    /// Put the values into a project made by yo office or Microsoft 365 Agents Toolkit; prints the difference
    #[arg(long, value_name = "DIR", conflicts_with = "form")]
    pub into: Option<PathBuf>,

    /// Write the project's files; what stood there is kept
    #[arg(long, requires = "into")]
    pub write: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum PlanForm {
    #[default]
    Table,
    /// Steps in the portal, in its order
    Portal,
    /// A script for the Azure CLI, in bash
    Az,
    /// The same in PowerShell
    AzPowershell,
    /// Requests to Microsoft Graph
    Graph,
    /// Lines for a `.env` file, without a secret
    Env,
    Json,
    /// A text for an administrator, where you may not do it yourself
    AdminText,
}
