use super::{heading, sentence};
use crate::GraphPermission;
use crate::plan::{AccountTypes, Plan, Prerequisite, PrerequisiteId, Who};

/// A message for an administrator, where the developer may not register or consent: what, why, what is granted, and what to
/// send back. Without the words of protocols.
pub fn admin_text(plan: &Plan) -> String {
    let facts = &plan.facts;
    let registered = facts.client_id.is_some();
    // One that is there has the name that it has, whatever a new one would get.
    let add_in = match facts.client_id.filter(|_| !plan.stated.name) {
        Some(client_id) => format!("Office add-in with the client ID {client_id}"),
        None => format!("Office add-in \"{}\"", facts.name),
    };
    let what = match registered {
        true => format!("give consent for the {add_in} in our tenant"),
        false => format!("register the {add_in} in our tenant and give consent for it"),
    };
    let mut out = format!(
        "{}.\n\nSubject: {add_in}: {}\n\nHello,\n\nI work on the {add_in}, whose pages are at \
         {}. With it people use the account that they are signed in to Office with, and do not sign in again. For this I ask \
         you to {what}. I may not do it myself.\n",
        heading(plan),
        if registered { "consent" } else { "registration and consent" },
        facts.domain.https_origin(),
    );
    if !registered {
        out.push_str(&registration(plan));
    }
    out.push_str(&permissions(plan));
    out.push_str(&consent(plan));
    out.push_str(&besides(plan));
    out.push_str(&back(plan, registered));
    out
}

fn registration(plan: &Plan) -> String {
    let who = match plan.facts.account_types {
        AccountTypes::SingleTenant => "people of our tenant alone",
        AccountTypes::MultiTenant => "people of our tenant, and of others that consent for themselves",
        AccountTypes::MultiTenantAndPersonal => "people of our tenant, of others, and with personal accounts",
    };
    let api = match plan.needs_secret() {
        true => {
            "Office is named in it as a program that may ask for a token of the add-in without asking people. The add-in's \
             server keeps a secret, which only I need; it does not go by mail."
        }
        false => "It has no secret and no access to anything without a person who is signed in.",
    };
    format!(
        "\nThe registration\n\nIt is for {who}. {api} The values are in the list of portal steps or in the script, which I \
         send along; both make the same, and the script may be run again.\n"
    )
}

fn permissions(plan: &Plan) -> String {
    let line = |permission: &GraphPermission| {
        let only = match (permission.admin_only, permission.is_known()) {
            (true, _) => " (only an administrator can allow this one)",
            (false, true) => "",
            (false, false) => " (this one may need an administrator: the page API permissions says)",
        };
        format!("  - {}{only}\n", permission.name)
    };
    let lines: String = plan.permissions().iter().map(line).collect();
    format!(
        "\nWhat it may do\n\nOnly what the person who uses it may do anyway (delegated permissions of Microsoft Graph):\n{lines}"
    )
}

fn consent(plan: &Plan) -> String {
    let admin_only = plan.permissions().iter().any(|permission| permission.admin_only);
    let why = match (admin_only, plan.needs_secret()) {
        (true, _) => "Without your consent nobody can use what is marked above.",
        (false, true) => {
            "Without it the add-in fails for each person until they consent themselves, where our policy lets them."
        }
        (false, false) => "Without it each person is asked once, where our policy lets them answer.",
    };
    let link = match link(plan) {
        Some(link) => format!("This page asks for it:\n{link}\n"),
        None => "It is on the page API permissions of the registration: Grant admin consent.\n".to_owned(),
    };
    format!("\nConsent for everybody\n\n{why} {link}")
}

/// All configured permissions; needs no redirect URI. `None` until client ID and cloud are known.
///
/// Source: the admin consent endpoint of version 1, on the Entra documentation's page on consent.
fn link(plan: &Plan) -> Option<String> {
    let facts = &plan.facts;
    let authority = facts.cloud.authority()?;
    let client_id = facts.client_id?;
    let tenant = facts.tenant_id.map_or_else(|| "organizations".to_owned(), |tenant| tenant.to_string());
    Some(format!("{authority}/{tenant}/adminconsent?client_id={client_id}"))
}

fn besides(plan: &Plan) -> String {
    let prerequisites = plan.prerequisites();
    // The letter itself is about who registers and consents.
    let is_asked_for = |id| matches!(id, PrerequisiteId::MayRegister | PrerequisiteId::MayConsent);
    let of_administrator = |one: &&Prerequisite| one.who == Who::Administrator && !is_asked_for(one.id);
    let line = |one: &Prerequisite| format!("  - {} {}\n", sentence(&one.what), sentence(&one.why));
    let lines: String = prerequisites.iter().filter(of_administrator).map(line).collect();
    match lines.is_empty() {
        true => String::new(),
        false => format!("\nWhat else has to be so\n\n{lines}"),
    }
}

fn back(plan: &Plan, registered: bool) -> String {
    if registered {
        return "\nTell me when it is done.\n".to_owned();
    }
    let owner = match plan.needs_secret() {
        true => {
            " Make me an owner of the registration as well (Owners, Add owners), so that I can make the secret myself."
        }
        false => "",
    };
    format!(
        "\nWhat I need back\n\nThe Application (client) ID and the Directory (tenant) ID. Neither is secret.{owner}\n"
    )
}
