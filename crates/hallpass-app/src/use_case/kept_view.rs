//! A client secret or a certificate that is kept, for a window: what is known of it, never it itself.

use serde::Serialize;
use sso_core::{ClientId, Timestamp};
use ts_rs::TS;

use super::secret::{Kept, Verdict};
use crate::vault::SecretKind;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct KeptView {
    #[ts(type = "\"client-secret\" | \"certificate-key\"")]
    pub kind: SecretKind,
    pub client_id: String,
    /// Of the add-in that the facts name.
    pub own: bool,
    /// The first characters of a secret, as Graph answers them.
    pub hint: Option<String>,
    /// Of a certificate.
    pub subject: Option<String>,
    pub thumbprint: Option<String>,
    #[ts(type = "string | null")]
    pub end: Option<Timestamp>,
    /// Whole days until then; negative ones are past.
    #[ts(type = "number | null")]
    pub days_left: Option<i64>,
    /// `None`: the keyring could not be asked, so that all this is what the profile has.
    pub in_keyring: Option<bool>,
    #[ts(type = "\"good\" | \"end-unknown\" | \"ends-soon\" | \"ended\" | \"not-in-keyring\" | \"of-another-cloud\"")]
    pub verdict: Verdict,
    /// Service and user, as the keyring's own program shows them.
    pub entry: String,
}

impl KeptView {
    pub(super) fn of(kept: Kept, own: Option<ClientId>) -> Self {
        Self {
            kind: kept.kind,
            client_id: kept.account.to_string(),
            own: own == Some(kept.account),
            hint: kept.hint,
            subject: kept.subject,
            thumbprint: kept.thumbprint,
            end: kept.end,
            days_left: kept.days_left,
            in_keyring: kept.in_keyring,
            verdict: kept.verdict,
            entry: kept.entry,
        }
    }
}
