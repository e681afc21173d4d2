//! A change to a registration, as a difference that people read.

use hallpass_app::sso_core::plan::change::Change;
use serde_json::Value;

use crate::output::{Output, Result};

pub fn print(change: &Change, output: &mut Output) -> Result<()> {
    output.heading(&change.title)?;
    let before = change.before.as_ref().filter(|before| !before.is_null());
    match (before.and_then(short), short(&change.after)) {
        (Some(before), Some(after)) => output.line(format!("  {}: {before} -> {after}", change.property))?,
        (None, Some(after)) if before.is_none() => output.line(format!("  {}: {after}", change.property))?,
        _ => {
            output.line(format!("  {}", change.property))?;
            if let Some(before) = before {
                lines('-', before, output)?;
            }
            lines('+', &change.after, output)?;
        }
    }
    output.line(format!("  why: {}", change.reason))
}

/// What fits into a line.
fn short(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (text.len() <= 70).then_some(text)
}

fn lines(sign: char, value: &Value, output: &mut Output) -> Result<()> {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.lines().try_for_each(|line| output.line(format!("  {sign} {line}")))
}
