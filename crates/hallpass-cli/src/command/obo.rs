use hallpass_app::sso_core::Finding;
use hallpass_app::sso_core::token::ClockOff;
use hallpass_app::use_case::on_behalf_of::{
    self, AssertionSource, ContentShown, Credential, GraphReply, Input, Next, OnBehalfOfEvent, Output as Exchanged,
    Refusal,
};
use hallpass_app::{App, AppError};
use serde_json::Value;

use super::finding::quoted;
use super::{finding, input, told_while, unlock};
use crate::args::Obo;
use crate::output::{Ended, Mark, Output, Result};

const HOW: &str = "hallpass obo --assertion - < token.txt";

pub fn run(app: &App, arguments: Obo, output: &mut Output) -> Result {
    let app = &unlock::patient(app, &arguments.wait);
    let input = input_of(arguments, output)?;
    let exchanged = told_while(app, output, tell, move |app, progress, cancel| async move {
        on_behalf_of::on_behalf_of(&app, input, &progress, cancel).await
    })?;
    let failure = exchanged.failure();
    if output.is_json() {
        output.json(&exchanged)?;
    } else {
        print(&exchanged, output)?;
    }
    if let Some(moved) = &exchanged.time_moved {
        output.say(&format!("{moved}: hallpass practice time reset sets it back"));
    }
    if let Some(clock) = &exchanged.clock_off {
        output.say(&format!("{clock}: {}", ClockOff::FIX));
    }
    Ok(failure.map_or(Ended::Fine, |error| error.kind.into()))
}

fn input_of(arguments: Obo, output: &mut Output) -> std::result::Result<Input, AppError> {
    let pasted: Vec<_> = arguments.assertion.into_iter().chain(arguments.input).collect();
    if let [name] = &pasted[..]
        && on_behalf_of::is_file(name)
    {
        let message = format!("--assertion reads standard input, not a file: {}", name.display());
        return Err(AppError::usage("assertion-is-file", message)
            .with_hint(format!("pipe the file in: hallpass obo --assertion - < {}", quoted(&name.to_string_lossy()))));
    }
    input::by_standard_input(&pasted, HOW)?;
    let assertion = match (&pasted[..], arguments.account) {
        ([_, ..], _) => AssertionSource::Pasted(input::pasted(HOW, output)?),
        ([], Some(account)) => AssertionSource::FreshOf(account),
        ([], None) => AssertionSource::Fresh,
    };
    let credential = match (arguments.secret_from_env, arguments.certificate) {
        (Some(name), _) => Credential::Secret(input::of_environment("--secret-from-env", &name)?),
        (None, Some(file)) => {
            let of_variable = |name: String| input::of_environment("--certificate-password-from-env", &name);
            let password = arguments.certificate_password_from_env.map(of_variable).transpose()?;
            Credential::Certificate { file, password }
        }
        (None, None) => Credential::Kept,
    };
    Ok(Input {
        facts: arguments.facts.into_input(),
        assertion,
        scopes: arguments.scope.into_iter().filter(|scope| !scope.is_empty()).collect(),
        credential,
        consent_via: arguments.consent.via()?,
        call: arguments.call,
        next: arguments.next.into(),
        save: arguments.output,
        send_anyway: arguments.send_anyway,
        look_only: false,
    })
}

fn tell(event: OnBehalfOfEvent, output: &mut Output) {
    match event {
        OnBehalfOfEvent::KeyringLocked { seconds } => unlock::waiting(seconds, output),
        OnBehalfOfEvent::Refreshing { account } => output.note(&format!("asking for a fresh token of {account}")),
        OnBehalfOfEvent::ReadingConsent { words } => output.note(&format!("reading what is consented to: {words}")),
        OnBehalfOfEvent::SignInPage { url } => output.say(&format!("sign in at: {url}")),
        OnBehalfOfEvent::Exchanging { scopes } => output.note(&format!("exchanging it for {}", scopes.join(" "))),
        OnBehalfOfEvent::Calling { target } => output.note(&format!("asking Graph: {target}")),
    }
}

fn print(exchanged: &Exchanged, output: &mut Output) -> Result<()> {
    let assertion = &exchanged.assertion;
    let user = assertion.user.as_ref().map(|user| format!(", of {user}")).unwrap_or_default();
    output.line(format!("{}{user}", assertion.kind))?;
    exchanged.findings.iter().try_for_each(|finding| print_finding(finding, output))?;
    if !exchanged.sent {
        output.line("the exchange was not sent; --send-anyway sends it all the same")?;
    }
    if let Some(granted) = &exchanged.granted {
        output.marked(Mark::Fine, &format!("exchanged: {}", granted.scopes.join(" ")))?;
    }
    print_ways(&exchanged.next, output)?;
    if let Some(refusal) = &exchanged.refusal {
        print_refusal(refusal, output)?;
    }
    let is_saved = exchanged.saved.is_some();
    exchanged.graph.iter().try_for_each(|reply| print_reply(reply, is_saved, output))?;
    // The link of a page before is the page below it.
    if let Some(last) = exchanged.graph.last().filter(|last| last.next.is_some() && last.error.is_none()) {
        let pages = exchanged.graph.len();
        output.note(&format!("there is more behind {}: --next {pages} fetches a page more", last.target));
    }
    if let Some(file) = &exchanged.saved {
        output.line(format!("saved to {file}"))?;
    }
    exchanged.not_saved.as_ref().map_or(Ok(()), |error| print_error(error, output))
}

fn print_finding(finding: &Finding, output: &mut Output) -> Result<()> {
    let (mark, word) = finding::word(finding.severity);
    output.marked(mark, &format!("{word}[{}]: {}", finding.code, finding.title))?;
    for evidence in &finding.evidence {
        let path = evidence.place.path.as_deref().unwrap_or_default();
        output.line(format!("    {path}: {}", evidence.text))?;
    }
    output.line(format!("    {}", finding.detail))?;
    for step in &finding.fix {
        output.line(format!("    fix: {step}"))?;
    }
    match finding.would_cause.is_empty() {
        true => Ok(()),
        false => output.line(format!("    would cause: {}", finding.would_cause.join(", "))),
    }
}

fn print_error(error: &AppError, output: &mut Output) -> Result<()> {
    output.marked(Mark::Fail, &format!("{} ({})", error.message, error.code))?;
    match &error.hint {
        Some(hint) => output.line(format!("    hint: {hint}")),
        None => Ok(()),
    }
}

fn print_refusal(refusal: &Refusal, output: &mut Output) -> Result<()> {
    print_error(&refusal.error, output)?;
    let suberror = refusal.suberror.as_ref().map(|suberror| format!(", suberror {suberror}")).unwrap_or_default();
    output.line(format!("    error: {}{suberror}", refusal.oauth_error))?;
    for (name, value) in
        [("trace ID", &refusal.trace_id), ("correlation ID", &refusal.correlation_id), ("at", &refusal.timestamp)]
    {
        if let Some(value) = value {
            output.line(format!("    {name}: {value}"))?;
        }
    }
    if let Some(claims) = &refusal.claims {
        output.line(format!("    claims, for authChallenge of getAccessToken: {claims}"))?;
    }
    print_ways(&refusal.next, output)
}

fn print_ways(ways: &[Next], output: &mut Output) -> Result<()> {
    for next in ways {
        let told = [&next.command, &next.page];
        let colon = if told.iter().any(|way| way.is_some()) { ":" } else { "" };
        output.line(format!("{}{colon}", next.words))?;
        for way in told.into_iter().flatten() {
            output.line(format!("    {way}"))?;
        }
    }
    Ok(())
}

fn print_reply(reply: &GraphReply, is_saved: bool, output: &mut Output) -> Result<()> {
    let status = match (reply.sent, reply.status) {
        (false, _) => "not sent".to_owned(),
        (true, None) => "no answer".to_owned(),
        (true, Some(status)) => status.to_string(),
    };
    output.heading(&format!("{} → {status}", reply.target))?;
    if let Some(id) = &reply.request_id {
        output.line(format!("request-id: {id}"))?;
    }
    if let (Some(least), Some(false)) = (&reply.least_permission, reply.is_covered) {
        output.marked(Mark::Warn, &format!("the token has no permission for this call; the least is {least}"))?;
    }
    if let Some(seconds) = reply.retry_after {
        output.line(format!("Retry-After: {seconds} s"))?;
    }
    if let Some(error) = &reply.error {
        print_error(error, output)?;
    }
    let saves = if is_saved { "" } else { "; -o FILE saves it" };
    for (what, content) in [("a picture", &reply.picture), ("not shown", &reply.other)] {
        if let Some(ContentShown { media_type, bytes }) = content {
            output.line(format!("{what}: {media_type}, {bytes} bytes{saves}"))?;
        }
    }
    match &reply.value {
        Some(Value::String(text)) => output.text(&format!("{}\n", text.trim_end()))?,
        Some(value) => output.text(&format!("{value:#}\n"))?,
        None => {}
    }
    if let Some(proves) = reply.proves.as_ref().filter(|_| reply.error.is_none()) {
        output.note(&format!("this shows: {proves}"));
    }
    Ok(())
}
