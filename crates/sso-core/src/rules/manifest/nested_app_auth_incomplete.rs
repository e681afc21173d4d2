use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::NestedAppAuthIncomplete,
        severity: Severity::Error,
        summary: "nestedAppAuthInfo does not fit its schema",
        meaning: "It holds at most 5 items, each with a redirectUri and a list of scopes, at most 20 and in the order in \
                which the add-in asks for them later. claims may be left out; if it is written, it is the one text that \
                says that the resource takes continuous access evaluation, and never empty. Another one is a warning, and \
                so is an empty list of scopes. The block only lets Office fetch a token ahead: nested app authentication \
                works without it.",
        fix: &[
            "write redirectUri and scopes in each item: { \"redirectUri\": \"brk-multihub://<host[:port]>\", \"scopes\": \
                [\"User.Read\"] }",
            "leave claims out, or write exactly {\\\"access_token\\\":{\\\"xms_cc\\\":{\\\"values\\\":[\\\"CP1\\\"]}}}",
            "leave nestedAppAuthInfo out: it only fetches a token ahead",
        ],
        would_cause: &[],
    },
    check,
};

const ITEMS: usize = 5;
const SCOPES: usize = 20;
const CLAIMS: &str = r#"{"access_token":{"xms_cc":{"values":["CP1"]}}}"#;

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for info in subject.infos() {
        let items = &info.nested_app_auth;
        if let Some(next) = items.get(ITEMS) {
            found.add(next.span, |rule| {
                let title = format!("nestedAppAuthInfo has {} items, and the schema allows {ITEMS}", items.len());
                Finding::of(rule, title, "The manifest breaks the schema.").with_evidence([subject.element(next.span)])
            });
        }
        for item in items {
            let mut say = |severity, title: String, detail: &str| {
                found.add_as(severity, item.span, |rule| {
                    Finding::of(rule, title, detail).with_evidence([subject.element(item.span)])
                });
            };
            if item.redirect_uri.as_ref().is_none_or(|uri| uri.value.is_empty()) {
                let title = "an item of nestedAppAuthInfo has no redirectUri".to_owned();
                say(Severity::Error, title, "The schema requires it.");
            }
            if item.scopes.is_empty() {
                let title = "an item of nestedAppAuthInfo has no scopes".to_owned();
                if item.has_scopes {
                    say(Severity::Warning, title, "Without a scope nothing is fetched ahead.");
                } else {
                    say(Severity::Error, title, "The schema requires the list.");
                }
            } else if item.scopes.len() > SCOPES {
                let title = format!(
                    "an item of nestedAppAuthInfo has {} scopes, and the schema allows {SCOPES}",
                    item.scopes.len()
                );
                say(Severity::Error, title, "The manifest breaks the schema.");
            }
            if let Some(claims) = item.claims.as_ref().filter(|claims| claims.value != CLAIMS) {
                let title = if claims.value.is_empty() {
                    "claims is empty"
                } else {
                    "claims is not the one text that is taken"
                };
                found.add_as(Severity::Warning, claims.span, |rule| {
                    Finding::of(
                        rule,
                        title,
                        "Leave it out where the resource does not take continuous access evaluation.",
                    )
                    .with_evidence([subject.value(claims)])
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{NESTED, broken};
    use crate::{Code, Severity};

    #[test]
    fn what_the_schema_says() {
        let redirect = "\"redirectUri\": \"brk-multihub://localhost:3000\", ";
        let scopes = "\"scopes\": [ \"User.Read\", \"openid\" ]";
        let many = format!("\"scopes\": [ {} ]", vec!["\"User.Read\""; 21].join(", "));
        let with_claims = |claims: &str| format!("{scopes}, \"claims\": \"{claims}\"");
        let item = &NESTED[NESTED.find("{ \"redirectUri").unwrap()..];
        let item = &item[..=item.find('}').unwrap()];
        let error = Severity::Error;
        for (from, to, severity, title) in [
            (redirect, "", error, "an item of nestedAppAuthInfo has no redirectUri"),
            (&*format!(", {scopes}"), "", error, "an item of nestedAppAuthInfo has no scopes"),
            (scopes, "\"scopes\": []", Severity::Warning, "an item of nestedAppAuthInfo has no scopes"),
            (scopes, &*many, error, "an item of nestedAppAuthInfo has 21 scopes, and the schema allows 20"),
            (scopes, &*with_claims(""), Severity::Warning, "claims is empty"),
            (scopes, &*with_claims("CP1"), Severity::Warning, "claims is not the one text that is taken"),
            (item, &*[item; 6].join(", "), error, "nestedAppAuthInfo has 6 items, and the schema allows 5"),
        ] {
            let finding = broken(NESTED, from, to);
            let expected = (Code::NestedAppAuthIncomplete, severity, title);
            assert_eq!((finding.code, finding.severity, finding.title.as_str()), expected);
        }
        let right = with_claims(r#"{\"access_token\":{\"xms_cc\":{\"values\":[\"CP1\"]}}}"#);
        assert_eq!(crate::rules::manifest::testing::codes(&NESTED.replace(scopes, &right)), []);
    }
}
