//! `cargo xtask test`: every check and every test, each suite even when one before it failed.

mod left_out;
mod suite;
mod tally;
mod tauri_driver;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::clients;
use crate::codegen;
use crate::failure::Failure;
use crate::host::Host;
use crate::packages::Need;
use crate::project::Project;
use crate::screens;
use crate::setup;
use crate::shell;
use crate::tidy;
use crate::ui;
use left_out::LeftOut;
use suite::{Outcome, Suites};

pub fn test(project: &Project) -> Result<ExitCode, Failure> {
    let host = Host::find();
    setup::prepare(project, &host, Need::Test)?;
    let browser_to_bring = setup::browser_to_bring(&host);
    if let Some(sentence) = &browser_to_bring {
        println!("{sentence}");
    }
    let tauri_driver = if host.is_linux() { Some(tauri_driver::bring(project)?) } else { None };
    let left_out = LeftOut::here(project, &host, browser_to_bring.is_some());

    let root = project.root();
    let page = project.path("ui");
    let check = |commands: &mut [Command]| {
        let mut fine = true;
        for command in commands {
            fine &= shell::run(command)?;
        }
        Ok(Outcome::check(fine))
    };
    const XTASK: [&str; 4] = ["--manifest-path", "xtask/Cargo.toml", "--target-dir", "target/xtask"];
    let xtask = |before: &[&str], after: &[&str]| shell::cargo(&[before, &XTASK, after].concat(), root);

    let mut suites = Suites::default();
    suites.run("format", || {
        check(&mut [
            shell::cargo(&["fmt", "--all", "--check"], root),
            shell::cargo(&["fmt", "--manifest-path", "xtask/Cargo.toml", "--check"], root),
        ])
    });
    suites.run("tidy", || tidy::check(project).map(Outcome::check));
    suites.run("tests of xtask", || tally::cargo_test(&mut xtask(&["test"], &[])));
    suites.run("clippy", || {
        check(&mut [
            shell::cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], root),
            // Not among all targets, because a plain `cargo test` leaves it out.
            shell::cargo(&["clippy", "--workspace", "--test", "clients", "--", "-D", "warnings"], root),
            xtask(&["clippy"], &["--all-targets", "--", "-D", "warnings"]),
        ])
    });
    suites.run("window: modules", || ui::install(project).map(Outcome::check));
    suites.run("window: types", || check(&mut [shell::npm(&["run", "--silent", "typecheck"], &page)]));
    suites.run("window: tests", || {
        let report = project.scratch("vitest.json")?;
        tally::vitest(&mut shell::npm(&["run", "--silent", "test", "--"], &page), &report)
    });
    suites.run("window: build", || ui::build(project).map(Outcome::check));
    suites.run("window: every state", || tally::own(&mut screens::take(project, None)?));
    // With the same features as the tests below, so that nothing is compiled twice; the black-box tests start these.
    suites.run("programs", || check(&mut [shell::cargo(&["build", "--workspace"], root)]));
    // The tests of ts-rs write types: not into the repository, where they would hide that it is out of date.
    let scratch = project.scratch("bindings-of-tests")?;
    let programs = programs(project, tauri_driver.as_deref());
    let has_nextest = shell::output(&mut shell::cargo(&["nextest", "--version"], root)).is_some();
    // `shown`: what a test prints is for people, also when it passes.
    let tests = |which: &[&str], shown: bool| {
        let command = |words: &[&str]| {
            let mut command = shell::cargo(words, root);
            command.env("TS_RS_EXPORT_DIR", &scratch).envs(programs.iter().map(|(name, path)| (name, path)));
            command
        };
        let outcome = if has_nextest {
            let mut words = vec!["nextest", "run", "--workspace", "--profile", "ci"];
            words.extend(which);
            words.extend(["--success-output", "immediate"].iter().filter(|_| shown));
            let filter = left_out.nextest_filter();
            words.extend(filter.iter().flat_map(|filter| ["-E", filter]));
            tally::nextest(&mut command(&words))
        } else {
            let mut words = vec!["test", "--workspace", "--no-fail-fast"];
            words.extend(which);
            words.push("--");
            words.extend(["--nocapture"].iter().filter(|_| shown));
            let skips = left_out.libtest_skips();
            words.extend(skips.iter().map(String::as_str));
            tally::cargo_test(&mut command(&words))
        }?;
        left_out.say(outcome.left_out);
        Ok(outcome.not_empty())
    };
    suites.run("tests in Rust", || tests(&["--lib", "--bins", "--tests"], false));
    suites.run("clients: npm packages", || clients::install_npm(project).map(Outcome::check));
    suites.run("clients: Python packages", || clients::install_python(project).map(Outcome::check));
    suites.run("real clients", || tests(&["--test", "clients"], true));
    suites.run("examples in documentation", || {
        tally::cargo_test(&mut shell::cargo(&["test", "--workspace", "--doc", "--no-fail-fast"], root))
    });
    suites.run("generated types", || codegen::check(project).map(Outcome::check));
    if shell::output(&mut shell::cargo(&["deny", "--version"], root)).is_some() {
        suites.run("dependencies", || {
            check(&mut [shell::cargo(&["deny", "check", "bans", "licenses", "sources"], root)])
        });
    } else {
        println!(
            "\nThe check of dependencies is left out, because cargo-deny is not here; the workflow on GitHub runs it."
        );
    }

    print!("\n{}", suites.table());
    // The last line of the run, and the only one of this form.
    println!("{}", suites.total());
    Ok(if suites.all_passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Where the black-box tests find what they start.
fn programs(project: &Project, tauri_driver: Option<&Path>) -> Vec<(&'static str, PathBuf)> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.path("target"), PathBuf::from);
    let built = |name: &str| target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let mut programs = vec![("HALLPASS_BIN", built("hallpass")), ("HALLPASS_DESKTOP_BIN", built("hallpass-desktop"))];
    programs.extend(tauri_driver.map(|path| ("HALLPASS_TAURI_DRIVER", path.to_owned())));
    programs
}
