//! The add-in only manifest.
//!
//! `scan` gives the tokens of any text, `judge` says whether it is well-formed, `read` makes the [`Manifest`] of it.

mod bounds;
mod judge;
pub(crate) mod names;
pub(crate) mod order;
mod overrides;
mod read;
pub(crate) mod scan;
pub(crate) mod text;

pub(crate) use judge::judge;
pub(crate) use read::read;
