//! The manual pages that a package brings: out of the very words of `--help`.

use std::path::Path;

use clap::CommandFactory;
use hallpass_app::AppError;

use crate::args::Arguments;
use crate::output::{Ended, Output, Result};

pub fn run(folder: &Path, output: &mut Output) -> Result {
    clap_mangen::generate_to(Arguments::command().name("hallpass"), folder).map_err(|error| {
        AppError::failed("man-not-written", format!("no manual pages in {}: {error}", folder.display()))
            .with_hint("name a folder that is there and can be written")
    })?;
    output.note(&format!("manual pages written to {}", folder.display()));
    Ok(Ended::Fine)
}
