//! A resource taken apart as far as it can be, so that each rule says the one thing that is wrong with it. Whether all of
//! it is right, `AppIdUri` knows.

use super::placeholder::{has_token, is_placeholder};
use crate::ClientId;

/// What follows `api://`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// Host and port; in `api://<client ID>` the client ID.
    pub host: &'a str,
    /// Up to the next slash; `None` if there is nothing behind the host.
    pub id: Option<&'a str>,
    /// From that slash on; empty in a right one.
    pub rest: &'a str,
}

impl<'a> Parts<'a> {
    /// `None` if the scheme is another.
    pub fn of(resource: &'a str) -> Option<Self> {
        let (scheme, rest) = resource.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("api") {
            return None;
        }
        let (host, path) = match rest.split_once('/') {
            Some((host, path)) => (host, path),
            None => (rest, ""),
        };
        let id_end = path.find(['/', '?', '#']).unwrap_or(path.len());
        let (id, rest) = path.split_at(id_end);
        Some(Self { host, id: (!id.is_empty()).then_some(id), rest })
    }

    /// `api://<client ID>`, as the portal proposes it: no host, which Office needs.
    pub fn has_no_host(&self) -> bool {
        self.id.is_none() && self.host.parse::<ClientId>().is_ok()
    }
}

/// Whether any part of a resource has yet to be filled in.
pub(super) fn has_placeholder(resource: &str) -> bool {
    match Parts::of(resource) {
        Some(parts) => has_token(parts.host) || parts.id.is_some_and(is_placeholder) || has_token(parts.rest),
        // In a URI of another scheme a host may hold any word, as `clientportal.contoso.com` does.
        None if resource.contains("://") => has_token(resource),
        None => is_placeholder(resource),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        for (resource, expected) in [
            ("api://h:1/i", Some(("h:1", Some("i"), ""))),
            ("API://h/i/", Some(("h", Some("i"), "/"))),
            ("api://h/i/access_as_user", Some(("h", Some("i"), "/access_as_user"))),
            ("api://h/", Some(("h", None, ""))),
            ("api://h", Some(("h", None, ""))),
            ("api://h/i?x", Some(("h", Some("i"), "?x"))),
            ("https://h/i", None),
            ("i", None),
        ] {
            assert_eq!(Parts::of(resource).map(|parts| (parts.host, parts.id, parts.rest)), expected, "{resource}");
        }
    }

    #[test]
    fn placeholders() {
        for resource in [
            "api://localhost:{PORT}/c6c1f32b-5e55-4997-881a-753cc1d563b7",
            "api://h/YOUR APP ID HERE",
            "https://[your domain]/x",
            "YOUR APP ID HERE",
            "$x$",
        ] {
            assert!(has_placeholder(resource), "{resource}");
        }
        for resource in [
            "api://yourapp.net/c6c1f32b-5e55-4997-881a-753cc1d563b7",
            "https://clientportal.contoso.com/c6c1f32b-5e55-4997-881a-753cc1d563b7",
            "https://{teamSiteDomain}",
            "api://h/botid-1",
        ] {
            assert!(!has_placeholder(resource), "{resource}");
        }
    }
}
