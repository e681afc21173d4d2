//! What `cargo xtask bench token` measures inside of one process, on one thread: a token taken apart and judged, beside the
//! bare verification of its signature. `example FOLDER` writes a token and its keys for the part between processes.
//!
//! Prints lines of `name=value` for it. Ratios in thousandths; verdicts are its business.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench reads the clock, writes files, and prints what it measured"
)]

mod example;
mod rounds;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // cargo puts `--bench` behind the words.
    let words = std::env::args().skip(1).filter(|word| word != "--bench").collect::<Vec<_>>();
    let measured = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["judged"] => rounds::measure(),
        ["example", folder] => example::write(Path::new(folder)),
        _ => Err("takes: judged, or example FOLDER".into()),
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
type Failure = Box<dyn Error>;
