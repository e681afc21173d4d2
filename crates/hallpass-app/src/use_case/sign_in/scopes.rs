use sso_core::{Cloud, GRAPH_APP_ID};

use crate::AppError;
use crate::use_case::add_in::AddIn;
use crate::use_case::authority::Authority;

const OPENID_CONNECT: [&str; 3] = ["openid", "profile", "offline_access"];
/// The one that is asked for only by whoever wants it.
const EMAIL: &str = "email";

/// The scopes as they were given, else the add-in's own; OpenID Connect's in front.
pub(super) fn asked(given: &[String], add_in: &AddIn) -> Vec<String> {
    match given {
        [] => with_openid_connect([add_in.scope()]),
        given => with_openid_connect(given.iter().cloned()),
    }
}

/// An ID token says who signed in, a refresh token lets them stay so.
pub(crate) fn with_openid_connect(scopes: impl IntoIterator<Item = String>) -> Vec<String> {
    let of_resource = scopes.into_iter().filter(|scope| !OPENID_CONNECT.contains(&scope.as_str()));
    OPENID_CONNECT.map(str::to_owned).into_iter().chain(of_resource).collect()
}

/// Whose token a sign-in brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resource {
    /// The add-in's own API.
    Own,
    Graph,
    OtherApi,
}

/// By the scopes that were asked for. Without any of a resource it is Graph, which answers what OpenID Connect asks.
pub(super) fn resource(asked: &[String], add_in: &AddIn, authority: &Authority) -> Resource {
    let of_resource: Vec<&str> =
        asked.iter().map(String::as_str).filter(|scope| !OPENID_CONNECT.contains(scope) && *scope != EMAIL).collect();
    let all = |is: &dyn Fn(&str) -> bool| of_resource.iter().all(|scope| is(scope));
    if !of_resource.is_empty() && all(&|scope| add_in.is_own(scope)) {
        return Resource::Own;
    }
    match all(&|scope| is_of_graph(scope, &add_in.cloud, authority)) {
        true => Resource::Graph,
        false => Resource::OtherApi,
    }
}

/// Short names are Graph's. The practice tenant's Graph goes by the public one's name too.
fn is_of_graph(scope: &str, cloud: &Cloud, authority: &Authority) -> bool {
    let public = Cloud::Public.graph().filter(|_| *cloud == Cloud::Practice);
    let own = [Some(authority.graph_resource()), public].into_iter().flatten();
    match scope.rsplit_once('/') {
        None => true,
        Some((resource, _name)) => {
            let resource = resource.trim_end_matches('/');
            own.chain([GRAPH_APP_ID.to_string().as_str()]).any(|known| resource.eq_ignore_ascii_case(known))
        }
    }
}

/// A challenge is JSON; what a shell made of it may not be.
pub(super) fn claims(text: &str) -> Result<String, AppError> {
    match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text) {
        Ok(_) => Ok(text.trim().to_owned()),
        Err(_) => Err(AppError::usage("claims-not-json", "the claims challenge is no JSON object").with_hint(
            "pipe it in as it came, so that no shell changes its quotes: hallpass sign-in --claims - < challenge.json",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_once() {
        let scopes = with_openid_connect(["User.Read", "openid"].map(str::to_owned));
        assert_eq!(scopes, ["openid", "profile", "offline_access", "User.Read"]);
    }

    #[test]
    fn a_challenge_is_an_object() {
        assert_eq!(claims(" {\"access_token\":{}}\n").unwrap(), "{\"access_token\":{}}");
        for text in ["", "{access_token:{}}", "[]", "\"claims\""] {
            assert_eq!(claims(text).unwrap_err().code, "claims-not-json", "{text}");
        }
    }
}
