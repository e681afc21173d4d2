//! A registration as people have it: from the portal, from Graph, from a command.

use sso_core::registration::{ProblemKind, Registration, read};

/// The error says what could not be read, without the file's name. Whatever was not read would be missing in the tenant
/// without a word, so there must be nothing of the kind.
pub fn registration(text: &str) -> Result<Registration, String> {
    let document = read(text.as_bytes()).map_err(|why| match why.place.line.zip(why.place.column) {
        Some((line, column)) => format!("{} (line {line}, column {column})", why.words),
        None => why.words,
    })?;
    let unread = document.problems.iter().find(|problem| problem.kind == ProblemKind::Unread);
    match (unread, document.registration.app_id) {
        (Some(problem), _) => Err(format!("{} {}", problem.property, problem.words)),
        (None, None) => Err("it has no appId: this is no app registration".to_owned()),
        (None, Some(_)) => Ok(document.registration),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graph_and_the_older_portal_say_the_same() {
        let graph = r#"{
            "id": "add10000-0000-4000-8000-000000000002", "appId": "add10000-0000-4000-8000-000000000001",
            "displayName": "My add-in", "signInAudience": "AzureADMyOrg", "isFallbackPublicClient": null,
            "identifierUris": ["api://localhost:3000/add10000-0000-4000-8000-000000000001"],
            "api": { "requestedAccessTokenVersion": 2, "knownClientApplications": [], "oauth2PermissionScopes": [
                { "id": "add10000-0000-4000-8000-000000000003", "value": "access_as_user", "type": "User",
                  "isEnabled": true, "userConsentDisplayName": null }] },
            "spa": { "redirectUris": ["https://localhost:3000/dialog.html"] },
            "web": { "redirectUris": ["https://localhost:3000/auth"], "homePageUrl": null }
        }"#;
        let older = r#"{
            "id": "add10000-0000-4000-8000-000000000002", "appId": "add10000-0000-4000-8000-000000000001",
            "name": "My add-in", "signInAudience": "AzureADMyOrg", "allowPublicClient": null,
            "identifierUris": ["api://localhost:3000/add10000-0000-4000-8000-000000000001"],
            "accessTokenAcceptedVersion": 2, "oauth2Permissions": [
                { "id": "add10000-0000-4000-8000-000000000003", "value": "access_as_user", "type": "User",
                  "isEnabled": true }],
            "replyUrlsWithType": [{ "url": "https://localhost:3000/dialog.html", "type": "Spa" },
                                  { "url": "https://localhost:3000/auth", "type": "Web" }]
        }"#;
        let (graph, older) = (registration(graph).unwrap(), registration(older).unwrap());
        assert_eq!(graph, older);
        assert_eq!(older.api.requested_access_token_version, Some(2));
        assert_eq!(older.spa.redirect_uris, ["https://localhost:3000/dialog.html"]);
    }

    #[test]
    fn what_is_no_registration_is_said() {
        for (text, why) in [
            ("", "the text is empty"),
            ("{\n  \"appId\": 1,\n}", "a comma with nothing behind it (line 3, column 1)"),
            ("[]", "the list is empty"),
            ("{}", "none of the properties of an app registration"),
            (r#"{"signInAudience": "AzureADMyOrg", "api": {}}"#, "no appId"),
            (r#"{"appId": "not a GUID"}"#, "the client ID is not a GUID"),
            (r#"{"appId": "add10000-0000-4000-8000-000000000001", "signInAudience": "Everybody"}"#, "Everybody"),
            (
                r#"{"spa": {}, "api": {"oauth2PermissionScopes": [{"value": "x"}]}}"#,
                "api.oauth2PermissionScopes[0].id is missing",
            ),
            (
                r#"{"appId": "add10000-0000-4000-8000-000000000001", "api": {}, "accessTokenAcceptedVersion": 2}"#,
                "accessTokenAcceptedVersion was not read",
            ),
        ] {
            let error = registration(text).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }
}
