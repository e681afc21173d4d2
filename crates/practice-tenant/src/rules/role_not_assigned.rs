//! "Assignment required" is on for an API, and the app that wants a token of its own has no role there.

use sso_core::ClientId;

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 501051;

/// An application by ID and name.
pub type Named<'a> = (ClientId, &'a str);

pub fn refusal(client: Named<'_>, api: Named<'_>) -> Refusal {
    let name = |(id, name): Named<'_>| format!("'{id}'({})", shown(name));
    Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!("Application {} is not assigned to a role for the application {}.", name(client), name(api)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_both() {
        let id = ClientId::from_uuid(uuid::Uuid::from_u128(7));
        let text = refusal((id, "Client"), (id, "API")).text;
        assert!(text.contains("(Client) is not assigned") && text.ends_with("(API)."), "{text}");
    }
}
