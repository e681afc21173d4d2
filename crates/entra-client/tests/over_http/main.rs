//! The client against small servers of the test's own, over real sockets: what a server may answer, and what anybody
//! on this machine may send to the loopback listener.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends by panicking")]

mod certificate;
mod device_code;
mod discovery;
mod exchange;
mod graph;
mod kept_keys;
mod listener;
mod network;
mod on_behalf_of;
mod practice;
mod redirect_issuer;
mod refresh;
mod refreshed_id_token;
mod server;
mod sign_in;
mod traffic;
