//! The Azure CLI of the user, asked for a Graph token: `az account get-access-token`. What it prints there is the token, so
//! its output goes nowhere but into a type that does not print.

mod refusal;

use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sso_core::token::AccessToken;
use sso_core::{Cloud, TenantId};
use tokio::process::Command;
use url::Url;
use zeroize::Zeroizing;

use crate::{App, AppError};
use refusal::{Asked, failed};

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
/// `graph`: where the token will be sent. The Azure CLI has a cloud of its own, and gives tokens of that cloud alone.
///
/// # Errors
/// `azure-cli-absent`, `azure-cli-not-signed-in`, `azure-cli-other-cloud`, `azure-cli-other-tenant`, `azure-cli-failed`;
/// Entra's own code where it refuses the account that is signed in.
pub(crate) async fn graph_token(app: &App, graph: &Url, tenant: Option<TenantId>) -> Result<FromAzureCli, AppError> {
    let tenant_text = tenant.map(|tenant| tenant.to_string());
    let mut asked = Asked { tenant: tenant_text.as_deref(), scope: None };
    let active: ActiveCloud = read(&run(app, &["cloud", "show", "--output", "json"], asked, LIMIT).await?)?;
    let resource = active.resource(graph)?;
    let mut arguments = vec!["account", "get-access-token", "--output", "json"];
    let scope = match &resource {
        Resource::Own(id) => {
            arguments.extend(["--resource-type", "ms-graph"]);
            format!("{id}/.default")
        }
        Resource::Named(id) => {
            arguments.extend(["--resource", *id]);
            format!("{id}/.default")
        }
    };
    asked.scope = Some(&scope);
    if let Some(tenant) = &tenant_text {
        arguments.extend(["--tenant", tenant]);
    }
    let answer = run(app, &arguments, asked, LIMIT).await?;
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Answered {
        access_token: String,
        tenant: TenantId,
    }
    let answered: Answered = read(&answer)?;
    let token = AccessToken::new(answered.access_token);
    match tenant.filter(|tenant| *tenant != answered.tenant) {
        None => Ok(FromAzureCli { token, tenant: answered.tenant }),
        Some(tenant) => Err(AppError::could_not_check(
            "azure-cli-other-tenant",
            format!("the Azure CLI is signed in to the tenant {}, and {tenant} is meant", answered.tenant),
        )
        .with_hint(asked.sign_in())),
    }
}

/// What `az cloud show` answers, as far as it matters here.
#[derive(Deserialize)]
struct ActiveCloud {
    name: String,
    endpoints: Endpoints,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Endpoints {
    /// Null in a cloud that somebody registered without it.
    microsoft_graph_resource_id: Option<String>,
}

/// How a Graph is named to the Azure CLI.
enum Resource {
    /// The one of its active cloud, which it knows itself: `--resource-type ms-graph`. With its ID.
    Own(String),
    /// `--resource`.
    Named(&'static str),
}

impl ActiveCloud {
    /// Under which name a token for this Graph is asked for.
    fn resource(&self, graph: &Url) -> Result<Resource, AppError> {
        let own = self.endpoints.microsoft_graph_resource_id.as_deref();
        let is = |origin: &str| Url::parse(origin).is_ok_and(|origin| origin.origin() == graph.origin());
        if let Some(own) = own.filter(|own| is(own)) {
            return Ok(Resource::Own(own.to_owned()));
        }
        let meant = Cloud::MICROSOFT.iter().find(|cloud| cloud.graph().is_some_and(is)).and_then(name);
        // DoD has no cloud of its own there: it is AzureUSGovernment, with another Graph.
        if let (Some(dod), Some(name)) = (Cloud::UsGovDod.graph().filter(|dod| is(dod)), meant)
            && self.name == name
        {
            return Ok(Resource::Named(dod));
        }
        let plain = |text: &str| text.chars().filter(|c| !c.is_control()).take(80).collect::<String>();
        let own = own.map_or_else(|| "not known to it".to_owned(), plain);
        let error = AppError::could_not_check(
            "azure-cli-other-cloud",
            format!(
                "the Azure CLI is set to the cloud {}, whose Graph is {own}, and {graph} is meant",
                plain(&self.name)
            ),
        );
        Err(match meant {
            Some(name) => error.with_hint(format!("choose that cloud and sign in there: az cloud set --name {name}, then az login")),
            None => error.with_hint(
                "the practice tenant needs no --via; any other cloud must be registered in the Azure CLI with its Graph \
                 (az cloud register), or choose another way: --via-client-id GUID",
            ),
        })
    }
}

/// Which cloud of the Azure CLI it is.
fn name(cloud: &Cloud) -> Option<&'static str> {
    match cloud {
        Cloud::Public => Some("AzureCloud"),
        Cloud::UsGov | Cloud::UsGovDod => Some("AzureUSGovernment"),
        Cloud::China => Some("AzureChinaCloud"),
        Cloud::Practice | Cloud::Custom(_) => None,
    }
}

/// The JSON of an answer: what a wrapper prints before or behind it is left out.
fn read<T: DeserializeOwned>(stdout: &[u8]) -> Result<T, AppError> {
    let begin = stdout.iter().position(|byte| *byte == b'{').unwrap_or(stdout.len());
    let value = serde_json::Deserializer::from_slice(&stdout[begin..]).into_iter().next();
    // The parser's own words could repeat the token.
    value.and_then(Result::ok).ok_or_else(|| {
        failed("its answer is not understood", "update the Azure CLI: az upgrade; then see what az cloud show prints")
    })
}

/// Standard output of one call.
async fn run(app: &App, arguments: &[&str], asked: Asked<'_>, limit: Duration) -> Result<Zeroizing<Vec<u8>>, AppError> {
    let mut command = Command::new(&app.azure_cli);
    // No question and no advice in between; it must not wait for a person who does not see it.
    command.args(arguments).env("AZURE_CORE_NO_COLOR", "true").env("AZURE_CORE_ONLY_SHOW_ERRORS", "true");
    command.stdin(Stdio::null()).kill_on_drop(true);
    tracing::debug!(command = ?arguments.first(), "asks the Azure CLI");
    let output = match tokio::time::timeout(limit, command.output()).await {
        Ok(Ok(output)) => output,
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(AppError::could_not_check("azure-cli-absent", "there is no Azure CLI: az was not found")
                .with_hint("install it (https://aka.ms/azure-cli) and sign in with az login, or choose another way: --via-client-id GUID"));
        }
        Ok(Err(error)) => {
            return Err(failed(&format!("it does not start: {error}"), "run az version to see whether it starts"));
        }
        Err(_) => {
            return Err(failed(
                &format!("it did not answer within {} s", limit.as_secs()),
                "run az account get-access-token yourself to see what it waits for; what it prints is a token",
            ));
        }
    };
    let stdout = Zeroizing::new(output.stdout);
    if output.status.success() {
        return Ok(stdout);
    }
    Err(refusal::of(&Zeroizing::new(output.stderr), asked))
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
