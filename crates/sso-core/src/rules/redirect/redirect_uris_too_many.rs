use super::uris::{Platform, all, of};
use crate::limit::Limits;
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUrisTooMany,
        severity: Severity::Error,
        summary: "the application has more redirect URIs than Entra takes",
        meaning: "An application has at most 256 redirect URIs, 100 where personal Microsoft accounts are among the \
                account types; those of all platforms count.",
        fix: &[
            "Authentication: remove those that no environment uses",
            "send the browser to one page, and keep where to go from there in the parameter state",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Limits { redirect_uris: most, whose, .. } = subject.limits();
    let count = all(subject).len();
    if count <= *most {
        return Vec::new();
    }
    let lists = Platform::ALL.map(|platform| (of(subject, platform).len(), platform));
    let mut lists = lists.into_iter().filter(|(count, _)| *count > 0).collect::<Vec<_>>();
    lists.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let evidence =
        lists.into_iter().map(|(count, platform)| subject.value(platform.property(), format!("{count} entries")));
    let title = format!("there are {count} redirect URIs; Entra takes {most}{whose}");
    vec![
        Finding::of(rule, title, subject.with_personal_accounts("Saving the registration is refused."))
            .with_evidence(evidence),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    /// With as many in all.
    fn with(count: usize) -> impl Fn(&mut Healthy) {
        move |healthy| {
            let registration = &mut healthy.registration;
            let there = registration.spa.redirect_uris.len() + registration.public_client.redirect_uris.len();
            let pages = (there..count).map(|number| format!("https://addin.contoso.com/page{number}"));
            registration.spa.redirect_uris.extend(pages);
        }
    }

    #[test]
    fn one_more_than_entra_takes() {
        for (healthy, most, title) in [
            (Healthy::production(), 256, "there are 257 redirect URIs; Entra takes 256"),
            (Healthy::personal(), 100, "there are 101 redirect URIs; Entra takes 100 with personal accounts"),
        ] {
            let finding = healthy.clone().broken(with(most + 1));
            assert_eq!(told(&finding), (Code::RedirectUrisTooMany, Severity::Error, "spa.redirectUris"));
            assert_eq!(finding.title, title);
            healthy.stays_silent(with(most));
        }
    }
}
