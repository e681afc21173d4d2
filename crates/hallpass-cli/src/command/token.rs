use hallpass_app::App;
use hallpass_app::sso_core::token::{TokenReport, Verdict};
use hallpass_app::use_case::check_token::{self, Checked, Input};

use super::input::{by_standard_input, pasted};
use super::runtime;
use crate::args::Token;
use crate::output::{Ended, Mark, Output, Result};

const INSPECT: &str = "hallpass token inspect - < token.txt";
const CHECK: &str = "hallpass token check - --audience CLIENT-ID < token.txt";

pub fn run(app: &App, command: Token, output: &mut Output) -> Result {
    match command {
        Token::Inspect { input } => {
            by_standard_input(&input, INSPECT)?;
            let report = check_token::inspect(app, &pasted(INSPECT, output)?)?;
            if output.is_json() {
                output.json(&report)?;
            } else {
                inspected(&report, output)?;
            }
            Ok(Ended::Fine)
        }
        Token::Check { input, audience, tenant, jwks, own_signing_keys, exchange_host, at, cloud } => {
            by_standard_input(&input, CHECK)?;
            if audience.is_empty() {
                // Before standard input is waited for.
                return Err(check_token::audience_missing().into());
            }
            let another_time = at.is_some();
            let input = Input {
                audiences: audience,
                tenants: tenant,
                cloud: cloud.into(),
                jwks,
                at,
                own_signing_keys,
                exchange_hosts: exchange_host,
            };
            let token = pasted(CHECK, output)?;
            let checked = runtime()?.block_on(check_token::check(app, &token, &input))?;
            if output.is_json() {
                output.json(&checked)?;
            } else {
                verdict(&checked, another_time, output)?;
            }
            Ok(if checked.passed() { Ended::Fine } else { Ended::Failed })
        }
    }
}

fn inspected(report: &TokenReport, output: &mut Output) -> Result<()> {
    let may_be = report.may_be.map(|words| format!("; {words}")).unwrap_or_default();
    output.line(format!("{}{may_be}", report.kind.sentence()))?;
    if let Some(paste) = report.paste() {
        output.line(paste)?;
    }
    if !report.claims.is_empty() {
        output.heading("NOT VERIFIED: nothing below was checked against a key")?;
        claims(report, output)?;
    }
    what_now(report, output)
}

pub fn verdict(checked: &Checked, another_time: bool, output: &mut Output) -> Result<()> {
    let report = checked.report();
    output.heading(&checked.sentence())?;
    if !report.verified {
        output.heading("NOT VERIFIED: the signature does not hold or was not checked")?;
    }
    if another_time {
        output.heading("NOT NOW: the lifetime is judged for the time of --at")?;
    }
    let width = report.checks.iter().map(|check| check.id.as_str().len()).fold(10, usize::max);
    for check in &report.checks {
        let mark = match check.verdict {
            // No mark that reads as if somebody had looked, on what anyone can have written.
            Verdict::Pass if !report.verified => Mark::Skipped,
            Verdict::Pass => Mark::Fine,
            Verdict::Warn => Mark::Warn,
            Verdict::Fail => Mark::Fail,
            Verdict::Skipped => Mark::Skipped,
        };
        output.marked(mark, &format!("{:<width$} {}", check.id.as_str(), check.detail))?;
        if matches!(check.verdict, Verdict::Fail | Verdict::Warn) {
            let line = |what: &str, value: &str| format!("    {what:<10}{value}");
            for (what, value) in [("found:", &check.found), ("expected:", &check.expected)] {
                if let Some(value) = value {
                    output.line(line(what, value))?;
                }
            }
            if let Some(at) = check.differs_at {
                output.line(line("", &format!("{}^ differs from here on", " ".repeat(at - 1))))?;
            }
            if let Some(fix) = &check.fix {
                output.line(line("fix:", fix))?;
            }
        }
    }
    // The verdict is what was asked for.
    match output.is_verbose() {
        true => claims(report, output)?,
        false => user_key(report, output)?,
    }
    if let Checked::Exchange(exchange) = checked
        && let Some(id) = &exchange.unique_user_id
    {
        output.heading("Store the user by this unique ID, amurl and msexchuid")?;
        output.line(id.to_string())?;
    }
    what_now(report, output)?;
    if !output.is_verbose() && !report.claims.is_empty() {
        output.note("each claim and what it means: -v");
    }
    Ok(())
}

fn what_now(report: &TokenReport, output: &mut Output) -> Result<()> {
    if !report.what_now.is_empty() {
        output.heading("What now")?;
    }
    for sentence in report.what_now {
        output.line(format!("    {sentence}"))?;
    }
    Ok(())
}

fn user_key(report: &TokenReport, output: &mut Output) -> Result<()> {
    report.user_key.as_ref().map_or(Ok(()), |key| output.line(key.sentence(report.verified)))
}

pub fn claims(report: &TokenReport, output: &mut Output) -> Result<()> {
    user_key(report, output)?;
    for claim in report.header.iter().chain(&report.claims) {
        let value = claim.value.as_str().map_or_else(|| claim.value.to_string(), str::to_owned);
        let shown = claim.display.as_ref().map_or(String::new(), |display| format!(" ({display})"));
        output.line(format!("{}: {value}{shown}", claim.name))?;
        output.line(format!("    {}", claim.meaning))?;
    }
    Ok(())
}
