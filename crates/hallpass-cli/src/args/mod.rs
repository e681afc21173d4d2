//! The command line. A secret or token is never an argument.

mod manifest;
mod practice;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use hallpass_app::AppError;
use hallpass_app::sso_core::plan::AccountTypes;
use hallpass_app::sso_core::{Cloud, OfficeHost, Timestamp};
use hallpass_app::use_case::plan;

pub use manifest::Manifest;
pub use practice::{EnvFor, Practice};

/// Sets up and checks single sign-on for Office add-ins.
#[derive(Debug, Parser)]
#[command(
    name = "hallpass",
    after_help = "Exit codes: 0 fine, 1 something is wrong, 2 asked wrongly, 3 could not check",
    version,
    arg_required_else_help = true,
    propagate_version = true
)]
pub struct Arguments {
    /// How data is written to stdout
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, help_heading = "Everywhere")]
    pub format: Format,

    /// Folder for settings, state and cache together; else HALLPASS_CONFIG_DIR, if it is set
    #[arg(long, global = true, value_name = "DIR", help_heading = "Everywhere")]
    pub config_dir: Option<PathBuf>,

    /// When to use colour; NO_COLOR is honoured
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, help_heading = "Everywhere")]
    pub color: Color,

    /// Say nothing but data and errors
    #[arg(short, long, global = true, help_heading = "Everywhere")]
    pub quiet: bool,

    /// Say more of what happens inside; repeat for still more
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Everywhere")]
    pub verbose: u8,

    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// Of this process. What is wrong with them is said in the format that was asked for, as far as it can be told.
    ///
    /// # Errors
    /// `usage`: exit code 2. Help and version end the process at once.
    pub fn of_process() -> Result<Self, (AppError, Format)> {
        Self::try_parse().map_err(|error| {
            let words: Vec<String> = std::env::args().collect();
            let json = words.iter().any(|word| word == "--format=json")
                || words.windows(2).any(|pair| pair == ["--format", "json"]);
            if !json || !error.use_stderr() {
                error.exit();
            }
            (usage(&error), Format::Json)
        })
    }
}

/// The parser's first paragraph says what is wrong, the others what to do.
fn usage(error: &clap::Error) -> AppError {
    let text = error.render().to_string();
    let mut paragraphs = text.split("\n\n").map(|lines| lines.split_whitespace().collect::<Vec<_>>().join(" "));
    let first = paragraphs.next().unwrap_or_default();
    let rest: Vec<String> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    let told = AppError::usage("usage", first.strip_prefix("error: ").unwrap_or(&first));
    if rest.is_empty() { told } else { told.with_hint(rest.join("; ")) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Go through the whole journey in a practice tenant: no account and no network needed
    Rehearse(Rehearse),
    /// Every value of the app registration, from a few facts
    Plan(Plan),
    /// Read, check, edit and make add-in manifests, offline and without loss
    #[command(subcommand)]
    Manifest(Manifest),
    /// Decode and check a token from standard input
    #[command(subcommand)]
    Token(Token),
    /// A local tenant for other programs
    #[command(subcommand)]
    Practice(Practice),
}

#[derive(Debug, Args)]
pub struct Rehearse {
    /// Your manifest; it is read, never written
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,

    /// Sign in yourself, in the system browser
    #[arg(long)]
    pub browser: bool,

    /// Make a mistake for real and see what follows
    #[arg(long, value_enum)]
    pub mistake: Option<Mistake>,

    /// Fail where there is no keyring
    #[arg(long)]
    pub require_keyring: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mistake {
    /// The secret's ID in place of its value
    WrongSecret,
}

/// The same flags everywhere.
#[derive(Debug, Args)]
pub struct Facts {
    /// Name of the app registration
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,

    /// Host, and port unless it is 443, of the add-in's pages
    #[arg(long, value_name = "HOST[:PORT]")]
    pub domain: Option<String>,

    /// Office applications that load the add-in
    #[arg(long, value_enum, value_delimiter = ',', value_name = "HOST,…")]
    pub office_host: Vec<OfficeHostName>,

    /// Application (client) ID
    #[arg(long, value_name = "GUID")]
    pub client_id: Option<String>,

    /// Directory (tenant) ID
    #[arg(long, value_name = "GUID")]
    pub tenant_id: Option<String>,

    /// Who may sign in
    #[arg(long, value_enum, default_value_t = AccountTypesName::SingleTenant)]
    pub account_types: AccountTypesName,

    /// Delegated Graph permissions, by name
    #[arg(long, value_delimiter = ',', value_name = "NAME,…")]
    pub permission: Vec<String>,

    /// Microsoft cloud of the tenant
    #[arg(long, value_enum, default_value_t = CloudName::Public)]
    pub cloud: CloudName,
}

impl Facts {
    pub fn into_input(self) -> plan::Input {
        plan::Input {
            name: self.name,
            domain: self.domain,
            office_hosts: self.office_host.into_iter().map(Into::into).collect(),
            client_id: self.client_id,
            tenant_id: self.tenant_id,
            account_types: self.account_types.into(),
            permissions: self.permission,
            cloud: self.cloud.into(),
        }
    }
}

/// A value of the command line for each of the domain's: clap's derive is no business of the domain.
macro_rules! name_of {
    ($name:ident for $domain:ident { $($variant:ident),* }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub enum $name { $($variant),* }

        impl From<$name> for $domain {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => Self::$variant),* }
            }
        }
    };
}

name_of!(AccountTypesName for AccountTypes { SingleTenant, MultiTenant, MultiTenantAndPersonal });
name_of!(CloudName for Cloud { Public, UsGov, UsGovDod, China, Practice });

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum OfficeHostName {
    Word,
    Excel,
    PowerPoint,
    Outlook,
}

impl From<OfficeHostName> for OfficeHost {
    fn from(name: OfficeHostName) -> Self {
        match name {
            OfficeHostName::Word => Self::Word,
            OfficeHostName::Excel => Self::Excel,
            OfficeHostName::PowerPoint => Self::PowerPoint,
            OfficeHostName::Outlook => Self::Outlook,
        }
    }
}

#[derive(Debug, Args)]
pub struct Plan {
    #[command(flatten)]
    pub facts: Facts,

    /// What to make of it
    #[arg(long = "as", value_enum, default_value_t = PlanForm::Table)]
    pub form: PlanForm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanForm {
    Table,
    /// Lines for a `.env` file, without a secret
    Env,
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Token {
    /// What kind it is and what it says; nothing is verified
    Inspect {
        /// The token comes by standard input, never as an argument
        // Whatever stands here is taken, so that no message of the parser's repeats a token.
        #[arg(value_name = "-", num_args = 0..)]
        input: Vec<OsString>,
    },
    /// Every check with its verdict
    Check {
        /// The token comes by standard input, never as an argument
        // Whatever stands here is taken, so that no message of the parser's repeats a token.
        #[arg(value_name = "-", num_args = 0..)]
        input: Vec<OsString>,
        /// Client ID or Application ID URI of your API, or the page of an Exchange identity token; never guessed
        #[arg(long, value_name = "AUDIENCE")]
        audience: Vec<String>,
        /// Tenant the token may be of; any if left out
        #[arg(long, value_name = "GUID")]
        tenant: Vec<String>,
        /// Keys from a file; then nothing is fetched
        #[arg(long, value_name = "FILE")]
        jwks: Option<PathBuf>,
        /// Your API has signing keys of its own (claims mapping)
        #[arg(long, conflicts_with = "jwks")]
        own_signing_keys: bool,
        /// Exchange server that may have issued it: its certificates are believed
        #[arg(long, value_name = "HOST[:PORT]", conflicts_with = "jwks")]
        exchange_host: Vec<String>,
        /// Judge as of this time: RFC 3339 or Unix seconds
        #[arg(long, value_name = "TIME", value_parser = time)]
        at: Option<Timestamp>,
        /// Microsoft cloud that issued it
        #[arg(long, value_enum, default_value_t = CloudName::Public)]
        cloud: CloudName,
    },
}

fn time(text: &str) -> Result<Timestamp, String> {
    match text.parse::<i64>() {
        Ok(seconds) => Timestamp::from_second(seconds).map_err(|error| error.to_string()),
        Err(_) => text.parse().map_err(|_| "write RFC 3339, such as 2026-01-31T12:00:00Z, or Unix seconds".to_owned()),
    }
}
