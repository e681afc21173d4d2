//! Conditional Access demands a challenge of another provider.

use uuid::Uuid;

use super::{Refusal, challenge};
use crate::tenant::Challenged;

pub const CODE: u32 = 50158;

/// `policy`: what the client hands on as `claims`.
pub fn refusal(policy: Uuid, challenged: Challenged) -> Refusal {
    let refusal = Refusal::new(
        CODE,
        challenge::error(challenged),
        "External security challenge not satisfied. User will be redirected to another page or authentication provider to \
         satisfy additional authentication challenges.",
    );
    refusal.with_suberror("basic_action").with_claims(challenge::claims(policy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_to_ask_for() {
        let policy = Uuid::from_u128(9);
        let refusal = refusal(policy, Challenged::Interactively);
        assert!(refusal.claims.unwrap().contains(&policy.to_string()));
    }
}
