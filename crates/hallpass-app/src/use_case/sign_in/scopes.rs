use serde_json::{Map, Value};
use sso_core::rules::on_behalf_of::scope_findings;
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

/// What can be told of the scopes before anybody is sent to a page.
///
/// # Errors
/// `scope-separator`, `scope-of-two-resources`, as of an exchange.
pub(super) fn check(given: &[String], graph: &str) -> Result<(), AppError> {
    match scope_findings(given, graph).into_iter().next() {
        None => Ok(()),
        Some(finding) => {
            let numbers = finding.would_cause.join(", ");
            let message = format!("{}; Entra would refuse that ({numbers})", finding.title);
            Err(AppError::usage(finding.code.to_string(), message).with_hint(finding.fix.join("; ")))
        }
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

/// The members of a claims request, one for each place that claims are put into (OpenID Connect Core §5.5).
const REQUESTED_OF: [&str; 3] = ["access_token", "id_token", "userinfo"];

/// A challenge as it stands, or out of what it came in: the whole error of the token endpoint, the answer of `hallpass obo`.
/// A challenge is JSON; what a shell made of it may not be.
///
/// # Errors
/// `claims-not-json`; `claims-not-a-challenge` for an object that asks for no claims: Entra would take it, and the challenge
/// would not be answered.
pub(super) fn claims(text: &str) -> Result<String, AppError> {
    let Ok(given) = serde_json::from_str::<Map<String, Value>>(text) else {
        return Err(AppError::usage("claims-not-json", "the claims challenge is no JSON object").with_hint(PIPE));
    };
    if asks_for_claims(&given) {
        return Ok(text.trim().to_owned());
    }
    let carried = carried(&given).and_then(Value::as_str).map(str::trim);
    let carried = carried.filter(|text| serde_json::from_str(text).is_ok_and(|object| asks_for_claims(&object)));
    carried.map(str::to_owned).ok_or_else(|| {
        let words = "this object is no claims challenge: it has none of access_token, id_token, userinfo";
        AppError::usage("claims-not-a-challenge", words).with_hint(
            "give what `claims` holds in Entra's error or in Graph's, or that error whole; where it holds none, \
                        Entra asked for nothing more: sign in without --claims",
        )
    })
}

const PIPE: &str =
    "pipe it in as it came, so that no shell changes its quotes: hallpass sign-in --claims - < challenge.json";

fn asks_for_claims(object: &Map<String, Value>) -> bool {
    REQUESTED_OF.iter().any(|name| object.get(*name).is_some_and(|claims| claims.is_object() || claims.is_null()))
}

/// `claims` of an error of Entra's; of `hallpass obo --format json` that of the refusal, else of an answer of Graph's.
fn carried(object: &Map<String, Value>) -> Option<&Value> {
    let of_graph = || object.get("graph")?.as_array()?.iter().find_map(|reply| reply.get("claims").filter(is_text));
    fn is_text(value: &&Value) -> bool {
        value.is_string()
    }
    let of_refusal = || object.get("refusal")?.get("claims").filter(is_text);
    object.get("claims").or_else(of_refusal).or_else(of_graph)
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

    #[test]
    fn a_challenge_is_found_in_what_it_came_in() {
        const CHALLENGE: &str = r#"{"access_token":{"polids":{"essential":true}}}"#;
        let text = Value::from(CHALLENGE);
        for around in [
            format!(r#"{{"error":"interaction_required","error_codes":[50076],"claims":{text}}}"#),
            format!(r#"{{"sent":true,"refusal":{{"oauth_error":"interaction_required","claims":{text}}},"graph":[]}}"#),
            format!(r#"{{"refusal":null,"graph":[{{"claims":null}},{{"status":401,"claims":{text}}}]}}"#),
        ] {
            assert_eq!(claims(&around).unwrap(), CHALLENGE, "{around}");
        }
        assert!(claims(r#"{"id_token":null}"#).is_ok());
        for text in [
            "{}",
            r#"{"error":"invalid_grant"}"#,
            r#"{"error":"interaction_required","claims":"{}"}"#,
            r#"{"claims":"mangled"}"#,
            r#"{"refusal":{"claims":null},"graph":[]}"#,
            r#"{"access_token":"eyJ"}"#,
        ] {
            let error = claims(text).unwrap_err();
            assert!(error.code == "claims-not-a-challenge" && error.hint.is_some(), "{text}");
        }
    }

    #[test]
    fn scopes_that_no_one_request_can_have() {
        let check = |scopes: &[&str]| {
            let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect::<Vec<_>>();
            check(&scopes, "https://graph.microsoft.com").map_err(|error| error.code)
        };
        assert_eq!(check(&["User.Read,Mail.Read"]), Err("scope-separator".to_owned()));
        assert_eq!(check(&["User.Read", "api://x/y/access_as_user"]), Err("scope-of-two-resources".to_owned()));
        assert_eq!(check(&["openid", "User.Read", "https://graph.microsoft.com/Mail.Read"]), Ok(()));
        assert_eq!(check(&["openid"]), Ok(()));
        assert_eq!(check(&[]), Ok(()));
    }
}
