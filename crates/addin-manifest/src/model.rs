//! What a manifest says, each value with the place where it says so.

use crate::{Problem, Span};

/// A piece of text with entities resolved and blank space around it removed, and the bytes it was read from.
///
/// An entity that a document type declares is not expanded: its reference stands in `value` as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub value: String,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The add-in only manifest.
    Xml,
    /// The unified manifest for Microsoft 365.
    Json,
}

/// `xsi:type` of `<OfficeApp>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppType {
    TaskPane,
    Content,
    Mail,
}

/// What a `<VersionOverrides>` is, by its namespace (the `xsi:type` is kept beside it: the two must fit).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OverridesKind {
    TaskPane1_0,
    Content1_0,
    Mail1_0,
    Mail1_1,
    /// A namespace that Office does not know.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionOverrides {
    pub kind: OverridesKind,
    pub namespace: String,
    pub xsi_type: Option<Text>,
    /// The whole element, from `<` to `>`.
    pub span: Span,
    /// Index in [`Manifest::overrides`] of the `VersionOverrides` around this one.
    pub inside: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebApplicationInfo {
    /// The whole element, from `<` to `>`.
    pub span: Span,
    /// Of the element itself; empty in JSON.
    pub namespace: String,
    /// Index in [`Manifest::overrides`] of the parent, which has the same namespace; `None` if it stands anywhere else,
    /// where Office ignores it, and always in JSON.
    pub inside: Option<usize>,
    pub id: Option<Text>,
    pub resource: Option<Text>,
    /// `<Scopes>` as a whole; `None` if it is missing, and always in JSON, where scopes have no place.
    pub scopes_span: Option<Span>,
    pub scopes: Vec<Text>,
}

/// Where a URL is loaded from. `LearnMoreUrl` and icons are not: Office does not run them as pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoadedFrom {
    SourceLocation,
    FunctionFile,
    Runtime,
}

/// A URL that Office really loads as a page or script of the add-in, as written: it may be relative or a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    pub url: Text,
    pub from: LoadedFrom,
}

/// What was read. Every field may be missing: reading never fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    pub format: Format,
    pub app_type: Option<AppType>,
    /// The add-in's own `<Id>`, which is not the client ID.
    pub id: Option<Text>,
    pub version: Option<Text>,
    pub display_name: Option<Text>,
    /// `Host/@Name` of the base manifest, such as `Workbook`.
    pub hosts: Vec<Text>,
    /// In document order, each `bt:Url` once even if several elements refer to it.
    pub loaded: Vec<Loaded>,
    pub app_domains: Vec<Text>,
    /// In document order, nested ones after the one around them.
    pub overrides: Vec<VersionOverrides>,
    pub web_application_info: Vec<WebApplicationInfo>,
    /// In document order.
    pub problems: Vec<Problem>,
}

impl Manifest {
    pub(crate) fn empty(format: Format) -> Self {
        Self {
            format,
            app_type: None,
            id: None,
            version: None,
            display_name: None,
            hosts: Vec::new(),
            loaded: Vec::new(),
            app_domains: Vec::new(),
            overrides: Vec::new(),
            web_application_info: Vec::new(),
            problems: Vec::new(),
        }
    }

    pub(crate) fn nothing(format: Format, problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::empty(format) }
    }
}
