//! Started once, shared by all programs with the same state folder.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use practice_tenant::{Config, PracticeTenant, Seed};
use secrecy::SecretString;
use sso_core::HostPort;
use tokio_util::sync::CancellationToken;

use super::client::{Environment, control};
use super::own::start_error;
use super::run_file::lock_path;
use super::{RunFile, keys};
use crate::files::Lock;
use crate::{App, AppError};

/// How often, and how far apart, another process is looked at that comes up or goes down.
const PATIENCE: u32 = 60;
const PAUSE: Duration = Duration::from_millis(100);

/// What a start found.
#[derive(Debug)]
pub enum Started {
    /// It runs in this process.
    Here(Box<Running>),
    /// It runs already, in another one.
    Attached(Box<RunFile>),
}

/// A shared tenant that runs in this process.
#[derive(Debug)]
pub struct Running {
    app: App,
    tenant: PracticeTenant,
    pub run: RunFile,
    /// The certificate authority is a new one in place of an older one, which may leave the trust stores it is in.
    pub renewed: bool,
    lock: Lock,
}

/// Starts the shared tenant, or attaches to the one that runs. Ports that are taken give way to the next free pair.
pub async fn start(app: &App, http_port: u16, https_port: u16, add_in: HostPort) -> Result<Started, AppError> {
    if http_port == https_port && http_port != 0 {
        return Err(AppError::usage("practice-port", format!("http and https cannot share a port: {http_port}"))
            .with_hint("give --port and --https-port two numbers, or 0 for any"));
    }
    // Who holds the lock writes its run file a moment later, or has taken it away a moment before it lets go.
    for _ in 0..PATIENCE {
        if let Some(lock) = Lock::try_hold(&lock_path(app))? {
            return start_here(app, lock, http_port, https_port, add_in).await;
        }
        if let Ok(run) = running(app).await {
            return Ok(Started::Attached(Box::new(run)));
        }
        tokio::time::sleep(PAUSE).await;
    }
    running(app).await.map(|run| Started::Attached(Box::new(run)))
}

async fn start_here(
    app: &App,
    lock: Lock,
    http_port: u16,
    https_port: u16,
    add_in: HostPort,
) -> Result<Started, AppError> {
    let (keys, renewed) = keys::kept_or_new(app).await?;
    let control_token = URL_SAFE_NO_PAD.encode(app.draw::<32>());
    let config = Config {
        http_port,
        https_port,
        seed: Seed::contoso_with_add_in(add_in),
        keys,
        control_token: Some(SecretString::from(control_token.clone())),
        clock: app.clock.clone(),
        random: app.random.clone(),
    };
    let tenant = PracticeTenant::start(config).await.map_err(|error| start_error(&error))?;
    let run = RunFile {
        pid: std::process::id(),
        authority: tenant.authority().clone(),
        http_authority: tenant.http_authority().clone(),
        ca_file: keys::ca_file(app),
        started: app.now(),
        control_token: SecretString::from(control_token),
    };
    run.write(app)?;
    Ok(Started::Here(Box::new(Running { app: app.clone(), tenant, run, renewed, lock })))
}

impl Running {
    /// Until somebody stops it (`hallpass practice stop`) or the token is cancelled; then takes run file and lock away.
    pub async fn until_stopped(self, cancel: CancellationToken) -> Result<(), AppError> {
        tokio::select! {
            () = self.tenant.stopped() => {}
            () = cancel.cancelled() => {}
        }
        RunFile::remove(&self.app)?;
        self.tenant.stop().await;
        self.lock.release()
    }
}

/// The shared tenant, if one runs and answers.
///
/// # Errors
/// `practice-not-running`: none was started, or the process that ran it was killed.
pub async fn running(app: &App) -> Result<RunFile, AppError> {
    let not_running = || {
        AppError::could_not_check("practice-not-running", "no practice tenant is running")
            .with_hint("start one in another terminal: hallpass practice start")
    };
    let run = RunFile::read(app)?.ok_or_else(not_running)?;
    match control(&run, reqwest::Method::GET, "status").await {
        Ok(_) => Ok(run),
        Err(error) if error.code == "practice-not-reachable" => Err(not_running()),
        Err(error) => Err(error),
    }
}

/// What another program needs to use the running tenant.
pub async fn environment(app: &App) -> Result<Environment, AppError> {
    let run = running(app).await?;
    let answer = control(&run, reqwest::Method::GET, "env").await?;
    let mut environment: Environment = serde_json::from_value(answer).map_err(|error| {
        AppError::could_not_check("practice-answer", format!("the practice tenant's answer is not understood: {error}"))
            .with_hint("it may be of another version of Hallpass: stop it and start it again")
    })?;
    // The tenant names origins; a program's configuration wants them as Entra's documentation writes them.
    let origin = |url: &str| url.trim_end_matches('/').to_owned();
    environment.authority = format!("{}/{}", origin(&environment.authority), environment.tenant_id);
    environment.http_authority = format!("{}/{}", origin(&environment.http_authority), environment.tenant_id);
    environment.graph = origin(&environment.graph);
    environment.ca_file = run.ca_file.display().to_string();
    Ok(environment)
}

/// Stops the running tenant, whichever process it runs in.
pub async fn stop(app: &App) -> Result<(), AppError> {
    let run = running(app).await.map_err(|error| match error.code.as_str() {
        "practice-not-running" => error.with_hint("there is nothing to stop"),
        _ => error,
    })?;
    control(&run, reqwest::Method::POST, "stop").await?;
    // It is stopped when its process has let go of the lock; requests under way are let to their end before that.
    for _ in 0..PATIENCE {
        if let Some(lock) = Lock::try_hold(&lock_path(app))? {
            return lock.release();
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(AppError::could_not_check(
        "practice-not-stopped",
        format!("the practice tenant in process {} did not stop", run.pid),
    )
    .with_hint("end that process"))
}
