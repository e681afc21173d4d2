//! The API exists and is multi-tenant, but has no service principal in the user's tenant.

use sso_core::{ClientId, TenantId};

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 650052;

pub fn refusal(api: ClientId, name: &str, tenant: TenantId) -> Refusal {
    let name = shown(name);
    Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!(
            "The app is trying to access a service '{api}'({name}) that your organization '{tenant}' lacks a service \
             principal for. Contact your IT Admin to review the configuration of your service subscriptions or consent \
             to the application in order to create the required service principal."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_service_and_the_tenant() {
        let (api, tenant) = (ClientId::from_uuid(uuid::Uuid::from_u128(7)), TenantId::from_uuid(uuid::Uuid::from_u128(9)));
        let text = refusal(api, "Northwind API", tenant).text;
        assert!(text.contains("(Northwind API)") && text.contains(&tenant.to_string()), "{text}");
    }
}
