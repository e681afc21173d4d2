use super::subject::{Subject, shown, unfit};
use super::{Check, CheckId, Judged};
use crate::token::TokenKind;

/// `scp` has the add-in's scope. Without `scp` it is no access token of a user at all.
pub(super) fn check(subject: &Subject) -> Judged {
    let expected = subject.expected.scope.as_str();
    let claim = subject.claims.scp;
    let fail = |detail: String, fix: String| {
        Check::fail(CheckId::Scope, detail).found(shown(claim)).expected(expected).fix(fix).into()
    };
    if subject.kind == TokenKind::AppOnlyToken && claim.is_some() {
        return fail(
            "it is an app-only token by its idtyp, whatever its scp says: no user stands behind it".to_owned(),
            APP_ONLY.to_owned(),
        );
    }
    let Some(scp) = claim.and_then(|scp| scp.as_str()) else {
        return match (claim, subject.kind) {
            (None, TokenKind::IdToken) => fail(
                "it is an ID token: it says who signed in and gives access to nothing".to_owned(),
                "send the access token to your server; On-Behalf-Of would end in AADSTS240002".to_owned(),
            ),
            (None, TokenKind::AppOnlyToken) => {
                fail("it looks like an app-only token: no user stands behind it".to_owned(), APP_ONLY.to_owned())
            }
            _ => fail(
                unfit("scp", claim, "string"),
                format!("ask for the scope {expected} of your API; a token without scp is not for users' requests"),
            ),
        };
    };
    let mut scopes = scp.split(' ').filter(|scope| !scope.is_empty());
    if scopes.clone().any(|scope| scope == expected) {
        return Judged::pass(CheckId::Scope, |subject, check| {
            let detail = format!("it has the scope {}", subject.expected.scope.as_str());
            check.says(detail).found(shown(subject.claims.scp))
        });
    }
    if let Some(misspelt) = scopes.find(|scope| scope.eq_ignore_ascii_case(expected)) {
        return fail(
            format!("its scope is misspelt: {misspelt}"),
            format!("name the scope {expected} in the registration, in small letters; Office asks for it by this name"),
        );
    }
    fail(
        format!("it does not have the scope {expected}"),
        format!(
            "add the scope {expected} under Expose an API, pre-authorize Office for it, and ask for it by this name"
        ),
    )
}

const APP_ONLY: &str =
    "send the token of a signed-in user, such as the one of getAccessToken; On-Behalf-Of takes no other";
