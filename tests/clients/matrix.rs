//! Client by flow: what each must be able to do, and what it did.

use std::fmt;
use std::path::Path;

use hallpass_tests::home::Home;
use hallpass_tests::program::Invocation;
use serde_json::{Value, json};

use crate::script;
use crate::tenant::Tenant;

/// A client, and the flows that it has.
pub struct Client {
    pub name: &'static str,
    pub flows: &'static [&'static str],
}

/// How the flows of a client ended, each with the reason if it failed.
type Outcomes = Vec<(String, Result<(), String>)>;

#[derive(Default)]
pub struct Matrix {
    rows: Vec<(Client, Outcomes)>,
}

impl Matrix {
    /// `lines`: what the script printed.
    pub fn add(&mut self, client: Client, lines: &[Value]) {
        let mut outcomes = Vec::new();
        for line in lines {
            let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
            outcomes.push(match line["flow"].as_str() {
                Some(flow) if line["fine"] == true => (flow.to_owned(), Ok(())),
                Some(flow) => (flow.to_owned(), Err(text("why"))),
                None => (
                    "(the script)".to_owned(),
                    Err(line["broke_off"].as_str().map_or_else(|| line.to_string(), str::to_owned)),
                ),
            });
        }
        self.rows.push((client, outcomes));
    }

    /// Panics unless each client's flows, and no others, ended well.
    #[track_caller]
    pub fn assert_all_green(&self) {
        let mut faults = Vec::new();
        for (client, outcomes) in &self.rows {
            for (flow, outcome) in outcomes {
                match outcome {
                    Err(why) => faults.push(format!("{} {flow}: {why}", client.name)),
                    Ok(()) if !client.flows.contains(&flow.as_str()) => {
                        faults.push(format!("{} {flow}: nobody expects it", client.name));
                    }
                    Ok(()) => {}
                }
            }
            let missing = client.flows.iter().filter(|flow| !outcomes.iter().any(|(name, _)| name == *flow));
            faults.extend(missing.map(|flow| format!("{} {flow}: was not reached", client.name)));
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }
}

impl fmt::Display for Matrix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut columns: Vec<&str> = Vec::new();
        for flow in self.rows.iter().flat_map(|(client, _)| client.flows) {
            if !columns.contains(flow) {
                columns.push(flow);
            }
        }
        let first = self.rows.iter().map(|(client, _)| client.name.len()).max().unwrap_or_default();
        write!(out, "{:first$}", "")?;
        for flow in &columns {
            write!(out, "  {flow}")?;
        }
        writeln!(out)?;
        for (client, outcomes) in &self.rows {
            write!(out, "{:first$}", client.name)?;
            for flow in &columns {
                let cell = match outcomes.iter().find(|(name, _)| name == flow) {
                    Some((_, Ok(()))) => "ok",
                    Some((_, Err(_))) => "FAILED",
                    None if client.flows.contains(flow) => "MISSING",
                    None => "–",
                };
                write!(out, "  {cell:width$}", width = flow.len())?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

const MSAL: &[&str] = &[
    "code-pkce",
    "cache",
    "refresh",
    "obo",
    "obo-cache",
    "secret",
    "certificate-ps256",
    "certificate-rs256",
    "device-code",
    "loopback",
    "common",
];
/// It has no cache, and no listener of its own.
const OPENID_CLIENT: &[&str] = &["code-pkce", "refresh", "obo", "secret", "device-code"];

type Start = fn(&Home, &Path) -> Invocation;

#[tokio::test(flavor = "multi_thread")]
async fn every_client_by_every_flow() {
    let clients: [(Client, Start); 5] = [
        (Client { name: "MSAL Node 3", flows: MSAL }, |home, ca| script::node(home, "msal-node.mjs", ca).args(["3"])),
        (Client { name: "MSAL Node 5", flows: MSAL }, |home, ca| script::node(home, "msal-node.mjs", ca).args(["5"])),
        (Client { name: "MSAL Node 7", flows: MSAL }, |home, ca| script::node(home, "msal-node.mjs", ca).args(["7"])),
        (Client { name: "MSAL Python", flows: MSAL }, |home, ca| script::python(home, "msal_python.py", ca)),
        (Client { name: "openid-client", flows: OPENID_CLIENT }, |home, ca| {
            script::node(home, "openid-client.mjs", ca)
        }),
    ];
    let tenant = Tenant::start("localhost:3000").await;
    let settings = tenant.settings();
    // Beside each other, because most of the time is waiting between two polls of the device flow.
    let runs = clients.map(|(client, start)| {
        let script = start(&tenant.home, &tenant.ca_file());
        let (person, settings) = (tenant.person(), settings.clone());
        (client, tokio::spawn(async move { script::run(script, &settings, &person).await }))
    });
    let mut matrix = Matrix::default();
    for (client, run) in runs {
        matrix.add(client, &run.await.expect("the run ends"));
    }
    println!("{matrix}");
    matrix.assert_all_green();
}

#[test]
#[should_panic(
    expected = "a failed: why\na new: nobody expects it\na missing: was not reached\nb (the script): it broke off"
)]
fn what_is_not_green_is_told() {
    let mut matrix = Matrix::default();
    matrix.add(
        Client { name: "a", flows: &["fine", "failed", "missing"] },
        &[
            json!({ "flow": "fine", "fine": true }),
            json!({ "flow": "failed", "fine": false, "why": "why" }),
            json!({ "flow": "new", "fine": true }),
        ],
    );
    matrix.add(Client { name: "b", flows: &[] }, &[json!({ "broke_off": "it broke off" })]);
    matrix.assert_all_green();
}
