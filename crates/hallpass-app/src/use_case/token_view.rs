//! A token's report for the window: decoded, judged, in words. The token itself is not in it.

use serde::Serialize;
use serde_json::Value;
use sso_core::Timestamp;
use sso_core::token::{ExplainedClaim, TokenReport, UserKey, Verdict};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TokenView {
    /// What it is, in one sentence.
    pub kind: String,
    /// The verdict in one sentence; says so loudly where nothing was verified.
    pub verdict: String,
    pub verified: bool,
    /// No check failed, and a key was used.
    pub passed: bool,
    pub checks: Vec<CheckView>,
    pub claims: Vec<ClaimView>,
    /// When its life began (`iat`, else `nbf`) and when it ends (`exp`), where the token says it.
    #[ts(type = "string | null")]
    pub issued: Option<Timestamp>,
    #[ts(type = "string | null")]
    pub expires: Option<Timestamp>,
    /// Who it is of, for a person: `name`, else the user name.
    pub user: Option<String>,
    pub user_key: Option<UserKeyView>,
    /// Header and claims as JSON, in the order of the report; no signature.
    pub json: String,
    /// What remains to be done whatever the checks say, a sentence each.
    pub what_now: Vec<String>,
}

/// What a server stores the user by: both together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct UserKeyView {
    pub tid: String,
    pub oid: String,
    /// The same in a sentence, with what is no key.
    pub sentence: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CheckView {
    /// `form`, `algorithm`, `key`, `signature`, `issuer`, `tenant`, `audience`, `lifetime`, `scope`, `client`
    pub id: String,
    pub outcome: CheckOutcome,
    pub detail: String,
    pub found: Option<String>,
    pub expected: Option<String>,
    pub fix: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum CheckOutcome {
    Pass,
    Warn,
    Fail,
    Skipped,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ClaimView {
    pub name: String,
    pub value: String,
    pub meaning: String,
    /// The value for a person, where that says more: a time in words, the name of a GUID.
    pub display: Option<String>,
}

impl From<&TokenReport> for TokenView {
    fn from(report: &TokenReport) -> Self {
        Self {
            kind: report.kind.sentence().to_owned(),
            verdict: match report.paste() {
                Some(paste) => format!("{}; {paste}", report.sentence()),
                None => report.sentence(),
            },
            verified: report.verified,
            passed: report.passed(),
            checks: report
                .checks
                .iter()
                .map(|check| CheckView {
                    id: check.id.as_str().to_owned(),
                    outcome: match check.verdict {
                        Verdict::Pass => CheckOutcome::Pass,
                        Verdict::Warn => CheckOutcome::Warn,
                        Verdict::Fail => CheckOutcome::Fail,
                        Verdict::Skipped => CheckOutcome::Skipped,
                    },
                    detail: check.detail.clone(),
                    found: check.found.clone(),
                    expected: check.expected.clone(),
                    fix: check.fix.clone(),
                })
                .collect(),
            claims: report
                .claims
                .iter()
                .map(|claim| ClaimView {
                    name: claim.name.clone(),
                    value: claim.value.as_str().map_or_else(|| claim.value.to_string(), str::to_owned),
                    meaning: claim.meaning.clone(),
                    display: claim.display.clone(),
                })
                .collect(),
            issued: time(report, "iat").or_else(|| time(report, "nbf")),
            expires: time(report, "exp"),
            user: ["name", "preferred_username", "upn", "unique_name"].iter().find_map(|name| text(report, name)),
            user_key: report.user_key.as_ref().map(|key| UserKeyView::of(key, report.verified)),
            json: json(report),
            what_now: report.what_now.iter().map(|sentence| (*sentence).to_owned()).collect(),
        }
    }
}

impl UserKeyView {
    fn of(key: &UserKey, verified: bool) -> Self {
        Self { tid: key.tid.to_string(), oid: key.oid.to_string(), sentence: key.sentence(verified) }
    }
}

fn claim<'a>(report: &'a TokenReport, name: &str) -> Option<&'a Value> {
    report.claims.iter().find(|claim| claim.name == name).map(|claim| &claim.value)
}

fn text(report: &TokenReport, name: &str) -> Option<String> {
    claim(report, name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn time(report: &TokenReport, name: &str) -> Option<Timestamp> {
    Timestamp::from_second(claim(report, name)?.as_i64()?).ok()
}

/// The members in their order, which a JSON object of the library would lose.
fn json(report: &TokenReport) -> String {
    let object = |members: &[ExplainedClaim]| {
        let lines = members.iter().map(|member| format!("    {}: {}", Value::from(member.name.as_str()), member.value));
        format!("{{\n{}\n  }}", lines.collect::<Vec<_>>().join(",\n"))
    };
    match (&report.header[..], &report.claims[..]) {
        ([], []) => String::new(),
        (header, claims) => format!("{{\n  \"header\": {},\n  \"claims\": {}\n}}", object(header), object(claims)),
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;
    use sso_core::token::{self, Now};

    use super::*;

    fn view(claims: &str) -> TokenView {
        let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
        let token =
            format!("{}.{}.{}", part(r#"{"typ":"JWT","alg":"RS256"}"#), part(claims), part("planted signature"));
        let now = Now { time: Timestamp::from_second(1_800_000_000).unwrap(), zone: jiff::tz::TimeZone::UTC };
        TokenView::from(&token::inspect(&token, now).unwrap())
    }

    #[test]
    fn times_and_person_are_those_of_the_token() {
        let second = |second| Timestamp::from_second(second).ok();
        for (claims, issued, expires, user) in [
            (r#"{"iat":10,"nbf":20,"exp":30,"name":"Adele Vance"}"#, second(10), second(30), Some("Adele Vance")),
            (r#"{"nbf":20,"exp":30,"name":"","upn":"a@contoso.com"}"#, second(20), second(30), Some("a@contoso.com")),
            (r#"{"exp":"soon","aud":"x"}"#, None, None, None),
        ] {
            let view = view(claims);
            assert_eq!((view.issued, view.expires, view.user.as_deref()), (issued, expires, user), "{claims}");
        }
    }

    #[test]
    fn the_json_is_whole_and_has_no_signature() {
        let view = view(r#"{"exp":30,"aud":"x \"y\"","groups":["a","b"]}"#);
        let read: Value = serde_json::from_str(&view.json).unwrap();
        assert_eq!(read["header"]["alg"], "RS256");
        assert_eq!(
            (&read["claims"]["aud"], read["claims"]["groups"].as_array().map(Vec::len)),
            (&Value::from("x \"y\""), Some(2))
        );
        let signature = BASE64_URL_SAFE_NO_PAD.encode("planted signature");
        assert!(!serde_json::to_string(&view).unwrap().contains(&signature));
    }
}
