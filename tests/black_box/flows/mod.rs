//! Sign-in, On-Behalf-Of and Graph by the built command, in a practice tenant over real HTTPS.

mod credential;
mod desk;
mod device_code;
mod graph;
mod linux;
mod preflight;
