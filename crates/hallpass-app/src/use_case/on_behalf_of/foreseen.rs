//! What is looked at before an exchange, each point with its outcome: not only what speaks against it.

use serde::Serialize;
use sso_core::rules::on_behalf_of::{CredentialFacts, OnBehalfOfAttempt};
use sso_core::{Code, Finding, Severity};
use ts_rs::TS;

use crate::use_case::finding_view::FindingView;

/// A point that is looked at; several rules may be about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ForeseenView {
    pub about: About,
    pub state: ForeseenState,
    /// What speaks against it.
    pub finding: Option<FindingView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ForeseenState {
    Fine,
    /// It may be refused.
    Warn,
    /// It is certain to be refused.
    Fail,
    /// Nobody knows it here, or what stands before it hides it.
    NotRead,
}

/// In the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, rename = "ForeseenAbout")]
pub enum About {
    /// The assertion is a token and nothing else.
    TokenForm,
    /// It is a user's access token for an API.
    TokenKind,
    /// It is for this app.
    TokenAudience,
    /// It is of this cloud.
    TokenCloud,
    /// It is within its time.
    TokenLifetime,
    /// There is a secret or a certificate.
    Credential,
    /// A secret is a value, as the portal shows it once.
    SecretShape,
    /// The credential has not ended.
    CredentialEnd,
    /// The scopes are written as Entra takes them.
    Scopes,
    /// They are consented to.
    Consent,
}

impl About {
    pub const ALL: [Self; 10] = [
        Self::TokenForm,
        Self::TokenKind,
        Self::TokenAudience,
        Self::TokenCloud,
        Self::TokenLifetime,
        Self::Credential,
        Self::SecretShape,
        Self::CredentialEnd,
        Self::Scopes,
        Self::Consent,
    ];

    /// The rules about it.
    const fn codes(self) -> &'static [Code] {
        match self {
            Self::TokenForm => &[Code::AssertionMalformed, Code::AssertionNotReadable],
            Self::TokenKind => &[
                Code::AssertionIsExchangeToken,
                Code::AssertionIsIdToken,
                Code::AssertionIsForGraph,
                Code::AssertionIsAppOnly,
            ],
            Self::TokenAudience => &[Code::AssertionAudience],
            Self::TokenCloud => &[Code::AssertionOfAnotherCloud],
            Self::TokenLifetime => &[Code::AssertionExpired],
            Self::Credential => &[Code::ClientCredentialAbsent],
            Self::SecretShape => &[Code::ClientSecretIsItsId, Code::ClientSecretNotAsCopied],
            Self::CredentialEnd => &[Code::ClientSecretEnded, Code::CertificateEnded],
            Self::Scopes => {
                &[Code::ScopeAbsent, Code::ScopeSeparator, Code::ScopeDefaultMixed, Code::ScopeOfTwoResources]
            }
            Self::Consent => &[Code::ScopeNotConsented],
        }
    }

    /// Whether the rules about it had what they judge by. A rule that is silent for want of it says nothing.
    fn was_read(self, attempt: &OnBehalfOfAttempt, fails: impl Fn(Self) -> bool) -> bool {
        match self {
            Self::TokenForm | Self::Credential | Self::Scopes => true,
            Self::TokenKind | Self::TokenCloud | Self::TokenLifetime => !fails(Self::TokenForm),
            Self::TokenAudience => !fails(Self::TokenForm) && !fails(Self::TokenKind),
            Self::SecretShape => matches!(attempt.credential, CredentialFacts::Secret { .. }),
            Self::CredentialEnd => {
                let (CredentialFacts::Secret { end, .. } | CredentialFacts::Certificate { end }) = attempt.credential
                else {
                    return false;
                };
                end.is_some()
            }
            Self::Consent => attempt.consented.is_some(),
        }
    }
}

/// Every point with its outcome. `findings`: those of the pre-flight of this attempt. Of a certificate the shape of a secret is
/// left out.
pub(super) fn foreseen(attempt: &OnBehalfOfAttempt, findings: &[Finding]) -> Vec<ForeseenView> {
    let finding_of = |about: About| findings.iter().find(|finding| about.codes().contains(&finding.code));
    let has_secret = !matches!(attempt.credential, CredentialFacts::Certificate { .. });
    let shown = About::ALL.into_iter().filter(|about| has_secret || *about != About::SecretShape);
    shown
        .map(|about| {
            let finding = finding_of(about);
            let state = match finding.map(|finding| finding.severity) {
                Some(Severity::Error) => ForeseenState::Fail,
                Some(_) => ForeseenState::Warn,
                None if about.was_read(attempt, |other| finding_of(other).is_some()) => ForeseenState::Fine,
                None => ForeseenState::NotRead,
            };
            ForeseenView { about, state, finding: finding.map(FindingView::from) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use sso_core::rules::on_behalf_of::{preflight, rules};
    use sso_core::token::AccessToken;
    use sso_core::{ClientId, Cloud, Timestamp};

    use super::*;

    #[test]
    fn each_rule_is_about_one_point() {
        for rule in rules() {
            let about = About::ALL.iter().filter(|about| about.codes().contains(&rule.code)).count();
            assert_eq!(about, 1, "{}", rule.code);
        }
    }

    #[test]
    fn what_was_not_read_is_not_fine() {
        let attempt = OnBehalfOfAttempt {
            assertion: AccessToken::new("no token"),
            client_id: ClientId::from_uuid(uuid::Uuid::from_u128(7)),
            app_id_uris: Vec::new(),
            credential: CredentialFacts::None,
            scopes: vec!["User.Read".to_owned()],
            consented: None,
            cloud: Cloud::Public,
            graph: "https://graph.microsoft.com".to_owned(),
            now: Timestamp::UNIX_EPOCH,
        };
        let all = foreseen(&attempt, &preflight(&attempt));
        let of = |about: About| all.iter().find(|one| one.about == about).map(|one| one.state);
        for (about, state) in [
            (About::TokenForm, ForeseenState::Fail),
            (About::TokenAudience, ForeseenState::NotRead),
            (About::Credential, ForeseenState::Fail),
            (About::CredentialEnd, ForeseenState::NotRead),
            (About::Scopes, ForeseenState::Fine),
            (About::Consent, ForeseenState::NotRead),
        ] {
            assert_eq!(of(about), Some(state), "{about:?}");
        }
        let certificate = OnBehalfOfAttempt {
            credential: CredentialFacts::Certificate { end: Some(Timestamp::MAX) },
            consented: Some(vec!["User.Read".to_owned()]),
            ..attempt
        };
        let all = foreseen(&certificate, &preflight(&certificate));
        let of = |about: About| all.iter().find(|one| one.about == about).map(|one| one.state);
        assert_eq!((of(About::SecretShape), of(About::CredentialEnd)), (None, Some(ForeseenState::Fine)));
        assert_eq!(of(About::Consent), Some(ForeseenState::Fine));
    }
}
