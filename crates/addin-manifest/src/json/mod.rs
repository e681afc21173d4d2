//! The unified manifest for Microsoft 365: what single sign-on needs of it.
//!
//! Values are read through `RawValue`, which is a piece of the text itself: so each has its place in the file. Unknown
//! properties and unexpected types are passed over; of a key that comes twice the last counts, as in most readers.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;

use crate::source::Source;
use crate::{Format, Loaded, LoadedFrom, Manifest, Problem, ProblemKind, Span, Text, WebApplicationInfo};

type Object<'a> = HashMap<Cow<'a, str>, &'a RawValue>;

pub(crate) fn read(source: &Source<'_>) -> Manifest {
    // The reader of JSON takes no byte order mark; `source` has taken off one.
    let text = source.text.trim_end();
    if let Some(span) = source.invalid {
        let kind = ProblemKind::NotWellFormed(source.invalid_words());
        return Manifest::nothing(Format::Json, Problem { kind, span });
    }
    let whole = match serde_json::from_str::<&RawValue>(text) {
        Ok(whole) => whole,
        Err(error) => {
            // Building values says more than passing over them ("trailing comma").
            let error = serde_json::from_str::<serde_json::Value>(text).err().unwrap_or(error);
            return Manifest::nothing(Format::Json, not_well_formed(source, &error));
        }
    };
    let Some(root) = object(whole) else {
        let kind = ProblemKind::NotAManifest("the file is JSON, but not an object".to_owned());
        return Manifest::nothing(Format::Json, Problem { kind, span: span(source, whole.get()) });
    };

    let mut manifest = Manifest::empty(Format::Json);
    manifest.is_add_in = root.contains_key("extensions");
    manifest.id = root.get("id").and_then(|id| string(source, id));
    manifest.version = root.get("version").and_then(|version| string(source, version));
    manifest.display_name = member(&root, "name")
        .and_then(|name| name.get("short").copied().or_else(|| root.get("name").copied()))
        .and_then(|name| string(source, name));
    manifest.app_domains = items(root.get("validDomains")).filter_map(|domain| string(source, domain)).collect();
    for extension in items(root.get("extensions")).filter_map(object) {
        for runtime in items(extension.get("runtimes")).filter_map(object) {
            let Some(code) = member(&runtime, "code") else { continue };
            let urls = ["page", "script"].into_iter().filter_map(|name| string(source, code.get(name)?));
            manifest.loaded.extend(urls.map(|url| Loaded { url, from: LoadedFrom::Runtime }));
        }
    }
    if let Some(raw) = root.get("webApplicationInfo") {
        let info = object(raw).unwrap_or_default();
        manifest.web_application_info.push(WebApplicationInfo {
            span: span(source, raw.get()),
            namespace: String::new(),
            inside: None,
            id: info.get("id").and_then(|id| string(source, id)),
            resource: info.get("resource").and_then(|resource| string(source, resource)),
            scopes_span: None,
            scopes: Vec::new(),
            obsolete: Vec::new(),
            nested_app_auth: Vec::new(),
        });
    }
    manifest
}

fn object(raw: &RawValue) -> Option<Object<'_>> {
    serde_json::from_str(raw.get()).ok()
}

fn member<'a>(object: &Object<'a>, name: &str) -> Option<Object<'a>> {
    self::object(object.get(name).copied()?)
}

fn items<'a>(raw: Option<&&'a RawValue>) -> impl Iterator<Item = &'a RawValue> + use<'a> {
    raw.and_then(|raw| serde_json::from_str::<Vec<&'a RawValue>>(raw.get()).ok()).unwrap_or_default().into_iter()
}

/// The value without blank space around it; the span is what stands between the quotation marks.
fn string(source: &Source<'_>, raw: &RawValue) -> Option<Text> {
    let value = serde_json::from_str::<String>(raw.get()).ok()?;
    let whole = span(source, raw.get());
    Some(Text { value: value.trim().to_owned(), span: Span::new(whole.start + 1, whole.end - 1) })
}

fn span(source: &Source<'_>, piece: &str) -> Span {
    let start = source.offset_of(piece).unwrap_or(source.base);
    Span::new(start, start + piece.len())
}

fn not_well_formed(source: &Source<'_>, error: &serde_json::Error) -> Problem {
    let words = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let words = words.strip_suffix(&place).unwrap_or(&words).to_owned();
    // serde_json counts lines by `\n` and columns by bytes, from 1; it names the last byte it has read.
    let lines_before = error.line().saturating_sub(1);
    let line_start =
        source.text.split_inclusive('\n').take(lines_before).map(str::len).sum::<usize>().min(source.text.len());
    let read = (line_start + error.column().saturating_sub(1)).min(source.text.len());
    let at = (0..=read).rev().find(|at| source.text.is_char_boundary(*at)).unwrap_or_default();
    let width = source.text[at..].chars().next().map_or(0, char::len_utf8);
    let span = Span::new(source.base + at, source.base + at + width);
    Problem { kind: ProblemKind::NotWellFormed(words), span }
}
