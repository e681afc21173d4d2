//! Edits as patches of bytes. What an edit does not name stays as it is.
//!
//! Of the add-in only manifest, `outline` finds the elements concerned, `layout` and `line` how their neighbours are indented, `write`
//! renders new ones and `update` changes those that are there; `info` brings them together for `WebApplicationInfo`.
//! What is edited is read again before anyone gets it.

mod attributes;
mod base;
mod domain;
mod info;
mod json;
mod layout;
mod line;
mod make;
mod outline;
mod refusal;
mod replace;
mod require;
mod update;
mod v1_1;
mod version;
mod write;

pub use refusal::{Refusal, RefusalKind};

use crate::source::{Content, Source, Utf16};
use crate::{ProblemKind, Span, xml};
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
/// as possible, and no comment or foreign child in it is lost; else one is put behind `Resources` and before what the
/// schema puts behind. One that stands anywhere else (twice, out of order, outside of `VersionOverrides`, in mail V1_0),
/// where it breaks the schema, is taken out by the same edits; its comments move with it only within one
/// `VersionOverrides` or between such with one prefix and namespace, else they are lost. `MsaId` and `Authorizations` are left alone.
///
/// Where that `VersionOverrides` is missing, one is made: for a task pane or content it holds nothing else; for mail with
/// V1_0 alone it holds copies of what stands there. Mail without any is refused ([`RefusalKind::MailWithoutOverrides`]),
/// as is what V1_1 cannot hold ([`RefusalKind::NotInV1_1`]).
///
/// The edited file is read again: one that would not carry the markup, or not be well-formed, is refused
/// ([`RefusalKind::WouldBreak`]).
pub fn set_web_application_info(bytes: &[u8], markup: &Markup<'_>) -> Result<Vec<Edit>, Refusal> {
    check_values(markup)?;
    twice(bytes, |document| match document {
        Document::Xml(source) => info::set(source, &Outline::of(source)?, markup),
        Document::Json(source) => json::set_web_application_info(source, markup),
    })
}

/// The edits that take out each `<WebApplicationInfo>` together with the blank space that an insert would have put
/// before it, and with the blanks behind it up to the end of its line; none if there is none. After an insert into a `VersionOverrides` with a start and an end tag the bytes are
/// again what they were; a `VersionOverrides` that an insert had to make stays, and so do the two tags of one that it
/// had to open.
pub fn remove_web_application_info(bytes: &[u8]) -> Result<Vec<Edit>, Refusal> {
    twice(bytes, |document| match document {
        Document::Xml(source) => {
            let outline = Outline::of(source)?;
            Ok(outline.infos().map(|info| removal(&outline, info)).collect())
        }
        Document::Json(source) => json::remove_web_application_info(source),
    })
}

/// The edits that make the manifest require this set: in `Requirements` of the base manifest, or in
/// `requirements.capabilities` of each item of `extensions`; none if it does already. Office then does not show the
/// add-in where the set is missing. Refused for Outlook ([`RefusalKind::NotForMail`]), which supports it in no manifest.
pub fn require_set(bytes: &[u8], name: &str, min_version: &str) -> Result<Vec<Edit>, Refusal> {
    check_text("name of the requirement set", name)?;
    twice(bytes, |document| match document {
        Document::Xml(source) => require::require_set(&Outline::of(source)?, name, min_version),
        Document::Json(source) => json::require_set(source, name, min_version),
    })
}

/// The edits that put an origin (`https://host[:port]`) behind the last `AppDomain`, or into `validDomains`; none if it
/// stands there already, in any case and with or without a slash at its end (in `validDomains` also without a scheme).
pub fn add_app_domain(bytes: &[u8], origin: &str) -> Result<Vec<Edit>, Refusal> {
    check_text("domain", origin)?;
    twice(bytes, |document| match document {
        Document::Xml(source) => Ok(domain::add_app_domain(&Outline::of(source)?, origin)),
        Document::Json(source) => json::add_app_domain(source, origin),
    })
}

/// The edit that counts the manifest's version up by one in its last part, so that Office fetches the manifest again.
/// The one edit that changes something each time.
pub fn bump_version(bytes: &[u8]) -> Result<Vec<Edit>, Refusal> {
    let mut expected = None;
    let edits = edits(bytes, |document| match document {
        Document::Xml(source) => {
            let (edits, next) = version::bump(&Outline::of(source)?)?;
            expected = Some(next);
            Ok(edits)
        }
        Document::Json(source) => json::bump_version(source),
    })?;
    judged(bytes, edits, |edited| match edited {
        Document::Xml(source) => Ok(version::of(&Outline::of(source)?) == expected.as_deref()),
        // What counts up once more reads as a version.
        Document::Json(source) => json::bump_version(source).map(|_| true),
    })
}

/// The edit that puts `value` in the place of a value that was read ([`crate::Text::span`]), escaped as its format asks
/// and in the file's encoding. Comments within it stay. What cannot be written is refused ([`RefusalKind::UnfitValue`]).
pub fn replace_text(bytes: &[u8], span: Span, value: &str) -> Result<Edit, Refusal> {
    check_text("value", value)?;
    let place = Utf16::of(bytes).map_or(span, |utf16| utf16.in_text(span));
    let edits = edits(bytes, |document| match document {
        Document::Xml(source) => Ok(vec![replace::replace_text(source, place, value)?]),
        Document::Json(_) => Ok(vec![json::replace_text(place, value)]),
    })?;
    let edits = judged(bytes, edits, |edited| match edited {
        Document::Xml(source) => Ok(replace::value_at(source, place.start).as_deref() == Some(value)),
        Document::Json(_) => Ok(true),
    })?;
    Ok(edits.into_iter().next().unwrap_or_else(|| Edit::replace(span, span.of(bytes))))
}

/// The edit that takes an element of the add-in only manifest out, with the line end and indentation before it, and
/// the blanks behind it where nothing else stands on its lines.
pub fn remove_element(bytes: &[u8], element: Span) -> Edit {
    let (text, in_text) = match Utf16::of(bytes) {
        None => return Edit::remove(with_line(bytes, element)),
        Some(utf16) => (utf16.text.clone(), utf16),
    };
    Edit::remove(in_text.in_file(with_line(text.as_bytes(), in_text.in_text(element))))
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

fn removal(outline: &Outline<'_>, element: usize) -> Edit {
    Edit::remove(with_line(outline.bytes, outline.node(element).span))
}

fn with_line(bytes: &[u8], element: Span) -> Span {
    let start = line::with_line_start(bytes, element.start);
    // Blanks behind it are the rest of its line only where it begins that line.
    let end = if start < element.start { line::with_line_rest(bytes, element.end) } else { element.end };
    Span::new(start, end)
}

/// A file that may be edited: well-formed, and text to the last byte.
enum Document<'a> {
    Xml(&'a Source<'a>),
    Json(&'a Source<'a>),
}

/// Edits of a file, or why it has none. Those of a file in UTF-16 are made in its text and mapped back.
fn edits(bytes: &[u8], edit: impl FnOnce(&Document<'_>) -> Result<Vec<Edit>, Refusal>) -> Result<Vec<Edit>, Refusal> {
    let Some(utf16) = Utf16::of(bytes) else { return in_document(&decoded(bytes)?, edit) };
    let in_file = |edit: Edit| Edit::replace(utf16.in_file(edit.span), utf16.encoded(&edit.replacement));
    match in_document(&Source::of_utf16(&utf16), edit) {
        Ok(edits) => Ok(edits.into_iter().map(in_file).collect()),
        Err(refusal) => Err(Refusal { span: refusal.span.map(|span| utf16.in_file(span)), ..refusal }),
    }
}

/// For an edit that changes nothing the second time: that is how what it wrote is read back.
fn twice(bytes: &[u8], edit: impl Fn(&Document<'_>) -> Result<Vec<Edit>, Refusal>) -> Result<Vec<Edit>, Refusal> {
    judged(bytes, edits(bytes, &edit)?, |edited| edit(edited).map(|again| again.is_empty()))
}

/// The edits, in the order of the file, if the file still stands after them and `reads_back`.
fn judged(
    bytes: &[u8],
    mut made: Vec<Edit>,
    reads_back: impl FnOnce(&Document<'_>) -> Result<bool, Refusal>,
) -> Result<Vec<Edit>, Refusal> {
    if made.is_empty() {
        return Ok(made);
    }
    made.sort_by_key(|edit| edit.span);
    // What is put in at one place is one edit.
    made.dedup_by(|next, edit| {
        let one_place = next.span == edit.span && next.span.is_empty();
        if one_place {
            edit.replacement.append(&mut next.replacement);
        }
        one_place
    });
    let mut stands = false;
    let answer = edits(&apply(bytes, &made), |edited| {
        stands = reads_back(edited)?;
        Ok(Vec::new())
    });
    let words = match answer {
        Ok(_) if stands => return Ok(made),
        Ok(_) => "the edited file would not read back as it was written".to_owned(),
        Err(Refusal { kind: RefusalKind::NotWellFormed(words), .. }) => {
            format!("the edited file would not be well-formed: {words}")
        }
        Err(Refusal { kind: RefusalKind::NotAManifest(words), .. }) => format!("in the edited file {words}"),
        Err(refusal) => format!("in the edited file {}", refusal.message()),
    };
    Err(Refusal::new(RefusalKind::WouldBreak(words), None))
}

fn decoded(bytes: &[u8]) -> Result<Source<'_>, Refusal> {
    Source::decode(bytes).map_err(|words| Refusal::new(RefusalKind::NotAManifest(words.to_owned()), None))
}

fn in_document<T>(source: &Source<'_>, then: impl FnOnce(&Document<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
    let problems = match source.content() {
        Content::Xml => xml::judge(source).err().into_iter().collect(),
        // Its reader finds what makes it none.
        Content::Json => crate::json::read(source).problems,
        Content::Other(words) => return Err(Refusal::new(RefusalKind::NotAManifest(words.to_owned()), None)),
    };
    if let Some(refusal) = problems.into_iter().find_map(|problem| refused(problem.kind, problem.span)) {
        return Err(refusal);
    }
    // Well-formed in an encoding of one byte a character: what is written into it would be in another.
    if let Some(span) = source.invalid {
        return Err(Refusal::new(RefusalKind::Encoding(source.invalid_words()), Some(span)));
    }
    match source.content() {
        Content::Json => then(&Document::Json(source)),
        _ => then(&Document::Xml(source)),
    }
}

/// Why a file with this problem is not edited; `None` if it is.
fn refused(kind: ProblemKind, span: Span) -> Option<Refusal> {
    match kind {
        ProblemKind::NotWellFormed(words) => Some(Refusal::new(RefusalKind::NotWellFormed(words), Some(span))),
        ProblemKind::NotAManifest(words) => {
            Some(Refusal::new(RefusalKind::NotAManifest(words), Some(span).filter(|span| !span.is_empty())))
        }
        _ => None,
    }
}

/// What could not be read back as it was written is refused.
fn check_values(markup: &Markup<'_>) -> Result<(), Refusal> {
    if markup.scopes.is_empty() {
        return Err(Refusal::new(RefusalKind::UnfitValue("there is no scope".to_owned()), None));
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
    Err(Refusal::new(RefusalKind::UnfitValue(format!("the {name} {wrong}")), None))
}
