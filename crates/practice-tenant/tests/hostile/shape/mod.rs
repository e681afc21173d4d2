//! The shapes of hostility: each a healthy request with at least one thing wrong that no server may overlook.
//!
//! Left out are mistakes that Entra answers otherwise than by 4xx, and so does the tenant: an error of an authorization
//! request goes to the redirect URI by 302, once that is known to be the client's (RFC 6749 §4.1.2.1); a parameter that
//! nobody knows is ignored, at the discovery documents and at sign-out nearly all are. `tests/http` sees to these.

mod control;
mod form;
mod framing;
mod graph;
mod head;
mod token;

use fastrand::Rng;

use crate::draft::Hostile;
use crate::known::Known;

pub struct Shape {
    pub name: &'static str,
    /// How often it comes, among the others.
    pub weight: u32,
    /// `host`: the listener's.
    pub make: fn(&Known, &str, &mut Rng) -> Hostile,
}

const fn shape(weight: u32, name: &'static str, make: fn(&Known, &str, &mut Rng) -> Hostile) -> Shape {
    Shape { name, weight, make }
}

/// Rare are those that take much time, or end their connection.
pub const SHAPES: [Shape; 33] = [
    shape(40, "form: a parameter is missing, doubled or nonsense", form::wrong_parameter),
    shape(40, "form: not of the format", form::malformed),
    shape(20, "form: another content type", form::another_type),
    shape(20, "form: a flood of parameters", form::flood),
    shape(20, "page: a form nobody was shown", form::unknown_transaction),
    shape(20, "page: a user code of no device", form::unknown_user_code),
    shape(30, "tenant: none of this name", form::unknown_tenant),
    shape(40, "token: assertion broken", token::broken_assertion),
    shape(20, "token: assertion of another kind", token::misplaced_assertion),
    shape(20, "token: client assertion", token::client_assertion),
    shape(20, "token: Basic that is none", token::broken_basic),
    shape(20, "token: code, refresh token or device code of nobody", token::unknown_grant),
    shape(40, "Graph: token broken or of another kind", graph::wrong_token),
    shape(30, "Graph: path or query it does not know", graph::wrong_address),
    shape(30, "Graph: body it cannot take", graph::wrong_body),
    shape(30, "control: without the right to it", control::without_right),
    shape(20, "control: asked wrongly", control::asked_wrongly),
    shape(40, "head: method", head::wrong_method),
    shape(30, "head: Host", head::wrong_host),
    shape(40, "head: path tricks", head::path_tricks),
    shape(10, "head: a very long target", head::long_target),
    shape(10, "head: a query flood", head::query_flood),
    shape(8, "head: header flood", head::header_flood),
    shape(1, "head: one huge header", head::huge_header),
    shape(10, "head: characters that no header has", head::bad_characters),
    shape(10, "head: version", head::wrong_version),
    shape(10, "head: not HTTP at all", head::garbage),
    shape(10, "body: huge", framing::huge),
    shape(10, "body: lengths that are none", framing::wrong_length),
    shape(8, "body: breaks off", framing::breaks_off),
    shape(10, "body: broken chunks", framing::broken_chunks),
    shape(10, "body: length and chunks at once", framing::smuggled),
    shape(10, "several in one go", framing::pipelined),
];

/// The request of this number: the same for the same seed, whatever came before.
pub fn hostile(known: &Known, host: &str, seed: u64, number: u64) -> (usize, Hostile) {
    let mut rng = Rng::with_seed(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let sum: u32 = SHAPES.iter().map(|shape| shape.weight).sum();
    let mut left = rng.u32(..sum);
    let mut chosen = 0;
    while left >= SHAPES[chosen].weight {
        left -= SHAPES[chosen].weight;
        chosen += 1;
    }
    (chosen, (SHAPES[chosen].make)(known, host, &mut rng))
}
