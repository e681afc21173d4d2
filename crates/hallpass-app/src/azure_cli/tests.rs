//! An Azure CLI of the test's own: a script that says what the real one says. Whole runs with it:
//! `use_case/registration/tests/azure_cli.rs`.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::*;
use crate::Folders;
use crate::vault::Vault;

const TENANT: &str = "99999999-0000-4000-8000-00000000000a";

/// `script`: lines of shell.
fn app_with(script: &str) -> (App, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("az");
    // Written by a process of its own: a program that is started at this moment would hold the file open for writing, and
    // Linux starts no such file.
    let write = "printf '#!/bin/sh\n%s\n' \"$1\" > \"$2\" && chmod 700 \"$2\"";
    let written = std::process::Command::new("sh").args(["-c", write, "sh", script]).arg(&program).status().unwrap();
    assert!(written.success());
    let app = App {
        clock: Arc::new(|| sso_core::Timestamp::UNIX_EPOCH),
        zone: jiff::tz::TimeZone::UTC,
        random: Arc::new(|_| ()),
        folders: Folders::under(folder.path()),
        profile: crate::profile::ProfileChoice::default(),
        vault: Vault::of_test(0),
        clipboard: crate::Clipboard::of_system(),
        session: Default::default(),
        seen: crate::seen::Seen::default(),
        open_browser: Arc::new(|_| Ok(())),
        wait: Arc::new(|_| Box::pin(async {})),
        azure_cli: program.into(),
    };
    (app, folder)
}

fn calls(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("az.calls")).unwrap()
}

/// A signed-in Azure CLI in one of its clouds. What a wrapper or an extension prints around the answer is part of it.
fn signed_in(name: &str, graph: &str) -> (App, TempDir) {
    app_with(&format!(
        "echo \"$@\" >> \"$0.calls\"\necho 'WARNING: the extension is in preview' >&2\necho 'Welcome to Contoso'\ncase \"$1\" in\n\
         cloud) echo '{{\"name\": \"{name}\", \"isActive\": true, \"endpoints\": {{\"microsoftGraphResourceId\": {graph}}}}}' ;;\n\
         account) echo '{{\"accessToken\": \"planted.token\", \"tenant\": \"{TENANT}\"}}'; echo bye ;;\nesac"
    ))
}

#[tokio::test]
async fn each_cloud_by_the_name_that_the_azure_cli_has_for_its_graph() {
    const PUBLIC: (&str, &str) = ("AzureCloud", "\"https://graph.microsoft.com/\"");
    const GOVERNMENT: (&str, &str) = ("AzureUSGovernment", "\"https://graph.microsoft.us/\"");
    const CHINA: (&str, &str) = ("AzureChinaCloud", "\"https://microsoftgraph.chinacloudapi.cn\"");
    const OWN: &str = "--resource-type ms-graph";
    for (active, cloud, named) in [
        (PUBLIC, Cloud::Public, Ok(OWN)),
        (GOVERNMENT, Cloud::UsGov, Ok(OWN)),
        (GOVERNMENT, Cloud::UsGovDod, Ok("--resource https://dod-graph.microsoft.us")),
        (CHINA, Cloud::China, Ok(OWN)),
        (PUBLIC, Cloud::UsGov, Err("az cloud set --name AzureUSGovernment")),
        (PUBLIC, Cloud::UsGovDod, Err("az cloud set --name AzureUSGovernment")),
        (PUBLIC, Cloud::China, Err("az cloud set --name AzureChinaCloud")),
        (GOVERNMENT, Cloud::Public, Err("az cloud set --name AzureCloud")),
        (("Stack", "null"), Cloud::Public, Err("az cloud set --name AzureCloud")),
        (("Fabrikam", "\"https://graph.fabrikam.example/\""), Cloud::Public, Err("az cloud set --name AzureCloud")),
    ] {
        let (app, folder) = signed_in(active.0, active.1);
        let graph = Url::parse(cloud.graph().unwrap()).unwrap();
        let answer = graph_token(&app, &graph, Some(TENANT.parse().unwrap())).await;
        let calls = calls(folder.path());
        match named {
            Ok(named) => {
                assert_eq!(answer.unwrap().token.expose(), "planted.token");
                assert_eq!(
                    calls,
                    format!(
                        "cloud show --output json\naccount get-access-token --output json {named} --tenant {TENANT}\n"
                    )
                );
            }
            Err(hint) => {
                let error = answer.unwrap_err();
                assert_eq!(error.code, "azure-cli-other-cloud");
                assert!(error.message.contains(active.0), "{error:?}");
                assert!(error.hint.as_deref().is_some_and(|told| told.contains(hint)), "{error:?}");
                assert_eq!(calls, "cloud show --output json\n", "no token is asked for that would not fit");
            }
        }
    }
    let (app, _folder) = signed_in(PUBLIC.0, PUBLIC.1);
    let practice = Url::parse("https://localhost:8444/").unwrap();
    let error = graph_token(&app, &practice, None).await.unwrap_err();
    assert!(error.hint.unwrap().contains("the practice tenant needs no --via"));
}

#[tokio::test]
async fn one_that_does_not_answer_or_does_not_start() {
    let (app, folder) = app_with("exec sleep 1000");
    let error = run(&app, &["cloud", "show"], Asked::default(), Duration::ZERO).await.unwrap_err();
    assert_eq!(error.code, "azure-cli-failed");
    assert!(error.message.contains("did not answer"), "{error:?}");
    let app = App { azure_cli: folder.path().into(), ..app };
    let error = run(&app, &["cloud", "show"], Asked::default(), LIMIT).await.unwrap_err();
    assert_eq!(error.code, "azure-cli-failed");
    assert!(error.message.contains("does not start"), "{error:?}");
    let app = App { azure_cli: folder.path().join("none").into(), ..app };
    let error = run(&app, &["cloud", "show"], Asked::default(), LIMIT).await.unwrap_err();
    assert_eq!(error.code, "azure-cli-absent");
}

#[tokio::test]
async fn what_it_prints_is_never_repeated() {
    for script in [
        "echo '{\"accessToken\": \"planted.token\"}'",
        "echo planted.token",
        "echo 'ERROR: eyJplanted.token.x was refused' >&2; exit 1",
        "echo planted.token; exit 1",
    ] {
        let (app, _folder) = app_with(script);
        let graph = Url::parse("https://graph.microsoft.com").unwrap();
        let error = graph_token(&app, &graph, None).await.unwrap_err();
        assert_eq!(error.code, "azure-cli-failed");
        assert!(!format!("{error:?}").contains("planted"), "{error:?}");
    }
}
