//! From JSON to the model. Unknown properties and values of an unexpected type are passed over; of a key that comes twice
//! the last counts, as in most readers.

use super::judge::judge;
use super::shape::{EXTENSIONS, NAME, NESTED_APP_AUTH, Property, ROOT, Shape, WEB_APPLICATION_INFO, What};
use super::value::{Member, Value};
use crate::source::Source;
use crate::{
    Format, Link, Loaded, LoadedFrom, Manifest, NestedAppAuth, Problem, ProblemKind, RequirementSet, Span, Text,
    WebApplicationInfo,
};

pub(crate) fn read(source: &Source<'_>) -> Manifest {
    let root = match judge(source) {
        Ok(root) => root,
        Err(problem) => return Manifest::nothing(Format::Json, problem),
    };
    let mut reader = Reader { text: &source.text, base: source.base, manifest: Manifest::empty(Format::Json) };
    reader.walk(root, "", &ROOT);
    reader.manifest.problems.sort_by_key(|problem| problem.span);
    reader.manifest
}

struct Reader<'a> {
    text: &'a str,
    base: usize,
    manifest: Manifest,
}

impl<'a> Reader<'a> {
    fn walk(&mut self, value: Value<'a>, name: &'static str, shape: &'static Shape) {
        match shape {
            Shape::Object(properties) => {
                for ((name, shape), member) in self.properties(value, properties) {
                    self.walk(member.value, name, shape);
                }
            }
            Shape::Each(shape) => value.items(|item| self.walk(item, name, shape)),
            Shape::Value(what) => self.take(*what, value, name),
        }
    }

    /// Those that are there, in the order of the text.
    fn properties(
        &mut self,
        object: Value<'a>,
        wanted: &'static [Property],
    ) -> impl Iterator<Item = (&'static Property, Member<'a>)> + use<'a> {
        let names = wanted.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let found = self.last_of_each(object, &names);
        let mut found =
            wanted.iter().zip(found).filter_map(|(wanted, found)| Some((wanted, found?))).collect::<Vec<_>>();
        found.sort_by_key(|(_, member)| member.key.text.as_ptr());
        found.into_iter()
    }

    /// One that comes more than once is one problem, however often it comes.
    fn last_of_each(&mut self, object: Value<'a>, names: &[&'static str]) -> Vec<Option<Member<'a>>> {
        let mut found = vec![(None, false); names.len()];
        object.members(|member| {
            let Some(key) = member.key.string() else { return };
            if let Some(at) = names.iter().position(|name| *name == key) {
                found[at] = (Some(member), found[at].0.is_some());
            }
        });
        for (name, (member, repeated)) in names.iter().zip(&found) {
            if let (Some(member), true) = (member, repeated) {
                let kind = ProblemKind::Repeated((*name).to_owned());
                let span = self.span(member.key);
                self.manifest.problems.push(Problem { kind, span });
            }
        }
        found.into_iter().map(|(member, _)| member).collect()
    }

    fn span(&self, value: Value<'a>) -> Span {
        let start = self.base + (value.text.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span::new(start, start + value.text.len())
    }

    /// The value without blank space around it; the span is what stands between the quotation marks.
    fn text(&self, value: Value<'a>) -> Option<Text> {
        let said = value.string()?;
        let whole = self.span(value);
        Some(Text { value: said.trim().to_owned(), span: Span::new(whole.start + 1, whole.end - 1) })
    }

    /// `name` is that of the property that holds the value, or the array around it.
    fn take(&mut self, what: What, value: Value<'a>, name: &'static str) {
        let text = self.text(value);
        let manifest = &mut self.manifest;
        match what {
            What::Nothing => {}
            What::ManifestVersion => manifest.manifest_version = text,
            What::Id => manifest.id = text,
            What::Version => manifest.version = text,
            What::ShortName => manifest.display_name = text,
            What::Name => {
                manifest.display_name = text;
                self.walk(value, name, &NAME);
            }
            What::Host => manifest.hosts.extend(text),
            What::RequirementSet => self.requirement_set(value),
            What::Loaded => manifest.loaded.extend(text.map(|url| Loaded { url, from: LoadedFrom::Runtime })),
            What::Link => manifest.links.extend(text.map(|url| Link { url, name })),
            What::AppDomains => self.app_domains(value),
            What::Extensions => {
                manifest.is_add_in = true;
                self.walk(value, name, &EXTENSIONS);
            }
            What::WebApplicationInfo => self.web_application_info(value, name),
            What::NestedAppAuth => self.nested_app_auth(value, name),
            What::ClientId => self.info(|info| info.id = text),
            What::Resource => self.info(|info| info.resource = text),
            What::RedirectUri => self.nested(|item| item.redirect_uri = text),
            What::NestedScope => self.nested(|item| item.scopes.extend(text)),
            What::Claims => self.nested(|item| item.claims = text),
        }
    }

    fn requirement_set(&mut self, value: Value<'a>) {
        let found = self.last_of_each(value, &["name", "minVersion"]);
        let text = |at: usize| self.text(found.get(at)?.as_ref()?.value);
        let Some(name) = text(0) else { return };
        let set = RequirementSet {
            name,
            min_version: text(1),
            default_min_version: None,
            span: self.span(value),
            inside: None,
            in_its_namespace: true,
        };
        self.manifest.requirement_sets.push(set);
    }

    fn app_domains(&mut self, value: Value<'a>) {
        if value.is_array() {
            self.manifest.app_domains_span = Some(self.span(value));
        }
        value.items(|item| {
            let domain = self.text(item);
            self.manifest.app_domains.extend(domain);
        });
    }

    /// Also one that is no object: it is there, and says nothing.
    fn web_application_info(&mut self, value: Value<'a>, name: &'static str) {
        let info = WebApplicationInfo {
            span: self.span(value),
            namespace: String::new(),
            inside: None,
            id: None,
            resource: None,
            scopes_span: None,
            scopes: Vec::new(),
            obsolete: Vec::new(),
            nested_app_auth: Vec::new(),
            unknown: self.unknown(value, &WEB_APPLICATION_INFO),
        };
        self.manifest.web_application_info.push(info);
        self.walk(value, name, &WEB_APPLICATION_INFO);
    }

    /// Names of the properties that the shape does not have.
    fn unknown(&self, object: Value<'a>, shape: &Shape) -> Vec<Text> {
        let mut unknown = Vec::new();
        let Shape::Object(properties) = shape else { return unknown };
        object.members(|member| {
            if !properties.iter().any(|(name, _)| member.is_named(name)) {
                unknown.extend(self.text(member.key));
            }
        });
        unknown
    }

    fn nested_app_auth(&mut self, value: Value<'a>, name: &'static str) {
        let span = self.span(value);
        let item = NestedAppAuth {
            span,
            redirect_uri: None,
            scopes: Vec::new(),
            has_scopes: value.member("scopes").is_some_and(Value::is_array),
            claims: None,
            unknown: self.unknown(value, &NESTED_APP_AUTH),
        };
        self.info(|info| info.nested_app_auth.push(item));
        self.walk(value, name, &NESTED_APP_AUTH);
    }

    /// The one that is being read.
    fn info(&mut self, change: impl FnOnce(&mut WebApplicationInfo)) {
        self.manifest.web_application_info.last_mut().map(change);
    }

    /// The item that is being read.
    fn nested(&mut self, change: impl FnOnce(&mut NestedAppAuth)) {
        self.info(|info| {
            info.nested_app_auth.last_mut().map(change);
        });
    }
}
