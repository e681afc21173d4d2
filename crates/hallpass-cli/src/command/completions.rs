//! What a shell needs to complete the command's words.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::args::Arguments;
use crate::output::{Ended, Output, Result};

pub fn run(shell: Shell, output: &mut Output) -> Result {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "hallpass", &mut script);
    output.text(&String::from_utf8_lossy(&script))?;
    Ok(Ended::Fine)
}
