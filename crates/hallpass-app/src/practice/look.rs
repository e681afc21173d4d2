//! What a running tenant says of itself, its time, and what it saw.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sso_core::{Cloud, Timestamp};
use ts_rs::TS;

use super::client::{control, understood};
use super::{SetFault, running};
use crate::{App, AppError};

/// What is switched on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Status {
    /// Without the tenant, with a slash at the end; so is `http_authority`.
    pub authority: String,
    pub http_authority: String,
    /// That of the add-in.
    pub tenant_id: String,
    pub client_id: Option<String>,
    pub scope: Option<String>,
    /// RFC 3339.
    pub started: String,
    /// A user name, or `first`; `None`: a person signs in.
    pub auto_sign_in: Option<String>,
    pub faults: Vec<SetFault>,
    /// How far its time was moved.
    pub ahead_seconds: i64,
    /// Of the add-in's tenant.
    #[serde(default)]
    pub people: Vec<SomebodyThere>,
}

/// One of them, guests too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SomebodyThere {
    pub name: String,
    /// What they sign in with.
    pub user: String,
    pub is_admin: bool,
    /// An administrator blocked the sign-in.
    pub is_blocked: bool,
}

/// Its time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Time {
    /// RFC 3339.
    pub now: String,
    pub ahead_seconds: i64,
}

/// What becomes of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveTime {
    /// On, or back where it is negative; whole seconds.
    By(SignedDuration),
    /// To the machine's clock.
    Reset,
}

/// The last requests, the oldest first, and what clients missed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Activity {
    pub seen: Vec<SeenRequest>,
    pub hints: Vec<HintOn>,
}

/// One request, or one connection that never came to a request: then there is a `handshake` and no `method`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SeenRequest {
    pub number: u64,
    /// RFC 3339, by the tenant's clock.
    pub time: String,
    /// `http` or `https`.
    pub listener: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handshake: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_page: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aadsts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correlation_id: Option<String>,
}

/// A hint about the request of this number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HintOn {
    pub number: u64,
    pub text: String,
}

/// What is on at the running tenant.
pub async fn status(app: &App) -> Result<Status, AppError> {
    let run = running(app).await?;
    understood(control(&run, reqwest::Method::GET, "status", None).await?)
}

/// From now on this person signs in without being asked, `None`: whoever is first. `on` false: everybody is asked again.
///
/// # Errors
/// `practice-asked-wrongly` for somebody who cannot.
pub async fn sign_in_without_asking(app: &App, on: bool, who: Option<&str>) -> Result<(), AppError> {
    let run = running(app).await?;
    let user = on.then(|| who.unwrap_or("first"));
    control(&run, reqwest::Method::POST, "auto-sign-in", Some(json!({ "user": user }))).await.map(drop)
}

/// `None` asks only.
///
/// # Errors
/// `practice-asked-wrongly` for more than a hundred years.
pub async fn time(app: &App, change: Option<MoveTime>) -> Result<Time, AppError> {
    let run = running(app).await?;
    let (method, body) = match change {
        None => (reqwest::Method::GET, None),
        Some(MoveTime::By(by)) => (reqwest::Method::POST, Some(json!({ "move_seconds": by.as_secs() }))),
        Some(MoveTime::Reset) => (reqwest::Method::POST, Some(json!({ "reset": true }))),
    };
    understood(control(&run, method, "time", body).await?)
}

/// How far the practice tenant's time is from this machine's, which its HTTP answers do not say: times in its tokens are of its
/// own. Zero in other clouds, and where it does not say.
pub(crate) async fn ahead(app: &App, cloud: &Cloud) -> SignedDuration {
    if *cloud != Cloud::Practice {
        return SignedDuration::ZERO;
    }
    let time = time(app, None).await.inspect_err(|error| {
        tracing::debug!(code = error.code, "the practice tenant's time was not read");
    });
    time.map_or(SignedDuration::ZERO, |time| SignedDuration::from_secs(time.ahead_seconds))
}

/// The time by which a token of this cloud is judged.
pub(crate) async fn now_in(app: &App, cloud: &Cloud) -> Timestamp {
    let now = app.now();
    now.checked_add(ahead(app, cloud).await).unwrap_or(now)
}

/// What was seen behind the request of this number, 0 for all that is kept.
pub async fn activity(app: &App, since: u64) -> Result<Activity, AppError> {
    let run = running(app).await?;
    understood(control(&run, reqwest::Method::GET, &format!("activity?since={since}"), None).await?)
}
