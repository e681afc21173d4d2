//! What a token is, and whether it holds.

use std::path::PathBuf;

use entra_client::{EntraClient, Trust};
use secrecy::{ExposeSecret, SecretString};
use sso_core::token::{Expected, Jwks, TokenReport};
use sso_core::{AppIdUri, ClientId, Cloud, ScopeName, TenantId, Timestamp, plan, token};
use url::Url;

use crate::practice::{self, RunFile};
use crate::{App, AppError, files};

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
pub fn inspect(pasted: &SecretString) -> Result<TokenReport, AppError> {
    token::inspect(pasted.expose_secret()).map_err(not_a_token)
}

/// Every check on its own.
pub async fn check(app: &App, pasted: &SecretString, input: &Input) -> Result<TokenReport, AppError> {
    let (client_id, app_id_uris) = audiences(&input.audiences)?;
    let tenants = input.tenants.iter().map(|tenant| tenant.parse()).collect::<Result<Vec<TenantId>, _>>()?;
    let (issuer, keys) = keys(app, pasted, input, &tenants).await?;
    let expected =
        Expected { client_id, app_id_uris, issuer, tenants, scope: ScopeName::access_as_user(), skew: plan::SKEW };
    let now = input.at.unwrap_or_else(|| app.now());
    token::check(pasted.expose_secret(), Some(&keys), &expected, now).map_err(not_a_token)
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
            audience.parse()?
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

/// The issuer and the keys of the cloud, from a file or by discovery.
async fn keys(
    app: &App,
    pasted: &SecretString,
    input: &Input,
    tenants: &[TenantId],
) -> Result<(String, Jwks), AppError> {
    // Of more than one tenant the issuer is a template; the check of the tenant lets in those that were named.
    let tenant = match tenants {
        [one] => one.to_string(),
        _ => "organizations".to_owned(),
    };
    if let Some(file) = &input.jwks {
        let keys = serde_json::from_slice(&files::read(file, 1_000_000)?).map_err(|error| {
            AppError::could_not_check(
                "jwks-not-readable",
                format!("{} is no JSON Web Key Set: {error}", file.display()),
            )
            .with_hint("save the answer of the metadata's jwks_uri as it is")
        })?;
        let issuer = match input.cloud.authority_host() {
            Some(host) => format!("https://{host}/{{tenantid}}/v2.0"),
            None => format!("{}{{tenantid}}/v2.0", practice_authority(&practice::running(app).await?, pasted)),
        };
        return Ok((issuer, keys));
    }
    let (authority, trust) = match input.cloud.authority_host() {
        Some(host) => {
            let authority = Url::parse(&format!("https://{host}/"))
                .map_err(|error| AppError::could_not_check("authority", error.to_string()))?;
            (authority, Trust::OperatingSystem)
        }
        None => {
            let run = practice::running(app).await?;
            let ca = String::from_utf8_lossy(&files::read(&run.ca_file, 100_000)?).into_owned();
            (practice_authority(&run, pasted), Trust::Only(ca))
        }
    };
    let client = EntraClient::new(&trust)?;
    let metadata = client.discover(&authority, &tenant).await?;
    let keys = client.keys(&metadata).await?;
    Ok((metadata.issuer, keys))
}

/// The practice tenant has two listeners, each with an issuer of its own: the one that the token names, else https.
fn practice_authority(run: &RunFile, pasted: &SecretString) -> Url {
    let claims = token::decode(pasted.expose_secret().trim()).map(|token| token.claims);
    let issuer = claims.ok().and_then(|claims| Some(claims.get("iss")?.as_str()?.to_owned())).unwrap_or_default();
    let http = issuer.starts_with(run.http_authority.as_str());
    if http { run.http_authority.clone() } else { run.authority.clone() }
}

fn not_a_token(error: token::DecodeError) -> AppError {
    AppError::failed("token-not-readable", error.to_string()).with_hint(error.hint())
}
