use serde::Serialize;

use super::{Check, CheckId, Verdict};
use crate::token::{ExplainedClaim, Noise, TokenKind, UserKey};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TokenReport {
    pub kind: TokenKind,
    /// What an opaque text may be, as far as experience tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_be: Option<&'static str>,
    /// The signature holds, by a key that may sign for this issuer. Says nothing of the other checks.
    pub verified: bool,
    pub checks: Vec<Check>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub header: Vec<ExplainedClaim>,
    pub claims: Vec<ExplainedClaim>,
    /// What a server stores the user by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_key: Option<UserKey>,
    /// What remains to be done whatever the checks say, a sentence each.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub what_now: &'static [&'static str],
    /// What the paste brought along and was taken away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub noise: Vec<Noise>,
}

impl TokenReport {
    /// The server behind the add-in may take this token: the signature was verified and no check failed. A check that
    /// only warns does not stand in the way.
    pub fn passed(&self) -> bool {
        self.verified && self.failures().next().is_none()
    }

    /// The checks that failed, in their order.
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| check.verdict == Verdict::Fail)
    }

    /// `None` in a report of [`inspect`](crate::token::inspect()), which makes no checks.
    pub fn check(&self, id: CheckId) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// What was taken away around the token, for a person; `None` where it stood alone.
    pub fn paste(&self) -> Option<String> {
        paste(&self.noise)
    }

    /// Says it where the token's form is right, too.
    pub(super) fn tell_paste(&mut self) {
        let form = self.checks.iter_mut().find(|check| check.id == CheckId::Form && check.verdict == Verdict::Pass);
        if let (Some(paste), Some(form)) = (paste(&self.noise), form) {
            form.detail = format!("{}; {paste}", form.detail);
        }
    }

    /// The verdict in one sentence for a person, without a full stop.
    pub fn sentence(&self) -> String {
        match self.kind {
            TokenKind::GraphAccessToken => {
                return format!("{}. NOT VERIFIED: nobody but Graph can", self.kind.sentence());
            }
            TokenKind::ExchangeIdentityToken if !self.verified => return self.only_read(),
            TokenKind::ExchangeIdentityToken | TokenKind::Encrypted => return self.kind.sentence().to_owned(),
            TokenKind::Opaque => {
                let may_be = self.may_be.map(|words| format!("; {words}")).unwrap_or_default();
                return format!("{}{may_be}", self.kind.sentence());
            }
            // What it is instead says more.
            TokenKind::NotAToken => {
                let instead = self.failures().find_map(|check| check.detail.strip_prefix("this "));
                return instead.map_or_else(|| self.kind.sentence().to_owned(), |rest| format!("This {rest}"));
            }
            TokenKind::ApiAccessToken | TokenKind::IdToken | TokenKind::AppOnlyToken | TokenKind::Malformed => {}
        }
        if self.checks.is_empty() {
            return self.only_read();
        }
        let failed: Vec<&Check> = self.failures().collect();
        let more = match failed.len() {
            0 | 1 => String::new(),
            2 => " (and one more check failed)".to_owned(),
            n => format!(" (and {} more checks failed)", n - 1),
        };
        // Signed, but by a key of others: then the issuer's check tells it.
        let signed = self.check(CheckId::Signature).is_some_and(|check| check.verdict == Verdict::Pass);
        let key_of_others = (signed && !self.verified).then_some(CheckId::Issuer);
        let untrusted = [CheckId::Form, CheckId::Algorithm, CheckId::Key, CheckId::Signature]
            .into_iter()
            .chain(key_of_others)
            .find_map(|id| failed.iter().find(|check| check.id == id));
        match (untrusted, failed.first()) {
            (Some(first), _) if first.id == CheckId::Form => format!("This is no usable token: {}{more}", first.detail),
            (Some(first), _) => format!("Do not trust this token: {}{more}", first.detail),
            (None, Some(first)) if self.verified => format!("This token is genuine, but {}{more}", first.detail),
            (None, Some(first)) => format!("NOT VERIFIED, no key was used; and {}{more}", first.detail),
            (None, None) if self.verified => "This token is genuine, and your server may take it".to_owned(),
            (None, None) => "NOT VERIFIED: all that can be checked without a key is right".to_owned(),
        }
    }

    fn only_read(&self) -> String {
        format!("{}. NOT VERIFIED: only read, anyone can have written it", self.kind.sentence())
    }
}

fn paste(noise: &[Noise]) -> Option<String> {
    let words: Vec<_> = noise.iter().map(Noise::words).collect();
    (!words.is_empty()).then(|| format!("taken away around it: {}", words.join("; ")))
}
