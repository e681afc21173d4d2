//! What stands before the body: method, target, version, headers. And what is no request.

use fastrand::Rng;

use crate::draft::{Answers, Draft, Hostile};
use crate::garbage::{bytes, letters, pick, word};
use crate::known::{Known, encoded};
use crate::route::{AUTHORIZE, DEVICE_PAGE, HOME, METADATA, ROUTES, Route, STYLESHEET, TOKEN, path_at_home};

/// For what names no route.
pub const NOWHERE: &str = "(none)";

fn any(rng: &mut Rng) -> &'static Route {
    &ROUTES[rng.usize(..ROUTES.len())]
}

/// A request of some route that is wrong only in that it comes from nowhere: for faults of the head, which come first.
fn plain(known: &Known, rng: &mut Rng) -> Draft {
    let route = any(rng);
    Draft::new(route.pattern, "GET", path_at_home(route.pattern, known))
}

pub fn wrong_method(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let route = any(rng);
    let method = match rng.u8(..12) {
        0 => letters(rng, 200),
        1 => "PRI".to_owned(),
        _ => {
            const METHODS: [&str; 12] = [
                "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "PROPFIND", "get",
                "M-SEARCH",
            ];
            let wrong: Vec<&str> = METHODS.into_iter().filter(|method| !route.methods.contains(method)).collect();
            pick(rng, &wrong).to_owned()
        }
    };
    let mut draft = Draft::new(route.pattern, &method, path_at_home(route.pattern, known));
    if rng.bool() {
        draft = draft.form(encoded(&known.on_behalf_of()));
    }
    draft.send(host)
}

pub fn wrong_host(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let mut draft = plain(known, rng);
    let (name, port) = host.split_once(':').unwrap();
    match rng.u8(..8) {
        0 => {}
        1 => draft = draft.header("Host", host).header("Host", host),
        2 => draft = draft.header("Host", host).header("host", "contoso.example"),
        3 => draft = draft.header("Host", format!("{name}.contoso.example:{port}")),
        4 => draft = draft.header("Host", format!("contoso.example@{host}")),
        5 => {
            draft =
                draft.header("Host", pick(rng, &["", "localhost", "127.0.0.1", "[::1]", "localhost:0", ":", "0x7f.1"]))
        }
        6 => {
            draft =
                draft.header("Host", bytes(rng, 20).into_iter().filter(|b| *b > 0x20 && *b != 0x7f).collect::<Vec<_>>())
        }
        _ => {
            draft.target = format!("http://contoso.example{}", draft.target);
            draft = draft.header("Host", host);
        }
    }
    if rng.u8(..8) == 0 {
        draft.version = "HTTP/1.0";
        draft = draft.header("Connection", "keep-alive");
    }
    draft.as_bytes(draft.head(), Answers::These(1))
}

pub fn path_tricks(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let route = any(rng);
    let path = path_at_home(route.pattern, known);
    // In upper case the shortest path is what it was: no trick.
    let tricks = if path == HOME { 6 } else { 9 };
    let target = match rng.u8(..tricks) {
        0 => format!("/..{path}"),
        1 => format!("/%2e%2e/..%2f{path}"),
        2 => format!("/{path}"),
        3 => path.replacen('/', "//", rng.usize(2..4)).replacen("//", "///", 1),
        4 => format!("/a/b/c/d/e{path}"),
        5 => format!("{}%00", path.replace("me", "x/")).replace("/v1.0/", "/v9.9/").replace("/beta/", "/v9.9/"),
        6 => path.to_ascii_uppercase().replace("/V1.0/", "/V1.1/"),
        7 => format!("/%7e{}", word(rng).bytes().map(|byte| format!("%{byte:02x}")).collect::<String>()),
        _ => format!("{}\\..\\", path.replace("/v1.0/", "/v1.1/").replace("/beta/", "/alpha/")),
    };
    let method = pick(rng, &["GET", "HEAD", "POST", "DELETE"]);
    Draft::new(NOWHERE, method, target).send(host)
}

/// Some are longer than what hyper reads (64 KB).
pub fn long_target(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let length = pick(rng, &[&3000_usize, &20_000, &63_000, &70_000, &200_000]);
    let target = match rng.bool() {
        true => format!("/{}", letters(rng, 16).repeat(length / 16)),
        false => format!("{}?client_id={}", path_at_home(AUTHORIZE, known), letters(rng, 16).repeat(length / 16)),
    };
    let draft = Draft::new(AUTHORIZE, "GET", target);
    let bytes = draft.bytes(host);
    draft.as_bytes(bytes, if *length > 64_000 { Answers::OrEnd } else { Answers::These(1) })
}

/// Below what hyper reads, so that the tenant sees it.
pub fn query_flood(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let route = pick(rng, &[AUTHORIZE, DEVICE_PAGE]);
    let (params, _) = known.authorize();
    let pair = pick(rng, &["&", "&a=b", "&client_id=x", "&client-request-id=x", "&%2561"]);
    let query = encoded(&params) + &pair.repeat(rng.usize(100..3000));
    Draft::new(route, "GET", format!("{}?{query}", path_at_home(route, known))).send(host)
}

/// More than the hundred that hyper takes, or as many as that of one name on a request that is wrong anyway.
pub fn header_flood(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let mut draft = plain(known, rng).header("Host", host);
    for n in 0..rng.usize(101..900) {
        draft = draft.header(if n % 2 == 0 { "Cookie" } else { "X-Flood" }, letters(rng, 12));
    }
    draft.as_bytes(draft.head(), Answers::OrEnd)
}

pub fn huge_header(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let draft = plain(known, rng).header("Host", host);
    // hyper may read twice its limit of 400 KB before it looks.
    let length = rng.usize(900_000..1_200_000);
    let draft = match rng.bool() {
        true => draft.header("Authorization", letters(rng, 10).repeat(length / 10)),
        false => draft.header(&letters(rng, 10).repeat(length / 10), "x"),
    };
    draft.as_bytes(draft.head(), Answers::OrEnd)
}

pub fn bad_characters(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let draft = plain(known, rng);
    let line: &[u8] = pick(
        rng,
        &[
            &b"X: a\0b"[..],
            b"X : a",
            b"X\0: a",
            b"no colon",
            b": nameless",
            b"X: a\x07",
            b"X: a\x7f",
            b"\x80: a",
            b"X: a\rb",
            b"(X): a",
            b"X\xc3\xa4: b",
            b" folded: a",
        ],
    );
    let head = format!("{} {} {}\r\n", draft.method, draft.target, draft.version);
    let bytes = [head.as_bytes(), line, b"\r\nHost: ", host.as_bytes(), b"\r\n\r\n"].concat();
    draft.as_bytes(bytes, Answers::ThenEnd)
}

pub fn wrong_version(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let mut draft = plain(known, rng).header("Host", host);
    draft.version =
        *pick(rng, &[&"HTTP/2.0", &"HTTP/9.9", &"HTTP/1.2", &"http/1.1", &"HTTP/1", &"HTTPS/1.1", &"", &"HTTP/1.1 x"]);
    draft.as_bytes(draft.head(), Answers::ThenEnd)
}

pub fn garbage(known: &Known, host: &str, rng: &mut Rng) -> Hostile {
    let bytes = match rng.u8(..8) {
        0 => bytes(rng, 2000),
        1 => b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0".to_vec(),
        // A TLS hello to the http listener; inside of TLS on the other.
        2 => b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03".repeat(rng.usize(1..30)),
        3 => b"\r\n".repeat(rng.usize(1..300)),
        4 => word(rng).into_bytes(),
        5 => format!("GET {}\r\n\r\n", path_at_home(METADATA, known)).into_bytes(),
        6 => format!("CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n").into_bytes(),
        _ => {
            let whole = Draft::new(TOKEN, "POST", STYLESHEET).form(encoded(&known.on_behalf_of())).head();
            whole[..rng.usize(1..whole.len())].to_vec()
        }
    };
    Hostile { route: NOWHERE, bytes, answers: Answers::OrEnd, is_head: false, breaks_off: true }
}
