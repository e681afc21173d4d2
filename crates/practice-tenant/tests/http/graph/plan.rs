//! What the plan asks of Graph, asked of Graph: request by request, and what stands there afterwards.

use reqwest::Method;
use serde_json::{Value, json};
use sso_core::plan::change::{Change, ChangeKind, Names, State, Wanted};
use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use sso_core::{Cloud, GraphPermission};
use uuid::uuid;

use super::{ADMIN_SCOPES, MEGAN, get, graph_token, send};
use crate::rig::{Rig, text};

const WANTED: Wanted = Wanted { admin_consent: true, tag: Some(uuid!("7a900000-0000-4000-8000-000000000001")) };

fn plan(account_types: AccountTypes, auth: Auth) -> Plan {
    let facts = Facts {
        name: "Fabrikam add-in".to_owned(),
        domain: "addin.fabrikam.com".parse().unwrap(),
        office_hosts: Vec::new(),
        client_id: None,
        tenant_id: None,
        account_types,
        permissions: GraphPermission::by_name("Mail.Read").into_iter().collect(),
        auth,
        pages: Pages::default(),
        cloud: Cloud::Practice,
    };
    Plan::new(facts, Drawn { scope_id: uuid!("5c09e000-0000-4000-8000-000000000007") })
}

struct Directory {
    rig: Rig,
    token: String,
}

impl Directory {
    async fn new() -> Self {
        let rig = Rig::start().await;
        let token = graph_token(&rig, MEGAN, ADMIN_SCOPES).await;
        Self { rig, token }
    }

    /// The state as Graph answers it.
    async fn state(&self, client_id: Option<&str>) -> State {
        let read = async |path: String| get(&self.rig, &path, &self.token).await;
        let graph = read("v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')".to_owned()).await.body;
        let graph_service_principal = text(&graph, "id").parse().ok();
        let Some(client_id) = client_id else { return State { graph_service_principal, ..State::default() } };
        let application = read(format!("v1.0/applications(appId='{client_id}')")).await.body;
        let principal = read(format!("v1.0/servicePrincipals(appId='{client_id}')")).await;
        let principal = (principal.status == 200).then_some(principal.body);
        let grants = match &principal {
            Some(principal) => {
                let grants = read("v1.0/oauth2PermissionGrants".to_owned()).await.body["value"].take();
                let of_it = grants.as_array().unwrap().iter().filter(|one| one["clientId"] == principal["id"]);
                of_it.map(|one| serde_json::from_value(one.clone()).unwrap()).collect()
            }
            None => Vec::new(),
        };
        State {
            application: Some(serde_json::from_value(application).unwrap()),
            service_principal: principal.map(|principal| serde_json::from_value(principal).unwrap()),
            graph_service_principal,
            grants,
        }
    }

    /// The answer to the request of this change, which must be the one that it expects.
    async fn make(&self, change: &Change) -> Value {
        let method = match change.request.method {
            sso_core::plan::change::Method::Post => Method::POST,
            sso_core::plan::change::Method::Patch => Method::PATCH,
            other => panic!("{other:?}"),
        };
        let body = change.request.body.clone().unwrap();
        let answer = send(&self.rig, method, change.request.path.trim_start_matches('/'), &self.token, body).await;
        assert_eq!(answer.status, change.request.expects, "{:?}: {}\n{change:#?}", change.kind, answer.body);
        answer.body
    }

    /// One change at a time, each from what Graph says then: as if every run were cut off after it.
    async fn complete(&self, plan: &Plan, client_id: Option<&str>) -> Vec<ChangeKind> {
        let mut client_id = client_id.map(str::to_owned);
        let mut made = Vec::new();
        while let Some(change) = {
            let state = self.state(client_id.as_deref()).await;
            plan.changes(&state, &Names::default(), WANTED).into_iter().next()
        } {
            made.push(change.kind);
            assert!(made.len() < 30, "it does not end: {made:?}");
            let answer = self.make(&change).await;
            if change.kind == ChangeKind::CreateApplication {
                client_id = Some(text(&answer, "appId").to_owned());
            }
        }
        made
    }
}

#[tokio::test]
async fn from_nothing_step_by_step() {
    use ChangeKind::*;
    let directory = Directory::new().await;
    for (account_types, auth, kinds) in [
        (
            AccountTypes::SingleTenant,
            Auth::LegacySso,
            &[CreateApplication, SetIdentifierUri, PreAuthorize, CreateServicePrincipal, Consent][..],
        ),
        (
            AccountTypes::MultiTenantAndPersonal,
            Auth::Both,
            &[CreateApplication, SetIdentifierUri, PreAuthorize, CreateServicePrincipal, Consent][..],
        ),
        (AccountTypes::MultiTenant, Auth::Naa, &[CreateApplication, CreateServicePrincipal, Consent][..]),
    ] {
        assert_eq!(directory.complete(&plan(account_types, auth), None).await, kinds);
    }
}

#[tokio::test]
async fn from_a_registration_that_is_nearly_right() {
    let directory = Directory::new().await;
    let body = json!({
        "displayName": "Fabrikam", "tags": ["fabrikam"], "api": {
            "requestedAccessTokenVersion": 1, "oauth2PermissionScopes": [{
                "id": "99999999-0000-4000-8000-000000000001", "value": "access_as_user", "type": "Admin", "isEnabled": true,
                "adminConsentDisplayName": "Ours", "adminConsentDescription": "Ours",
            }],
        },
        "web": { "redirectUris": ["https://addin.fabrikam.com/dialog.html"], "homePageUrl": "https://fabrikam.com" },
        "spa": { "redirectUris": ["brk-multihub://addin.fabrikam.com"] },
    });
    let created = send(&directory.rig, Method::POST, "v1.0/applications", &directory.token, body).await;
    assert_eq!(created.status, 201, "{}", created.body);
    let client_id = text(&created.body, "appId");
    let made = directory.complete(&plan(AccountTypes::MultiTenantAndPersonal, Auth::Both), Some(client_id)).await;
    use ChangeKind::*;
    assert_eq!(
        made,
        [
            SetName,
            SetTokenVersion,
            SetAccountTypes,
            DisableScope,
            SetScope,
            SetIdentifierUri,
            PreAuthorize,
            SetRedirectUris,
            SetRedirectUris,
            SetRedirectUris,
            SetPermissions,
            SetTags,
            CreateServicePrincipal,
            Consent,
        ]
    );
    let after = directory.state(Some(client_id)).await.application.unwrap();
    assert_eq!(after.api.oauth2_permission_scopes[0].id, uuid!("99999999-0000-4000-8000-000000000001"));
    assert_eq!(after.web.other["homePageUrl"], "https://fabrikam.com");
    assert_eq!(after.tags[0], "fabrikam");
}
