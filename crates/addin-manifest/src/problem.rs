use crate::Span;

/// What the format itself forbids. What single sign-on forbids is a finding of `sso-core`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// In the words of the judge, without a full stop.
    NotWellFormed(String),
    /// Neither XML nor JSON, or an encoding that is not read.
    NotAManifest(String),
    UnknownNamespace(String),
    /// The name of the element that stands too early or too late.
    OutOfOrder(String),
    /// A `resid` that no `bt:Url` has.
    UnresolvedResid(String),
}
