//! `prompt=none`, and several accounts that are signed in would do.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 16000;

pub fn refusal() -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InteractionRequired,
        "Either multiple user identities are available for the current request or selected account is not supported \
         for the scenario.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_for_a_choice() {
        assert_eq!(refusal().error, OAuthError::InteractionRequired);
    }
}
