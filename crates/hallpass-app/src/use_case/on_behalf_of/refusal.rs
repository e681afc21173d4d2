//! What Entra refused, and how to go on.

use entra_client::{Metadata, OAuthError, admin_consent_page};
use serde::Serialize;
use sso_core::TenantId;
use ts_rs::TS;

use super::assertion::Presented;
use crate::AppError;
use crate::shell::quoted;
use crate::use_case::add_in::AddIn;
use crate::use_case::authority::Authority;
use crate::use_case::{plan, sign_in};

/// Entra's no, in the catalogue's words and its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Refusal {
    pub error: AppError,
    /// `error` of the token endpoint: what a program branches on.
    pub oauth_error: String,
    pub suberror: Option<String>,
    /// A claims challenge, JSON: what the user has to do more. In an add-in it goes to `getAccessToken` as `authChallenge`.
    pub claims: Option<String>,
    pub trace_id: Option<String>,
    pub correlation_id: Option<String>,
    pub timestamp: Option<String>,
    /// How long Entra wants to be left alone, in seconds.
    #[ts(type = "number | null")]
    pub retry_after: Option<u64>,
    /// The ways on, the likeliest first.
    pub next: Vec<Next>,
}

/// A way on: a command, or a page for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub struct Next {
    /// What it does, without a full stop.
    pub words: String,
    pub command: Option<String>,
    pub page: Option<String>,
}

/// As Mobile and desktop applications have it registered; nobody need listen there for a consent.
const REDIRECT_URI: &str = "http://localhost";

/// Where the exchange stood when it was refused.
pub(super) struct Refused<'a> {
    pub add_in: &'a AddIn,
    pub authority: &'a Authority,
    pub facts: &'a plan::Input,
    pub presented: &'a Presented,
    pub scopes: &'a [String],
}

impl Refused<'_> {
    pub async fn explained(&self, error: OAuthError) -> Refusal {
        let needs_consent =
            error.error_codes.contains(&65_001) || error.suberror.as_deref() == Some("consent_required");
        let mut next = match error.claims.is_none() && needs_consent {
            true => self.consent().await,
            false if sign_in::wants_the_user(&error) => vec![self.again(error.claims.as_deref())],
            false => Vec::new(),
        };
        if sign_in::is_of_the_tenant(&error) {
            next.push(of_the_tenant());
        }
        let told = AppError::from(error.clone());
        Refusal {
            oauth_error: error.error.clone(),
            suberror: error.suberror.clone(),
            claims: error.claims.clone(),
            trace_id: error.trace_id.clone(),
            correlation_id: error.correlation_id.clone(),
            timestamp: error.timestamp.clone(),
            retry_after: error.retry_after.map(|wait| wait.as_secs()),
            error: AppError { message: sign_in::said(&error, told.message), ..told },
            next,
        }
    }

    /// A challenge goes into the next sign-in, as an add-in hands it to Office.
    fn again(&self, claims: Option<&str>) -> Next {
        let words = match claims {
            Some(_) => "sign in with what Entra asks for, then exchange again",
            None => "sign in again, then exchange again; Entra sent no challenge, so the page may ask for nothing more",
        };
        let command = sign_in::command(self.presented.username.as_deref(), self.facts, claims);
        Next { words: words.to_owned(), command: Some(command), page: None }
    }

    /// Nobody may be able to consent for themselves: both pages are shown.
    pub async fn consent(&self) -> Vec<Next> {
        let scopes = self.scopes.join(" ");
        let mut next = vec![Next {
            words: "consent yourself, in a sign-in that asks for these permissions".to_owned(),
            command: Some(format!(
                "hallpass sign-in --prompt consent --scope {}{}{}",
                quoted(&scopes),
                self.account(),
                self.facts.flags()
            )),
            page: None,
        }];
        let segment = self.tenant().map_or_else(|| self.add_in.segment.clone(), |tenant| tenant.to_string());
        if let Ok(metadata) = self.authority.client.discover(&self.authority.browser, &segment).await {
            next.push(self.user_page(&metadata));
        }
        next.extend(self.administrator_page());
        next
    }

    fn user_page(&self, metadata: &Metadata) -> Next {
        let page = metadata.user_consent_page(self.add_in.client_id, self.scopes, REDIRECT_URI);
        Next {
            words: "or send the user this page; at its end the browser shows an address that nobody answers, which is all right"
                .to_owned(),
            command: None,
            page: Some(page.to_string()),
        }
    }

    /// Consent for everybody is of one tenant; personal accounts have no administrator.
    fn administrator_page(&self) -> Option<Next> {
        let tenant = self.tenant().filter(|tenant| *tenant != TenantId::PERSONAL_ACCOUNTS)?;
        let (browser, client_id) = (&self.authority.browser, self.add_in.client_id);
        let scopes = self.scopes.iter().map(|scope| self.with_resource(scope)).collect::<Vec<_>>();
        let page = admin_consent_page(browser, tenant, client_id, &scopes, REDIRECT_URI).ok()?;
        Some(Next {
            words: "or have an administrator consent for everybody".to_owned(),
            command: None,
            page: Some(page.to_string()),
        })
    }

    fn with_resource(&self, scope: &str) -> String {
        match scope.contains('/') {
            true => scope.to_owned(),
            false => format!("{}/{scope}", self.authority.graph_resource()),
        }
    }

    fn tenant(&self) -> Option<TenantId> {
        self.presented.tenant.or_else(|| self.add_in.segment.parse().ok())
    }

    fn account(&self) -> String {
        let name = self.presented.username.as_ref();
        name.map(|name| format!(" --account {}", quoted(name))).unwrap_or_default()
    }
}

/// The one way on that is nobody's at this desk.
fn of_the_tenant() -> Next {
    let words = format!(
        "{}; have an administrator look at this request in the sign-in log, by its correlation ID",
        sign_in::NOT_YOURS
    );
    Next { words, command: None, page: None }
}
