//! Tokens made with keys of the test's own, drawn when it runs: good ones of each kind, version and cloud, and each fault
//! by itself. A row more is a line in the file of its check, in `rows/`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "every file here is a test or serves one")]

mod decoder;
mod explained;
mod made;
mod pasted;
mod property;
mod row;
mod rows;
mod signer;
mod table;
