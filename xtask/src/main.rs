//! What a person working on Hallpass types: `cargo xtask <command>`, from the root of the repository.
//!
//! One file a command. No dependencies, so that the first thing on a fresh machine is a build of one second.

#![deny(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]

mod az_check;
mod bench;
mod clients;
mod codegen;
mod dist;
mod failure;
mod fresh;
mod host;
mod npm_tool;
mod packages;
mod project;
mod release;
mod run;
mod screen;
mod screens;
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
    run: Run,
}

enum Run {
    Alone(fn(&Project) -> Result<ExitCode, Failure>),
    /// Takes the name of one of several things, or none.
    Named(fn(&Project, Option<&str>) -> Result<ExitCode, Failure>),
}

const COMMANDS: &[Command] = &[
    Command {
        name: "run",
        does: "set up this machine, build, open Hallpass with the practice tenant",
        run: Run::Alone(run::run),
    },
    Command { name: "test", does: "set up this machine, then every check and every test", run: Run::Alone(test::test) },
    Command {
        name: "tidy",
        does: "the invariants of the architecture, by a scan of the text",
        run: Run::Alone(tidy::tidy),
    },
    Command { name: "codegen", does: "write the window's types from those in Rust", run: Run::Alone(codegen::codegen) },
    Command {
        name: "dist",
        does: "the package for this system; --check: on a new Debian, installed, used and removed",
        run: Run::Named(dist::dist),
    },
    Command {
        name: "fresh",
        does: "the README's two commands on a new Debian in a temporary folder",
        run: Run::Alone(fresh::fresh),
    },
    Command {
        name: "bench",
        does: "measure, side by side in one run; without a name, which benches there are",
        run: Run::Named(bench::bench),
    },
    Command {
        name: "screenshots",
        does: "every page and state as a picture, in both themes and at two sizes; a name: those that begin so",
        run: Run::Named(screens::screenshots),
    },
    Command {
        name: "pictures",
        does: "the pictures of README.md and docs/, taken anew",
        run: Run::Alone(screens::pictures),
    },
    Command {
        name: "az-check",
        does: "the rendered scripts with the real Azure CLI: each flag, each query, a run",
        run: Run::Alone(az_check::az_check),
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (name, arguments) = match arguments.split_first() {
        None | Some((&("help" | "--help" | "-h"), [])) => {
            println!("{}", usage());
            return ExitCode::SUCCESS;
        }
        Some((name, arguments)) => (*name, arguments),
    };
    let outcome = match COMMANDS.iter().find(|command| command.name == name).map(|command| &command.run) {
        None => Err(Failure::usage(format!("there is no `cargo xtask {name}`\n\n{}", usage()))),
        Some(run) => match (run, arguments) {
            (Run::Alone(run), []) => Project::find().and_then(|project| run(&project)),
            (Run::Named(run), [] | [_]) => {
                Project::find().and_then(|project| run(&project, arguments.first().copied()))
            }
            (Run::Alone(_), [extra, ..]) | (Run::Named(_), [_, extra, ..]) => {
                Err(Failure::usage(format!("`cargo xtask {name}` takes no such argument: {extra}")))
            }
        },
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
