//! Edits as patches of bytes. What an edit does not name stays as it is.
//!
//! `outline` finds the elements concerned, `layout` how their neighbours are indented, `write` renders new ones and
//! `update` changes those that are there.

mod json;
mod layout;
mod outline;
mod refusal;
mod update;
mod write;

pub use refusal::{Refusal, RefusalKind};

use crate::Span;
use crate::source::{Content, Source};
use crate::{ProblemKind, xml};
use outline::Outline;

/// Replace the bytes of `span` by `replacement`; an empty span inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub replacement: Vec<u8>,
}

impl Edit {
    pub(crate) fn replace(span: Span, replacement: impl Into<Vec<u8>>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    pub(crate) fn insert(at: usize, new: impl Into<Vec<u8>>) -> Self {
        Self::replace(Span::new(at, at), new)
    }

    pub(crate) fn remove(span: Span) -> Self {
        Self::replace(span, Vec::new())
    }
}

/// What `<WebApplicationInfo>` is to hold, as plain text; escaping is done here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markup<'a> {
    pub id: &'a str,
    pub resource: &'a str,
    /// At least one. The unified manifest has no place for them: there they are not written.
    pub scopes: &'a [&'a str],
    /// `nestedAppAuthInfo` of the unified manifest; `None` leaves it as it is. The add-in only manifest has no place for
    /// it: there it is not written.
    pub nested_app_auth: Option<NestedAppAuthMarkup<'a>>,
}

/// The one item that `nestedAppAuthInfo` is to hold for this redirect URI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NestedAppAuthMarkup<'a> {
    /// `brk-multihub://host[:port]`
    pub redirect_uri: &'a str,
    /// In the order of the later request; at least one.
    pub scopes: &'a [&'a str],
}

/// The edits that make the manifest carry exactly this markup where Office reads it; none if it does already.
///
/// Where it is read: task pane and content V1_0, mail the nested V1_1. One that stands there is changed in as few bytes
/// as possible; else one is put behind `Resources` and before what the schema puts behind. One that stands anywhere else
/// (twice, out of order, outside of `VersionOverrides`, in mail V1_0), where it breaks the schema, is taken out by the same
/// edits. `MsaId` and `Authorizations` of an element with one `Id`, `Resource` and `Scopes` each are left alone.
///
/// The edited file is read again: one that would not carry the markup, or not be well-formed, is refused.
pub fn set_web_application_info(bytes: &[u8], markup: &Markup<'_>) -> Result<Vec<Edit>, Refusal> {
    check_values(markup)?;
    let edits = edits_to_set(bytes, markup)?;
    if edits.is_empty() {
        return Ok(edits);
    }
    let words = match edits_to_set(&apply(bytes, &edits), markup) {
        Ok(again) if again.is_empty() => return Ok(edits),
        Ok(_) => "the edited file would not read back as it was written".to_owned(),
        Err(Refusal { kind: RefusalKind::NotWellFormed(words), .. }) => {
            format!("the edited file would not be well-formed: {words}")
        }
        Err(Refusal { kind: RefusalKind::NotAManifest(words), .. }) => format!("in the edited file {words}"),
        Err(refusal) => format!("in the edited file {}", refusal.message()),
    };
    Err(Refusal { kind: RefusalKind::UnfitValue(words), span: None })
}

fn edits_to_set(bytes: &[u8], markup: &Markup<'_>) -> Result<Vec<Edit>, Refusal> {
    if let Some(source) = unified(bytes) {
        return json::set_web_application_info(&source, markup);
    }
    let source = well_formed(bytes)?;
    let outline = Outline::of(&source)?;
    let target = outline.target()?;
    let kept = outline.infos_read_in(target).next();
    let mut edits = match kept {
        Some(info) => update::update(&outline, target, info, markup),
        None => vec![write::insert(&outline, target, markup)],
    };
    edits.extend(outline.infos().filter(|info| Some(*info) != kept).map(|info| removal(&outline, info)));
    edits.sort_by_key(|edit| edit.span);
    Ok(edits)
}

/// The edits that take out each `<WebApplicationInfo>` together with the blank space that an insert would have put
/// before it; none if there is none. After an insert into a `VersionOverrides` with a start and an end tag the bytes are
/// again what they were; of an empty-element tag that an insert had to open, the two tags stay.
pub fn remove_web_application_info(bytes: &[u8]) -> Result<Vec<Edit>, Refusal> {
    if let Some(source) = unified(bytes) {
        return json::remove_web_application_info(&source);
    }
    let source = well_formed(bytes)?;
    let outline = Outline::of(&source)?;
    Ok(outline.infos().map(|info| removal(&outline, info)).collect())
}

/// The edits that make the manifest require this set: in `Requirements` of the base manifest, or in
/// `requirements.capabilities` of each item of `extensions`; none if it does already. Office then does not show the
/// add-in where the set is missing. Refused for Outlook ([`RefusalKind::NotForMail`]), which supports it in no manifest.
pub fn require_set(bytes: &[u8], name: &str, min_version: &str) -> Result<Vec<Edit>, Refusal> {
    if let Some(source) = unified(bytes) {
        return json::require_set(&source, name, min_version);
    }
    well_formed(bytes).map(|_| Vec::new())
}

/// The edits that put an origin (`https://host[:port]`) behind the last `AppDomain`, or into `validDomains`; none if it
/// stands there already, in any case and with or without a slash at its end (in `validDomains` also without a scheme).
pub fn add_app_domain(bytes: &[u8], origin: &str) -> Result<Vec<Edit>, Refusal> {
    if let Some(source) = unified(bytes) {
        return json::add_app_domain(&source, origin);
    }
    well_formed(bytes).map(|_| Vec::new())
}

/// The edit that counts the manifest's version up by one in its last part, so that Office fetches the manifest again.
pub fn bump_version(bytes: &[u8]) -> Result<Vec<Edit>, Refusal> {
    if let Some(source) = unified(bytes) {
        return json::bump_version(&source);
    }
    well_formed(bytes).map(|_| Vec::new())
}

/// The edit that puts `value` in the place of a value that was read ([`crate::Text::span`]), escaped as its format asks
/// and in the file's encoding. What cannot be written is refused ([`RefusalKind::UnfitValue`]).
pub fn replace_text(bytes: &[u8], span: Span, value: &str) -> Result<Edit, Refusal> {
    check_text("value", value)?;
    if unified(bytes).is_some() {
        return Ok(json::replace_text(span, value));
    }
    Ok(Edit::replace(span, write::escaped(value)))
}

/// The edit that takes an element of the add-in only manifest out, with the line end and indentation before it.
pub fn remove_element(bytes: &[u8], element: Span) -> Edit {
    Edit::remove(Span::new(layout::with_line_start(bytes, element.start), element.end))
}

/// The bytes after the edits, which do not overlap and may come in any order. An edit that begins inside of another, or
/// past the end, is left out.
pub fn apply(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut edits = edits.iter().collect::<Vec<_>>();
    edits.sort_by_key(|edit| edit.span);
    let mut edited = Vec::with_capacity(bytes.len() + edits.iter().map(|edit| edit.replacement.len()).sum::<usize>());
    let mut done = 0;
    for edit in edits {
        if edit.span.start < done || edit.span.end > bytes.len() || edit.span.end < edit.span.start {
            continue;
        }
        edited.extend_from_slice(&bytes[done..edit.span.start]);
        edited.extend_from_slice(&edit.replacement);
        done = edit.span.end;
    }
    edited.extend_from_slice(&bytes[done..]);
    edited
}

fn removal(outline: &Outline<'_>, info: usize) -> Edit {
    let span = outline.node(info).span;
    Edit::remove(Span::new(layout::with_line_start(outline.bytes, span.start), span.end))
}

/// A file that is JSON, whether well-formed or not.
fn unified(bytes: &[u8]) -> Option<Source<'_>> {
    Source::decode(bytes).ok().filter(|source| matches!(source.content(), Content::Json))
}

/// The text of an XML file that may be edited.
fn well_formed(bytes: &[u8]) -> Result<Source<'_>, Refusal> {
    let refusal = |words: &str| Refusal { kind: RefusalKind::NotAManifest(words.to_owned()), span: None };
    let source = Source::decode(bytes).map_err(refusal)?;
    match source.content() {
        Content::Xml => {}
        Content::Json => return Err(refusal("the file is JSON")),
        Content::Other(words) => return Err(refusal(words)),
    }
    xml::judge(&source).map_err(|problem| match problem.kind {
        ProblemKind::NotWellFormed(words) => {
            Refusal { kind: RefusalKind::NotWellFormed(words), span: Some(problem.span) }
        }
        ProblemKind::NotAManifest(words)
        | ProblemKind::UnknownNamespace(words)
        | ProblemKind::OutOfOrder(words)
        | ProblemKind::Repeated(words)
        | ProblemKind::UnresolvedResid(words)
        | ProblemKind::ResidTooLong(words) => refusal(&words),
    })?;
    Ok(source)
}

/// What could not be read back as it was written is refused.
fn check_values(markup: &Markup<'_>) -> Result<(), Refusal> {
    if markup.scopes.is_empty() {
        return Err(Refusal { kind: RefusalKind::UnfitValue("there is no scope".to_owned()), span: None });
    }
    check_text("ID", markup.id)?;
    check_text("resource", markup.resource)?;
    markup.scopes.iter().try_for_each(|scope| check_text("scope", scope))
}

pub(crate) fn check_text(name: &str, value: &str) -> Result<(), Refusal> {
    let wrong = if value.is_empty() {
        "is empty"
    } else if value.starts_with(xml::text::is_blank) || value.ends_with(xml::text::is_blank) {
        "has blank space around it"
    } else if !write::fits_xml(value) {
        "has a control character"
    } else {
        return Ok(());
    };
    Err(Refusal { kind: RefusalKind::UnfitValue(format!("the {name} {wrong}")), span: None })
}
