use super::{heading, sentence};
use crate::plan::{Action, Plan, PlannedValue, PortalPage, Prerequisite, Who};

/// What a person does in the portal, page by page, in Markdown: where each value goes, where each that Entra assigns is
/// copied from, and why.
pub fn portal(plan: &Plan) -> String {
    let values = plan.values();
    let mut out = format!("{}.\n\n# Before you begin\n\n", heading(plan));
    for prerequisite in plan.prerequisites() {
        out.push_str(&before(&prerequisite));
    }
    let mut number = 0;
    for place in values.chunk_by(|one, next| one.page == next.page) {
        let Some(first) = place.first() else { continue };
        number += 1;
        match first.page {
            Some(page) => out.push_str(&format!("\n# {number}. {}\n\n", page.name())),
            None => out.push_str(&format!("\n# {number}. The add-in's manifest\n\n")),
        }
        if let Some(link) = &first.link {
            out.push_str(&format!("<{link}>\n\n"));
        }
        for value in place {
            out.push_str(&item(value));
        }
    }
    out
}

fn before(prerequisite: &Prerequisite) -> String {
    let who = match prerequisite.who {
        Who::Developer => "you",
        Who::Administrator => "an administrator",
        Who::Users => "whoever uses the add-in",
    };
    format!("- {} Who: {who}. {}\n", sentence(&prerequisite.what), sentence(&prerequisite.why))
}

fn item(value: &PlannedValue) -> String {
    let PlannedValue { name, portal, property, reason, .. } = value;
    // On that page are properties and no fields.
    let portal = match value.page {
        Some(PortalPage::Manifest) => format!("{portal}, {property}"),
        _ => portal.to_string(),
    };
    // The value alone on its line, each of several: it is copied from there.
    let text = value.value.replace('\n', "\n      ");
    let first = match value.action {
        Action::Enter => format!("- [ ] **{name}** ({portal}):\n\n      {text}\n\n"),
        Action::Copy => format!("- [ ] **{name}** ({portal}): copy it. Here it stands for:\n\n      {text}\n\n"),
        Action::Check => {
            format!("- [ ] **{name}** ({portal}): look whether it is so, and set it if not:\n\n      {text}\n\n")
        }
        Action::Omit => format!("- **{name}** ({portal}): leave it out.\n\n"),
    };
    format!("{first}  Why: {reason}.\n\n")
}
