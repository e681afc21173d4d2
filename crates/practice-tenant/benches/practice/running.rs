//! The tenant that another process runs, as its run file and its control endpoint tell it.

use std::path::Path;

use reqwest::{Certificate, Client};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::Failure;

pub struct Running {
    pub pid: u32,
    /// Without a slash at the end.
    authority: String,
    control_token: SecretString,
    certificate: Certificate,
}

/// The add-in that is ready for use, and where it exchanges.
pub struct AddIn {
    pub token_endpoint: String,
    pub client_id: String,
    pub client_secret: SecretString,
    /// The tenant's Microsoft Graph, as scopes name it.
    pub graph: String,
}

impl Running {
    pub fn find(folder: &Path) -> Result<Self, Failure> {
        let run: Value = serde_json::from_slice(&std::fs::read(folder.join("state").join("practice.json"))?)?;
        let pid = run["pid"].as_u64().and_then(|pid| u32::try_from(pid).ok()).ok_or("the run file has no pid")?;
        Ok(Self {
            pid,
            authority: text(&run, "authority")?.trim_end_matches('/').to_owned(),
            control_token: text(&run, "control_token")?.into(),
            certificate: Certificate::from_pem(&std::fs::read(text(&run, "ca_file")?)?)?,
        })
    }

    /// One connection over https that is kept: the caller has one request under way at a time.
    pub fn connection(&self) -> Result<Client, Failure> {
        let client = Client::builder().tls_certs_only([self.certificate.clone()]).no_proxy().http1_only();
        Ok(client.pool_max_idle_per_host(1).build()?)
    }

    pub async fn add_in(&self) -> Result<AddIn, Failure> {
        let address = format!("{}/.hallpass/env", self.authority);
        let request = self.connection()?.get(address).bearer_auth(self.control_token.expose_secret());
        let of: Value = request.send().await?.error_for_status()?.json().await?;
        Ok(AddIn {
            token_endpoint: format!("{}/{}/oauth2/v2.0/token", self.authority, text(&of, "tenant_id")?),
            client_id: text(&of, "client_id")?.to_owned(),
            client_secret: text(&of, "client_secret")?.into(),
            graph: text(&of, "graph")?.trim_end_matches('/').to_owned(),
        })
    }

    /// A bootstrap token, as Office hands it to the add-in; no two are alike.
    pub async fn assertion(&self, connection: &Client) -> Result<SecretString, Failure> {
        let address = format!("{}/.hallpass/token", self.authority);
        let request = connection.post(address).bearer_auth(self.control_token.expose_secret());
        let minted: Value =
            request.json(&json!({ "kind": "bootstrap-v2" })).send().await?.error_for_status()?.json().await?;
        Ok(text(&minted, "token")?.into())
    }
}

fn text<'a>(object: &'a Value, name: &str) -> Result<&'a str, Failure> {
    object[name].as_str().ok_or_else(|| format!("the practice tenant did not say {name}").into())
}
