//! The Azure CLI of the user, asked for a Graph token: `az account get-access-token`. What it prints there is the token, so
//! its output goes nowhere but into a type that does not print.

use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use sso_core::TenantId;
use sso_core::catalogue::{aadsts, aadsts_in};
use sso_core::token::AccessToken;
use tokio::process::Command;
use url::Url;
use zeroize::Zeroizing;

use crate::{App, AppError};

/// A start of `az` takes a second or two; a token that must be renewed, some more.
const LIMIT: Duration = Duration::from_secs(60);

/// What `az account get-access-token` answered.
#[derive(Debug)]
pub(crate) struct FromAzureCli {
    pub token: AccessToken,
    pub tenant: TenantId,
}

/// A Graph token of the account that is signed in there.
///
/// `graph`: where the token will be sent. The Azure CLI has a cloud of its own, and its token is for that cloud's Graph
/// alone.
///
/// # Errors
/// `azure-cli-absent`, `azure-cli-not-signed-in`, `azure-cli-other-cloud`, `azure-cli-other-tenant`, `azure-cli-failed`.
pub(crate) async fn graph_token(app: &App, graph: &Url, tenant: Option<TenantId>) -> Result<FromAzureCli, AppError> {
    let resource =
        run(app, &["cloud", "show", "--query", "endpoints.microsoftGraphResourceId", "--output", "tsv"]).await?;
    let resource = String::from_utf8_lossy(&resource).trim().to_owned();
    if !Url::parse(&resource).is_ok_and(|resource| resource.origin() == graph.origin()) {
        let shown: String = resource.chars().filter(|c| !c.is_control()).take(80).collect();
        return Err(AppError::could_not_check(
            "azure-cli-other-cloud",
            format!("the Azure CLI is set to another cloud: its Graph is {shown}, and {graph} is meant"),
        )
        .with_hint("choose the cloud with az cloud set --name AzureCloud (AzureUSGovernment, AzureChinaCloud), sign in there, and try again"));
    }
    let wanted = tenant.map(|tenant| tenant.to_string());
    let mut arguments = vec!["account", "get-access-token", "--resource-type", "ms-graph", "--output", "json"];
    if let Some(tenant) = &wanted {
        arguments.extend(["--tenant", tenant]);
    }
    let answer = run(app, &arguments).await?;
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Answered {
        access_token: String,
        tenant: TenantId,
    }
    // The parser's own words could repeat the token.
    let answered: Answered = serde_json::from_slice(&answer)
        .map_err(|_| failed("its answer is not understood", "update the Azure CLI: az upgrade"))?;
    let token = AccessToken::new(answered.access_token);
    match tenant.filter(|tenant| *tenant != answered.tenant) {
        None => Ok(FromAzureCli { token, tenant: answered.tenant }),
        Some(tenant) => Err(AppError::could_not_check(
            "azure-cli-other-tenant",
            format!("the Azure CLI is signed in to the tenant {}, and {tenant} is meant", answered.tenant),
        )
        .with_hint(sign_in(Some(&tenant.to_string())))),
    }
}

/// Standard output of one call.
async fn run(app: &App, arguments: &[&str]) -> Result<Zeroizing<Vec<u8>>, AppError> {
    let mut command = Command::new(&app.azure_cli);
    // No question and no advice in between; it must not wait for a person who does not see it.
    command.args(arguments).env("AZURE_CORE_NO_COLOR", "true").env("AZURE_CORE_ONLY_SHOW_ERRORS", "true");
    command.stdin(Stdio::null()).kill_on_drop(true);
    tracing::debug!(command = ?arguments.first(), "asks the Azure CLI");
    let output = match tokio::time::timeout(LIMIT, command.output()).await {
        Ok(Ok(output)) => output,
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(AppError::could_not_check("azure-cli-absent", "there is no Azure CLI: az was not found")
                .with_hint("install it (https://aka.ms/azure-cli) and sign in with az login, or choose another way: --via-client-id GUID"));
        }
        Ok(Err(error)) => return Err(failed(&error.to_string(), "run az version to see whether it starts")),
        Err(_) => {
            return Err(failed(
                "it did not answer within 60 s",
                "run az account get-access-token yourself to see what it waits for",
            ));
        }
    };
    let stdout = Zeroizing::new(output.stdout);
    if output.status.success() {
        return Ok(stdout);
    }
    let said = what_it_said(&Zeroizing::new(output.stderr));
    let tenant = arguments.iter().position(|argument| *argument == "--tenant").map(|at| arguments[at + 1]);
    if ["az login", "AADSTS", "No subscription found", "not logged in", "InteractionRequired"]
        .iter()
        .any(|word| said.contains(word))
    {
        let meaning =
            aadsts_in(&said).and_then(aadsts).map(|known| format!(" ({})", known.meaning.trim_end_matches('.')));
        let meaning = meaning.unwrap_or_default();
        return Err(AppError::could_not_check(
            "azure-cli-not-signed-in",
            format!("the Azure CLI gives no token, because nobody is signed in there or the sign-in has ended: {said}{meaning}"),
        )
        .with_hint(sign_in(tenant)));
    }
    Err(failed(&said, "run az account get-access-token --resource-type ms-graph yourself; it says more with --debug"))
}

fn sign_in(tenant: Option<&str>) -> String {
    let tenant = tenant.map(|tenant| format!(" --tenant {tenant}")).unwrap_or_default();
    format!("sign in: az login{tenant} --allow-no-subscriptions")
}

fn failed(why: &str, hint: &str) -> AppError {
    AppError::could_not_check("azure-cli-failed", format!("the Azure CLI failed: {why}")).with_hint(hint)
}

/// Its last error line, without anything that could be a token: no word of it is long, or begins as a JSON Web Token does.
fn what_it_said(stderr: &[u8]) -> String {
    const LONGEST_WORD: usize = 60;
    const LONGEST: usize = 400;
    let text = String::from_utf8_lossy(stderr);
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let line =
        lines().find(|line| line.starts_with("ERROR")).or_else(|| lines().next_back()).unwrap_or("it says nothing");
    let words = line.split_whitespace().map(|word| {
        let looks_secret = word.contains("eyJ") || word.chars().count() > LONGEST_WORD;
        if looks_secret { "(…)" } else { word }
    });
    let said = words.collect::<Vec<_>>().join(" ");
    said.trim_start_matches("ERROR:").trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_repeated_of_its_errors() {
        let long = "x".repeat(61);
        for (stderr, said) in [
            (
                "WARNING: a\nERROR: Please run 'az login' to setup account.\n",
                "Please run 'az login' to setup account.".to_owned(),
            ),
            ("Traceback\n  File x\nValueError: no\n", "ValueError: no".to_owned()),
            ("", "it says nothing".to_owned()),
            ("ERROR: eyJ0eXAi.eyJ.x is bad", "(…) is bad".to_owned()),
            ("ERROR: token=eyJ0eXAi.eyJ.x", "(…)".to_owned()),
            (&format!("ERROR: see {long}"), "see (…)".to_owned()),
        ] {
            assert_eq!(what_it_said(stderr.as_bytes()), said, "{stderr}");
        }
    }
}
