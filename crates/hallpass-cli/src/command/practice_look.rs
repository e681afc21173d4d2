//! What a running practice tenant says of itself.

use hallpass_app::practice::{self, Activity, SeenRequest, Status, Time};
use hallpass_app::sso_core::Timestamp;

use crate::output::{Output, Result};

pub fn status(status: &Status, output: &mut Output) -> Result<()> {
    if output.is_json() {
        return output.json(status);
    }
    let origin = |url: &str| url.trim_end_matches('/').to_owned();
    let at = format!("{} and {}", origin(&status.authority), origin(&status.http_authority));
    output.line(format!("listens at:  {at}, since {}", shown(&status.started)))?;
    output.line(format!("tenant:      {}", status.tenant_id))?;
    output.line(format!("add-in:      {}", status.client_id.as_deref().unwrap_or("none is ready")))?;
    let who = status.auto_sign_in.as_deref();
    output.line(format!("signs in:    {}", who.map_or("a person".to_owned(), |who| format!("by itself: {who}"))))?;
    let faults: Vec<String> = status.faults.iter().map(|fault| format!("{} on {}", fault.code, fault.on)).collect();
    output.line(format!("faults:      {}", if faults.is_empty() { "none".to_owned() } else { faults.join(", ") }))?;
    output.line(format!("time:        {}", ahead(status.ahead_seconds)))
}

pub fn time(time: &Time, output: &mut Output) -> Result<()> {
    if output.is_json() {
        return output.json(time);
    }
    output.line(format!("{}, {}", shown(&time.now), ahead(time.ahead_seconds)))
}

/// Whole seconds; what cannot be read as a time stays as it is.
fn shown(time: &str) -> String {
    time.parse::<Timestamp>().map_or_else(|_| time.to_owned(), |time| format!("{time:.0}"))
}

fn ahead(seconds: i64) -> String {
    match seconds {
        0 => "by the machine's clock".to_owned(),
        1.. => format!("{seconds} s ahead of the machine's clock"),
        _ => format!("{} s behind the machine's clock", seconds.unsigned_abs()),
    }
}

pub fn activity(activity: &Activity, output: &mut Output) -> Result<()> {
    if output.is_json() {
        return output.json(activity);
    }
    for seen in &activity.seen {
        output.line(line(seen))?;
        for hint in activity.hints.iter().filter(|hint| hint.number == seen.number) {
            output.line(format!("      {}", hint.text))?;
        }
    }
    if activity.seen.is_empty() {
        output.note("no request was seen");
    }
    Ok(())
}

/// Number, listener, what was asked, and what was answered.
fn line(seen: &SeenRequest) -> String {
    let mut line = format!("{:>4}  {:<5}", seen.number, seen.listener);
    if let Some(why) = &seen.handshake {
        return format!("{line} connection: {why}");
    }
    let asked = [seen.method.as_deref(), seen.path.as_deref(), seen.grant.as_deref()];
    asked.into_iter().flatten().for_each(|word| line.push_str(&format!(" {word}")));
    if let Some(status) = seen.status {
        line.push_str(&format!(" → {status}"));
    }
    if let Some(code) = seen.aadsts {
        line.push_str(&format!(" AADSTS{code}: {}", practice::meaning(code).trim_end_matches('.')));
    }
    if let Some(client) = &seen.client {
        line.push_str(&format!(" ({client})"));
    }
    line
}
