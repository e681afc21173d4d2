use serde::Serialize;

/// Where a value stands, as far as the kind of evidence has places.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// File or property: `manifest.xml`, `api.requestedAccessTokenVersion`, `claim aud`.
    pub path: Option<String>,
    /// From 1.
    pub line: Option<usize>,
    /// From 1, in characters.
    pub column: Option<usize>,
}
