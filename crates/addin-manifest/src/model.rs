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
    /// The value of the declaration that binds the namespace, where it stands in this start tag.
    pub namespace_span: Option<Span>,
    pub xsi_type: Option<Text>,
    /// The whole element, from `<` to `>`.
    pub span: Span,
    /// From `<` to `>` of the start tag (or of the empty-element tag).
    pub start_tag: Span,
    /// Index in [`Manifest::overrides`] of the `VersionOverrides` around this one.
    pub inside: Option<usize>,
    /// How many elements it has as children of its own, whatever they are.
    pub children: usize,
    /// Whether `Hosts` is one of them.
    pub has_hosts: bool,
    /// Whether `Resources` is one of them.
    pub has_resources: bool,
}

/// A scope that is written, and the element that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    pub text: Text,
    /// The whole `<Scope>`, from `<` to `>`.
    pub element: Span,
}

/// An item of `nestedAppAuthInfo` in the unified manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NestedAppAuth {
    /// The whole object.
    pub span: Span,
    pub redirect_uri: Option<Text>,
    pub scopes: Vec<Text>,
    /// Whether the list is there, also an empty one.
    pub has_scopes: bool,
    pub claims: Option<Text>,
    /// Names of its other properties, which the schema does not know.
    pub unknown: Vec<Text>,
}

/// A child of `WebApplicationInfo` that the schema keeps for old manifests: `MsaId`, `Authorizations`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obsolete {
    /// Local name of the element.
    pub name: &'static str,
    /// The whole element.
    pub span: Span,
}

/// A requirement set: `<Set>` or `<bt:Set>`, or an item of `requirements.capabilities`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementSet {
    pub name: Text,
    /// As it stands on the set itself.
    pub min_version: Option<Text>,
    /// `DefaultMinVersion` of the `<Sets>` around it; never in JSON.
    pub default_min_version: Option<Text>,
    /// The whole element or object.
    pub span: Span,
    /// Index in [`Manifest::overrides`] of the `VersionOverrides` around it; `None` for the base manifest, and in JSON.
    pub inside: Option<usize>,
    /// Whether its namespace is the one that the schema has there (`bt:` inside of `VersionOverrides`, else that of the
    /// base manifest). Always true in JSON.
    pub in_its_namespace: bool,
}

/// A URL that Office does not load as a page or script: an icon, an image, a page of support or documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub url: Text,
    /// Local name of the element, or name of the property, that holds it, such as `IconUrl`.
    pub name: &'static str,
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
    pub scopes: Vec<Scope>,
    /// In document order; never in JSON.
    pub obsolete: Vec<Obsolete>,
    /// In JSON only.
    pub nested_app_auth: Vec<NestedAppAuth>,
    /// Names of its other properties, which the schema does not know; in JSON only.
    pub unknown: Vec<Text>,
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
    /// Whether it is an Office add-in's: `<OfficeApp>`, or JSON with `extensions`. A Teams app without them is none.
    pub is_add_in: bool,
    pub app_type: Option<AppType>,
    /// What `app_type` was read from, also where it is none that is known; always `None` in JSON.
    pub xsi_type: Option<Text>,
    /// `manifestVersion` of the unified manifest; `None` in XML.
    pub manifest_version: Option<Text>,
    /// The add-in's own `<Id>`, which is not the client ID.
    pub id: Option<Text>,
    pub version: Option<Text>,
    pub display_name: Option<Text>,
    /// `Host/@Name` of the base manifest, such as `Workbook`; in JSON `extensions[].requirements.scopes[]`, such as
    /// `workbook`.
    pub hosts: Vec<Text>,
    /// Of the base manifest and of each `VersionOverrides`, in document order.
    pub requirement_sets: Vec<RequirementSet>,
    /// In document order, each `bt:Url` once even if several elements refer to it.
    pub loaded: Vec<Loaded>,
    /// In document order.
    pub links: Vec<Link>,
    /// `<AppDomains>` as a whole, or the array `validDomains`.
    pub app_domains_span: Option<Span>,
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
            is_add_in: false,
            app_type: None,
            xsi_type: None,
            manifest_version: None,
            id: None,
            version: None,
            display_name: None,
            hosts: Vec::new(),
            requirement_sets: Vec::new(),
            loaded: Vec::new(),
            links: Vec::new(),
            app_domains_span: None,
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
