//! What a token is, and whether it holds.

mod exchange;
mod kept_keys;
mod keys;
mod look;

use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use sso_core::token::{ClockOff, ExchangeReport, Expected, TokenReport};
use sso_core::{AppIdUri, ClientId, Cloud, ScopeName, TenantId, Timestamp, plan, token};

use crate::{App, AppError, practice};

pub use look::{Looked, look};

/// What a token is to be checked against. An audience is never guessed.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// Client IDs and Application ID URIs; for an Exchange identity token the address of the add-in's page.
    pub audiences: Vec<String>,
    pub tenants: Vec<String>,
    pub cloud: Cloud,
    /// Keys from a file: then nothing is fetched.
    pub jwks: Option<PathBuf>,
    pub at: Option<Timestamp>,
    /// The API has signing keys of its own (claims mapping): the metadata is asked with `?appid=`.
    pub own_signing_keys: bool,
    /// Exchange servers whose metadata is believed, `HOST[:PORT]`.
    pub exchange_hosts: Vec<String>,
}

/// What was checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Checked {
    Entra(TokenReport),
    Exchange(ExchangeReport),
}

impl Checked {
    pub fn report(&self) -> &TokenReport {
        match self {
            Self::Entra(report) => report,
            Self::Exchange(exchange) => &exchange.report,
        }
    }

    /// The verdict in one sentence for a person, without a full stop.
    pub fn sentence(&self) -> String {
        match self {
            Self::Entra(report) => report.sentence(),
            Self::Exchange(exchange) => exchange.sentence(),
        }
    }

    /// The server behind the add-in may take this token.
    pub fn passed(&self) -> bool {
        self.report().passed()
    }
}

/// Kind and claims; nothing is verified.
///
/// # Errors
/// `token-…` if the text is no token that can be read. The error does not repeat it.
pub fn inspect(app: &App, pasted: &SecretString) -> Result<TokenReport, AppError> {
    token::inspect(pasted.expose_secret(), app.local_now()).map_err(not_a_token)
}

/// Every check on its own. What is no token at all is said before anything is fetched.
pub async fn check(app: &App, pasted: &SecretString, input: &Input) -> Result<Checked, AppError> {
    if exchange::is_meant(app, pasted, input) {
        return exchange::check(app, pasted, input).await.map(Checked::Exchange);
    }
    let (client_id, app_id_uris) = audiences(&input.audiences)?;
    let tenants = input.tenants.iter().map(|tenant| tenant.parse()).collect::<Result<Vec<TenantId>, _>>()?;
    let handed = input.jwks.as_deref().map(keys::jwks).transpose()?;
    let now = match input.at {
        Some(at) => at,
        // Then nobody is asked.
        None if handed.is_some() => app.now(),
        None => practice::now_in(app, &input.cloud).await,
    };
    let now = app.local(now);
    let decoded = token::decode(&token::clean(pasted.expose_secret()).token).ok();
    let keys = match &decoded {
        Some(token) => Some(keys::of_issuer(app, input, token, handed, client_id, &tenants).await?),
        None => None,
    };
    let expected = Expected {
        client_id,
        app_id_uris,
        issuer: keys.as_ref().map(|keys| keys.issuer.clone()).unwrap_or_default(),
        tenants,
        scope: ScopeName::access_as_user(),
        skew: plan::SKEW,
    };
    let set = keys.as_ref().map(|keys| &keys.set);
    let report = token::check(pasted.expose_secret(), set, &expected, now).map_err(not_a_token)?;
    let report = match by_the_clock(input, keys.as_ref().and_then(|keys| keys.clock_off)) {
        Some(clock) => report.with_clock_off(clock),
        None => report,
    };
    let report = match keys.and_then(|keys| keys.missed) {
        Some(missed) => report.with_kept_keys(missed.fetched, app.now(), &missed.why),
        None => report,
    };
    app.saw_token(&report);
    Ok(Checked::Entra(report))
}

/// Where a time was given, nothing is judged by the clock.
fn by_the_clock(input: &Input, off: Option<ClockOff>) -> Option<ClockOff> {
    off.filter(|_| input.at.is_none())
}

/// The one client ID, however it was given, and the URIs.
fn audiences(given: &[String]) -> Result<(ClientId, Vec<AppIdUri>), AppError> {
    let mut client_id = None;
    let mut uris = Vec::new();
    for audience in given {
        let id = if audience.starts_with("https://") {
            return Err(AppError::usage(
                "audience-is-a-page",
                "the address of a page is the audience of an Exchange identity token, and this is none",
            )
            .with_hint("give the client ID or the Application ID URI of your API: --audience GUID"));
        } else if audience.contains("://") {
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

/// `what` begins the sentence, such as `the keys were`; `more` is a step beside those that the error knows.
fn not_checked(error: AppError, what: &str, more: &str) -> AppError {
    let message = format!("{what} not fetched, so the token was not checked: {}", error.message);
    let hint = error.hint.as_deref().map(|hint| format!("{hint}; ")).unwrap_or_default();
    AppError { message, hint: Some(format!("that says nothing of your token: {hint}{more}")), ..error }
}

fn not_a_token(error: token::DecodeError) -> AppError {
    AppError::failed("token-not-readable", error.to_string()).with_hint(error.hint())
}
