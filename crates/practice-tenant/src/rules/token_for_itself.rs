//! An app that asks for a token to its own API without a page must name itself by GUID, not by App ID URI.

use sso_core::ClientId;

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 90009;

/// `resource`: what stood before the scope's name, and whether it is the client's own API.
pub fn check(client_id: ClientId, name: &str, resource: &str, is_itself: bool) -> Result<(), Refusal> {
    if !is_itself || resource == client_id.to_string() {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!(
            "Application '{client_id}'({}) is requesting a token for itself. This scenario is supported only if \
             resource is specified using the GUID based App Identifier.",
            shown(name)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_guid_only() {
        let id: ClientId = "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().unwrap();
        let uri = format!("api://localhost:3000/{id}");
        for (resource, is_itself, fine) in [(id.to_string(), true, true), (uri.clone(), true, false), (uri, false, true)]
        {
            assert_eq!(check(id, "Contoso add-in", &resource, is_itself).is_ok(), fine, "{resource} {is_itself}");
        }
    }
}
