//! The exchange of the add-in's token for one of Graph, as the add-in's server makes it, and a call with what came.
//!
//! First everything that can be known without asking is looked at; what is certain to be refused is not sent.

mod assertion;
mod before;
mod consented;
mod credential;
mod event;
mod foreseen;
mod graph;
mod refusal;
mod requests;
mod view;

use std::path::PathBuf;

use entra_client::{ClientCredential, EntraError, OnBehalfOf, OnBehalfOfTokens};
use secrecy::SecretString;
use serde::Serialize;
use sso_core::rules::on_behalf_of::{OnBehalfOfAttempt, is_certain, preflight};
use sso_core::{Code, Finding, Timestamp};
use tokio_util::sync::CancellationToken;

use self::assertion::Presented;
use self::refusal::Refused;
use crate::session::{Held, Purpose, TokenHandle};
use crate::use_case::add_in::{self, AddIn};
use crate::use_case::authority::{self, Authority};
use crate::use_case::plan;
use crate::use_case::registration::Via;
use crate::{App, AppError, Progress, clock, files, practice};

pub use assertion::{AssertionShown, is_file};
pub use before::{BeforeView, before};
pub use event::OnBehalfOfEvent;
pub use foreseen::{About, ForeseenState, ForeseenView};
pub use graph::{ContentShown, GraphReply, GraphRequest, call_graph};
pub use refusal::{Next, Refusal};
pub use requests::{FieldView, RequestTo, RequestView, curl, requests_since};
pub use view::OnBehalfOfView;

/// What is exchanged, with which credential, for what.
#[derive(Debug, Clone, Default)]
pub struct Input {
    pub facts: plan::Input,
    pub assertion: AssertionSource,
    /// Of Graph: short names, or with their resource. Empty: `.default`, all that the registration lists.
    pub scopes: Vec<String>,
    pub credential: Credential,
    /// With whose Graph token it is looked up beforehand what is consented to; `None`: only in the practice tenant.
    pub consent_via: Option<Via>,
    /// What Graph is asked afterwards: a path, or an absolute address on exactly the cloud's Graph.
    pub call: Option<String>,
    /// How many next pages are fetched too.
    pub next: usize,
    /// A new file for the answer: a picture as it is, JSON as text, several pages as a list.
    pub save: Option<PathBuf>,
    /// Sends also what is certain to be refused.
    pub send_anyway: bool,
    /// Only looks ahead: nothing is exchanged.
    pub look_only: bool,
}

/// Where the token comes from that is exchanged.
#[derive(Debug, Clone, Default)]
pub enum AssertionSource {
    /// A fresh one, by the kept refresh token of an account.
    #[default]
    Fresh,
    /// The same of this account.
    FreshOf(String),
    /// As somebody pasted it, from the running add-in.
    Pasted(SecretString),
    /// One that this process holds.
    Held(TokenHandle),
}

/// Where the client credential comes from.
#[derive(Debug, Clone, Default)]
pub enum Credential {
    /// The keyring's: the secret, else the certificate. In the practice tenant its own add-in's, if none is kept.
    #[default]
    Kept,
    Secret(SecretString),
    /// PEM or PFX, with certificate and private key.
    Certificate {
        file: PathBuf,
        password: Option<SecretString>,
    },
}

/// The exchange as far as it went. No token is in it.
#[derive(Debug, Clone, Serialize)]
pub struct Output {
    pub assertion: AssertionShown,
    /// `oid` of the exchanged token: who Graph should answer as.
    #[serde(skip)]
    pub oid: Option<String>,
    /// As they are sent, or would be.
    pub scopes: Vec<String>,
    /// What a request would be refused for; the certain ones first.
    pub findings: Vec<Finding>,
    /// Every point that was looked at before, with its outcome.
    #[serde(skip)]
    pub foreseen: Vec<ForeseenView>,
    pub sent: bool,
    pub granted: Option<Granted>,
    pub refusal: Option<Refusal>,
    /// The ways on where consent is missing, as it was foreseen; after a refusal they are in there.
    pub next: Vec<Next>,
    /// The answers of Graph, a page each.
    pub graph: Vec<GraphReply>,
    /// The file that Graph's answer was put into.
    pub saved: Option<String>,
    /// Why it was not.
    pub not_saved: Option<AppError>,
    /// This machine's clock is wrong by more than servers allow: times in the token look too old or too new.
    pub clock_off: Option<String>,
    /// The practice tenant's time was moved, so times in its tokens are not this machine's; a clause in lower case.
    pub time_moved: Option<String>,
}

/// A token came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Granted {
    /// As granted, which may be more than was asked.
    pub scopes: Vec<String>,
    pub expires: Timestamp,
    #[serde(skip)]
    pub handle: TokenHandle,
}

impl Output {
    /// Why it did not come to a good end.
    pub fn failure(&self) -> Option<AppError> {
        if let Some(refusal) = &self.refusal {
            return Some(refusal.error.clone());
        }
        if !self.sent {
            let certain = self.findings.iter().find(|finding| is_certain(finding))?;
            return Some(
                AppError::failed(certain.code.to_string(), certain.title.clone()).with_hint(certain.fix.join("; ")),
            );
        }
        self.graph.iter().find_map(|reply| reply.error.clone()).or_else(|| self.not_saved.clone())
    }
}

/// Looks ahead, exchanges, and asks Graph.
///
/// # Errors
/// Only where there is no answer to show: `fact-missing`, `graph-path-not-accepted`, `file-exists`, `not-signed-in`, `sign-in-again`,
/// `credential-missing`, the keyring's, those of the network on the way to Entra, `cancelled`. What Entra and Graph refuse is in
/// the output, and what happens on the way to Graph.
pub async fn on_behalf_of(
    app: &App,
    input: Input,
    progress: &Progress<OnBehalfOfEvent>,
    cancel: CancellationToken,
) -> Result<Output, AppError> {
    let run = async {
        let tenant = assertion::tenant(app, &input.assertion);
        let add_in = add_in::of_facts_and_token(app, &input.facts, tenant).await?;
        let authority = authority::of_cloud(app, &add_in.cloud, "obo").await?;
        go(app, &input, &add_in, &authority, progress, &cancel).await
    };
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(EntraError::Cancelled.into()),
        output = run => output,
    }
}

async fn go(
    app: &App,
    input: &Input,
    add_in: &AddIn,
    authority: &Authority,
    progress: &Progress<OnBehalfOfEvent>,
    cancel: &CancellationToken,
) -> Result<Output, AppError> {
    if let Some(file) = &input.save {
        files::check_new(file)?;
    }
    if let Some(target) = &input.call {
        graph::check(authority, target)?;
    }
    let locked = |seconds| progress.report(OnBehalfOfEvent::KeyringLocked { seconds });
    // A secret that is not there is told before a refresh is spent.
    let credential = credential::of(app, add_in, &input.credential, locked, cancel).await?;
    let presented = assertion::of(app, add_in, authority, &input.assertion, &input.facts, progress, cancel).await?;
    let scopes = scopes(&input.scopes, authority);
    // A guest's token is exchanged in the tenant that is visited, whatever tenant the app is of. Without a network what is
    // foreseen can be told all the same.
    let segment = presented.tenant.map_or_else(|| add_in.segment.clone(), |tenant| tenant.to_string());
    let metadata = authority.client.discover(&authority.origin, &segment).await;
    // By the server's time: a wrong clock must not keep a good request back.
    let now = clock::right(app, &authority.client);
    let moved = practice::ahead(app, &add_in.cloud).await;
    let now = now.checked_add(moved).unwrap_or(now);
    let consented = consented::of(app, add_in, &presented, input.consent_via, progress, cancel).await?;
    if let Some(scopes) = &consented {
        app.saw_consented(scopes);
    }
    let attempt = OnBehalfOfAttempt {
        assertion: presented.token.clone(),
        client_id: add_in.client_id,
        app_id_uris: add_in.app_id_uri.iter().cloned().collect(),
        credential: credential.facts,
        scopes: scopes.clone(),
        consented,
        cloud: add_in.cloud.clone(),
        graph: authority.graph_resource().to_owned(),
        now,
    };
    let mut findings = preflight(&attempt);
    // The rule knows no app; the command that keeps its secret needs one.
    for step in findings
        .iter_mut()
        .filter(|finding| finding.code == Code::ClientCredentialAbsent)
        .flat_map(|finding| &mut finding.fix)
    {
        *step = step.replace("hallpass secret set", &secret_set(&input.facts));
    }
    let mut output = Output {
        assertion: presented.shown(),
        oid: presented.oid(),
        scopes,
        sent: false,
        granted: None,
        refusal: None,
        next: Vec::new(),
        graph: Vec::new(),
        saved: None,
        not_saved: None,
        clock_off: clock::off(app, &authority.client).map(|clock| clock.to_string()),
        foreseen: foreseen::foreseen(&attempt, &findings),
        time_moved: (!moved.is_zero()).then(|| {
            let words = if moved.is_negative() { "back" } else { "on" };
            format!("the practice tenant's time was moved {words} by {:#}", moved.abs())
        }),
        findings,
    };
    let refused = |scopes| Refused { add_in, authority, facts: &input.facts, presented: &presented, scopes };
    if input.look_only {
        return Ok(output);
    }
    if output.findings.iter().any(is_certain) && !input.send_anyway {
        // Whoever is sent to consent to a name that there may not be gets no further there.
        let is_consent = |finding: &Finding| {
            finding.code == Code::ScopeNotConsented && finding.would_cause.iter().all(|number| number == CONSENT)
        };
        if output.findings.iter().any(is_consent) {
            output.next = refused(&output.scopes).consent().await;
        }
        return Ok(output);
    }
    let Some(mut credential) = credential.credential else {
        return Err(credential::missing(add_in, &secret_set(&input.facts)));
    };
    if let ClientCredential::Certificate { now: signed, .. } = &mut credential {
        *signed = now;
    }
    let metadata = metadata?;
    progress.report(OnBehalfOfEvent::Exchanging { scopes: output.scopes.clone() });
    let request = OnBehalfOf {
        client_id: add_in.client_id,
        credential,
        assertion: presented.token.clone(),
        scopes: output.scopes.clone(),
        claims: None,
    };
    let exchanged = authority.client.on_behalf_of(&metadata, &request).await;
    output.sent = true;
    match exchanged {
        Ok(tokens) => {
            let granted = granted(app, authority, &presented, &tokens);
            if let Some(target) = &input.call {
                let call = graph::Call {
                    authority,
                    token: &tokens.access_token,
                    scopes: &granted.scopes,
                    facts: &input.facts,
                };
                progress.report(OnBehalfOfEvent::Calling { target: target.clone() });
                output.graph = call.pages(target, input.next).await;
                if let Some(file) = &input.save {
                    match graph::save(&output.graph, file) {
                        Ok(true) => output.saved = Some(file.display().to_string()),
                        Ok(false) => {}
                        Err(error) => output.not_saved = Some(error),
                    }
                }
            }
            output.granted = Some(granted);
        }
        Err(EntraError::OAuth(error)) => {
            let mut refusal = refused(&output.scopes).explained(*error).await;
            refusal.error = clock::told(refusal.error, clock::off(app, &authority.client));
            output.refusal = Some(refusal);
        }
        Err(error) => return Err(error.into()),
    }
    Ok(output)
}

/// The command that keeps the secret of the app that these facts name.
fn secret_set(facts: &plan::Input) -> String {
    let facts =
        plan::Input { client_id: facts.client_id.clone(), cloud: facts.cloud.clone(), ..plan::Input::default() };
    format!("hallpass secret set{}", facts.flags())
}

/// The user or an administrator has not consented.
const CONSENT: &str = "AADSTS65001";

fn granted(app: &App, authority: &Authority, presented: &Presented, tokens: &OnBehalfOfTokens) -> Granted {
    let life = jiff::SignedDuration::try_from(tokens.expires_in).unwrap_or_default();
    let ends = app.now().checked_add(life).unwrap_or(Timestamp::MAX);
    let handle = app.hold(Held {
        token: tokens.access_token.clone(),
        purpose: Purpose::Graph(authority.graph.clone()),
        account: presented.account.clone(),
        scopes: tokens.scopes.clone(),
        ends,
    });
    app.saw_granted(&tokens.scopes);
    Granted { scopes: tokens.scopes.clone(), expires: ends, handle }
}

/// As given, else everything that the registration lists of Graph.
fn scopes(given: &[String], authority: &Authority) -> Vec<String> {
    match given {
        [] => vec![format!("{}/.default", authority.graph_resource())],
        given => given.to_vec(),
    }
}
