//! The `hallpass` command: a face of the same use cases as the window. Data goes to stdout, everything else to stderr.

mod args;
mod command;
mod escape;
mod log;
mod output;

use std::process::ExitCode;

use hallpass_app::profile::{self, ChosenBy, ProfileChoice};
use hallpass_app::{App, Folders, crash};

use crate::args::{Arguments, Color, Command};
use crate::output::Output;

fn main() -> ExitCode {
    crash::say_the_place_alone();
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
    let Some(command) = arguments.command else {
        return command::overview::run(&app(folders, arguments.profile.as_deref(), output, true)?, output);
    };
    // Those that are about profiles say themselves which are there.
    let tells = !matches!(command, Command::Profile(_));
    let app = app(folders, arguments.profile.as_deref(), output, tells)?;
    match command {
        Command::Rehearse(rehearse) => command::rehearse::run(&app, rehearse, output),
        Command::Plan(plan) => command::plan::run(&app, *plan, output),
        Command::Code(code) => command::code::run(&app, *code, output),
        Command::Registration(registration) => command::registration::run(&app, registration, output),
        Command::Manifest(manifest) => command::manifest::run(&app, manifest, output),
        Command::SignIn(sign_in) => command::sign_in::run(&app, *sign_in, output),
        Command::SignOut(sign_out) => command::sign_out::run(&app, sign_out, output),
        Command::Obo(obo) => command::obo::run(&app, *obo, output),
        Command::Token(token) => command::token::run(&app, token, output),
        Command::Diagnose(diagnose) => command::diagnose::run(&app, diagnose, output),
        Command::Secret(secret) => command::secret::run(&app, secret, output),
        Command::Practice(practice) => command::practice::run(&app, practice, output),
        Command::Activity(activity) => command::activity::run(&app, activity, output),
        Command::Profile(words) => command::profile::run(&app, words, output),
        Command::Completions { shell } => command::completions::run(shell, output),
        Command::Man { folder } => command::man::run(&folder, output),
    }
}

/// This machine's, with the profile that is meant. `tells`: that a named one is not there yet.
fn app(folders: Folders, named: Option<&str>, output: &mut Output, tells: bool) -> output::Result<App> {
    let of_environment = std::env::var("HALLPASS_PROFILE").ok().filter(|name| !name.is_empty());
    let named = named.map(|name| (name, ChosenBy::Flag));
    let named = named.or(of_environment.as_deref().map(|name| (name, ChosenBy::Environment)));
    let profile = ProfileChoice::of(&folders, named, std::env::current_dir().ok())?;
    let app = App { profile, ..App::on_this_machine(folders) };
    if tells && named.is_some() && !profile::is_there(&app) {
        output.note(&format!("the profile {} is not there yet: nothing is known", app.profile.name()));
    }
    Ok(app)
}
