//! Form of an App ID URI, and whose it may be. An app with version 2 tokens is free of the policy: hence the version goes
//! before the URI, and cannot go back after it.

use url::Url;

use super::{Change, GraphRefusal, IdentifierUriPolicy};

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    for uri in change.added(|registration| &registration.identifier_uris) {
        if !is_well_formed(uri) {
            return Err(GraphRefusal::invalid_value("identifierUris", "Application"));
        }
    }
    if change.after.api.requested_access_token_version == Some(2) {
        return Ok(());
    }
    let was_free = change.before.is_some_and(|before| before.api.requested_access_token_version == Some(2));
    let judged: Vec<_> = match was_free {
        true => change.after.identifier_uris.iter().collect(),
        false => change.added(|registration| &registration.identifier_uris).collect(),
    };
    match judged.into_iter().find(|uri| !is_allowed(change, uri)) {
        None => Ok(()),
        Some(uri) => {
            let message = format!(
                "Values of identifierUris property must use a verified domain of the organization or its subdomain: \
                 '{uri}'"
            );
            Err(GraphRefusal::new(400, "HostNameNotOnVerifiedDomain", message)
                .about("HostNameNotOnVerifiedDomain", "identifierUris"))
        }
    }
}

fn is_well_formed(uri: &str) -> bool {
    Url::parse(uri).is_ok()
        && !uri.ends_with('/')
        && !uri.contains(['*', '?', '#'])
        && !uri.contains(char::is_whitespace)
}

fn is_allowed(change: &Change<'_>, uri: &str) -> bool {
    let uri = uri.to_ascii_lowercase();
    let (app, tenant) = (change.client_id.to_string(), change.directory.id.to_string());
    match change.policy {
        IdentifierUriPolicy::Strict => uri == format!("api://{app}") || uri == format!("api://{tenant}/{app}"),
        IdentifierUriPolicy::Default => {
            let host = Url::parse(&uri).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
            let is_verified = |domain: &String| {
                let domain = domain.to_ascii_lowercase();
                host == domain || host.ends_with(&format!(".{domain}"))
            };
            uri.contains(&app) || uri.contains(&tenant) || change.directory.domains.iter().any(is_verified)
        }
    }
}
