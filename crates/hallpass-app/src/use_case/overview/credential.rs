//! By which the add-in proves who it is, as far as it is kept: looked for, not taken out.

use serde::Serialize;
use sso_core::ClientId;

use crate::use_case::profile::ShownProfile;
use crate::use_case::secret::{self, Kept, Verdict};
use crate::{App, AppError};

/// Whether the keyring has a client secret or a certificate of the add-in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum CredentialState {
    /// Nested app authentication alone needs none.
    NotNeeded,
    /// The practice tenant has the client secret of its own add-in ready.
    OfPractice,
    /// Without a client ID there is none to ask for.
    NoClientId,
    /// What is known of each, with how long it is good; also of one that the keyring has lost.
    Kept {
        kept: Vec<Kept>,
    },
    NotKept,
    /// The keyring did not say. `kept`: what the profile knows without it.
    NotKnown {
        why: String,
        kept: Vec<Kept>,
    },
}

impl CredentialState {
    /// `practice_add_in`: the practice tenant's own, where the flows go with that.
    pub(super) async fn of(
        app: &App,
        known: &ShownProfile,
        practice_add_in: Option<ClientId>,
    ) -> Result<Self, AppError> {
        if known.text("auth") == Some("naa") {
            return Ok(Self::NotNeeded);
        }
        if practice_add_in.is_some() {
            return Ok(Self::OfPractice);
        }
        let Some(client_id) = known.text("client_id") else { return Ok(Self::NoClientId) };
        let secret::Status { error, mut kept, .. } = secret::status(app).await?;
        kept.retain(|one| one.account.to_string().eq_ignore_ascii_case(client_id));
        Ok(match (error, kept.is_empty()) {
            (Some(error), _) => Self::NotKnown { why: error.message, kept },
            (None, true) => Self::NotKept,
            (None, false) => Self::Kept { kept },
        })
    }

    /// What is known of each.
    pub fn kept(&self) -> &[Kept] {
        match self {
            Self::Kept { kept } | Self::NotKnown { kept, .. } => kept,
            Self::NotNeeded | Self::OfPractice | Self::NoClientId | Self::NotKept => &[],
        }
    }

    /// Why none of those that are known can be used; `None` where one can, or none is known.
    pub(super) fn is_unusable(&self) -> Option<&'static str> {
        let unusable = |one: &Kept| match one.verdict {
            Verdict::Ended => Some("what is kept for On-Behalf-Of has ended"),
            Verdict::NotInKeyring => Some("the keyring has lost what was kept for On-Behalf-Of"),
            Verdict::OfAnotherCloud => Some("what is kept for On-Behalf-Of is of another cloud"),
            Verdict::Good | Verdict::EndUnknown | Verdict::EndsSoon => None,
        };
        let mut why = None;
        for one in self.kept() {
            why = Some(unusable(one)?);
        }
        why
    }
}
