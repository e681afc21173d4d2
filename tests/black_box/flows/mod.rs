//! Sign-in, On-Behalf-Of and Graph by the built command, in a practice tenant over real HTTPS.

mod credential;
pub mod desk;
mod device_code;
mod graph;
pub mod linux;
mod preflight;
