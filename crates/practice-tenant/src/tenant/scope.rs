use std::collections::BTreeSet;

use super::application::Application;
use super::resource::Resource;
use super::{Segment, Tenant};
use crate::rules::{Refusal, more_than_one_resource, resource_not_found, scope_malformed, scope_not_on_resource};

/// OpenID Connect's own scopes: they go with any resource.
const OPENID_CONNECT: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// A `scope` parameter, each word of it known to exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scopes {
    /// Of OpenID Connect, as asked for.
    pub openid_connect: BTreeSet<&'static str>,
    /// The rest by resource, in the order of first mention.
    pub resources: Vec<ResourceScopes>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ResourceScopes {
    pub resource: Resource,
    /// What stood before the names, without the slash; empty for Graph's short names.
    pub identifier: String,
    /// `.default`: what is granted, or else what the registration lists.
    pub is_default: bool,
    pub named: Vec<NamedScope>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedScope {
    /// As it was asked for; clients look for it in the answer.
    pub asked: String,
    /// As the resource writes it.
    pub name: String,
}

impl Scopes {
    /// `.default` of each: what the older address for administrators asks for.
    pub fn all_of(resources: Vec<Resource>) -> Self {
        let default = |resource: Resource| {
            let identifier = resource.app_id().to_string();
            ResourceScopes { resource, identifier, is_default: true, named: Vec::new() }
        };
        Self { openid_connect: BTreeSet::new(), resources: resources.into_iter().map(default).collect() }
    }

    pub fn has(&self, openid_connect: &str) -> bool {
        self.openid_connect.contains(openid_connect)
    }

    /// For the token endpoint, where there is one resource; it is Graph when none is named.
    pub fn one_resource(&self) -> Result<ResourceScopes, Refusal> {
        match self.resources.as_slice() {
            [] => Ok(ResourceScopes::new(Resource::Graph, "")),
            [only] => Ok(only.clone()),
            [..] => Err(more_than_one_resource::refusal(&self.to_string())),
        }
    }

    /// The same without all resources but the first: what a token request without a scope asks for.
    pub fn first_resource(&self) -> Self {
        Self {
            openid_connect: self.openid_connect.clone(),
            resources: self.resources.iter().take(1).cloned().collect(),
        }
    }
}

impl std::fmt::Display for Scopes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = self.openid_connect.iter().map(|word| (*word).to_owned());
        let others = self.resources.iter().flat_map(|of| {
            of.is_default.then(|| of.written(".default")).into_iter().chain(of.named.iter().map(|s| s.asked.clone()))
        });
        f.write_str(&words.chain(others).collect::<Vec<_>>().join(" "))
    }
}

impl ResourceScopes {
    fn new(resource: Resource, identifier: &str) -> Self {
        Self { resource, identifier: identifier.to_owned(), is_default: false, named: Vec::new() }
    }

    /// A name of this resource in the form in which the request spelt it.
    fn written(&self, name: &str) -> String {
        if self.identifier.is_empty() { name.to_owned() } else { format!("{}/{name}", self.identifier) }
    }

    /// `scope` of the answer: what was asked for as it was asked for, then what else is granted.
    pub fn echo<'a>(&self, granted: impl IntoIterator<Item = &'a str>) -> String {
        let mut words: Vec<String> = self.named.iter().map(|scope| scope.asked.clone()).collect();
        let unasked = granted.into_iter().filter(|name| !self.named.iter().any(|scope| scope.name == **name));
        words.extend(unasked.map(
            |name| {
                if OPENID_CONNECT.contains(&name) { name.to_owned() } else { self.written(name) }
            },
        ));
        if self.is_default {
            words.push(self.written(".default"));
        }
        words.join(" ")
    }
}

impl Tenant {
    /// Reads `scope` for a client. Which scopes it was granted is another question.
    pub(super) fn scopes(&self, client: &Application, segment: Segment, scope: &str) -> Result<Scopes, Refusal> {
        let mut scopes = Scopes { openid_connect: BTreeSet::new(), resources: Vec::new() };
        // A blank and nothing else: a line break ends up in a scope's name, as with Entra.
        for word in scope.split(' ').filter(|word| !word.is_empty()) {
            if word.contains([',', ';']) {
                return Err(scope_malformed::refusal(word, "Scopes must be separated by a blank."));
            }
            if let Some(known) = OPENID_CONNECT.into_iter().find(|known| known.eq_ignore_ascii_case(word)) {
                scopes.openid_connect.insert(known);
                continue;
            }
            let (identifier, name) = word.rsplit_once('/').unwrap_or(("", word));
            if identifier.ends_with(":/") {
                // The address of a resource alone: the name behind it is missing.
                return Err(scope_malformed::refusal(word, "The scope format is invalid."));
            }
            let resource = match identifier {
                "" => Resource::Graph,
                _ => self
                    .resource(segment.tenant(), identifier)
                    .ok_or_else(|| resource_not_found::refusal(identifier, self.segment_name(segment)))?,
            };
            self.add_scope(client, &mut scopes.resources, resource, identifier, word, name)?;
        }
        let defaults = scopes.resources.iter().filter(|of| of.is_default).count();
        if defaults > 1 || scopes.resources.iter().any(|of| of.is_default && !of.named.is_empty()) {
            let why = ".default scope can't be combined with resource-specific scopes.";
            return Err(scope_malformed::refusal(scope, why));
        }
        Ok(scopes)
    }

    /// The same for the token endpoint, where all scopes must be of one resource.
    pub(super) fn scopes_of_one_resource(
        &self,
        client: &Application,
        segment: Segment,
        scope: &str,
    ) -> Result<Scopes, Refusal> {
        let scopes = self.scopes(client, segment, scope)?;
        scopes.one_resource().map(|_| scopes)
    }

    fn add_scope(
        &self,
        client: &Application,
        resources: &mut Vec<ResourceScopes>,
        resource: Resource,
        identifier: &str,
        word: &str,
        name: &str,
    ) -> Result<(), Refusal> {
        let named =
            match name {
                ".default" => None,
                _ => Some(self.permission(resource, name).ok_or_else(|| {
                    scope_not_on_resource::refusal(client.name(), name, &resource.app_id().to_string())
                })?),
            };
        let index = resources.iter().position(|of| of.resource == resource).unwrap_or_else(|| {
            resources.push(ResourceScopes::new(resource, identifier));
            resources.len() - 1
        });
        match named {
            None => resources[index].is_default = true,
            Some(permission) => {
                let named = &mut resources[index].named;
                // Once: a request of any length keeps no more than there are permissions.
                if !named.iter().any(|known| known.name == permission.name) {
                    named.push(NamedScope { asked: word.to_owned(), name: permission.name });
                }
            }
        }
        Ok(())
    }
}
