use super::{Needle, piece_of_token_in};

/// A whole line of base64 in PEM.
const LINE: usize = 64;

/// Of what stands before a token so much says where it was found.
const BEFORE: usize = 80;

/// The secrets of a run, each under its name, to be looked for where none may be.
#[derive(Default)]
pub struct Planted(Vec<(&'static str, Needle)>);

impl Planted {
    pub fn plant(&mut self, name: &'static str, secret: &str) {
        self.0.push((name, Needle::new(secret)));
    }

    /// A private key in PEM: no whole line of it may be seen.
    pub fn plant_key(&mut self, name: &'static str, pem: &str) {
        let key = pem.split_once("PRIVATE KEY-----").expect("a private key").1;
        let key = key.split_once("-----END").expect("the end of the key").0;
        let before = self.0.len();
        self.0.extend(key.lines().filter(|line| line.len() == LINE).map(|line| (name, Needle::new(line))));
        assert!(self.0.len() > before, "no whole line in the key: {name}");
    }

    /// Each of them apart, with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Needle)> {
        self.0.iter().map(|(name, needle)| (*name, needle))
    }

    /// The name of the first of them that stands there, and its form; or that a token does, whole or in part.
    pub fn found_in(&self, haystack: &[u8]) -> Option<String> {
        let of_a_secret =
            self.iter().find_map(|(name, needle)| Some(format!("{name} ({})", needle.found_in(haystack)?)));
        of_a_secret.or_else(|| {
            let at = piece_of_token_in(haystack)?;
            Some(format!("a token (after `{}`)", String::from_utf8_lossy(&haystack[at.saturating_sub(BEFORE)..at])))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "abc8Q~planted_for-a-test.4Fq2";
    const KEY_LINE: &str = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDexampleOfAKey";

    fn planted() -> Planted {
        let mut planted = Planted::default();
        planted.plant("the client secret", SECRET);
        planted.plant_key(
            "the key",
            &format!("-----BEGIN PRIVATE KEY-----\n{KEY_LINE}\nabc=\n-----END PRIVATE KEY-----\n"),
        );
        planted
    }

    #[test]
    fn each_that_was_planted_is_found_by_its_name() {
        for (line, said) in [
            (format!("{{\"a\":\"{SECRET}\"}}"), "the client secret (plain)"),
            (format!("[\"x\",\"{KEY_LINE}\"]"), "the key (plain)"),
            ("\"eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhcGkifQ.c2lnbmF0dXJl\"".to_owned(), "a token (after `\"`)"),
            (format!("\"eyJ{}\"", "a".repeat(60)), "a token (after `\"`)"),
            // Random, as an opaque value of a claim may be.
            (format!("\"1.eyJ{}\"", "a".repeat(60)), "nothing"),
            ("\"eyJ0eXAiOi…c2ln\"".to_owned(), "nothing"),
        ] {
            assert_eq!(planted().found_in(line.as_bytes()).as_deref().unwrap_or("nothing"), said, "{line}");
        }
    }

    #[test]
    #[should_panic(expected = "no whole line")]
    fn a_key_that_would_never_be_found_is_refused() {
        Planted::default().plant_key("the key", "-----BEGIN PRIVATE KEY-----\nabc=\n-----END PRIVATE KEY-----\n");
    }
}
