//! The words of `hallpass code`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hallpass_app::use_case::code::Stack;

use super::Facts;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hallpass code --for node                            the server, for reading
  hallpass code --for node --into .                   what it would change here
  hallpass code --for client --into src --write       the page's side, written

The client secret stands in no file: the server takes it from the environment variable CLIENT_SECRET.")]
pub struct Code {
    #[command(flatten)]
    pub facts: Facts,

    /// What the code is for
    #[arg(long = "for", value_enum, value_name = "STACK")]
    pub stack: StackName,

    /// Put the code into this folder; prints the difference
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,

    /// Write the files; what stood in their place is kept
    #[arg(long, requires = "into")]
    pub write: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StackName {
    /// Server on Node.js: jose, MSAL Node, Express
    Node,
    /// Server on ASP.NET Core: Microsoft.Identity.Web
    Aspnetcore,
    /// Server in Python: PyJWT, MSAL Python, Flask
    Python,
    /// Server in Java: Spring Security, MSAL4J, Spring Boot
    Java,
    /// The add-in's page: getAccessToken, and the fallback dialog
    Client,
    /// The same with nested app authentication
    ClientNaa,
    /// Identity tokens of Exchange on-premises: page, and server on Node.js
    Exchange,
}

impl From<StackName> for Stack {
    fn from(name: StackName) -> Self {
        match name {
            StackName::Node => Self::Node,
            StackName::Aspnetcore => Self::Aspnetcore,
            StackName::Python => Self::Python,
            StackName::Java => Self::Java,
            StackName::Client => Self::Client,
            StackName::ClientNaa => Self::ClientNaa,
            StackName::Exchange => Self::Exchange,
        }
    }
}
