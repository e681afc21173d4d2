//! Entra's rules, one file each: when it is broken, the words and code of the answer, the tests.
//!
//! A rule knows nothing of HTTP and changes nothing. Words and codes are those of Microsoft's error code reference, its
//! pages on the flows, and public reports. Microsoft changes the words now and then: a program must branch on `error`
//! and `suberror`, here as there.

mod challenge;
pub mod fault;
mod meaning;
mod refusal;

pub use meaning::{Meaning, meaning};
pub use refusal::{OAuthError, Refusal};

/// Declares each rule's file, and for tests the list of all codes.
macro_rules! rules {
    ($($rule:ident),+ $(,)?) => {
        $(pub mod $rule;)+

        #[cfg(test)]
        const CODES: &[(&str, u32)] = &[$((stringify!($rule), $rule::CODE)),+];
    };
}

rules! {
    access_blocked,
    account_disabled,
    account_not_in_tenant,
    account_type,
    admin_consent_required,
    application_disabled,
    application_not_found,
    assertion_audience,
    assertion_is_app_only,
    assertion_is_id_token,
    assertion_lifetime,
    assertion_malformed,
    assertion_signature,
    brokered_redirect_uri,
    client_assertion_audience,
    client_assertion_client,
    client_assertion_lifetime,
    client_assertion_signature,
    client_assertion_subject,
    client_secret_expired,
    client_secret_wrong,
    code_challenge_size,
    code_expired,
    code_of_another_tenant,
    code_redeemed,
    code_verifier_mismatch,
    consent_declined,
    consent_missing,
    credential_missing,
    cross_origin_redemption,
    device_code_expired,
    device_code_pending,
    device_code_unknown,
    device_not_compliant,
    external_challenge,
    flow_expired,
    grant_invalid,
    grant_needs_tenant,
    grant_revoked,
    id_token_disabled,
    malformed_request,
    mfa_registration_required,
    mfa_required,
    more_than_one_resource,
    no_reply_address,
    no_session,
    not_multi_tenant,
    parameter_missing,
    personal_accounts_unsupported,
    personal_token_version,
    pkce_required,
    prompt_unsupported,
    public_client_credential,
    redirect_uri_differs,
    redirect_uri_missing,
    redirect_uri_not_registered,
    redirect_uri_relative,
    refresh_token_inactive,
    resource_not_found,
    resource_not_installed,
    resource_not_listed,
    resource_parameter,
    response_mode_unsupported,
    response_type_unsupported,
    role_not_assigned,
    scope_malformed,
    scope_not_default,
    scope_not_on_resource,
    service_principal_missing,
    several_sessions,
    sign_in_frequency,
    signing_failed,
    spa_redemption,
    spa_refresh_token_expired,
    tenant_malformed,
    tenant_not_found,
    tenant_not_named,
    token_for_itself,
    unsupported_grant_type,
    user_code_expired,
    user_not_assigned,
    user_unknown,
    work_accounts_unsupported,
    wrong_method,
}

/// Foreign text within an answer: short, on one line.
fn shown(text: &str) -> String {
    const LONGEST: usize = 256;
    text.chars().filter(|c| is_shown(*c)).take(LONGEST).collect()
}

/// Not a control character, nor one that turns the text around it (Unicode, UAX #9): a name could read as another.
pub fn is_shown(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_two_rules_share_a_code() {
        let by_code: BTreeMap<_, _> = CODES.iter().map(|(rule, code)| (code, rule)).collect();
        assert_eq!(by_code.len(), CODES.len());
    }

    #[test]
    fn each_code_is_explained_to_people() {
        for (rule, code) in CODES {
            assert!(meaning(*code).is_some(), "{rule}: AADSTS{code} has no words");
        }
    }

    #[test]
    fn foreign_text_is_one_short_line() {
        assert_eq!(shown("a\r\nSet-Cookie: b"), "aSet-Cookie: b");
        assert_eq!(shown(&"ä".repeat(1000)).chars().count(), 256);
    }
}
