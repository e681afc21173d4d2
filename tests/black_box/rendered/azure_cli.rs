//! The `az` that a script finds: the stand-in, or the real Azure CLI where `HALLPASS_AZ` names it (`cargo xtask az-check`).
//!
//! The real one believes that it runs on Azure as a managed identity, whose endpoint hands it the administrator's token. So
//! it is signed in without Entra, and everything behind that is its own.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use axum::routing::get;
use axum::{Json, Router};
use hallpass_tests::program::Invocation;
use serde_json::json;

use super::tenant::Tenant;

fn real() -> Option<PathBuf> {
    std::env::var_os("HALLPASS_AZ").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// How many requests changed something in the last run; `None` where the real one ran, which does not count.
pub fn writes(tenant: &Tenant) -> Option<u32> {
    let file = tenant.home.work().join("writes");
    real().is_none().then(|| fs::read_to_string(file).map_or(0, |text| text.parse().unwrap()))
}

/// With this `az`, signed in, first on the path. `cut_off`: the change after which the stand-in ends.
pub async fn on_path(tenant: &Tenant, invocation: Invocation, cut_off: Option<u32>) -> Invocation {
    let bin = tenant.home.root().join("bin");
    if !bin.is_dir() {
        fs::create_dir(&bin).unwrap();
        let az = real().unwrap_or_else(|| env!("CARGO_BIN_EXE_practice-az").into());
        symlink(az, bin.join("az")).unwrap();
    }
    let _ = fs::remove_file(tenant.home.work().join("writes"));
    let ca = tenant.home.work().join("ca.pem");
    let environment: Vec<(&str, OsString)> = match real() {
        Some(_) => vec![
            ("AZURE_CONFIG_DIR", signed_in(tenant).into()),
            ("AZURE_CORE_COLLECT_TELEMETRY", "no".into()),
            ("IDENTITY_ENDPOINT", identity_endpoint(&tenant.token).await.into()),
            ("IDENTITY_HEADER", "of-the-tests".into()),
            ("REQUESTS_CA_BUNDLE", ca.into()),
        ],
        None => vec![
            ("PRACTICE_TOKEN", tenant.token.clone().into()),
            ("PRACTICE_TENANT_ID", tenant.tenant.tenant_id().to_string().into()),
            ("PRACTICE_CA", ca.into()),
            ("PRACTICE_WRITES", tenant.home.work().join("writes").into()),
            ("PRACTICE_CUT_OFF", cut_off.map_or_else(String::new, |number| number.to_string()).into()),
        ],
    };
    let path = format!("{}:/usr/bin:/bin", bin.display());
    environment.into_iter().fold(invocation.env("PATH", path), |so_far, (name, value)| so_far.env(name, value))
}

/// A folder of settings as `az login --identity --allow-no-subscriptions` leaves it.
fn signed_in(tenant: &Tenant) -> PathBuf {
    let tenant_id = tenant.tenant.tenant_id().to_string();
    let profile = json!({ "installationId": "00000000-0000-4000-8000-000000000000", "subscriptions": [{
        "id": tenant_id, "tenantId": tenant_id, "homeTenantId": tenant_id, "name": "N/A(tenant level account)",
        "state": "Enabled", "isDefault": true, "environmentName": "AzureCloud", "managedByTenants": [],
        "user": { "name": "systemAssignedIdentity", "type": "servicePrincipal", "assignedIdentityInfo": "MSI" },
    }] });
    let file = tenant.home.write("azure/azureProfile.json", profile.to_string().as_bytes());
    file.parent().map(Path::to_path_buf).unwrap()
}

/// That of Azure App Service.
async fn identity_endpoint(token: &str) -> String {
    const LATER: &str = "4102444800";
    let answer = json!({ "access_token": token, "expires_on": LATER, "resource": "any", "token_type": "Bearer" });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/token", listener.local_addr().unwrap());
    let router = Router::new().route("/token", get(async move || Json(answer)));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}
