use std::fmt;

use uuid::Uuid;

use super::is_blank;
use crate::token::json;

/// What a text is that nobody could have meant as a token, or meant and did not copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mistaken {
    /// Text with blanks in it.
    Words,
    /// JSON without a member that is a token.
    Json,
    /// The answer of a token endpoint that refused.
    ErrorAnswer,
    /// Header or payload as decoders show them.
    TakenApart,
    Address,
    Guid,
    /// `-----BEGIN …`
    Pem,
    /// XML or HTML: a SAML assertion, which is base64 in the form that a browser posts, or a page.
    Markup,
    /// What JavaScript writes for a value that is none, or no text.
    NoValue,
    /// A number of Office's or Entra's.
    ErrorCode,
    /// It looks like a client secret's value.
    Secret,
    /// Shorter than anything that Entra hands out.
    Short,
    /// Characters that no token has.
    Characters,
}

const NO_VALUES: [&str; 4] = ["undefined", "null", "NaN", "None"];

/// Opaque tokens and codes have hundreds of characters; a longer beginning of one is told as what it begins.
const SHORTEST: usize = 12;

impl fmt::Display for Mistaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Words => "this is text with blanks in it, and a token has none",
            Self::Json => "this is JSON, and none of its members is a token",
            Self::ErrorAnswer => "this is the answer of a refusal: there is no token in it",
            Self::TakenApart => {
                "this is a token that was already taken apart: without its three parts nothing can be verified"
            }
            Self::Address => "this is an address, and there is no token in it that can be read",
            Self::Guid => "this is a GUID, such as a client ID or a tenant ID, and no token",
            Self::Pem => "this is a certificate or a key, and no token",
            Self::Markup => "this is XML or HTML, such as a SAML assertion or a page, and no JWT",
            Self::NoValue => "this is what JavaScript writes for a value that is not there or is no text, and no token",
            Self::ErrorCode => "this is an error code, and no token",
            Self::Secret => "this looks like the value of a client secret, and is no token",
            Self::Short => "this is too short for a token",
            Self::Characters => "this text has characters that no token has",
        })
    }
}

impl Mistaken {
    /// What to do, without a full stop.
    pub(in crate::token) fn hint(self) -> &'static str {
        match self {
            Self::Words | Self::Characters | Self::Json | Self::Guid | Self::Short => {
                "copy the token alone: what getAccessToken returned, from its first ey to the end"
            }
            Self::ErrorAnswer => {
                "its error_description names the reason, with a code that begins with AADSTS; hallpass diagnose reads \
                the whole answer"
            }
            Self::ErrorCode => "hallpass diagnose with this code says what it means",
            Self::NoValue => {
                "await getAccessToken, look whether it failed, and copy the text that it returned: hallpass diagnose reads \
                its error"
            }
            Self::Secret => {
                "keep it to yourself: it stands in the server's settings alone; copy what getAccessToken returned"
            }
            Self::TakenApart => "copy the token itself, in three parts between two dots, and not what a decoder showed",
            Self::Address => {
                "a code in it is for your client's library to redeem; to look at a token, copy what getAccessToken \
                returned"
            }
            Self::Markup => "copy what getAccessToken returned: it is a JWT, from its first ey to the end",
            Self::Pem => "keep it to yourself if it is a private key; copy what getAccessToken returned",
        }
    }

    /// `None`: it may be an opaque token or a code, as far as its letters tell.
    pub(in crate::token) fn look(text: &str) -> Option<Self> {
        if NO_VALUES.contains(&text) || text.starts_with("[object ") {
            return Some(Self::NoValue);
        }
        if text.starts_with(['{', '[']) {
            return Some(Self::json(text));
        }
        // The second is `<?xml`, the third `<saml`, in base64.
        if ["<", "PD94bWw", "PHNhbW"].into_iter().any(|beginning| text.starts_with(beginning)) {
            return Some(Self::Markup);
        }
        if text.contains("-----BEGIN") {
            return Some(Self::Pem);
        }
        if text.parse::<Uuid>().is_ok() {
            return Some(Self::Guid);
        }
        if text.contains("://") {
            return Some(Self::Address);
        }
        if text.contains(is_blank) {
            return Some(Self::Words);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Some(Self::Characters);
        }
        let number = text.strip_prefix("AADSTS").unwrap_or(text);
        if (3..=8).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::ErrorCode);
        }
        // As the portal shows them now, which is documented nowhere: so it only looks like one.
        if (34..=44).contains(&text.len()) && text.get(4..6) == Some("Q~") {
            return Some(Self::Secret);
        }
        (text.len() < SHORTEST && !text.contains('.')).then_some(Self::Short)
    }

    fn json(text: &str) -> Self {
        match json::object(text.as_bytes()) {
            Ok(object) if object.contains_key("error") => Self::ErrorAnswer,
            Ok(object) if object.contains_key("aud") || object.contains_key("alg") => Self::TakenApart,
            // As jwt.ms shows it: {header}.{payload}.[Signature]
            Err(_) if text.contains("}.{") => Self::TakenApart,
            _ => Self::Json,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mistaken::*;
    use super::*;

    #[test]
    fn looks() {
        for (text, what) in [
            ("hello there", Some(Words)),
            ("Hello. This is. Text.", Some(Words)),
            (r#"{"access_token":3}"#, Some(Json)),
            ("[1]", Some(Json)),
            ("{", Some(Json)),
            (r#"{"error":"invalid_grant","error_description":"AADSTS50013: a"}"#, Some(ErrorAnswer)),
            (r#"{"aud":"a","iss":"b"}"#, Some(TakenApart)),
            (r#"{"typ":"JWT","alg":"RS256"}"#, Some(TakenApart)),
            ("{\n  \"alg\": \"RS256\"\n}.{\n  \"aud\": \"a\"\n}.[Signature]", Some(TakenApart)),
            ("https://localhost:3000/?code=0.AXEA&state=1", Some(Address)),
            ("c6c1f32b-5e55-4997-881a-753cc1d563b7", Some(Guid)),
            ("-----BEGIN CERTIFICATE-----\nMII", Some(Pem)),
            ("<samlp:Response xmlns:samlp=\"urn:a\"><a/></samlp:Response>", Some(Markup)),
            ("<!doctype html>", Some(Markup)),
            ("PHNhbWxwOlJlc3BvbnNlPjwvc2FtbHA6UmVzcG9uc2U+", Some(Markup)),
            ("PD94bWwgdmVyc2lvbj0iMS4wIj8+", Some(Markup)),
            ("töken", Some(Characters)),
            ("undefined", Some(NoValue)),
            ("[object Object]", Some(NoValue)),
            ("[object Promise]", Some(NoValue)),
            ("13005", Some(ErrorCode)),
            ("AADSTS65001", Some(ErrorCode)),
            ("hello", Some(Short)),
            ("Q8xQ~fictional.value_that-nobody.issued7", None),
            ("Q8x8Q~fictional.value_that-nobody.issu7", Some(Secret)),
            ("EwBwA8l6BAAU", None),
            ("0.AXEAv4j5cvGG.AgABBAIA", None),
        ] {
            assert_eq!(Mistaken::look(text), what, "{text}");
        }
    }
}
