//! A client's script beside its person: a line of JSON is a request to the person, or how a flow ended.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::Duration;

use hallpass_tests::home::Home;
use hallpass_tests::need;
use hallpass_tests::program::Invocation;
use serde_json::Value;
use tokio::sync::mpsc;

use hallpass_tests::person::Person;

/// The slowest waits between two polls of the device flow, on a busy machine.
pub const LIMIT: Duration = Duration::from_secs(120);

/// Node with a script of `npm/`.
pub fn node(home: &Home, script: &str, ca_file: &Path) -> Invocation {
    node_with(home, &[], script, ca_file)
}

/// The same, with options of Node itself.
pub fn node_with(home: &Home, options: &[&str], script: &str, ca_file: &Path) -> Invocation {
    started(home, options, script).env("NODE_EXTRA_CA_CERTS", ca_file)
}

/// Node with a script of `npm/` that asks nobody.
pub fn node_offline(home: &Home, script: &str) -> Invocation {
    started(home, &[], script)
}

/// Where its packages are missing, it is said how they come.
fn started(home: &Home, options: &[&str], script: &str) -> Invocation {
    let folder = folder("npm");
    assert!(
        folder.join("node_modules").is_dir(),
        "the packages of {} are missing: npm ci in it, or cargo xtask test",
        folder.display()
    );
    home.around(need::program(&["node", "node.exe"], "nodejs")).args(options).args([folder.join(script)]).limit(LIMIT)
}

/// Python with a script of `python/`, in the environment that has its packages.
pub fn python(home: &Home, script: &str, ca_file: &Path) -> Invocation {
    trusting(python_offline(home, script), ca_file)
}

/// The same with a script that asks nobody.
pub fn python_offline(home: &Home, script: &str) -> Invocation {
    python_program(home).args([folder("python").join(script)])
}

/// Python with the packages that the tests install. Where they are missing, it is said how they come.
pub fn python_program(home: &Home) -> Invocation {
    let environment = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/clients-python");
    let program = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    assert!(
        program.is_file(),
        "{} is missing: cargo xtask test makes it, with the packages of {}",
        program.display(),
        folder("python").join("requirements.txt").display()
    );
    home.around(program).env("PYTHONDONTWRITEBYTECODE", "1").limit(LIMIT)
}

/// MSAL asks by requests, PyJWT by urllib.
pub fn trusting(python: Invocation, ca_file: &Path) -> Invocation {
    python.env("REQUESTS_CA_BUNDLE", ca_file).env("SSL_CERT_FILE", ca_file)
}

pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("clients").join(name)
}

/// Runs the script to its end with these settings on standard input, doing what it asks of the person. Answers the
/// other lines that it printed. The last line tells of a script that broke off.
pub async fn run(script: Invocation, settings: &Value, person: &Person) -> Vec<Value> {
    let (running, stdout) = script.input(settings.to_string().as_bytes()).start_unread();
    let (lines, mut read) = mpsc::unbounded_channel();
    tokio::task::spawn_blocking(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if lines.send(line).is_err() {
                return;
            }
        }
    });
    let mut results = Vec::new();
    let talk = async {
        while let Some(line) = read.recv().await {
            let said: Value = serde_json::from_str(&line).map_err(|error| format!("{error}: {line}"))?;
            match (said["sign_in"].as_str(), said["enter_code"].as_str()) {
                (Some(page), _) => person.sign_in_and_return(page).await?,
                (_, Some(page)) => person.enter_code(page, said["code"].as_str().unwrap_or_default()).await?,
                _ => results.push(said),
            }
        }
        Ok::<(), String>(())
    };
    let broke_off = match tokio::time::timeout(LIMIT, talk).await {
        Ok(Ok(())) => None,
        Ok(Err(why)) => Some(format!("the person cannot go on: {why}")),
        Err(_) => Some(format!("nothing more came within {LIMIT:?}")),
    };
    match broke_off {
        // The script still waits for the person.
        Some(why) => results.push(serde_json::json!({ "broke_off": format!("{why}\n{}", running.stderr()) })),
        None => {
            let ended = tokio::task::spawn_blocking(|| running.end()).await.expect("it ends");
            if ended.code != Some(0) {
                results.push(serde_json::json!({ "broke_off": ended.to_string() }));
            }
        }
    }
    results
}
