//! MSAL Browser in a page of an add-in, clicked as by a person.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use axum_server::tls_rustls::RustlsConfig;
use hallpass_tests::desktop::Browser;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::matrix::{Client, Matrix};
use crate::script;
use crate::tenant::Tenant;

const FLOWS: &[&str] = &["no-session", "redirect", "iframe", "cache", "refresh", "popup"];

/// The add-in's pages and MSAL's own files, by https as Office demands, on the socket that the tenant was told of.
async fn serve_pages(socket: TcpListener, tenant: &Tenant) {
    let msal = |file: &str| script::folder("npm").join("node_modules/@azure/msal-browser/lib").join(file);
    let page = |file: &str| script::folder("pages").join(file);
    let mut router = Router::new();
    for (path, file, kind) in [
        ("/app.html", page("app.html"), "text/html"),
        ("/app.js", page("app.js"), "text/javascript"),
        ("/dialog.html", page("dialog.html"), "text/html"),
        ("/dialog.js", page("dialog.js"), "text/javascript"),
        ("/msal-browser.js", msal("msal-browser.min.js"), "text/javascript"),
        ("/msal-redirect-bridge.js", msal("redirect-bridge/msal-redirect-bridge.min.js"), "text/javascript"),
    ] {
        router = route(router, path, kind, read(file));
    }
    let settings = tenant.settings();
    // What a page may know: no secret.
    let public = ["authority", "client_id", "scope", "user"].map(|name| (name.to_owned(), settings[name].clone()));
    let public: Value = public.into_iter().collect::<serde_json::Map<_, _>>().into();
    router = route(router, "/settings.json", "application/json", public.to_string());

    let (certificate, key) = (tenant.keys.leaf_certificate.clone(), tenant.keys.leaf_key.expose_secret().to_owned());
    let tls = RustlsConfig::from_pem(certificate.into_bytes(), key.into_bytes()).await.expect("a certificate");
    let server = axum_server::from_tcp_rustls(socket, tls).expect("a server");
    tokio::spawn(async move { server.serve(router.into_make_service()).await });
}

fn route(router: Router, path: &str, kind: &'static str, content: String) -> Router {
    let content: Arc<str> = content.into();
    router.route(path, get(move || async move { ([(CONTENT_TYPE, kind)], content.to_string()) }))
}

fn read(file: PathBuf) -> String {
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

async fn click(browser: &Browser, selector: &str) {
    browser.find(selector).await.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
}

/// Clicks the button of a flow that asks nobody, and waits for its line.
async fn silently(browser: &Browser, flow: &str) {
    click(browser, &format!("#{flow}")).await;
    browser.find(&format!("#flow-{flow}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redirect_popup_and_hidden_frame() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a free port");
    socket.set_nonblocking(true).expect("a socket for tokio");
    let pages = format!("localhost:{}", socket.local_addr().expect("a port").port());
    let tenant = Tenant::start(&pages).await;
    serve_pages(socket, &tenant).await;

    let browser = Browser::open().await;
    browser.visit(&format!("https://{pages}/app.html")).await;
    browser.find("body[data-ready]").await;
    silently(&browser, "no-session").await;
    let mut lines = lines_of(&browser).await;

    click(&browser, "#redirect").await;
    click(&browser, "#account-0").await;
    click(&browser, "#consent-accept").await;
    browser.find("#flow-redirect").await;
    for flow in ["iframe", "cache", "refresh"] {
        silently(&browser, flow).await;
    }
    click(&browser, "#popup").await;
    browser.go_to_popup().await;
    click(&browser, "#account-0").await;
    browser.leave_popup().await;
    browser.find("#flow-popup").await;

    lines.extend(lines_of(&browser).await);
    browser.close().await;
    let mut matrix = Matrix::default();
    matrix.add(Client { name: "MSAL Browser 5", flows: FLOWS }, &lines);
    println!("{matrix}");
    matrix.assert_all_green();
}

/// The page's list, in the form of a script's lines.
async fn lines_of(browser: &Browser) -> Vec<Value> {
    let mut lines = Vec::new();
    for line in browser.all("#flows li").await {
        let text = line.text().await.expect("a line of the list");
        let (flow, why) = text.split_once(": ").expect("a flow and how it ended");
        lines.push(json!({ "flow": flow, "fine": why == "fine", "why": why }));
    }
    lines
}
