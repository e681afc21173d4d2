//! The app exists, but nobody has installed it in the tenant that is asked, and nobody can be asked now.

use sso_core::{ClientId, TenantId};

use super::{OAuthError, Refusal};

pub const CODE: u32 = 7000229;

pub fn refusal(client_id: ClientId, tenant: TenantId) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!(
            "The client application {client_id} is missing service principal in the tenant {tenant}. See instructions \
             here: https://go.microsoft.com/fwlink/?linkid=2225119"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_both() {
        let (id, tenant) = (uuid::Uuid::from_u128(7), uuid::Uuid::from_u128(9));
        let text = refusal(ClientId::from_uuid(id), TenantId::from_uuid(tenant)).text;
        assert!(text.contains(&id.to_string()) && text.contains(&tenant.to_string()));
    }
}
