//! What a row of the table is, and how it is run.

use std::future::Future;
use std::pin::Pin;

use reqwest::Response;

use crate::rig::{ADELE, Page, Params, Rig, text};

/// One way to a refusal: a healthy request with one thing wrong.
pub struct Row {
    /// The number behind `AADSTS`.
    pub code: u32,
    pub seen: Seen,
    pub error: &'static str,
    pub suberror: Option<&'static str>,
    /// The answer tells the client what to ask for at the next sign-in.
    pub has_claims: bool,
    /// What is wrong, in Markdown, without a full stop.
    pub how: &'static str,
    pub provoke: Provoke,
}

/// Where a refusal is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// In the browser alone: the redirect URI is not trusted, or there is nobody to tell.
    Page,
    /// In the browser, above the form, which goes on.
    Form,
    /// At the redirect URI.
    Client,
    /// As JSON with this status.
    Body(u16),
}

pub type Change = fn(&Rig, &mut Params);
pub type Told<'a> = Pin<Box<dyn Future<Output = Response> + 'a>>;

pub enum Provoke {
    /// An authorization request, before anybody signed in.
    Authorize(Change),
    /// The same, refused after this account was chosen.
    Choose(&'static str, Change),
    /// The redemption of a code: what is wrong with the authorization request, with the redemption, and from where it
    /// comes.
    Redeem { authorize: Change, redeem: Change, origin: Option<&'static str> },
    /// On-behalf-of with a fresh assertion.
    OnBehalfOf(Change),
    /// A refresh for Graph.
    Refresh(Change),
    /// What needs more than one thing.
    Told(fn(&Rig) -> Told<'_>),
}

impl Row {
    const fn new(code: u32, seen: Seen, error: &'static str, how: &'static str, provoke: Provoke) -> Self {
        Self { code, seen, error, suberror: None, has_claims: false, how, provoke }
    }

    pub const fn suberror(self, suberror: &'static str) -> Self {
        Self { suberror: Some(suberror), ..self }
    }

    pub const fn claims(self) -> Self {
        Self { has_claims: true, ..self }
    }

    /// The answer that must be the refusal.
    pub async fn answer(&self, rig: &Rig) -> Response {
        match &self.provoke {
            Provoke::Authorize(change) => {
                let mut request = rig.authorize();
                change(rig, &mut request);
                rig.get_authorize(&request).await
            }
            Provoke::Choose(account, change) => {
                let mut request = rig.authorize();
                change(rig, &mut request);
                let page = Page::of(rig.get_authorize(&request).await).await;
                rig.post_page(&page, "account", account).await
            }
            Provoke::Redeem { authorize, redeem, origin } => {
                let (mut request, mut redemption) = (rig.authorize(), rig.redemption());
                authorize(rig, &mut request);
                redemption.set("code", rig.sign_in(&request).await.get("code"));
                redeem(rig, &mut redemption);
                let mut request = rig.token_request(&redemption);
                if let Some(origin) = origin {
                    request = request.header("Origin", *origin);
                }
                request.send().await.unwrap()
            }
            Provoke::OnBehalfOf(change) => {
                let mut request = rig.on_behalf_of(text(&rig.tokens().await, "access_token"));
                change(rig, &mut request);
                rig.token_request(&request).send().await.unwrap()
            }
            Provoke::Refresh(change) => {
                let mut request = rig.refresh(text(&rig.tokens().await, "refresh_token"));
                change(rig, &mut request);
                rig.token_request(&request).send().await.unwrap()
            }
            Provoke::Told(story) => story(rig).await,
        }
    }
}

pub const fn authorize(code: u32, seen: Seen, error: &'static str, how: &'static str, change: Change) -> Row {
    Row::new(code, seen, error, how, Provoke::Authorize(change))
}

pub const fn choose(code: u32, seen: Seen, error: &'static str, how: &'static str, change: Change) -> Row {
    Row::new(code, seen, error, how, Provoke::Choose(ADELE, change))
}

pub const fn choose_as(
    account: &'static str,
    code: u32,
    seen: Seen,
    error: &'static str,
    how: &'static str,
    change: Change,
) -> Row {
    Row::new(code, seen, error, how, Provoke::Choose(account, change))
}

pub const fn redeem(
    code: u32,
    status: u16,
    error: &'static str,
    how: &'static str,
    authorize: Change,
    redeem: Change,
    origin: Option<&'static str>,
) -> Row {
    Row::new(code, Seen::Body(status), error, how, Provoke::Redeem { authorize, redeem, origin })
}

pub const fn on_behalf_of(code: u32, status: u16, error: &'static str, how: &'static str, change: Change) -> Row {
    Row::new(code, Seen::Body(status), error, how, Provoke::OnBehalfOf(change))
}

pub const fn refresh(code: u32, status: u16, error: &'static str, how: &'static str, change: Change) -> Row {
    Row::new(code, Seen::Body(status), error, how, Provoke::Refresh(change))
}

pub const fn told(code: u32, seen: Seen, error: &'static str, how: &'static str, story: fn(&Rig) -> Told<'_>) -> Row {
    Row::new(code, seen, error, how, Provoke::Told(story))
}
