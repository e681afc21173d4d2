//! The scopes of a request: each is a short name of Microsoft Graph, or the address of a resource with a name after it.

use super::Subject;
use crate::{Cloud, GRAPH_APP_ID};

/// OpenID Connect's own: they go with any resource.
const OPENID_CONNECT: [&str; 4] = ["openid", "profile", "email", "offline_access"];

pub(super) const DEFAULT: &str = ".default";

/// One scope, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scope<'a> {
    /// Without the slash before the name; `None` for Microsoft Graph, whose names may stand alone.
    pub resource: Option<&'a str>,
    pub name: &'a str,
}

impl Scope<'_> {
    pub fn is_default(self) -> bool {
        self.name == DEFAULT
    }
}

/// All that are of a resource.
pub(super) fn of<'a>(subject: &'a Subject<'_>) -> Vec<Scope<'a>> {
    let texts = subject.attempt.scopes.iter().map(String::as_str);
    let texts = texts.filter(|text| !OPENID_CONNECT.contains(text) && !text.trim().is_empty());
    let client_id = GRAPH_APP_ID.to_string();
    let own = [&*subject.attempt.graph, &*client_id];
    let clouds = Cloud::MICROSOFT.iter().filter_map(Cloud::graph).chain(own).collect::<Vec<_>>();
    let split = texts.map(|text| match text.rsplit_once('/') {
        Some((resource, name)) if !clouds.contains(&resource) => Scope { resource: Some(resource), name },
        Some((_, name)) => Scope { resource: None, name },
        None => Scope { resource: None, name: text },
    });
    split.collect()
}

/// What people write between scopes in place of a blank.
const NO_SEPARATORS: [char; 7] = [',', ';', '|', '+', '\n', '\r', '\t'];

/// Whether one text was meant as several scopes.
pub(super) fn are_joined(text: &str) -> bool {
    text.contains(NO_SEPARATORS)
}

/// As it would be sent, for evidence.
pub(super) fn sent(subject: &Subject<'_>) -> String {
    subject.attempt.scopes.join(" ")
}
