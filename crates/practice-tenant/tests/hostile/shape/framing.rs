//! Where a body ends: too late, too early, in two ways at once, or in the next request.

use fastrand::Rng;

use super::{form, graph, head, token};
use crate::draft::{Answers, Draft, Hostile};
use crate::garbage::{bytes, letters, pick, word};
use crate::known::{Known, encoded};
use crate::route::{ROUTES, Route, TOKEN, path_at_home};

/// A route that reads a body.
fn reader(rng: &mut Rng) -> &'static Route {
    let readers: Vec<&Route> = ROUTES.iter().filter(|route| route.reads).collect();
    pick(rng, &readers)
}

/// A token request whose secret is wrong: refused wherever its end is thought to be.
fn refused(known: &Known, rng: &mut Rng) -> Draft {
    let mut params = known.on_behalf_of();
    params.set("client_secret", letters(rng, 40));
    Draft::new(TOKEN, "POST", path_at_home(TOKEN, known)).form(encoded(&params))
}

/// Beyond 64 KB. The tenant stops reading there, so what it says may be lost to who is still writing.
pub fn huge(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let route = reader(rng);
    let size = rng.usize(66_000..200_000);
    let draft = Draft::new(route.pattern, "POST", path_at_home(route.pattern, known));
    let draft = draft.header("Connection", "close").form(letters(rng, 13).repeat(size / 13));
    let bytes = if rng.bool() { draft.bytes(host) } else { draft.chunked(host, 7000) };
    draft.as_bytes(bytes, Answers::OrEnd)
}

pub fn wrong_length(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let draft = refused(known, rng).header("Host", host);
    let length = draft.body.len();
    let draft = match rng.u8(..5) {
        0 => draft.header("Content-Length", format!("{length}")).header("Content-Length", format!("{}", length + 1)),
        1 => draft.header("Content-Length", format!("{length}, {}", length - 1)),
        _ => draft.header(
            "Content-Length",
            pick(rng, &["-1", "abc", "+5", "1e3", "0x10", "99999999999999999999999", "1 2", "\u{b2}", ""]),
        ),
    };
    let bytes = [draft.head(), draft.body.clone()].concat();
    draft.as_bytes(bytes, Answers::ThenEnd)
}

/// Less than was said, and then nothing any more.
pub fn breaks_off(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let route = reader(rng);
    let draft =
        Draft::new(route.pattern, "POST", path_at_home(route.pattern, known)).form(encoded(&known.on_behalf_of()));
    let bytes = match rng.bool() {
        true => draft.bytes(host),
        false => draft.chunked(host, 100),
    };
    let head = bytes.len() - draft.body.len();
    let cut = rng.usize(head / 2..bytes.len() - 5);
    Hostile { breaks_off: true, ..draft.as_bytes(bytes[..cut].to_vec(), Answers::OrEnd) }
}

pub fn broken_chunks(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let draft = refused(known, rng).header("Host", host).header("Transfer-Encoding", "chunked");
    let body: Vec<u8> = match rng.u8(..8) {
        0 => b"zz\r\nab\r\n0\r\n\r\n".to_vec(),
        1 => b"-1\r\nab\r\n0\r\n\r\n".to_vec(),
        2 => b"ffffffffffffffffff\r\nab\r\n0\r\n\r\n".to_vec(),
        3 => b"2\r\nabcdef\r\n0\r\n\r\n".to_vec(),
        4 => b"2\nab\n0\n\n".to_vec(),
        5 => format!("2;{}\r\nab\r\n0\r\n\r\n", "x".repeat(rng.usize(17_000..40_000))).into_bytes(),
        6 => format!("0\r\n{}\r\n", "X-Trailer: y\r\n".repeat(rng.usize(2000..4000))).into_bytes(),
        _ => [b"5\r\n".to_vec(), bytes(rng, 4), b"\x01\x02\x03\r\n0\r\n\r\n".to_vec()].concat(),
    };
    let bytes = [draft.head(), body].concat();
    Hostile { breaks_off: true, ..draft.as_bytes(bytes, Answers::OrEnd) }
}

/// Whichever of the two a server believes, it refuses what it reads: the first request has a wrong secret, the second
/// is for another host.
pub fn smuggled(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let second = format!(
        "GET /.hallpass/env HTTP/1.1\r\nHost: contoso.example\r\nAuthorization: Bearer {}\r\n\r\n",
        known.control_token
    );
    let mut draft = refused(known, rng).header("Host", host);
    let form = std::mem::take(&mut draft.body);
    let mut chunks = format!("{:x}\r\n", form.len()).into_bytes();
    chunks.extend_from_slice(&form);
    chunks.extend_from_slice(b"\r\n0\r\n\r\n");
    let length = pick(rng, &[&0, &4, &chunks.len(), &(chunks.len() + second.len())]).to_string();
    let coding = pick(
        rng,
        &[
            "chunked",
            "Chunked",
            "xchunked",
            "chunked, identity",
            "identity, chunked",
            "\tchunked",
            "gzip, chunked",
            "chunked;q=1",
        ],
    );
    let draft = match rng.u8(..3) {
        0 => draft.header("Content-Length", length).header("Transfer-Encoding", coding),
        1 => draft.header("Transfer-Encoding", coding).header("Content-Length", length),
        _ => draft
            .header("Transfer-Encoding", coding)
            .header("Transfer-Encoding", "identity")
            .header("Content-Length", length),
    };
    let bytes = [draft.head(), chunks, second.into_bytes()].concat();
    Hostile { breaks_off: true, ..draft.as_bytes(bytes, Answers::OrEnd) }
}

/// Healthy in their framing, each wrong in itself; the answers come in their order.
pub fn pipelined(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    const MAKERS: [fn(&Known, &str, &mut Rng) -> Hostile; 6] = [
        form::wrong_parameter,
        form::malformed,
        token::broken_assertion,
        graph::wrong_token,
        head::path_tricks,
        head::wrong_host,
    ];
    let mut bytes = Vec::new();
    let (mut count, most) = (0, rng.usize(2..=6));
    while count < most {
        let one = MAKERS[rng.usize(..MAKERS.len())](known, host, rng);
        if !one.is_head {
            bytes.extend_from_slice(&one.bytes);
            count += 1;
        }
    }
    let draft = Draft::new(head::NOWHERE, "GET", word(rng));
    draft.as_bytes(bytes, Answers::These(count))
}
