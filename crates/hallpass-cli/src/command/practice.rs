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
            Ok(Ended::Fine)
        }
    }
}

async fn start(app: &App, port: u16, https_port: u16, output: &mut Output) -> Result {
    let add_in: HostPort = practice::ADD_IN_DOMAIN.parse().map_err(AppError::from)?;
    match practice::start(app, port, https_port, add_in).await? {
        Started::Here(running) => {
            ready(&running.run, output)?;
            if others(&running.run, port, https_port) {
                output.note(&format!("port {port} or {https_port} is taken, so another free pair is used"));
            }
            if running.renewed {
                output.note(&format!(
                    "its certificate authority is a new one: {}; the old one may leave the trust stores you put it in",
                    running.run.ca_file.display()
                ));
            }
            output.note("stop it with Ctrl-C, or from another terminal: hallpass practice stop");
            running.until_stopped(cancelled_by_signal()).await?;
        }
        Started::Attached(run) => {
            ready(&run, output)?;
            output.note(&format!("it runs already, in process {}", run.pid));
            if others(&run, port, https_port) {
                output.note("it lacks what was asked for: --port, --https-port");
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

/// It listens on other ports than these; 0 is any.
fn others(run: &RunFile, port: u16, https_port: u16) -> bool {
    let differs = |asked: u16, got: Option<u16>| asked != 0 && got != Some(asked);
    differs(port, run.http_authority.port()) || differs(https_port, run.authority.port())
}
