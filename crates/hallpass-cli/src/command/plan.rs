use hallpass_app::dotenv;
use hallpass_app::use_case::plan;
use serde_json::json;

use crate::args::{Plan, PlanForm};
use crate::output::{Ended, Output, Result};

pub fn run(arguments: Plan, output: &mut Output) -> Result {
    let plan = plan::plan(&arguments.facts.into_input())?;
    let values = plan.values();
    if output.is_json() || arguments.form == PlanForm::Json {
        output.json(&json!({ "values": values, "registration": plan.registration() }))?;
        return Ok(Ended::Fine);
    }
    if arguments.form == PlanForm::Env {
        for (name, value) in plan.environment() {
            output.line(dotenv::line(name, &value))?;
            if value.is_empty() {
                output.note(&format!("{name} is empty: a fact that it is made of was not given"));
            }
        }
        return Ok(Ended::Fine);
    }
    for value in values {
        output.heading(&value.name)?;
        output.line(format!("  {}", value.value))?;
        output.line(format!("  where: {} ({})", value.portal, value.property))?;
        output.line(format!("  why: {}", value.reason))?;
    }
    Ok(Ended::Fine)
}
