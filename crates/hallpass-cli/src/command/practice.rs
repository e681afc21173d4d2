use hallpass_app::practice::{self, RunFile, Started};
use hallpass_app::sso_core::HostPort;
use hallpass_app::{App, AppError};
use serde_json::json;

use super::{cancelled_by_signal, runtime};
use crate::args::Practice;
use crate::output::{Ended, Output, Result};

pub fn run(app: &App, command: Practice, output: &mut Output) -> Result {
    let runtime = runtime()?;
    match command {
        Practice::Start { port, https_port } => runtime.block_on(start(app, port, https_port, output)),
        Practice::Stop => {
            runtime.block_on(practice::stop(app))?;
            output.note("the practice tenant was stopped");
            Ok(Ended::Fine)
        }
        Practice::Env => {
            let environment = runtime.block_on(practice::environment(app))?;
            if output.is_json() {
                output.json(&environment)?;
            } else {
                output.text(&environment.to_dotenv())?;
            }
            output.note("Node reads NODE_EXTRA_CA_CERTS before it reads a .env file: export it; the secret is a new one at each start");
            Ok(Ended::Fine)
        }
    }
}

async fn start(app: &App, port: u16, https_port: u16, output: &mut Output) -> Result {
    let add_in: HostPort = practice::ADD_IN_DOMAIN.parse().map_err(AppError::from)?;
    // Before it is said to be ready: whoever reads that may end it.
    let cancel = cancelled_by_signal();
    match practice::start(app, port, https_port, add_in).await? {
        Started::Here(running) => {
            ready(&running.run, output)?;
            if !unmet(&running.run, port, https_port).is_empty() {
                output.note(&format!("port {port} or {https_port} is taken, so another free pair is used"));
            }
            if running.renewed {
                output.note(&format!(
                    "its certificate authority is a new one: {}; the old one may leave the trust stores you put it in",
                    running.run.ca_file.display()
                ));
            }
            output.note("what a program needs to use it, in another terminal: hallpass practice env");
            output.note("stop it with Ctrl-C, or there: hallpass practice stop");
            running.until_stopped(cancel).await?;
        }
        Started::Attached(run) => {
            ready(&run, output)?;
            output.note(&format!("it runs already, in process {}", run.pid));
            let unmet = unmet(&run, port, https_port);
            if !unmet.is_empty() {
                output.note(&format!("it listens on other ports than asked for: {}", unmet.join(", ")));
            }
        }
    }
    Ok(Ended::Fine)
}

/// One line that says where it listens.
fn ready(run: &RunFile, output: &mut Output) -> Result<()> {
    if output.is_json() {
        output.json(&json!({
            "authority": run.authority,
            "http_authority": run.http_authority,
            "ca_file": run.ca_file,
            "pid": run.pid,
        }))?;
    } else {
        let (https, http) =
            (run.authority.as_str().trim_end_matches('/'), run.http_authority.as_str().trim_end_matches('/'));
        output.line(format!("practice tenant ready: {https} and {http}"))?;
    }
    output.flush()
}

/// The flags whose port the running tenant does not have; 0 is any.
fn unmet(run: &RunFile, port: u16, https_port: u16) -> Vec<&'static str> {
    [("--port", port, &run.http_authority), ("--https-port", https_port, &run.authority)]
        .into_iter()
        .filter(|(_, asked, got)| *asked != 0 && got.port_or_known_default() != Some(*asked))
        .map(|(flag, ..)| flag)
        .collect()
}
