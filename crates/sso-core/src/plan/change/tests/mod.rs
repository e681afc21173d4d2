mod graph;

use proptest::prelude::*;
use uuid::uuid;

use super::merge::contains;
use super::{Change, ChangeKind, Names, State, Wanted};
use crate::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan, Stated, generated};
use crate::registration::{PreAuthorizedApplication, Registration, SignInAudience};
use crate::rules::registration::{Subject, check_registration};
use crate::{ClientId, Cloud, Code, Finding, GraphPermission, OfficeClient, OfficeHost, Severity};

const WANTED: Wanted = Wanted { admin_consent: true, tag: Some(uuid!("bbbbbbbb-0000-4000-8000-000000000001")) };

fn facts() -> Facts {
    Facts {
        name: "Contoso SSO add-in".into(),
        domain: "localhost:3000".parse().unwrap(),
        office_hosts: vec![OfficeHost::Word],
        client_id: None,
        tenant_id: None,
        account_types: AccountTypes::SingleTenant,
        permissions: GraphPermission::by_name("User.Read").into_iter().collect(),
        auth: Auth::LegacySso,
        pages: Pages::default(),
        cloud: Cloud::Public,
    }
}

fn plan(facts: Facts) -> Plan {
    Plan::new(facts, Drawn { scope_id: uuid!("5b3a4e4a-e55e-45ba-820b-ea16efbe3d50") })
}

fn kinds(changes: &[Change]) -> Vec<ChangeKind> {
    changes.iter().map(|change| change.kind).collect()
}

fn all_applied(state: &State, changes: &[Change]) -> State {
    changes.iter().fold(state.clone(), |state, change| match graph::apply(&state, change) {
        Ok(state) => state,
        Err(why) => panic!("{:?}: {why}\n{change:#?}", change.kind),
    })
}

/// A state in which everything is as planned.
fn complete(plan: &Plan) -> State {
    let state = State::default();
    all_applied(&state, &plan.changes(&state, &graph::names(), WANTED))
}

#[test]
fn from_nothing_with_legacy_sso() {
    insta::assert_json_snapshot!(plan(facts()).changes(&State::default(), &Names::default(), WANTED));
}

#[test]
fn from_nothing_with_nested_app_authentication() {
    let facts = Facts { auth: Auth::Naa, domain: "addin.contoso.com".parse().unwrap(), ..facts() };
    insta::assert_json_snapshot!(plan(facts).changes(&State::default(), &Names::default(), Wanted::default()));
}

/// A colleague's registration with everything that one can get nearly right.
fn nearly_right() -> State {
    let application = serde_json::json!({
        "id": graph::OBJECT_ID, "appId": graph::CLIENT_ID, "displayName": "Fabrikam",
        "signInAudience": "AzureADMultipleOrgs",
        "identifierUris": ["api://fabrikam.com/x", format!("api://Localhost:3000/{}", graph::CLIENT_ID)],
        "api": {
            "requestedAccessTokenVersion": null, "acceptMappedClaims": true,
            "knownClientApplications": ["d3590ed6-52b3-4102-aeff-aad2292ab01c"],
            "oauth2PermissionScopes": [
                { "id": "5b3a4e4a-e55e-45ba-820b-ea16efbe3d50", "value": "files.read", "type": "User", "isEnabled": true },
                { "id": "99999999-0000-4000-8000-000000000001", "value": "access_as_user", "type": "Admin",
                  "isEnabled": true, "adminConsentDisplayName": "Ours", "adminConsentDescription": "Ours" },
            ],
            "preAuthorizedApplications": [
                { "appId": "d3590ed6-52b3-4102-aeff-aad2292ab01c",
                  "delegatedPermissionIds": ["99999999-0000-4000-8000-000000000001"] },
            ],
        },
        "web": {
            "homePageUrl": "https://fabrikam.com",
            "redirectUris": ["https://localhost:3000/dialog.html", "https://fabrikam.com/auth"],
            "implicitGrantSettings": { "enableAccessTokenIssuance": true, "enableIdTokenIssuance": true },
        },
        "spa": { "redirectUris": ["brk-multihub://localhost:3000"] },
        "tags": ["fabrikam"],
    });
    let application: Registration = serde_json::from_value(application).unwrap();
    let client_id = application.app_id.unwrap();
    State {
        application: Some(application),
        service_principal: Some(graph::service_principal(client_id, false)),
        graph_service_principal: Some(graph::grant("").resource_id),
        grants: vec![graph::grant("openid Mail.Read")],
    }
}

#[test]
fn from_what_a_colleague_made() {
    let account_types = AccountTypes::MultiTenantAndPersonal;
    let plan = plan(Facts { auth: Auth::Both, account_types, ..facts() });
    let state = nearly_right();
    let changes = plan.changes(&state, &Names::default(), Wanted { tag: None, ..WANTED });
    insta::assert_json_snapshot!(changes);
    all_applied(&state, &changes);
}

/// A colleague's name and account types are not exchanged for what a new registration would get.
#[test]
fn what_nobody_stated_stays() {
    let account_types = AccountTypes::SingleTenant;
    let mut plan = plan(Facts { name: "My Office add-in".into(), account_types, ..facts() });
    let state = nearly_right();
    for (stated, name, audience) in [
        (Stated::default(), "Fabrikam", SignInAudience::AzureADMultipleOrgs),
        (Stated { name: true, ..Stated::default() }, "My Office add-in", SignInAudience::AzureADMultipleOrgs),
        (Stated { account_types: true, ..Stated::default() }, "Fabrikam", SignInAudience::AzureADMyOrg),
        (Stated::ALL, "My Office add-in", SignInAudience::AzureADMyOrg),
    ] {
        let wanted = Wanted { tag: None, ..WANTED };
        plan.stated = stated;
        let after = all_applied(&state, &plan.changes(&state, &Names::default(), wanted));
        let application = after.application.as_ref().unwrap();
        assert_eq!((application.display_name.as_str(), application.sign_in_audience), (name, audience), "{stated:?}");
        assert_eq!(plan.changes(&after, &Names::default(), wanted), []);
    }
}

/// Microsoft's pages disagree on whether an application for personal accounts may have them.
#[test]
fn optional_claims_follow_the_account_types_that_are_there() {
    let plan = Plan { stated: Stated::default(), ..plan(facts()) };
    let mut state = nearly_right();
    let application = state.application.as_mut().unwrap();
    application.sign_in_audience = SignInAudience::AzureADandPersonalMicrosoftAccount;
    let changes = plan.changes(&state, &Names::default(), Wanted { tag: None, ..WANTED });
    assert!(!kinds(&changes).contains(&ChangeKind::SetOptionalClaims));
}

/// Entra may take both for one: then they would stand under two platforms, or twice.
#[test]
fn redirect_uris_in_other_letters_are_not_made_twice() {
    let plan = plan(facts());
    let [page, slash] = ["https://LOCALHOST:3000/dialog.html", "http://localhost/"].map(str::to_owned);
    let mut state = complete(&plan);
    let application = state.application.as_mut().unwrap();
    application.web.redirect_uris = vec![page, slash.clone()];
    application.spa.redirect_uris.clear();
    application.public_client.redirect_uris = vec![slash.clone()];
    let after = all_applied(&state, &plan.changes(&state, &Names::default(), WANTED)).application.unwrap();
    assert_eq!(after.web.redirect_uris, Vec::<String>::new());
    assert_eq!(after.spa.redirect_uris, ["https://localhost:3000/dialog.html"]);
    assert_eq!(after.public_client.redirect_uris, [slash]);
}

#[test]
fn only_what_is_missing() {
    let plan = plan(facts());
    let complete = complete(&plan);
    assert_eq!(plan.changes(&complete, &Names::default(), WANTED), []);
    let without = |take: fn(&mut State)| {
        let mut state = complete.clone();
        take(&mut state);
        plan.changes(&state, &Names::default(), WANTED)
    };
    fn app(state: &mut State) -> &mut Registration {
        state.application.as_mut().unwrap()
    }
    use ChangeKind::*;
    for (take, kinds) in [
        ((|state| app(state).display_name.push('x')) as fn(&mut State), vec![SetName]),
        (|state| app(state).api.requested_access_token_version = Some(1), vec![SetTokenVersion]),
        (|state| app(state).sign_in_audience = Default::default(), vec![]),
        (|state| app(state).identifier_uris.clear(), vec![SetIdentifierUri]),
        (|state| app(state).api.oauth2_permission_scopes[0].is_enabled = false, vec![SetScope]),
        (|state| app(state).api.oauth2_permission_scopes[0].r#type = "Admin".into(), vec![DisableScope, SetScope]),
        (|state| app(state).api.oauth2_permission_scopes[0].user_consent_description = None, vec![]),
        (|state| app(state).api.pre_authorized_applications.clear(), vec![PreAuthorize]),
        (|state| app(state).spa.redirect_uris.clear(), vec![SetRedirectUris]),
        (|state| app(state).web.implicit_grant_settings.enable_id_token_issuance = true, vec![SetImplicitGrant]),
        (|state| app(state).required_resource_access.clear(), vec![SetPermissions]),
        (|state| app(state).tags.clear(), vec![SetTags]),
        (|state| state.service_principal = None, vec![CreateServicePrincipal]),
        (|state| state.service_principal.as_mut().unwrap().account_enabled = Some(false), vec![EnableServicePrincipal]),
        (|state| state.service_principal.as_mut().unwrap().account_enabled = None, vec![]),
        (|state| state.grants.clear(), vec![Consent]),
        (|state| state.grants[0].scope = "User.Read".into(), vec![Consent]),
    ] {
        assert_eq!(self::kinds(&without(take)), kinds);
    }
}

#[test]
fn the_accounts_change_when_the_rest_fits() {
    let long = "n".repeat(120);
    let narrow = plan(Facts { name: long, ..facts() });
    let wide = plan(Facts { account_types: AccountTypes::MultiTenantAndPersonal, ..facts() });
    let order = |from: &Plan, to: &Plan| {
        let mut state = complete(from);
        if to == &wide {
            state.application.as_mut().unwrap().api.requested_access_token_version = None;
        }
        let changes = to.changes(&state, &Names::default(), WANTED);
        assert_eq!(to.changes(&all_applied(&state, &changes), &Names::default(), WANTED), []);
        kinds(&changes)
    };
    use ChangeKind::*;
    assert_eq!(order(&wide, &narrow), [SetAccountTypes, SetName, SetOptionalClaims]);
    assert_eq!(order(&narrow, &wide), [SetName, SetTokenVersion, SetAccountTypes]);
}

#[test]
fn a_taken_guid_is_not_used_for_the_scope() {
    let plan = plan(facts());
    let mut state = complete(&plan);
    let application = state.application.as_mut().unwrap();
    application.api.pre_authorized_applications.clear();
    application.api.oauth2_permission_scopes[0].value = "files.read".to_owned();
    let state = all_applied(&state, &plan.changes(&state, &Names::default(), WANTED));
    let application = state.application.unwrap();
    let scopes = &application.api.oauth2_permission_scopes;
    assert_eq!((scopes[0].value.as_str(), scopes[1].value.as_str()), ("files.read", "access_as_user"));
    assert_ne!(scopes[0].id, scopes[1].id);
    let office = PreAuthorizedApplication::new(OfficeClient::ALL.id, vec![scopes[1].id]);
    assert_eq!(application.api.pre_authorized_applications, [office]);
}

fn findings(plan: &Plan, registration: &Registration) -> Vec<Finding> {
    let plan = Plan { facts: Facts { client_id: registration.app_id, ..plan.facts.clone() }, ..plan.clone() };
    let now = "2026-01-15T00:00:00Z".parse().unwrap();
    let findings = check_registration(&Subject { registration, service_principal: None, plan: Some(&plan), now });
    // A secret is made beside the changes, and who consents is planned: worth knowing, and nothing to change.
    let planned = [Code::ClientCredentialMissing, Code::PermissionAdminOnly, Code::NestedPermissionMissing];
    findings.into_iter().filter(|finding| !planned.contains(&finding.code)).collect()
}

/// Whatever the plan names is there, and whatever was there before, is.
fn holds(plan: &Plan, before: Option<&Registration>, after: &Registration) {
    let planned =
        Plan { facts: Facts { client_id: after.app_id, ..plan.facts.clone() }, ..plan.clone() }.registration();
    let all = |wanted: &[String], there: &[String]| {
        for uri in wanted {
            assert!(contains(there, uri), "{uri} is not among {there:?}");
        }
    };
    all(&planned.identifier_uris, &after.identifier_uris);
    all(&planned.spa.redirect_uris, &after.spa.redirect_uris);
    all(&planned.public_client.redirect_uris, &after.public_client.redirect_uris);
    assert!(!after.spa.redirect_uris[0].starts_with("brk-"));
    assert_eq!(planned.display_name, after.display_name);
    assert_eq!(planned.sign_in_audience, after.sign_in_audience);
    assert_eq!(after.api.requested_access_token_version, Some(2));
    let scopes = &after.api.oauth2_permission_scopes;
    if plan.facts.auth.has_legacy_sso() {
        let scope = scopes.iter().find(|scope| scope.value == "access_as_user").unwrap();
        assert!(scope.is_enabled && scope.r#type == "User");
        let office = |client: &&PreAuthorizedApplication| client.app_id == OfficeClient::ALL.id;
        let office = after.api.pre_authorized_applications.iter().find(office).unwrap();
        assert!(office.delegated_permission_ids.contains(&scope.id));
    }
    let findings = findings(plan, after);
    let Some(before) = before else {
        assert_eq!(findings, []);
        return;
    };
    // What somebody else made beside it stays, and so does what is said of it. But nothing is broken that was not, and no
    // finding is left that the update was to mend.
    let before_it = self::findings(plan, before);
    let known = |finding: &Finding| {
        let same = before_it.iter().filter(|known| known.code == finding.code).flat_map(|known| &known.evidence);
        let texts = same.map(|evidence| &evidence.text).collect::<Vec<_>>();
        finding.evidence.iter().all(|evidence| texts.contains(&&evidence.text))
    };
    let left = findings.iter().filter(|finding| {
        let offers = finding.fix.iter().any(|step| step.contains("hallpass registration update"));
        offers || (finding.severity == Severity::Error && !known(finding))
    });
    assert_eq!(left.collect::<Vec<_>>(), Vec::<&Finding>::new(), "{before:#?}");
    let everywhere =
        [&after.web.redirect_uris[..], &after.spa.redirect_uris, &after.public_client.redirect_uris].concat();
    for list in [&before.web.redirect_uris, &before.spa.redirect_uris, &before.public_client.redirect_uris] {
        all(list, &everywhere);
    }
    for old in &before.api.oauth2_permission_scopes {
        let new = scopes.iter().find(|new| new.id == old.id).unwrap();
        assert_eq!(new.value.to_lowercase(), old.value.to_lowercase());
    }
    for client in &before.api.pre_authorized_applications {
        let kept = after.api.pre_authorized_applications.iter().find(|kept| kept.app_id == client.app_id).unwrap();
        assert!(client.delegated_permission_ids.iter().all(|id| kept.delegated_permission_ids.contains(id)));
    }
    for resource in &before.required_resource_access {
        let same =
            |kept: &&crate::registration::RequiredResourceAccess| kept.resource_app_id == resource.resource_app_id;
        let kept = after.required_resource_access.iter().find(same).unwrap();
        assert!(resource.resource_access.iter().all(|access| kept.resource_access.contains(access)));
    }
    all(&before.tags, &after.tags);
}

/// After each prefix of the changes, a new run completes what is missing, makes nothing twice and ends where one run does.
fn completes(plan: &Plan, state: &State) {
    let changes = plan.changes(state, &graph::names(), WANTED);
    let end = all_applied(state, &changes);
    holds(plan, state.application.as_ref(), end.application.as_ref().unwrap());
    assert_eq!(plan.changes(&end, &Names::default(), WANTED), []);
    let mut half_made = state.clone();
    for change in &changes {
        let rest = plan.changes(&half_made, &graph::names(), WANTED);
        assert_eq!(all_applied(&half_made, &rest), end);
        half_made = graph::apply(&half_made, change).unwrap();
    }
}

fn client_id_of(state: &State) -> Option<ClientId> {
    state.application.as_ref().and_then(|application| application.app_id)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_is_made_from_nothing(plan in generated::plan()) {
        completes(&plan, &State::default());
    }

    #[test]
    fn every_plan_is_made_from_what_is_there(
        (plan, there) in generated::plan().prop_flat_map(|plan| (Just(plan.clone()), generated::registration(&plan))),
        enabled: Option<bool>,
        granted: Option<bool>,
    ) {
        let mut state = State { application: Some(there), ..State::default() };
        state.service_principal = enabled.zip(client_id_of(&state)).map(|(enabled, id)| graph::service_principal(id, enabled));
        if state.service_principal.is_some() {
            state.grants = granted.map(|some| graph::grant(if some { "USER.READ Notes.Read" } else { "" })).into_iter().collect();
        }
        completes(&plan, &state);
    }
}
