//! The control endpoint: for whom it is not, and what it cannot read.

use fastrand::Rng;

use crate::draft::{Draft, Hostile};
use crate::garbage::{bytes, letters, pick};
use crate::known::Known;
use crate::route::CONTROL;

const ACTIONS: [&str; 8] = ["status", "env", "stop", "reset", "time", "faults", "activity", "token"];

pub fn without_right(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let method = pick(rng, &["GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS"]);
    let draft = Draft::new(CONTROL, method, format!("/.hallpass/{}", pick(rng, &ACTIONS)));
    let good = &known.control_token;
    match rng.u8(..6) {
        0 => draft.send(host),
        1 => draft.bearer(&good[..rng.usize(..good.len())]).send(host),
        2 => draft.bearer(&format!("{good}x")).send(host),
        3 => draft.header("Authorization", format!("Basic {good}")).send(host),
        4 => draft.bearer(&letters(rng, 43)).send(host),
        // Even with the right token no page may.
        _ => {
            let origin = pick(rng, &["null", "https://contoso.example", "", "https://localhost:3000"]);
            draft.bearer(good).header("Origin", origin).send(host)
        }
    }
}

pub fn asked_wrongly(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let (method, action) = match rng.u8(..4) {
        0 => ("GET", letters(rng, 6)),
        1 => (pick(rng, &["PUT", "PATCH", "BREW", "HEAD", "OPTIONS"]), pick(rng, &ACTIONS).to_owned()),
        2 => ("GET", format!("activity?since={}", pick(rng, &["x", "-1", "", "18446744073709551616", "%FF"]))),
        _ => ("POST", pick(rng, &["time", "faults", "token"]).to_owned()),
    };
    let body = match rng.u8(..3) {
        0 => bytes(rng, 200),
        1 => "{\"a\":".repeat(rng.usize(1..3000)).into_bytes(),
        _ => pick(
            rng,
            &[
                "{}",
                "[]",
                "{\"kind\":\"root\"}",
                "{\"kind\":[]}",
                "{\"code\":{}}",
                "{\"code\":\"1\"}",
                "{\"code\":50076,\"nth\":-1}",
                "{\"code\":50076,\"nth\":0,\"on\":\"moon\"}",
                "{\"move_seconds\":1e400}",
                "{\"move_seconds\":\"1\"}",
                "{\"move_seconds\":1,\"reset\":true}",
                "{\"kind\":\"personal\",\"claims\":{\"a\":1}}",
                "{\"kind\":\"id\",\"claims\":[]}",
                "{\"kind\":\"id\",\"without\":{}}",
                "{\"kind\":\"exchange\",\"flaw\":[]}",
            ],
        )
        .into(),
    };
    let draft = Draft::new(CONTROL, method, format!("/.hallpass/{action}")).bearer(&known.control_token);
    if method == "GET" { draft.send(host) } else { draft.json(body).send(host) }
}
