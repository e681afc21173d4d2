//! A change to a registration, as a difference that people read.

use std::borrow::Cow;

use hallpass_app::sso_core::plan::change::Change;
use hallpass_app::sso_core::{ClientId, GRAPH_APP_ID, GraphPermission, OfficeClient};
use serde_json::Value;
use similar::TextDiff;

use crate::output::{Output, Result};

/// `planned`: permissions of Microsoft Graph that somebody gave with their GUIDs have names too.
pub fn print(change: &Change, planned: &[GraphPermission], output: &mut Output) -> Result<()> {
    output.heading(&change.title)?;
    let before = change.before.as_ref().filter(|before| !before.is_null());
    match (before.and_then(short), short(&change.after)) {
        (Some(before), Some(after)) => output.line(format!("  {}: {before} -> {after}", change.property))?,
        (None, Some(after)) if before.is_none() => output.line(format!("  {}: {after}", change.property))?,
        _ => {
            output.line(format!("  {}", change.property))?;
            difference(before, &change.after, planned, output)?;
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

/// Lines that go, lines that come, and as many of those that stay as tell where they are.
fn difference(before: Option<&Value>, after: &Value, planned: &[GraphPermission], output: &mut Output) -> Result<()> {
    let text = |value: &Value| serde_json::to_string_pretty(value).unwrap_or_default() + "\n";
    let (before, after) = (before.map(text).unwrap_or_default(), text(after));
    let difference = TextDiff::from_lines(&before, &after);
    for (number, hunk) in difference.unified_diff().context_radius(3).iter_hunks().enumerate() {
        if number > 0 {
            output.line("    …")?;
        }
        for change in hunk.iter_changes() {
            let line = change.value().trim_end();
            let name = known(line, planned).map_or_else(String::new, |name| format!("  # {name}"));
            output.line(format!("  {} {line}{name}", change.tag()))?;
        }
    }
    Ok(())
}

/// Whose ID stands in the line: a permission's or a client's of Office.
fn known(line: &str, planned: &[GraphPermission]) -> Option<Cow<'static, str>> {
    let id = line.split('"').rev().find_map(|text| text.parse::<ClientId>().ok())?;
    let planned = || planned.iter().find(|permission| permission.id == id.uuid()).cloned();
    let permission = GraphPermission::by_id(id.uuid()).or_else(planned).map(|permission| permission.name);
    let graph = (id.uuid() == GRAPH_APP_ID).then_some("Microsoft Graph");
    permission.or_else(|| graph.or_else(|| OfficeClient::by_id(id).map(|client| client.name)).map(Cow::Borrowed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_names() {
        for (line, name) in [
            ("  \"id\": \"e1fe6dd8-ba31-4d61-89e7-88639da4683d\",", Some("User.Read")),
            ("\"resourceAppId\": \"00000003-0000-0000-c000-000000000000\"", Some("Microsoft Graph")),
            ("\"id\": \"c6c1f32b-5e55-4997-881a-753cc1d563b7\"", None),
            ("\"type\": \"Scope\"", None),
            ("[", None),
        ] {
            assert_eq!(known(line, &[]).as_deref(), name, "{line}");
        }
        assert!(known("\"appId\": \"ea5a67f6-b6f3-4338-b240-c655ddc3cc8e\"", &[]).is_some());
        let given = ["Team.Create=7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0".parse().unwrap()];
        let line = "\"id\": \"7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0\"";
        assert_eq!(known(line, &given).as_deref(), Some("Team.Create"));
    }
}
