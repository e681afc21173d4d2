//! The code that `hallpass code` writes, run as a developer runs it, against the shared practice tenant over TLS.

mod client;
mod exchange;
mod keys;
mod servers;
mod variants;

use std::path::{Path, PathBuf};

use hallpass_tests::home::Home;
use hallpass_tests::need;
use hallpass_tests::person::Person;
use hallpass_tests::program::{Ended, Invocation, Running};
use reqwest::RequestBuilder;
use reqwest::header::HeaderMap;
use serde_json::Value;
use sso_core::code::{Stack, render};
use sso_core::plan::Plan;

use crate::script;

/// A practice tenant, and code in the working folder beside it.
pub struct Workshop {
    pub home: Home,
    tenant: Option<Running>,
    pub settings: Value,
}

impl Workshop {
    pub fn open() -> Self {
        let home = Home::new();
        let mut tenant = home.hallpass(["practice", "start", "--port", "0", "--https-port", "0"]).start();
        tenant.after_on_stdout("practice tenant ready: ");
        let settings = home.hallpass(["practice", "env", "--format", "json"]).run().expect_code(0).json();
        Self { home, tenant: Some(tenant), settings }
    }

    pub fn without_a_tenant() -> Self {
        Self { home: Home::new(), tenant: None, settings: Value::Null }
    }

    pub fn setting(&self, name: &str) -> &str {
        self.settings[name].as_str().expect("a setting")
    }

    pub fn practice(&self, args: &[&str]) -> Ended {
        self.home.hallpass(["practice"]).args(args).run().expect_code(0)
    }

    /// A token made to order.
    pub fn token(&self, args: &[&str]) -> String {
        self.practice(&[&["token"], args].concat()).stdout.trim().to_owned()
    }

    pub fn person(&self) -> Person {
        Person::new(self.setting("user"), Path::new(self.setting("ca_file")))
    }

    /// Writes the code into this folder below the working folder.
    pub fn write_code(&self, folder: &str, stack: &str, facts: &[&str]) -> PathBuf {
        let path = self.home.work().join(folder);
        std::fs::create_dir_all(&path).expect("the working folder is writable");
        let write = ["code", "--for", stack, "--into", folder, "--write"];
        self.home.hallpass(write).args(facts).run().expect_code(0);
        path
    }

    /// Node with a script of the code; its settings are those of `hallpass practice env`, and nothing else.
    pub fn node(&self, script: &Path) -> Invocation {
        let printed = self.practice(&["env", "--for", "node"]).stdout;
        let file = self.home.write(".env", printed.as_bytes());
        link_packages(&self.home);
        self.home
            .around(need::program(&["node", "node.exe"], "nodejs"))
            // Node reads it before it reads a file.
            .env("NODE_EXTRA_CA_CERTS", self.setting("ca_file"))
            .args([format!("--env-file={}", file.display())])
            .args([script])
            .env("PORT", "0")
            .limit(script::LIMIT)
    }

    /// Python with a script of the code; its settings are those of `hallpass practice env`, and nothing else.
    pub fn python(&self, script: &Path) -> Invocation {
        let printed = self.practice(&["env", "--format", "json"]).json();
        let settings = printed.as_object().expect("settings").iter();
        let program = settings.fold(script::python_program(&self.home), |program, (name, value)| {
            program.env(&name.to_uppercase(), value.as_str().expect("a text"))
        });
        script::trusting(program, Path::new(self.setting("ca_file"))).args([script]).env("PORT", "0")
    }

    pub fn close(self) {
        self.practice(&["stop"]);
        if let Some(tenant) = self.tenant {
            tenant.end().expect_code(0);
        }
    }
}

/// The packages under the names that the code imports: as `npm install` would put them beside it.
fn link_packages(home: &Home) {
    let there = script::folder("npm").join("node_modules");
    let here = home.work().join("node_modules");
    if here.exists() {
        return;
    }
    std::fs::create_dir_all(here.join("@azure")).expect("the working folder is writable");
    for (name, package) in [("@azure/msal-node", "msal-node-7"), ("express", "express"), ("jose", "jose")] {
        let package = there.join(package);
        assert!(package.is_dir(), "{} is missing: npm ci, or cargo xtask test", package.display());
        link(&package, &here.join(name));
    }
}

/// The server on Node.js for this plan, with these settings; and its address.
pub fn run_server(home: &Home, settings: &Value, ca_file: &Path, plan: &Plan) -> (Running, String) {
    for file in render(plan, Stack::Node).expect("code").files {
        home.write(format!("server/{}", file.path), file.text.as_bytes());
    }
    link_packages(home);
    let text = |name: &str| settings[name].as_str().expect("a setting").to_owned();
    let mut node = home
        .around(need::program(&["node", "node.exe"], "nodejs"))
        .env("NODE_EXTRA_CA_CERTS", ca_file)
        .env("CLIENT_SECRET", text("client_secret"))
        .env("PORT", "0")
        .args([home.work().join("server/server.mjs")])
        .limit(script::LIMIT)
        .start();
    let address = node.after_on_stdout("listening on ");
    (node, address)
}

/// Facts with which each stack has code.
pub fn known() -> [&'static str; 6] {
    let client_id = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
    let tenant_id = "5c6c1f32-5e55-4997-881a-753cc1d563b7";
    ["--client-id", client_id, "--tenant-id", tenant_id, "--permission", "User.Read"]
}

#[cfg(unix)]
fn link(folder: &Path, name: &Path) {
    std::os::unix::fs::symlink(folder, name).expect("the working folder is writable");
}

#[cfg(windows)]
fn link(folder: &Path, name: &Path) {
    std::os::windows::fs::symlink_dir(folder, name).expect("links are allowed: developer mode");
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or("(none)")
    }

    pub fn message(&self) -> &str {
        self.body["message"].as_str().unwrap_or_default()
    }
}

pub async fn post(person: &Person, address: &str, token: Option<&str>) -> Answer {
    let request = person.http().post(address);
    check(match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    })
    .await
}

/// Sends to a server of the code, and holds whatever it answers against what is true of all its answers.
pub async fn check(request: RequestBuilder) -> Answer {
    let answer = request.header("Origin", "https://elsewhere.example").send().await.expect("the server answers");
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let text = answer.text().await.expect("text");
    assert_eq!(headers.get("cache-control").map(|value| value.as_bytes()), Some(&b"no-store"[..]), "{text}");
    assert!(headers.keys().all(|name| !name.as_str().starts_with("access-control")), "{headers:?}");
    // Whichever token it is, it begins with `{"` in base64url.
    assert!(!text.contains("eyJ"), "a token is in the answer");
    assert!(!text.contains("AADSTS") && !text.contains("Trace ID"), "Entra's own text is handed on: {text}");
    let body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON: {text}"));
    Answer { status, headers, body }
}
