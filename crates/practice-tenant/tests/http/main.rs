//! The practice tenant over real HTTP and HTTPS, as a client, a browser and a stranger meet it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "every file here is a test or serves one")]

mod activity;
mod auto_sign_in;
mod control;
mod discovery;
mod fault;
mod graph;
mod journey;
mod loopback;
mod mint;
mod page;
mod refusal;
mod reset;
mod rig;
mod silent;
mod tenants;
mod token_shape;
