//! The unified manifest for Microsoft 365: what single sign-on needs of it.
//!
//! `judge` says whether a text is JSON and a manifest, `value` takes it apart, `read` fills the model by `shape`, which
//! says where in a manifest the things stand.

mod judge;
mod read;
mod shape;
mod value;

pub(crate) use judge::judge;
pub(crate) use read::read;
pub(crate) use value::{Member, Value};
