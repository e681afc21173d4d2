//! Putting values in the place of `{{placeholders}}`.

use quick_xml::escape::escape;

use super::Fill;
use crate::Format;

/// Piece by piece, so that a value that looks like a placeholder is not filled in itself. A name that is not known, and
/// one of the markup where there is none, is filled with nothing; a test keeps such names out of the templates.
pub(super) fn placeholders(template: &str, format: Format, fill: &Fill<'_>) -> String {
    let mut manifest = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        manifest.push_str(before);
        manifest.push_str(&escaped(value(name, fill).unwrap_or_default(), format));
        rest = after;
    }
    manifest.push_str(rest);
    manifest
}

pub(super) fn value<'a>(name: &str, fill: &Fill<'a>) -> Option<&'a str> {
    match name {
        "add-in-id" => Some(fill.add_in_id),
        "display-name" => Some(fill.display_name),
        "host" => Some(fill.host),
        "client-id" => fill.markup.map(|markup| markup.id),
        "resource" => fill.markup.map(|markup| markup.resource),
        _ => None,
    }
}

/// As it stands between quotation marks, of an attribute or of a string.
fn escaped(value: &str, format: Format) -> String {
    match format {
        Format::Xml => escape(value).into_owned(),
        Format::Json => {
            let quoted = serde_json::Value::from(value).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        }
    }
}
