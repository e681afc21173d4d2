//! The add-in only manifest.
