//! Refusals that no registration mends: the user has to do more, or a policy of the tenant lets nobody like this in. Entra
//! sends both as `interaction_required` or as `invalid_grant`, so the number decides.

use entra_client::OAuthError;

use crate::AppError;
use crate::shell::quoted;
use crate::use_case::plan;

/// A second factor, a challenge of another provider, a sign-in that is too old or was revoked.
const OF_THE_USER: &[u32] =
    &[50_072, 50_074, 50_076, 50_078, 50_079, 50_132, 50_133, 50_158, 50_173, 70_043, 700_020, 700_082, 700_084];

/// Conditional Access on devices and apps, security defaults, Identity Protection.
const OF_THE_TENANT: &[u32] = &[
    50_005, 50_097, 50_129, 50_131, 50_155, 50_187, 53_000, 53_001, 53_002, 53_003, 53_004, 53_011, 530_003, 530_032,
    530_033, 530_035,
];

/// Said beside each refusal of a policy.
pub(crate) const NOT_YOURS: &str = "it is a policy of the tenant, so leave your registration alone";

fn is_among(error: &OAuthError, numbers: &[u32]) -> bool {
    error.number().is_some_and(|number| numbers.contains(&number))
}

/// Whether a policy of the tenant refuses, which only its administrator can change.
pub(crate) fn is_of_the_tenant(error: &OAuthError) -> bool {
    is_among(error, OF_THE_TENANT)
}

/// Whether a sign-in may mend it: never what a policy of the tenant refuses, challenge or not.
pub(crate) fn wants_the_user(error: &OAuthError) -> bool {
    let is_said = matches!(error.error.as_str(), "interaction_required" | "login_required");
    !is_of_the_tenant(error) && (error.claims.is_some() || is_among(error, OF_THE_USER) || is_said)
}

/// The sign-in that answers a refusal, with its challenge where there is one. `account`: for `--account`.
pub(crate) fn command(account: Option<&str>, facts: &plan::Input, claims: Option<&str>) -> String {
    let account = account.map(|name| format!(" --account {}", quoted(name))).unwrap_or_default();
    let claims = claims.map(|claims| format!(" --claims {}", quoted(claims))).unwrap_or_default();
    format!("hallpass sign-in{account}{}{claims}", facts.flags())
}

/// What was refused in one line: first whose policy it is, then the catalogue's sentences, and at the end the number and the IDs as Entra
/// writes them, by which `hallpass diagnose` and the tenant's sign-in log find it.
pub(super) fn words(error: &OAuthError) -> String {
    traced(error, &said(error, AppError::from(error.clone()).message))
}

/// These words, and at their end the number and the IDs.
pub(super) fn traced(error: &OAuthError, told: &str) -> String {
    let traces = [
        error.number().map(|number| format!("AADSTS{number}")),
        error.trace_id.as_ref().map(|id| format!("Trace ID: {id}")),
        error.correlation_id.as_ref().map(|id| format!("Correlation ID: {id}")),
        error.timestamp.as_ref().map(|time| format!("Timestamp: {time}")),
    ];
    let traces = traces.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let told = told.trim_end_matches('.');
    match traces.is_empty() {
        true => told.to_owned(),
        false => format!("{told} ({traces})"),
    }
}

/// The words of a refusal; before those of a policy, that it is one.
pub(crate) fn said(error: &OAuthError, message: String) -> String {
    match is_of_the_tenant(error) {
        true => format!("{NOT_YOURS}: {message}"),
        false => message,
    }
}

/// A sign-in that was refused; where Entra challenges, the next one answers.
pub(super) fn of_sign_in(error: OAuthError, account: Option<&str>, facts: &plan::Input) -> AppError {
    let message = words(&error);
    let claims = error.claims.as_deref().filter(|_| wants_the_user(&error));
    let hint = claims.map(|claims| command(account, facts, Some(claims)));
    let told = AppError::from(error);
    AppError { message, hint: hint.or(told.hint), ..told }
}

#[cfg(test)]
mod tests {
    use sso_core::catalogue;

    use super::*;

    fn error(error: &str, number: u32) -> OAuthError {
        OAuthError { error: error.to_owned(), error_codes: vec![number], ..OAuthError::default() }
    }

    #[test]
    fn each_number_is_in_the_catalogue_as_nobodys_fault() {
        for number in OF_THE_USER.iter().chain(OF_THE_TENANT) {
            assert!(catalogue::aadsts(*number).is_some(), "{number}");
        }
        for number in OF_THE_TENANT {
            assert!(catalogue::aadsts(*number).unwrap().not_your_fault, "{number}");
        }
    }

    /// The same number comes with either word.
    #[test]
    fn the_number_decides() {
        for word in ["invalid_grant", "interaction_required"] {
            for (number, user, tenant) in
                [(50_076, true, false), (50_079, true, false), (53_000, false, true), (530_003, false, true)]
            {
                let error = error(word, number);
                assert_eq!((wants_the_user(&error), is_of_the_tenant(&error)), (user, tenant), "{word} {number}");
            }
        }
        let challenged = OAuthError { claims: Some("{}".to_owned()), ..error("invalid_grant", 53_003) };
        assert!(!wants_the_user(&challenged) && is_of_the_tenant(&challenged));
        assert!(words(&challenged).starts_with(NOT_YOURS), "{}", words(&challenged));
        for (word, user) in [("invalid_grant", false), ("interaction_required", true)] {
            let nothing_more = OAuthError { error: word.to_owned(), ..OAuthError::default() };
            assert_eq!(wants_the_user(&nothing_more), user, "{word}");
            assert!(!words(&nothing_more).contains('('), "{}", words(&nothing_more));
        }
        assert!(!wants_the_user(&error("invalid_grant", 50_013)));
    }
}
