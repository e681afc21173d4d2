//! What a token is, and whether it holds.

use std::path::{Path, PathBuf};

use entra_client::{EntraClient, EntraError, Trust};
use secrecy::{ExposeSecret, SecretString};
use sso_core::token::{Decoded, Expected, Jwks, TokenReport};
use sso_core::{AppIdUri, ClientId, Cloud, ScopeName, TenantId, Timestamp, plan, token};
use url::Url;

use crate::{App, AppError, files, practice};

/// What a token is to be checked against. An audience is never guessed.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// Client IDs and Application ID URIs.
    pub audiences: Vec<String>,
    pub tenants: Vec<String>,
    pub cloud: Cloud,
    /// Keys from a file: then nothing is fetched.
    pub jwks: Option<PathBuf>,
    pub at: Option<Timestamp>,
}

/// Kind and claims; nothing is verified.
///
/// # Errors
/// `token-…` if the text is no token that can be read. The error does not repeat it.
pub fn inspect(app: &App, pasted: &SecretString) -> Result<TokenReport, AppError> {
    token::inspect(pasted.expose_secret(), app.local_now()).map_err(not_a_token)
}

/// Every check on its own. What is no token at all is said before anything is fetched.
pub async fn check(app: &App, pasted: &SecretString, input: &Input) -> Result<TokenReport, AppError> {
    let (client_id, app_id_uris) = audiences(&input.audiences)?;
    let tenants = input.tenants.iter().map(|tenant| tenant.parse()).collect::<Result<Vec<TenantId>, _>>()?;
    let handed = input.jwks.as_deref().map(jwks).transpose()?;
    let issuer = token::decode(&token::clean(pasted.expose_secret()).token).ok().map(|token| issuer_of(&token));
    let (issuer, keys) = match &issuer {
        Some(issuer) => {
            keys(app, input.cloud, handed, issuer.as_deref()).await.map(|(issuer, keys)| (issuer, Some(keys)))?
        }
        None => (String::new(), None),
    };
    let expected =
        Expected { client_id, app_id_uris, issuer, tenants, scope: ScopeName::access_as_user(), skew: plan::SKEW };
    let now = app.local(input.at.unwrap_or_else(|| app.now()));
    token::check(pasted.expose_secret(), keys.as_ref(), &expected, now).map_err(not_a_token)
}

/// The one client ID, however it was given, and the URIs.
fn audiences(given: &[String]) -> Result<(ClientId, Vec<AppIdUri>), AppError> {
    let mut client_id = None;
    let mut uris = Vec::new();
    for audience in given {
        let id = if audience.contains("://") {
            let uri: AppIdUri = audience.parse()?;
            uris.push(uri.clone());
            uri.client_id()
        } else {
            audience.parse::<ClientId>().map_err(|error| {
                AppError::usage(
                    "audience-not-accepted",
                    format!("neither a client ID nor an Application ID URI: {audience}"),
                )
                .with_hint(error.hint)
            })?
        };
        if *client_id.get_or_insert(id) != id {
            return Err(AppError::usage("audience-of-two-apps", "the audiences are of more than one app")
                .with_hint("a token is for one app: check it once for each of them"));
        }
    }
    Ok((client_id.ok_or_else(audience_missing)?, uris))
}

/// What a face says that has no audience to check against.
pub fn audience_missing() -> AppError {
    AppError::usage("audience-missing", "whose token this should be is not known, and an audience is never guessed")
        .with_hint("give the client ID or the Application ID URI of your API: --audience GUID")
}

/// The issuer, as a template, and the keys of the cloud, from a file or by discovery. One template fits every tenant: the
/// check of the tenant lets in those that were named.
async fn keys(app: &App, cloud: Cloud, handed: Option<Jwks>, issuer: Option<&str>) -> Result<(String, Jwks), AppError> {
    let local = issuer.and_then(|issuer| Url::parse(issuer).ok()).filter(|url| url.host_str() == Some("localhost"));
    if let (Some(_), Some(_)) = (&local, cloud.authority_host()) {
        return Err(AppError::usage(
            "cloud-is-practice",
            "the token is of the practice tenant, not of a Microsoft cloud",
        )
        .with_hint("add --cloud practice"));
    }
    if let Some(keys) = handed {
        let origin = match cloud.authority_host() {
            Some(host) => format!("https://{host}"),
            // The keys were handed over for this tenant, which need not run any more.
            None => local.map_or_else(|| "https://localhost".to_owned(), |url| url.origin().ascii_serialization()),
        };
        return Ok((format!("{origin}/{{tenantid}}/v2.0"), keys));
    }
    let (authority, trust) = match cloud.authority_host() {
        Some(host) => {
            let authority = Url::parse(&format!("https://{host}/"))
                .map_err(|error| AppError::could_not_check("authority", error.to_string()))?;
            (authority, Trust::OperatingSystem)
        }
        None => {
            let run = practice::running(app).await?;
            let ca = String::from_utf8_lossy(&files::read(&run.ca_file, 100_000)?).into_owned();
            // The practice tenant has two listeners, each with an issuer of its own: the one that the token names.
            let http = local.is_some_and(|url| url.origin() == run.http_authority.origin());
            (if http { run.http_authority } else { run.authority }, Trust::Only(ca))
        }
    };
    let fetched = async {
        let client = EntraClient::new(&trust)?;
        let metadata = client.discover(&authority, "organizations").await?;
        let keys = client.keys(&metadata).await?;
        Ok::<_, EntraError>((metadata.issuer, keys))
    };
    fetched.await.map_err(|error| {
        let error = AppError::from(error);
        let message = format!("the keys were not fetched, so the token was not checked: {}", error.message);
        AppError { message, ..error }.with_hint("that says nothing of your token; with --jwks FILE nothing is fetched")
    })
}

/// The keys of a file, as `jwks_uri` answers them.
fn jwks(file: &Path) -> Result<Jwks, AppError> {
    serde_json::from_slice(&files::read(file, 1_000_000)?).map_err(|error| {
        AppError::could_not_check("jwks-not-readable", format!("{} is no JSON Web Key Set: {error}", file.display()))
            .with_hint("save the answer of the metadata's jwks_uri as it is")
    })
}

fn issuer_of(token: &Decoded) -> Option<String> {
    token.claims.get("iss")?.as_str().map(str::to_owned)
}

fn not_a_token(error: token::DecodeError) -> AppError {
    AppError::failed("token-not-readable", error.to_string()).with_hint(error.hint())
}
