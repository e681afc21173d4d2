//! A practice tenant, and a profile that registers in it.

use std::fs;
use std::path::PathBuf;

use hallpass_tests::home::Home;
use hallpass_tests::program::{Ended, Invocation, Running};
use serde_json::Value;

pub const CREATE: [&str; 8] =
    ["create", "--domain", "localhost:3000", "--permission", "User.Read", "--cloud", "practice", "--no-secret"];

pub struct Tenant {
    pub home: Home,
    running: Running,
}

impl Tenant {
    pub fn start() -> Self {
        let home = Home::new();
        let mut running = home.hallpass(["practice", "start", "--port", "0", "--https-port", "0"]).start();
        running.after_on_stdout("practice tenant ready: ");
        Self { home, running }
    }

    pub fn registration(&self, args: &[&str]) -> Ended {
        self.home.hallpass(["registration"]).args(args).run()
    }

    pub fn json(&self, args: &[&str], code: i32) -> Value {
        self.home.hallpass(["registration", "--format", "json"]).args(args).run().expect_code(code).json()
    }

    /// What ended it, as data.
    pub fn error(&self, args: &[&str], code: i32) -> Value {
        let run = self.home.hallpass(["registration", "--format", "json"]).args(args).run().expect_code(code);
        let last = run.stderr.lines().last().unwrap_or_default();
        serde_json::from_str(last).unwrap_or_else(|error| panic!("no error as JSON: {error}: {run}"))
    }

    /// `registration …` of somebody with settings of their own, in the same tenant.
    pub fn colleague(&self, args: &[&str]) -> Invocation {
        let folder = self.colleagues_folder();
        fs::create_dir_all(folder.join("state")).expect("a folder");
        let state = |config: PathBuf| config.join("state/practice.json");
        fs::copy(state(self.home.config()), state(folder.clone())).expect("a running practice tenant");
        let run = self.home.hallpass(["registration", "--format", "json"]).args(args);
        run.env("HALLPASS_CONFIG_DIR", folder)
    }

    fn colleagues_folder(&self) -> PathBuf {
        self.home.root().join("colleague")
    }

    /// The client ID of a registration that somebody else made.
    pub fn of_a_colleague(&self) -> String {
        let create = ["create", "--domain", "localhost:4000", "--name", "Theirs", "--cloud", "practice", "--no-secret"];
        let made = self.colleague(&create).run().expect_code(0).json();
        made["client_id"].as_str().expect("a client ID").to_owned()
    }

    /// As Graph answers it.
    pub fn application(&self, client_id: &str) -> Value {
        let fetch = ["fetch", "--cloud", "practice", "--client-id", client_id];
        self.registration(&fetch).json()["application"].clone()
    }

    pub fn profile(&self) -> String {
        fs::read_to_string(self.home.config().join("profiles/default.toml")).unwrap_or_default()
    }

    pub fn stop(self) {
        self.home.hallpass(["practice", "stop"]).run().expect_code(0);
        self.running.end().expect_code(0);
    }
}
