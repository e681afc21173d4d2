//! Exchange identity tokens: whom to ask for the certificate is decided before anything is asked.

use entra_client::{EntraError, Trust};
use secrecy::{ExposeSecret, SecretString};
use sso_core::token::exchange::{self, EXCHANGE_ONLINE};
use sso_core::token::{self, ExchangeExpected, ExchangeReport, TokenKind};
use sso_core::{Cloud, HostPort, plan};
use url::Url;

use super::{Input, by_the_clock, not_a_token, not_checked};
use crate::{App, AppError, clock, files, practice};

/// Whether a token is to be checked as one of Exchange: a server is named, or the token is one.
pub(super) fn is_meant(app: &App, pasted: &SecretString, input: &Input) -> bool {
    !input.exchange_hosts.is_empty()
        || token::inspect(pasted.expose_secret(), app.now())
            .is_ok_and(|report| report.kind == TokenKind::ExchangeIdentityToken)
}

/// Every check on its own. Metadata is fetched only from a host that was named, from Exchange Online's where none was,
/// and from the practice tenant in its cloud.
pub(super) async fn check(app: &App, pasted: &SecretString, input: &Input) -> Result<ExchangeReport, AppError> {
    let audience = page(&input.audiences)?;
    if input.jwks.is_some() {
        return Err(AppError::usage(
            "jwks-of-exchange",
            "Exchange signs with certificates, not with keys of a JWKS file",
        )
        .with_hint("leave out --jwks; the metadata document of the Exchange server is fetched"));
    }
    let (hosts, trust) = hosts(app, input).await?;
    let mut clock_off = None;
    let metadata = match exchange::metadata_url(pasted.expose_secret(), &hosts) {
        Some(Ok(url)) => {
            let fetched = async {
                let client = app.entra_client(&trust, "token check")?;
                let metadata = client.exchange_metadata(&url).await?;
                clock_off = by_the_clock(input, clock::off(app, &client));
                Ok(metadata)
            };
            let more = "check that this machine reaches the Exchange server";
            Some(
                fetched
                    .await
                    .map_err(|error: EntraError| not_checked(error.into(), "the metadata document was", more))?,
            )
        }
        // What is wrong is a check of its own.
        Some(Err(_)) | None => None,
    };
    let expected = ExchangeExpected { audience, hosts, realm: realm(input)?, skew: plan::SKEW };
    let now = app.local(input.at.unwrap_or_else(|| app.now()));
    let report =
        token::check_exchange(pasted.expose_secret(), metadata.as_ref(), &expected, now).map_err(not_a_token)?;
    Ok(match clock_off {
        Some(clock) => ExchangeReport { report: report.report.with_clock_off(clock), ..report },
        None => report,
    })
}

/// Whose metadata is believed, and by whose word.
async fn hosts(app: &App, input: &Input) -> Result<(Vec<HostPort>, Trust), AppError> {
    // Host names have no case, and nobody types them into an App ID URI here.
    let named = input.exchange_hosts.iter().map(|host| host.to_ascii_lowercase().parse());
    let mut hosts = named.collect::<Result<Vec<HostPort>, _>>()?;
    if input.cloud == Cloud::Practice {
        let run = practice::running(app).await?;
        if hosts.is_empty() {
            hosts.extend(HostPort::of_url(run.authority.as_str()));
        }
        let ca = files::read(&run.ca_file, 100_000)?;
        return Ok((hosts, Trust::Only(String::from_utf8_lossy(&ca).into_owned())));
    }
    if hosts.is_empty() {
        hosts.push(EXCHANGE_ONLINE.parse()?);
    }
    Ok((hosts, Trust::OperatingSystem))
}

/// The one page that is expected.
fn page(given: &[String]) -> Result<Url, AppError> {
    let hint = "give the first SourceLocation of ItemRead or ItemEdit in the manifest: --audience https://…";
    let [page] = given else {
        return Err(AppError::usage(
            "audience-of-exchange",
            "an Exchange identity token is for one page of the add-in",
        )
        .with_hint(hint));
    };
    Url::parse(page).ok().filter(|url| url.scheme() == "https" && url.has_host()).ok_or_else(|| {
        AppError::usage(
            "audience-of-exchange",
            format!("this is checked as an Exchange identity token, whose audience is the https address of a page, not {page}"),
        )
        .with_hint(hint)
    })
}

/// Online the realm is the tenant ID.
fn realm(input: &Input) -> Result<Option<String>, AppError> {
    match &input.tenants[..] {
        [] => Ok(None),
        [tenant] => Ok(Some(tenant.clone())),
        _ => Err(AppError::usage("tenant-of-exchange", "an Exchange identity token names one organisation")
            .with_hint("give one tenant, or the domain of the Exchange server")),
    }
}
