//! The HTTP layer in front of the state machine. It translates and decides nothing of Entra's.

mod authorize;
mod auto_sign_in;
mod browser;
mod connection;
mod control;
mod cors;
mod device;
mod discovery;
mod exchange;
mod graph;
mod home;
mod host;
mod incoming;
mod logout;
mod observe;
mod session_cookie;
mod token;
mod trace;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use url::Url;

use crate::activity::Activity;
use crate::clock::Ahead;
use crate::tenant::{Chance, Tenant};
use crate::{AutoSignIn, Clock, Fault, Limits, page};

pub use control::Control;
pub use observe::{SeenConnections, SeenHandshakes};
pub use trace::Trace;

use incoming::Incoming;
use observe::Note;

/// What all listeners have in common.
pub struct Shared {
    pub tenant: Mutex<Tenant>,
    pub clock: Clock,
    pub chance: Chance,
    /// Origin of Microsoft Graph.
    pub graph: Url,
    pub limits: Limits,
    /// `None`: there is no control endpoint.
    pub control: Option<Control>,
    pub activity: Mutex<Activity>,
    /// How far `clock` was moved.
    pub ahead: Ahead,
    /// A reset sets them again.
    pub standing_faults: Mutex<Vec<Fault>>,
    /// `None`: a person signs in.
    pub auto_sign_in: Mutex<Option<AutoSignIn>>,
}

impl Shared {
    /// The tenant for as long as one answer takes. A handler that panicked left no half-made state behind: each
    /// change is made after all checks.
    pub fn tenant(&self) -> MutexGuard<'_, Tenant> {
        self.tenant.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn auto_sign_in(&self) -> MutexGuard<'_, Option<AutoSignIn>> {
        self.auto_sign_in.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Faults that it was started with.
    pub fn standing_faults(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.standing_faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state as it was when the tenant started, and the time too. What was seen stays seen.
    pub fn reset(&self) {
        self.ahead.reset();
        let standing = self.standing_faults().clone();
        let mut tenant = self.tenant();
        tenant.reset();
        standing.into_iter().for_each(|fault| tenant.faults().set(fault));
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Http,
    Https,
}

impl Scheme {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// One of the two doors into the same tenant.
#[derive(Clone)]
pub struct Listener {
    pub shared: Arc<Shared>,
    pub scheme: Scheme,
    pub port: u16,
}

pub fn router(listener: Listener) -> Router {
    Router::new()
        .route("/", get(home::home))
        .route("/{tenant}/v2.0/.well-known/openid-configuration", any(discovery::metadata))
        .route("/{tenant}/discovery/v2.0/keys", any(discovery::keys))
        .route("/{tenant}/.well-known/openid-configuration", any(discovery::metadata_v1))
        .route("/{tenant}/discovery/keys", any(discovery::keys_v1))
        .route("/{tenant}/oauth2/v2.0/authorize", any(authorize::authorize))
        .route("/{tenant}/v2.0/adminconsent", any(authorize::admin_consent))
        .route("/{tenant}/adminconsent", any(authorize::admin_consent_v1))
        .route("/{tenant}/oauth2/v2.0/logout", any(logout::logout))
        .route("/{tenant}/oauth2/v2.0/devicecode", any(device::device_authorization))
        .route("/{tenant}/oauth2/deviceauth", any(device::page))
        .route("/{tenant}/oauth2/v2.0/token", any(token::token))
        .route("/oidc/userinfo", any(graph::user_info))
        .route("/v1.0/{*path}", any(graph::call))
        .route("/beta/{*path}", any(graph::beta))
        .route("/autodiscover/metadata/json/1", any(exchange::metadata))
        .route("/.hallpass/{action}", any(control::control))
        .route(page::STYLESHEET_PATH, get(stylesheet))
        .fallback(not_found)
        .layer(axum::middleware::from_fn_with_state(listener.clone(), host::guard))
        .layer(axum::middleware::from_fn_with_state(listener.clone(), observe::observe))
        .with_state(listener)
}

async fn stylesheet() -> Response {
    let mut response = page::STYLESHEET.into_response();
    set(&mut response, header::CONTENT_TYPE, "text/css; charset=utf-8");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

async fn not_found() -> Response {
    plain(
        StatusCode::NOT_FOUND,
        "not an endpoint of the practice tenant\n\
         hint: endpoints are listed at /<tenant>/v2.0/.well-known/openid-configuration\n",
    )
}

fn plain(status: StatusCode, text: impl Into<Body>) -> Response {
    let mut response = Response::new(text.into());
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, "text/plain; charset=utf-8");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, "application/json; charset=utf-8");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// Sets a header to a text that was written here, or made of what was checked.
fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
