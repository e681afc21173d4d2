//! An embedded loopback tenant: Entra and Microsoft Graph as far as an Office add-in meets them, with Entra's own rules
//! and error texts.
//!
//! [`Tenant`](tenant::Tenant) is a pure state machine (registrations, consent, credentials → answer), each rule one file
//! under `rules/`; `http/` is the layer in front of it. No disk: keys and certificate are handed in and out.
//!
//! What a program that plays the browser may rely on in its pages stands at the head of `http/authorize.rs`.
//!
//! It judges assertions with its own few lines over its own key, not with the validator that the client side uses:
//! otherwise both could be wrong alike.

mod activity;
mod clock;
mod error;
mod http;
mod keys;
mod page;
mod ports;
mod rules;
mod seed;
mod server;
mod tenant;

pub use activity::{Handshake, Hint, Seen, SeenRequest, What};
pub use error::StartError;
pub use keys::KeyMaterial;
pub use seed::{Account, Person, Seed, SeedApplication, SeedTenant};
pub use server::{AutoSignIn, Clock, Config, PracticeTenant, Random, ReadyAddIn};
pub use tenant::{Fault, FaultError, FaultTarget, IssuedSecret, MintError, ServicePrincipal, TokenKind};
