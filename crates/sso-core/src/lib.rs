//! The domain of single sign-on in Office add-ins: identifiers, clouds, registration, plan, tokens, findings, all rules
//! and the catalogue of errors.
//!
//! Pure: no network, disk or clock. Keys, time and finished GUIDs are handed in.

pub mod catalogue;
mod cloud;
pub mod code;
pub mod diagnose;
mod finding;
mod graph_call;
mod graph_permission;
mod id;
mod limit;
mod office;
mod place;
pub mod plan;
pub mod registration;
pub mod rules;
mod shown;
pub mod token;

pub use cloud::{Cloud, CustomCloud};
pub use finding::{Code, Evidence, Finding, Severity, Source};
pub use graph_call::{GRAPH_CALLS, GraphCall};
pub use graph_permission::{GRAPH_APP_ID, GraphPermission};
pub use id::{
    AppIdUri, ClientId, DisplayName, HostPort, ObjectId, Origin, RedirectPlatform, ScopeName, TenantId, ValueError,
};
pub use jiff::Timestamp;
pub use office::{HostWithoutSso, OfficeClient, OfficeHost, Standing};
pub use place::Place;
