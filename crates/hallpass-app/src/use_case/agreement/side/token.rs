use serde_json::Value;
use sso_core::token::{Check, Verdict};
use sso_core::{ObjectId, TenantId};

use super::super::AgreementSide;
use super::super::table::{At, Said};
use super::super::view::{AgreementFact, ReadSource};
use super::app_id_uri;
use crate::seen::SeenToken;

/// The claims of the last token for the add-in's own API.
pub(in super::super) struct TokenSide(pub SeenToken);

impl TokenSide {
    pub fn source(&self) -> ReadSource {
        let what = "the last token".to_owned();
        ReadSource { side: AgreementSide::Token, what, path: None, at: Some(self.0.at), error: None }
    }

    fn claim(&self, name: &str) -> Option<&str> {
        let claim = self.0.report.claims.iter().find(|claim| claim.name == name)?;
        Value::as_str(&claim.value)
    }

    pub fn says(&self, fact: AgreementFact) -> Said {
        let at = |text: String, claim: &str| At::new(text, format!("claim {claim}"));
        let uri = self.claim("aud").and_then(app_id_uri);
        let one = |value: Option<At>| value.map_or(Said::Nothing, |value| Said::each(vec![value]));
        match fact {
            AgreementFact::ClientId => one(match &uri {
                Some(uri) => Some(at(uri.client_id().to_string(), "aud")),
                None => self.claim("aud").map(|aud| at(aud.trim_start_matches("api://").to_owned(), "aud")),
            }),
            AgreementFact::HostAndPort => one(uri.map(|uri| at(uri.host().to_string(), "aud"))),
            AgreementFact::Tenant => one(self.claim("tid").map(|tenant| at(tenant.to_owned(), "tid"))),
            AgreementFact::Scope => {
                let scopes = self.claim("scp").unwrap_or_default().split_whitespace();
                Said::any(scopes.map(|scope| at(scope.to_owned(), "scp")).collect())
            }
            AgreementFact::GraphPermissions => Said::Nothing,
        }
    }

    /// Whether it is for this scope. Entra tells capital letters from small ones in it.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.claim("scp").unwrap_or_default().split_whitespace().any(|one| one == scope)
    }

    /// The user and their tenant.
    pub fn user(&self) -> Option<(TenantId, ObjectId)> {
        Some((self.claim("tid")?.parse().ok()?, self.claim("oid")?.parse().ok()?))
    }

    /// The checks that failed, then those to look at.
    pub fn checks(&self) -> impl Iterator<Item = &Check> {
        let of = |verdict| self.0.report.checks.iter().filter(move |check| check.verdict == verdict);
        of(Verdict::Fail).chain(of(Verdict::Warn))
    }
}
