//! Servers of a test's own behind TLS, as a cloud that the command is told of.

use std::net::TcpListener;

use axum::Router;
use axum::routing::get;
use axum_server::tls_rustls::RustlsConfig;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use rcgen::generate_simple_self_signed;
use serde_json::{Value, json};

pub const TENANT: &str = "7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11";
pub const CLIENT: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";

/// Starts one for each router, with one certificate, which `ca.pem` in the answered folder is; `cloud.toml` there names the
/// first as Entra and as Graph. `routers` is given their origins.
pub async fn serve<const N: usize>(routers: impl FnOnce(&[String; N]) -> [Router; N]) -> Home {
    let certified = generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let home = Home::new();
    home.write("ca.pem", certified.cert.pem().as_bytes());
    let key = certified.signing_key.serialize_pem();
    let tls = RustlsConfig::from_pem(certified.cert.pem().into_bytes(), key.into_bytes()).await.expect("a certificate");
    let listeners = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").expect("a port"));
    let origins =
        listeners.each_ref().map(|of| format!("https://localhost:{}", of.local_addr().expect("a port").port()));
    for (listener, app) in listeners.into_iter().zip(routers(&origins)) {
        listener.set_nonblocking(true).expect("a listener");
        let server = axum_server::from_tcp_rustls(listener, tls.clone()).expect("a listener");
        tokio::spawn(server.serve(app.into_make_service()));
    }
    write_cloud(&home, &origins[0], &origins[0]);
    home
}

pub fn write_cloud(home: &Home, authority: &str, graph: &str) {
    let cloud = format!("name = \"Of a test\"\nauthority = \"{authority}\"\ngraph = \"{graph}\"\n");
    home.write("cloud.toml", cloud.as_bytes());
}

/// `own`: its origin.
pub fn with_metadata(own: &str) -> Router {
    let of_tenant = format!("{own}/{TENANT}");
    let metadata = json!({
        "issuer": format!("{of_tenant}/v2.0"),
        "authorization_endpoint": format!("{of_tenant}/oauth2/v2.0/authorize"),
        "token_endpoint": format!("{of_tenant}/oauth2/v2.0/token"),
        "jwks_uri": format!("{of_tenant}/discovery/v2.0/keys"),
    });
    let path = format!("/{TENANT}/v2.0/.well-known/openid-configuration");
    Router::new().route(&path, get(move || async move { metadata.to_string() }))
}

/// Where the token endpoint of [`with_metadata`] is.
pub fn token_path() -> String {
    format!("/{TENANT}/oauth2/v2.0/token")
}

/// `hallpass obo …` in that cloud.
pub fn obo(home: &Home, args: &[&str]) -> Ended {
    let facts = ["--cloud", "cloud.toml", "--client-id", CLIENT, "--tenant-id", TENANT];
    let how = ["--assertion", "-", "--secret-from-env", "SECRET"];
    let run = home.hallpass(["obo"]).args(facts).args(how).args(args).env("SECRET", "a-secret-of-nobody");
    let run = run.env("SSL_CERT_FILE", home.work().join("ca.pem")).input(assertion().as_bytes());
    tokio::task::block_in_place(|| run.run())
}

/// Nobody signed it; these servers take anything.
fn assertion() -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let head = part(&json!({ "alg": "RS256", "typ": "JWT", "kid": "k" }));
    let claims =
        json!({ "aud": CLIENT, "tid": TENANT, "ver": "2.0", "scp": "access_as_user", "exp": 4_000_000_000_i64 });
    format!("{head}.{}.{}", part(&claims), URL_SAFE_NO_PAD.encode("no signature of anybody's"))
}
