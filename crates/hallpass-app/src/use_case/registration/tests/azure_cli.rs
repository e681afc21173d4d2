//! An Azure CLI of the test's own: a script that says what the real one says.

use super::*;

/// `cloud`: the Graph of its active cloud; `account`: lines of shell for `az account get-access-token`.
pub fn azure_cli(rig: &mut Rig, cloud: &str, account: &str) {
    let folder = rig.app.folders.config.join("bin");
    std::fs::create_dir_all(&folder).unwrap();
    let program = folder.join("az");
    let cloud = serde_json::json!({ "name": "Practice", "endpoints": { "microsoftGraphResourceId": cloud } });
    let script = format!(
        "#!/bin/sh\necho \"$@\" >> \"$0.calls\"\ncase \"$1\" in\ncloud) echo '{cloud}' ;;\naccount)\n{account}\n;;\nesac\n"
    );
    // Written by a process of its own: a program that is started at this moment would hold the file open for writing, and
    // Linux starts no such file.
    let write = "printf %s \"$1\" > \"$2\" && chmod 700 \"$2\"";
    let written = std::process::Command::new("sh").args(["-c", write, "sh", &script]).arg(&program).status().unwrap();
    assert!(written.success());
    rig.app.azure_cli = program.into();
}

/// As it answers somebody who is signed in.
pub fn answer(rig: &Rig, token: &str) -> String {
    let answer = serde_json::json!({ "accessToken": token, "expiresOn": "2030-01-01 00:00:00.000000", "expires_on": 1_893_456_000,
        "subscription": "x", "tenant": rig.tenant().tenant_id(), "tokenType": "Bearer" });
    format!("cat <<'ANSWER'\n{answer}\nANSWER")
}

pub async fn create_by_it(rig: &Rig, plan: Plan) -> Result<Outcome, AppError> {
    let wanted = Wanted { via: Some(Via::AzureCli), ..wanted(plan) };
    create(&rig.app, wanted, &rig.progress(), CancellationToken::new()).await
}

#[tokio::test]
async fn signed_in() {
    let mut rig = Rig::start().await;
    let token = rig.token(MEGAN, "Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All").await;
    let (graph, account) = (rig.tenant().graph().to_string(), answer(&rig, &token));
    azure_cli(&mut rig, &graph, &account);
    let mut plan = plan(None);
    plan.facts.tenant_id = Some(rig.tenant().tenant_id());
    let outcome = create_by_it(&rig, plan).await.unwrap();
    assert_eq!((outcome.left.len(), outcome.tenant_id), (0, rig.tenant().tenant_id()));
    let calls = std::fs::read_to_string(rig.app.folders.config.join("bin/az.calls")).unwrap();
    let tenant = rig.tenant().tenant_id();
    assert_eq!(
        calls,
        format!(
            "cloud show --output json\n\
             account get-access-token --output json --resource-type ms-graph --tenant {tenant}\n"
        )
    );
}

#[tokio::test]
async fn each_failure_has_its_own_error() {
    let mut rig = Rig::start().await;
    let graph = rig.tenant().graph().to_string();
    let fine = answer(&rig, "planted.token");
    let elsewhere = fine.replace(&rig.tenant().tenant_id().to_string(), "99999999-0000-4000-8000-00000000000a");
    let with_token = "echo 'ERROR: eyJplanted.token.x was refused' >&2; exit 1";
    let rows = [
        (
            graph.as_str(),
            "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1",
            "azure-cli-not-signed-in",
            "az login",
        ),
        (
            &graph,
            "echo 'ERROR: AADSTS50076: Due to a configuration change' >&2; exit 1",
            "AADSTS50076",
            "az login --tenant",
        ),
        (&graph, with_token, "azure-cli-failed", "--debug"),
        (&graph, "echo no json", "azure-cli-failed", "az upgrade"),
        ("https://graph.microsoft.us/", &fine, "azure-cli-other-cloud", "needs no --via"),
        (&graph, &elsewhere, "azure-cli-other-tenant", "az login --tenant"),
        // Not for this Graph: it says so itself.
        (&graph, &fine, "InvalidAuthenticationToken", "sign in again"),
    ];
    for (cloud, account, code, hint) in rows {
        azure_cli(&mut rig, cloud, account);
        let mut plan = plan(None);
        plan.facts.tenant_id = Some(rig.tenant().tenant_id());
        let error = create_by_it(&rig, plan).await.unwrap_err();
        assert_eq!(error.code, code, "{error:?}");
        assert!(error.hint.as_deref().is_some_and(|told| told.contains(hint)), "{error:?}");
        assert!(!format!("{error:?}").contains("planted"), "{error:?}");
    }
    rig.app.azure_cli = "there-is-no-such-program".into();
    let error = create_by_it(&rig, plan(None)).await.unwrap_err();
    assert_eq!(error.code, "azure-cli-absent");
    assert!(error.hint.unwrap().contains("--via-client-id"));
    assert_eq!((rig.applications().await.len(), rig.profile_text().as_str()), (0, ""));
}

/// Whoever may not register applications is told whom to ask, and how.
#[tokio::test]
async fn somebody_without_the_right() {
    let mut rig = Rig::start().await;
    let token = rig.token(ADELE, "Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All").await;
    let (graph, account) = (rig.tenant().graph().to_string(), answer(&rig, &token));
    azure_cli(&mut rig, &graph, &account);
    let error = create_by_it(&rig, plan(None)).await.unwrap_err();
    assert_eq!(error.code, "Authorization_RequestDenied");
    assert!(error.hint.unwrap().contains("hallpass plan --as admin-text"));
    assert_eq!(rig.applications().await.len(), 0);
    // Graph looked at the request and made nothing: there is nothing to wait for, and nothing to remember.
    let profile = rig.profile();
    assert_eq!((profile.begun, profile.facts), (None, profile::KnownFacts::default()));
}

/// A run that Graph refused takes nothing from the one before it.
#[tokio::test]
async fn what_was_refused_is_no_run() {
    let mut rig = Rig::start().await;
    let client_id = rig.create().await.unwrap().client_id.unwrap();
    let profile = rig.profile();
    let token = rig.token(ADELE, "Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All").await;
    let (graph, account) = (rig.tenant().graph().to_string(), answer(&rig, &token));
    azure_cli(&mut rig, &graph, &account);
    let mut other = plan(Some(client_id));
    other.facts.domain = "localhost:3000".parse().unwrap();
    let wanted = Wanted { via: Some(Via::AzureCli), admin_consent: false, ..wanted(other) };
    let error = update(&rig.app, wanted, &rig.progress(), CancellationToken::new()).await.unwrap_err();
    assert_eq!(error.code, "Authorization_RequestDenied");
    assert_eq!(rig.profile(), profile);
    assert!(rig.undo(Target::default()).await.unwrap().application_deleted);
}
