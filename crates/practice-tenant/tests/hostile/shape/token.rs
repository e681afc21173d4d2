//! The token endpoint: assertions, codes and credentials of nobody, or of somebody else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;

use crate::draft::{Draft, Hostile};
use crate::garbage::{broken_token, bytes, pick, word};
use crate::known::{Known, encoded};
use crate::rig::Params;
use crate::route::{TOKEN, path, path_at_home};

fn ask(known: &Known, rng: &mut Rng, params: &Params) -> Draft {
    let target = match rng.u8(..4) {
        0 => path(TOKEN, pick(rng, &["common", "organizations", "contoso.onmicrosoft.com", "consumers"])),
        _ => path_at_home(TOKEN, known),
    };
    let mut draft = Draft::new(TOKEN, "POST", target).form(encoded(params));
    if rng.u8(..4) == 0 {
        draft = draft.header("Origin", pick(rng, &["https://contoso.example", "null", "\t"]));
    }
    draft
}

pub fn broken_assertion(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let mut params = known.on_behalf_of();
    params.set("assertion", broken_token(rng, &known.bootstrap));
    ask(known, rng, &params).send(host)
}

pub fn misplaced_assertion(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let mut params = known.on_behalf_of();
    let at = rng.usize(..=known.misplaced.len());
    params.set("assertion", known.misplaced.get(at).unwrap_or(&known.graph).as_str());
    ask(known, rng, &params).send(host)
}

/// The app has no certificate, so whatever is signed was not signed by it.
pub fn client_assertion(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let mut params = known.on_behalf_of();
    params.remove("client_secret");
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    params.set("client_assertion_type", if rng.u8(..4) == 0 { word(rng) } else { kind.to_owned() });
    let assertion = if rng.bool() { known.bootstrap.clone() } else { broken_token(rng, &known.bootstrap) };
    params.set("client_assertion", assertion);
    ask(known, rng, &params).send(host)
}

pub fn broken_basic(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let mut params = known.on_behalf_of();
    params.remove("client_secret");
    let credential = match rng.u8(..5) {
        0 => word(rng).replace(|c: char| c.is_control(), ""),
        1 => STANDARD.encode(bytes(rng, 60)),
        2 => STANDARD.encode(format!("{}:{}", known.client_id, word(rng))),
        3 => STANDARD.encode(format!("{}{}", known.client_id, known.secret)),
        _ => STANDARD.encode(format!("{}:{}", word(rng), known.secret)),
    };
    ask(known, rng, &params).header("Authorization", format!("Basic {credential}")).send(host)
}

pub fn unknown_grant(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let grants = known.grants();
    let (mut params, _) = grants[1 + 2 * rng.usize(..2)].clone();
    if rng.u8(..3) == 0 {
        (params, _) = grants[4].clone();
    }
    for name in ["refresh_token", "code", "device_code"] {
        if !params.get(name).is_empty() {
            let good = params.get(name).to_owned();
            let cut = rng.usize(..good.len());
            params.set(name, if rng.bool() { word(rng) } else { good[..cut].to_owned() });
        }
    }
    ask(known, rng, &params).send(host)
}
