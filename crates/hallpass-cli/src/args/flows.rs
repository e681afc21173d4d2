//! The words of `hallpass sign-in`, `sign-out` and `obo`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Facts, KeyringWait, Source};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hallpass sign-in --cloud practice
  hallpass sign-in --device-code
  hallpass sign-in --claims - < challenge.json

It signs in by your own registration, which needs the redirect URI http://localhost under Mobile and desktop applications. \
The refresh token goes into the keyring; without one nothing is kept.")]
pub struct SignIn {
    /// With a code that is typed on any device, in place of the browser on this machine; it carries no --account, --prompt
    /// or --claims
    #[arg(long)]
    pub device_code: bool,
    /// Scopes in place of the add-in's own access_as_user
    #[arg(long, value_delimiter = ' ', value_name = "SCOPE")]
    pub scope: Vec<String>,
    /// Who is offered first: a user name, or one of those that are signed in
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// What the page asks even of somebody who is signed in
    #[arg(long, value_enum)]
    pub prompt: Option<PromptName>,
    /// A claims challenge, as an exchange or Graph gave it; - for standard input
    #[arg(long, value_name = "JSON|-")]
    pub claims: Option<String>,
    #[command(flatten)]
    pub wait: KeyringWait,

    #[command(flatten)]
    pub facts: Box<Facts>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PromptName {
    /// Which account it is to be
    SelectAccount,
    /// Consent, given before or not
    Consent,
    /// The password
    Login,
}

#[derive(Debug, Args)]
pub struct SignOut {
    /// Whom to forget: a user name, or what stands in the keyring; the only one if nothing is said
    #[arg(long, value_name = "NAME", conflicts_with = "all")]
    pub account: Option<String>,
    /// Forget everybody of this profile
    #[arg(long)]
    pub all: bool,

    #[command(flatten)]
    pub wait: KeyringWait,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hallpass obo --call /me
  hallpass obo --assertion - --scope Mail.Read --call '/me/messages?$top=5' < token.txt
  hallpass obo --call '/me/photo/$value' -o photo.jpg

The token of the running add-in, for --assertion -, in the developer tools of its task pane:
  copy(await OfficeRuntime.auth.getAccessToken({allowSignInPrompt:true}))

What is certain to be refused is told and not sent.")]
pub struct Obo {
    /// The token to exchange, from standard input; without this a fresh one, by the kept refresh token
    // Whatever stands here is taken, so that no message of the parser's repeats a token.
    #[arg(long, value_name = "-", allow_hyphen_values = true)]
    pub assertion: Option<OsString>,
    // The same for what stands there without the flag.
    #[arg(value_name = "-", num_args = 0.., hide = true)]
    pub input: Vec<OsString>,
    /// Permissions of Graph; all that the registration lists (.default) if nothing is said
    #[arg(long, value_delimiter = ' ', value_name = "SCOPE")]
    pub scope: Vec<String>,
    /// What Graph is asked with the new token
    #[arg(long, value_name = "PATH")]
    pub call: Option<String>,
    /// Fetch so many next pages too, at most 100
    #[arg(long, value_name = "N", default_value_t = 0, requires = "call", value_parser = clap::value_parser!(u16).range(..=100))]
    pub next: u16,
    /// A new file for Graph's answer, such as a photo
    #[arg(short, long, value_name = "FILE", requires = "call")]
    pub output: Option<PathBuf>,
    /// Whose refresh token, where several have signed in
    #[arg(long, value_name = "NAME", conflicts_with = "assertion")]
    pub account: Option<String>,
    /// A variable of the environment that has the client secret; the keyring's if nothing is said
    #[arg(long, value_name = "NAME", conflicts_with = "certificate")]
    pub secret_from_env: Option<String>,
    /// A certificate with its private key, PEM or PFX, in place of a secret
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// A variable of the environment that has the password of that file
    #[arg(long, value_name = "NAME", requires = "certificate")]
    pub certificate_password_from_env: Option<String>,
    /// Send also what is certain to be refused
    #[arg(long)]
    pub send_anyway: bool,
    #[command(flatten, next_help_heading = "To look up beforehand what is consented to")]
    pub consent: Source,
    #[command(flatten)]
    pub wait: KeyringWait,

    #[command(flatten)]
    pub facts: Box<Facts>,
}
