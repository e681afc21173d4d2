//! What an On-Behalf-Of request would be refused for, known before anything is sent. Entra names one reason at a time;
//! here all are found at once.
//!
//! Source: the On-Behalf-Of page of the Microsoft identity platform and Entra's list of error codes. What only Entra
//! knows, such as Conditional Access, is absent.

mod assertion_audience;
mod assertion_expired;
mod assertion_is_app_only;
mod assertion_is_exchange_token;
mod assertion_is_for_graph;
mod assertion_is_id_token;
mod assertion_malformed;
mod assertion_not_readable;
mod assertion_of_another_cloud;
mod certificate_ended;
mod client_credential_absent;
mod client_secret_ended;
mod client_secret_is_its_id;
mod client_secret_not_as_copied;
mod scope_absent;
mod scope_default_mixed;
mod scope_not_consented;
mod scope_of_two_resources;
mod scope_separator;
mod scopes;

#[cfg(test)]
mod testing;

use jiff::Timestamp;

use super::Rule;
use crate::token::{AccessToken, DecodeError, Decoded, Noise, TokenKind, clean, decode};
use crate::{AppIdUri, ClientId, Cloud, Evidence, Finding, Place, Severity, Source};

pub use client_secret_not_as_copied::SecretShape;

/// A request before it is sent, as far as it is known.
#[derive(Debug, Clone)]
pub struct OnBehalfOfAttempt {
    /// As it would be sent.
    pub assertion: AccessToken,
    /// Of the app that sends it.
    pub client_id: ClientId,
    /// Of the same app; empty where nobody knows them.
    pub app_id_uris: Vec<AppIdUri>,
    pub credential: CredentialFacts,
    /// As they would be sent, unless somebody wrote them with other separators.
    pub scopes: Vec<String>,
    /// What is consented to for this app, where it was looked up: short names of Microsoft Graph.
    pub consented: Option<Vec<String>>,
    pub cloud: Cloud,
    /// Microsoft Graph as a resource of scopes, where the request goes: its origin, without a slash at its end.
    pub graph: String,
    pub now: Timestamp,
}

/// What is known of the credential, without the credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialFacts {
    None,
    Secret { shape: SecretShape, end: Option<Timestamp> },
    Certificate { end: Option<Timestamp> },
}

/// What a rule looks at: the request, with its assertion taken apart once.
pub(super) struct Subject<'a> {
    pub attempt: &'a OnBehalfOfAttempt,
    pub token: Result<Decoded, DecodeError>,
    /// What surrounds a token in an assertion that is none as it stands.
    pub noise: Option<Vec<Noise>>,
    /// Of the assertion: all that is shown of one that cannot be read.
    pub length: usize,
}

impl<'a> Subject<'a> {
    fn of(attempt: &'a OnBehalfOfAttempt) -> Self {
        let text = attempt.assertion.expose();
        let cleaned = clean(text);
        let has_token = decode(&cleaned.token).is_ok();
        let length = text.chars().count();
        Self { attempt, token: decode(text), noise: has_token.then_some(cleaned.noise), length }
    }

    pub fn kind(&self) -> TokenKind {
        match &self.token {
            Ok(token) => TokenKind::of(token),
            Err(error) => error.kind(),
        }
    }

    /// A claim as evidence; a long one is cut.
    pub fn claim(&self, name: &str) -> Evidence {
        let claim = self.token.as_ref().ok().and_then(|token| token.claims.get(name));
        let text = match claim {
            None => "not there".to_owned(),
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        evidence(Source::Token, name, &text)
    }

    /// A parameter of the request as evidence. Never the assertion's or the secret's own text.
    pub fn parameter(&self, name: &str, text: &str) -> Evidence {
        evidence(Source::TokenRequest, name, text)
    }
}

fn evidence(source: Source, path: &str, text: &str) -> Evidence {
    let place = Place { path: Some(path.to_owned()), line: None, column: None };
    Evidence { source, place, text: crate::shown::shown(text, crate::shown::VALUE) }
}

pub(super) struct OnBehalfOfRule {
    pub words: Rule,
    /// At most one finding: each is the reason of one refusal.
    pub check: fn(&Subject<'_>, &Rule) -> Option<Finding>,
}

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[OnBehalfOfRule] = &[
    assertion_malformed::RULE,
    assertion_not_readable::RULE,
    assertion_is_exchange_token::RULE,
    assertion_is_id_token::RULE,
    assertion_is_for_graph::RULE,
    assertion_is_app_only::RULE,
    assertion_audience::RULE,
    assertion_of_another_cloud::RULE,
    assertion_expired::RULE,
    client_credential_absent::RULE,
    client_secret_is_its_id::RULE,
    client_secret_not_as_copied::RULE,
    client_secret_ended::RULE,
    certificate_ended::RULE,
    scope_absent::RULE,
    scope_separator::RULE,
    scope_default_mixed::RULE,
    scope_of_two_resources::RULE,
    scope_not_consented::RULE,
];

/// The words of all rules here, in the order of [`crate::Code::ALL`].
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().map(|rule| &rule.words)
}

/// Every refusal that can be foreseen, the certain ones first. Empty: nothing speaks against it, which is no promise.
pub fn preflight(attempt: &OnBehalfOfAttempt) -> Vec<Finding> {
    let subject = Subject::of(attempt);
    let mut findings = RULES.iter().filter_map(|rule| (rule.check)(&subject, &rule.words)).collect::<Vec<_>>();
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// What speaks against scopes whatever the request: how they are written, and whose they are. A sign-in that asks for them ends
/// like an exchange. `graph`: as in [`OnBehalfOfAttempt`].
pub fn scope_findings(scopes: &[String], graph: &str) -> Vec<Finding> {
    let attempt = OnBehalfOfAttempt {
        // No rule of these looks at it.
        assertion: AccessToken::new(""),
        client_id: ClientId::from_uuid(uuid::Uuid::nil()),
        app_id_uris: Vec::new(),
        credential: CredentialFacts::None,
        scopes: scopes.to_vec(),
        consented: None,
        cloud: Cloud::Public,
        graph: graph.to_owned(),
        now: Timestamp::UNIX_EPOCH,
    };
    let subject = Subject::of(&attempt);
    let rules = [scope_separator::RULE, scope_of_two_resources::RULE];
    rules.iter().filter_map(|rule| (rule.check)(&subject, &rule.words)).collect()
}

/// Whether a finding is certain enough to keep the request back.
pub fn is_certain(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}
