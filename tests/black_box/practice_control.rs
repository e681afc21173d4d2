//! `hallpass practice fault`, `reset`, `token` and the options of `start`: a running tenant is steered by another process.

use std::fs;
use std::path::Path;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hallpass_tests::home::Home;
use hallpass_tests::program::Running;
use serde_json::{Value, json};

const LIMIT: Duration = Duration::from_secs(30);

pub struct Tenant {
    pub home: Home,
    pub running: Running,
    pub ready: String,
}

impl Tenant {
    pub fn start(home: Home, options: &[&str]) -> Self {
        let any_port = ["practice", "start", "--port", "0", "--https-port", "0"];
        let mut running = home.hallpass(any_port).args(options).start();
        let ready = running.after_on_stdout("practice tenant ready: ");
        Self { home, running, ready }
    }

    pub fn practice(&self, args: &[&str]) -> hallpass_tests::program::Ended {
        self.home.hallpass(["practice"]).args(args).run()
    }

    pub fn env(&self) -> Value {
        self.practice(&["env", "--format", "json"]).expect_code(0).json()
    }

    pub fn stop(self) -> Home {
        self.practice(&["stop"]).expect_code(0);
        self.running.end().expect_code(0);
        self.home
    }
}

pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value:#}"))
}

/// Over http, where no certificate is in the way.
pub fn client() -> reqwest::Client {
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).timeout(LIMIT);
    client.build().expect("a client")
}

#[tokio::test]
async fn a_fault_is_set_met_and_cleared() {
    let tenant = Tenant::start(Home::new(), &["--fault", "AADSTS90033"]);
    let env = tenant.env();
    let url = format!("{}/oauth2/v2.0/token", text(&env, "http_authority"));
    let ask = || async {
        let form = [("grant_type", "refresh_token")];
        let body: Value = client().post(&url).form(&form).send().await.unwrap().json().await.unwrap();
        body["error_codes"][0].as_u64().unwrap_or_default()
    };
    assert_eq!(ask().await, 90033);
    tenant.practice(&["fault", "--clear"]).expect_code(0);
    assert_eq!(ask().await, 900_144);

    let run = tenant.practice(&["fault", "50076", "--nth", "2", "--on", "refresh"]).expect_code(0);
    assert_eq!(run.stdout, "50076 on refresh: once, at number 2\n");
    let run = tenant.practice(&["fault", "--list", "--format", "json"]).expect_code(0);
    assert_eq!(run.json(), json!({ "faults": [{ "code": 50076, "on": "refresh", "nth": 2 }] }));
    assert_eq!([ask().await, ask().await, ask().await], [900_144, 50076, 900_144]);
    let run = tenant.practice(&["fault", "--list"]).expect_code(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("no fault is set"), "{run}");
    tenant.stop();
}

#[test]
fn a_fault_that_there_is_not_is_told_with_near_ones() {
    let home = Home::new();
    for (args, has) in [
        (&["fault", "50067"][..], "perhaps 50076: "),
        (&["fault", "13004"], "Office's own code, not Entra's"),
        (&["fault", "no-such"], "--known"),
        (&["fault", "50076", "--on", "graph"], "429 and 503"),
        (&["fault", "50076", "--on", "nowhere"], "client-credentials"),
        (&["fault", "50076", "--nth", "0"], "--nth"),
        (&["fault", "50076", "--clear"], "cannot be used with"),
        (&["fault"], "required"),
        (&["start", "--fault", "50067"], "50076: "),
        (&["start", "--auto-sign-in", "nobody@contoso.example"], "AdeleV@contoso.onmicrosoft.com"),
    ] {
        let run = home.hallpass(["practice"]).args(args).run().expect_code(2);
        assert!(run.stderr.contains(has) && run.stdout.is_empty(), "{run}");
    }
    let run = home.hallpass(["practice", "fault", "--known"]).run().expect_code(0);
    for code in ["429", "50076", "7000215"] {
        assert!(run.stdout.lines().any(|line| line.starts_with(code) && line.ends_with('.')), "{code}: {run}");
    }
}

#[test]
fn a_fault_is_at_a_request_from_the_first_on() {
    let home = Home::new();
    for number in ["0", "x"] {
        let run = home.hallpass(["practice", "fault", "50076", "--nth", number]).run().expect_code(2);
        assert!(run.stderr.contains("a number from 1 on"), "{run}");
    }
}

#[test]
fn a_minted_token_is_what_its_kind_says() {
    let tenant = Tenant::start(Home::new(), &[]);
    let env = tenant.env();
    let check = |token: &str| {
        let run = tenant.home.hallpass(["token", "check", "--cloud", "practice", "--audience"]);
        run.args([text(&env, "client_id"), "--audience", text(&env, "app_id_uri")]).input(token.as_bytes()).run()
    };
    for (args, code) in [
        (&["bootstrap-v2"][..], 0),
        (&["bootstrap-v1"], 0),
        (&["guest"], 0),
        (&["expired"], 1),
        (&["wrong-audience"], 1),
        (&["id"], 1),
        (&["app-only"], 1),
        (&["graph"], 1),
        (&["bootstrap-v2", "--claim", "scp=other"], 1),
        (&["bootstrap-v2", "--claim", "exp=1"], 1),
        (&["bootstrap-v2", "--claim", "scp="], 1),
    ] {
        let run = tenant.practice(&["token"]).expect_code(2);
        assert!(run.stderr.contains("KIND"), "{run}");
        let run = tenant.practice(&[&["token"], args].concat()).expect_code(0);
        assert_eq!((run.stdout.lines().count(), run.stderr.as_str()), (1, ""), "{args:?}");
        check(run.stdout.trim()).expect_code(code);
    }
    let run = tenant.practice(&["token", "personal", "--format", "json"]).expect_code(0);
    assert_eq!(run.json()["kind"], "personal");
    assert!(!text(&run.json(), "token").contains('.'), "an opaque token has no parts");
    let run = tenant.practice(&["token", "personal", "--claim", "scp=x"]).expect_code(2);
    assert!(run.stderr.contains("opaque"), "{run}");
    tenant.practice(&["token", "id", "--claim", "scp"]).expect_code(2);
    let run = tenant.practice(&["token", "id", "--flaw", "version"]).expect_code(2);
    assert!(run.stderr.contains("exchange"), "{run}");
    let run = tenant.practice(&["token", "personal", "--flaw", "signature"]).expect_code(2);
    assert!(run.stderr.contains("no signature"), "{run}");
    for kind in ["id", "bootstrap-v1", "bootstrap-v2", "graph"] {
        let token = tenant.practice(&["token", kind, "--flaw", "signature"]).expect_code(0).stdout;
        let check = ["token", "check", "--cloud", "practice", "--format", "json", "--audience"];
        let client_id = "add10000-0000-4000-8000-000000000001";
        let run = tenant.home.hallpass(check).args([client_id]).input(token.as_bytes()).run().expect_code(1).json();
        let of_signature = run["checks"].as_array().expect("checks").iter().find(|check| check["id"] == "signature");
        let wanted = if kind == "graph" { "skipped" } else { "fail" };
        assert_eq!(of_signature.expect("a check")["verdict"], wanted, "{kind}: {run}");
    }
    let flawed = tenant.practice(&["token", "exchange", "--flaw", "version"]).expect_code(0).stdout;
    let payload = flawed.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok()).expect("a payload");
    assert!(String::from_utf8_lossy(&payload).contains("ExIdTok.V2"));
    let page = "https://contoso.example/pane.html";
    let token = tenant.practice(&["token", "exchange", "--claim", &format!("aud={page}")]).expect_code(0).stdout;
    let payload = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok()).expect("a payload");
    let payload: Value = serde_json::from_slice(&payload).expect("JSON");
    assert!(text(&payload, "aud") == page && text(&payload, "appctx").contains("ExIdTok.V1"));
    let help = tenant.practice(&["token", "--help"]).expect_code(0);
    for kind in ["bootstrap-v1", "bootstrap-v2", "app-only", "wrong-audience", "personal", "guest", "exchange"] {
        assert!(help.stdout.contains(kind), "{kind}: {help}");
    }
    tenant.stop();
}

#[test]
fn a_reset_leaves_the_settings_of_other_programs_right() {
    let tenant = Tenant::start(Home::new(), &[]);
    let before = tenant.env();
    tenant.practice(&["fault", "50076"]).expect_code(0);
    let run = tenant.practice(&["reset"]).expect_code(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("the same"), "{run}");
    assert!(before == tenant.env(), "the environment changed");
    assert_eq!(tenant.practice(&["fault", "--list"]).expect_code(0).stdout, "");
    tenant.stop();
}

#[test]
fn without_a_tenant_nothing_was_checked() {
    let home = Home::new();
    let all = [&["reset"][..], &["fault", "50076"], &["fault", "--list"], &["fault", "--clear"], &["token", "id"]];
    let stays_away = |when: &str| {
        for args in all {
            let run = home.hallpass(["practice"]).args(args).run().expect_code(3);
            assert!(run.stdout.is_empty() && run.stderr.contains("hallpass practice start"), "{when}: {run}");
        }
    };
    stays_away("none was started");
    let mut killed = home.hallpass(["practice", "start", "--port", "0", "--https-port", "0"]).start();
    killed.after_on_stdout("practice tenant ready: ");
    killed.kill();
    stays_away("it was killed");
    // Nor is one whose certificate somebody cleared away.
    let files = hallpass_tests::trace::files_below(&home.config());
    let (_, run) = files.iter().find(|(path, _)| path.ends_with("practice.json")).expect("a killed tenant's run file");
    let run: Value = serde_json::from_slice(run).expect("JSON");
    fs::remove_file(run["ca_file"].as_str().expect("a path")).expect("the certificate is there");
    stays_away("its certificate is gone");

    // What it left is no obstacle, and its faults are gone with it.
    let tenant = Tenant::start(home, &["--fault", "50076"]);
    assert_eq!(tenant.practice(&["fault", "--list"]).expect_code(0).stdout.lines().count(), 1);
    tenant.stop();
}

#[test]
fn a_second_start_names_what_the_running_one_lacks() {
    let tenant = Tenant::start(Home::new(), &["--fault", "50076", "--auto-sign-in", "first"]);
    let https: url::Url = tenant.ready.split_whitespace().next().unwrap().parse().unwrap();
    let port = https.port().unwrap().to_string();
    let met = ["start", "--port", "0", "--https-port", &port, "--fault", "50076", "--auto-sign-in", "first"];
    let run = tenant.practice(&met).expect_code(0);
    assert!(run.stderr.contains("runs already") && !run.stderr.contains("lacks"), "{run}");

    let others = ["--fault", "50076", "--fault", "65001", "--auto-sign-in", "AdeleV@contoso.onmicrosoft.com"];
    let run = tenant.practice(&[&["start", "--port", "0", "--https-port", "1"], &others[..]].concat()).expect_code(0);
    assert!(run.stdout.contains(&tenant.ready), "{run}");
    let lacks = "it lacks: --https-port 1, --auto-sign-in AdeleV@contoso.onmicrosoft.com, --fault 65001";
    assert!(run.stderr.contains(lacks), "{run}");
    tenant.stop();
}

#[test]
fn a_seed_file_brings_the_developers_own_registration() {
    let home = Home::new();
    let folder = home.config();
    fs::create_dir_all(&folder).unwrap();
    let client_id = "0e0e0e0e-0000-4000-8000-000000000001";
    let uri = format!("api://localhost:44300/{client_id}");
    let registration = json!({
        "appId": client_id,
        "displayName": "Northwind add-in",
        "identifierUris": [uri],
        "api": {
            "requestedAccessTokenVersion": 2,
            "oauth2PermissionScopes": [{
                "id": "0e0e0e0e-0000-4000-8000-000000000002", "value": "access_as_user", "type": "User", "isEnabled": true,
            }],
        },
    });
    fs::write(folder.join("add-in.json"), registration.to_string()).unwrap();
    let seed = folder.join("seed.toml");
    let tenant_id = "30270000-0000-4000-8000-000000000001";
    let written = format!(
        "[[tenant]]\nid = \"{tenant_id}\"\nname = \"Northwind\"\ndomains = [\"northwind.example\"]\n\
         person = [{{ user_principal_name = \"olivia@northwind.example\", name = \"Olivia Wilson\" }}]\n\n\
         [[application]]\ntenant = \"northwind.example\"\nimport = \"add-in.json\"\n\
         secret = [{{ value = \"known-to-the-team\" }}]\nready = true\n"
    );
    fs::write(&seed, &written).unwrap();
    let path = seed.to_str().unwrap();
    let tenant = Tenant::start(home, &["--seed", path]);
    let env = tenant.env();
    for (name, value) in [
        ("client_id", client_id),
        ("app_id_uri", &uri),
        ("tenant_id", tenant_id),
        ("client_secret", "known-to-the-team"),
        ("user", "olivia@northwind.example"),
    ] {
        assert_eq!(text(&env, name), value, "{name}");
    }
    assert!(text(&env, "authority").ends_with(tenant_id));
    let https = text(&env, "authority").rsplit(':').next().unwrap().split('/').next().unwrap().to_owned();
    let again = ["start", "--port", "0", "--https-port", &https, "--seed"];
    let run = tenant.practice(&[&again[..], &[path]].concat()).expect_code(0);
    assert!(!run.stderr.contains("lacks") && !run.stderr.contains("another version"), "{run}");
    // Another version of the same file is told, also where only what it imports is another.
    let changed = format!("it was started with another version of {path}; ");
    for (file, before) in [(&seed, &written), (&folder.join("add-in.json"), &registration.to_string())] {
        fs::write(file, format!("{before}\n")).unwrap();
        let run = tenant.practice(&[&again[..], &[path]].concat()).expect_code(0);
        assert!(run.stderr.contains(&changed) && !run.stderr.contains("lacks"), "{run}");
        fs::write(file, before).unwrap();
    }
    let other = folder.join("other.toml");
    fs::write(&other, "").unwrap();
    let other = other.to_str().unwrap();
    let run = tenant.practice(&[&again[..], &[other]].concat()).expect_code(0);
    assert!(run.stderr.contains(&format!("it lacks: --seed {other}")), "{run}");

    // What is wrong in it is told with its line and key, and nothing is started.
    let home = tenant.stop();
    for (from, to, has) in [
        ("add-in.json", "none.json", "line 9, import: could not read "),
        (
            "northwind.example\"\nimport",
            "nobody.example\"\nimport",
            "line 8, tenant: there is no tenant nobody.example",
        ),
        ("ready = true", "redy = true", "line 11, redy: unknown field"),
        ("name = \"Northwind\"", "name = ", "line 3, name"),
    ] {
        fs::write(&seed, written.replacen(from, to, 1)).unwrap();
        let run = home.hallpass(["practice", "start", "--seed", path]).run().expect_code(2);
        assert!(run.stderr.contains(has) && run.stdout.is_empty(), "{has}: {run}");
    }
    let run = home.hallpass(["practice", "start", "--seed", "none.toml"]).run().expect_code(3);
    assert!(run.stderr.contains("none.toml"), "{run}");
}

#[tokio::test]
async fn signs_in_by_itself_on_loopback() {
    let tenant = Tenant::start(Home::new(), &["--auto-sign-in", "first"]);
    let env = tenant.env();
    let query = [
        ("client_id", text(&env, "client_id")),
        ("response_type", "code"),
        ("redirect_uri", "http://localhost:51234"),
        ("scope", "openid"),
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        ("code_challenge_method", "S256"),
    ];
    let url = format!("{}/oauth2/v2.0/authorize", text(&env, "http_authority"));
    let url = url::Url::parse_with_params(&url, query).unwrap();
    let answer = client().get(url).send().await.unwrap();
    assert_eq!(answer.status(), 302);
    let location = answer.headers()["location"].to_str().unwrap();
    assert!(location.starts_with("http://localhost:51234/?code="), "no code");
    tenant.stop();
}

#[tokio::test]
async fn verbosely_it_says_what_a_client_missed() {
    let mut tenant = Tenant::start(Home::new(), &["-v"]);
    let env = tenant.env();
    let origin: url::Url = text(&env, "http_authority").parse().unwrap();
    let address = origin.join("/common/discovery/instance?api-version=1.1").unwrap();
    client().get(address).send().await.unwrap();
    let hint = tenant.running.after_on_stderr("MSAL asks whether this authority is one of Microsoft's");
    assert!(hint.contains("knownAuthorities"), "{hint}");
    tenant.stop();
}

/// As `office-addin-dev-certs` names the files; `from`: a state folder of the practice tenant, `key`: another's.
fn dev_certificate(home: &Home, from: &Path, key: &Path) {
    let folder = home.root().join("home/.office-addin-dev-certs");
    fs::create_dir_all(&folder).unwrap();
    for (source, name) in [
        (from.join("ca.pem"), "ca.crt"),
        (from.join("leaf.pem"), "localhost.crt"),
        (key.join("leaf-key.pem"), "localhost.key"),
    ] {
        fs::copy(source, folder.join(name)).unwrap();
    }
}

#[tokio::test]
async fn the_certificate_that_the_browser_trusts_is_used_if_it_is_whole() {
    // Two authorities, made by two tenants.
    let made = [(), ()].map(|()| Tenant::start(Home::new(), &[]).stop());
    let [one, other] = [0, 1].map(|n: usize| made[n].config().join("state/practice"));

    let home = Home::new();
    dev_certificate(&home, &one, &one);
    let tenant = Tenant::start(home, &[]);
    assert!(tenant.ready.ends_with("with the certificate of office-addin-dev-certs"), "{}", tenant.ready);
    let env = tenant.env();
    assert!(text(&env, "ca_file").ends_with(".office-addin-dev-certs/ca.crt"), "{}", text(&env, "ca_file"));
    let ca = reqwest::Certificate::from_pem(&fs::read(one.join("ca.pem")).unwrap()).unwrap();
    let trusting = reqwest::Client::builder().tls_certs_only([ca]).no_proxy().timeout(LIMIT).build().unwrap();
    let discovery = format!("{}/v2.0/.well-known/openid-configuration", text(&env, "authority"));
    assert_eq!(trusting.get(discovery).send().await.unwrap().status(), 200);
    let home = tenant.stop();

    dev_certificate(&home, &one, &other);
    let mut tenant = Tenant::start(home, &[]);
    assert!(!tenant.ready.contains("office-addin-dev-certs"), "{}", tenant.ready);
    let why = tenant.running.after_on_stderr("the certificate of office-addin-dev-certs is not used: ");
    assert!(why.contains("npx office-addin-dev-certs install"), "{why}");
    assert!(text(&tenant.env(), "ca_file").ends_with("practice/ca.pem"));
    tenant.stop();
}
