use super::*;
use crate::Cloud;
use crate::plan::tests::{drawn, facts};
use crate::plan::{AccountTypes, Auth, Facts, Stated};

fn values(facts: Facts) -> Vec<PlannedValue> {
    Plan::new(facts, drawn()).values()
}

#[test]
fn of_an_add_in_on_localhost() {
    insta::assert_json_snapshot!(values(facts()));
}

#[test]
fn of_an_add_in_in_production_with_nested_app_authentication() {
    let facts = Facts { domain: "addin.contoso.com".parse().unwrap(), auth: Auth::Naa, ..facts() };
    insta::assert_json_snapshot!(values(facts));
}

#[test]
fn of_both_ways_with_personal_accounts_before_anything_is_registered() {
    let account_types = AccountTypes::MultiTenantAndPersonal;
    insta::assert_json_snapshot!(values(Facts { account_types, auth: Auth::Both, client_id: None, ..facts() }));
}

#[test]
fn in_a_national_cloud() {
    let facts = Facts { cloud: Cloud::UsGov, ..facts() };
    let mut links: Vec<_> = values(facts).into_iter().filter_map(|value| value.link).collect();
    links.dedup();
    insta::assert_snapshot!(links.join("\n"));
}

/// The table "The complete list of values" of a registration, in Graph's words.
#[test]
fn none_of_the_values_is_forgotten() {
    for auth in [Auth::LegacySso, Auth::Naa, Auth::Both] {
        let values = values(Facts { auth, ..facts() });
        for property in [
            "displayName",
            "signInAudience",
            "appId",
            "id",
            "tenant",
            "identifierUris",
            "api.oauth2PermissionScopes",
            "api.preAuthorizedApplications",
            "api.requestedAccessTokenVersion",
            "spa.redirectUris",
            "passwordCredentials",
            "requiredResourceAccess",
            "oauth2PermissionGrants",
            "servicePrincipals",
            "servicePrincipal.accountEnabled",
            "servicePrincipal.appRoleAssignmentRequired",
            "isFallbackPublicClient",
        ] {
            assert!(values.iter().any(|value| value.property == property), "{auth:?}: {property}");
        }
        assert!(values.iter().all(|value| !value.value.is_empty() && !value.reason.ends_with('.')));
    }
}

/// It is there, and keeps what nobody stated.
#[test]
fn of_a_registration_that_is_there_without_a_name_stated() {
    let mut plan = Plan::new(facts(), drawn());
    let has = |plan: &Plan, property: &str| plan.values().iter().any(|value| value.property == property);
    plan.stated = Stated { account_types: true, ..Stated::default() };
    assert_eq!((has(&plan, "displayName"), has(&plan, "signInAudience")), (false, true));
    plan.facts.client_id = None;
    assert!(has(&plan, "displayName"));
}

#[test]
fn the_optional_claim_has_a_page_of_its_own() {
    let values = values(facts());
    let claim = values.iter().find(|value| value.property == "optionalClaims.accessToken").unwrap();
    assert_eq!((&*claim.value, claim.page), ("idtyp", Some(PortalPage::TokenConfiguration)));
    let link = claim.link.as_deref().unwrap();
    assert!(link.contains("/ApplicationMenuBlade/~/TokenConfiguration/appId/"), "{link}");
    for (auth, account_types) in
        [(Auth::Naa, AccountTypes::SingleTenant), (Auth::Both, AccountTypes::MultiTenantAndPersonal)]
    {
        let values = self::values(Facts { auth, account_types, ..facts() });
        assert!(values.iter().all(|value| value.page != Some(PortalPage::TokenConfiguration)));
    }
}

/// No page is left and come back to.
#[test]
fn page_by_page() {
    let client_ids = [None, facts().client_id];
    let ways = [Auth::LegacySso, Auth::Naa, Auth::Both].into_iter();
    for (auth, client_id) in ways.flat_map(|auth| client_ids.map(|client_id| (auth, client_id))) {
        let mut pages: Vec<_> =
            values(Facts { auth, client_id, ..facts() }).into_iter().filter_map(|value| value.page).collect();
        pages.dedup();
        assert!(pages.is_sorted_by(|a, b| a < b), "{pages:?}");
    }
}
