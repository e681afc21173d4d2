//! `hallpass code`.

use hallpass_app::App;
use hallpass_app::sso_core::code::Variable;
use hallpass_app::use_case::code::{self, code, write_code};

use super::plan::print_files;
use crate::args;
use crate::output::{Ended, Output, Result};

pub fn run(app: &App, arguments: args::Code, output: &mut Output) -> Result {
    let (facts, stack) = (arguments.facts.into_input(), arguments.stack.into());
    if let Some(folder) = &arguments.into {
        return print_written(&write_code(app, &facts, stack, folder, arguments.write)?, output);
    }
    let code = code(app, &facts, stack)?;
    if output.is_json() {
        output.json(&code)?;
        return Ok(Ended::Fine);
    }
    match &code.files[..] {
        [file] => output.text(&file.text)?,
        files => {
            for (number, file) in files.iter().enumerate() {
                let space = if number == 0 { "" } else { "\n" };
                output.text(&format!("{space}==> {} <==\n{}", file.path, file.text))?;
            }
        }
    }
    needs(code.install.as_deref(), &code.environment, &code.notes, output);
    Ok(Ended::Fine)
}

fn print_written(written: &code::Output, output: &mut Output) -> Result {
    if output.is_json() {
        output.json(written)?;
    }
    let ended = print_files(&written.files, output)?;
    if !output.is_json() {
        needs(written.install.as_deref(), &written.environment, &written.notes, output);
    }
    Ok(ended)
}

/// Said beside the code, because the code is what may be piped into a file.
fn needs(install: Option<&str>, environment: &[Variable], notes: &[String], output: &mut Output) {
    if let Some(install) = install {
        output.note(&format!("install: {install}"));
    }
    for variable in environment.iter().filter(|variable| variable.default.is_none()) {
        output.note(&format!("set {}: {}", variable.name, variable.what));
    }
    for note in notes {
        output.note(note);
    }
}
