//! Client secrets and certificates: into the keyring, out of files, and what is known of them.

mod credential;
mod unlock;

pub use credential::{KeptCredential, credential};
pub use unlock::{SecretEvent, unlocked};
