//! Office add-in manifests as formats: the add-in only manifest (XML) and the unified manifest (JSON).
//!
//! This crate reads, points and edits; it does not judge. It knows XML and JSON, not single sign-on: a file comes and
//! goes as bytes, values as plain `&str`. Reading is total: any bytes give a [`Manifest`] plus [`Problem`]s. Editing is
//! a patch of bytes ([`Edit`]): what is not named by a span stays as it is, byte for byte.
//!
//! Rules about what the values *mean* live in `sso-core::rules::manifest`.

pub mod edit;
mod encoding;
mod json;
mod lines;
mod mapped;
mod model;
mod problem;
mod source;
mod span;
pub mod template;
mod utf16;
mod xml;

pub use edit::{Edit, Markup, NestedAppAuthMarkup, Refusal, RefusalKind, apply};
pub use lines::{LineColumn, LineIndex, line_column};
pub use model::{
    AppType, Format, Link, Loaded, LoadedFrom, Manifest, NestedAppAuth, Obsolete, OverridesKind, RequirementSet, Scope,
    Text, VersionOverrides, WebApplicationInfo,
};
pub use problem::{Belongs, Problem, ProblemKind};
pub use source::excerpt;
pub use span::Span;

use source::{Content, Source, Utf16};

/// Reads a manifest out of any bytes. Never fails: what cannot be read is a [`Problem`] of the answer.
pub fn read(bytes: &[u8]) -> Manifest {
    if let Some(utf16) = Utf16::of(bytes) {
        let mut manifest = read_text(&Source::of_utf16(&utf16));
        manifest.map_spans(&|span| utf16.in_file(span));
        return manifest;
    }
    match Source::decode(bytes) {
        Err(words) => nothing(words),
        Ok(source) => read_text(&source),
    }
}

fn read_text(source: &Source<'_>) -> Manifest {
    match source.content() {
        Content::Xml => xml::read(source),
        Content::Json => json::read(source),
        Content::Other(words) => nothing(words),
    }
}

fn nothing(words: &str) -> Manifest {
    let kind = ProblemKind::NotAManifest(words.to_owned());
    Manifest::nothing(Format::Xml, Problem { kind, span: Span::new(0, 0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_manifest_says_what_it_is() {
        for (bytes, words) in [
            (&b""[..], "the file is empty"),
            (b" \r\n\t", "the file is empty"),
            (b"PK\x03\x04\x14\x00", "the file is a ZIP package; the manifest is the file manifest.json inside it"),
            (b"Dear developer", "the file is neither XML nor JSON"),
            (b"\xff\xfe", "the file is empty"),
            (b"\xfe\xff\0a", "the file is neither XML nor JSON"),
            (b"\xff\xfe<\0a\0/\0>\0", "the root element is a, not OfficeApp"),
            (b"\xff\xfe\0\0<\0\0\0", "the file is encoded in UTF-32, which is not read; save it as UTF-8"),
            (b"<html/>", "the root element is html, not OfficeApp"),
            (b"[1]", "the file is JSON, but not an object"),
        ] {
            let kinds = read(bytes).problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>();
            assert_eq!(kinds, [ProblemKind::NotAManifest(words.to_owned())], "{bytes:?}");
        }
    }
}
