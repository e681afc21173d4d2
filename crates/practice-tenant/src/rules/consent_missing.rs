//! A scope that neither the user nor an administrator has granted to this client, where nobody can be asked.

use sso_core::ClientId;

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 65001;

/// Where the question came up: the same rule has another `error` there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The authorization endpoint, with `prompt=none`.
    Silently,
    /// The token endpoint: refresh or on-behalf-of.
    ForToken,
}

pub fn refusal(client_id: ClientId, name: &str, asked: Asked) -> Refusal {
    let name = shown(name);
    let error = match asked {
        Asked::Silently => OAuthError::InteractionRequired,
        Asked::ForToken => OAuthError::InvalidGrant,
    };
    Refusal::new(
        CODE,
        error,
        format!(
            "The user or administrator has not consented to use the application with ID '{client_id}' named '{name}'. \
             Send an interactive authorization request for this user and resource."
        ),
    )
    .with_suberror("consent_required")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_program_that_consent_is_the_way_out() {
        let id = ClientId::from_uuid(uuid::Uuid::from_u128(7));
        for (asked, error) in
            [(Asked::Silently, OAuthError::InteractionRequired), (Asked::ForToken, OAuthError::InvalidGrant)]
        {
            let refusal = refusal(id, "Contoso add-in", asked);
            assert_eq!((refusal.error, refusal.suberror), (error, Some("consent_required")));
        }
    }
}
