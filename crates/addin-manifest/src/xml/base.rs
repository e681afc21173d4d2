//! `<OfficeApp>`, and what stands in it outside of `VersionOverrides`.

use std::rc::Rc;

use super::names::Space;
use super::read::{Reading, keep_first};
use super::role::Role;
use super::step::{Steps, Tag};
use crate::{AppType, Link, Loaded, LoadedFrom, ProblemKind, RequirementSet, Text};

impl<'a, S: Steps<'a>> Reading<'a, S> {
    pub fn root(&mut self, tag: &Tag<'a>) -> Role {
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
        self.manifest.xsi_type = self.steps.xsi_type(tag).map(Text::from);
        self.manifest.app_type = self.manifest.xsi_type.as_ref().and_then(|text| AppType::of_xsi_type(&text.value));
        Role::OfficeApp
    }

    pub fn in_base(&mut self, parent: Role, tag: &Tag<'a>) -> Role {
        if matches!(parent, Role::Requirements | Role::Sets) {
            return self.in_requirements(parent, None, tag);
        }
        if tag.namespace != self.root_namespace {
            return Role::Other;
        }
        match (parent, tag.local) {
            (Role::OfficeApp, "Id") => Role::AddInId,
            (Role::OfficeApp, "Version") => Role::Version,
            (Role::OfficeApp, "DisplayName") => {
                let name = self.steps.attribute(tag, "DefaultValue").map(Text::from);
                keep_first(&mut self.manifest.display_name, name);
                Role::Other
            }
            (Role::OfficeApp, "Hosts") => Role::Hosts,
            (Role::OfficeApp, "AppDomains") => Role::AppDomains,
            (Role::OfficeApp, "Requirements") => Role::Requirements,
            (Role::OfficeApp, "IconUrl") => self.link(tag, "IconUrl", "DefaultValue"),
            (Role::OfficeApp, "HighResolutionIconUrl") => self.link(tag, "HighResolutionIconUrl", "DefaultValue"),
            (Role::OfficeApp, "SupportUrl") => self.link(tag, "SupportUrl", "DefaultValue"),
            (Role::Link(name), "Override") => self.link(tag, name, "Value"),
            (Role::Hosts, "Host") => {
                let name = self.attribute(tag, "Name");
                self.manifest.hosts.extend(name);
                Role::Other
            }
            (Role::AppDomains, "AppDomain") => Role::AppDomain,
            (_, "SourceLocation") => self.page(tag, "DefaultValue"),
            (Role::SourceLocation, "Override") => self.page(tag, "Value"),
            _ => Role::Other,
        }
    }

    fn page(&mut self, tag: &Tag<'a>, attribute: &str) -> Role {
        let url = self.attribute(tag, attribute);
        self.manifest.loaded.extend(url.map(|url| Loaded { url, from: LoadedFrom::SourceLocation }));
        Role::SourceLocation
    }

    fn link(&mut self, tag: &Tag<'a>, name: &'static str, attribute: &str) -> Role {
        let url = self.attribute(tag, attribute);
        self.manifest.links.extend(url.map(|url| Link { url, name }));
        Role::Link(name)
    }

    /// What stands in `Requirements`, of the base manifest or of the `VersionOverrides` of this index. A set in a wrong
    /// namespace is a mistake worth seeing; one of a foreign vocabulary is none.
    pub fn in_requirements(&mut self, parent: Role, inside: Option<usize>, tag: &Tag<'a>) -> Role {
        let in_its_namespace = match inside {
            Some(_) => tag.space == Space::BasicTypes,
            None => tag.namespace == self.root_namespace,
        };
        let around = inside.map_or(&*self.root_namespace, |index| &self.manifest.overrides[index].namespace);
        if tag.space == Space::Other && *tag.namespace != *around {
            return Role::Other;
        }
        match (parent, tag.local) {
            (Role::Requirements, "Sets") => {
                self.default_min_version = self.attribute(tag, "DefaultMinVersion");
                Role::Sets
            }
            (Role::Sets, "Set") => {
                let Some(name) = self.attribute(tag, "Name") else { return Role::Other };
                let min_version = self.attribute(tag, "MinVersion");
                let default_min_version = self.default_min_version.clone();
                let default_length = default_min_version.as_ref().map_or(0, |default| default.value.len());
                let sets = &mut self.manifest.requirement_sets;
                let span = tag.span;
                sets.push(RequirementSet { name, min_version, default_min_version, span, inside, in_its_namespace });
                let set = sets.len() - 1;
                self.spend(size_of::<RequirementSet>(), default_length);
                Role::Set(set)
            }
            _ => Role::Other,
        }
    }
}
