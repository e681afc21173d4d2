use super::{RegistrationRule, Subject};
use crate::plan::IDTYP;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::OptionalClaimIdtypMissing,
        severity: Severity::Info,
        summary: "access tokens do not say whether they are app-only: the optional claim idtyp is missing",
        meaning: "With idtyp among optionalClaims.accessToken, an app-only token says so itself: its idtyp is app. Without \
                it a server has to tell by scp, which such a token does not have; a server that checks scp is safe \
                either way. Microsoft 365 Agents Toolkit asks for the claim. Not asked for where personal Microsoft \
                accounts are among the account types: Microsoft's pages disagree on optional claims there.",
        fix: &[
            "Token configuration, Add optional claim, Access: idtyp",
            "leave it if your server refuses tokens without the scope access_as_user",
        ],
        would_cause: &[],
    },
    check,
};

const PROPERTY: &str = "optionalClaims.accessToken";

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if subject.takes_personal_accounts() || !subject.has_legacy_sso() {
        return Vec::new();
    }
    let claims = subject.registration.optional_claims.as_ref();
    let names = claims.into_iter().flat_map(|claims| &claims.access_token).map(|claim| claim.name.as_str());
    let names = names.collect::<Vec<_>>();
    if names.contains(&IDTYP) {
        return Vec::new();
    }
    let text = match claims {
        None => "null".to_owned(),
        Some(_) => format!("[{}]", names.join(", ")),
    };
    let title = "the optional claim idtyp is not among those of access tokens";
    let detail =
        "With it an app-only token says what it is. A server that refuses tokens without scp is safe either way.";
    vec![Finding::of(rule, title, detail).with_evidence([subject.value(PROPERTY, text)])]
}

#[cfg(test)]
mod tests {
    use crate::registration::{OptionalClaim, OptionalClaims};
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn no_optional_claims_or_others() {
        let named = |name: &str| vec![OptionalClaim { name: name.to_owned(), ..OptionalClaim::default() }];
        let others =
            OptionalClaims { access_token: named("upn"), id_token: named("idtyp"), ..OptionalClaims::default() };
        for (claims, text) in [(None, "null"), (Some(OptionalClaims::default()), "[]"), (Some(others), "[upn]")] {
            let finding = broken(|registration| registration.optional_claims = claims);
            let property = "optionalClaims.accessToken";
            assert_eq!(told(&finding), (Code::OptionalClaimIdtypMissing, Severity::Info, property));
            assert_eq!(finding.evidence[0].text, text);
        }
    }

    #[test]
    fn with_personal_accounts_nothing_is_said() {
        Healthy::personal().stays_silent(|healthy| healthy.registration.optional_claims = None);
    }
}
