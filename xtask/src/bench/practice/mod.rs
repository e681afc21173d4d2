//! `cargo xtask bench practice`: from the start of the practice tenant to its first answer, On-Behalf-Of exchanges, and
//! memory.

mod exchange;
mod ready;
mod started;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use super::inside::{self, Inside};
use super::npm::{Package, FOLDER};
use super::{page, verdict};
use crate::failure::Failure;
use crate::host::Host;
use crate::packages::Need;
use crate::project::Project;
use crate::setup;
use crate::shell;
use started::Server;

const INSIDE: Inside = Inside { of: "practice-tenant", bench: "practice" };

/// What the parts of this bench start.
struct Bench<'a> {
    project: &'a Project,
    peer: Package,
    hallpass: PathBuf,
    /// For keys and run files, which must not go to the home of whoever measures.
    home: PathBuf,
}

impl Bench<'_> {
    /// The shared practice tenant, as a person starts it. `HOME` too: a certificate of `office-addin-dev-certs` that
    /// lies there would be used, and not everybody has one.
    fn tenant(&self) -> Result<Server, Failure> {
        let (port, https_port) = (started::free_port()?, started::free_port()?);
        let mut command = Command::new(&self.hallpass);
        command.args(["practice", "start", "--port", &port.to_string(), "--https-port", &https_port.to_string()]);
        command.env("HALLPASS_CONFIG_DIR", &self.home).env("HOME", &self.home);
        Ok(Server { command, port, path: "/common/v2.0/.well-known/openid-configuration" })
    }

    fn oidc_provider(&self) -> Result<Server, Failure> {
        let port = started::free_port()?;
        let mut command = shell::command("node", &["oidc-provider.mjs"], &self.project.path(FOLDER));
        command.arg(port.to_string()).arg(self.home.join("oidc-provider.jwk"));
        Ok(Server { command, port, path: "/.well-known/openid-configuration" })
    }
}

pub fn bench(project: &Project) -> Result<ExitCode, Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::usage(
            "this bench needs Linux: other systems do not tell the memory that a process has for itself",
        ));
    }
    setup::prepare(project, &Host::find(), Need::Bench)?;
    let peer = Package::bring(project, "oidc-provider")?;
    inside::build_hallpass(project)?;
    INSIDE.build(project)?;
    let home = project.scratch("bench-practice")?;
    std::fs::create_dir_all(&home).map_err(|error| Failure::new(format!("cannot make {}: {error}", home.display())))?;
    let bench = Bench { project, peer, hallpass: inside::hallpass(project), home };

    let mut verdicts = vec![ready::measure(&bench)?];
    let exchange = exchange::measure(&bench)?;
    verdicts.extend(exchange.verdicts);

    let text = [verdict::table(&verdicts), exchange.table, exchange.note].join("\n");
    page::conclude(project, "practice", &text, &verdicts)
}
