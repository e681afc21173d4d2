use hallpass_app::sso_core::plan::{Action, Plan, Who};

use crate::output::{Output, Result};

/// Every value with its place, then what no form asks for, then what the server must expect.
pub fn print(plan: &Plan, output: &mut Output) -> Result<()> {
    for value in plan.values() {
        output.heading(&value.name)?;
        output.line(format!("  {}", value.value))?;
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
        output.line(format!("    {}", token.reason))?;
    }
    Ok(())
}
