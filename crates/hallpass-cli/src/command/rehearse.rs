use std::sync::mpsc;

use hallpass_app::use_case::rehearse::{self, Input, Outcome, RehearseEvent, Step, StepReport};
use hallpass_app::{App, AppError, Progress};
use serde_json::Value;

use super::{broke_off, cancelled_by_signal, runtime};
use crate::args;
use crate::output::{Ended, Mark, Output, Result};

pub fn run(app: &App, arguments: args::Rehearse, output: &mut Output) -> Result {
    let input = Input {
        manifest: arguments.manifest,
        browser: arguments.browser,
        mistake: arguments.mistake.map(|mistake| match mistake {
            args::Mistake::WrongSecret => rehearse::Mistake::WrongSecret,
        }),
        require_keyring: arguments.require_keyring,
    };
    // The use case reports from its own threads; lines are written here, one after the other.
    let (events, incoming) = mpsc::channel();
    let runtime = runtime()?;
    let rehearsal = runtime.spawn({
        let app = app.clone();
        async move {
            let progress = Progress::new(move |event| {
                // Nobody reads any more when stdout is closed.
                let _ = events.send(event);
            });
            rehearse::rehearse(&app, input, &progress, cancelled_by_signal()).await
        }
    });
    for event in incoming {
        match event {
            RehearseEvent::Started { .. } => {}
            RehearseEvent::SignInPage { url } => output.say(&format!("sign in at: {url}")),
            RehearseEvent::Finished(report) if !output.is_json() => step(output, &report)?,
            RehearseEvent::Finished(_) => {}
        }
    }
    let answer = runtime.block_on(rehearsal).map_err(broke_off)??;
    if output.is_json() {
        output.json(&answer)?;
    } else if answer.passed {
        // After a failure its cause is the last thing said.
        details(output, &answer)?;
    }
    if arguments.mistake.is_some() && !answer.passed {
        output.note("this is the mistake that you asked for; nothing of yours is wrong");
    }
    Ok(match answer.failure() {
        Some(error) => error.kind.into(),
        None => Ended::Fine,
    })
}

fn step(output: &mut Output, report: &StepReport) -> Result<()> {
    let mark = match report.outcome {
        Outcome::Fine => Mark::Fine,
        Outcome::Warn => Mark::Warn,
        Outcome::Fail => Mark::Fail,
    };
    output.marked(mark, &format!("{:<13} {}", name(report.step), report.detail))?;
    match (&report.error, report.outcome) {
        (Some(AppError { hint: Some(hint), .. }), Outcome::Fail) => output.line(format!("    hint: {hint}")),
        _ => Ok(()),
    }
}

fn details(output: &mut Output, answer: &rehearse::Output) -> Result<()> {
    if !answer.manifest_difference.is_empty() {
        output.line("")?;
        output.heading("What a copy of the manifest was given for this rehearsal, with practice IDs")?;
        output.text(&answer.manifest_difference)?;
        output.line("for your own registration: hallpass manifest apply FILE --domain HOST --client-id GUID")?;
    }
    if let Some(Value::Object(me)) = &answer.graph {
        output.line("")?;
        output.heading("What Graph answered")?;
        for (name, value) in me.iter().filter(|(name, _)| !name.starts_with('@')) {
            let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            output.line(format!("{name}: {shown}"))?;
        }
    }
    Ok(())
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Plan => "plan",
        Step::Register => "register",
        Step::Manifest => "manifest",
        Step::Vault => "vault",
        Step::SignIn => "sign-in",
        Step::Token => "token",
        Step::OnBehalfOf => "on-behalf-of",
        Step::Graph => "graph",
    }
}
