//! The script for bash, run: with a stand-in for the Azure CLI, cut off after each change, and over what somebody else made.

use std::fs;
use std::path::PathBuf;

use hallpass_tests::program::{Ended, Invocation};
use reqwest::Method;
use serde_json::{Value, json};
use sso_core::plan::{Facts, Plan, Stated, render};

use super::azure_cli::{self, writes};
use super::tenant::Tenant;
use super::{TAG, plans};

/// Application, URI, pre-authorization, service principal, grant.
const CHANGES: u32 = 5;

async fn run(tenant: &Tenant, script: &str, cut_off: Option<u32>) -> Ended {
    run_with(tenant, script, &["--admin-consent"], cut_off).await
}

async fn run_with(tenant: &Tenant, script: &str, arguments: &[&str], cut_off: Option<u32>) -> Ended {
    let file = tenant.home.write("register.sh", script.as_bytes());
    let invocation = Invocation::new(PathBuf::from("/usr/bin/env"))
        .args(["bash", file.to_str().unwrap()])
        .args(arguments)
        .env("TMPDIR", tenant.home.root().join("tmp"))
        .env("HALLPASS_PAUSE", "0");
    let invocation = azure_cli::on_path(tenant, invocation, cut_off).await;
    tokio::task::spawn_blocking(|| invocation.run()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_cut_off_is_completed_by_the_next_one() {
    for place in 0..2 {
        let tenant = Tenant::start().await;
        let plan = &plans(tenant.tenant.graph())[place];
        let script = render::az(plan, TAG);
        // As if it had not come further than its first change, each time: one more is made by each run.
        for change in 1..=CHANGES {
            let ended = run(&tenant, &script, Some(1)).await;
            assert_ne!(ended.code, Some(0), "cut off after change {change}: {ended}");
            assert_eq!(writes(&tenant), Some(1), "{ended}");
        }
        let whole = run(&tenant, &script, None).await.expect_code(0);
        assert_eq!(writes(&tenant), Some(0), "{whole}");
        assert!(!whole.all().contains(&tenant.token));
        tenant.expect_that_it_works(plan).await;
        let left = fs::read_dir(tenant.home.root().join("tmp")).unwrap().count();
        assert_eq!(left, 0, "it leaves files behind");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_one_run_and_told_what_to_type() {
    let tenant = Tenant::start().await;
    let plan = &plans(tenant.tenant.graph())[0];
    let ended = run(&tenant, &render::az(plan, TAG), None).await.expect_code(0);
    assert!(writes(&tenant).is_none_or(|writes| writes == CHANGES), "{ended}");
    let list = tenant.get("v1.0/applications").await;
    let client_id = Tenant::only(&list, &plan.facts.name)["appId"].as_str().unwrap();
    let (domain, tenant_id) = (&plan.facts.domain, tenant.tenant.tenant_id());
    assert_eq!(
        ended.stdout,
        format!("CLIENT_ID={client_id}\nTENANT_ID={tenant_id}\nAPP_ID_URI=api://{domain}/{client_id}\n")
    );
    tenant.expect_that_it_works(plan).await;
}

/// That it is the Azure CLI which lacks is said in words, before anything is asked.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_azure_cli() {
    let tenant = Tenant::start().await;
    let file = tenant.home.write("register.sh", render::az(&plans(tenant.tenant.graph())[0], TAG).as_bytes());
    let programs = tenant.home.root().join("programs");
    fs::create_dir_all(&programs).unwrap();
    for name in ["bash", "mktemp", "rm"] {
        let there = ["/usr/bin", "/bin"].map(|folder| PathBuf::from(folder).join(name));
        let there = there.iter().find(|path| path.exists()).unwrap();
        std::os::unix::fs::symlink(there, programs.join(name)).unwrap();
    }
    let invocation = Invocation::new(PathBuf::from("/usr/bin/env")).args(["bash", file.to_str().unwrap()]);
    let invocation = invocation.env("PATH", &programs);
    let ended = tokio::task::spawn_blocking(|| invocation.run()).await.unwrap().expect_code(1);
    assert!(ended.stderr.contains("error: the Azure CLI, az, is not there\nhint: install it ("), "{ended}");
}

/// Consent is left to whom asks for it, and adds to what was given before.
#[tokio::test(flavor = "multi_thread")]
async fn consent_apart_from_the_rest() {
    let tenant = Tenant::start().await;
    let plan = &plans(tenant.tenant.graph())[1];
    let script = render::az(plan, TAG);
    let ended = run_with(&tenant, &script, &[], None).await.expect_code(0);
    assert!(ended.stderr.contains("left out: Consent for everybody in the tenant."), "{ended}");
    assert!(writes(&tenant).is_none_or(|writes| writes == CHANGES - 1), "{ended}");
    let list = tenant.get("v1.0/applications").await;
    let client_id = Tenant::only(&list, &plan.facts.name)["appId"].as_str().unwrap();
    let id_of =
        async |app_id: &str| tenant.get(&format!("v1.0/servicePrincipals(appId='{app_id}')")).await["id"].take();
    let (principal, graph) = (id_of(client_id).await, id_of("00000003-0000-0000-c000-000000000000").await);
    let grants = async || {
        let all = tenant.get("v1.0/oauth2PermissionGrants").await["value"].take();
        let of_it = all.as_array().unwrap().iter().filter(|grant| grant["clientId"] == principal);
        of_it.map(|grant| grant["scope"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(grants().await, [] as [Value; 0]);
    let less = json!({
        "clientId": principal, "consentType": "AllPrincipals", "resourceId": graph, "scope": "Calendars.Read openid"
    });
    assert_eq!(tenant.ask(Method::POST, "v1.0/oauth2PermissionGrants", Some(&less)).await.0, 201);
    run(&tenant, &script, None).await.expect_code(0);
    assert!(writes(&tenant).is_none_or(|writes| writes == 1));
    // The practice tenant sorts them.
    assert_eq!(grants().await, ["Calendars.Read Mail.Read User.Read openid profile"]);
    tenant.expect_that_it_works(plan).await;
}

/// Nothing of it is lost, and what is wrong is mended.
#[tokio::test(flavor = "multi_thread")]
async fn a_registration_of_somebody_else() {
    let tenant = Tenant::start().await;
    let other = "99999999-0000-4000-8000-000000000001";
    let theirs = json!({
        "displayName": "Fabrikam", "tags": ["fabrikam"],
        "identifierUris": [],
        "api": { "requestedAccessTokenVersion": 1, "oauth2PermissionScopes": [
            { "id": other, "value": "access_as_user", "type": "Admin", "isEnabled": true,
              "adminConsentDisplayName": "Ours", "adminConsentDescription": "F\u{fc}r uns" },
            { "id": "99999999-0000-4000-8000-000000000002", "value": "files.read", "type": "User", "isEnabled": true,
              "adminConsentDisplayName": "Files", "adminConsentDescription": "Files" },
        ] },
        "web": {
            "redirectUris": ["https://addin.contoso.com/dialog.html", "https://addin.fabrikam.com/auth"],
            "implicitGrantSettings": { "enableAccessTokenIssuance": true, "enableIdTokenIssuance": true },
        },
        "spa": { "redirectUris": ["https://addin.fabrikam.com/spa"] },
        "requiredResourceAccess": [
            { "resourceAppId": "00000003-0000-0ff1-ce00-000000000000",
              "resourceAccess": [{ "id": other, "type": "Scope" }] },
            { "resourceAppId": "00000003-0000-0000-c000-000000000000",
              "resourceAccess": [{ "id": "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42", "type": "Scope" }] },
        ],
    });
    let (status, created) = tenant.ask(Method::POST, "v1.0/applications", Some(&theirs)).await;
    assert_eq!(status, 201, "{created}");
    let [_, production, _] = plans(tenant.tenant.graph());
    let client_id = created["appId"].as_str().unwrap().parse().ok();
    let plan = Plan { facts: Facts { client_id, ..production.facts }, ..production };
    run(&tenant, &render::az(&plan, TAG), None).await.expect_code(0);
    let list = tenant.get("v1.0/applications").await;
    let after = Tenant::only(&list, &plan.facts.name);
    let texts = |pointer: &str, name: &str| -> Vec<Value> {
        after.pointer(pointer).unwrap().as_array().unwrap().iter().map(|one| one[name].clone()).collect()
    };
    assert_eq!(texts("/api/oauth2PermissionScopes", "value"), ["files.read", "access_as_user"]);
    let scope = &after["api"]["oauth2PermissionScopes"][1];
    assert_eq!((&scope["id"], &scope["type"]), (&json!(other), &json!("User")));
    assert_eq!(scope["adminConsentDescription"], "F\u{fc}r uns");
    assert_eq!(after["web"]["redirectUris"], json!(["https://addin.fabrikam.com/auth"]));
    assert_eq!(
        after["spa"]["redirectUris"],
        json!([
            "https://addin.contoso.com/dialog.html",
            "https://addin.contoso.com/taskpane.html",
            "https://addin.fabrikam.com/spa",
            "brk-multihub://addin.contoso.com"
        ])
    );
    assert_eq!(after["web"]["implicitGrantSettings"]["enableIdTokenIssuance"], false);
    assert_eq!(after["requiredResourceAccess"][1]["resourceAccess"].as_array().unwrap().len(), 5);
    assert_eq!(after["requiredResourceAccess"][0]["resourceAppId"], "00000003-0000-0ff1-ce00-000000000000");
    assert_eq!(after["tags"], json!(["fabrikam"]));
    run(&tenant, &render::az(&plan, TAG), None).await.expect_code(0);
    assert!(writes(&tenant).is_none_or(|writes| writes == 0));
}

/// Who has not said how it is called and who may sign in changes neither.
#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_stated_stays() {
    let tenant = Tenant::start().await;
    let theirs = json!({ "displayName": "Fabrikam", "signInAudience": "AzureADandPersonalMicrosoftAccount",
        "api": { "requestedAccessTokenVersion": 2 } });
    let (status, created) = tenant.ask(Method::POST, "v1.0/applications", Some(&theirs)).await;
    assert_eq!(status, 201, "{created}");
    let [localhost, ..] = plans(tenant.tenant.graph());
    let client_id = created["appId"].as_str().unwrap().parse().ok();
    let plan = Plan { facts: Facts { client_id, ..localhost.facts }, stated: Stated::default(), ..localhost };
    run(&tenant, &render::az(&plan, TAG), None).await.expect_code(0);
    let list = tenant.get("v1.0/applications").await;
    let after = Tenant::only(&list, "Fabrikam");
    assert_eq!(after["signInAudience"], "AzureADandPersonalMicrosoftAccount");
    assert_eq!(after["optionalClaims"], Value::Null);
    assert_eq!(after["api"]["oauth2PermissionScopes"][0]["value"], "access_as_user");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_id_that_nobody_has() {
    let tenant = Tenant::start().await;
    let [plan, ..] = plans(tenant.tenant.graph());
    let client_id = "11111111-2222-4333-8444-555555555555".parse().ok();
    let plan = Plan { facts: Facts { client_id, ..plan.facts }, ..plan };
    let ended = run(&tenant, &render::az(&plan, TAG), None).await.expect_code(1);
    assert!(writes(&tenant).is_none_or(|writes| writes == 0), "{ended}");
    assert_eq!(ended.stderr.lines().count(), 2, "{ended}");
}

#[tokio::test]
async fn bash_reads_each_script() {
    let tenant = Tenant::start().await;
    for plan in plans(tenant.tenant.graph()) {
        let file = tenant.home.write("register.sh", render::az(&plan, TAG).as_bytes());
        let bash = Invocation::new(PathBuf::from("/usr/bin/env")).env("PATH", "/usr/bin:/bin");
        let ended = bash.args(["bash", "-n", file.to_str().unwrap()]).run().expect_code(0);
        assert_eq!(ended.all(), "");
    }
}
