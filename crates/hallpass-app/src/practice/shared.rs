//! Started once, shared by all programs with the same state folder.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use practice_tenant::{Config, PracticeTenant};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use super::client::{Environment, control, understood};
use super::dev_certificate::{DevCertificate, dev_certificate};
use super::options::Options;
use super::own::start_error;
use super::run_file::lock_path;
use super::{RunFile, keys, port};
use crate::files::Lock;
use crate::{App, AppError};

/// How often, and how far apart, another process is looked at that comes up or goes down.
const PATIENCE: u32 = 60;
const PAUSE: Duration = Duration::from_millis(100);

/// How often the activity is looked at for hints.
const HINTS_EVERY: Duration = Duration::from_secs(2);

/// What a start found.
#[derive(Debug)]
pub enum Started {
    /// It runs in this process.
    Here(Box<Running>),
    /// It runs already, in another one.
    Attached(Box<Attached>),
}

/// A tenant of another process.
#[derive(Debug)]
pub struct Attached {
    pub run: RunFile,
    /// That of its add-in.
    pub tenant_id: String,
    /// Options that it lacks, as flags.
    pub unmet: Vec<String>,
    /// It was started with another version of the seed file that was asked for.
    pub changed_seed_file: Option<PathBuf>,
}

/// A shared tenant that runs in this process.
#[derive(Debug)]
pub struct Running {
    app: App,
    tenant: PracticeTenant,
    pub run: RunFile,
    /// That of its add-in.
    pub tenant_id: String,
    /// Usual ports that are taken, so that others are used.
    pub taken: Vec<u16>,
    /// The certificate authority is a new one in place of an older one, which may leave the trust stores it is in.
    pub renewed: bool,
    /// Why the certificate of `office-addin-dev-certs` is not used, though there is one.
    pub dev_certificate_unusable: Option<String>,
    lock: Lock,
}

/// Starts the shared tenant, or attaches to the one that runs. Usual ports that are taken give way to the next free pair.
///
/// # Errors
/// `practice-port` for one port twice, or one that was named and is taken; `practice-user-unknown` and
/// `practice-user-blocked` for an automatic sign-in that cannot be.
pub async fn start(app: &App, options: Options) -> Result<Started, AppError> {
    options.check()?;
    // Who holds the lock writes its run file a moment later, or has taken it away a moment before it lets go.
    for _ in 0..PATIENCE {
        if let Some(lock) = Lock::try_hold(&lock_path(app))? {
            return start_here(app, lock, options).await;
        }
        if let Ok(run) = running(app).await {
            return attach(run, &options).await;
        }
        tokio::time::sleep(PAUSE).await;
    }
    attach(running(app).await?, &options).await
}

async fn attach(run: RunFile, options: &Options) -> Result<Started, AppError> {
    let status = control(&run, reqwest::Method::GET, "status", None).await?;
    let tenant_id = status.get("tenant_id").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let unmet = options.unmet(&run, &understood(status)?);
    let changed_seed_file = options.changed_seed_file(&run);
    Ok(Started::Attached(Box::new(Attached { run, tenant_id, unmet, changed_seed_file })))
}

async fn start_here(app: &App, lock: Lock, options: Options) -> Result<Started, AppError> {
    let (http_port, https_port) = port::choose(options.http_port, options.https_port)?;
    let taken = port::taken_usual(options.http_port, options.https_port);
    let (mut keys, mut renewed) = keys::kept_or_new(app).await?;
    let (mut ca_file, mut dev_certificate_unusable) = (keys::ca_file(app), None);
    match dev_certificate(app, &keys) {
        DevCertificate::Used { keys: theirs, ca_file: file } => (keys, ca_file, renewed) = (theirs, file, false),
        DevCertificate::Unusable(why) => dev_certificate_unusable = Some(why),
        DevCertificate::Absent => {}
    }
    let control_token = URL_SAFE_NO_PAD.encode(app.draw::<32>());
    let config = Config {
        http_port,
        https_port,
        seed: options.seed.clone(),
        keys,
        control_token: Some(SecretString::from(control_token.clone())),
        clock: app.clock.clone(),
        random: app.random.clone(),
    };
    let tenant = PracticeTenant::start(config).await.map_err(|error| start_error(&error))?;
    options.faults.iter().for_each(|fault| tenant.standing_fault(*fault));
    tenant.auto_sign_in(options.auto_sign_in.clone());
    let run = RunFile {
        pid: std::process::id(),
        authority: tenant.authority().clone(),
        http_authority: tenant.http_authority().clone(),
        ca_file,
        started: app.now(),
        seed_file: options.seed_file.clone(),
        control_token: SecretString::from(control_token),
    };
    // Somebody took it between the look and the start.
    for (flag, port, got) in
        [("--port", options.http_port, &run.http_authority), ("--https-port", options.https_port, &run.authority)]
    {
        if let Some(port) = port.filter(|port| *port != 0 && got.port_or_known_default() != Some(*port)) {
            return Err(port::taken(flag, port));
        }
    }
    run.write(app)?;
    let tenant_id = tenant.add_in().map_or(tenant.tenant_id(), |add_in| add_in.tenant_id).to_string();
    let app = app.clone();
    Ok(Started::Here(Box::new(Running { app, tenant, run, tenant_id, taken, renewed, dev_certificate_unusable, lock })))
}

impl Running {
    pub fn tenant(&self) -> &PracticeTenant {
        &self.tenant
    }

    /// Until somebody stops it (`hallpass practice stop`) or the token is cancelled; then takes run file and lock away.
    pub async fn until_stopped(self, cancel: CancellationToken) -> Result<(), AppError> {
        self.until_stopped_telling(cancel, |hint| tracing::info!("{hint}")).await
    }

    /// The same; each hint about what a client missed goes to `tell`, once.
    pub async fn until_stopped_telling(
        self,
        cancel: CancellationToken,
        tell: impl FnMut(&str),
    ) -> Result<(), AppError> {
        tokio::select! {
            () = self.tenant.stopped() => {}
            () = cancel.cancelled() => {}
            () = self.tell_hints(tell) => {}
        }
        RunFile::remove(&self.app)?;
        self.tenant.stop().await;
        self.lock.release()
    }

    /// What clients missed, each once. Never ends.
    async fn tell_hints(&self, mut tell: impl FnMut(&str)) {
        let mut told = BTreeSet::new();
        loop {
            tokio::time::sleep(HINTS_EVERY).await;
            let hints = self.tenant.hints();
            let new = hints.iter().filter(|hint| !told.contains(&hint.number));
            new.for_each(|hint| tell(&hint.text));
            told = hints.into_iter().map(|hint| hint.number).collect();
        }
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
    match control(&run, reqwest::Method::GET, "status", None).await {
        Ok(_) => Ok(run),
        Err(error) if error.code == "practice-not-reachable" => Err(not_running()),
        Err(error) => Err(error),
    }
}

/// What another program needs to use the running tenant.
pub async fn environment(app: &App) -> Result<Environment, AppError> {
    let run = running(app).await?;
    let answer = control(&run, reqwest::Method::GET, "env", None).await?;
    let mut environment: Environment = understood(answer)?;
    // The tenant names origins; a program's configuration wants them as Entra's documentation writes them.
    let origin = |url: &str| url.trim_end_matches('/').to_owned();
    environment.authority = format!("{}/{}", origin(&environment.authority), environment.tenant_id);
    environment.http_authority = format!("{}/{}", origin(&environment.http_authority), environment.tenant_id);
    environment.graph = origin(&environment.graph);
    environment.ca_file = run.ca_file.display().to_string();
    Ok(environment)
}

/// The same; for a start that may still be under way this is tried again for so long.
///
/// # Errors
/// Those of [`environment`] other than `practice-not-running` at once; `practice-not-running` after that time.
pub async fn environment_within(app: &App, limit: Duration) -> Result<Environment, AppError> {
    let started = tokio::time::Instant::now();
    loop {
        match environment(app).await {
            Err(error) if error.code == "practice-not-running" && started.elapsed() < limit => {
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) if error.code == "practice-not-running" && !limit.is_zero() => {
                let message = format!("no practice tenant was ready within {} s", limit.as_secs());
                return Err(AppError::could_not_check(error.code, message)
                    .with_hint("why it did not start is said on standard error of hallpass practice start"));
            }
            other => return other,
        }
    }
}

/// The running tenant back to its seed; see [`PracticeTenant::reset`].
pub async fn reset(app: &App) -> Result<(), AppError> {
    let run = running(app).await?;
    control(&run, reqwest::Method::POST, "reset", None).await.map(drop)
}

/// Stops the running tenant, whichever process it runs in.
pub async fn stop(app: &App) -> Result<(), AppError> {
    let run = running(app).await.map_err(|error| match error.code.as_str() {
        "practice-not-running" => error.with_hint("there is nothing to stop"),
        _ => error,
    })?;
    control(&run, reqwest::Method::POST, "stop", None).await?;
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
