//! The add-in only manifest.
//!
//! `scan` gives the tokens of any text, `judge` says whether it is well-formed, `read` makes the [`Manifest`] of it.

mod base;
mod bounds;
mod encoding;
mod entities;
mod info;
mod judge;
pub(crate) mod names;
pub(crate) mod order;
mod overrides;
mod read;
mod resources;
mod role;
pub(crate) mod scan;
mod siblings;
mod strict;
pub(crate) mod text;

pub(crate) use judge::judge;
pub(crate) use read::read;
pub(crate) fn parts(source: &crate::source::Source<'_>, part: u8) -> usize {
    match part {
        0 => source.text.len(),
        1 => encoding::breach(source).is_some() as usize,
        2 => bounds::nodes_limit(&source.text, source.room).is_ok() as usize,
        3 => strict::breach(&source.text).is_some() as usize,
        4 => scan::Scanner::new(source).count(),
        5 => judge(source).is_ok() as usize,
        _ => 0,
    }
}
