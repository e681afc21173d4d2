//! The `hallpass` command: a face of the same use cases as the window. Data goes to stdout, everything else to stderr.

mod args;
mod command;
mod escape;
mod log;
mod output;

use std::process::ExitCode;

use hallpass_app::{App, Folders};

use crate::args::{Arguments, Color, Command};
use crate::output::Output;

fn main() -> ExitCode {
    let arguments = match Arguments::of_process() {
        Ok(arguments) => arguments,
        Err((error, format)) => return Output::new(format, Color::Auto, false, false).finish(Err(error.into())),
    };
    log::start(arguments.verbose, arguments.quiet);
    let mut output = Output::new(arguments.format, arguments.color, arguments.quiet, arguments.verbose > 0);
    let result = run(arguments, &mut output);
    output.finish(result)
}

fn run(arguments: Arguments, output: &mut Output) -> output::Result {
    // A variable that is empty says as little as one that is not there.
    let of_environment = || std::env::var_os("HALLPASS_CONFIG_DIR").filter(|folder| !folder.is_empty()).map(Into::into);
    let folders = match &arguments.config_dir.clone().or_else(of_environment) {
        Some(folder) => Folders::under_folder(folder)?,
        None => Folders::of_platform()?,
    };
    let app = App::on_this_machine(folders);
    match arguments.command {
        Command::Rehearse(rehearse) => command::rehearse::run(&app, rehearse, output),
        Command::Plan(plan) => command::plan::run(&app, *plan, output),
        Command::Registration(registration) => command::registration::run(&app, registration, output),
        Command::Manifest(manifest) => command::manifest::run(&app, manifest, output),
        Command::SignIn(sign_in) => command::sign_in::run(&app, *sign_in, output),
        Command::SignOut(sign_out) => command::sign_out::run(&app, sign_out, output),
        Command::Obo(obo) => command::obo::run(&app, *obo, output),
        Command::Token(token) => command::token::run(&app, token, output),
        Command::Practice(practice) => command::practice::run(&app, practice, output),
        Command::Activity(activity) => command::activity::run(&app, activity, output),
    }
}
