//! Edits as patches of bytes.

use crate::Span;

/// Replace the bytes of `span` by `replacement`; an empty span inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub replacement: Vec<u8>,
}

/// What `<WebApplicationInfo>` is to hold, as plain text; escaping is done here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markup<'a> {
    pub id: &'a str,
    pub resource: &'a str,
    pub scopes: &'a [&'a str],
}

/// Why a file was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub kind: RefusalKind,
    pub span: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalKind {
    /// In the words of the judge of well-formedness.
    NotWellFormed(String),
    /// No XML manifest (JSON, another document, an encoding that is not edited).
    NotAnXmlManifest(String),
    /// There is no `VersionOverrides` that may hold the element.
    NoVersionOverrides,
    /// Mail with `VersionOverridesV1_0` alone: Outlook reads the element only in a nested V1_1.
    MailWithoutV1_1,
}

/// The edits that make the manifest carry exactly this markup where Office reads it; none if it does already.
///
/// Inserts after `Resources` and before what the schema puts behind; or replaces the content of the one that is there.
pub fn set_web_application_info(bytes: &[u8], markup: &Markup<'_>) -> Result<Vec<Edit>, Refusal> {
    let _ = (bytes, markup);
    todo!()
}

/// The edits that take out each `<WebApplicationInfo>` together with the blank space that an insert would have put
/// before it; none if there is none.
pub fn remove_web_application_info(bytes: &[u8]) -> Result<Vec<Edit>, Refusal> {
    let _ = bytes;
    todo!()
}

/// The bytes after the edits, which do not overlap and may come in any order.
pub fn apply(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let _ = (bytes, edits);
    todo!()
}
