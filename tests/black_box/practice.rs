//! `hallpass practice …`: one tenant for the programs of a machine, from its start to its end.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hallpass_tests::home::Home;
use hallpass_tests::program::{Ended, Running};
use hallpass_tests::shape::shape;
use hallpass_tests::{trace, wait};
use serde_json::Value;

const READY: &str = "practice tenant ready: ";
const LIMIT: Duration = Duration::from_secs(30);

/// A tenant in the foreground, and where its ready line says it is.
fn start(home: &Home) -> (Running, String) {
    let mut tenant = home.hallpass(["practice", "start", "--port", "0", "--https-port", "0"]).start();
    let place = place(&mut tenant);
    (tenant, place)
}

/// The first address of the ready line.
fn place(tenant: &mut Running) -> String {
    tenant.after_on_stdout(READY).split_whitespace().next().expect("an address").to_owned()
}

fn stop(home: &Home, tenant: Running) -> Ended {
    home.hallpass(["practice", "stop"]).run().expect_code(0);
    tenant.end().expect_code(0)
}

fn env(home: &Home) -> Value {
    home.hallpass(["practice", "env", "--format", "json"]).run().expect_code(0).json()
}

fn run_file(home: &Home) -> Option<PathBuf> {
    trace::files_below(&home.config()).into_iter().map(|(path, _)| path).find(|path| path.ends_with("practice.json"))
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value:#}"))
}

/// A client that trusts what the tenant's own authority signed, and nothing else.
fn client(env: &Value) -> reqwest::Client {
    let pem = fs::read(text(env, "ca_file")).expect("the certificate of the authority");
    let authority = reqwest::Certificate::from_pem(&pem).expect("a certificate");
    reqwest::Client::builder().tls_certs_only([authority]).no_proxy().timeout(LIMIT).build().expect("a client")
}

#[test]
fn one_tenant_is_shared_and_ends_on_request() {
    let home = Home::new();
    let (tenant, place) = start(&home);
    assert!(place.starts_with("https://localhost:"), "{place}");

    let second = home.hallpass(["practice", "start"]).run().expect_code(0);
    assert!(second.stdout.contains(&format!("{READY}{place}")), "not the running one: {second}");

    let ended = stop(&home, tenant);
    assert_eq!(ended.stdout.matches(READY).count(), 1, "{ended}");
    assert_eq!(run_file(&home), None, "the run file outlived its tenant");
    let lock = trace::files_below(&home.config()).into_iter().find(|(path, _)| path.ends_with("practice.lock"));
    assert!(lock.is_none(), "the lock outlived its tenant");
    home.hallpass(["practice", "env"]).run().expect_code(3);
}

#[test]
fn tells_a_program_what_it_needs() {
    let home = Home::new();
    let (tenant, place) = start(&home);
    let env = env(&home);
    for name in
        ["authority", "http_authority", "graph", "tenant_id", "client_id", "client_secret", "app_id_uri", "scope"]
    {
        assert!(!text(&env, name).is_empty());
    }
    assert!(text(&env, "authority").starts_with(place.trim_end_matches('/')), "{env:#}, but ready at {place}");
    assert!(text(&env, "http_authority").starts_with("http://"));
    assert!(
        text(&env, "scope").starts_with(text(&env, "app_id_uri")) && text(&env, "scope").ends_with("/access_as_user")
    );
    assert!(text(&env, "app_id_uri").ends_with(text(&env, "client_id")));
    assert!(PathBuf::from(text(&env, "ca_file")).is_file());
    insta::assert_json_snapshot!(shape(&env, &[]));

    // The same for a shell.
    let shell = home.hallpass(["practice", "env"]).run().expect_code(0);
    for value in [text(&env, "authority"), text(&env, "client_id")] {
        assert!(shell.stdout.contains(value), "{shell}");
    }
    for name in ["NODE_EXTRA_CA_CERTS=", "REQUESTS_CA_BUNDLE=", "SSL_CERT_FILE="] {
        assert!(shell.stdout.contains(name), "{name}: {shell}");
    }
    assert!(
        shell.stderr.contains("knownAuthorities: [\"localhost:") && shell.stderr.contains("instance_discovery=False")
    );
    stop(&home, tenant);
}

#[tokio::test]
async fn speaks_tls_under_its_own_authority() {
    let home = Home::new();
    let (tenant, _) = start(&home);
    let env = env(&home);
    let metadata = discover(&client(&env), text(&env, "authority")).await;
    let origin = |url: &str| url.split('/').take(3).collect::<Vec<_>>().join("/");
    for name in ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"] {
        assert_eq!(origin(text(&metadata, name)), origin(text(&env, "authority")), "{name}");
    }
    let keys: Value = client(&env).get(text(&metadata, "jwks_uri")).send().await.unwrap().json().await.unwrap();
    assert!(keys["keys"].as_array().is_some_and(|keys| !keys.is_empty()), "{keys:#}");

    // The same over http, with endpoints of that listener.
    let metadata = discover(&client(&env), text(&env, "http_authority")).await;
    assert_eq!(origin(text(&metadata, "token_endpoint")), origin(text(&env, "http_authority")));

    // A machine that was not told of the authority does not trust it.
    let stranger = reqwest::Client::builder().no_proxy().timeout(LIMIT).build().unwrap();
    assert!(stranger.get(text(&env, "authority")).send().await.is_err());
    stop(&home, tenant);
}

async fn discover(client: &reqwest::Client, authority: &str) -> Value {
    let url = format!("{}/v2.0/.well-known/openid-configuration", authority.trim_end_matches('/'));
    let answer = client.get(&url).send().await.unwrap_or_else(|error| panic!("{url}: {error:?}"));
    assert_eq!(answer.status(), 200, "{url}");
    answer.json().await.expect("metadata")
}

#[tokio::test]
async fn guards_its_name_and_its_control_endpoint() {
    let home = Home::new();
    let (tenant, _) = start(&home);
    let env = env(&home);
    let client = client(&env);
    let http = text(&env, "http_authority");
    let origin = http.split('/').take(3).collect::<Vec<_>>().join("/");
    let port = origin.rsplit(':').next().unwrap();

    let get = |path: &str| client.get(format!("{origin}{path}"));
    let discovery = format!("{}/v2.0/.well-known/openid-configuration", &http[origin.len()..].trim_end_matches('/'));
    for (host, status) in [
        (format!("localhost:{port}"), 200),
        (format!("127.0.0.1:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        ("contoso.example".to_owned(), 421),
        (format!("contoso.example:{port}"), 421),
        ("localhost:1".to_owned(), 421),
        (format!("localhost.contoso.example:{port}"), 421),
    ] {
        let answer = get(&discovery).header("Host", &host).send().await.unwrap();
        assert_eq!(answer.status(), status, "discovery for Host {host}");
        let answer = get("/.hallpass/env").header("Host", &host).send().await.unwrap();
        assert_eq!(answer.status(), if status == 200 { 401 } else { 421 }, "control for Host {host}");
    }

    let run_file: Value = serde_json::from_slice(&fs::read(run_file(&home).unwrap()).unwrap()).unwrap();
    let token = text(&run_file, "control_token");
    let control = || get("/.hallpass/env").bearer_auth(token);
    assert_eq!(control().send().await.unwrap().status(), 200);
    assert_eq!(get("/.hallpass/env").bearer_auth("wrong").send().await.unwrap().status(), 401);
    // A page in a browser, though it knew the token.
    let answer = control().header("Origin", &origin).send().await.unwrap();
    assert!(answer.status().is_client_error(), "{}", answer.status());
    assert!(!answer.headers().contains_key("access-control-allow-origin"));
    stop(&home, tenant);
}

#[cfg(unix)]
#[test]
fn what_it_writes_is_private() {
    use std::os::unix::fs::PermissionsExt;

    let home = Home::new();
    let (tenant, _) = start(&home);
    let run_file = run_file(&home).expect("a run file");
    for (path, _) in trace::files_below(&home.config()) {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        // The authority's certificate is for others to read.
        let public = path == std::path::Path::new(text(&env(&home), "ca_file"));
        assert!(public || mode & 0o077 == 0, "{} is open: {mode:o}", path.display());
    }
    assert_eq!(fs::metadata(run_file).unwrap().permissions().mode() & 0o777, 0o600);
    stop(&home, tenant);
}

#[test]
fn survives_one_that_was_killed() {
    let home = Home::new();
    let (mut tenant, _) = start(&home);
    tenant.kill();
    assert!(run_file(&home).is_some(), "a killed process cannot tidy up");

    home.hallpass(["practice", "env"]).run().expect_code(3);
    home.hallpass(["practice", "stop"]).run().expect_code(3);
    let (tenant, place) = start(&home);
    assert!(text(&env(&home), "authority").starts_with(place.trim_end_matches('/')));
    stop(&home, tenant);
}

#[cfg(unix)]
#[test]
fn ends_in_order_when_the_terminal_says_so() {
    for signal in ["INT", "TERM"] {
        let home = Home::new();
        let (tenant, _) = start(&home);
        let kill = format!("kill -{signal} {}", tenant.pid());
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        tenant.end().expect_code(0);
        assert_eq!(run_file(&home), None, "the run file outlived its tenant after {signal}");
    }
}

#[test]
fn there_is_none_to_stop() {
    let home = Home::new();
    for command in ["stop", "env"] {
        let run = home.hallpass(["practice", command]).run().expect_code(3);
        assert!(run.stderr.contains("hint"), "what to do is not said: {run}");
    }
}

#[test]
fn a_usual_port_that_is_taken_is_told_and_passed_over() {
    // It fails where another program has the port, which is as good.
    let _listener = std::net::TcpListener::bind("127.0.0.1:47443");
    let home = Home::new();
    let mut tenant = home.hallpass(["practice", "start", "--port", "0"]).start();
    let place = place(&mut tenant);
    assert!(!place.ends_with(":47443"), "{place}");
    let told = wait::at_most(LIMIT, || tenant.stderr().contains("port 47443 is taken").then_some(()));
    assert!(told.is_some(), "not said that a port is taken: {}", tenant.stderr());
    stop(&home, tenant);
}

#[test]
fn a_port_that_was_named_is_taken_or_nothing_starts() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = listener.local_addr().unwrap().port().to_string();
    let home = Home::new();
    for [flag, other] in [["--https-port", "--port"], ["--port", "--https-port"]] {
        let run = home.hallpass(["practice", "start", flag, &taken, other, "0"]).run().expect_code(3);
        assert!(run.stderr.contains(&format!("port {taken} is taken")) && run.stderr.contains(flag), "{run}");
        assert!(run.stdout.is_empty() && run_file(&home).is_none(), "{run}");
    }
}

/// A job starts it in the background, and must neither race nor hang.
#[test]
fn env_waits_for_a_start_and_not_for_ever() {
    let home = Home::new();
    let run = home.hallpass(["practice", "env", "--wait", "1"]).run().expect_code(3);
    assert!(run.stderr.contains("within 1 s") && run.stderr.contains("standard error"), "{run}");
    let waiting = home.hallpass(["practice", "env", "--wait", "60", "--format", "json"]).limit(LIMIT * 2).start();
    let (tenant, place) = start(&home);
    let env = waiting.end().expect_code(0).json();
    assert!(text(&env, "authority").starts_with(&place));
    for (program, has, has_not) in [
        ("node", &["NODE_EXTRA_CA_CERTS="][..], &["REQUESTS_CA_BUNDLE=", "SSL_CERT_FILE="][..]),
        ("python", &["REQUESTS_CA_BUNDLE=", "SSL_CERT_FILE="], &["NODE_EXTRA_CA_CERTS="]),
    ] {
        let run = home.hallpass(["practice", "env", "--for", program]).run().expect_code(0);
        assert!(has.iter().all(|name| run.stdout.contains(name)), "{run}");
        assert!(!has_not.iter().any(|name| run.stdout.contains(name)), "{run}");
    }
    stop(&home, tenant);
}

#[test]
fn a_start_tells_a_program_where_it_is_and_what_it_lacks() {
    let home = Home::new();
    let args = ["practice", "start", "--port", "0", "--https-port", "0", "--format", "json"];
    let mut tenant = home.hallpass(args).start();
    tenant.after_on_stdout("\"tenant_id\"");
    let env = env(&home);
    let second = home.hallpass(args).args(["--fault", "50076"]).run().expect_code(0).json();
    assert_eq!((&second["attached"], &second["lacks"]), (&true.into(), &serde_json::json!(["--fault 50076"])));
    let stopped = home.hallpass(["practice", "stop", "--format", "json"]).run().expect_code(0);
    assert_eq!(stopped.json(), serde_json::json!({ "stopped": true }));
    let first = tenant.end().expect_code(0).json();
    assert_eq!((&first["attached"], &first["lacks"]), (&false.into(), &serde_json::json!([])));
    for ready in [&first, &second] {
        assert_eq!(text(ready, "tenant_authority"), text(&env, "authority"));
        assert_eq!(text(ready, "graph"), text(&env, "graph"));
        assert_eq!(text(ready, "tenant_id"), text(&env, "tenant_id"));
        assert!(text(&env, "authority").starts_with(text(ready, "authority")));
    }
}

#[test]
fn a_start_right_after_a_stop_is_a_start() {
    let home = Home::new();
    let (tenant, place) = start(&home);
    // A request that never ends keeps the tenant from stopping at once.
    let port = place.rsplit(':').next().expect("a port");
    let http = env(&home);
    let http = url::Url::parse(text(&http, "http_authority")).expect("an address");
    let address = (http.host_str().expect("a host"), http.port().expect("a port"));
    let mut slow = std::net::TcpStream::connect(address).expect("a connection");
    let head = format!("POST /common/oauth2/v2.0/token HTTP/1.1\r\nHost: localhost:{}\r\n", address.1);
    let head = format!("{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nhalf");
    std::io::Write::write_all(&mut slow, head.as_bytes()).expect("half a request");
    assert_ne!(port, address.1.to_string());

    home.hallpass(["practice", "stop"]).run().expect_code(0);
    let (again, _) = start(&home);
    tenant.end().expect_code(0);
    stop(&home, again);
}

#[test]
fn a_relative_folder_is_named_in_full_to_other_programs() {
    let home = Home::new();
    let folder = &home.root().join("work");
    let relative = ["--config-dir", "relative"];
    let args = ["practice", "start", "--port", "0", "--https-port", "0"];
    let mut tenant = home.hallpass(args).args(relative).folder(folder).start();
    place(&mut tenant);
    let run = home.hallpass(["practice", "env", "--format", "json"]).args(relative).folder(folder).run();
    let answer = run.expect_code(0).json();
    assert_eq!(PathBuf::from(text(&answer, "ca_file")), folder.join("relative/state/practice/ca.pem"));
    home.hallpass(["practice", "stop"]).args(relative).folder(folder).run().expect_code(0);
    tenant.end().expect_code(0);
}

#[test]
fn a_token_of_either_listener_is_checked_by_its_own_issuer() {
    let home = Home::new();
    let (tenant, _) = start(&home);
    let env = env(&home);
    // Not a genuine one: only the issuer that it is held against matters here.
    for authority in ["authority", "http_authority"] {
        let issuer = format!("{}/v2.0", text(&env, authority));
        let claims = format!(r#"{{"iss":"{issuer}","tid":"{}","ver":"2.0"}}"#, text(&env, "tenant_id"));
        let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
        let token = format!("{}.{}.AAAA", part(r#"{"alg":"RS256","kid":"x"}"#), part(&claims));
        let run = home
            .hallpass(["token", "check", "--cloud", "practice", "--format", "json", "--audience"])
            .args([text(&env, "client_id"), "--tenant", text(&env, "tenant_id")])
            .input(token.as_bytes())
            .run()
            .expect_code(1);
        let answer = run.json();
        let checks = answer["checks"].as_array().expect("checks");
        let check = checks.iter().find(|check| check["id"] == "issuer").expect("a check of the issuer");
        assert_eq!(check["verdict"], "pass", "{run}");
    }
    stop(&home, tenant);
}

#[test]
fn one_port_for_both_is_refused_and_nothing_to_stop_is_said() {
    let home = Home::new();
    let run = home.hallpass(["practice", "start", "--port", "5000", "--https-port", "5000"]).run().expect_code(2);
    assert!(run.stderr.contains("cannot share a port: 5000"), "{run}");
    let run = home.hallpass(["practice", "stop"]).run().expect_code(3);
    assert!(run.stderr.contains("nothing to stop"), "{run}");
}

/// The block of the documentation, with a program in place of `npm`.
#[cfg(unix)]
#[test]
fn the_job_of_the_documentation_ends_whatever_happens() {
    use std::os::unix::fs::PermissionsExt;

    let page = include_str!("../../docs/practice-tenant.md");
    let job = page.split("```sh\n").find(|block| block.contains("npm test")).unwrap().split("```").next().unwrap();
    let home = Home::new();
    let folder = home.root().join("bin");
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink(hallpass_tests::program::hallpass(), folder.join("hallpass")).unwrap();
    let npm = folder.join("npm");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let run = |script: &str, code: i32| {
        fs::write(&npm, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&npm, fs::Permissions::from_mode(0o755)).unwrap();
        let job = home.around("/bin/sh".into()).args(["-c", job]).env("PATH", &path);
        let ended = job.run().expect_code(code);
        assert!(run_file(&home).is_none(), "the tenant outlived its job: {ended}");
        ended
    };
    let tells = "test -n \"$AUTHORITY\" && test -f \"$NODE_EXTRA_CA_CERTS\" && test -z \"$SSL_CERT_FILE\"";
    run(tells, 0);
    run("exit 7", 7);
    // The start fails: no test runs, and the job says why.
    let lock = home.config().join("state");
    fs::remove_dir_all(&lock).unwrap();
    fs::write(&lock, b"a file where a folder should be").unwrap();
    let ended =
        home.around("/bin/sh".into()).args(["-c", &job.replace("--wait 60", "--wait 1")]).env("PATH", &path).run();
    let ended = ended.expect_code(3);
    assert!(ended.stderr.contains("error"), "{ended}");
}
