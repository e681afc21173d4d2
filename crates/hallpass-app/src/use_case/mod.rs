//! One file (or folder) a use case.

pub mod activity;
pub mod check_manifest;
pub mod check_registration;
pub mod check_token;
pub mod code;
pub mod diagnose;
pub mod edit_manifest;
pub mod new_manifest;
pub mod overview;
pub mod plan;
pub mod profile;
pub mod registration;
pub mod rehearse;
pub mod secret;
pub mod show_manifest;
pub mod token_view;
pub mod write_project;
