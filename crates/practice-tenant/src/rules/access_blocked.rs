//! Conditional Access lets nobody in.

use uuid::Uuid;

use super::{Refusal, challenge};
use crate::tenant::Challenged;

pub const CODE: u32 = 53003;

/// `policy`: what the client hands on as `claims`.
pub fn refusal(policy: Uuid, challenged: Challenged) -> Refusal {
    let refusal = Refusal::new(
        CODE,
        challenge::error(challenged),
        "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
    );
    refusal.with_suberror("message_only").with_claims(challenge::claims(policy))
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
