//! What single sign-on asks of a manifest.

use addin_manifest::Manifest;

use crate::{Finding, plan::Plan};

/// All findings of one manifest, the worst first, then by place. `bytes` are those the manifest was read from.
pub fn check_manifest(manifest: &Manifest, bytes: &[u8], plan: Option<&Plan>) -> Vec<Finding> {
    let _ = (manifest, bytes, plan);
    todo!()
}
