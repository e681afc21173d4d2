//! The resource has no such scope, or it is disabled. A scope without a resource in front is Microsoft Graph's.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 650053;

pub fn refusal(application: &str, scope: &str, resource: &str) -> Refusal {
    let (application, scope) = (shown(application), shown(scope));
    Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!(
            "The application '{application}' asked for scope '{scope}' that doesn't exist on the resource '{resource}'. \
             Contact the app vendor."
        ),
    )
    .with_status(400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_scope_and_resource() {
        let text = refusal("Contoso add-in", "mailread", "00000003-0000-0000-c000-000000000000").text;
        assert!(text.contains("scope 'mailread' that doesn't exist on the resource '00000003-"), "{text}");
    }
}
