//! Whatever facts are accepted, the registration that is planned of them breaks no rule; and what other tools make.

use proptest::prelude::*;
use serde_json::json;

use super::registration::testing::{Healthy, ID, SCOPE_ID};
use super::registration::{RULES, Subject, check_registration};
use crate::plan::{AccountTypes, Auth, Facts, Plan, Stated, generated};
use crate::registration::PasswordCredential;
use crate::{ClientId, Cloud, Code, Finding, Severity, Timestamp};

/// With what a plan leaves to people: a client ID, and a secret where a server needs one.
fn findings(plan: &Plan, alone: bool) -> Vec<Finding> {
    let now = Timestamp::UNIX_EPOCH;
    let mut registration = plan.registration();
    if plan.needs_secret() {
        registration.password_credentials = vec![PasswordCredential {
            key_id: uuid::uuid!("0e8f3e0e-6f0a-4c58-9a55-0d2b6d3a7c21"),
            display_name: None,
            hint: None,
            start_date_time: None,
            end_date_time: None,
        }];
    }
    let plan = Some(plan).filter(|_| !alone);
    check_registration(&Subject { registration: &registration, service_principal: None, plan, now })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_wrong_in_a_planned_registration(mut plan in generated::plan(), id in generated::guid()) {
        plan.facts.client_id = Some(ClientId::from_uuid(id));
        for alone in [false, true] {
            for finding in findings(&plan, alone) {
                // What is planned, and worth knowing.
                let known = [Code::PermissionAdminOnly, Code::NestedPermissionMissing];
                // Without the plan nobody knows what was given with its GUID.
                let is_known = known.contains(&finding.code) || alone && finding.code == Code::PermissionUnknown;
                prop_assert!(finding.severity == Severity::Info && is_known, "{finding:#?}");
            }
        }
    }
}

/// What chance draws above, each at least once: every cloud, way and account types that go together, whoever stated them.
#[test]
fn nothing_is_wrong_in_any_cloud_way_and_account_types() {
    use AccountTypes::{MultiTenant, MultiTenantAndPersonal, SingleTenant};
    let healthy = Healthy::localhost().plan.unwrap();
    let clouds = Cloud::MICROSOFT.into_iter().chain([Cloud::Practice, generated::custom_cloud("Contoso")]);
    let mut count = 0;
    for cloud in clouds {
        for auth in [Auth::LegacySso, Auth::Naa, Auth::Both] {
            for account_types in [SingleTenant, MultiTenant, MultiTenantAndPersonal] {
                for stated in [Stated::ALL, Stated::default()] {
                    let facts = Facts { cloud: cloud.clone(), auth, account_types, ..healthy.facts.clone() };
                    if facts.check_for_registration().is_err() {
                        assert!(cloud.is_national() && account_types == MultiTenantAndPersonal);
                        continue;
                    }
                    let plan = Plan { stated, ..Plan::new(facts, healthy.drawn) };
                    let found = [findings(&plan, true), findings(&plan, false)].concat();
                    assert!(found.iter().all(|finding| finding.severity == Severity::Info), "{found:#?}");
                    count += 1;
                }
            }
        }
    }
    assert_eq!(count, (3 * 3 + 3 * 2) * 3 * 2, "three clouds have personal accounts, three have none");
}

/// What Microsoft's tool for Office add-ins makes, office-addin-sso, before it adds the secret. The rules about the API side
/// have samples of their own.
#[test]
fn of_office_addin_sso() {
    let registration = serde_json::from_value(json!({
        "appId": ID, "displayName": "Contoso", "signInAudience": "AzureADMultipleOrgs",
        "identifierUris": [format!("api://localhost:3000/{ID}")],
        "api": {
            "requestedAccessTokenVersion": 2,
            "oauth2PermissionScopes": [{
                "id": SCOPE_ID, "value": "access_as_user", "type": "User", "isEnabled": true,
                "adminConsentDisplayName": "Office can act as the user", "adminConsentDescription": "As the user",
            }],
            "preAuthorizedApplications": [
                { "appId": "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "delegatedPermissionIds": [SCOPE_ID] },
            ],
        },
        "spa": {
            "redirectUris": ["https://localhost:3000/fallbackauthdialog.html", "https://localhost:3000/taskpane.html"],
        },
        "web": {
            "implicitGrantSettings": { "enableAccessTokenIssuance": true, "enableIdTokenIssuance": true },
        },
        "requiredResourceAccess": [{
            "resourceAppId": "00000003-0000-0000-c000-000000000000",
            "resourceAccess": [
                { "id": "14dad69e-099b-42c9-810b-d002981feec1", "type": "Scope" },
                { "id": "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", "type": "Scope" },
                { "id": "37f7f235-527c-4136-accd-4a02d197296e", "type": "Scope" },
                { "id": "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "type": "Scope" },
            ],
        }],
    }));
    let healthy = Healthy { registration: registration.unwrap(), ..Healthy::localhost() };
    let codes = |healthy: Healthy| {
        let of_the_api = |code: &Code| RULES.iter().any(|rule| rule.words.code == *code);
        healthy.codes().into_iter().filter(|code| !of_the_api(code)).collect::<Vec<_>>()
    };
    assert_eq!(codes(healthy.clone().alone()), [Code::ImplicitGrantEnabled]);
    assert_eq!(
        codes(healthy),
        [Code::ImplicitGrantEnabled, Code::ClientCredentialMissing, Code::DesktopRedirectUriMissing]
    );
}
