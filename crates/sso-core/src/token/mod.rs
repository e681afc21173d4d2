//! Tokens: what kind they are, what they say, and whether they hold.
//!
//! Facts: Microsoft's access token claims reference and claims validation pages.

mod check;
mod claim;
mod clean;
mod decode;
pub mod exchange;
mod json;
mod kept_keys;
mod key;
mod kind;
mod secret;
mod time;

#[cfg(test)]
mod tests;

pub use check::{
    Check, CheckId, ExchangeExpected, ExchangeReport, Expected, TokenReport, Verdict, check, check_exchange, inspect,
};
pub use claim::ExplainedClaim;
pub use clean::{Cleaned, Noise, clean};
pub use decode::{DecodeError, Decoded, MAX_TOKEN_BYTES, Part, decode};
pub use key::{Jwk, Jwks};
pub use kind::TokenKind;
pub use secret::{AccessToken, ClientSecret, ExchangeIdentityToken, IdToken, RefreshToken};
