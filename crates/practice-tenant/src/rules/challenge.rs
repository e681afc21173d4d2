//! What the answers of Conditional Access have in common. Not a rule by itself.

use serde_json::json;
use uuid::Uuid;

use super::OAuthError;
use crate::tenant::Challenged;

/// Entra answers the same breach in two ways; a program must handle both.
pub fn error(challenged: Challenged) -> OAuthError {
    match challenged {
        Challenged::Interactively => OAuthError::InteractionRequired,
        Challenged::ByGrant => OAuthError::InvalidGrant,
    }
}

/// What the client hands on, as text, to the next interactive sign-in.
pub fn claims(policy: Uuid) -> String {
    json!({ "access_token": { "polids": { "essential": true, "values": [policy] } } }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_json_as_in_entras_example() {
        let id = Uuid::from_u128(7);
        let text = claims(id);
        assert_eq!(text, format!(r#"{{"access_token":{{"polids":{{"essential":true,"values":["{id}"]}}}}}}"#));
    }
}
