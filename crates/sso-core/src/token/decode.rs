use std::fmt;

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::json::{self, Fault};
use super::members::Members;
use super::paste::begins_as_jwt;
use super::{Mistaken, TokenKind};

/// Longest text that is looked at. Entra's tokens are below 20 KB even with 200 groups.
pub const MAX_TOKEN_BYTES: usize = 1 << 20;

/// A JWT taken apart. Nothing in it is trusted.
#[derive(Clone)]
pub struct Decoded {
    pub header: Members,
    pub claims: Members,
    /// As received: the signature is over these bytes, not over a second rendering of them.
    signing_input: String,
    /// What makes a credential of the rest, and so what is wiped: claims are shown to people.
    signature: Zeroizing<Vec<u8>>,
    is_padded: bool,
}

impl Decoded {
    /// `header.claims`, as received.
    pub fn signing_input(&self) -> &str {
        &self.signing_input
    }

    /// Its bytes; none where `alg` is `none`.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// A part ends in `=`, which RFC 7515 leaves out.
    pub(super) fn is_padded(&self) -> bool {
        self.is_padded
    }

    /// A claim that is a string.
    pub fn text_claim(&self, name: &str) -> Option<&str> {
        self.claims.get(name)?.as_str()
    }
}

impl fmt::Debug for Decoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Decoded(…)")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Header,
    Claims,
    Signature,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Claims => "payload",
            Self::Signature => "signature",
        })
    }
}

/// Why a text is no JWT that can be read. Never repeats the token; of a key at most 60 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    #[error("there is no token: the text is empty")]
    Empty,
    /// `bytes`: as far as the text was read. Not said, because it may be longer still.
    #[error("the text is too large for a token: it has more than {MAX_TOKEN_BYTES} bytes")]
    TooLarge { bytes: usize },
    #[error("this is an opaque token or code: it has no parts that anyone but its issuer could read")]
    Opaque,
    #[error("{0}")]
    NotAToken(Mistaken),
    #[error("this is an encrypted token (JWE, five parts): only its recipient can read it")]
    Encrypted,
    #[error("a JWT has three parts between two dots, this text has {found}")]
    Parts { found: usize },
    #[error("the {part} is not base64url: {problem}")]
    Base64 { part: Part, problem: String },
    #[error("the {part} is not UTF-8")]
    NotUtf8 { part: Part },
    #[error("the {part} is not JSON: the fault is at line {line}, column {column} of the decoded text")]
    Json { part: Part, line: usize, column: usize },
    #[error("the {part} is cut off: its JSON ends in the middle")]
    CutOff { part: Part },
    #[error("the {part} is JSON but not an object")]
    NotAnObject { part: Part },
    #[error("the {part} has the key {key} twice")]
    DuplicateKey { part: Part, key: String },
    #[error("the {part} is nested too deeply")]
    TooDeep { part: Part },
}

impl DecodeError {
    /// What to do, without a full stop.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "copy the whole token, from its first ey to the end",
            Self::TooLarge { .. } => "paste one token and nothing else",
            Self::Opaque => {
                "refresh tokens, authorization codes and personal accounts' Graph tokens look like this; take \
                the token that getAccessToken returned"
            }
            Self::NotAToken(what) => what.hint(),
            Self::Encrypted => "take the token that getAccessToken returned: Entra signs it and does not encrypt it",
            Self::Parts { .. } | Self::CutOff { .. } => {
                "copy the whole token again; a log or a terminal may cut long lines"
            }
            Self::Base64 { .. } => "copy the token again, unchanged: letters, digits, hyphen and underscore only",
            Self::NotUtf8 { .. } | Self::Json { .. } | Self::NotAnObject { .. } | Self::TooDeep { .. } => {
                "copy the token again; if it stays so, it does not come from Entra"
            }
            Self::DuplicateKey { .. } => "do not trust it: two readers of this token can see two different tokens",
        }
    }

    /// The kind, as far as a text shows it that cannot be taken apart.
    pub fn kind(&self) -> TokenKind {
        match self {
            Self::Opaque => TokenKind::Opaque,
            Self::Encrypted => TokenKind::Encrypted,
            Self::Empty | Self::NotAToken(_) => TokenKind::NotAToken,
            _ => TokenKind::Malformed,
        }
    }
}

/// Takes a compact JWT apart, strictly: base64url (padding is tolerated, other characters and loose bits are not),
/// UTF-8 JSON objects, no duplicate keys, limited depth, at most [`MAX_TOKEN_BYTES`].
///
/// The signature is looked at by [`check`](super::check()) alone. Pasted text goes through [`clean`](super::clean())
/// first.
pub fn decode(token: &str) -> Result<Decoded, DecodeError> {
    if token.is_empty() {
        return Err(DecodeError::Empty);
    }
    if token.len() > MAX_TOKEN_BYTES {
        return Err(DecodeError::TooLarge { bytes: token.len() });
    }
    let mut parts = token.split('.');
    let (Some(header), Some(claims), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(match token.split('.').count() {
            // RFC 7516 §3.1: its first part is a header, as that of a JWT. Codes of Microsoft can have five parts, too.
            5 if begins_as_jwt(token) => DecodeError::Encrypted,
            _ if !begins_as_jwt(token) => opaque(token),
            found => DecodeError::Parts { found },
        });
    };
    // Nowhere else is it a letter of base64url.
    let is_padded = [header, claims, signature].into_iter().any(|part| part.ends_with('='));
    let signing_input = &token[..header.len() + 1 + claims.len()];
    let header = bytes(header, Part::Header)
        .and_then(|header| object(&header, Part::Header))
        // Refresh tokens and codes of Entra have dots, too.
        .map_err(|error| if begins_as_jwt(token) { error } else { opaque(token) })?;
    let claims = object(&bytes(claims, Part::Claims)?, Part::Claims)?;
    Ok(Decoded {
        header,
        claims,
        signing_input: signing_input.to_owned(),
        signature: Zeroizing::new(bytes(signature, Part::Signature)?),
        is_padded,
    })
}

/// A text that was not meant as a JWT.
fn opaque(text: &str) -> DecodeError {
    Mistaken::look(text).map_or(DecodeError::Opaque, DecodeError::NotAToken)
}

const BASE64URL: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

fn bytes(text: &str, part: Part) -> Result<Vec<u8>, DecodeError> {
    use base64::DecodeError as Base64;
    let problem = |problem| DecodeError::Base64 { part, problem };
    BASE64URL.decode(text).map_err(|error| match error {
        Base64::InvalidByte(at, b'+' | b'/') => problem(format!("character {} belongs to plain base64", at + 1)),
        Base64::InvalidByte(at, byte) if byte.is_ascii_graphic() => {
            problem(format!("character {} is {}", at + 1, char::from(byte)))
        }
        Base64::InvalidByte(at, _) => problem(format!("character {} is none of its letters", at + 1)),
        Base64::InvalidLength(_) | Base64::InvalidPadding => problem("characters are missing or too many".to_owned()),
        Base64::InvalidLastSymbol(..) => problem("its last character carries loose bits".to_owned()),
    })
}

fn object(bytes: &[u8], part: Part) -> Result<Members, DecodeError> {
    json::members(bytes).map_err(|fault| match fault {
        Fault::NotUtf8 => DecodeError::NotUtf8 { part },
        Fault::Syntax { line, column } => DecodeError::Json { part, line, column },
        Fault::CutOff => DecodeError::CutOff { part },
        Fault::NotAnObject => DecodeError::NotAnObject { part },
        Fault::DuplicateKey(key) => {
            DecodeError::DuplicateKey { part, key: key.escape_debug().take(60).collect::<String>() }
        }
        Fault::TooDeep => DecodeError::TooDeep { part },
    })
}
