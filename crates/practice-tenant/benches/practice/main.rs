//! What `cargo xtask bench practice` measures of a running practice tenant: `on-behalf-of FOLDER`, the folder being the
//! one that the tenant was given as `HALLPASS_CONFIG_DIR`.
//!
//! Prints lines of `name=value` for it. Ratios and verdicts are its business.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench reads files and the clock, and prints what it measured"
)]

mod exchange;
mod process;
mod rounds;
mod running;
mod sign;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // cargo puts `--bench` behind the words.
    let words = std::env::args().skip(1).filter(|word| word != "--bench").collect::<Vec<_>>();
    let measured = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["on-behalf-of", folder] => rounds::measure(Path::new(folder)),
        _ => Err("takes: on-behalf-of FOLDER".into()),
    };
    match measured {
        Ok(values) => {
            for (name, value) in values {
                println!("{name}={value}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

type Values = Vec<(&'static str, u128)>;
type Failure = Box<dyn std::error::Error + Send + Sync>;
