//! `.default` means "what the registration lists", and it lists nothing of this resource.

use sso_core::ClientId;

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 650057;

/// `listed`: the resources that the registration does list.
pub fn refusal(client_id: ClientId, name: &str, resource: &str, listed: &[ClientId]) -> Refusal {
    let listed: Vec<_> = listed.iter().map(ClientId::to_string).collect();
    Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!(
            "Invalid resource. The client has requested access to a resource which is not listed in the requested \
             permissions in the client's application registration. Client app ID: {client_id}({}). Resource value from \
             request: {}. List of valid resources from app registration: {}.",
            shown(name),
            shown(resource),
            listed.join(", ")
        ),
    )
    .with_status(400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_what_would_be_right() {
        let id = ClientId::from_uuid(uuid::Uuid::from_u128(7));
        let text = refusal(id, "Contoso add-in", "api://x", &[id]).text;
        assert!(text.contains("request: api://x. List of valid resources from app registration: 00000000"), "{text}");
    }
}
