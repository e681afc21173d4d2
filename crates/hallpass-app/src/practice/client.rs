//! Speaks to the control endpoint of the shared tenant, on loopback.

use std::time::Duration;

use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::RunFile;
use crate::files::read_if_there;
use crate::{AppError, dotenv};

/// What another program needs to use the practice tenant. The secret opens nothing else.
#[derive(Clone, Serialize, Deserialize)]
pub struct Environment {
    /// With the tenant, as MSAL takes it; without a slash at the end.
    pub authority: String,
    pub http_authority: String,
    pub graph: String,
    pub tenant_id: String,
    pub client_id: String,
    /// Of the seeded add-in. One of the two places where a secret is printed.
    pub client_secret: String,
    pub app_id_uri: String,
    pub scope: String,
    pub user: String,
    /// Added here: the tenant has no disk.
    #[serde(default)]
    pub ca_file: String,
}

impl Environment {
    /// Host and port of the authority, as MSAL wants to know them.
    pub fn known_authority(&self) -> &str {
        let rest = self.authority.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }

    /// As lines of a `.env` file. The file of the certificate authority has a name for each reader.
    pub fn to_dotenv(&self, trust: &[TrustVariable]) -> String {
        let lines = [
            ("AUTHORITY", self.authority.clone()),
            ("HTTP_AUTHORITY", self.http_authority.clone()),
            ("GRAPH", self.graph.clone()),
            ("TENANT_ID", self.tenant_id.clone()),
            ("CLIENT_ID", self.client_id.clone()),
            ("CLIENT_SECRET", self.client_secret.clone()),
            ("APP_ID_URI", self.app_id_uri.clone()),
            ("SCOPE", self.scope.clone()),
            ("USER_NAME", self.user.clone()),
        ];
        let trust = trust.iter().map(|variable| (variable.as_str(), self.ca_file.clone()));
        lines.into_iter().chain(trust).map(|(name, value)| format!("{}\n", dotenv::line(name, &value))).collect()
    }
}

/// Who reads the file of the certificate authority, by the variable that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrustVariable {
    /// Adds to what Node trusts.
    Node,
    /// Takes the place of all that Python's requests trusts.
    Requests,
    /// Takes the place of all that OpenSSL trusts.
    OpenSsl,
}

impl TrustVariable {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Node => "NODE_EXTRA_CA_CERTS",
            Self::Requests => "REQUESTS_CA_BUNDLE",
            Self::OpenSsl => "SSL_CERT_FILE",
        }
    }
}

/// One request to `/.hallpass/<path>`.
///
/// # Errors
/// `practice-not-reachable`, `practice-refused`, and `practice-asked-wrongly` in the tenant's own words.
pub(super) async fn control(
    run: &RunFile,
    method: reqwest::Method,
    path: &str,
    body: Option<Value>,
) -> Result<Value, AppError> {
    let gone = |error: reqwest::Error| {
        AppError::could_not_check(
            "practice-not-reachable",
            format!("the practice tenant does not answer: {}", error.without_url()),
        )
        .with_hint("start it again: hallpass practice start")
    };
    // What is not there any more was of a tenant that is not there any more.
    let ca = read_if_there(&run.ca_file, 100_000)?.ok_or_else(|| {
        let message = format!("the practice tenant's certificate is gone: {}", run.ca_file.display());
        AppError::could_not_check("practice-not-reachable", message)
            .with_hint("start it again: hallpass practice start")
    })?;
    let ca = reqwest::Certificate::from_pem(&ca).map_err(gone)?;
    let client = reqwest::Client::builder()
        .tls_certs_only([ca])
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(5))
        .build()
        .map_err(gone)?;
    let address = run
        .authority
        .join(&format!("/.hallpass/{path}"))
        .map_err(|error| AppError::could_not_check("practice-run-file", error.to_string()))?;
    let mut request = client.request(method, address).bearer_auth(run.control_token.expose_secret());
    if let Some(body) = body {
        request = request.json(&body);
    }
    let answer = request.send().await.map_err(gone)?;
    if answer.status() == reqwest::StatusCode::BAD_REQUEST {
        let why: Value = answer.json().await.map_err(gone)?;
        let why = why.get("message").and_then(Value::as_str).unwrap_or("it does not say why");
        return Err(AppError::usage("practice-asked-wrongly", format!("the practice tenant cannot do this: {why}"))
            .with_hint("what it can do: hallpass practice --help"));
    }
    if answer.status() == reqwest::StatusCode::NOT_FOUND {
        return Err(other_version("it does not know this call"));
    }
    if !answer.status().is_success() {
        return Err(AppError::could_not_check(
            "practice-refused",
            format!("the practice tenant refused its control token: {}", answer.status()),
        )
        .with_hint("stop the program that runs it and start it again"));
    }
    let body = answer.bytes().await.map_err(gone)?;
    Ok(if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap_or(Value::Null) })
}

/// An answer of the control endpoint in its type.
pub(super) fn understood<T: serde::de::DeserializeOwned>(answer: Value) -> Result<T, AppError> {
    serde_json::from_value(answer).map_err(|error| other_version(&error.to_string()))
}

fn other_version(why: &str) -> AppError {
    AppError::could_not_check("practice-answer", format!("the practice tenant's answer is not understood: {why}"))
        .with_hint("it may be of another version of Hallpass: stop it and start it again")
}
