//! Authorization code with PKCE, over real HTTP, for the add-in's own API.

use std::time::Duration;

use entra_client::{EntraClient, Metadata, OneTime, SignIn, SignedIn, Trust};
use practice_tenant::PracticeTenant;
use sso_core::ScopeName;
use sso_core::plan::Plan;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::progress::{Done, RehearseEvent};
use crate::practice::sign_in_as;
use crate::{App, AppError, Progress};

/// Boxed, so that the compiler sees the future to be `Send` for any lifetime of the page.
type Open<'a> = Box<dyn FnOnce(&Url) + Send + 'a>;

/// The tokens, and what the later steps speak to.
pub(super) struct SignedInAt {
    pub client: EntraClient,
    pub metadata: Metadata,
    pub tokens: SignedIn,
}

pub(super) async fn work(
    app: &App,
    tenant: &PracticeTenant,
    plan: &Plan,
    browser: bool,
    progress: &Progress<RehearseEvent>,
) -> Result<Done<SignedInAt>, AppError> {
    let (Some(client_id), Some(uri)) = (plan.facts.client_id, plan.app_id_uri()) else {
        return Err(AppError::failed("fact-missing", "the registration has no client ID"));
    };
    let client = app.entra_client(&Trust::Only(tenant.ca_certificate().to_owned()), "rehearse")?;
    // A browser does not trust the practice certificate, and is not asked to: it meets the page over http.
    let authority = if browser { tenant.http_authority() } else { tenant.authority() };
    let metadata = client.discover(authority, &tenant.tenant_id().to_string()).await?;
    let scope = uri.scope(&ScopeName::access_as_user());
    let request = SignIn {
        client_id,
        scopes: ["openid", "profile", "offline_access", &scope].map(str::to_owned).to_vec(),
        login_hint: None,
        prompt: None,
        claims: None,
        port: 0,
        time_out: Duration::from_secs(if browser { 300 } else { 30 }),
        one_time: OneTime { state: app.draw(), nonce: app.draw(), verifier: app.draw() },
    };
    // The journey drops this future when it is cancelled; nothing else would.
    let cancel = CancellationToken::new();
    let tokens = if browser {
        let open: Open<'_> = Box::new(|page| {
            progress.report(RehearseEvent::SignInPage { url: page.to_string() });
            // The page is shown in any case: a launcher that started is no browser that opened.
            if let Err(error) = (app.open_browser)(page.as_str()) {
                tracing::warn!(error = ?error.kind(), "the system's browser could not be started");
            }
        });
        client.sign_in(&metadata, &request, open, || {}, &cancel).await?
    } else {
        let people = tenant.people();
        let person =
            people.first().ok_or_else(|| AppError::failed("practice-people", "the practice tenant is empty"))?;
        let (upn, authority) = (person.user_principal_name.clone(), authority.clone());
        let ca = tenant.ca_certificate().to_owned();
        let (failed, failure) = oneshot::channel();
        let open: Open<'_> = Box::new(move |page| {
            let page = page.clone();
            tokio::spawn(async move {
                if let Err(error) = sign_in_as(&upn, &page, &authority, &ca).await {
                    // The sign-in may have ended by itself.
                    let _ = failed.send(error);
                }
            });
        });
        tokio::select! {
            tokens = client.sign_in(&metadata, &request, open, || {}, &cancel) => tokens?,
            Ok(error) = failure => return Err(error),
        }
    };
    let detail = format!("authorization code with PKCE at {authority}");
    Ok(Done::fine(SignedInAt { client, metadata, tokens }, detail))
}
