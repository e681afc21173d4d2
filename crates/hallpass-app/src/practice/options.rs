//! How the shared tenant starts, and what one that runs already lacks of it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use practice_tenant::{AutoSignIn, Fault, Seed};
use serde::Deserialize;
use sso_core::HostPort;
use url::Url;

use super::{RunFile, SeedFile, SetFault, seed_file};
use crate::AppError;

#[derive(Debug, Clone)]
pub struct Options {
    /// `None`: the usual one, or the next that is free. 0 for any, else that one alone; so is `https_port`.
    pub http_port: Option<u16>,
    pub https_port: Option<u16>,
    pub seed: Seed,
    /// From which a part of it was read.
    pub seed_file: Option<SeedFile>,
    pub faults: Vec<Fault>,
    pub auto_sign_in: Option<AutoSignIn>,
}

/// What a running tenant says of itself, as far as it can lack something.
#[derive(Deserialize)]
pub(super) struct Status {
    #[serde(default)]
    auto_sign_in: Option<String>,
    #[serde(default)]
    faults: Vec<SetFault>,
}

impl Options {
    /// The usual ports, and Contoso with a healthy add-in whose pages are served there.
    pub fn for_add_in(host: HostPort) -> Self {
        Self {
            http_port: None,
            https_port: None,
            seed: Seed::contoso_with_add_in(host),
            seed_file: None,
            faults: Vec::new(),
            auto_sign_in: None,
        }
    }

    /// The same with what a seed file adds. `now`: when it is started.
    ///
    /// # Errors
    /// `practice-seed-file` with line and key; those of reading a file.
    pub fn with_seed_file(mut self, file: &Path, now: Timestamp) -> Result<Self, AppError> {
        self.seed_file = Some(seed_file::extend(&mut self.seed, file, now)?);
        Ok(self)
    }

    pub(super) fn check(&self) -> Result<(), AppError> {
        if let Some(port) = self.http_port.filter(|port| *port != 0 && self.https_port == Some(*port)) {
            return Err(AppError::usage("practice-port", format!("http and https cannot share a port: {port}"))
                .with_hint("give --port and --https-port two numbers, or 0 for any"));
        }
        let Some(AutoSignIn::User(name)) = &self.auto_sign_in else { return Ok(()) };
        let people = || self.seed.tenants.iter().flat_map(|tenant| &tenant.people).filter(|person| !person.is_guest());
        match people().find(|person| person.sign_in_name().eq_ignore_ascii_case(name)) {
            Some(person) if person.account_enabled => return Ok(()),
            Some(_) => {
                let message = format!("{name} cannot sign in: the account is blocked");
                return Err(
                    AppError::usage("practice-user-blocked", message).with_hint("name somebody else, or: first")
                );
            }
            None => {}
        }
        let names: Vec<&str> = people().map(|person| person.sign_in_name()).collect();
        Err(AppError::usage("practice-user-unknown", format!("nobody in the practice tenant has this name: {name}"))
            .with_hint(format!("these are there: {}; or: first", names.join(", "))))
    }

    /// The flags whose port the tenant does not have.
    pub(super) fn unmet_ports(&self, run: &RunFile) -> Vec<String> {
        let missed = |port: u16, got: &Url| port != 0 && got.port_or_known_default() != Some(port);
        let ports =
            [("--port", self.http_port, &run.http_authority), ("--https-port", self.https_port, &run.authority)];
        let named = ports.into_iter().filter_map(|(flag, port, got)| Some((flag, port?, got)));
        named.filter(|(_, port, got)| missed(*port, got)).map(|(flag, port, _)| format!("{flag} {port}")).collect()
    }

    /// The flags that a running tenant was not started with and does not meet otherwise.
    pub(super) fn unmet(&self, run: &RunFile, status: &Status) -> Vec<String> {
        let mut unmet = self.unmet_ports(run);
        let running = run.seed_file.as_ref().map(|file| &file.path);
        if let Some(file) = self.seed_file.as_ref().filter(|file| running != Some(&file.path)) {
            unmet.push(format!("--seed {}", file.path.display()));
        }
        let who = self.auto_sign_in.as_ref().map(|who| match who {
            AutoSignIn::User(name) => name.as_str(),
            AutoSignIn::First => "first",
        });
        unmet.extend(
            who.filter(|who| !status.auto_sign_in.as_ref().is_some_and(|is| is.eq_ignore_ascii_case(who)))
                .map(|who| format!("--auto-sign-in {who}")),
        );
        let is_set = |fault: &Fault| {
            let alike = |set: &SetFault| set.code == fault.code() && set.on == fault.on().as_str();
            status.faults.iter().any(alike)
        };
        unmet
            .extend(self.faults.iter().filter(|fault| !is_set(fault)).map(|fault| format!("--fault {}", fault.code())));
        unmet
    }

    /// The seed file that a running tenant was started with too, when something else stood in it.
    pub(super) fn changed_seed_file(&self, run: &RunFile) -> Option<PathBuf> {
        let (asked, running) = (self.seed_file.as_ref()?, run.seed_file.as_ref()?);
        (asked.path == running.path && asked != running).then(|| asked.path.clone())
    }
}
