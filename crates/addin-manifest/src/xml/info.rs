//! `<WebApplicationInfo>`, wherever it stands, and what stands in it.

use super::names::is_of_manifest;
use super::order::WEB_APPLICATION_INFO;
use super::read::Reading;
use super::role::Role;
use super::step::{Steps, Tag};
use crate::WebApplicationInfo;

impl<'a, S: Steps<'a>> Reading<'a, S> {
    pub fn is_info(&self, tag: &Tag<'a>, overrides: Option<usize>) -> bool {
        tag.local == WEB_APPLICATION_INFO && {
            let around = overrides.map_or(&*self.root_namespace, |index| &self.manifest.overrides[index].namespace);
            is_of_manifest(tag.space, &tag.namespace, around)
        }
    }

    pub fn info(&mut self, parent: Role, tag: &Tag<'a>) -> Role {
        let info = self.manifest.web_application_info.len();
        let inside = match parent {
            Role::Overrides(index) if *tag.namespace == *self.manifest.overrides[index].namespace => Some(index),
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
            unknown: Vec::new(),
        });
        self.spend(size_of::<WebApplicationInfo>(), tag.namespace.len());
        Role::Info(info)
    }

    pub fn in_info(&mut self, parent: Role, info: usize, tag: &Tag<'a>) -> Role {
        if *tag.namespace != *self.manifest.web_application_info[info].namespace {
            return Role::Other;
        }
        match (parent, tag.local) {
            (Role::Info(_), "Id") => Role::ClientId(info),
            (Role::Info(_), "Resource") => Role::Resource(info),
            (Role::Info(_), "Scopes") => Role::Scopes(info),
            (Role::Info(_), "MsaId") => Role::Obsolete(info, "MsaId"),
            (Role::Info(_), "Authorizations") => Role::Obsolete(info, "Authorizations"),
            (Role::Scopes(_), "Scope") => Role::Scope(info),
            _ => Role::Other,
        }
    }
}
