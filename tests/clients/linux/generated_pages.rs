//! The generated pages in a real browser, with the real MSAL, the generated server behind them, and a person who clicks.

use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum_server::tls_rustls::RustlsConfig;
use hallpass_tests::desktop::Browser;
use hallpass_tests::program::Running;
use secrecy::ExposeSecret;
use serde_json::Value;
use sso_core::code::{CodeFile, Stack, render};
use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use sso_core::{Cloud, CustomCloud, GraphPermission};

use crate::code::run_server;
use crate::script;
use crate::tenant::Tenant;

/// What the pages' own server has.
struct Site {
    files: Vec<CodeFile>,
    /// Address of the generated server.
    server: String,
}

fn plan(tenant: &Tenant, pages: &str) -> Plan {
    let settings = tenant.settings();
    let text = |name: &str| settings[name].as_str().expect("a setting");
    let authority = tenant.authority();
    let cloud = CustomCloud {
        name: "Practice".to_owned(),
        authority: authority.trim_end_matches(&format!("/{}", text("tenant_id"))).parse().expect("an origin"),
        graph: text("graph").trim_end_matches('/').parse().expect("an origin"),
        portal: None,
    };
    let facts = Facts {
        name: "Contoso add-in".to_owned(),
        domain: pages.parse().expect("host and port"),
        office_hosts: Vec::new(),
        client_id: text("client_id").parse().ok(),
        tenant_id: text("tenant_id").parse().ok(),
        account_types: AccountTypes::SingleTenant,
        permissions: GraphPermission::by_name("User.Read").into_iter().collect(),
        auth: Auth::Both,
        pages: Pages::default(),
        cloud: Cloud::Custom(Box::new(cloud)),
    };
    Plan::new(facts, Drawn { scope_id: uuid::Uuid::nil() })
}

/// The two clients in a folder each, but for the dialog's page, which has the address that is registered. What a bundler does
/// for it, an import map does here.
fn pages(plan: &Plan) -> Vec<CodeFile> {
    let mut all = Vec::new();
    let page = std::fs::read_to_string(script::folder("pages").join("task-pane.html")).expect("a page");
    let (_, map) = page.split_once("<script type=\"importmap\">").expect("an import map");
    let (map, _) = map.split_once("</script>").expect("its end");
    for (folder, stack) in [("legacy", Stack::Client), ("nested", Stack::ClientNaa)] {
        for CodeFile { path, text } in render(plan, stack).expect("code").files {
            let text = text.replace(plan.facts.cloud.office_js(), "/office.js");
            if path == "dialog.html" {
                let map = format!("<head>\n<script type=\"importmap\">{map}</script>");
                let text = text.replace("<head>", &map).replace("\"dialog.js\"", "\"/legacy/dialog.js\"");
                all.push(CodeFile { path, text });
            } else {
                all.push(CodeFile { path: format!("{folder}/{path}"), text });
            }
        }
    }
    for name in ["office.js", "task-pane.html"] {
        let text = std::fs::read_to_string(script::folder("pages").join(name)).expect("a file of the page");
        all.push(CodeFile { path: name.to_owned(), text });
    }
    all
}

async fn file(State(site): State<Arc<Site>>, Path(path): Path<String>) -> axum::response::Response {
    let text = match path.strip_prefix("npm/").filter(|inside| !inside.contains("..")) {
        Some(inside) => std::fs::read_to_string(script::folder("npm").join("node_modules").join(inside)).ok(),
        None => site.files.iter().find(|file| file.path == path).map(|file| file.text.clone()),
    };
    let kind = if path.ends_with(".html") { "text/html" } else { "text/javascript" };
    match text {
        Some(text) => ([(CONTENT_TYPE, kind)], text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// As a development server hands it on.
async fn api(State(site): State<Arc<Site>>, headers: HeaderMap) -> axum::response::Response {
    let token = headers.get(AUTHORIZATION).expect("a token").to_str().expect("text").to_owned();
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let answer = client.post(format!("{}/api/graph-data", site.server)).header(AUTHORIZATION, token);
    let answer = answer.send().await.expect("the server answers");
    let status = StatusCode::from_u16(answer.status().as_u16()).expect("a status");
    let body: Value = answer.json().await.expect("JSON");
    (status, axum::Json(body)).into_response()
}

async fn serve(socket: TcpListener, tenant: &Tenant, plan: &Plan) -> Running {
    let (running, server) = run_server(&tenant.home, &tenant.settings(), &tenant.ca_file(), plan);
    let site = Arc::new(Site { files: pages(plan), server });
    let router = Router::new().route("/api/graph-data", post(api)).route("/{*path}", get(file)).with_state(site);
    let (certificate, key) = (tenant.keys.leaf_certificate.clone(), tenant.keys.leaf_key.expose_secret().to_owned());
    let tls = RustlsConfig::from_pem(certificate.into_bytes(), key.into_bytes()).await.expect("a certificate");
    let pages = axum_server::from_tcp_rustls(socket, tls).expect("a server");
    tokio::spawn(async move { pages.serve(router.into_make_service()).await });
    running
}

async fn click(browser: &Browser, selector: &str) {
    browser.find(selector).await.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
}

async fn read(browser: &Browser, selector: &str) -> String {
    browser.find(selector).await.text().await.expect("a line of the page")
}

/// From the click to Graph's data: dialog or window, account, consent, the way back, the server, On-Behalf-Of.
#[tokio::test(flavor = "multi_thread")]
async fn dialog_and_window_lead_to_the_data() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a free port");
    socket.set_nonblocking(true).expect("a socket for tokio");
    let pages = format!("localhost:{}", socket.local_addr().expect("a port").port());
    let tenant = Tenant::start(&pages).await;
    let plan = plan(&tenant, &pages);
    let server = serve(socket, &tenant, &plan).await;
    let user = tenant.settings()["user"].as_str().expect("a user").to_owned();

    let browser = Browser::open().await;
    browser.visit(&format!("https://{pages}/task-pane.html")).await;
    browser.find("body[data-ready]").await;
    click(&browser, "#dialog").await;
    browser.go_to_popup().await;
    click(&browser, "#account-0").await;
    click(&browser, "#consent-accept").await;
    browser.leave_popup().await;
    assert_eq!(read(&browser, "#dialog-1").await, user);
    // The dialog finds the account, and closes by itself.
    click(&browser, "#dialog").await;
    assert_eq!(read(&browser, "#dialog-2").await, user);
    // The same account, from the same cache, without a window.
    click(&browser, "#nested").await;
    assert_eq!(read(&browser, "#nested-1").await, user);
    browser.close().await;

    // Another browser, in which nobody has signed in: MSAL's own window, whose answer dialog.html passes on.
    let browser = Browser::open().await;
    browser.visit(&format!("https://{pages}/task-pane.html")).await;
    browser.find("body[data-ready]").await;
    click(&browser, "#nested").await;
    browser.go_to_popup().await;
    click(&browser, "#account-0").await;
    browser.leave_popup().await;
    assert_eq!(read(&browser, "#nested-1").await, user);
    browser.close().await;
    let log = server.stderr();
    assert!(!log.contains("eyJ"), "a token is in the log");
}
