//! Every route of the tenant: how it is reached, and what it takes. `main.rs` holds the list against `router()`.

use crate::known::Known;

pub struct Route {
    /// As in `router()`.
    pub pattern: &'static str,
    /// Methods that are no mistake.
    pub methods: &'static [&'static str],
    /// The body is read before anything else, up to a limit.
    pub reads: bool,
}

const fn route(pattern: &'static str, methods: &'static [&'static str]) -> Route {
    Route { pattern, methods, reads: true }
}

pub const METADATA: &str = "/{tenant}/v2.0/.well-known/openid-configuration";
pub const KEYS: &str = "/{tenant}/discovery/v2.0/keys";
pub const METADATA_V1: &str = "/{tenant}/.well-known/openid-configuration";
pub const KEYS_V1: &str = "/{tenant}/discovery/keys";
pub const AUTHORIZE: &str = "/{tenant}/oauth2/v2.0/authorize";
pub const ADMIN_CONSENT: &str = "/{tenant}/v2.0/adminconsent";
pub const ADMIN_CONSENT_V1: &str = "/{tenant}/adminconsent";
pub const LOGOUT: &str = "/{tenant}/oauth2/v2.0/logout";
pub const DEVICE: &str = "/{tenant}/oauth2/v2.0/devicecode";
pub const DEVICE_PAGE: &str = "/{tenant}/oauth2/deviceauth";
pub const TOKEN: &str = "/{tenant}/oauth2/v2.0/token";
pub const USER_INFO: &str = "/oidc/userinfo";
pub const GRAPH: &str = "/v1.0/{*path}";
pub const BETA: &str = "/beta/{*path}";
pub const EXCHANGE: &str = "/autodiscover/metadata/json/1";
pub const CONTROL: &str = "/.hallpass/{action}";
pub const HOME: &str = "/";
pub const STYLESHEET: &str = "/assets/practice.css";

/// CORS preflight is answered by 204: no mistake where pages may call.
const DOCUMENT: &[&str] = &["GET", "HEAD", "OPTIONS"];
const PAGE: &[&str] = &["GET", "HEAD", "POST"];

pub const ROUTES: [Route; 18] = [
    route(METADATA, DOCUMENT),
    route(KEYS, DOCUMENT),
    route(METADATA_V1, DOCUMENT),
    route(KEYS_V1, DOCUMENT),
    route(AUTHORIZE, PAGE),
    route(ADMIN_CONSENT, PAGE),
    route(ADMIN_CONSENT_V1, PAGE),
    route(LOGOUT, PAGE),
    route(DEVICE, &["POST", "OPTIONS"]),
    route(DEVICE_PAGE, PAGE),
    route(TOKEN, &["POST", "OPTIONS"]),
    route(USER_INFO, &["GET", "HEAD", "OPTIONS"]),
    route(GRAPH, &["GET", "HEAD", "OPTIONS"]),
    route(BETA, &["OPTIONS"]),
    route(EXCHANGE, &["GET", "HEAD"]),
    route(CONTROL, &[]),
    Route { pattern: HOME, methods: &["GET", "HEAD"], reads: false },
    Route { pattern: STYLESHEET, methods: &["GET", "HEAD"], reads: false },
];

/// A path of a route. `segment`: in the place of the tenant.
pub fn path(pattern: &str, segment: &str) -> String {
    pattern.replace("{tenant}", segment).replace("{*path}", "me").replace("{action}", "status")
}

pub fn path_at_home(pattern: &str, known: &Known) -> String {
    path(pattern, &known.tenant)
}
