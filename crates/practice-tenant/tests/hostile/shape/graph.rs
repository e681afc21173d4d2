//! Microsoft Graph, user info, and the version that is not there.

use fastrand::Rng;

use crate::draft::{Draft, Hostile};
use crate::garbage::{broken_token, bytes, letters, pick, word};
use crate::known::Known;
use crate::route::{BETA, GRAPH, USER_INFO};

const CALLS: [&str; 8] = [
    "me",
    "me/messages",
    "me/drive/root/children",
    "me/photo/$value",
    "applications",
    "servicePrincipals",
    "oauth2PermissionGrants",
    "organization",
];

/// A header holds no control characters and nothing beyond ASCII that clients agree on.
fn in_header(text: &str) -> String {
    text.chars().filter(char::is_ascii_graphic).collect()
}

pub fn wrong_token(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let token = match rng.u8(..5) {
        0 => in_header(&word(rng)),
        1 => known.bootstrap.clone(),
        2 => known.misplaced[rng.usize(..known.misplaced.len())].clone(),
        _ => broken_token(rng, &known.graph),
    };
    let method = pick(rng, &["GET", "HEAD", "POST", "PATCH", "DELETE"]);
    let draft = match rng.u8(..4) {
        0 => Draft::new(USER_INFO, pick(rng, &["GET", "HEAD"]), USER_INFO),
        1 => Draft::new(BETA, method, format!("/beta/{}", pick(rng, &CALLS))),
        _ => Draft::new(GRAPH, method, format!("/v1.0/{}", pick(rng, &CALLS))),
    };
    match rng.u8(..6) {
        0 => draft.send(host),
        1 => {
            draft.header("Authorization", pick(rng, &["Bearer", "Bearer ", "", "Basic YTpi", "Negotiate x"])).send(host)
        }
        2 => draft
            .header(
                "Authorization",
                bytes(rng, 30).into_iter().filter(|b| *b >= 0x20 && *b != 0x7f).collect::<Vec<_>>(),
            )
            .send(host),
        _ => draft.bearer(&token).send(host),
    }
}

pub fn wrong_address(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let path = match rng.u8(..6) {
        0 => format!("{}/{}", letters(rng, 5), letters(rng, 5)),
        1 => "a/".repeat(rng.usize(13..2000)),
        2 => pick(rng, &["me/%FF", "me/%", "me/%zz", "users/%C3%28"]).to_owned(),
        3 => format!("applications/{}", letters(rng, 12)),
        4 => format!("applications(appId='{}')", letters(rng, 8)),
        _ => {
            let query = pick(
                rng,
                &[
                    "$top=x",
                    "$top=-1",
                    "$top=0",
                    "$top=99999999999999999999",
                    "$skip=1.5",
                    "$skiptoken=x",
                    "$search=%22x%22",
                    "$filter=a%20gt%205",
                    "$filter=",
                    "$select=shoeSize",
                    "$top=1&$top=2",
                    "$%",
                    "$top=%FF",
                    "$expand=members",
                    "$orderby=%",
                    "$nothing=1",
                ],
            );
            format!("me/messages?{query}")
        }
    };
    Draft::new(GRAPH, "GET", format!("/v1.0/{path}")).bearer(&known.graph).send(host)
}

pub fn wrong_body(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let one = format!("/v1.0/applications/{}", known.application);
    let (method, target) = match rng.u8(..4) {
        0 => ("POST", "/v1.0/applications".to_owned()),
        1 => ("POST", "/v1.0/oauth2PermissionGrants".to_owned()),
        2 => ("POST", "/v1.0/servicePrincipals".to_owned()),
        _ => ("PATCH", one),
    };
    let draft = Draft::new(GRAPH, method, target).bearer(&known.graph);
    match rng.u8(..4) {
        // Not JSON, or no object.
        0 => draft.json(bytes(rng, 400)).send(host),
        1 => draft.json(pick(rng, &["[]", "null", "0", "\"a\"", "{", "{\"a\":", "{\"a\":1,}", "{} {}", ""])).send(host),
        2 => {
            let deep = rng.usize(129..8000);
            draft.json(format!("{{\"displayName\":{}", "[".repeat(deep))).send(host)
        }
        _ => {
            let body = pick(
                rng,
                &[
                    "{\"shoeSize\":1}",
                    "{\"displayName\":5}",
                    "{\"displayName\":\"a\",\"api\":[]}",
                    "{\"displayName\":\"a\",\"appId\":\"x\"}",
                    "{\"displayName\":\"a\",\"signInAudience\":\"everybody\"}",
                    "{\"displayName\":\"a\",\"api\":{\"oauth2PermissionScopes\":{}}}",
                    "{\"displayName\":\"a\",\"api\":{\"requestedAccessTokenVersion\":1e99}}",
                    "{\"displayName\":\"a\",\"identifierUris\":[0]}",
                    "{\"displayName\":\"a\",\"web\":{\"redirectUris\":[\"\\u0000\"]}}",
                    "{\"displayName\":\"a\",\"id\":\"x\"}",
                ],
            );
            draft.json(body).send(host)
        }
    }
}
