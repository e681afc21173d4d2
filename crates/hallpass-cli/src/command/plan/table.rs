use hallpass_app::sso_core::plan::{Action, Plan, Who, render};

use crate::output::{Output, Result};

/// The facts, every value with its place, then what no form asks for, then what the server must expect.
pub fn print(plan: &Plan, output: &mut Output) -> Result<()> {
    output.line(format!("from these facts: {}", render::facts(plan)))?;
    output.line("")?;
    for value in plan.values() {
        output.heading(&value.name)?;
        value.value.lines().try_for_each(|line| output.line(format!("  {line}")))?;
        let what = match value.action {
            Action::Enter => "enter it in",
            Action::Copy => "copy it from",
            Action::Check => "look at it in",
            Action::Omit => "leave it out in",
        };
        output.line(format!("  {what}: {} ({})", value.portal, value.property))?;
        if let Some(link) = &value.link {
            output.line(format!("  link: {link}"))?;
        }
        output.line(format!("  why: {}", value.reason))?;
    }
    output.line("")?;
    output.heading("What must hold besides")?;
    for prerequisite in plan.prerequisites() {
        let who = match prerequisite.who {
            Who::Developer => "you",
            Who::Administrator => "an administrator",
            Who::Users => "those who use the add-in",
        };
        output.line(format!("  {} ({who})", prerequisite.what))?;
        output.line(format!("    else: {}", prerequisite.why))?;
    }
    output.line("")?;
    output.heading("What the server must expect of a token")?;
    for token in plan.server_expectations() {
        output.line(format!("  version {}: aud {}", token.version, token.audiences.join(" or ")))?;
        if let Some(issuer) = &token.issuer {
            output.line(format!("    iss {issuer}"))?;
        }
        if let Some(tenant) = &token.issuer_tenant {
            output.line(format!("    {{tenantid}} stands for {tenant}"))?;
        }
        output.line(format!("    {}", token.reason))?;
    }
    Ok(())
}
