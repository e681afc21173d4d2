//! Whole sign-ins against a practice tenant in this process, as the window would make them: tokens by their handles.

use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::*;
use crate::Folders;
use crate::practice::{self, Running, Started, sign_in_as};
use crate::use_case::on_behalf_of::{self, AssertionSource, GraphRequest, OnBehalfOfView, call_graph};
use crate::use_case::plan::GivenCloud;
use crate::use_case::sign_out;
use crate::vault::Vault;

const ADELE: &str = "AdeleV@contoso.onmicrosoft.com";

struct Rig {
    app: App,
    running: Box<Running>,
    events: Arc<Mutex<Vec<SignInEvent>>>,
    _folder: TempDir,
}

impl Rig {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App {
            vault: Vault::of_test(usize::MAX),
            open_browser: Arc::new(|_| Ok(())),
            wait: Arc::new(|_| Box::pin(std::future::pending())),
            ..App::on_this_machine(Folders::under(folder.path()))
        };
        let options = practice::Options {
            http_port: Some(0),
            https_port: Some(0),
            ..practice::Options::for_add_in("localhost:3000".parse().unwrap())
        };
        let Started::Here(running) = practice::start(&app, options).await.unwrap() else { panic!("it runs elsewhere") };
        Self { app, running, events: Arc::default(), _folder: folder }
    }

    /// A browser in which somebody signs in by themselves.
    fn with_browser(mut self) -> Self {
        let tenant = self.running.tenant();
        let (authority, ca) = (tenant.http_authority().clone(), tenant.ca_certificate().to_owned());
        self.app.open_browser = Arc::new(move |page| {
            let (page, authority, ca) = (page.parse().unwrap(), authority.clone(), ca.clone());
            tokio::spawn(async move { sign_in_as(ADELE, &page, &authority, &ca).await });
            Ok(())
        });
        self
    }

    /// Cancels at the event that is meant.
    fn progress(
        &self,
        until: impl Fn(&SignInEvent) -> bool + Send + Sync + 'static,
        cancel: &CancellationToken,
    ) -> Progress<SignInEvent> {
        let (events, cancel) = (self.events.clone(), cancel.clone());
        Progress::new(move |event| {
            if until(&event) {
                cancel.cancel();
            }
            events.lock().unwrap().push(event);
        })
    }

    async fn sign_in(&self, input: Input) -> Result<Output, AppError> {
        sign_in(&self.app, input, &Progress::silent(), CancellationToken::new()).await
    }
}

fn facts() -> plan::Input {
    plan::Input { cloud: Some(GivenCloud::Known(sso_core::Cloud::Practice)), ..plan::Input::default() }
}

fn input() -> Input {
    Input { facts: facts(), ..Input::default() }
}

#[tokio::test]
async fn from_the_page_to_graph_by_handles() {
    let rig = Rig::start().await.with_browser();
    let cancel = CancellationToken::new();
    let progress = rig.progress(|_| false, &cancel);
    let signed_in = sign_in(&rig.app, input(), &progress, cancel).await.unwrap();
    assert!(
        matches!(
            &rig.events.lock().unwrap()[..],
            [SignInEvent::Page { .. }, SignInEvent::Exchanging, SignInEvent::Checking]
        ),
        "each step is told as it begins"
    );
    assert_eq!((signed_in.kept.clone(), signed_in.account.shown()), (Keeping::InKeyring, ADELE.to_owned()));
    let view = serde_json::to_string(&SignedInView::from(&signed_in)).unwrap();
    let is_told = |view: &str, handle| view.contains(rig.app.held(handle).unwrap().token.expose());
    assert!(view.contains(&signed_in.handle.to_string()) && !is_told(&view, signed_in.handle), "{view}");

    let silent = Progress::silent();
    let exchange =
        |handle| on_behalf_of::Input { facts: facts(), assertion: AssertionSource::Held(handle), ..Default::default() };
    let run = |input| on_behalf_of::on_behalf_of(&rig.app, input, &silent, CancellationToken::new());
    let exchanged = run(exchange(signed_in.handle)).await.unwrap();
    let view = OnBehalfOfView::from(&exchanged);
    let own = signed_in.token.as_ref().and_then(|token| token.user_key.as_ref()).map(|key| key.oid.to_string());
    assert!(own.is_some() && view.oid == own, "who Graph should answer as");
    let handle = view.handle.unwrap();
    assert!(!is_told(&serde_json::to_string(&view).unwrap(), handle));

    let ask = |token| GraphRequest { facts: facts(), token, target: "/me".to_owned() };
    let reply = call_graph(&rig.app, &ask(handle)).await.unwrap();
    assert_eq!(reply.value.unwrap()["userPrincipalName"], ADELE);
    // Each token goes where it is for, and nowhere else.
    assert_eq!(call_graph(&rig.app, &ask(signed_in.handle)).await.unwrap_err().code, "token-not-graph");
    assert_eq!(run(exchange(handle)).await.unwrap_err().code, "token-not-assertion");

    sign_out::sign_out(&rig.app, &sign_out::Input::default(), |_| {}, &CancellationToken::new()).await.unwrap();
    assert_eq!(call_graph(&rig.app, &ask(handle)).await.unwrap_err().code, "token-not-held");
    assert_eq!(rig.app.vault.has(&signed_in.account.secret(&rig.app)).await, Ok(false));
}

/// The tenant keeps the true time: a token that is fresh there looks expired here.
#[tokio::test]
async fn a_clock_that_is_wrong_is_named_and_keeps_nothing_back() {
    let mut rig = Rig::start().await.with_browser();
    let clock = rig.app.clock.clone();
    rig.app.clock = Arc::new(move || clock() + jiff::SignedDuration::from_hours(2));
    let signed_in = rig.sign_in(input()).await.unwrap();
    let report = signed_in.token.unwrap();
    let lifetime = report.checks.iter().find(|check| check.id == sso_core::token::CheckId::Lifetime).unwrap();
    assert!(lifetime.detail.contains("2 h ahead of the server's"), "{lifetime:?}");
    let exchange = on_behalf_of::Input {
        facts: facts(),
        assertion: AssertionSource::Held(signed_in.handle),
        ..Default::default()
    };
    let silent = Progress::silent();
    let exchanged = on_behalf_of::on_behalf_of(&rig.app, exchange, &silent, CancellationToken::new()).await.unwrap();
    assert_eq!(exchanged.findings, [], "the token is good where it is judged");
    assert!(exchanged.granted.is_some());
    assert!(exchanged.clock_off.unwrap().contains("2 h ahead of the server's"));
}

/// What Entra shows on its own page only.
#[tokio::test]
async fn nothing_comes_back() {
    let mut rig = Rig::start().await;
    rig.app.wait = Arc::new(|_| Box::pin(async {}));
    rig.app.open_browser = Arc::new(|_| Err(std::io::ErrorKind::NotFound.into()));
    let cancel = CancellationToken::new();
    let progress = rig.progress(|event| matches!(event, SignInEvent::NothingCameBack { .. }), &cancel);
    let error = sign_in(&rig.app, input(), &progress, cancel).await.unwrap_err();
    assert_eq!(error.code, "cancelled");
    let events = rig.events.lock().unwrap();
    assert!(
        matches!(
            &events[..],
            [SignInEvent::Page { .. }, SignInEvent::BrowserNotStarted, SignInEvent::NothingCameBack { .. }]
        ),
        "{events:?}"
    );
}

#[tokio::test]
async fn a_device_code_counts_down() {
    let rig = Rig::start().await;
    // The clock of the server stands still: it would be asked too often.
    let app = App {
        wait: Arc::new(|length| {
            Box::pin(async move {
                // What counts goes on, what asks waits.
                if length != std::time::Duration::from_secs(10) {
                    std::future::pending::<()>().await;
                }
            })
        }),
        ..rig.app.clone()
    };
    let cancel = CancellationToken::new();
    let progress = rig.progress(|event| matches!(event, SignInEvent::Countdown { seconds: 0 }), &cancel);
    let facts = plan::Input {
        client_id: Some("add10000-0000-4000-8000-000000000112".to_owned()),
        domain: Some("localhost:3000".to_owned()),
        ..facts()
    };
    let input = Input { facts, way: Way::DeviceCode, ..Input::default() };
    assert_eq!(sign_in(&app, input, &progress, cancel).await.unwrap_err().code, "cancelled");
    let events = rig.events.lock().unwrap();
    assert!(matches!(&events[0], SignInEvent::DeviceCode { expires_in_seconds: 900, .. }), "{events:?}");
    assert_eq!((events.len(), &events[1]), (91, &SignInEvent::Countdown { seconds: 890 }));
}

#[tokio::test]
async fn a_keyring_that_is_gone_keeps_nothing() {
    let mut rig = Rig::start().await.with_browser();
    rig.app.vault = Vault::of_test(0);
    let signed_in = rig.sign_in(input()).await.unwrap();
    let Keeping::Nowhere { why } = signed_in.kept else { panic!("kept") };
    assert_eq!(why.code, "keyring-absent");
    assert!(why.hint.unwrap_or_default().contains("hallpass obo --assertion -"), "the way on without one");
    assert_eq!(crate::session::accounts(&rig.app).unwrap(), []);
    assert!(rig.app.held(signed_in.handle).is_ok(), "this process has it still");
}

mod device_code;
mod kept;
mod refused;
mod resource;
