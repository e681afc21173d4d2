//! Tokens: what kind they are, what they say, and whether they hold.
//!
//! Facts: Microsoft's access token claims reference and claims validation pages.

mod check;
mod claim;
mod decode;
mod key;
mod kind;
mod secret;

pub use check::{Check, CheckId, Expected, TokenReport, Verdict, check, inspect};
pub use claim::ExplainedClaim;
pub use decode::{DecodeError, Decoded, decode};
pub use key::{Jwk, Jwks};
pub use kind::TokenKind;
pub use secret::{AccessToken, ClientSecret, IdToken, RefreshToken};
