//! Looking for secrets and tokens where they must not be.

mod planted;
mod process;

use std::fs;
use std::path::{Path, PathBuf};

pub use planted::Planted;
pub use process::{Watch, descendants_named, family};

use crate::bytes;

/// A secret as it could stand in a file or a stream.
pub struct Needle {
    forms: Vec<(&'static str, Vec<u8>)>,
}

impl Needle {
    pub fn new(secret: &str) -> Self {
        assert!(secret.len() >= 16, "too short to be looked for: it would be found by chance");
        let mut needle = Self::of_bytes(secret.as_bytes());
        needle.forms.push(("UTF-16", secret.encode_utf16().flat_map(u16::to_le_bytes).collect()));
        needle.forms.push(("percent-encoded", percent(secret.as_bytes())));
        needle
    }

    /// Of a secret that is no text, such as a piece of a private key.
    pub fn of_bytes(raw: &[u8]) -> Self {
        let hex = raw.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes();
        let mut forms = vec![("plain", raw.to_owned()), ("hex", hex)];
        // Base64 of a text that it stands in: one of three, by its place in the text.
        for skip in 0..3 {
            forms.push(("base64", base64_inside(&raw[skip..])));
        }
        Self { forms }
    }

    /// In which form it stands there; `None` if it does not.
    pub fn found_in(&self, haystack: &[u8]) -> Option<&'static str> {
        // base64url differs in two characters
        let plain: Vec<u8> = haystack
            .iter()
            .map(|byte| match byte {
                b'-' => b'+',
                b'_' => b'/',
                other => *other,
            })
            .collect();
        self.forms.iter().find_map(|(name, form)| {
            let there = bytes::contains(haystack, form) || *name == "base64" && bytes::contains(&plain, form);
            there.then_some(*name)
        })
    }
}

fn percent(raw: &[u8]) -> Vec<u8> {
    raw.iter()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) => char::from(*byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect::<String>()
        .into_bytes()
}

/// Base64 of the whole groups of three bytes: what does not depend on what comes behind.
fn base64_inside(raw: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    raw.chunks_exact(3)
        .flat_map(|group| {
            let bits = u32::from(group[0]) << 16 | u32::from(group[1]) << 8 | u32::from(group[2]);
            [18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift & 63) as usize])
        })
        .collect()
}

/// Where a signed or encrypted token (`eyJ….….…`) begins.
pub fn token_in(haystack: &[u8]) -> Option<usize> {
    let in_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let mut at = 0;
    while let Some(start) = bytes::find(haystack, b"eyJ", at) {
        let mut parts = haystack[start..].split(|byte| !in_part(byte) && *byte != b'.').next().unwrap_or_default();
        parts = parts.strip_suffix(b".").unwrap_or(parts);
        if parts.split(|byte| *byte == b'.').filter(|part| part.len() >= 8).count() >= 3 {
            return Some(start);
        }
        at = start + 3;
    }
    None
}

/// Where a token begins, or so much of one that it is no mere mark of where it stood.
pub fn piece_of_token_in(haystack: &[u8]) -> Option<usize> {
    /// Of the shortened form that people see there are fewer.
    const PIECE: usize = 40;
    let in_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_piece = |at: &usize| {
        let begins = !haystack[..*at].last().is_some_and(|byte| in_part(byte) || *byte == b'.');
        begins && haystack[*at..].iter().take_while(|byte| in_part(byte)).count() >= PIECE
    };
    let mut starts =
        std::iter::successors(bytes::find(haystack, b"eyJ", 0), |at| bytes::find(haystack, b"eyJ", at + 3));
    token_in(haystack).or_else(|| starts.find(is_piece))
}

/// Every file below the folder with its content, unreadable ones and sockets left out.
pub fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let kind = entry.file_type().expect("the kind of a file");
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push((entry.path(), fs::read(entry.path()).expect("a file of the test's own is readable")));
            }
        }
    }
    found
}

/// Panics where a file below the folder holds the secret or a token.
#[track_caller]
pub fn assert_no_file_holds(folder: &Path, secret: &Needle) {
    for (path, content) in files_below(folder) {
        if let Some(form) = secret.found_in(&content) {
            panic!("{} holds the secret ({form})", path.display());
        }
        assert!(token_in(&content).is_none(), "{} holds a token", path.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "q8~Zx/1+Yv._w-Tabc9";

    #[test]
    fn a_secret_is_found_in_every_dress() {
        let needle = Needle::new(SECRET);
        let base64 = |text: String| String::from_utf8(base64_inside(format!("{text}xx").as_bytes())).unwrap();
        for text in [
            format!("client_secret={SECRET}&x"),
            "client_secret=q8~Zx%2F1%2BYv._w-Tabc9".to_owned(),
            base64(format!("{{\"s\":\"{SECRET}\"}}")),
            base64(format!("a{SECRET}")),
            base64(format!("ab{SECRET}")).replace('+', "-").replace('/', "_"),
        ] {
            assert!(needle.found_in(text.as_bytes()).is_some(), "{text}");
        }
        let utf16: Vec<u8> = SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(needle.found_in(&utf16).is_some());
        assert_eq!(needle.found_in(b"q8~Zx/1+Yv._w-Tabc8"), None);
    }

    #[test]
    fn a_token_is_told_from_its_parts() {
        assert_eq!(token_in(b"x=eyJhbGciOiJ9.eyJhdWQiOiI.c2lnbmF0dXJl\n"), Some(2));
        assert_eq!(token_in(b"eyJhbGciOiJ9 eyJhbGciOiJ9.eyJhdWQiOiI."), None);
    }

    #[test]
    #[should_panic(expected = "holds the secret (plain)")]
    fn a_planted_secret_is_found() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        fs::write(folder.path().join("a/b/c.log"), format!("x{SECRET}y")).unwrap();
        assert_no_file_holds(folder.path(), &Needle::new(SECRET));
    }
}
