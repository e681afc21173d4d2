use super::judged::Judged;
use super::subject::Subject;
use super::{
    Check, CheckId, Expected, TokenReport, Verdict, algorithm, audience, client, foreign, form, issuer, key, lifetime,
    scope, signature, tenant,
};
use crate::token::{Decoded, KeySet, Noise, Now, TokenKind, UserKey, claim};

/// The verdict on a token, with every check made and nothing explained yet. A server needs no more;
/// [`check`](super::check()) makes its report of one.
pub struct Judgement<'a> {
    subject: Subject<'a>,
    checks: Vec<Judged>,
    verified: bool,
}

/// Makes every check, in the order in which a server makes them. Without keys, `Key` and `Signature` are skipped. A Graph
/// or Exchange token is for others to check.
pub fn judge<'a>(
    token: &'a Decoded,
    keys: Option<&'a KeySet<'a>>,
    expected: &'a Expected,
    now: &'a Now,
) -> Judgement<'a> {
    let subject = Subject::new(token, keys, expected, now);
    let mut checks = Vec::with_capacity(CheckId::ALL.len());
    checks.extend([form::check(&subject), algorithm::check(&subject)]);
    match subject.kind {
        TokenKind::GraphAccessToken => checks.extend(foreign::graph(&subject).into_iter().map(Judged::from)),
        TokenKind::ExchangeIdentityToken => checks.extend(foreign::exchange().into_iter().map(Judged::from)),
        _ => checks.extend([
            key::check(&subject),
            signature::check(&subject),
            issuer::check(&subject),
            tenant::check(&subject),
            audience::check(&subject),
            lifetime::check(&subject),
            scope::check(&subject),
            client::check(&subject),
        ]),
    }
    let holds = checks.iter().any(|check| check.id() == CheckId::Signature && check.verdict() == Verdict::Pass);
    let verified = holds && issuer::key_may_sign(&subject);
    Judgement { subject, checks, verified }
}

impl Judgement<'_> {
    /// The server behind the add-in may take this token: the signature was verified and no check failed. A check that
    /// only warns does not stand in the way.
    pub fn passed(&self) -> bool {
        self.verified && self.checks.iter().all(|check| check.verdict() != Verdict::Fail)
    }

    /// The same with words: each check with what was found and what to do, the claims with their meaning. `noise` is what
    /// a paste brought along.
    pub(super) fn explained(self, noise: Vec<Noise>) -> TokenReport {
        let mut checks: Vec<Check> = self.checks.into_iter().map(|check| check.told(&self.subject)).collect();
        let Subject { token, kind, expected, now, .. } = self.subject;
        if !self.verified {
            checks.iter_mut().for_each(Check::unverified);
        }
        let mut report = TokenReport {
            kind,
            may_be: None,
            verified: self.verified,
            checks,
            header: claim::header(token),
            claims: claim::explain(token, now, Some(expected.client_id)),
            user_key: UserKey::of(token, kind),
            what_now: kind.what_now(),
            noise,
        };
        report.tell_paste();
        report
    }
}
