//! The add-in only manifest.
//!
//! `judge` says whether a text is well-formed, `read` makes the [`Manifest`] of it: of the steps (`step`) along the judge's
//! tree (`tree`), or of those that a scan of any text gives (`scan`).

#[cfg(test)]
mod agreement;
mod base;
mod bounds;
mod copies;
mod encoding;
pub(crate) mod entities;
mod info;
mod judge;
pub(crate) mod names;
pub(crate) mod order;
mod overrides;
mod read;
mod resources;
mod role;
pub(crate) mod scan;
pub(crate) mod siblings;
pub(crate) mod step;
mod strict;
pub(crate) mod text;
mod tree;

pub(crate) use judge::judge;
pub(crate) use read::read;
