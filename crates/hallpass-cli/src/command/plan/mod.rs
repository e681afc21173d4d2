//! `hallpass plan`.

mod project;
mod table;

use hallpass_app::sso_core::Cloud;
use hallpass_app::sso_core::plan::Plan;
use hallpass_app::sso_core::plan::render;
use hallpass_app::use_case::plan;
use hallpass_app::use_case::write_project::write_project;
use hallpass_app::{App, dotenv};

pub use project::print_files;

use crate::args::{self, PlanForm};
use crate::output::{Ended, Output, Result};

pub fn run(app: &App, arguments: args::Plan, output: &mut Output) -> Result {
    let facts = arguments.facts.into_input();
    if let Some(folder) = &arguments.into {
        let plan = plan::plan_of_app(app, &facts)?;
        return project::print(&write_project(app, &plan, folder, arguments.write)?, output);
    }
    let plan = plan::plan(app, &facts)?;
    match arguments.form.unwrap_or_default() {
        _ if output.is_json() => output.json(&render::json(&plan))?,
        PlanForm::Json => output.json(&render::json(&plan))?,
        PlanForm::Table => table::print(&plan, output)?,
        PlanForm::Portal => output.text(&render::portal(&plan))?,
        PlanForm::Az => output.text(&render::az(&plan, plan::script_tag(app, &plan)?))?,
        PlanForm::AzPowershell => output.text(&render::az_powershell(&plan, plan::script_tag(app, &plan)?))?,
        PlanForm::Graph => output.text(&render::graph(&plan))?,
        PlanForm::AdminText => {
            output.text(&render::admin_text(&plan))?;
            if plan.facts.client_id.is_none() {
                output.note(
                    "to send along with it, of the same facts: hallpass plan --as portal > steps.md, hallpass plan --as az > register.sh",
                );
            }
        }
        PlanForm::Env => environment(&plan, output)?,
    }
    Ok(Ended::Fine)
}

fn environment(plan: &Plan, output: &mut Output) -> Result<()> {
    for (name, value) in plan.environment() {
        output.line(dotenv::line(name, &value))?;
        if value.is_empty() {
            output.note(&format!("{name} is empty: {}", why_empty(name, plan)));
        }
    }
    Ok(())
}

/// The fact that a setting lacks, and how it is given.
fn why_empty(name: &str, plan: &Plan) -> &'static str {
    match name {
        "AUTHORITY" if plan.facts.cloud == Cloud::Practice => {
            "a practice tenant has another address at each start; hallpass practice env says it"
        }
        "TENANT_ID" if plan.facts.cloud == Cloud::Practice => {
            "add --tenant-id GUID; of a practice tenant hallpass practice env says it"
        }
        "AUTHORITY" | "TENANT_ID" => "add --tenant-id GUID",
        "GRAPH_SCOPES" => "no permission was asked for; --permission NAME,… does",
        _ => "add --client-id GUID",
    }
}
