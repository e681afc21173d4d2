//! The token that is exchanged: fresh, pasted, or held.

use std::ffi::OsStr;
use std::path::Path;

use secrecy::ExposeSecret;
use serde::Serialize;
use sso_core::TenantId;
use sso_core::token::{AccessToken, Decoded, TokenKind, clean, decode};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use super::{AssertionSource, OnBehalfOfEvent};
use crate::session::{self, Account, Purpose};
use crate::use_case::add_in::AddIn;
use crate::use_case::authority::Authority;
use crate::use_case::plan;
use crate::use_case::sign_in::{self, Refreshing};
use crate::{App, AppError, Progress, files};

/// What Hallpass asked for itself needs no guess at what it may be.
const FRESH: &str = "fresh";

pub(super) struct Presented {
    pub token: AccessToken,
    /// `tid`: where it is exchanged.
    pub tenant: Option<TenantId>,
    /// [`Account::key`] of whoever signed in here.
    pub account: Option<String>,
    /// Who it is of, for a person and as a hint for the sign-in page.
    pub username: Option<String>,
    source: &'static str,
    decoded: Option<Decoded>,
    kind: String,
}

/// What the exchanged token is, without the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AssertionShown {
    /// `fresh`, `pasted` or `held`
    pub source: String,
    /// What it is, in one sentence. Nothing of it was verified.
    pub kind: String,
    pub user: Option<String>,
    #[ts(type = "string | null")]
    pub tenant: Option<TenantId>,
    pub audience: Option<String>,
    pub scopes: Option<String>,
}

impl Presented {
    fn of(token: AccessToken, source: &'static str, account: Option<&Account>) -> Self {
        let decoded = decode(token.expose());
        let kind = match &decoded {
            Ok(decoded) => TokenKind::of(decoded),
            Err(error) => error.kind(),
        };
        let decoded = decoded.ok();
        let claim = |name: &str| decoded.as_ref().and_then(|token| token.text_claim(name)).map(str::to_owned);
        let username = ["preferred_username", "upn", "unique_name"].iter().find_map(|name| claim(name));
        Self {
            tenant: claim("tid").and_then(|id| id.parse().ok()),
            account: account.map(Account::key),
            username: username.or_else(|| account.and_then(|account| account.username.clone())),
            kind: match (source, kind) {
                (FRESH, TokenKind::ApiAccessToken) => "A fresh access token of the add-in's own API".to_owned(),
                _ => kind.sentence().to_owned(),
            },
            source,
            decoded,
            token,
        }
    }

    pub fn oid(&self) -> Option<String> {
        self.claim("oid")
    }

    fn claim(&self, name: &str) -> Option<String> {
        self.decoded.as_ref().and_then(|token| token.text_claim(name)).map(str::to_owned)
    }

    pub fn shown(&self) -> AssertionShown {
        AssertionShown {
            source: self.source.to_owned(),
            kind: self.kind.clone(),
            user: self.username.clone(),
            tenant: self.tenant,
            audience: self.claim("aud"),
            scopes: self.claim("scp"),
        }
    }
}

/// Whether what was given in the place of a token names a file that is there, which no token does.
pub fn is_file(argument: &OsStr) -> bool {
    argument != "-" && files::exists(Path::new(argument))
}

/// `tid` of a token that is at hand already.
pub(super) fn tenant(app: &App, wanted: &AssertionSource) -> Option<TenantId> {
    let of = |text: &str| decode(text).ok()?.text_claim("tid")?.parse().ok();
    match wanted {
        AssertionSource::Pasted(text) => of(&clean(text.expose_secret()).token),
        AssertionSource::Held(handle) => of(app.held(*handle).ok()?.token.expose()),
        AssertionSource::Fresh | AssertionSource::FreshOf(_) => None,
    }
}

/// # Errors
/// `not-signed-in` and its like, `token-not-held`, `assertion-empty`; those of the refresh.
pub(super) async fn of(
    app: &App,
    add_in: &AddIn,
    authority: &Authority,
    wanted: &AssertionSource,
    facts: &plan::Input,
    progress: &Progress<OnBehalfOfEvent>,
    cancel: &CancellationToken,
) -> Result<Presented, AppError> {
    let hint = match wanted {
        AssertionSource::Pasted(text) => {
            let token = clean(text.expose_secret()).token;
            return Ok(Presented::of(AccessToken::new(token), "pasted", None));
        }
        AssertionSource::Held(handle) => {
            let held = app.held(*handle)?;
            if held.purpose != Purpose::Assertion {
                return Err(AppError::usage(
                    "token-not-assertion",
                    "this token is of another API, and an assertion is the add-in's own",
                )
                .with_hint("sign in for the add-in's own API: hallpass sign-in"));
            }
            return Ok(Presented { account: held.account, ..Presented::of(held.token, "held", None) });
        }
        AssertionSource::Fresh => None,
        AssertionSource::FreshOf(hint) => Some(hint.as_str()),
    };
    let mut known = session::accounts(app)?;
    known.retain(|account| account.client_id == add_in.client_id && account.cloud == add_in.cloud);
    let account = session::choose(&known, hint).map_err(|error| match error.code.as_str() {
        "not-signed-in" => error.with_hint(format!("sign in first: hallpass sign-in{}", facts.flags())),
        _ => error,
    })?;
    let tell = |what| {
        progress.report(match what {
            Refreshing::KeyringLocked(seconds) => OnBehalfOfEvent::KeyringLocked { seconds },
            Refreshing::Asking => OnBehalfOfEvent::Refreshing { account: account.shown() },
        });
    };
    let signed_in = sign_in::fresh(app, add_in, authority, facts, &account, tell, cancel).await?;
    Ok(Presented::of(signed_in.access_token, FRESH, Some(&account)))
}
