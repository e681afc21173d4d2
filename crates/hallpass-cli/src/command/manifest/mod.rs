//! `hallpass manifest …`: a file for what each prints.

mod check;
mod edit;
mod new;
mod show;

use hallpass_app::App;
use hallpass_app::use_case::check_manifest::{Fix, check_manifests};
use hallpass_app::use_case::edit_manifest::{self, Request, Scopes};
use hallpass_app::use_case::new_manifest::{self, new_manifest};
use hallpass_app::use_case::plan;
use hallpass_app::use_case::show_manifest::show_manifest;

use crate::args::Manifest;
use crate::output::{Output, Result};

pub fn run(app: &App, command: Manifest, output: &mut Output) -> Result {
    match command {
        Manifest::Check { paths, fix, write } => {
            let fix = match (fix, write) {
                (false, _) => Fix::No,
                (true, false) => Fix::Show,
                (true, true) => Fix::Write,
            };
            check::print(&check_manifests(app, &paths, fix), fix, output)
        }
        Manifest::Apply { file, facts, identity_api, app_domain, bump_version, write } => {
            let scopes = if facts.permission.is_empty() { Scopes::Keep } else { Scopes::OfPlan };
            let plan = plan::plan_of_app(app, &facts.into_input())?;
            let auth = plan.facts.auth;
            let request = Request { auth, scopes, identity_api, app_domains: app_domain, bump_version, write };
            edit::print(&edit_manifest::apply(app, &file, &plan, &request)?, output)
        }
        Manifest::Remove { file, write } => edit::print(&edit_manifest::remove(app, &file, write)?, output),
        Manifest::Undo { file, write: _ } => edit::print_undone(&edit_manifest::undo(app, &file)?, output),
        Manifest::Show { file } => show::print(&show_manifest(&file)?, output),
        Manifest::New { output: file, facts, content, unified } => {
            let file = Some(file).filter(|file| file.as_os_str() != "-");
            let input = new_manifest::Input { facts: facts.into_input(), content, unified, file };
            new::print(&new_manifest(app, &input)?, output)
        }
    }
}
