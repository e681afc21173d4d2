use practice_tenant::{Config, KeyMaterial, PracticeTenant, Seed, StartError};

use crate::{App, AppError};

/// A tenant for this process alone: free ports, keys in memory, no file, no control endpoint.
pub async fn start_own(app: &App) -> Result<PracticeTenant, AppError> {
    let now = app.now();
    // A key of 2,048 bits takes a moment: not on a thread that others wait for.
    let keys = tokio::task::spawn_blocking(move || KeyMaterial::generate(now))
        .await
        .map_err(|_| start_error(&StartError::Keys("the thread that makes them broke off".to_owned())))?
        .map_err(|error| start_error(&error))?;
    let config = Config {
        http_port: 0,
        https_port: 0,
        seed: Seed::contoso(),
        keys,
        control_token: None,
        clock: app.clock.clone(),
        random: app.random.clone(),
    };
    PracticeTenant::start(config).await.map_err(|error| start_error(&error))
}

pub(super) fn start_error(error: &StartError) -> AppError {
    let (code, hint) = match error {
        StartError::Bind(_) => {
            ("practice-port", "free a port on 127.0.0.1, or let the practice tenant choose with --port 0")
        }
        StartError::NoTenant => ("practice-seed", "name at least one tenant in the seed file"),
        StartError::NotReady => ("practice-seed", "give it those, or mark another application as ready"),
        StartError::Keys(_) => {
            ("practice-keys", "delete the folder `practice` in Hallpass's state folder and start again")
        }
    };
    AppError::could_not_check(code, format!("the practice tenant could not start: {error}")).with_hint(hint)
}
