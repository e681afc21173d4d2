//! Office add-in manifests as formats: the add-in only manifest (XML) and the unified manifest (JSON).
//!
//! This crate reads, points and edits; it does not judge. It knows XML and JSON, not single sign-on: a file comes and
//! goes as bytes, values as plain `&str`. Reading is total: any bytes give a [`Manifest`] plus [`Problem`]s. Editing is
//! a patch of bytes ([`Edit`]): what is not named by a span stays as it is, byte for byte.
//!
//! Rules about what the values *mean* live in `sso-core::rules::manifest`.

pub mod edit;
mod model;
mod problem;
mod span;
mod xml;

pub use edit::{Edit, Markup, Refusal, RefusalKind, apply};
pub use model::{
    AppType, Format, Loaded, LoadedFrom, Manifest, OverridesKind, Text, VersionOverrides, WebApplicationInfo,
};
pub use problem::{Problem, ProblemKind};
pub use span::{LineColumn, Span, line_column};

/// Reads a manifest out of any bytes. Never fails: what cannot be read is a [`Problem`] of the answer.
pub fn read(bytes: &[u8]) -> Manifest {
    let _ = bytes;
    todo!()
}
