//! What `cargo xtask bench manifest` measures inside of one process: `throughput FOLDER`, `size MEGABYTES`.
//!
//! Prints lines of `name=value` for it. Ratios and verdicts are its business, and so is the choice of sizes.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench reads files and the clock, and prints what it measured"
)]

mod large;
mod throughput;

use std::path::Path;
use std::process::ExitCode;

use sso_core::Finding;
use sso_core::rules::manifest::check_manifest;

fn main() -> ExitCode {
    // cargo puts `--bench` behind the words.
    let words = std::env::args().skip(1).filter(|word| word != "--bench").collect::<Vec<_>>();
    let measured = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["throughput", folder] => throughput::measure(Path::new(folder)),
        ["size", megabytes] => {
            megabytes.parse().map_err(|_| format!("{megabytes} is no number")).and_then(large::measure)
        }
        _ => Err("takes: throughput FOLDER, or size MEGABYTES".to_owned()),
    };
    match measured {
        Ok(values) => {
            for (name, value) in values {
                println!("{name}={value}");
            }
            ExitCode::SUCCESS
        }
        Err(words) => {
            eprintln!("error: {words}");
            ExitCode::FAILURE
        }
    }
}

type Values = Vec<(&'static str, u128)>;

/// What `hallpass manifest check` does with a file's bytes.
fn check(bytes: &[u8]) -> Vec<Finding> {
    check_manifest(&addin_manifest::read(bytes), bytes, None)
}
