//! Stands in for the Azure CLI where a rendered script is run: a signed-in `az` whose Microsoft Graph is that of a practice
//! tenant. It knows the commands and flags that the scripts use, and refuses all others.
//!
//! Its environment: `PRACTICE_TOKEN` and `PRACTICE_TENANT_ID`, `PRACTICE_CA` with the file of the authority to trust, and
//! `PRACTICE_WRITES` with a file that counts the requests that changed something. After the one that `PRACTICE_CUT_OFF` numbers
//! it ends as if killed: done, but nobody was told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code: a panic is how a test fails")]

use std::env;
use std::fs;
use std::io::Write;
use std::process::ExitCode;

use reqwest::{Certificate, Client, Method};
use serde_json::Value;
use url::Url;

/// As a shell says it of what SIGKILL ended.
const KILLED: u8 = 137;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).take_while(|word| !word.starts_with("--")).collect();
    let flags = flags(&arguments[words.len()..]);
    let answer = match words.as_slice() {
        ["cloud", "show"] => Ok(serde_json::json!({ "name": "AzureCloud" })),
        ["account", "show"] => {
            Ok(serde_json::json!({ "tenantId": env::var("PRACTICE_TENANT_ID").expect("it is set") }))
        }
        ["rest"] => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(rest(&flags))
        }
        other => panic!("no such command here: az {other:?}"),
    };
    match answer {
        Ok(answer) => {
            if cut_off(&flags) {
                return ExitCode::from(KILLED);
            }
            print(&answer, &flags);
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            writeln!(std::io::stderr(), "ERROR: {refusal}").expect("standard error");
            ExitCode::FAILURE
        }
    }
}

struct Flags(Vec<(String, String)>);

impl Flags {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Each with one value; `@file` is what the file holds.
fn flags(arguments: &[String]) -> Flags {
    const KNOWN: [&str; 8] =
        ["--method", "--uri", "--resource", "--uri-parameters", "--headers", "--body", "--query", "--output"];
    let pairs = arguments.chunks(2).map(|pair| {
        let [name, value] = pair else { panic!("a flag without a value: {pair:?}") };
        assert!(KNOWN.contains(&name.as_str()), "no such flag here: {name}");
        let value = match value.strip_prefix('@') {
            Some(file) => fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}")),
            None => value.clone(),
        };
        (name.clone(), value)
    });
    Flags(pairs.collect())
}

async fn rest(flags: &Flags) -> Result<Value, String> {
    let method: Method = flags.get("--method").expect("a method").to_uppercase().parse().expect("a method");
    let mut url: Url = flags.get("--uri").expect("an address").parse().expect("an address");
    let resource = flags.get("--resource").expect("whose token it is");
    assert!(url.as_str().starts_with(resource), "a token for {resource} goes to {url}");
    if let Some((name, value)) = flags.get("--uri-parameters").and_then(|pair| pair.split_once('=')) {
        url.query_pairs_mut().append_pair(name, value);
    }
    let authority = fs::read(env::var("PRACTICE_CA").expect("it is set")).expect("the authority");
    let client = Client::builder()
        .tls_certs_only([Certificate::from_pem(&authority).expect("a certificate")])
        .no_proxy()
        .build()
        .expect("a client");
    let mut request = client.request(method, url).bearer_auth(env::var("PRACTICE_TOKEN").expect("it is set"));
    if let Some(body) = flags.get("--body") {
        // The Azure CLI reads it, and writes it anew.
        let body: Value = serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"));
        assert_eq!(flags.get("--headers"), Some("Content-Type=application/json"));
        request = request.json(&body);
    }
    let answer = request.send().await.map_err(|error| error.to_string())?;
    let (status, text) = (answer.status(), answer.text().await.map_err(|error| error.to_string())?);
    if !status.is_success() {
        return Err(format!("{status}({text})"));
    }
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// Counts what changed something.
fn cut_off(flags: &Flags) -> bool {
    if flags.get("--method").is_none_or(|method| method == "get") {
        return false;
    }
    let file = env::var("PRACTICE_WRITES").expect("it is set");
    let written = fs::read_to_string(&file).unwrap_or_default().trim().parse::<u32>().unwrap_or_default() + 1;
    fs::write(&file, written.to_string()).expect("the file is writable");
    env::var("PRACTICE_CUT_OFF").is_ok_and(|limit| limit == written.to_string())
}

/// As the Azure CLI does: text is one value a line, null is nothing.
fn print(answer: &Value, flags: &Flags) {
    let expression = jmespath::compile(flags.get("--query").unwrap_or("@")).expect("JMESPath");
    let found = serde_json::to_value(expression.search(answer).expect("an answer")).expect("JSON");
    let lines = match (flags.get("--output"), found) {
        (Some("none"), _) | (_, Value::Null) => Vec::new(),
        (Some("tsv"), Value::Array(all)) => all.iter().map(scalar).collect(),
        (Some("tsv"), one) => vec![scalar(&one)],
        (Some("json"), found) => vec![format!("{found:#}")],
        (other, _) => panic!("no such output here: {other:?}"),
    };
    let mut out = std::io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}").expect("standard output");
    }
}

fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
