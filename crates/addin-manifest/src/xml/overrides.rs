//! `<VersionOverrides>`, and what stands in it.

use super::names::Space;
use super::read::Reading;
use super::resources::{Reference, ResourceKind, Resources, Value};
use super::role::Role;
use super::step::{Steps, Tag};
use super::text::Written;
use crate::{Loaded, LoadedFrom, OverridesKind, Problem, ProblemKind, Text, VersionOverrides};

/// Characters that the id of a resource may have.
const ID_LIMIT: usize = 32;

impl<'a, S: Steps<'a>> Reading<'a, S> {
    pub fn overrides(&mut self, tag: &Tag<'a>) -> Role {
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
            namespace_span: self.steps.declaration(tag).map(|uri| uri.span),
            xsi_type: self.steps.xsi_type(tag).map(Text::from),
            span: tag.span,
            start_tag: tag.span,
            children: 0,
            has_hosts: false,
            has_resources: false,
            inside: self.frames.last().and_then(|frame| frame.overrides),
        });
        self.resources.push(Resources::default());
        self.spend(size_of::<VersionOverrides>() + size_of::<Resources<'_>>(), tag.namespace.len());
        Role::Overrides(index)
    }

    /// What stands at any depth inside the `VersionOverrides` of this index.
    pub fn in_overrides(&mut self, parent: Role, index: usize, tag: &Tag<'a>) -> Role {
        if matches!(parent, Role::Requirements | Role::Sets) {
            return self.in_requirements(parent, Some(index), tag);
        }
        if tag.space == Space::BasicTypes {
            return self.in_resources(parent, index, tag);
        }
        if !self.is_of_overrides(index, tag) {
            return Role::Other;
        }
        let (role, page) = match (parent, tag.local) {
            (Role::Overrides(_), "Resources") => (Role::Resources, None),
            (Role::Overrides(_), "Requirements") => (Role::Requirements, None),
            (_, "Metadata") => (Role::Metadata, None),
            (Role::Metadata, "SourceLocation") => (Role::Other, None),
            (_, "SourceLocation") => (Role::Other, Some(LoadedFrom::SourceLocation)),
            (_, "FunctionFile") => (Role::Other, Some(LoadedFrom::FunctionFile)),
            (_, "Runtime") => (Role::Runtime, Some(LoadedFrom::Runtime)),
            (Role::Runtime, "Override") => (Role::Other, Some(LoadedFrom::Runtime)),
            _ => (Role::Other, None),
        };
        self.refer(index, page, tag);
        role
    }

    fn is_of_overrides(&self, index: usize, tag: &Tag<'a>) -> bool {
        let overrides = &self.manifest.overrides[index];
        match tag.space {
            Space::Overrides(kind) => kind == overrides.kind,
            Space::Base | Space::BasicTypes | Space::Other => *tag.namespace == *overrides.namespace,
        }
    }

    /// `bt:` stands in `Resources`, and for the icons of controls elsewhere.
    fn in_resources(&mut self, parent: Role, index: usize, tag: &Tag<'a>) -> Role {
        match (parent, tag.local) {
            (Role::Resources, list) => ResourceKind::of_list(list).map_or(Role::Other, Role::ResourceList),
            (Role::ResourceList(kind), item) if item == kind.item() => {
                let id = self.steps.attribute(tag, "id");
                if let Some(id) = id.as_ref().filter(|id| is_too_long(&id.value)) {
                    self.problem(ProblemKind::ResidTooLong(id.value.to_string()), id.span);
                }
                let id = id.map(|id| id.value).unwrap_or_default();
                let url = self.url(tag, kind, "DefaultValue");
                let bytes = id.len() + url.as_ref().map_or(0, |url| url.value.len());
                self.resources[index].define(id, kind, url);
                self.spend(RESOURCE, bytes);
                Role::ResourceItem(kind)
            }
            (Role::ResourceItem(kind), "Override") => {
                if let Some(url) = self.url(tag, kind, "Value") {
                    let bytes = url.value.len() + self.resources[index].translate(url);
                    self.spend(RESOURCE, bytes);
                }
                Role::Other
            }
            _ => {
                self.refer(index, None, tag);
                Role::Other
            }
        }
    }

    /// The text of a string is none.
    fn url(&self, tag: &Tag<'a>, kind: ResourceKind, attribute: &str) -> Option<Written<'a>> {
        if kind == ResourceKind::String { None } else { self.steps.attribute(tag, attribute) }
    }

    fn refer(&mut self, index: usize, page: Option<LoadedFrom>, tag: &Tag<'a>) {
        if let Some(resid) = self.steps.attribute(tag, "resid") {
            let bytes = resid.value.len();
            self.resources[index].refer(resid, page);
            // It may become a problem.
            self.spend(size_of::<Reference<'_>>().max(size_of::<Problem>()), bytes);
        }
    }
}

fn is_too_long(id: &str) -> bool {
    id.len() > ID_LIMIT && id.chars().count() > ID_LIMIT
}

/// A resource is held with its id, and again as what it becomes.
const RESOURCE: usize = size_of::<Value<'_>>() + size_of::<Loaded>();
