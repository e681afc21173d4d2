//! The command line. A secret or token is never an argument.

mod activity;
mod code;
mod facts;
mod flows;
mod manifest;
mod mistaken;
mod plan;
mod practice;
mod profile;
mod registration;
mod secret;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use hallpass_app::AppError;
use hallpass_app::sso_core::Timestamp;

pub use activity::Activity;
pub use code::Code;
pub use facts::{CloudName, Facts, cloud};
pub use flows::{Obo, PromptName, SignIn, SignOut};
pub use manifest::Manifest;
pub use plan::{Plan, PlanForm};
pub use practice::{EnvFor, Practice};
pub use profile::Profile;
pub use registration::{Live, Registration, Source, Target};
pub use secret::{Kind as SecretKindName, Of as SecretOf, Secret as SecretCommand, Wait as KeyringWait};

/// Sets up and checks single sign-on for Office add-ins; without a command: what is known here, and the next one.
#[derive(Debug, Parser)]
#[command(
    name = "hallpass",
    after_help = "Exit codes: 0 fine, 1 something is wrong, 2 asked wrongly, 3 could not check",
    version,
    propagate_version = true
)]
pub struct Arguments {
    /// How data is written to stdout
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, help_heading = "Everywhere")]
    pub format: Format,

    /// Folder for settings, state and cache together; else HALLPASS_CONFIG_DIR, if it is set
    #[arg(long, global = true, value_name = "DIR", help_heading = "Everywhere")]
    pub config_dir: Option<PathBuf>,

    /// Profile to read and write; else HALLPASS_PROFILE, else the one chosen by hallpass profile use
    #[arg(long, global = true, value_name = "NAME", help_heading = "Everywhere")]
    pub profile: Option<String>,

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
    pub command: Option<Command>,
}

impl Arguments {
    /// Of this process. What is wrong with them is said in the format that was asked for, as far as it can be told.
    ///
    /// # Errors
    /// `usage`: exit code 2. Help and version end the process at once.
    pub fn of_process() -> Result<Self, (AppError, Format)> {
        Self::try_parse().map_err(|mut error| {
            let words: Vec<String> = std::env::args().collect();
            mistaken::name_what_is_meant(&mut error, &words);
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
    Plan(Box<Plan>),
    /// Ready code for your stack, from the same facts
    Code(Box<Code>),
    /// Check, read, make and change the app registration
    #[command(subcommand)]
    Registration(Registration),
    /// Read, check, edit and make add-in manifests, offline and without loss
    #[command(subcommand)]
    Manifest(Manifest),
    /// Sign in for the add-in's own API, in the browser or with a device code
    SignIn(Box<SignIn>),
    /// Forget who signed in
    SignOut(SignOut),
    /// Decode and check a token from standard input
    #[command(subcommand)]
    Token(Token),
    /// What an error means, why it comes and what to do: of a code, an answer, a log, anything pasted
    Diagnose(Diagnose),
    /// Client secrets and certificates in the OS keyring
    #[command(subcommand)]
    Secret(SecretCommand),
    /// Exchange the add-in's token On-Behalf-Of the user, and ask Graph
    Obo(Box<Obo>),
    /// A local tenant for other programs
    #[command(subcommand)]
    Practice(Practice),
    /// Each request that was made, with its answer: masked, kept on this machine
    #[command(subcommand)]
    Activity(Activity),
    /// What is known of your add-ins between runs: facts, several side by side
    #[command(subcommand)]
    Profile(Profile),
    /// A script that completes these words in your shell
    #[command(
        after_help = "Example, for bash:\n  hallpass completions bash > ~/.local/share/bash-completion/completions/hallpass"
    )]
    Completions {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Manual pages, a file a command, into a folder
    #[command(hide = true)]
    Man { folder: PathBuf },
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

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 1 an error was found, 0 nothing is wrong, 2 nothing was recognised, 3 could not be read"
)]
pub struct Diagnose {
    /// A file, or codes such as AADSTS65001 or 13007; standard input if left out
    #[arg(value_name = "FILE|CODE|-", num_args = 0..)]
    pub input: Vec<OsString>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mistake {
    /// The secret's ID in place of its value
    WrongSecret,
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
    /// Every check with its verdict; with -v each claim too
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
