//! The answers that can be asked for though no rule is broken: every code whose `error` is known.
//!
//! The words are the rule's, where they need no more than the client. Where a rule needs more, or there is none, Entra's
//! words that can do without stand here; for the others the sentence that explains the code serves. `error` and `suberror` are
//! those that Microsoft's pages on the flows give.

use sso_core::{ClientId, GRAPH_APP_ID};

use uuid::Uuid;

use super::{
    OAuthError, Refusal, access_blocked, assertion_signature, client_secret_wrong, consent_declined,
    device_code_expired, device_code_pending, device_code_unknown, device_not_compliant, external_challenge, meaning,
    mfa_registration_required, mfa_required, no_session, signing_failed, user_code_expired,
};
use crate::tenant::{Challenged, FaultTarget};

/// The Conditional Access policy that a challenge without one names. No tenant has it, so a sign-in that hands it on
/// meets nothing.
const POLICY: Uuid = Uuid::from_u128(0x0a0a_0a0a_0000_4000_8000_0000_0000_0002);

/// A code, and the `error` that comes with it at the token endpoint.
const ERRORS: &[(OAuthError, &[u32])] = &[
    (OAuthError::AccessDenied, &[50105, 65004, 90094]),
    (OAuthError::AuthorizationPending, &[70016]),
    (OAuthError::BadVerificationCode, &[70018]),
    (OAuthError::ExpiredToken, &[70019, 70020]),
    (OAuthError::InteractionRequired, &[16000]),
    (
        OAuthError::InvalidClient,
        &[
            50048, 650_052, 650_053, 650_057, 700_021, 700_023, 700_024, 700_025, 700_027, 7_000_215, 7_000_218,
            7_000_222, 7_000_229,
        ],
    ),
    (
        OAuthError::InvalidGrant,
        &[
            50013, 50020, 50034, 50057, 50076, 50079, 50089, 50126, 50158, 50173, 53000, 53003, 54005, 65001, 70000,
            70008, 70043, 240_002, 500_112, 500_131, 500_133, 501_051, 501_481, 700_005, 700_082, 700_084, 7_000_114,
        ],
    ),
    (
        OAuthError::InvalidRequest,
        &[
            50011, 50027, 50059, 50194, 70007, 90002, 90009, 90023, 90102, 500_113, 500_201, 500_208, 501_491, 900_023,
            900_144, 900_561, 900_971, 901_002, 7_000_471, 9_001_023, 9_002_313, 9_002_325, 9_002_326, 9_002_327,
            9_002_331, 9_002_332,
        ],
    ),
    (OAuthError::InvalidResource, &[500_011]),
    (OAuthError::InvalidScope, &[28000, 70011, 1_002_012]),
    (OAuthError::LoginRequired, &[50058]),
    (OAuthError::TemporarilyUnavailable, &[90033]),
    (OAuthError::UnauthorizedClient, &[700_016, 7_000_112]),
    (OAuthError::UnsupportedGrantType, &[70003]),
    (OAuthError::UnsupportedResponseType, &[70005, 700_054]),
];

/// Those that a person meets in the browser; all others are answers of the token endpoint.
const INTERACTIVE: &[u32] = &[
    16000, 50011, 50020, 50034, 50058, 50105, 50126, 50194, 65004, 70005, 70007, 90023, 90094, 90102, 500_113, 500_208,
    650_052, 650_053, 650_057, 700_054, 900_971, 7_000_471,
];

/// Those that never reach a redirect URI, because it is not known to be the client's.
const ON_A_PAGE: &[u32] = &[50011, 90002, 90102, 500_113, 700_016, 900_023, 900_971, 7_000_471];

/// Of those whose `error` is `invalid_client`, what has nothing to do with the client's credential.
const NOT_UNAUTHORIZED: &[u32] = &[650_052, 650_053, 650_057];

/// In ascending order. A code is among them if there are words for it.
pub fn codes() -> Vec<u32> {
    let all = ERRORS.iter().flat_map(|(_, codes)| codes.iter().copied());
    let mut all: Vec<u32> = all.filter(|code| has_words(*code)).collect();
    all.sort_unstable();
    all
}

pub fn is_interactive(code: u32) -> bool {
    INTERACTIVE.contains(&code)
}

pub fn is_on_a_page(code: u32) -> bool {
    ON_A_PAGE.contains(&code)
}

/// `client_id`: who asks, if that is known. `at`: the request that is struck. `None` for a code that is not
/// among [`codes`].
pub fn refusal(code: u32, client_id: Option<ClientId>, at: FaultTarget) -> Option<Refusal> {
    if let Some(refusal) = of_rule(code, client_id, at) {
        return Some(refusal);
    }
    let (error, _) = ERRORS.iter().find(|(_, codes)| codes.contains(&code))?;
    // Missing consent is told otherwise in the browser alone, a challenge on behalf of a user, too.
    let error = if code == 65001 && at == FaultTarget::Authorize { OAuthError::InteractionRequired } else { *error };
    let client = client_id.map_or_else(|| "the client".to_owned(), |id| id.to_string());
    let text = match words(code) {
        Some(words) => words.replace("{client}", &client),
        None => meaning(code)?.meaning,
    };
    let refusal = Refusal::new(code, error, text);
    Some(match code {
        65001 => refusal.with_suberror("consent_required"),
        _ if NOT_UNAUTHORIZED.contains(&code) => refusal.with_status(400),
        50173 | 700_082 | 700_084 | 70043 => refusal.with_suberror("bad_token"),
        _ => refusal,
    })
}

fn of_rule(code: u32, client_id: Option<ClientId>, at: FaultTarget) -> Option<Refusal> {
    let challenged = match at {
        FaultTarget::Authorize | FaultTarget::OnBehalfOf => Challenged::Interactively,
        _ => Challenged::ByGrant,
    };
    let graph = ClientId::from_uuid(GRAPH_APP_ID);
    Some(match code {
        access_blocked::CODE => access_blocked::refusal(POLICY, challenged),
        assertion_signature::CODE => assertion_signature::bad_signature(),
        client_secret_wrong::CODE => client_secret_wrong::refusal(client_id?),
        consent_declined::CODE => consent_declined::refusal(),
        device_code_expired::CODE => device_code_expired::refusal(),
        device_code_pending::CODE => device_code_pending::refusal(false),
        device_code_unknown::CODE => device_code_unknown::refusal(),
        device_not_compliant::CODE => device_not_compliant::refusal(challenged),
        external_challenge::CODE => external_challenge::refusal(POLICY, challenged),
        mfa_registration_required::CODE => mfa_registration_required::refusal(graph, POLICY, challenged),
        mfa_required::CODE => mfa_required::refusal(graph, POLICY, challenged),
        no_session::CODE => no_session::refusal(),
        signing_failed::CODE => signing_failed::refusal(),
        user_code_expired::CODE => user_code_expired::refusal(),
        _ => return None,
    })
}

fn has_words(code: u32) -> bool {
    words(code).is_some() || meaning(code).is_some()
}

/// Entra's, from its error code reference and public reports.
fn words(code: u32) -> Option<&'static str> {
    Some(match code {
        50057 => "The user account is disabled.",
        50173 => {
            "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have \
             changed or reset their password."
        }
        65001 => {
            "The user or administrator has not consented to use the application with ID '{client}'. Send an interactive \
             authorization request for this user and resource."
        }
        70043 => "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.",
        500_133 => {
            "Assertion is not within its valid time range. Ensure that the access token is not expired before using it \
             for user assertion, or request a new token."
        }
        700_082 => "The refresh token has expired due to inactivity.",
        7_000_222 => "The provided client secret keys for app '{client}' are expired.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_has_one_error_and_words() {
        let listed: Vec<u32> = ERRORS.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
        let distinct: BTreeSet<_> = listed.iter().collect();
        assert_eq!(distinct.len(), listed.len(), "a code has two errors");
        for code in &distinct {
            assert!(has_words(**code), "AADSTS{code} has no words");
        }
        for code in INTERACTIVE.iter().chain(ON_A_PAGE).chain(NOT_UNAUTHORIZED) {
            assert!(distinct.contains(code), "AADSTS{code} has no error");
        }
    }

    #[test]
    fn the_rule_of_a_code_and_the_list_agree() {
        let client_id = ClientId::from_uuid(Uuid::from_u128(7));
        let mut of_rules = 0;
        for (error, code) in ERRORS.iter().flat_map(|(error, codes)| codes.iter().map(|code| (*error, *code))) {
            let Some(rule) = of_rule(code, Some(client_id), FaultTarget::Token) else { continue };
            assert_eq!((rule.error, rule.code), (error, code));
            of_rules += 1;
        }
        assert!(of_rules >= 14, "{of_rules}");
    }

    #[test]
    fn a_challenge_hands_claims_on_to_the_next_sign_in() {
        for (code, has_claims) in [(50076, true), (50079, true), (50158, true), (53003, true), (53000, false)] {
            let claims = refusal(code, None, FaultTarget::Token).unwrap().claims;
            assert_eq!(claims.is_some_and(|claims| claims.contains("polids")), has_claims, "{code}");
        }
    }

    #[test]
    fn words_name_the_client_and_nothing_is_left_open() {
        let client_id = ClientId::from_uuid(Uuid::from_u128(7));
        for code in codes() {
            let refusal = refusal(code, Some(client_id), FaultTarget::Authorize).unwrap();
            assert!(!refusal.text.contains(['{', '}']) && refusal.text.len() > 10, "{code}: {}", refusal.text);
        }
        assert_eq!(refusal(1, None, FaultTarget::Token), None);
        use FaultTarget::{Authorize, OnBehalfOf, RefreshToken};
        use OAuthError::{InteractionRequired, InvalidGrant};
        for (code, errors) in [
            (50076, [InteractionRequired, InteractionRequired, InvalidGrant]),
            (65001, [InteractionRequired, InvalidGrant, InvalidGrant]),
        ] {
            assert_eq!([Authorize, OnBehalfOf, RefreshToken].map(|at| refusal(code, None, at).unwrap().error), errors);
        }
    }
}
