//! The client ID is of no application in this tenant.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 700016;

pub fn refusal(client_id: &str, tenant_name: &str) -> Refusal {
    let client_id = shown(client_id);
    Refusal::new(
        CODE,
        OAuthError::UnauthorizedClient,
        format!(
            "Application with identifier '{client_id}' was not found in the directory '{tenant_name}'. This can happen \
             if the application has not been installed by the administrator of the tenant or consented to by any user \
             in the tenant. You may have sent your authentication request to the wrong tenant."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_was_sent_and_where() {
        let text = refusal("spaghetti", "Contoso").text;
        assert!(text.contains("identifier 'spaghetti' was not found in the directory 'Contoso'"), "{text}");
    }
}
