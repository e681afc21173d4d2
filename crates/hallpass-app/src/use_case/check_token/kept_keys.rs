//! Signing keys on disk, between runs: `<cache>/keys/<name>.json`. Public data; one run at a time fetches.

use std::path::PathBuf;
use std::time::Duration;

use entra_client::{EntraClient, KeptKeys, KeySource, ServedKeys};
use serde::{Deserialize, Serialize};
use sso_core::Timestamp;
use uuid::Uuid;

use crate::files::{Turn, read_if_there, write_private};
use crate::{App, AppError};

/// An answer has at most 1 MB.
const LIMIT: u64 = 2_000_000;
/// A fetch is two requests of at most 15 s; whoever has waited longer fetches by himself.
const PATIENCE: Duration = Duration::from_secs(35);

/// The name of a file says nothing: what it is for stands inside.
#[derive(Serialize, Deserialize)]
struct Stored {
    source: String,
    #[serde(flatten)]
    kept: KeptKeys,
}

/// The keys for a token with this key ID: those on disk as long as they are good, else fetched, and kept for the next
/// run. A cache that cannot be read or written is none, and no error.
pub(super) async fn keys_for(
    app: &App,
    client: &EntraClient,
    source: &KeySource,
    kid: Option<&str>,
    now: Timestamp,
) -> Result<ServedKeys, AppError> {
    let mut kept = read(app, source);
    let turn = match KeptKeys::may_be_fetched(kept.as_ref(), kid, now) {
        true => self::turn(app, source).await,
        false => None,
    };
    if turn.is_some() {
        // Whoever had the turn before may have fetched them.
        kept = read(app, source);
    }
    let before = kept.clone();
    let served = client.keys_for(source, &mut kept, kid, now).await;
    if let Some(kept) = kept.filter(|kept| before.as_ref() != Some(kept))
        && let Err(error) = write(app, source, kept)
    {
        tracing::debug!(code = error.code, "the keys were not kept");
    }
    drop(turn);
    Ok(served?)
}

/// Waits until no other run fetches these keys. `None` where there can be no lock, or nobody lets go of it.
async fn turn(app: &App, source: &KeySource) -> Option<Turn> {
    let turn = Turn::within_while_others_go_on(&path(app, source).with_extension("lock"), PATIENCE).await;
    turn.unwrap_or_else(|error| {
        tracing::debug!(code = error.code, "the kept keys have no lock");
        None
    })
}

fn read(app: &App, source: &KeySource) -> Option<KeptKeys> {
    let bytes = read_if_there(&path(app, source), LIMIT).ok()??;
    let stored: Stored = serde_json::from_slice(&bytes).ok()?;
    (stored.source == source.to_string() && !stored.kept.keys.keys.is_empty()).then_some(stored.kept)
}

fn write(app: &App, source: &KeySource, kept: KeptKeys) -> Result<(), AppError> {
    let stored = Stored { source: source.to_string(), kept };
    let json = serde_json::to_vec_pretty(&stored)
        .map_err(|error| AppError::could_not_check("keys-not-kept", error.to_string()))?;
    // Whole or not at all, so that a run that reads meanwhile sees the old keys or the new ones.
    write_private(&path(app, source), &json)
}

/// A tenant's name is too free to be a file's.
fn path(app: &App, source: &KeySource) -> PathBuf {
    let name = Uuid::new_v5(&Uuid::NAMESPACE_URL, source.to_string().as_bytes());
    app.folders.cache.join("keys").join(format!("{name}.json"))
}

#[cfg(test)]
mod tests;
