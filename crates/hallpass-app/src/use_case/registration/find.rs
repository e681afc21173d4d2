//! Which application is meant, and what is there of it.

use std::time::Duration;

use entra_client::{Directory, GraphAnswer, Object, Pause, PauseReason};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sso_core::plan::change::State;
use sso_core::registration::Registration;
use sso_core::{ClientId, ObjectId, TenantId, Timestamp};
use uuid::Uuid;

use super::graph_error::body;
use super::tag_of;
use crate::AppError;
use crate::profile::Profile;

/// An application as Graph answers it: all of it, so that what is not modelled is not lost.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub whole: Value,
    pub registration: Registration,
}

impl Found {
    pub fn of(whole: Value) -> Result<Self, AppError> {
        let registration = read(whole.clone(), "application")?;
        Ok(Self { whole, registration })
    }

    pub fn client_id(&self) -> Result<ClientId, AppError> {
        self.registration.app_id.ok_or_else(|| not_understood("application"))
    }

    pub fn object_id(&self) -> Result<ObjectId, AppError> {
        self.registration.id.map(ObjectId::from_uuid).ok_or_else(|| not_understood("application"))
    }

    /// Whether a run of this profile made it.
    pub fn is_of(&self, profile: &Profile) -> bool {
        self.has_tag(profile.id)
    }

    pub fn has_tag(&self, id: Uuid) -> bool {
        self.registration.tags.contains(&tag_of(id))
    }
}

pub(super) fn read<T: DeserializeOwned>(value: Value, what: &str) -> Result<T, AppError> {
    serde_json::from_value(value).map_err(|_| not_understood(what))
}

fn not_understood(what: &str) -> AppError {
    AppError::could_not_check("graph-answer", format!("Graph's answer is not understood: it is no {what}"))
        .with_hint("report this as a bug of Hallpass")
}

/// `None` for 404: that there is none is an answer.
fn known(answer: GraphAnswer, doing: &str) -> Result<Option<Value>, AppError> {
    if answer.status == 404 { Ok(None) } else { body(answer, doing).map(Some) }
}

/// What the profile knows must be of the tenant that is asked: elsewhere it would be found missing, and forgotten.
///
/// # Errors
/// `registration-elsewhere`
pub(super) fn check_tenant(profile: &Profile, asked: TenantId) -> Result<(), AppError> {
    let record = profile.registration.as_ref().filter(|record| record.tenant_id != asked);
    record.map_or(Ok(()), |record| {
        let (client_id, tenant) = (record.client_id, record.tenant_id);
        Err(AppError::usage(
            "registration-elsewhere",
            format!("the profile's registration {client_id} is in the tenant {tenant}, and {asked} is asked"),
        )
        .with_hint("ask that tenant (--cloud, --tenant-id), or use other settings for this one: --config-dir DIR"))
    })
}

/// That an application is not found is for now, where a run of this profile is not at its end: it may just have made it.
pub(super) fn object(profile: Option<&Profile>, client_id: ClientId) -> Object {
    let record = profile.and_then(|profile| profile.registration.as_ref());
    match record.is_some_and(|record| record.client_id == client_id && !record.is_complete()) {
        true => Object::New,
        false => Object::Known,
    }
}

pub(super) async fn by_client_id(
    directory: &Directory<'_>,
    profile: Option<&Profile>,
    client_id: ClientId,
) -> Result<Option<Found>, AppError> {
    let answer = directory.application(client_id, object(profile, client_id)).await?;
    known(answer, "Read the application")?.map(Found::of).transpose()
}

/// A moment after it asked for an application, the list may not have it yet.
const JUST_BEGUN: i64 = 10 * 60;
const TRIES: usize = 6;

/// The one that runs of this profile made, if it is there: by the profile's record, else by its tag, else by that of a script
/// of the same plan.
///
/// # Errors
/// `registration-ambiguous` where more than one has the tag.
pub(super) async fn made_by(
    directory: &Directory<'_>,
    profile: &Profile,
    script: Option<Uuid>,
    now: Timestamp,
) -> Result<Option<Found>, AppError> {
    if let Some(record) = profile.registration.as_ref().filter(|record| record.made_here) {
        let object = object(Some(profile), record.client_id);
        let answer = directory.application_by_id(record.object_id, object).await?;
        if let Some(whole) = known(answer, "Read the application")? {
            return Found::of(whole).map(Some);
        }
    }
    let begun = profile.begun.as_ref().map(|begun| begun.at);
    let just_begun = begun.is_some_and(|begun| (now.as_second() - begun.as_second()).abs() < JUST_BEGUN);
    let tries = if just_begun { TRIES } else { 1 };
    for attempt in 1..=tries {
        if let Some(found) = tagged(directory, profile.id).await? {
            return Ok(Some(found));
        }
        let pause = Pause { length: Duration::from_secs(3), reason: PauseReason::Replication };
        if attempt < tries && !directory.pause(pause).await {
            return Err(super::source::cancelled());
        }
    }
    match script {
        Some(script) => tagged(directory, script).await,
        None => Ok(None),
    }
}

async fn tagged(directory: &Directory<'_>, id: Uuid) -> Result<Option<Found>, AppError> {
    let tagged = directory.applications_with_tag(&tag_of(id)).await?;
    let mut tagged = body(tagged, "Look for an application that Hallpass made")?;
    match (tagged.pop(), tagged.as_slice()) {
        (Some(one), []) => Found::of(one).map(Some),
        (Some(one), others) => Err(ambiguous(&one, others)),
        (None, _) => Ok(None),
    }
}

fn ambiguous(one: &Value, others: &[Value]) -> AppError {
    let ids = others.iter().chain([one]).filter_map(|application| application["appId"].as_str());
    let ids = ids.collect::<Vec<_>>().join(", ");
    AppError::failed("registration-ambiguous", format!("more than one application has the tag of this profile: {ids}"))
        .with_hint("delete those that you do not use: hallpass registration delete --app-id GUID")
}

/// Everything that a plan compares itself with.
///
/// `principal`: whether a service principal must be there. `grants`: also what is consented to, which takes a permission of
/// its own.
pub(super) async fn state(
    directory: &Directory<'_>,
    found: Option<&Found>,
    principal: Object,
    grants: bool,
) -> Result<State, AppError> {
    let mut state = State { application: found.map(|found| found.registration.clone()), ..State::default() };
    if grants {
        let graph = body(directory.graph_service_principal().await?, "Read Microsoft Graph's service principal")?;
        state.graph_service_principal = Some(read(graph["id"].clone(), "object ID")?);
    }
    let Some(found) = found else { return Ok(state) };
    let principal = directory.service_principal(found.client_id()?, principal).await?;
    if let Some(principal) = known(principal, "Read the service principal")? {
        state.service_principal = Some(read(principal, "service principal")?);
    }
    if let (true, Some(principal)) = (grants, &state.service_principal) {
        let listed = body(directory.grants(principal.id).await?, "Read what is consented to")?;
        state.grants = listed.into_iter().map(|grant| read(grant, "grant")).collect::<Result<_, _>>()?;
    }
    Ok(state)
}
