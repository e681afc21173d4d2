//! A token's report for the window: decoded, judged, in words. The token itself is not in it.

use serde::Serialize;
use sso_core::token::{TokenReport, Verdict};
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
        }
    }
}
