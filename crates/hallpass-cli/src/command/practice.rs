use hallpass_app::practice::{self, AutoSignIn, Environment, Options, RunFile, SetFault, Started};
use hallpass_app::sso_core::HostPort;
use hallpass_app::{App, AppError};
use serde_json::json;

use super::{cancelled_by_signal, runtime};
use crate::args::Practice;
use crate::output::{Ended, Output, Result};

pub fn run(app: &App, command: Practice, output: &mut Output) -> Result {
    let runtime = runtime()?;
    match command {
        Practice::Start { port, https_port, seed, auto_sign_in, fault } => {
            let add_in: HostPort = practice::ADD_IN_DOMAIN.parse().map_err(AppError::from)?;
            let options = Options {
                http_port: port,
                https_port,
                faults: fault
                    .iter()
                    .map(|code| practice::fault(code, None, None))
                    .collect::<std::result::Result<_, _>>()?,
                auto_sign_in: auto_sign_in.map(|who| match who.as_str() {
                    "first" => AutoSignIn::First,
                    _ => AutoSignIn::User(who),
                }),
                ..Options::for_add_in(add_in)
            };
            let options = match seed {
                Some(file) => options.with_seed_file(&file, app.now())?,
                None => options,
            };
            return runtime.block_on(start(app, options, output));
        }
        Practice::Stop => {
            runtime.block_on(practice::stop(app))?;
            output.note("the practice tenant was stopped");
        }
        Practice::Env => {
            let environment = runtime.block_on(practice::environment(app))?;
            if output.is_json() {
                output.json(&environment)?;
            } else {
                output.text(&environment.to_dotenv())?;
            }
            what_msal_needs(&environment, output);
        }
        Practice::Reset => {
            runtime.block_on(practice::reset(app))?;
            output.note(
                "the practice tenant is as it was when it started; its keys and the add-in's secret are the same",
            );
        }
        Practice::Fault { known: true, .. } => known(output)?,
        Practice::Fault { clear: true, .. } => {
            runtime.block_on(practice::clear_faults(app))?;
            output.note("no fault is set any more");
        }
        Practice::Fault { code, nth, on, .. } => {
            let faults = match code {
                Some(code) => runtime.block_on(practice::set_fault(app, practice::fault(&code, on, nth)?))?,
                None => runtime.block_on(practice::set_faults(app))?,
            };
            set(&faults, output)?;
        }
        Practice::Token { kind, claim } => {
            let minted = runtime.block_on(practice::mint(app, kind, claim))?;
            if output.is_json() {
                output.json(&minted)?;
            } else {
                output.line(&minted.token)?;
            }
        }
    }
    Ok(Ended::Fine)
}

fn what_msal_needs(environment: &Environment, output: &mut Output) {
    let known = environment.known_authority();
    output.note(&format!(
        "MSAL Node and MSAL Browser must know the authority, with its port: knownAuthorities: [\"{known}\"]"
    ));
    output.note("MSAL Python must not look for it at Microsoft: instance_discovery=False");
    output.note("Node reads NODE_EXTRA_CA_CERTS before it reads a .env file: export it");
    output.note(
        "REQUESTS_CA_BUNDLE and SSL_CERT_FILE put this authority in place of all others: set them for tests alone",
    );
    output.note("the secret is a new one at each start, unless a seed file names it");
}

async fn start(app: &App, options: Options, output: &mut Output) -> Result {
    let (port, https_port) = (options.http_port, options.https_port);
    // Before it is said to be ready: whoever reads that may end it.
    let cancel = cancelled_by_signal();
    match practice::start(app, options).await? {
        Started::Here(running) => {
            ready(&running.run, output)?;
            if running.moved {
                output.note(&format!("port {port} or {https_port} is taken, so another free pair is used"));
            }
            if running.renewed {
                output.note(&format!(
                    "its certificate authority is a new one: {}; the old one may leave the trust stores you put it in",
                    running.run.ca_file.display()
                ));
            }
            if let Some(why) = &running.dev_certificate_unusable {
                output.note(why);
            }
            output.note("what a program needs to use it, in another terminal: hallpass practice env");
            output.note("stop it with Ctrl-C, or there: hallpass practice stop");
            running.until_stopped(cancel).await?;
        }
        Started::Attached(attached) => {
            ready(&attached.run, output)?;
            output.note(&format!("it runs already, in process {}", attached.run.pid));
            if !attached.unmet.is_empty() {
                output.note(&format!("it lacks: {}", attached.unmet.join(", ")));
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
        let of = if run.has_dev_certificate() { ", with the certificate of office-addin-dev-certs" } else { "" };
        output.line(format!("practice tenant ready: {https} and {http}{of}"))?;
    }
    output.flush()
}

fn set(faults: &[SetFault], output: &mut Output) -> Result<()> {
    if output.is_json() {
        return output.json(&json!({ "faults": faults }));
    }
    for fault in faults {
        let when = fault
            .nth
            .map_or_else(|| "each one, until it is cleared".to_owned(), |nth| format!("once, at number {nth}"));
        output.line(format!("{} on {}: {when}", fault.code, fault.on))?;
    }
    if faults.is_empty() {
        output.note("no fault is set");
    }
    Ok(())
}

fn known(output: &mut Output) -> Result<()> {
    let known = practice::known_faults();
    if output.is_json() {
        return output.json(&json!({ "known": known }));
    }
    for fault in &known {
        output.line(format!("{:<8} {:<10} {}", fault.code, fault.on, fault.meaning))?;
    }
    Ok(())
}
