//! Where the Graph token comes from.

use std::time::Duration;

use entra_client::{Directory, OneTime, SignIn, Waiting};
use serde_json::json;
use sso_core::token::{AccessToken, IdToken, decode};
use sso_core::{ClientId, Cloud, TenantId};
use tokio_util::sync::CancellationToken;
use url::Url;
use uuid::uuid;

use super::RegistrationEvent;
use crate::azure_cli;
use crate::practice::{self, Administrator, ClaimOrder, TokenKind, TokenOrder};
use crate::use_case::authority::{self, Authority};
use crate::{App, AppError, Progress};

/// A way to a Graph token that the user chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A signed-in Azure CLI.
    AzureCli,
    /// "Microsoft Graph Command Line Tools", an application of Microsoft's.
    GraphCommandLineTools,
    /// A public client that the developer's organisation gives.
    ClientId(ClientId),
}

/// Microsoft's own client ID for "Microsoft Graph Command Line Tools". Whether it may sign in without consent by an
/// administrator depends on the tenant.
const GRAPH_COMMAND_LINE_TOOLS: ClientId = ClientId::from_uuid(uuid!("14d82eec-204b-4c2f-b7e8-296a70dab67e"));

const SIGN_IN: Duration = Duration::from_secs(300);

/// What the token is for: no more is asked of whoever signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Read,
    /// Also what is consented to.
    ReadConsent,
    Write {
        /// Consent for everybody is read and written too.
        consent: bool,
    },
}

impl Purpose {
    fn permissions(self) -> &'static [&'static str] {
        match self {
            Self::Read => &["Application.Read.All"],
            Self::ReadConsent => &["Application.Read.All", "DelegatedPermissionGrant.Read.All"],
            Self::Write { consent: false } => &["Application.ReadWrite.All"],
            Self::Write { consent: true } => &["Application.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All"],
        }
    }
}

/// A tenant's directory, opened.
pub(super) struct Opened<'a> {
    pub directory: Directory<'a>,
    pub tenant: TenantId,
}

struct Holder {
    token: AccessToken,
    tenant: TenantId,
}

/// # Errors
/// `token-source-missing`; those of the source.
pub(super) async fn open<'a>(
    app: &App,
    wanted: &super::Tenant,
    cloud: &Cloud,
    tenant: Option<TenantId>,
    purpose: Purpose,
    progress: &'a Progress<RegistrationEvent>,
    cancel: &CancellationToken,
) -> Result<Opened<'a>, AppError> {
    let side = authority::of_cloud(app, cloud, "registration").await?;
    let tell = |words: String| progress.report(RegistrationEvent::Source { words });
    let holder = match (wanted.via, cloud) {
        (Some(Via::AzureCli), _) => {
            tell("the Graph token comes from the Azure CLI and the account that is signed in there".to_owned());
            let from = tokio::select! {
                from = azure_cli::graph_token(app, &side.graph, tenant) => from?,
                () = cancel.cancelled() => return Err(cancelled()),
            };
            Holder { token: from.token, tenant: from.tenant }
        }
        (Some(Via::ClientId(client_id)), _) => {
            tell(format!("the Graph token comes from signing in with the client {client_id}"));
            sign_in(app, &side, client_id, tenant, purpose, progress, cancel).await?
        }
        (Some(Via::GraphCommandLineTools), _) => {
            tell(format!(
                "the Graph token comes from signing in with Microsoft Graph Command Line Tools \
                 ({GRAPH_COMMAND_LINE_TOOLS}); an administrator may have to consent to it first"
            ));
            sign_in(app, &side, GRAPH_COMMAND_LINE_TOOLS, tenant, purpose, progress, cancel).await?
        }
        (None, Cloud::Practice) => {
            let administrator = practice::administrator(app).await?;
            tell("the Graph token is that of the practice tenant's administrator".to_owned());
            of_practice(app, &administrator).await?
        }
        (None, _) => return Err(missing()),
    };
    tell(format!("tenant {}", holder.tenant));
    let directory = Directory::new(side.client, side.graph, holder.token, waiting(app, progress, cancel));
    Ok(Opened { directory, tenant: holder.tenant })
}

pub(super) fn missing() -> AppError {
    AppError::usage("token-source-missing", "it was not said whose Graph token is to be used, and Hallpass has none")
        .with_hint(
            "choose one: --via az (a signed-in Azure CLI), --via-client-id GUID (a public client of your organisation) or \
             --via graph-command-line-tools; if you may not do it yourself, give your administrator the text of \
             hallpass plan --as admin-text",
        )
}

pub(super) fn cancelled() -> AppError {
    AppError::could_not_check("cancelled", "the run was stopped; what it had done until then is kept")
        .with_hint("run the same command again to go on, or take it back: hallpass registration undo")
}

/// Reports, waits, and gives up when the run is cancelled.
fn waiting<'a>(app: &App, progress: &'a Progress<RegistrationEvent>, cancel: &CancellationToken) -> Box<Waiting<'a>> {
    let (wait, cancel) = (app.wait.clone(), cancel.clone());
    Box::new(move |pause| {
        progress.report(RegistrationEvent::waiting(pause));
        let (passed, cancel) = (wait(pause.length), cancel.clone());
        Box::pin(async move {
            tokio::select! {
                biased;
                () = cancel.cancelled() => false,
                () = passed => true,
            }
        })
    })
}

async fn sign_in(
    app: &App,
    side: &Authority,
    client_id: ClientId,
    tenant: Option<TenantId>,
    purpose: Purpose,
    progress: &Progress<RegistrationEvent>,
    cancel: &CancellationToken,
) -> Result<Holder, AppError> {
    // Registrations are in work tenants only.
    let segment = tenant.map_or_else(|| "organizations".to_owned(), |tenant| tenant.to_string());
    let metadata = side.client.discover(&side.browser, &segment).await?;
    let graph = side.graph_resource();
    let permissions = purpose.permissions().iter().map(|name| format!("{graph}/{name}"));
    let request = SignIn {
        client_id,
        scopes: ["openid".to_owned(), "profile".to_owned()].into_iter().chain(permissions).collect(),
        login_hint: None,
        prompt: None,
        claims: None,
        port: 0,
        time_out: SIGN_IN,
        one_time: OneTime { state: app.draw(), nonce: app.draw(), verifier: app.draw() },
    };
    let open: Box<dyn FnOnce(&Url) + Send + '_> = Box::new(|page| {
        progress.report(RegistrationEvent::SignInPage { url: page.to_string() });
        // The page is told in any case: a launcher that started is no browser that opened.
        if let Err(error) = (app.open_browser)(page.as_str()) {
            tracing::warn!(error = ?error.kind(), "the system's browser could not be started");
        }
    });
    let signed_in = side.client.sign_in(&metadata, &request, open, || {}, cancel).await.map_err(|error| {
        let error = AppError::from(error);
        match (error.code.as_str(), client_id == GRAPH_COMMAND_LINE_TOOLS) {
            ("cancelled", _) => cancelled(),
            ("AADSTS65001" | "AADSTS90094" | "consent_required" | "access_denied", true) => error.with_hint(
                "an administrator may have to consent to Microsoft Graph Command Line Tools; or choose another way: --via az",
            ),
            _ => error,
        }
    })?;
    let tenant = signed_in.id_token.as_ref().and_then(tenant_of).or(tenant).ok_or_else(|| {
        AppError::failed("tenant-unknown", "the sign-in did not say in which tenant it was")
            .with_hint("name it: --tenant-id GUID")
    })?;
    Ok(Holder { token: signed_in.access_token, tenant })
}

/// Of a token that came from the token endpoint itself: who else could have written it need not be asked.
fn tenant_of(token: &IdToken) -> Option<TenantId> {
    decode(token.expose()).ok()?.text_claim("tid")?.parse().ok()
}

/// Minted with the scopes that writing takes: the practice tenant is there to be changed.
async fn of_practice(app: &App, administrator: &Administrator) -> Result<Holder, AppError> {
    let scopes = "Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All";
    let claims = [("oid", json!(administrator.id)), ("scp", json!(scopes))];
    let claims = claims.into_iter().map(|(name, value)| (name.to_owned(), ClaimOrder::Value(value))).collect();
    let order = TokenOrder { claims, ..TokenOrder::of(TokenKind::Graph) };
    let minted = practice::mint(app, &order, None).await.map_err(|error| match error.code.as_str() {
        // The token is made of the add-in that the seed has ready.
        "practice-asked-wrongly" => {
            error.with_hint("bring back what the practice tenant began with: hallpass practice reset")
        }
        _ => error,
    })?;
    Ok(Holder { token: AccessToken::new(minted.token), tenant: administrator.tenant_id })
}
