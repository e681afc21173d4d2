//! Tokens: what kind they are, what they say, and whether they hold.
//!
//! Facts: Microsoft's access token claims reference and claims validation pages.

mod check;
mod claim;
mod clock_off;
mod decode;
pub mod exchange;
mod json;
mod kept_keys;
mod key;
mod kind;
mod members;
mod named;
mod now;
mod opaque;
mod paste;
mod public_key;
mod secret;
mod time;
mod user_key;

pub(crate) use check::version_one_issuer;
pub use check::{
    Check, CheckId, ExchangeExpected, ExchangeReport, Expected, Judgement, TokenReport, Verdict, check, check_exchange,
    inspect, judge,
};
pub use claim::ExplainedClaim;
pub use clock_off::ClockOff;
pub use decode::{DecodeError, Decoded, MAX_TOKEN_BYTES, Part, decode};
pub use key::{Jwk, Jwks};
pub use kind::TokenKind;
pub use members::Members;
pub use now::Now;
pub use paste::{Cleaned, Mistaken, Noise, clean};
pub use public_key::KeySet;
pub use secret::{AccessToken, CertificateKey, ClientSecret, ExchangeIdentityToken, IdToken, RefreshToken};
pub use user_key::UserKey;
