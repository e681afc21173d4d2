//! Tokens: what kind they are, what they say, and whether they hold.
//!
//! Facts: Microsoft's access token claims reference and claims validation pages.

mod check;
mod claim;
mod clean;
mod decode;
mod json;
mod key;
mod kind;
mod secret;
mod time;

#[cfg(test)]
mod tests;

pub(crate) use check::version_one_issuer;
pub use check::{Check, CheckId, Expected, TokenReport, Verdict, check, inspect};
pub use claim::ExplainedClaim;
pub use clean::{Cleaned, Noise, clean};
pub use decode::{DecodeError, Decoded, MAX_TOKEN_BYTES, Part, decode};
pub use key::{Jwk, Jwks};
pub use kind::TokenKind;
pub use secret::{AccessToken, ClientSecret, ExchangeIdentityToken, IdToken, RefreshToken};
