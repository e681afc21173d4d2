//! Signing in for the add-in's own API, by the add-in's own registration: what Office does for it, without Office.
//!
//! The access token stays in this process; the refresh token goes into the keyring, or nowhere.

mod event;
mod explain;
mod kept;
mod refused;
mod renew;
mod scopes;
mod way;

use std::time::Duration;

use entra_client::{EntraError, SignedIn};
use serde::{Deserialize, Serialize};
use sso_core::token::{self, Now, TokenReport};
use sso_core::{ClientId, Cloud, Timestamp};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::session::{self, Account, Held, Purpose, TokenHandle};
use crate::use_case::add_in::{self, AddIn};
use crate::use_case::authority;
use crate::use_case::plan;
use crate::use_case::token_view::TokenView;
use crate::{App, AppError, Progress, clock, practice, profile, shell};

pub use event::{NeverComesBack, SignInEvent};
pub(crate) use kept::{Refreshing, fresh};
pub(crate) use refused::{NOT_YOURS, command, is_of_the_tenant, said, wants_the_user};
pub use renew::{Renew, renew};
use scopes::Resource;
pub(crate) use scopes::with_openid_connect;

/// What somebody wants to sign in with.
#[derive(Debug, Clone, Default)]
pub struct Input {
    pub facts: plan::Input,
    /// Empty: the add-in's own `access_as_user`. OpenID Connect's own are added.
    pub scopes: Vec<String>,
    pub way: Way,
    /// Who is to be offered first.
    pub account: Option<String>,
    pub prompt: Option<Prompt>,
    /// A claims challenge, as Entra or Graph gave it: JSON.
    pub claims: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Way {
    /// Authorization code with PKCE, in the system's browser.
    #[default]
    Browser,
    /// A code that is typed on any device.
    DeviceCode,
}

/// What the sign-in page asks even of somebody who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Prompt {
    SelectAccount,
    Consent,
    Login,
}

/// Somebody has signed in.
#[derive(Debug, Clone, Serialize)]
pub struct Output {
    pub account: Account,
    /// The access token, in this process.
    #[serde(skip)]
    pub handle: TokenHandle,
    pub expires: Timestamp,
    /// As granted.
    pub scopes: Vec<String>,
    /// Every check of the token; for a token of another API what it says of itself. `None` where it cannot be read.
    pub token: Option<TokenReport>,
    /// Whether the keyring has the refresh token, and why not.
    pub kept: Keeping,
    /// The profile's app, where the practice tenant's own signed in in its place: it knows no other.
    #[serde(skip)]
    pub in_place_of: Option<ClientId>,
    /// The command that tries the next link of the chain.
    #[serde(skip)]
    pub next: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[ts(export)]
pub enum Keeping {
    InKeyring,
    /// Nothing is kept anywhere: who needs a token later signs in again.
    Nowhere {
        why: AppError,
    },
}

/// The same for the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SignedInView {
    pub account: Account,
    pub handle: TokenHandle,
    #[ts(type = "string")]
    pub expires: Timestamp,
    pub scopes: Vec<String>,
    pub token: Option<TokenView>,
    pub kept: Keeping,
}

impl From<&Output> for SignedInView {
    fn from(output: &Output) -> Self {
        Self {
            account: output.account.clone(),
            handle: output.handle,
            expires: output.expires,
            scopes: output.scopes.clone(),
            token: output.token.as_ref().map(TokenView::from),
            kept: output.kept.clone(),
        }
    }
}

/// How long a page may stay open.
pub const TIME_OUT: Duration = Duration::from_secs(300);

/// Signs somebody in and keeps what renews it.
///
/// # Errors
/// `fact-missing`; Entra's own; `sign-in-timed-out`, `cancelled`. A keyring that does not keep the refresh token is no error:
/// [`Output::kept`] says it.
pub async fn sign_in(
    app: &App,
    input: Input,
    progress: &Progress<SignInEvent>,
    cancel: CancellationToken,
) -> Result<Output, AppError> {
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(EntraError::Cancelled.into()),
        output = go(app, &input, progress, &cancel) => output,
    }
}

async fn go(
    app: &App,
    input: &Input,
    progress: &Progress<SignInEvent>,
    cancel: &CancellationToken,
) -> Result<Output, AppError> {
    let claims = input.claims.as_deref().map(scopes::claims).transpose()?;
    way::can_carry(input)?;
    let add_in = add_in::of_facts(app, &input.facts).await?;
    let authority = authority::of_cloud(app, &add_in.cloud, "sign-in").await?;
    scopes::check(&input.scopes, authority.graph_resource())?;
    let asked = scopes::asked(&input.scopes, &add_in);
    let metadata = authority.client.discover(&authority.browser, &add_in.segment).await?;
    let attempt =
        way::Attempt { app, input, add_in: &add_in, authority: &authority, metadata: &metadata, scopes: asked };
    let signed_in = match input.way {
        Way::Browser => {
            let hint = kept::login_hint(app, input.account.as_deref());
            attempt.by_browser(hint, claims, progress, cancel).await?
        }
        Way::DeviceCode => attempt.by_device_code(progress, cancel).await?,
    };
    progress.report(SignInEvent::Checking);
    // Whoever has signed in is not sent away because the keys were not fetched: the report says what was not checked.
    let keys = authority.client.keys(&metadata).await;
    if let Err(error) = &keys {
        tracing::warn!(code = error.code(), "the signing keys were not fetched, so the signature is not checked");
    }
    let resource = scopes::resource(&attempt.scopes, &add_in, &authority);
    let account = kept::account_of(app, &add_in, &signed_in);
    let kept = keep(app, &account, &signed_in, progress, cancel).await;
    let facts = &input.facts;
    let now = app.local(practice::now_in(app, &add_in.cloud).await);
    let ended = Ended { facts, add_in: &add_in, authority: &authority, issuer: &metadata.issuer, keys: keys.ok(), now };
    ended.output(app, account, resource, signed_in, kept)
}

/// The end of a sign-in and of a refresh: the token is judged, held, and seen.
struct Ended<'a> {
    facts: &'a plan::Input,
    add_in: &'a AddIn,
    authority: &'a authority::Authority,
    issuer: &'a str,
    /// `None`: they were not fetched, and the signature is not checked.
    keys: Option<token::Jwks>,
    /// By which the token is judged.
    now: Now,
}

impl Ended<'_> {
    fn output(
        self,
        app: &App,
        account: Account,
        resource: Resource,
        signed_in: SignedIn,
        kept: Keeping,
    ) -> Result<Output, AppError> {
        let Self { facts, add_in, authority, issuer, keys, now } = self;
        let report = judged(add_in, resource, issuer, keys.as_ref(), &signed_in, now);
        let report = match clock::off(app, &authority.client) {
            Some(clock) => report.map(|report| report.with_clock_off(clock)),
            None => report,
        };
        if let (Resource::Own, Some(report)) = (&resource, &report) {
            app.saw_token(report);
        }
        let expires = kept::end_of(app, &signed_in);
        let handle = app.hold(Held {
            token: signed_in.access_token,
            purpose: match resource {
                Resource::Own => Purpose::Assertion,
                Resource::Graph => Purpose::Graph(authority.graph.clone()),
                Resource::OtherApi => Purpose::OtherApi,
            },
            account: Some(account.key()),
            scopes: signed_in.scopes.clone(),
            ends: expires,
        });
        let several = account.flag(&session::accounts(app).unwrap_or_default());
        let named = several.iter().flatten().map(|word| format!(" {}", shell::quoted(word))).collect::<String>();
        let next = format!("hallpass obo --call /me{named}{}", facts.flags());
        let in_place_of = in_place_of(app, facts, add_in)?;
        Ok(Output { account, handle, expires, scopes: signed_in.scopes, token: report, kept, in_place_of, next })
    }
}

/// Whoever wrote down an app of their own expects it to be the one.
fn in_place_of(app: &App, facts: &plan::Input, add_in: &AddIn) -> Result<Option<ClientId>, AppError> {
    if add_in.cloud != Cloud::Practice || facts.client_id.is_some() {
        return Ok(None);
    }
    let profile = profile::known(app)?.profile;
    Ok(profile.and_then(|profile| profile.client_id()).filter(|known| *known != add_in.client_id))
}

/// A token of the add-in's own API is checked as its server must; one of another API is no business of anybody but that API.
fn judged(
    add_in: &AddIn,
    resource: Resource,
    issuer: &str,
    keys: Option<&token::Jwks>,
    signed_in: &SignedIn,
    now: Now,
) -> Option<TokenReport> {
    let text = signed_in.access_token.expose();
    match resource {
        Resource::Own => token::check(text, keys, &add_in.expected(issuer), now).ok(),
        Resource::Graph | Resource::OtherApi => token::inspect(text, now).ok(),
    }
}

async fn keep(
    app: &App,
    account: &Account,
    signed_in: &SignedIn,
    progress: &Progress<SignInEvent>,
    cancel: &CancellationToken,
) -> Keeping {
    let Some(refresh_token) = &signed_in.refresh_token else {
        let why = AppError::failed("refresh-token-missing", "the sign-in server gave no refresh token")
            .with_hint("offline_access must be among the scopes, and the app may ask for it");
        return Keeping::Nowhere { why };
    };
    let locked = |seconds| progress.report(SignInEvent::KeyringLocked { seconds });
    match kept::store(app, account, signed_in, refresh_token, locked, cancel).await {
        Ok(()) => Keeping::InKeyring,
        Err(why) if why.code == "keyring-absent" => {
            let hint = why.hint.clone().into_iter().chain([WITHOUT_KEYRING.to_owned()]).collect::<Vec<_>>().join("; ");
            Keeping::Nowhere { why: why.with_hint(hint) }
        }
        Err(why) => Keeping::Nowhere { why },
    }
}

/// Containers and remote shells have none unless somebody starts one.
#[cfg(target_os = "linux")]
const WITHOUT_KEYRING: &str = "for one of this shell alone, start dbus-run-session -- bash, and in it gnome-keyring-daemon --unlock \
     --components=secrets, which reads a password of your choice up to Ctrl-D; without a keyring, an exchange takes the token \
     of the running add-in: hallpass obo --assertion - < token.txt";
#[cfg(not(target_os = "linux"))]
const WITHOUT_KEYRING: &str =
    "without one, an exchange takes the token of the running add-in: hallpass obo --assertion - < token.txt";

#[cfg(test)]
mod tests;
