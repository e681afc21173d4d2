//! What a manifest says of single sign-on, without a judgement: that is `check_manifest`.

use std::path::{Path, PathBuf};

use addin_manifest::{
    AppType, Format, LineIndex, Manifest, OverridesKind, ProblemKind, Span, Text, WebApplicationInfo,
};
use serde::Serialize;
use sso_core::{ClientId, Code, Finding, HostPort, OfficeClient, Severity};
use ts_rs::TS;

use super::check_manifest::{check_bytes_with_edits, shown};
use super::edit_manifest::{MANIFEST_LIMIT, not_applicable};
use crate::{AppError, files};

/// Fields are added, never renamed: programs read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    #[serde(serialize_with = "shown")]
    pub file: PathBuf,
    pub format: FormatName,
    pub kind: Kind,
    pub display_name: Option<String>,
    /// The add-in's own, which is not the client ID.
    pub add_in_id: Option<String>,
    pub version: Option<String>,
    /// As the manifest calls them: `Workbook`, `mail`.
    pub hosts: Vec<String>,
    /// Hosts and ports of the pages and scripts that Office loads, each once; an address without one as it is written.
    pub page_hosts: Vec<String>,
    pub web_application_info: Vec<ShownInfo>,
    pub requirement_sets: Vec<ShownSet>,
    pub app_domains: Vec<ShownText>,
    pub findings: Counts,
    /// The command to go on with, as arguments; nothing where single sign-on has no place.
    pub next: Vec<String>,
    /// Why it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
    /// Where the text breaks off from its format. Then nothing else is told: what was read up to there is a guess.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_well_formed: Option<ShownBreak>,
}

/// The place where a text is no longer XML or JSON, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownBreak {
    pub line: usize,
    pub column: usize,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export, rename = "ManifestFormat")]
pub enum FormatName {
    Xml,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, rename = "ManifestKind")]
pub enum Kind {
    TaskPane,
    Content,
    Mail,
    /// JSON with `extensions`.
    Unified,
    /// JSON without: an app for Teams, no add-in.
    Teams,
    /// An `OfficeApp` whose type is none of these.
    Unknown,
}

/// A piece of text and the line it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownText {
    pub text: String,
    pub line: usize,
}

/// `WebApplicationInfo`, or `webApplicationInfo` in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownInfo {
    pub line: usize,
    pub column: usize,
    /// The `VersionOverrides` around it, such as `mail 1.1`; nothing in JSON, and where Office does not read it.
    pub inside: Option<&'static str>,
    pub client_id: Option<ShownText>,
    /// Whose ID that is, where it is one of Microsoft's own.
    pub client: Option<&'static str>,
    pub resource: Option<ShownText>,
    /// Always empty in JSON.
    pub scopes: Vec<ShownText>,
    /// Always empty in XML.
    pub nested_app_auth: Vec<ShownNestedAppAuth>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownNestedAppAuth {
    pub line: usize,
    pub redirect_uri: Option<String>,
    pub scopes: Vec<String>,
    pub claims: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownSet {
    pub name: String,
    pub min_version: Option<String>,
    pub line: usize,
    /// The `VersionOverrides` around it; nothing for the base manifest, and in JSON.
    pub inside: Option<&'static str>,
}

impl From<Format> for FormatName {
    fn from(format: Format) -> Self {
        match format {
            Format::Xml => Self::Xml,
            Format::Json => Self::Json,
        }
    }
}

impl ShownSet {
    /// Whether it decides where tokens can be had.
    pub fn is_of_sign_in(&self) -> bool {
        ["IdentityAPI", "NestedAppAuth", "DialogApi"].iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub error: usize,
    pub warning: usize,
    pub info: usize,
}

/// Reads a manifest and says what it says.
///
/// # Errors
/// Those of reading a file, and `not-a-manifest` for a file that says nothing of the kind. Of one that is not well-formed
/// the place is shown, and nothing else.
pub fn show_manifest(file: &Path) -> Result<Shown, AppError> {
    let bytes = files::read(file, MANIFEST_LIMIT)?;
    let manifest = addin_manifest::read(&bytes);
    let not_a_manifest = manifest.problems.iter().find_map(|problem| match &problem.kind {
        ProblemKind::NotAManifest(words) => Some(words),
        _ => None,
    });
    if let Some(words) = not_a_manifest {
        return Err(AppError::failed("not-a-manifest", format!("{}: {words}", file.display()))
            .with_hint("name the add-in only manifest (XML) or the unified manifest (JSON)"));
    }
    let findings = check_bytes_with_edits(file, &bytes);
    let format = manifest.format.into();
    if let Some(shown_break) = shown_break(&manifest, &bytes) {
        return Ok(broken(file, format, shown_break, counts(&findings)));
    }
    let no_markup = not_applicable(file, &bytes);
    let next = next(file, &manifest, &findings, no_markup.is_none());
    let page_hosts = page_hosts(&manifest);
    let lines = Lines(LineIndex::new(&bytes));
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    let inside =
        |index: Option<usize>| index.and_then(|index| Some(overrides_name(manifest.overrides.get(index)?.kind)));
    Ok(Shown {
        file: file.to_owned(),
        format,
        kind: kind(&manifest),
        display_name: text(&manifest.display_name),
        add_in_id: text(&manifest.id),
        version: text(&manifest.version),
        hosts: manifest.hosts.iter().map(|host| host.value.clone()).collect(),
        page_hosts,
        web_application_info: manifest
            .web_application_info
            .iter()
            .map(|info| info_shown(info, inside(info.inside), &lines))
            .collect(),
        requirement_sets: manifest
            .requirement_sets
            .iter()
            .map(|set| ShownSet {
                name: set.name.value.clone(),
                min_version: text(&set.min_version),
                line: lines.of(set.span),
                inside: inside(set.inside),
            })
            .collect(),
        app_domains: manifest.app_domains.iter().map(|domain| lines.text(domain)).collect(),
        findings: counts(&findings),
        not_applicable: no_markup.filter(|_| next.is_empty()).map(|error| error.message),
        next,
        not_well_formed: None,
    })
}

fn shown_break(manifest: &Manifest, bytes: &[u8]) -> Option<ShownBreak> {
    manifest.problems.iter().find_map(|problem| match &problem.kind {
        ProblemKind::NotWellFormed(words) => {
            let place = addin_manifest::line_column(bytes, problem.span.start);
            Some(ShownBreak { line: place.line, column: place.column, text: words.clone() })
        }
        _ => None,
    })
}

fn broken(file: &Path, format: FormatName, shown_break: ShownBreak, findings: Counts) -> Shown {
    Shown {
        file: file.to_owned(),
        format,
        kind: Kind::Unknown,
        display_name: None,
        add_in_id: None,
        version: None,
        hosts: Vec::new(),
        page_hosts: Vec::new(),
        web_application_info: Vec::new(),
        requirement_sets: Vec::new(),
        app_domains: Vec::new(),
        findings,
        next: command(&["manifest", "check", &file.display().to_string()]),
        not_applicable: None,
        not_well_formed: Some(shown_break),
    }
}

struct Lines<'a>(LineIndex<'a>);

impl Lines<'_> {
    fn of(&self, span: Span) -> usize {
        self.0.line_column(span.start).line
    }

    fn text(&self, text: &Text) -> ShownText {
        ShownText { text: text.value.clone(), line: self.of(text.span) }
    }
}

fn info_shown(info: &WebApplicationInfo, inside: Option<&'static str>, lines: &Lines<'_>) -> ShownInfo {
    let at = lines.0.line_column(info.span.start);
    let client_id = info.id.as_ref().and_then(|id| id.value.parse::<ClientId>().ok());
    ShownInfo {
        line: at.line,
        column: at.column,
        inside,
        client_id: info.id.as_ref().map(|id| lines.text(id)),
        client: client_id.and_then(OfficeClient::by_id).map(|client| client.name),
        resource: info.resource.as_ref().map(|resource| lines.text(resource)),
        scopes: info.scopes.iter().map(|scope| lines.text(&scope.text)).collect(),
        nested_app_auth: info
            .nested_app_auth
            .iter()
            .map(|nested| ShownNestedAppAuth {
                line: lines.of(nested.span),
                redirect_uri: nested.redirect_uri.as_ref().map(|uri| uri.value.clone()),
                scopes: nested.scopes.iter().map(|scope| scope.value.clone()).collect(),
                claims: nested.claims.as_ref().map(|claims| claims.value.clone()),
            })
            .collect(),
    }
}

pub(crate) fn kind(manifest: &Manifest) -> Kind {
    match (manifest.format, manifest.app_type) {
        (Format::Json, _) if manifest.is_add_in => Kind::Unified,
        (Format::Json, _) => Kind::Teams,
        (Format::Xml, Some(AppType::TaskPane)) => Kind::TaskPane,
        (Format::Xml, Some(AppType::Content)) => Kind::Content,
        (Format::Xml, Some(AppType::Mail)) => Kind::Mail,
        (Format::Xml, None) => Kind::Unknown,
    }
}

fn overrides_name(kind: OverridesKind) -> &'static str {
    match kind {
        OverridesKind::TaskPane1_0 => "task pane 1.0",
        OverridesKind::Content1_0 => "content 1.0",
        OverridesKind::Mail1_0 => "mail 1.0",
        OverridesKind::Mail1_1 => "mail 1.1",
        OverridesKind::Unknown => "unknown",
    }
}

pub(crate) fn page_hosts(manifest: &Manifest) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    for loaded in &manifest.loaded {
        let url = &loaded.url.value;
        let host = HostPort::of_url(url).map_or_else(|| url.clone(), |host| host.to_string());
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}

fn counts(findings: &[Finding]) -> Counts {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    Counts { error: count(Severity::Error), warning: count(Severity::Warning), info: count(Severity::Info) }
}

/// Put the markup in where none is, or where it has yet to be filled in; mend what is wrong; else try it. Nothing that
/// would be refused is told, and nothing for an app of Teams.
fn next(file: &Path, manifest: &Manifest, findings: &[Finding], applies: bool) -> Vec<String> {
    let file = file.display().to_string();
    let placeholder = |finding: &Finding| matches!(finding.code, Code::ClientIdPlaceholder | Code::ResourcePlaceholder);
    if applies && findings.iter().any(placeholder) {
        apply(&file, manifest)
    } else if kind(manifest) == Kind::Teams {
        Vec::new()
    } else if findings.iter().any(|finding| !finding.edits.is_empty()) {
        command(&["manifest", "check", &file, "--fix"])
    } else if !applies && findings.iter().all(|finding| finding.severity != Severity::Error) {
        Vec::new()
    } else if findings.iter().any(|finding| finding.severity != Severity::Info) {
        command(&["manifest", "check", &file])
    } else if manifest.web_application_info.is_empty() {
        apply(&file, manifest)
    } else {
        command(&["rehearse", "--manifest", &file])
    }
}

fn apply(file: &str, manifest: &Manifest) -> Vec<String> {
    let host = manifest.loaded.iter().find_map(|loaded| HostPort::of_url(&loaded.url.value));
    let host = host.map_or_else(|| "HOST[:PORT]".to_owned(), |host| host.to_string());
    command(&["manifest", "apply", file, "--domain", &host, "--client-id", "GUID"])
}

fn command(arguments: &[&str]) -> Vec<String> {
    ["hallpass"].iter().chain(arguments).map(|argument| (*argument).to_owned()).collect()
}
