//! One file a use case.

pub mod rehearse;
