//! The requests that take a change back, as the profile keeps them.

use serde_json::{Map, Value, json};
use sso_core::plan::change::{Change, ChangeKind, GraphRequest, Method};
use sso_core::registration::without_read_only;
use sso_core::{ObjectId, ScopeName};
use uuid::Uuid;

use crate::profile::UndoStep;

/// Where consent is listed: what takes consent back is found there, as its ID is not known before Graph answers.
pub(super) const GRANTS: &str = "/v1.0/oauth2PermissionGrants";

/// Of a change that is about to be made to an application, `before` being all of it as it is. To be sent from the last to the
/// first. That an application is made is taken back by [`deletion`] alone.
pub(super) fn of(change: &Change, before: &Value) -> Vec<UndoStep> {
    let GraphRequest { path, body, .. } = &change.request;
    let mut body = body.clone().unwrap_or_else(|| json!({}));
    // It is not sent, so it is not what the run leaves.
    without_read_only(&mut body);
    let title = format!("Take back: {}", change.title);
    match (change.kind, change.request.method) {
        (ChangeKind::CreateApplication, _) => Vec::new(),
        (ChangeKind::CreateServicePrincipal, _) => {
            let client_id = before["appId"].as_str().unwrap_or_default();
            vec![step(&title, Method::Delete, &format!("{path}(appId='{client_id}')"), None)]
        }
        (ChangeKind::EnableServicePrincipal, _) => {
            vec![step(&title, Method::Patch, path, Some(json!({ "accountEnabled": false })))]
        }
        (ChangeKind::Consent, Method::Post) => {
            let left = json!({ "scope": body["scope"] });
            vec![leaving(step(&title, Method::Delete, path, Some(body)), &left)]
        }
        (ChangeKind::Consent, _) => {
            vec![leaving(step(&title, Method::Patch, path, Some(json!({ "scope": change.before }))), &body)]
        }
        _ => {
            let mut put_back = as_before(&body, before);
            without_read_only(&mut put_back);
            let mut steps = vec![leaving(step(&title, Method::Patch, path, Some(put_back)), &body)];
            if change.kind == ChangeKind::SetScope {
                // Made enabled, and an enabled scope is neither changed nor taken away.
                let title = "Disable the scope before it is taken back";
                let disabled = disabled(body.clone());
                steps.push(leaving(step(title, Method::Patch, path, Some(disabled)), &body));
            }
            steps
        }
    }
}

/// What takes a client secret away. `None`: which one only Graph's answer will say; until then it is known by its name.
pub(super) fn removal(application: ObjectId, key_id: Option<Uuid>) -> UndoStep {
    let path = format!("/v1.0/applications/{application}/removePassword");
    step("Take the client secret away", Method::Post, &path, key_id.map(|key_id| json!({ "keyId": key_id })))
}

pub(super) fn is_removal(step: &UndoStep) -> bool {
    step.path.ends_with("/removePassword")
}

fn leaving(step: UndoStep, left: &Value) -> UndoStep {
    UndoStep { left: Some(left.to_string()), ..step }
}

/// What takes back that the application was made: with it goes all that was done to it afterwards.
pub(super) fn deletion(application: ObjectId) -> UndoStep {
    step("Delete the application", Method::Delete, &format!("/v1.0/applications/{application}"), None)
}

fn step(title: &str, method: Method, path: &str, body: Option<Value>) -> UndoStep {
    let method = match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    };
    UndoStep {
        title: title.to_owned(),
        method: method.to_owned(),
        path: path.to_owned(),
        body: body.map(|body| body.to_string()),
        left: None,
    }
}

/// As a request again; `None` for what no run of Hallpass writes.
pub(super) fn request(step: &UndoStep) -> Option<GraphRequest> {
    let (method, expects) = match step.method.as_str() {
        "POST" => (Method::Post, 204),
        "PATCH" => (Method::Patch, 204),
        "DELETE" => (Method::Delete, 204),
        _ => return None,
    };
    let known = [
        "/v1.0/applications/",
        "/v1.0/servicePrincipals/",
        "/v1.0/servicePrincipals(appId='",
        "/v1.0/oauth2PermissionGrants/",
    ];
    if !known.iter().any(|start| step.path.starts_with(start)) {
        return None;
    }
    let body = match &step.body {
        Some(text) => Some(serde_json::from_str(text).ok()?),
        None => None,
    };
    Some(GraphRequest { method, path: step.path.clone(), body, expects })
}

/// The same properties with the values that they had.
fn as_before(body: &Value, before: &Value) -> Value {
    match (body, before) {
        (Value::Object(body), Value::Object(before)) => {
            let value = |name: &String, value: &Value| as_before(value, before.get(name).unwrap_or(&Value::Null));
            body.iter().map(|(name, one)| (name.clone(), value(name, one))).collect::<Map<_, _>>().into()
        }
        (Value::Array(_), Value::Null) => json!([]),
        (_, before) => before.clone(),
    }
}

/// The same body with the plan's scope disabled.
fn disabled(mut body: Value) -> Value {
    let scopes = body["api"]["oauth2PermissionScopes"].as_array_mut().into_iter().flatten();
    for scope in scopes.filter(|scope| scope["value"] == ScopeName::access_as_user().as_str()) {
        scope["isEnabled"] = json!(false);
    }
    body
}

/// What a PATCH leaves: lists are replaced, objects joined.
pub(super) fn joined(mut application: Value, body: &Value) -> Value {
    match (&mut application, body) {
        (Value::Object(known), Value::Object(body)) => {
            for (name, value) in body {
                let before = known.remove(name).unwrap_or(Value::Null);
                known.insert(name.clone(), joined(before, value));
            }
            application
        }
        (_, body) => body.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_changed_is_put_back() {
        let before =
            json!({ "displayName": "Old", "api": { "scopes": [1], "version": null, "other": 1 }, "tags": ["a"] });
        let body = json!({ "api": { "scopes": [1, 2], "version": 2, "clients": [3] } });
        assert_eq!(as_before(&body, &before), json!({ "api": { "scopes": [1], "version": null, "clients": [] } }));
        let after = joined(before.clone(), &body);
        assert_eq!(
            after,
            json!({ "displayName": "Old", "api": { "scopes": [1, 2], "version": 2, "other": 1, "clients": [3] }, "tags": ["a"] })
        );
    }

    #[test]
    fn a_step_of_somebody_else_is_not_sent() {
        for (method, path, sent) in [
            ("PATCH", "/v1.0/applications/x", true),
            ("PUT", "/v1.0/applications/x", false),
            ("DELETE", "/v1.0/users/x", false),
            ("DELETE", "https://evil.example/v1.0/applications/x", false),
        ] {
            let step =
                UndoStep { title: String::new(), method: method.into(), path: path.into(), body: None, left: None };
            assert_eq!(request(&step).is_some(), sent, "{method} {path}");
        }
    }
}
