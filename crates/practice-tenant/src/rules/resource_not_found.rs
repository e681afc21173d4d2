//! No application of the tenant has this App ID URI or client ID.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 500011;

pub fn refusal(resource: &str, tenant_name: &str) -> Refusal {
    let resource = shown(resource);
    Refusal::new(
        CODE,
        OAuthError::InvalidResource,
        format!(
            "The resource principal named {resource} was not found in the tenant named {tenant_name}. This can happen \
             if the application has not been installed by the administrator of the tenant or consented to by any user \
             in the tenant. You might have sent your authentication request to the wrong tenant."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_resource() {
        assert!(refusal("api://localhost:3001/x", "Contoso").text.contains("named api://localhost:3001/x was"));
    }
}
