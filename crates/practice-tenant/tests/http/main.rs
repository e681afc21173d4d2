//! The practice tenant over real HTTP and HTTPS, as a client, a browser and a stranger meet it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "every file here is a test or serves one")]

mod activity;
mod admin_consent;
mod auto_sign_in;
mod certificate;
mod client_credentials;
mod conditional_access;
mod control;
mod device_code;
mod discovery;
mod exchange;
mod fault;
mod graph;
mod journey;
mod loopback;
mod mint;
mod page;
mod refusal;
mod reset;
mod rig;
mod seed;
mod silent;
mod slow;
mod tenants;
mod token_shape;
