//! The practice tenant as the product uses it: one of its own for a rehearsal, or one that all programs share through a
//! run file.

/// Ports of the shared tenant unless others are asked for.
pub const HTTP_PORT: u16 = 47080;
pub const HTTPS_PORT: u16 = 47443;
/// Where the pages of the seeded add-in are taken to be: the port of Microsoft's own templates.
pub const ADD_IN_DOMAIN: &str = "localhost:3000";

mod client;
mod consent;
mod dev_certificate;
mod faults;
mod keys;
mod look;
mod mint;
mod options;
mod own;
mod person;
mod port;
mod run_file;
mod seed_file;
mod shared;

pub use client::{Environment, TrustVariable};
pub use consent::consented;
pub use dev_certificate::folder as dev_certificate_folder;
/// How far time is moved.
pub use jiff::SignedDuration;
pub use keys::ca_file;

pub use faults::{
    KnownFault, SetFault, clear_fault, clear_faults, fault, known_faults, meaning, set_fault, set_faults,
};
pub use look::{
    Activity, HintOn, MoveTime, SeenRequest, SomebodyThere, Status, Time, activity, sign_in_without_asking, status,
    time,
};
pub(crate) use look::{ahead, now_in};
pub use mint::{Administrator, Claim, MintedToken, administrator, mint};
pub use options::Options;
pub use own::start_own;
pub use person::sign_in_as;
/// The tenant's own types, as faces name them: a face depends on this crate alone.
pub use practice_tenant::{AutoSignIn, ClaimOrder, Fault, FaultTarget, IdentityTokenFlaw, TokenKind, TokenOrder};
pub use run_file::RunFile;
pub use seed_file::SeedFile;
pub use shared::{Attached, Running, Started, environment, environment_within, reset, running, start, stop};
