//! The keys that a token of Entra is checked with, and for which issuer: from a file, from disk, or by discovery.

use std::path::Path;

use entra_client::{KeySource, Missed, ServedKeys, Trust};
use sso_core::token::{ClockOff, Decoded, Jwks};
use sso_core::{ClientId, Cloud, TenantId, Timestamp};
use url::Url;

use super::{Input, kept_keys, not_checked};
use crate::{App, AppError, clock, files, practice};

pub(super) struct Keys {
    /// Of the metadata, as a template: one fits every tenant, and the check of the tenant lets in those that were named.
    pub issuer: String,
    pub set: Jwks,
    pub missed: Option<NotAnew>,
    /// By whoever answered with keys; nobody is asked where those that are kept are good.
    pub clock_off: Option<ClockOff>,
}

/// They should have been fetched anew, and were not.
pub(super) struct NotAnew {
    pub fetched: Timestamp,
    /// A clause in lower case.
    pub why: String,
}

/// `handed`: then nothing is fetched.
///
/// # Errors
/// `keys-not-fetched` where the token's key may be one of those that nobody answered with: that is no verdict.
pub(super) async fn of_issuer(
    app: &App,
    input: &Input,
    token: &Decoded,
    handed: Option<Jwks>,
    client_id: ClientId,
    tenants: &[TenantId],
) -> Result<Keys, AppError> {
    let practice_origin = practice_origin(&input.cloud, token)?;
    if let Some(set) = handed {
        return Ok(Keys {
            issuer: issuer_of_handed(&input.cloud, practice_origin),
            set,
            missed: None,
            clock_off: None,
        });
    }
    let kid = token.header.get("kid").and_then(|kid| kid.as_str());
    let own = input.own_signing_keys.then_some(client_id);
    // Keys of an app's own are those of its tenant.
    let tenant = match (own, tenants) {
        (Some(_), [tenant]) => tenant.to_string(),
        _ => "organizations".to_owned(),
    };
    let source = |authority| KeySource { authority, tenant, app: own };
    let served = match input.cloud.authority_host() {
        Some(host) => of_cloud(app, host, source, kid).await,
        None => of_practice(app, practice_origin, source, kid).await,
    };
    let (served, clock_off) =
        served.map_err(|error| not_checked(error, "the keys were", "with --jwks FILE nothing is fetched"))?;
    let missed = served.missed.map(|missed| NotAnew {
        fetched: served.fetched,
        why: match missed {
            Missed::Failed(error) => error.to_string(),
            Missed::JustTried => "the last attempt failed less than a minute ago".to_owned(),
        },
    });
    match &missed {
        Some(NotAnew { fetched, why }) if kid.is_some_and(|kid| served.keys.keys.iter().all(|key| key.kid != kid)) => {
            let words = format!(
                "the token's key is none of those fetched on {fetched}, and new ones were not fetched, so the token \
                was not checked: {why}"
            );
            let hint = "that says nothing of your token: try again in a minute; with --jwks FILE nothing is fetched";
            Err(AppError::could_not_check("keys-not-fetched", words).with_hint(hint))
        }
        _ => Ok(Keys { issuer: served.issuer, set: served.keys, missed, clock_off }),
    }
}

async fn of_cloud(
    app: &App,
    host: &str,
    source: impl FnOnce(Url) -> KeySource,
    kid: Option<&str>,
) -> Result<(ServedKeys, Option<ClockOff>), AppError> {
    let authority = Url::parse(&format!("https://{host}/"))
        .map_err(|error| AppError::could_not_check("authority", error.to_string()))?;
    let client = app.entra_client(&Trust::OperatingSystem, "token check")?;
    let served = kept_keys::keys_for(app, &client, &source(authority), kid, app.now()).await?;
    Ok((served, clock::off(app, &client)))
}

/// Asked each time: it is on this machine, and may be a new one behind the same port.
async fn of_practice(
    app: &App,
    origin: Option<Url>,
    source: impl FnOnce(Url) -> KeySource,
    kid: Option<&str>,
) -> Result<(ServedKeys, Option<ClockOff>), AppError> {
    let run = practice::running(app).await?;
    let ca = String::from_utf8_lossy(&files::read(&run.ca_file, 100_000)?).into_owned();
    // The practice tenant has two listeners, each with an issuer of its own: the one that the token names.
    let http = origin.is_some_and(|url| url.origin() == run.http_authority.origin());
    let authority = if http { run.http_authority } else { run.authority };
    let client = app.entra_client(&Trust::Only(ca), "token check")?;
    let served = client.keys_for(&source(authority), &mut None, kid, app.now()).await?;
    Ok((served, clock::off(app, &client)))
}

/// Where a practice tenant signed, as its tokens say it.
///
/// # Errors
/// `cloud-is-practice` where such a token is to be checked against a Microsoft cloud.
fn practice_origin(cloud: &Cloud, token: &Decoded) -> Result<Option<Url>, AppError> {
    let issuer = token.text_claim("iss").and_then(|issuer| Url::parse(issuer).ok());
    let local = issuer.filter(|url| url.host_str() == Some("localhost"));
    if local.is_some() && cloud.authority_host().is_some() {
        let message = "the token is of the practice tenant, not of a Microsoft cloud";
        return Err(AppError::usage("cloud-is-practice", message).with_hint("add --cloud practice"));
    }
    Ok(local)
}

/// The issuer beside keys that were handed over. A practice tenant need not run any more for them.
fn issuer_of_handed(cloud: &Cloud, practice_origin: Option<Url>) -> String {
    let origin = match cloud.authority_host() {
        Some(host) => format!("https://{host}"),
        None => {
            practice_origin.map_or_else(|| "https://localhost".to_owned(), |url| url.origin().ascii_serialization())
        }
    };
    format!("{origin}/{{tenantid}}/v2.0")
}

/// The keys of a file, as `jwks_uri` answers them.
pub(super) fn jwks(file: &Path) -> Result<Jwks, AppError> {
    serde_json::from_slice(&files::read(file, 1_000_000)?).map_err(|error| {
        AppError::could_not_check("jwks-not-readable", format!("{} is no JSON Web Key Set: {error}", file.display()))
            .with_hint("save the answer of the metadata's jwks_uri as it is")
    })
}
