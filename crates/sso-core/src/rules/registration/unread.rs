//! What could not be read is told once, and not judged by the default that stands in its place.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::check_document;
use super::samples::exported;
use super::testing::Healthy;
use crate::Code;
use crate::plan::Plan;
use crate::registration::read;

fn codes(text: &str, plan: Option<&Plan>) -> Vec<Code> {
    let document = read(text.as_bytes()).unwrap();
    let findings = check_document(&document, plan, Timestamp::UNIX_EPOCH);
    let mut codes = findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>();
    codes.sort();
    codes
}

/// Without the findings that it has before anything in it is broken.
fn more(pointer: &str, value: Value) -> Vec<Code> {
    let mut json = exported();
    let before = codes(&json.to_string(), None);
    let (around, name) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(around).unwrap() {
        Value::Object(object) => drop(object.insert(name.to_owned(), value)),
        Value::Array(list) => list[name.parse::<usize>().unwrap()] = value,
        _ => unreachable!("{pointer}"),
    }
    let mut codes = codes(&json.to_string(), None);
    codes.retain(|code| !before.contains(code));
    codes
}

#[test]
fn one_finding_for_each() {
    for (pointer, value) in [
        ("/displayName", json!(1)),
        ("/identifierUris", json!("api://x")),
        ("/identifierUris/0", json!("api://${{TAB_DOMAIN}}/${{AAD_APP_CLIENT_ID}}")),
        ("/identifierUris/0", json!("api://{{domain}}/x")),
        ("/spa/redirectUris/0", json!("https://${{TAB_DOMAIN}}/dialog.html")),
        ("/signInAudience", json!("All")),
        ("/api", json!([])),
        ("/api/requestedAccessTokenVersion", json!("2")),
        ("/api/oauth2PermissionScopes", json!({})),
        ("/api/oauth2PermissionScopes/0", json!(1)),
        ("/api/oauth2PermissionScopes/0/id", json!("${{AAD_APP_ACCESS_AS_USER_PERMISSION_ID}}")),
        ("/api/oauth2PermissionScopes/0/isEnabled", json!("true")),
        ("/api/oauth2PermissionScopes/0/value", json!(1)),
        ("/api/oauth2PermissionScopes/0/type", json!(1)),
        ("/api/preAuthorizedApplications", json!({})),
        ("/api/preAuthorizedApplications/0/appId", json!("Office")),
        ("/api/preAuthorizedApplications/0/delegatedPermissionIds", json!("x")),
        ("/api/preAuthorizedApplications/0/delegatedPermissionIds/0", json!("${{ID}}")),
        ("/requiredResourceAccess/0/resourceAccess/0/id", json!("x")),
    ] {
        assert_eq!(more(pointer, value), [Code::RegistrationPropertyUnreadable], "{pointer}");
    }
}

/// What is told beside: it is wrong whatever the other entry would have been.
#[test]
fn another_property_is_judged_all_the_same() {
    let mut json = exported();
    json["api"]["requestedAccessTokenVersion"] = json!("2");
    json["api"]["oauth2PermissionScopes"][0]["isEnabled"] = json!(false);
    assert!(codes(&json.to_string(), None).contains(&Code::AccessAsUserDisabled));
    // The last of two is read, and judged.
    let twice = json.to_string().replace("\"displayName\":", "\"displayName\":\"Contoso\",\"displayName\":");
    let twice = twice.replace(
        "\"displayName\":\"Contoso\",\"displayName\":\"Contoso\"",
        "\"displayName\":\"a\",\"displayName\":\"\"",
    );
    let codes = codes(&twice, None);
    assert!(codes.contains(&Code::NameMissing) && codes.contains(&Code::RegistrationPropertyUnreadable), "{codes:?}");
}

#[test]
fn account_types_that_an_excerpt_leaves_out_are_not_those_of_one_tenant() {
    let plan = Healthy::production().plan;
    let mut json = exported();
    for (audience, told) in [(Some("AzureADMyOrg"), true), (Some("AzureADMultipleOrgs"), false), (None, false)] {
        match audience {
            Some(audience) => json["signInAudience"] = json!(audience),
            None => drop(json.as_object_mut().unwrap().remove("signInAudience")),
        }
        let codes = codes(&json.to_string(), plan.as_ref());
        assert_eq!(codes.contains(&Code::AccountTypesDifferFromPlan), told, "{audience:?}");
    }
}

/// Placeholders are no mistakes.
#[test]
fn of_a_template_that_is_not_filled_in() {
    let text = include_str!("../../../tests/registrations/shapes/agents-toolkit.json");
    let codes = codes(text, None);
    let others = codes.iter().filter(|code| **code != Code::RegistrationPropertyUnreadable).collect::<Vec<_>>();
    assert_eq!(others, [&Code::OptionalClaimIdtypMissing; 0]);
    assert_eq!(codes.len(), 2, "one for all of them, one for the role without a GUID");
    // Nobody keeps a secret in it.
    let with_plan = self::codes(text, Healthy::localhost().plan.as_ref());
    assert!(!with_plan.contains(&Code::ClientCredentialMissing), "{with_plan:?}");
}
