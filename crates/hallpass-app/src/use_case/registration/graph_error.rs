//! What Graph refuses of a registration, and what to do about it. Codes: Graph's "application" resource, and Entra's pages
//! on application management policies and on restrictions of identifier URIs.

use entra_client::{GraphAnswer, GraphError};

use crate::AppError;

const ADMINISTRATOR: &str = "the account needs the role Application Developer, Cloud Application Administrator or Application \
    Administrator, or the tenant must let its users register applications; if you may not do it yourself, give your \
    administrator the text of hallpass plan --as admin-text";

/// The body, or Graph's refusal.
pub(super) fn body<T>(answer: GraphAnswer<T>, doing: &str) -> Result<T, AppError> {
    let (status, wait, request_id) = (answer.status, answer.retry_after, answer.request_id);
    answer.body.map_err(|error| {
        let request = request_id.map(|id| format!(" (request-id {id})")).unwrap_or_default();
        let code = known(&error).map_or_else(|| error.code.clone(), |(code, _)| code.to_owned());
        let told: String = error.message.chars().filter(|c| !c.is_control()).take(400).collect();
        let message = format!("{doing}: Graph answered {status}: {told}{request}");
        match (known(&error), status) {
            (_, 429 | 500..) => {
                let hint = match wait {
                    Some(wait) => format!("run the same command again in {} s; it goes on where it stopped", wait.as_secs()),
                    None => "run the same command again after a while; it goes on where it stopped".to_owned(),
                };
                AppError::could_not_check(code, message).with_hint(hint)
            }
            (Some((_, hint)), _) => AppError::failed(code, message).with_hint(hint),
            (None, 401) => AppError::failed(code, message).with_hint(
                "the token is not for this Graph or has ended: sign in again, and check that the cloud is the right one",
            ),
            (None, 403) => AppError::failed(code, message).with_hint(ADMINISTRATOR),
            (None, _) => AppError::failed(code, message)
                .with_hint("look at the registration: hallpass registration fetch; then run the same command again"),
        }
    })
}

/// The code that says what is wrong, and what to do.
fn known(error: &GraphError) -> Option<(&'static str, &'static str)> {
    KNOWN.iter().find(|(code, _)| error.says(code)).copied()
}

const KNOWN: &[(&str, &str)] = &[
    ("Authorization_RequestDenied", ADMINISTRATOR),
    (
        "CredentialInvalidLifetimeAsPerAppPolicy",
        "the tenant's policy allows secrets for a shorter time only: run it with --no-secret, and make one in the portal \
         with the longest end that it offers",
    ),
    (
        "CredentialTypeNotAllowedAsPerAppPolicy",
        "the tenant's policy forbids client secrets: run it with --no-secret, and use a certificate for On-Behalf-Of",
    ),
    (
        "SignInAudienceNotAllowedAsPerAppPolicy",
        "the tenant's policy forbids these account types: choose fewer, such as --account-types single-tenant",
    ),
    (
        "HostNameNotOnVerifiedDomain",
        "the Application ID URI must contain the client ID or a verified domain, and the access token version must be 2 \
         before it is set; a domain of another tenant must be verified in this one first",
    ),
    (
        "CannotDeleteOrUpdateEnabledEntitlement",
        "somebody enabled or changed a scope in between: run the same command again, it disables the scope before it \
         changes it",
    ),
    (
        "Request_MultipleObjectsWithSameKeyValue",
        "another application has this value already, mostly the Application ID URI: change it there, or use that \
         application: --client-id GUID",
    ),
    (
        "ObjectConflict",
        "another application has this value already, mostly the Application ID URI: change it there, or use that \
         application: --client-id GUID",
    ),
    (
        "Directory_QuotaExceeded",
        "this account has made as many applications as one may: delete some (deleted ones count for 30 days), or let \
         another account do it",
    ),
    (
        "Request_ResourceNotFound",
        "it was deleted, or is not known everywhere in the tenant yet: run the same command again in a minute",
    ),
];

#[cfg(test)]
mod tests {
    use entra_client::GraphErrorDetail;

    use super::*;
    use crate::ErrorKind;

    fn told(status: u16, code: &str, detail: Option<&str>) -> AppError {
        let details = detail.map(|code| GraphErrorDetail { code: code.to_owned(), target: None }).into_iter().collect();
        let error =
            GraphError { code: code.to_owned(), message: "Words\r\nof Graph".to_owned(), details, claims: None };
        let answer = GraphAnswer::<()> { status, request_id: Some("r-1".into()), retry_after: None, body: Err(error) };
        body(answer, "Set the scope").unwrap_err()
    }

    #[test]
    fn each_has_a_hint() {
        for (status, code, detail, expected, hint, kind) in [
            (403, "Authorization_RequestDenied", None, "Authorization_RequestDenied", "admin-text", ErrorKind::Failed),
            (
                400,
                "Request_BadRequest",
                Some("CredentialTypeNotAllowedAsPerAppPolicy"),
                "CredentialTypeNotAllowedAsPerAppPolicy",
                "certificate",
                ErrorKind::Failed,
            ),
            (
                400,
                "CredentialInvalidLifetimeAsPerAppPolicy",
                None,
                "CredentialInvalidLifetimeAsPerAppPolicy",
                "--no-secret",
                ErrorKind::Failed,
            ),
            (403, "Forbidden", None, "Forbidden", "role", ErrorKind::Failed),
            (401, "InvalidAuthenticationToken", None, "InvalidAuthenticationToken", "sign in again", ErrorKind::Failed),
            (503, "serviceNotAvailable", None, "serviceNotAvailable", "again", ErrorKind::CouldNotCheck),
            (400, "Request_BadRequest", None, "Request_BadRequest", "fetch", ErrorKind::Failed),
        ] {
            let error = told(status, code, detail);
            assert_eq!((error.code.as_str(), error.kind), (expected, kind));
            assert!(error.hint.as_deref().is_some_and(|told| told.contains(hint)), "{error:?}");
            assert_eq!(
                error.message,
                format!("Set the scope: Graph answered {status}: Wordsof Graph (request-id r-1)")
            );
        }
    }
}
