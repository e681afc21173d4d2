//! `hallpass registration …`: a file for what each prints.

mod change;
mod check;
mod live;

use std::io::Read;

use hallpass_app::use_case::check_registration::{LIMIT, check_registrations};
use hallpass_app::{App, AppError};

use super::input::waiting;
use crate::args::Registration;
use crate::output::{Output, Result};

pub fn run(app: &App, command: Registration, output: &mut Output) -> Result {
    match command {
        Registration::Check { files, facts } => {
            let facts = facts.into_input();
            let stdin = match files.iter().filter(|file| file.as_os_str() == "-").count() {
                0 => Vec::new(),
                1 => {
                    waiting(output);
                    pasted()?
                }
                _ => {
                    let words = "standard input is named twice, and can be read once";
                    let hint = "write - once; save the other registration to a file, and name that";
                    return Err(AppError::usage("usage", words).with_hint(hint).into());
                }
            };
            check::print(&check_registrations(app, &files, &stdin, &facts)?, output)
        }
        Registration::Fetch { facts, source } => live::fetch(app, facts.into_input(), &source, output),
        Registration::Create(wanted) => live::create(app, wanted, output),
        Registration::Update(wanted) => live::update(app, wanted, output),
        Registration::Undo { target, source } => live::undo(app, &target, &source, output),
        Registration::Delete { target, source } => live::delete(app, &target, &source, output),
    }
}

fn pasted() -> std::result::Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    std::io::stdin().take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| {
        AppError::could_not_check("input-not-readable", format!("could not read standard input: {error}"))
            .with_hint("pipe the registration in: hallpass registration check - < registration.json")
    })?;
    if bytes.len() as u64 > LIMIT {
        let words = format!("what stands on standard input is larger than {} MB", LIMIT / 1_000_000);
        return Err(AppError::could_not_check("file-too-large", words).with_hint("pipe in one registration"));
    }
    Ok(bytes)
}
