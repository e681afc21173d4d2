use serde::Serialize;

use super::difference;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckId {
    Form,
    Algorithm,
    Key,
    Signature,
    Issuer,
    Tenant,
    Audience,
    Lifetime,
    Scope,
    Client,
    /// Of an Exchange identity token alone.
    AppContext,
    /// Of an Exchange identity token alone.
    MetadataUrl,
}

impl CheckId {
    /// Those of Entra's tokens, in the order in which they are made and shown.
    pub const ALL: [Self; 10] = [
        Self::Form,
        Self::Algorithm,
        Self::Key,
        Self::Signature,
        Self::Issuer,
        Self::Tenant,
        Self::Audience,
        Self::Lifetime,
        Self::Scope,
        Self::Client,
    ];

    /// As JSON writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Algorithm => "algorithm",
            Self::Key => "key",
            Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::Tenant => "tenant",
            Self::Audience => "audience",
            Self::Lifetime => "lifetime",
            Self::Scope => "scope",
            Self::Client => "client",
            Self::AppContext => "app-context",
            Self::MetadataUrl => "metadata-url",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Pass,
    Warn,
    Fail,
    Skipped,
}

/// One check with its verdict, the value found, the value expected and the fix.
///
/// `detail` is a clause of its own, lower-case and without a full stop: it follows "This token is genuine, but".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    pub id: CheckId,
    pub verdict: Verdict,
    pub detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// Character of `found`, from 1, from which on it is not what stands first in `expected`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differs_at: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

impl Check {
    fn new(id: CheckId, verdict: Verdict, detail: impl Into<String>) -> Self {
        Self { id, verdict, detail: detail.into(), found: None, expected: None, differs_at: None, fix: None }
    }

    pub(super) fn pass(id: CheckId, detail: impl Into<String>) -> Self {
        Self::new(id, Verdict::Pass, detail)
    }

    pub(super) fn says(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    pub(super) fn warn(id: CheckId, detail: impl Into<String>) -> Self {
        Self::new(id, Verdict::Warn, detail)
    }

    pub(super) fn fail(id: CheckId, detail: impl Into<String>) -> Self {
        Self::new(id, Verdict::Fail, detail)
    }

    pub(super) fn skipped(id: CheckId, detail: impl Into<String>) -> Self {
        Self::new(id, Verdict::Skipped, detail)
    }

    /// The value of the token, cut to what fits on a line or two.
    pub(super) fn found(mut self, found: impl AsRef<str>) -> Self {
        const MOST: usize = 200;
        let mut shown: String = found.as_ref().chars().flat_map(shown).take(MOST + 1).collect();
        if shown.chars().count() > MOST {
            shown = shown.chars().take(MOST).chain(['…']).collect();
        }
        self.found = Some(shown);
        self
    }

    /// What was expected, with a mark where `found`, which is told before, begins to differ.
    pub(super) fn compared(self, expected: impl Into<String>) -> Self {
        let marked = self.expected(expected);
        let differs_at = difference::position(marked.found.as_deref(), marked.expected.as_deref());
        Self { differs_at, ..marked }
    }

    /// With a mark at this character of `found`.
    pub(super) fn marked(self, differs_at: Option<usize>) -> Self {
        Self { differs_at, ..self }
    }

    /// Says at each good word that it is about a token which anyone can have written.
    pub(super) fn unverified(&mut self) {
        let is_of_claims = !matches!(self.id, CheckId::Form | CheckId::Algorithm | CheckId::Key | CheckId::Signature);
        if is_of_claims && matches!(self.verdict, Verdict::Pass | Verdict::Warn) {
            self.detail = format!("unverified: {}", self.detail);
        }
    }

    pub(super) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    pub(super) fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }
}

/// Control characters of a claim must not steer a terminal.
fn shown(c: char) -> impl Iterator<Item = char> {
    let (plain, escaped) = if c.is_control() { (None, Some(c.escape_default())) } else { (Some(c), None) };
    plain.into_iter().chain(escaped.into_iter().flatten())
}
