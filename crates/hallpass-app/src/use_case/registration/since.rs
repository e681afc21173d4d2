//! Whether somebody changed what a run left behind: lists are put back whole, and theirs would go with ours.

use serde_json::Value;
use sso_core::ClientId;
use sso_core::registration::PermissionGrant;

use super::Tenant;
use super::inverse::GRANTS;
use crate::AppError;
use crate::profile::UndoStep;

/// Looks before anything is taken back. What stands there must be what the run left, or what it found, at whichever of its
/// steps: it may have been killed, and an answer of Graph's may be a minute old.
///
/// # Errors
/// `registration-changed-since`, with the properties.
pub(super) fn check(
    steps: &[UndoStep],
    client_id: ClientId,
    application: &Value,
    grants: &[PermissionGrant],
    tenant: &Tenant,
) -> Result<(), AppError> {
    let mut changed = of_application(steps, application);
    if steps.iter().any(|step| is_changed_grant(step, grants)) {
        changed.push("oauth2PermissionGrants.scope".to_owned());
    }
    if changed.is_empty() {
        return Ok(());
    }
    let names = changed.join(", ");
    Err(AppError::failed(
        "registration-changed-since",
        format!("what would be taken back was changed since by somebody else: {names}; nothing was changed"),
    )
    .with_hint(format!(
        "take back by hand, in the portal, what is not wanted any more; what is there now: hallpass registration fetch \
         --client-id {client_id}{}",
        tenant.flags()
    )))
}

fn of_application(steps: &[UndoStep], application: &Value) -> Vec<String> {
    let patches = steps.iter().filter(|step| step.method == "PATCH" && step.path.starts_with("/v1.0/applications/"));
    let known: Vec<_> =
        patches.filter_map(|step| Some((parsed(step.left.as_ref())?, parsed(step.body.as_ref())?))).collect();
    let mut names = Vec::new();
    known.iter().for_each(|(left, _)| leaves(left, "", &mut names));
    names.sort();
    names.dedup();
    let is_known = |name: &String| {
        let mut values = known.iter().flat_map(|(left, put_back)| [said(left, name), said(put_back, name)]).flatten();
        values.any(|known| same(known, at(application, name)))
    };
    names.retain(|name| !is_known(name));
    names
}

fn is_changed_grant(step: &UndoStep, grants: &[PermissionGrant]) -> bool {
    let Some(id) = step.path.strip_prefix(GRANTS) else { return false };
    let grant = match of_step(step, grants) {
        Some(grant) => grant,
        // Taken away already: there is nothing to put back into.
        None => return !id.is_empty(),
    };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    let known = [&step.left, &step.body].into_iter().filter_map(|text| parsed(text.as_ref()));
    let mut known = known.map(|known| words(known["scope"].as_str().unwrap_or_default()));
    !known.any(|known| known == words(&grant.scope))
}

/// The grant that a step changes or takes away, if it is there.
pub(super) fn of_step<'a>(step: &UndoStep, grants: &'a [PermissionGrant]) -> Option<&'a PermissionGrant> {
    let id = step.path.strip_prefix(GRANTS)?.trim_start_matches('/');
    if !id.is_empty() {
        return grants.iter().find(|grant| grant.id == id);
    }
    let made = parsed(step.body.as_ref())?;
    let is_it = |grant: &&PermissionGrant| {
        grant.consent_type == made["consentType"] && grant.resource_id.to_string() == made["resourceId"]
    };
    grants.iter().find(is_it)
}

fn parsed(text: Option<&String>) -> Option<Value> {
    serde_json::from_str(text?).ok()
}

/// Names in dotted form of everything that is no object, or an empty one.
fn leaves(value: &Value, name: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let dot = if name.is_empty() { "" } else { "." };
            fields.iter().for_each(|(field, value)| leaves(value, &format!("{name}{dot}{field}"), into));
        }
        _ => into.push(name.to_owned()),
    }
}

fn at<'a>(value: &'a Value, name: &str) -> &'a Value {
    name.split('.').fold(value, |value, field| &value[field])
}

/// What a request says of the property. `None`: nothing; an object that is null says that all of it is.
fn said<'a>(request: &'a Value, name: &str) -> Option<&'a Value> {
    name.split('.').try_fold(request, |value, field| match value {
        Value::Null => Some(&Value::Null),
        value => value.get(field),
    })
}

/// What Graph adds by itself does not count, nor the order of a list, nor how it says that there is nothing.
fn same(known: &Value, present: &Value) -> bool {
    let is_nothing = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    match (known, present) {
        (known, present) if is_nothing(known) && is_nothing(present) => true,
        (Value::Object(known), Value::Object(present)) => {
            known.iter().all(|(name, known)| same(known, present.get(name).unwrap_or(&Value::Null)))
        }
        (Value::Array(known), Value::Array(present)) => {
            known.len() == present.len()
                && known.iter().all(|known| present.iter().any(|present| same(known, present)))
                && present.iter().all(|present| known.iter().any(|known| same(known, present)))
        }
        (known, present) => known == present,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn patch(body: Value, left: Value) -> UndoStep {
        UndoStep {
            title: String::new(),
            method: "PATCH".to_owned(),
            path: "/v1.0/applications/x".to_owned(),
            body: Some(body.to_string()),
            left: Some(left.to_string()),
        }
    }

    #[test]
    fn what_counts_as_changed() {
        let steps = [
            patch(
                json!({ "api": { "version": null, "scopes": [] } }),
                json!({ "api": { "version": 2, "scopes": [{ "id": 1 }] } }),
            ),
            patch(json!({ "uris": ["a"] }), json!({ "uris": ["a", "b"] })),
            patch(json!({ "claims": null }), json!({ "claims": { "id": [], "access": [{ "name": "idtyp" }] } })),
        ];
        let left = json!({ "api": { "version": 2, "scopes": [{ "id": 1 }] }, "uris": ["a", "b"], "claims": { "access": [{ "name": "idtyp" }] } });
        for (path, value, changed) in [
            ("/uris", json!(["b", "a"]), None),
            ("/uris", json!(["a"]), None),
            ("/uris", json!(["a", "b", "c"]), Some("uris")),
            ("/uris", json!(["a", "c"]), Some("uris")),
            ("/uris", json!([]), Some("uris")),
            ("/api/scopes", json!([{ "id": 1, "origin": "Application" }]), None),
            ("/api/scopes", json!([]), None),
            ("/api/scopes", json!([{ "id": 2 }]), Some("api.scopes")),
            ("/api/version", json!(1), Some("api.version")),
            ("/api/version", Value::Null, None),
            ("/claims", Value::Null, None),
            ("/claims/access", json!([{ "name": "auth_time" }]), Some("claims.access")),
        ] {
            let mut now = left.clone();
            *now.pointer_mut(path).unwrap() = value.clone();
            let names = of_application(&steps, &now);
            assert_eq!(names, changed.into_iter().collect::<Vec<_>>(), "{path}: {value}");
        }
    }

    #[test]
    fn consent() {
        let grant = |scope: &str| PermissionGrant {
            scope: scope.to_owned(),
            ..serde_json::from_value(json!({
                "id": "g", "clientId": "99999999-0000-4000-8000-000000000001", "consentType": "AllPrincipals",
                "resourceId": "99999999-0000-4000-8000-000000000002", "scope": "",
            }))
            .unwrap()
        };
        let body = json!({ "consentType": "AllPrincipals", "resourceId": "99999999-0000-4000-8000-000000000002", "scope": "a b" });
        let made =
            UndoStep { path: GRANTS.to_owned(), method: "DELETE".to_owned(), ..patch(body, json!({ "scope": "a b" })) };
        let extended =
            UndoStep { path: format!("{GRANTS}/g"), ..patch(json!({ "scope": "a" }), json!({ "scope": "a b" })) };
        for (step, grants, changed) in [
            (&made, vec![grant("b a")], false),
            (&made, vec![grant("a b c")], true),
            (&made, vec![], false),
            (&extended, vec![grant("a")], false),
            (&extended, vec![grant("a b c")], true),
            (&extended, vec![], true),
        ] {
            assert_eq!(is_changed_grant(step, &grants), changed, "{step:?} {grants:?}");
        }
    }
}
