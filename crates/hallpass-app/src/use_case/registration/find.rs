//! Which application is meant, and what is there of it.

use std::time::Duration;

use entra_client::{Directory, GraphAnswer, Object, Pause, PauseReason};
use serde_json::{Map, Value};
use sso_core::plan::change::State;
use sso_core::registration::{
    PermissionGrant, Problem, Registration, ServicePrincipal, of_graph, permission_grant_of_graph,
    service_principal_of_graph,
};
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
    /// An entry of a list that could not be read is not in the registration, and whoever writes the list would delete it: so
    /// nothing may be wrong in it.
    pub fn of(whole: Value) -> Result<Self, AppError> {
        let (registration, problems) = of_graph(object_in(whole.clone(), "application")?);
        check("application", &problems)?;
        Ok(Self { whole, registration })
    }

    pub fn client_id(&self) -> Result<ClientId, AppError> {
        self.registration.app_id.ok_or_else(|| not_understood("appId of the application is missing"))
    }

    pub fn object_id(&self) -> Result<ObjectId, AppError> {
        self.registration.id.map(ObjectId::from_uuid).ok_or_else(|| not_understood("id of the application is missing"))
    }

    /// Whether a run of this profile made it.
    pub fn is_of(&self, profile: &Profile) -> bool {
        self.has_tag(profile.id)
    }

    pub fn has_tag(&self, id: Uuid) -> bool {
        self.registration.tags.contains(&tag_of(id))
    }
}

pub(super) fn service_principal(value: Value) -> Result<ServicePrincipal, AppError> {
    let (read, problems) = service_principal_of_graph(object_in(value, "service principal")?);
    check("service principal", &problems)?;
    read.ok_or_else(|| not_understood("the service principal is not there"))
}

pub(super) fn grant(value: Value) -> Result<PermissionGrant, AppError> {
    let (read, problems) = permission_grant_of_graph(object_in(value, "grant")?);
    check("grant", &problems)?;
    read.ok_or_else(|| not_understood("the grant is not there"))
}

fn object_in(value: Value, what: &str) -> Result<Map<String, Value>, AppError> {
    match value {
        Value::Object(object) => Ok(object),
        _ => Err(not_understood(&format!("there is no {what} in it"))),
    }
}

/// The first problem, by its property.
fn check(what: &str, problems: &[Problem]) -> Result<(), AppError> {
    let Some(first) = problems.first() else { return Ok(()) };
    let more = match problems.len() - 1 {
        0 => String::new(),
        more => format!(", and {more} more of this kind"),
    };
    Err(not_understood(&format!("of the {what}, {} {}{more}", first.property, first.words)))
}

fn not_understood(why: &str) -> AppError {
    AppError::could_not_check("graph-answer", format!("Graph's answer is not understood: {why}"))
        .with_hint("report this sentence as a bug of Hallpass; until then, make the change in the portal")
}

/// `None` for 404: that there is none is an answer.
pub(super) fn known(answer: GraphAnswer, doing: &str) -> Result<Option<Value>, AppError> {
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
        .with_hint("ask that tenant (--cloud, --tenant-id), or another profile for this one: --profile NAME"))
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

/// The object that stands for Microsoft Graph in this tenant.
pub(super) async fn graph_service_principal(directory: &Directory<'_>) -> Result<ObjectId, AppError> {
    let graph = body(directory.graph_service_principal().await?, "Read Microsoft Graph's service principal")?;
    let id = graph["id"].as_str().and_then(|id| id.parse().ok());
    id.ok_or_else(|| not_understood("id of Microsoft Graph's service principal is missing"))
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
        state.graph_service_principal = Some(graph_service_principal(directory).await?);
    }
    let Some(found) = found else { return Ok(state) };
    let principal = directory.service_principal(found.client_id()?, principal).await?;
    if let Some(principal) = known(principal, "Read the service principal")? {
        state.service_principal = Some(service_principal(principal)?);
    }
    if let (true, Some(principal)) = (grants, &state.service_principal) {
        let listed = body(directory.grants(principal.id).await?, "Read what is consented to")?;
        state.grants = listed.into_iter().map(grant).collect::<Result<_, _>>()?;
    }
    Ok(state)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_cannot_be_read_is_named_and_nothing_is_written_over_it() {
        let id = "99999999-0000-4000-8000-000000000001";
        for (answer, message) in [
            (json!([]), "Graph's answer is not understood: there is no application in it"),
            (
                json!({ "appId": 1 }),
                "Graph's answer is not understood: of the application, appId is the number 1 where a text belongs",
            ),
            (
                json!({ "appId": id, "api": { "oauth2PermissionScopes": [{ "id": id, "value": "a", "isEnabled": true }] } }),
                "Graph's answer is not understood: of the application, api.oauth2PermissionScopes[0].type is missing",
            ),
            (
                json!({ "appId": id, "signInAudience": "Everybody", "tags": "x" }),
                "Graph's answer is not understood: of the application, signInAudience is the text Everybody where \
                 AzureADMyOrg, AzureADMultipleOrgs, AzureADandPersonalMicrosoftAccount or PersonalMicrosoftAccount belongs, \
                 and 1 more of this kind",
            ),
        ] {
            let error = Found::of(answer).unwrap_err();
            assert_eq!((error.code.as_str(), error.message.as_str()), ("graph-answer", message));
            assert!(error.hint.is_some());
        }
        let error = service_principal(json!({ "id": id, "accountEnabled": true })).unwrap_err();
        assert!(error.message.ends_with("of the service principal, servicePrincipal.appId is missing"), "{error:?}");
        let error = grant(json!({ "id": "x", "clientId": id, "resourceId": id, "scope": "openid" })).unwrap_err();
        assert!(error.message.ends_with("of the grant, oauth2PermissionGrant.consentType is missing"), "{error:?}");
        let not_there = Found::of(json!({ "displayName": "x" })).unwrap();
        assert!(not_there.client_id().unwrap_err().message.ends_with("appId of the application is missing"));
    }
}
