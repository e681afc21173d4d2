//! Forms: what a parameter says, and whether it is a form at all.

use std::collections::BTreeMap;

use fastrand::Rng;

use crate::draft::{Draft, Hostile};
use crate::garbage::{bytes, letters, pick, segment, word};
use crate::known::{Known, encoded};
use crate::rig::Params;
use crate::route::{
    ADMIN_CONSENT, ADMIN_CONSENT_V1, AUTHORIZE, DEVICE, DEVICE_PAGE, KEYS, KEYS_V1, LOGOUT, METADATA, METADATA_V1,
    TOKEN, path, path_at_home,
};

/// A healthy form, where it goes, and what is needed in it.
fn healthy(known: &Known, rng: &mut Rng) -> (&'static str, Params, &'static [&'static str]) {
    match rng.u8(..8) {
        0 | 1 => {
            let (params, needed) = known.authorize();
            (AUTHORIZE, params, needed)
        }
        2 => {
            let (params, needed) = known.admin_consent();
            (if rng.bool() { ADMIN_CONSENT } else { ADMIN_CONSENT_V1 }, params, needed)
        }
        3 => {
            let (params, needed) = known.device();
            (DEVICE, params, needed)
        }
        _ => {
            let grants = known.grants();
            let (params, needed) = &grants[rng.usize(..grants.len())];
            (TOKEN, params.clone(), needed)
        }
    }
}

/// By POST, and where a page is asked for, at times by GET.
fn sent(known: &Known, rng: &mut Rng, route: &'static str, form: &[u8]) -> Draft {
    let target = path_at_home(route, known);
    match std::str::from_utf8(form) {
        Ok(query)
            if [AUTHORIZE, ADMIN_CONSENT, ADMIN_CONSENT_V1, LOGOUT, DEVICE_PAGE].contains(&route)
                && query.bytes().all(|byte| byte.is_ascii_graphic())
                && rng.bool() =>
        {
            Draft::new(route, pick(rng, &["GET", "HEAD"]), format!("{target}?{query}"))
        }
        _ => Draft::new(route, "POST", target).form(form),
    }
}

pub fn wrong_parameter(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let (route, mut params, needed) = healthy(known, rng);
    let name = pick(rng, needed);
    match rng.u8(..4) {
        0 => params.remove(name),
        1 => params.0.push((name.to_owned(), word(rng))),
        2 => params.set(name, ""),
        _ => params.set(name, word(rng)),
    }
    rng.shuffle(&mut params.0);
    sent(known, rng, route, encoded(&params).as_bytes()).send(host)
}

pub fn malformed(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let (mut route, params, _) = healthy(known, rng);
    if rng.u8(..4) == 0 {
        route = pick(rng, &[LOGOUT, DEVICE_PAGE]);
    }
    let mut form = encoded(&params).into_bytes();
    let wrong: &[u8] = pick(
        rng,
        &[
            &b"%"[..],
            b"%4",
            b"%zz",
            b"%FF",
            b"%C3%28",
            b"%ED%A0%80",
            b"\0",
            b"\r\n",
            b"\xff\xfe",
            b"\x7f",
            b"a=1&a=2",
            b"=&=",
            b"state=%F8%88%80%80%80",
        ],
    );
    let at = if rng.bool() { form.len() } else { 0 };
    let wrong = if at == 0 { [wrong, b"&"].concat() } else { [b"&", wrong].concat() };
    form.splice(at..at, wrong);
    sent(known, rng, route, &form).send(host)
}

/// As Entra sees it, such a body has no parameters.
pub fn another_type(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let (route, params, _) = healthy(known, rng);
    let mut draft = Draft::new(route, "POST", path_at_home(route, known));
    let kind: &[u8] = pick(
        rng,
        &[
            &b"application/json"[..],
            b"multipart/form-data; boundary=x",
            b"text/plain",
            b"",
            b"a/b/c;;;",
            b"\xff\xff",
            b"application/x-www-form-urlencode",
            b"application/xml",
        ],
    );
    draft = draft.header("Content-Type", kind);
    draft.body = match rng.u8(..4) {
        0 => encoded(&params).into_bytes(),
        1 => serde_json::to_vec(&params.0.iter().cloned().collect::<BTreeMap<_, _>>()).unwrap(),
        2 => "[".repeat(rng.usize(1..5000)).into_bytes(),
        _ => bytes(rng, 500),
    };
    draft.send(host)
}

pub fn flood(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let (route, params, _) = healthy(known, rng);
    let pair = pick(rng, &["&", "&a", "&=", "&a[]=1", "&%61=b", "&x-client-SKU=y"]);
    let form = encoded(&params) + &pair.repeat(rng.usize(70..1000));
    let target = path_at_home(route, known);
    Draft::new(route, "POST", target).form(form).send(host)
}

/// Only a page of the tenant's knows the number of what is under way.
pub fn unknown_transaction(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let answer = pick(rng, &["account", "consent", "prove", "confirm"]);
    let params = Params::of(&[("transaction", &word(rng)), (answer, &word(rng)), ("everybody", "yes")]);
    let mut draft = Draft::new(AUTHORIZE, "POST", path_at_home(AUTHORIZE, known)).form(encoded(&params));
    if rng.bool() {
        draft = draft.header("Origin", pick(rng, &["https://contoso.example", "null", "https://localhost"]));
    }
    if rng.bool() {
        draft = draft.header("Cookie", format!("practice-session-{}={}", rng.u16(..), letters(rng, 43)));
    }
    draft.send(host)
}

pub fn unknown_user_code(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let mut params = Params::of(&[("otc", &word(rng))]);
    if rng.u8(..8) == 0 {
        params = Params::default();
    }
    Draft::new(DEVICE_PAGE, "POST", path_at_home(DEVICE_PAGE, known)).form(encoded(&params)).send(host)
}

pub fn unknown_tenant(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let segment = segment(rng);
    let document = pick(rng, &[METADATA, KEYS, METADATA_V1, KEYS_V1, LOGOUT, DEVICE_PAGE]);
    match rng.u8(..4) {
        0 | 1 => Draft::new(document, pick(rng, &["GET", "HEAD"]), path(document, &segment)).send(host),
        2 => {
            let (route, params, _) = healthy(known, rng);
            Draft::new(route, "POST", path(route, &segment)).form(encoded(&params)).send(host)
        }
        _ => {
            let (params, _) = known.authorize();
            // A client that is known may be told of a tenant that is not: only one that is not known is told nothing.
            let mut params = params;
            params.set("client_id", word(rng));
            Draft::new(AUTHORIZE, "GET", format!("{}?{}", path(AUTHORIZE, &segment), encoded(&params))).send(host)
        }
    }
}
