//! The rules over real manifests, through the crate's public face only.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking, also in what it calls")]

mod corpus;
