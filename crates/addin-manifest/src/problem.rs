use crate::Span;

/// What the format itself forbids. What single sign-on forbids is a finding of `sso-core`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    pub span: Span,
}

/// The place of an element, told by the nearest of its siblings that stand in order: local names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    AheadOf(&'static str),
    Behind(&'static str),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// In the words of the judge, without a full stop.
    NotWellFormed(String),
    /// Neither XML nor JSON, another document, or more than is read; in a sentence without a full stop.
    NotAManifest(String),
    /// The namespace of an `OfficeApp` or `VersionOverrides` that Office does not know.
    UnknownNamespace(String),
    /// The name of the element that stands too early or too late among its siblings, and where it belongs.
    OutOfOrder(String, Belongs),
    /// The name of the element, or of the key in JSON, that stands there once more.
    Repeated(String),
    /// A `resid` that no resource of the same `VersionOverrides` has.
    UnresolvedResid(String),
    /// The id of a resource that has more than 32 characters.
    ResidTooLong(String),
}
