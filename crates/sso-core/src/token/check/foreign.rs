//! Tokens that are for others to check. They are explained, never called invalid.

use super::subject::{Subject, shown};
use super::{Check, CheckId};

/// Graph signs over a changed nonce: with the public keys the signature fails by design, and no claim of it is meant
/// for anyone but Graph.
pub(super) fn graph(subject: &Subject) -> Vec<Check> {
    const GRAPHS_OWN: &str = "for Graph alone to check";
    CheckId::ALL
        .into_iter()
        .filter(|id| !matches!(id, CheckId::Form | CheckId::Algorithm))
        .map(|id| match id {
            CheckId::Signature => Check::skipped(
                id,
                "not tried: Graph's tokens are signed so that only Graph can verify them, with public keys it \
                fails by design",
            ),
            CheckId::Audience => Check::fail(id, "it is for Microsoft Graph, not for your server")
                .found(shown(subject.claims.aud))
                .expected(subject.expected.client_id.to_string())
                .fix(
                    "send your server the token of getAccessToken and let the server get this one by \
                    On-Behalf-Of; as an assertion it ends in AADSTS50013",
                ),
            _ => Check::skipped(id, GRAPHS_OWN),
        })
        .collect()
}

/// Exchange names its own metadata document; Entra's keys, issuers and scopes have no part in it.
pub(super) fn exchange() -> Vec<Check> {
    CheckId::ALL
        .into_iter()
        .filter(|id| !matches!(id, CheckId::Form | CheckId::Algorithm))
        .map(|id| {
            Check::skipped(
                id,
                "not decided here: Exchange signs with keys of its own metadata document, not with Entra's",
            )
        })
        .collect()
}
