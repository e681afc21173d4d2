use addin_manifest::Text;

use super::ManifestRule;
use super::found::Found;
use super::nested_app_auth_version::minor;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::WebApplicationInfoUnknownProperty,
        severity: Severity::Error,
        summary: "webApplicationInfo has a property that its schema does not know",
        meaning: "The unified manifest has id, resource and nestedAppAuthInfo there, and redirectUri, scopes and claims in \
                each item of nestedAppAuthInfo; the schema takes no other. The add-in only manifest's Scopes have no \
                counterpart: permissions come from the registration and from what the code asks for at run time. Judged \
                from manifest version 1.16 on; earlier ones had more.",
        fix: &["take the property out"],
        would_cause: &[],
    },
    check,
};

/// The first version whose schema our sources have.
const FIRST: u32 = 16;

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let version = subject.manifest.manifest_version.as_ref();
    if version.and_then(|version| minor(&version.value)).is_some_and(|minor| minor < FIRST) {
        return;
    }
    for info in subject.infos() {
        let mut say = |property: &Text, owner: &str, step: Option<&str>| {
            found.add(property.span, |rule| {
                let title = format!("{owner} has the property {}, which its schema does not know", property.value);
                let finding = Finding::of(rule, title, "The schema takes no property that it does not know.")
                    .with_evidence([subject.value(property)]);
                match step {
                    Some(step) => finding.with_fix([step]),
                    None => finding,
                }
            });
        };
        for property in &info.unknown {
            let step = property.value.eq_ignore_ascii_case("scopes").then_some(OF_SCOPES);
            say(property, "webApplicationInfo", step);
        }
        for property in info.nested_app_auth.iter().flat_map(|item| &item.unknown) {
            let step = property.value.eq_ignore_ascii_case("clientId").then_some(OF_CLIENT_ID);
            say(property, "an item of nestedAppAuthInfo", step);
        }
    }
}

const OF_SCOPES: &str = "take scopes out: permissions come from the registration and from what the code asks for";
const OF_CLIENT_ID: &str = "take clientId out: the client ID stands in webApplicationInfo.id";

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, NESTED, broken, codes, place};

    #[test]
    fn scopes_a_client_id_and_others() {
        let id = format!("\"id\": \"{ID}\"");
        let redirect = "\"redirectUri\"";
        for (from, to, title, step) in [
            (
                &*id,
                format!("{id}, \"scopes\": [\"User.Read\"]"),
                "webApplicationInfo has the property scopes, which its schema does not know",
                super::OF_SCOPES,
            ),
            (
                &*id,
                format!("{id}, \"applicationId\": 1"),
                "webApplicationInfo has the property applicationId, which its schema does not know",
                "take the property out",
            ),
            (
                redirect,
                format!("\"clientId\": \"{ID}\", {redirect}"),
                "an item of nestedAppAuthInfo has the property clientId, which its schema does not know",
                super::OF_CLIENT_ID,
            ),
        ] {
            let finding = broken(NESTED, from, &to);
            assert_eq!((finding.code, finding.title.as_str()), (Code::WebApplicationInfoUnknownProperty, title));
            assert_eq!(finding.fix, [step]);
            assert!(place(&finding).0 > 3);
        }
        let earlier = NESTED.replace("\"1.22\"", "\"1.11\"").replace("nestedAppAuthInfo", "applicationPermissions");
        assert_eq!(codes(&earlier), []);
    }
}
