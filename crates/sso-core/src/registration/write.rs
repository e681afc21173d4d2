//! What Graph answers of an application and refuses in a request.

use serde_json::Value;

/// The lists whose entries have an `origin`. Graph's page on `appRole`: "must not be included in any POST or PATCH
/// requests". That on `permissionScope` does not have it, and Graph refuses it there too: "Expected property 'origin' is not
/// present on resource of type 'PermissionScope'" (msgraph-bicep-types, issue 130).
const WITH_ORIGIN: [&str; 2] = ["/api/oauth2PermissionScopes", "/appRoles"];

/// Takes out of the body of a request that writes an application what Graph alone writes in the entries of its lists. A list
/// is sent back whole, with all else that was read of it.
pub fn without_read_only(body: &mut Value) {
    for list in WITH_ORIGIN {
        let entries = body.pointer_mut(list).and_then(Value::as_array_mut);
        for entry in entries.into_iter().flatten().filter_map(Value::as_object_mut) {
            entry.remove("origin");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_origin_is_not_sent_and_all_else_is() {
        let scope = |origin: bool| {
            let mut scope = json!({ "value": "access_as_user", "future": { "origin": 1 } });
            if origin {
                scope["origin"] = "Application".into();
            }
            json!({ "api": { "oauth2PermissionScopes": [scope], "origin": 2 }, "appRoles": [scope], "tags": ["origin"] })
        };
        let mut body = scope(true);
        without_read_only(&mut body);
        assert_eq!(body, scope(false));
        for body in [json!(null), json!({ "api": null, "appRoles": {} }), json!({ "appRoles": ["origin"] })] {
            let mut sent = body.clone();
            without_read_only(&mut sent);
            assert_eq!(sent, body);
        }
    }
}
