use std::time::Duration;

use hallpass_app::practice::{self, AutoSignIn, Environment, Fault, Options, RunFile, SetFault, Started, TokenOrder};
use hallpass_app::sso_core::HostPort;
use hallpass_app::{App, AppError};
use serde_json::json;

use super::{cancelled_by_signal, practice_look, runtime};
use crate::args::{EnvFor, Practice};
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
            done("stopped", "the practice tenant was stopped", output)?;
        }
        Practice::Env { wait, program } => {
            let limit = Duration::from_secs(wait);
            let environment = runtime.block_on(practice::environment_within(app, limit))?;
            if output.is_json() {
                output.json(&environment)?;
            } else {
                output.text(&environment.to_dotenv(program.trust()))?;
            }
            what_programs_need(&environment, program, output);
        }
        Practice::Reset => {
            runtime.block_on(practice::reset(app))?;
            let now = "the practice tenant is as it was when it started; its keys and the add-in's secret are the same";
            done("reset", now, output)?;
        }
        Practice::Status => practice_look::status(&runtime.block_on(practice::status(app))?, output)?,
        Practice::Time { by } => practice_look::time(&runtime.block_on(practice::time(app, by))?, output)?,
        Practice::Activity { since } => {
            practice_look::activity(&runtime.block_on(practice::activity(app, since))?, output)?;
        }
        Practice::Fault { known: true, .. } => known(output)?,
        Practice::Fault { clear: Some(None), .. } => {
            runtime.block_on(practice::clear_faults(app))?;
            if output.is_json() {
                output.json(&json!({ "faults": [] }))?;
            }
            output.note("no fault is set any more");
        }
        Practice::Fault { clear: Some(Some(code)), .. } => {
            set(&runtime.block_on(practice::clear_fault(app, &code))?, output)?;
        }
        Practice::Fault { code: Some(code), nth, on, .. } => {
            let fault = practice::fault(&code, on, nth)?;
            set(&runtime.block_on(practice::set_fault(app, fault))?, output)?;
            note_elsewhere(fault, output);
        }
        Practice::Fault { .. } => set(&runtime.block_on(practice::set_faults(app))?, output)?,
        Practice::Token { kind, user, mfa, claim, flaw } => {
            let order = TokenOrder { user, mfa, claims: claim, ..TokenOrder::of(kind) };
            let minted = runtime.block_on(practice::mint(app, &order, flaw.as_deref()))?;
            if output.is_json() {
                output.json(&minted)?;
            } else {
                output.line(&minted.token)?;
            }
        }
    }
    Ok(Ended::Fine)
}

/// `what` was done: as data `{ what: true }`, else a note.
fn done(what: &str, note: &str, output: &mut Output) -> Result<()> {
    if output.is_json() {
        output.json(&json!({ (what): true }))?;
    }
    output.note(note);
    Ok(())
}

fn note_elsewhere(fault: Fault, output: &mut Output) {
    if let Some(place) = fault.met_elsewhere() {
        let (code, on, place) = (fault.code(), fault.on().as_str(), place.as_str());
        output.note(&format!("Entra gives {code} at {place} alone; a program need not be ready for it at {on}"));
    }
}

fn what_programs_need(environment: &Environment, program: EnvFor, output: &mut Output) {
    let known = environment.known_authority();
    if program != EnvFor::Python {
        output.note(&format!(
            "MSAL Node and MSAL Browser must know the authority, with its port: knownAuthorities: [\"{known}\"]"
        ));
        output.note("Node reads NODE_EXTRA_CA_CERTS before it reads a .env file: export it");
    }
    if program != EnvFor::Node {
        output.note("MSAL Python must not look for it at Microsoft: instance_discovery=False");
        output.note(
            "REQUESTS_CA_BUNDLE and SSL_CERT_FILE put this authority in place of all others: set them for tests alone",
        );
    }
    output.note("the secret is a new one at each start, unless a seed file names it");
}

async fn start(app: &App, options: Options, output: &mut Output) -> Result {
    for fault in &options.faults {
        note_elsewhere(*fault, output);
    }
    // Before it is said to be ready: whoever reads that may end it.
    let cancel = cancelled_by_signal();
    match practice::start(app, options).await? {
        Started::Here(running) => {
            ready(&running.run, &running.tenant_id, None, output)?;
            for port in &running.taken {
                output.note(&format!("port {port} is taken, so another is used"));
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
            let verbose = output.is_verbose();
            let tell = |hint: &str| {
                if verbose {
                    output.hint(hint);
                }
            };
            running.until_stopped_telling(cancel, tell).await?;
        }
        Started::Attached(attached) => {
            ready(&attached.run, &attached.tenant_id, Some(&attached.unmet), output)?;
            output.note(&format!("it runs already, in process {}", attached.run.pid));
            if !attached.unmet.is_empty() {
                output.note(&format!("it lacks: {}", attached.unmet.join(", ")));
            }
            if let Some(file) = &attached.changed_seed_file {
                output.note(&format!(
                    "it was started with another version of {}; for this one: hallpass practice stop, then start it again",
                    file.display()
                ));
            }
        }
    }
    Ok(Ended::Fine)
}

/// One line that says where it listens. `lacks`: of one that ran already, what was asked for and it has not.
fn ready(run: &RunFile, tenant_id: &str, lacks: Option<&[String]>, output: &mut Output) -> Result<()> {
    if output.is_json() {
        let origin = run.authority.as_str().trim_end_matches('/');
        output.json(&json!({
            "authority": run.authority,
            "http_authority": run.http_authority,
            "tenant_authority": format!("{origin}/{tenant_id}"),
            "graph": origin,
            "tenant_id": tenant_id,
            "ca_file": run.ca_file,
            "pid": run.pid,
            "attached": lacks.is_some(),
            "lacks": lacks.unwrap_or_default(),
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
