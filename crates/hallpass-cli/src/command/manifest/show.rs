use hallpass_app::use_case::show_manifest::{FormatName, Kind, Shown, ShownInfo, ShownText};

use crate::command::finding::{counted, quoted};
use crate::output::{Ended, Output, Result};

pub fn print(shown: &Shown, output: &mut Output) -> Result {
    let ended = if shown.not_well_formed.is_some() { Ended::Failed } else { Ended::Fine };
    if output.is_json() {
        output.json(shown)?;
        return Ok(ended);
    }
    if let Some(at) = &shown.not_well_formed {
        let (file, line, column, words) = (shown.file.display(), at.line, at.column, &at.text);
        output.line(format!(
            "{file}: not well-formed at line {line}, column {column}: {words}; nothing else can be told"
        ))?;
        next(shown, output);
        return Ok(ended);
    }
    let kind = match (shown.kind, shown.format) {
        (Kind::TaskPane, _) => "task pane add-in",
        (Kind::Content, _) => "content add-in",
        (Kind::Mail, _) => "mail add-in",
        (Kind::Unified, _) => "add-in with the unified manifest",
        (Kind::Teams, _) => "app for Teams, no add-in for Office",
        (Kind::Unknown, _) => "add-in of a type that Office does not know",
    };
    let name = shown.display_name.as_deref().unwrap_or("without a name");
    output.heading(&format!("{name}: {kind}"))?;
    row(output, "Office", &shown.hosts.join(", "))?;
    row(output, "add-in Id", shown.add_in_id.as_deref().unwrap_or_default())?;
    row(output, "version", shown.version.as_deref().unwrap_or_default())?;
    row(output, "pages on", &shown.page_hosts.join(", "))?;
    for info in &shown.web_application_info {
        markup(info, shown.format, output)?;
    }
    if shown.web_application_info.is_empty() {
        output.heading("no markup of single sign-on")?;
    }
    let sets: Vec<String> = shown
        .requirement_sets
        .iter()
        .filter(|set| set.is_of_sign_in())
        .map(|set| format!("{} {} (line {})", set.name, set.min_version.as_deref().unwrap_or_default(), set.line))
        .collect();
    row(output, "requires", &sets.join(", "))?;
    let domains: Vec<&str> = shown.app_domains.iter().map(|domain| domain.text.as_str()).collect();
    row(output, "app domains", &domains.join(", "))?;
    let counts = shown.findings;
    let counts = [(counts.error, "error"), (counts.warning, "warning"), (counts.info, "info")];
    let found: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| counted(*n, word)).collect();
    row(output, "findings", if found.is_empty() { "none".to_owned() } else { found.join(", ") }.as_str())?;
    next(shown, output);
    Ok(ended)
}

fn next(shown: &Shown, output: &mut Output) {
    if !shown.next.is_empty() {
        let next: Vec<String> = shown.next.iter().map(|argument| quoted(argument)).collect();
        output.note(&format!("next: {}", next.join(" ")));
    } else if let Some(words) = &shown.not_applicable {
        output.note(words);
    }
}

fn markup(info: &ShownInfo, format: FormatName, output: &mut Output) -> Result<()> {
    let (name, place) = match (format, info.inside) {
        (FormatName::Json, _) => ("webApplicationInfo", String::new()),
        (FormatName::Xml, Some(inside)) => ("WebApplicationInfo", format!(", VersionOverrides of {inside}")),
        (FormatName::Xml, None) => ("WebApplicationInfo", ", outside of VersionOverrides".to_owned()),
    };
    output.heading(&format!("{name} (line {}{place})", info.line))?;
    let value = |text: &Option<ShownText>| text.as_ref().map_or_else(|| "missing".to_owned(), at_line);
    let client = info.client.map_or_else(String::new, |client| format!(", the ID of {client}"));
    row(output, "client ID", &format!("{}{client}", value(&info.client_id)))?;
    row(output, "resource", &value(&info.resource))?;
    let scopes: Vec<&str> = info.scopes.iter().map(|scope| scope.text.as_str()).collect();
    row(output, "scopes", &scopes.join(" "))?;
    for nested in &info.nested_app_auth {
        let redirect = nested.redirect_uri.as_deref().unwrap_or("no redirect URI");
        row(output, "nested", &format!("{redirect}: {} (line {})", nested.scopes.join(" "), nested.line))?;
    }
    Ok(())
}

fn at_line(text: &ShownText) -> String {
    format!("{} (line {})", text.text, text.line)
}

/// A name and its value; nothing where the manifest says nothing.
fn row(output: &mut Output, name: &str, value: &str) -> Result<()> {
    if value.is_empty() { Ok(()) } else { output.line(format!("  {name:<12} {value}")) }
}
