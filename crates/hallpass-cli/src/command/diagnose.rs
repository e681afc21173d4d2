//! `hallpass diagnose`: what anything pasted says about a failure.

use std::ffi::OsStr;
use std::io::Read;

use hallpass_app::sso_core::{Evidence, Severity};
use hallpass_app::use_case::diagnose::{self, Diagnosed, Diagnosis, LIMIT, Recognised};
use hallpass_app::{App, AppError};

use super::finding::{quoted, step, word};
use super::input::waiting;
use crate::args::Diagnose;
use crate::output::{Ended, Mark, Output, Result};

pub fn run(app: &App, Diagnose { input }: Diagnose, output: &mut Output) -> Result {
    let named = input.iter().map(|input| &**input).filter(|input| *input != OsStr::new("-")).collect::<Vec<_>>();
    let (file, diagnosed) = match &named[..] {
        [] => {
            waiting(output);
            (None, diagnose::pasted(app, &standard_input()?)?)
        }
        [file] => (Some(*file), diagnose::named(app, file)?),
        codes => (None, diagnose::codes(app, codes)?),
    };
    if output.is_json() {
        output.json(&diagnosed)?;
    } else {
        print(&diagnosed, file, output)?;
    }
    let has_error = diagnosed.diagnoses.iter().any(|diagnosis| diagnosis.severity == Severity::Error);
    Ok(if has_error { Ended::Failed } else { Ended::Fine })
}

fn standard_input() -> std::result::Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    std::io::stdin().take(LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(|error| {
        AppError::could_not_check("standard-input", format!("standard input could not be read: {error}"))
            .with_hint("pipe the text in: hallpass diagnose - < answer.txt")
    })?;
    Ok(bytes)
}

fn print(diagnosed: &Diagnosed, file: Option<&OsStr>, output: &mut Output) -> Result<()> {
    let name = file.map(|file| quoted(&file.to_string_lossy()));
    // Where nothing was named, the reader knows which file it is.
    let step = |text: &str| name.as_deref().map_or_else(|| text.to_owned(), |name| step(text, name));
    for diagnosis in &diagnosed.diagnoses {
        one(diagnosis, step, output)?;
    }
    if diagnosed.diagnoses.is_empty() {
        let what: Vec<_> = diagnosed.recognised.iter().map(|what| recognised(*what)).collect();
        output.marked(Mark::Fine, &format!("{}: nothing found", what.join(" and ")))?;
    }
    for next in &diagnosed.next {
        output.hint(&step(next));
    }
    Ok(())
}

fn one(diagnosis: &Diagnosis, step: impl Fn(&str) -> String, output: &mut Output) -> Result<()> {
    let (mark, word) = word(diagnosis.severity);
    output.marked(mark, &format!("{word}[{}]: {}", diagnosis.code, diagnosis.title))?;
    // What has no place is the code itself, as it was given.
    for evidence in diagnosis.evidence.iter().filter(|evidence| has_place(evidence)) {
        output.line(format!("    at {}", at(evidence)))?;
    }
    output.line(format!("    {}", diagnosis.detail))?;
    if diagnosis.not_your_fault {
        output.line("    neither registration nor manifest nor code bring this about")?;
    }
    for text in &diagnosis.fix {
        output.line(format!("    fix: {}", step(text)))?;
    }
    if !diagnosis.would_cause.is_empty() {
        output.line(format!("    would cause: {}", diagnosis.would_cause.join(", ")))?;
    }
    if let Some(reference) = &diagnosis.reference {
        output.line(format!("    read on: {reference}"))?;
    }
    Ok(())
}

fn has_place(evidence: &Evidence) -> bool {
    evidence.place.path.is_some() || evidence.place.line.is_some()
}

/// The place, and what stands there.
fn at(evidence: &Evidence) -> String {
    let place = &evidence.place;
    let path = place.path.clone();
    let place = place.line.zip(place.column).map(|(line, column)| format!("{line}:{column}"));
    let text = (!evidence.text.is_empty()).then(|| evidence.text.clone());
    [path, place, text].into_iter().flatten().collect::<Vec<_>>().join(": ")
}

fn recognised(what: Recognised) -> &'static str {
    match what {
        Recognised::Code => "a code",
        Recognised::OauthError => "an answer of Entra",
        Recognised::OfficeError => "an error of Office",
        Recognised::GraphError => "an error of Graph",
        Recognised::Evidence => "evidence",
        Recognised::Token => "a token",
        Recognised::Manifest => "a manifest",
        Recognised::Registration => "a registration",
    }
}
