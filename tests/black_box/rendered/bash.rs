//! The script for bash, run: with a stand-in for the Azure CLI, cut off after each change, and over what somebody else made.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use hallpass_tests::program::{Ended, Invocation};
use reqwest::Method;
use serde_json::{Value, json};
use sso_core::plan::{Facts, Plan, render};

use super::plans;
use super::tenant::Tenant;

/// Application, URI, pre-authorization, service principal, grant.
const CHANGES: u32 = 5;

fn run(tenant: &Tenant, script: &str, cut_off: Option<u32>) -> Ended {
    let bin = tenant.home.root().join("bin");
    if !bin.is_dir() {
        fs::create_dir(&bin).unwrap();
        symlink(env!("CARGO_BIN_EXE_practice-az"), bin.join("az")).unwrap();
    }
    let file = tenant.home.write("register.sh", script.as_bytes());
    let writes = tenant.home.work().join("writes");
    let _ = fs::remove_file(&writes);
    let mut invocation = Invocation::new(PathBuf::from("/usr/bin/env"))
        .args(["bash", file.to_str().unwrap(), "--admin-consent"])
        .env("PATH", format!("{}:/usr/bin:/bin", bin.display()))
        .env("TMPDIR", tenant.home.root().join("tmp"))
        .env("HALLPASS_PAUSE", "0")
        .env("PRACTICE_TOKEN", tenant.token.as_str())
        .env("PRACTICE_TENANT_ID", tenant.tenant.tenant_id().to_string())
        .env("PRACTICE_CA", tenant.home.work().join("ca.pem"))
        .env("PRACTICE_WRITES", &writes);
    if let Some(cut_off) = cut_off {
        invocation = invocation.env("PRACTICE_CUT_OFF", cut_off.to_string());
    }
    invocation.run()
}

fn writes(tenant: &Tenant) -> u32 {
    let file = tenant.home.work().join("writes");
    fs::read_to_string(file).map_or(0, |text| text.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_cut_off_is_completed_by_the_next_one() {
    for place in 0..2 {
        let tenant = Tenant::start().await;
        let plan = &plans(tenant.tenant.graph())[place];
        let script = render::az(plan);
        // As if it had not come further than its first change, each time: one more is made by each run.
        for change in 1..=CHANGES {
            let ended = run(&tenant, &script, Some(1));
            assert_ne!(ended.code, Some(0), "cut off after change {change}: {ended}");
            assert_eq!(writes(&tenant), 1, "{ended}");
        }
        let whole = run(&tenant, &script, None).expect_code(0);
        assert_eq!(writes(&tenant), 0, "{whole}");
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
    let ended = run(&tenant, &render::az(plan), None).expect_code(0);
    assert_eq!(writes(&tenant), CHANGES, "{ended}");
    let list = tenant.get("v1.0/applications").await;
    let client_id = Tenant::only(&list, &plan.facts.name)["appId"].as_str().unwrap();
    let (domain, tenant_id) = (&plan.facts.domain, tenant.tenant.tenant_id());
    assert_eq!(
        ended.stdout,
        format!("CLIENT_ID={client_id}\nTENANT_ID={tenant_id}\nAPP_ID_URI=api://{domain}/{client_id}\n")
    );
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
    let plan = Plan { facts: Facts { client_id, ..production.facts }, drawn: production.drawn };
    run(&tenant, &render::az(&plan), None).expect_code(0);
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
    run(&tenant, &render::az(&plan), None).expect_code(0);
    assert_eq!(writes(&tenant), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_id_that_nobody_has() {
    let tenant = Tenant::start().await;
    let [plan, ..] = plans(tenant.tenant.graph());
    let client_id = "11111111-2222-4333-8444-555555555555".parse().ok();
    let plan = Plan { facts: Facts { client_id, ..plan.facts }, drawn: plan.drawn };
    let ended = run(&tenant, &render::az(&plan), None).expect_code(1);
    assert_eq!((writes(&tenant), ended.stderr.lines().count()), (0, 2), "{ended}");
}

#[tokio::test]
async fn bash_reads_each_script() {
    let tenant = Tenant::start().await;
    for plan in plans(tenant.tenant.graph()) {
        let file = tenant.home.write("register.sh", render::az(&plan).as_bytes());
        let bash = Invocation::new(PathBuf::from("/usr/bin/env")).env("PATH", "/usr/bin:/bin");
        let ended = bash.args(["bash", "-n", file.to_str().unwrap()]).run().expect_code(0);
        assert_eq!(ended.all(), "");
    }
}
