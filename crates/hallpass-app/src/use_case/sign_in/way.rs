//! The two ways to a person, and what is told meanwhile.

use std::time::Duration;

use entra_client::{DeviceCode, DevicePrompt, EntraError, Metadata, OneTime, SignIn, SignedIn};
use sso_core::Cloud;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::explain::never_comes_back;
use super::refused::{of_sign_in, traced};
use super::{Input, Prompt, SignInEvent, TIME_OUT, Way};
use crate::use_case::add_in::AddIn;
use crate::use_case::authority::Authority;
use crate::{App, AppError, Progress};

/// The flags of the practice tenant's application for device codes; those of the others are refused as they mostly are.
const TAKES_CODES: &str = "--client-id add10000-0000-4000-8000-000000000112 --domain localhost:3000 --cloud practice";
/// Whoever signs in at once is back by then.
const A_WHILE: Duration = Duration::from_secs(30);
/// How often it is said how long a device code is still good.
const TICK: Duration = Duration::from_secs(10);

pub(super) struct Attempt<'a> {
    pub app: &'a App,
    pub input: &'a Input,
    pub add_in: &'a AddIn,
    pub authority: &'a Authority,
    pub metadata: &'a Metadata,
    pub scopes: Vec<String>,
}

/// The device authorization request has no place for what a sign-in page is told beforehand (RFC 8628 §3.1), and Entra's pages
/// on it name none. Left out unsaid, it would look as if it had been asked for.
///
/// # Errors
/// `not-with-device-code`
pub(super) fn can_carry(input: &Input) -> Result<(), AppError> {
    let given = [
        ("--account", input.account.is_some()),
        ("--prompt", input.prompt.is_some()),
        ("--claims", input.claims.is_some()),
    ];
    let given: Vec<_> = given.into_iter().filter_map(|(flag, is_given)| is_given.then_some(flag)).collect();
    match input.way {
        Way::DeviceCode if !given.is_empty() => Err(AppError::usage(
            "not-with-device-code",
            format!(
                "a device code cannot carry {}: who signs in, and how, is decided where the code is typed",
                given.join(", ")
            ),
        )
        .with_hint("leave it out, or sign in with the browser on this machine, without --device-code")),
        _ => Ok(()),
    }
}

impl Attempt<'_> {
    pub async fn by_browser(
        &self,
        login_hint: Option<String>,
        claims: Option<String>,
        progress: &Progress<SignInEvent>,
        cancel: &CancellationToken,
    ) -> Result<SignedIn, AppError> {
        let app = self.app;
        let request = SignIn {
            client_id: self.add_in.client_id,
            scopes: self.scopes.clone(),
            login_hint,
            prompt: self.input.prompt.map(Into::into),
            claims,
            port: 0,
            time_out: TIME_OUT,
            one_time: OneTime { state: app.draw(), nonce: app.draw(), verifier: app.draw() },
        };
        let (told, shown) = tokio::sync::oneshot::channel();
        let open: Box<dyn FnOnce(&Url) + Send + '_> = Box::new(move |page| {
            progress.report(SignInEvent::Page { url: page.to_string() });
            if let Err(error) = (app.open_browser)(page.as_str()) {
                tracing::info!(error = ?error.kind(), "the system's browser could not be started");
                progress.report(SignInEvent::BrowserNotStarted);
            }
            // Nobody waits any more when the sign-in is over.
            let _ = told.send(());
        });
        let came_back = || progress.report(SignInEvent::Exchanging);
        let signing_in = self.authority.client.sign_in(self.metadata, &request, open, came_back, cancel);
        let explained = async {
            // Before there is a page, nothing can come back from it.
            if shown.await.is_err() {
                return;
            }
            (app.wait)(A_WHILE).await;
            progress.report(SignInEvent::NothingCameBack { perhaps: never_comes_back(self.add_in) });
        };
        beside(signing_in, explained).await.map_err(|error| self.told(error))
    }

    pub async fn by_device_code(
        &self,
        progress: &Progress<SignInEvent>,
        cancel: &CancellationToken,
    ) -> Result<SignedIn, AppError> {
        let request = DeviceCode { client_id: self.add_in.client_id, scopes: self.scopes.clone() };
        let (told, prompt) = tokio::sync::oneshot::channel();
        let show: Box<dyn FnOnce(&DevicePrompt) + Send + '_> = Box::new(move |prompt| {
            progress.report(SignInEvent::DeviceCode {
                user_code: prompt.user_code.clone(),
                verification_uri: prompt.verification_uri.to_string(),
                expires_in_seconds: prompt.expires_in.as_secs(),
                message: prompt.message.clone(),
            });
            // Nobody counts any more when the sign-in is over.
            let _ = told.send(prompt.expires_in);
        });
        let wait = |length| (self.app.wait)(length);
        let signing_in = self.authority.client.device_code(self.metadata, &request, show, wait, cancel);
        let counting = async {
            let Ok(mut left) = prompt.await else { return };
            while let Some(next) = left.checked_sub(TICK) {
                (self.app.wait)(TICK).await;
                left = next;
                progress.report(SignInEvent::Countdown { seconds: left.as_secs() });
            }
        };
        beside(signing_in, counting).await.map_err(|error| match error {
            EntraError::TimedOut(_) => AppError::could_not_check(
                "device-code-expired",
                "nobody typed the code in time",
            )
            .with_hint(
                "start again; if the page refused the sign-in, a Conditional Access policy may forbid device codes: \
                     sign in with the browser instead",
            ),
            error => self.told_of_device_code(error),
        })
    }

    /// AADSTS7000218 of a device code is one switch of the registration; of other requests it is a credential.
    fn told_of_device_code(&self, error: EntraError) -> AppError {
        let switched_off = match &error {
            EntraError::OAuth(error) if error.number() == Some(7_000_218) => {
                Some(traced(error, "this app takes no device codes, because it does not allow public client flows"))
            }
            _ => None,
        };
        let told = self.told(error);
        let Some(message) = switched_off else { return told };
        let told = AppError { message, ..told };
        match &self.add_in.cloud {
            Cloud::Practice => told.with_hint(format!(
                "the practice tenant has an app that takes them: hallpass sign-in --device-code {TAKES_CODES}; or sign in \
                 with the browser, without --device-code"
            )),
            _ => told.with_hint(
                "set Allow public client flows to Yes under Authentication, Settings, then start again; or sign in with the \
                 browser, without --device-code",
            ),
        }
    }

    fn told(&self, error: EntraError) -> AppError {
        match error {
            EntraError::OAuth(error) => of_sign_in(*error, self.input.account.as_deref(), &self.input.facts),
            error => error.into(),
        }
    }
}

/// The work's answer; what goes on beside it ends with it.
async fn beside<T>(work: impl Future<Output = T> + Send, other: impl Future<Output = ()> + Send) -> T {
    let forever = async {
        other.await;
        std::future::pending().await
    };
    tokio::select! {
        answer = work => answer,
        answer = forever => answer,
    }
}

impl From<Prompt> for entra_client::Prompt {
    fn from(prompt: Prompt) -> Self {
        match prompt {
            Prompt::SelectAccount => Self::SelectAccount,
            Prompt::Consent => Self::Consent,
            Prompt::Login => Self::Login,
        }
    }
}
