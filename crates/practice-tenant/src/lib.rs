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

//!
//! # In a test
//!
//! [`PracticeTenant::start`] binds free ports where the config says 0, and everything ends when it is dropped:
//!
//! ```no_run
//! use jiff::{SignedDuration, Timestamp};
//! use practice_tenant::{Config, Fault, FaultTarget, KeyMaterial, PracticeTenant, Seed, TokenKind};
//! use std::sync::Arc;
//!
//! # async fn example(random: practice_tenant::Random, now: Timestamp) -> Result<(), Box<dyn std::error::Error>> {
//! let tenant = PracticeTenant::start(Config {
//!     http_port: 0,
//!     https_port: 0,
//!     seed: Seed::contoso_with_add_in("localhost:3000".parse()?),
//!     keys: KeyMaterial::generate(now)?,
//!     control_token: None,
//!     clock: Arc::new(move || now),
//!     random,
//! })
//! .await?;
//!
//! // The third exchange asks for a second factor; see `Fault::new` for codes and places.
//! tenant.fault(Fault::new("50076", Some(FaultTarget::OnBehalfOf), 3.try_into().ok())?);
//! // What a server may be sent, each claim as the test wants it.
//! let token = tenant.mint(TokenKind::BootstrapV2, &[("scp".to_owned(), Some("other".into()))])?;
//! // Two hours later every access token has ended.
//! tenant.move_time(SignedDuration::from_hours(2));
//! // What was asked so far, and what a client missed that gave up.
//! let (seen, hints) = (tenant.activity(0), tenant.hints());
//! // Back to the seed for the next test; the add-in's secret stays.
//! tenant.reset();
//! # Ok(())
//! # }
//! ```

mod activity;
mod certificate;
mod clock;
mod error;
mod http;
mod keys;
mod limits;
mod page;
mod ports;
mod rules;
mod seed;
mod serve;
mod server;
mod tenant;

pub use activity::{Handshake, Hint, Seen, SeenRequest, What};
pub use error::StartError;
pub use keys::KeyMaterial;
pub use limits::Limits;
pub use ports::is_port_free;
pub use rules::{Meaning, meaning};
pub use seed::{
    AccessControl, Account, ConditionalAccessPolicy, Person, Seed, SeedApplication, SeedFileError, SeedSecret,
    SeedTenant,
};
pub use server::{AutoSignIn, Clock, Config, PracticeTenant, Random, ReadyAddIn};
pub use tenant::{
    ClaimOrder, ExchangeIdentity, ExchangeRefusal, Fault, FaultError, FaultTarget, IdentifierUriPolicy,
    IdentityTokenFlaw, IdentityTokenShape, IssuedSecret, MintError, ServicePrincipal, TokenKind, TokenOrder,
};
