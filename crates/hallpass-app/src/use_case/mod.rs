//! One file (or folder) a use case.

pub mod activity;
mod add_in;
mod authority;
pub mod check_manifest;
pub mod check_my_manifest;
pub mod check_registration;
pub mod check_token;
pub mod code;
pub mod diagnose;
pub mod edit_manifest;
pub mod finding_view;
pub mod manifest_markup;
pub mod new_manifest;
pub mod on_behalf_of;
pub mod overview;
pub mod plan;
pub mod preview_manifest;
pub mod profile;
pub mod registration;
pub mod rehearse;
pub mod reminders;
pub mod secret;
pub mod show_manifest;
pub mod sign_in;
pub mod sign_out;
pub mod token_view;
pub mod write_project;
