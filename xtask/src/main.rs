//! What a person working on Hallpass types: `cargo xtask <command>`, from the root of the repository.
//!
//! One file a command. No dependencies, so that the first thing on a fresh machine is a build of one second.

#![deny(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]

mod clients;
mod codegen;
mod failure;
mod fresh;
mod host;
mod packages;
mod project;
mod run;
mod setup;
mod shell;
mod stamp;
mod test;
mod tidy;
mod toolchain;
mod ui;

use std::process::ExitCode;

use failure::Failure;
use project::Project;

struct Command {
    name: &'static str,
    does: &'static str,
    run: fn(&Project) -> Result<ExitCode, Failure>,
}

const COMMANDS: &[Command] = &[
    Command { name: "run", does: "set up this machine, build, open Hallpass with the practice tenant", run: run::run },
    Command { name: "test", does: "set up this machine, then every check and every test", run: test::test },
    Command { name: "tidy", does: "the invariants of the architecture, by a scan of the text", run: tidy::tidy },
    Command { name: "codegen", does: "write the window's types from those in Rust", run: codegen::codegen },
    Command {
        name: "fresh",
        does: "the README's two commands on a new Debian in a temporary folder",
        run: fresh::fresh,
    },
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next();
    let outcome = match (name.as_deref(), arguments.next()) {
        (None, _) | (Some("help" | "--help" | "-h"), None) => {
            println!("{}", usage());
            return ExitCode::SUCCESS;
        }
        (Some(name), None) => match COMMANDS.iter().find(|command| command.name == name) {
            Some(command) => Project::find().and_then(|project| (command.run)(&project)),
            None => Err(Failure::usage(format!("there is no `cargo xtask {name}`\n\n{}", usage()))),
        },
        (Some(name), Some(extra)) => Err(Failure::usage(format!("`cargo xtask {name}` takes no argument: {extra}"))),
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            failure.exit_code()
        }
    }
}

fn usage() -> String {
    let lines = COMMANDS.iter().map(|command| format!("  cargo xtask {:<8} {}", command.name, command.does));
    format!("Commands:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// The names that may stand in a document.
pub fn command_names() -> Vec<&'static str> {
    COMMANDS.iter().map(|command| command.name).collect()
}
