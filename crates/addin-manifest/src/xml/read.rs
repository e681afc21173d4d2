//! From tokens to a [`Manifest`]. An element is told by its namespace, its name and the element around it.

use std::rc::Rc;

use super::judge;
use super::names::{Space, is_of_manifest};
use super::order::WEB_APPLICATION_INFO;
use super::overrides::Inside;
use super::scan::{Scanner, Step, Tag};
use super::text::TextBuilder;
use crate::source::Source;
use crate::{
    AppType, Format, Loaded, LoadedFrom, Manifest, OverridesKind, Problem, ProblemKind, Scope, Span, Text,
    VersionOverrides, WebApplicationInfo,
};

pub(crate) fn read(source: &Source<'_>) -> Manifest {
    let mut reading = Reading {
        scanner: Scanner::new(source),
        manifest: Manifest::empty(Format::Xml),
        has_root: false,
        root_namespace: Rc::from(""),
        frames: Vec::new(),
        inside: Vec::new(),
    };
    reading.run();
    let Reading { scanner, mut manifest, .. } = reading;
    if let Some((span, words)) = scanner.stopped {
        manifest.problems.push(Problem { kind: ProblemKind::NotAManifest(words.to_owned()), span });
    }
    if let Err(problem) = judge(source) {
        manifest.problems.push(problem);
    }
    manifest.problems.sort_by_key(|problem| problem.span.start);
    manifest.loaded.sort_by_key(|loaded| loaded.url.span.start);
    manifest.loaded.dedup_by_key(|loaded| loaded.url.span);
    manifest
}

struct Reading<'a> {
    scanner: Scanner<'a>,
    manifest: Manifest,
    has_root: bool,
    root_namespace: Rc<str>,
    frames: Vec<Frame>,
    /// What is gathered of each `VersionOverrides` until it ends, by its index in the manifest.
    inside: Vec<Inside>,
}

/// An open element.
struct Frame {
    role: Role,
    /// Index of the nearest `VersionOverrides` around it, or of itself.
    overrides: Option<usize>,
    start_tag: Span,
    text: Option<TextBuilder>,
}

/// What an element is to a manifest; `usize` is an index in `overrides` or in `web_application_info`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    OfficeApp,
    AddInId,
    Version,
    Hosts,
    AppDomains,
    AppDomain,
    SourceLocation,
    Overrides(usize),
    Resources,
    Urls,
    Url,
    Runtime,
    /// Its `SourceLocation` names a JSON file, not a page.
    Metadata,
    Info(usize),
    ClientId(usize),
    Resource(usize),
    Scopes(usize),
    Scope(usize),
    Other,
}

impl Role {
    fn has_text(self) -> bool {
        matches!(
            self,
            Self::AddInId | Self::Version | Self::AppDomain | Self::ClientId(_) | Self::Resource(_) | Self::Scope(_)
        )
    }
}

impl<'a> Reading<'a> {
    fn run(&mut self) {
        while let Some(step) = self.scanner.next() {
            match step {
                Step::Open(tag) => self.open(&tag),
                Step::Content(piece, span) => {
                    if let Some(text) = self.frames.last_mut().and_then(|frame| frame.text.as_mut()) {
                        text.push(piece, span);
                    }
                }
                Step::Close { end, end_tag } => {
                    if let Some(frame) = self.frames.pop() {
                        self.close(frame, end, end_tag);
                    }
                }
                Step::Comment(_) => {}
            }
        }
    }

    fn open(&mut self, tag: &Tag<'a>) {
        let parent = self.frames.last().map(|frame| frame.role);
        let mut overrides = self.frames.last().and_then(|frame| frame.overrides);
        if let Some(Role::Overrides(index)) = parent {
            self.inside[index].child(self.manifest.overrides[index].kind, tag);
        }
        let role = match (parent, overrides) {
            (None, _) => self.root(tag),
            (Some(parent), _) if self.is_info(tag, overrides) => self.info(parent, tag),
            (Some(Role::OfficeApp | Role::Overrides(_)), _) if tag.local == "VersionOverrides" => self.overrides(tag),
            (Some(Role::Info(info)), _) => self.in_info(Role::Info(info), info, tag),
            (Some(Role::Scopes(info)), _) => self.in_info(Role::Scopes(info), info, tag),
            (Some(parent), Some(index)) => self.in_overrides(parent, index, tag),
            (Some(parent), None) => self.in_base(parent, tag),
        };
        if let Role::Overrides(index) = role {
            overrides = Some(index);
        }
        let text = role.has_text().then(TextBuilder::default);
        self.frames.push(Frame { role, overrides, start_tag: tag.span, text });
    }

    fn root(&mut self, tag: &Tag<'a>) -> Role {
        if std::mem::replace(&mut self.has_root, true) {
            // A second root is not well-formed; the first one is the manifest.
            return Role::Other;
        }
        self.root_namespace = Rc::clone(&tag.namespace);
        if tag.local != "OfficeApp" {
            let words = format!("the root element is {}, not OfficeApp", tag.local);
            self.problem(ProblemKind::NotAManifest(words), tag.span);
            return Role::Other;
        }
        if tag.space != Space::Base {
            self.problem(ProblemKind::UnknownNamespace(tag.namespace.to_string()), tag.span);
        }
        self.manifest.is_add_in = true;
        self.manifest.xsi_type = self.scanner.xsi_type(tag);
        self.manifest.app_type = self.manifest.xsi_type.as_ref().and_then(|text| AppType::of_xsi_type(&text.value));
        Role::OfficeApp
    }

    /// Children of `<OfficeApp>` outside of `VersionOverrides`.
    fn in_base(&mut self, parent: Role, tag: &Tag<'a>) -> Role {
        if tag.namespace != self.root_namespace {
            return Role::Other;
        }
        match (parent, tag.local) {
            (Role::OfficeApp, "Id") => Role::AddInId,
            (Role::OfficeApp, "Version") => Role::Version,
            (Role::OfficeApp, "DisplayName") => {
                let name = self.scanner.attribute(tag, "DefaultValue");
                keep_first(&mut self.manifest.display_name, name);
                Role::Other
            }
            (Role::OfficeApp, "Hosts") => Role::Hosts,
            (Role::OfficeApp, "AppDomains") => Role::AppDomains,
            (Role::Hosts, "Host") => {
                self.manifest.hosts.extend(self.scanner.attribute(tag, "Name"));
                Role::Other
            }
            (Role::AppDomains, "AppDomain") => Role::AppDomain,
            (_, "SourceLocation") => {
                self.load(tag, "DefaultValue");
                Role::SourceLocation
            }
            (Role::SourceLocation, "Override") => {
                self.load(tag, "Value");
                Role::Other
            }
            _ => Role::Other,
        }
    }

    fn load(&mut self, tag: &Tag<'a>, attribute: &str) {
        let url = self.scanner.attribute(tag, attribute);
        self.manifest.loaded.extend(url.map(|url| Loaded { url, from: LoadedFrom::SourceLocation }));
    }

    fn overrides(&mut self, tag: &Tag<'a>) -> Role {
        let kind = match tag.space {
            Space::Overrides(kind) => kind,
            Space::Base | Space::BasicTypes | Space::Other => {
                self.problem(ProblemKind::UnknownNamespace(tag.namespace.to_string()), tag.span);
                OverridesKind::Unknown
            }
        };
        let index = self.manifest.overrides.len();
        self.manifest.overrides.push(VersionOverrides {
            kind,
            namespace: tag.namespace.to_string(),
            namespace_span: None,
            xsi_type: self.scanner.xsi_type(tag),
            span: tag.span,
            start_tag: tag.span,
            children: 0,
            inside: self.frames.last().and_then(|frame| frame.overrides),
        });
        self.inside.push(Inside::default());
        Role::Overrides(index)
    }

    /// What stands at any depth inside the `VersionOverrides` of this index.
    fn in_overrides(&mut self, parent: Role, index: usize, tag: &Tag<'a>) -> Role {
        let inside = &mut self.inside[index];
        if tag.space == Space::BasicTypes {
            match (parent, tag.local) {
                (Role::Resources, "Urls") => return Role::Urls,
                (Role::Urls, "Url") => {
                    let id = self.scanner.attribute(tag, "id").map(|id| id.value).unwrap_or_default();
                    inside.url(id, self.scanner.attribute(tag, "DefaultValue"));
                    return Role::Url;
                }
                (Role::Url, "Override") => {
                    inside.another_url(self.scanner.attribute(tag, "Value"));
                    return Role::Other;
                }
                _ => return Role::Other,
            }
        }
        if *tag.namespace != *self.manifest.overrides[index].namespace {
            return Role::Other;
        }
        let from = match (parent, tag.local) {
            (Role::Overrides(_), "Resources") => return Role::Resources,
            (_, "Metadata") => return Role::Metadata,
            (Role::Metadata, "SourceLocation") => return Role::Other,
            (_, "SourceLocation") => LoadedFrom::SourceLocation,
            (_, "FunctionFile") => LoadedFrom::FunctionFile,
            (_, "Runtime") | (Role::Runtime, "Override") => LoadedFrom::Runtime,
            _ => return Role::Other,
        };
        inside.refer(self.scanner.attribute(tag, "resid"), from);
        if tag.local == "Runtime" { Role::Runtime } else { Role::Other }
    }

    fn is_info(&self, tag: &Tag<'a>, overrides: Option<usize>) -> bool {
        let around = overrides.map_or(&*self.root_namespace, |index| &self.manifest.overrides[index].namespace);
        tag.local == WEB_APPLICATION_INFO && is_of_manifest(tag.space, &tag.namespace, around)
    }

    fn info(&mut self, parent: Role, tag: &Tag<'a>) -> Role {
        let info = self.manifest.web_application_info.len();
        let inside = match parent {
            Role::Overrides(index) if *tag.namespace == *self.manifest.overrides[index].namespace => {
                self.inside[index].is_info(info);
                Some(index)
            }
            _ => None,
        };
        self.manifest.web_application_info.push(WebApplicationInfo {
            span: tag.span,
            namespace: tag.namespace.to_string(),
            inside,
            id: None,
            resource: None,
            scopes_span: None,
            scopes: Vec::new(),
            obsolete: Vec::new(),
            nested_app_auth: Vec::new(),
        });
        Role::Info(info)
    }

    fn in_info(&mut self, parent: Role, info: usize, tag: &Tag<'a>) -> Role {
        if *tag.namespace != *self.manifest.web_application_info[info].namespace {
            return Role::Other;
        }
        match (parent, tag.local) {
            (Role::Info(_), "Id") => Role::ClientId(info),
            (Role::Info(_), "Resource") => Role::Resource(info),
            (Role::Info(_), "Scopes") => Role::Scopes(info),
            (Role::Scopes(_), "Scope") => Role::Scope(info),
            _ => Role::Other,
        }
    }

    fn close(&mut self, frame: Frame, end: usize, end_tag: Option<Span>) {
        let element = Span::new(frame.start_tag.start, end);
        // An element without text is named by the place between its tags, or as a whole where it has but one tag.
        let place = end_tag.map_or(element, |tag| Span::new(frame.start_tag.end, tag.start));
        let text = frame.text.map(|text| text.finish(place));
        let manifest = &mut self.manifest;
        match frame.role {
            Role::AddInId => keep_first(&mut manifest.id, text),
            Role::Version => keep_first(&mut manifest.version, text),
            Role::AppDomain => manifest.app_domains.extend(text),
            Role::ClientId(info) => keep_first(&mut manifest.web_application_info[info].id, text),
            Role::Resource(info) => keep_first(&mut manifest.web_application_info[info].resource, text),
            Role::Scope(info) => {
                manifest.web_application_info[info].scopes.extend(text.map(|text| Scope { text, element }));
            }
            Role::Scopes(info) => manifest.web_application_info[info].scopes_span = Some(element),
            Role::Info(info) => manifest.web_application_info[info].span = element,
            Role::Overrides(index) => {
                manifest.overrides[index].span = element;
                let inside = std::mem::take(&mut self.inside[index]);
                for info in inside.infos_out_of_order() {
                    let kind = ProblemKind::OutOfOrder(WEB_APPLICATION_INFO.to_owned());
                    let span = manifest.web_application_info[info].span;
                    manifest.problems.push(Problem { kind, span });
                }
                let (loaded, unresolved) = inside.resolve();
                manifest.loaded.extend(loaded);
                manifest.problems.extend(unresolved);
            }
            _ => {}
        }
    }

    fn problem(&mut self, kind: ProblemKind, span: Span) {
        self.manifest.problems.push(Problem { kind, span });
    }
}

fn keep_first(kept: &mut Option<Text>, text: Option<Text>) {
    if kept.is_none() {
        *kept = text;
    }
}
