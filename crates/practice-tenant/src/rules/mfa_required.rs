//! Conditional Access demands multi-factor authentication for the resource.

use sso_core::ClientId;
use uuid::Uuid;

use super::{Refusal, challenge};
use crate::tenant::Challenged;

pub const CODE: u32 = 50076;

/// `policy`: what the client hands on as `claims`.
pub fn refusal(resource: ClientId, policy: Uuid, challenged: Challenged) -> Refusal {
    let refusal = Refusal::new(
        CODE,
        challenge::error(challenged),
        format!(
            "Due to a configuration change made by your administrator, or because you moved to a new location, you must \
             use multi-factor authentication to access '{resource}'."
        ),
    );
    refusal.with_suberror("basic_action").with_claims(challenge::claims(policy))
}

/// The client demanded it itself, and there is no policy to name.
pub fn unnamed(resource: ClientId, challenged: Challenged) -> Refusal {
    Refusal { claims: None, ..refusal(resource, Uuid::nil(), challenged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_to_ask_for() {
        let policy = Uuid::from_u128(9);
        let refusal = refusal(ClientId::from_uuid(uuid::Uuid::from_u128(1)), policy, Challenged::Interactively);
        assert!(refusal.claims.unwrap().contains(&policy.to_string()));
    }
}
