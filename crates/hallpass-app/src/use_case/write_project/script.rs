//! The script of the fallback dialog: placeholders of the templates are filled, and what else stands in it is compared.

use sso_core::plan::{AccountTypes, Plan};

/// Of the template of `yo office`, and of the samples of the Office Add-ins documentation.
const CLIENT_ID: [&str; 2] = ["{application GUID here}", "$app-id-guid$"];
const ORIGIN: &str = "https://localhost:{PORT}";

pub(super) fn patched(text: &str, plan: &Plan) -> String {
    let client_id = plan.facts.client_id.map(|id| id.to_string()).unwrap_or_default();
    let filled = CLIENT_ID.iter().fold(text.to_owned(), |text, placeholder| text.replace(placeholder, &client_id));
    filled.replace(ORIGIN, &plan.facts.domain.https_origin())
}

/// What a person has to change in the script, a sentence each: values that stand there and are others than planned.
pub(super) fn steps(text: &str, file: &str, plan: &Plan) -> Vec<String> {
    let facts = &plan.facts;
    let mut steps = Vec::new();
    let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
    for (line, text) in lines.filter(|(_, text)| !text.starts_with("//") && !text.starts_with('*')) {
        let at = format!("{file}:{line}");
        steps.extend(consent(&at, text, plan));
        let Some((name, value)) = assigned(text) else { continue };
        match name {
            "clientId" if facts.client_id.is_some_and(|id| !id.to_string().eq_ignore_ascii_case(value)) => {
                let id = facts.client_id.map(|id| id.to_string()).unwrap_or_default();
                steps.push(format!("{at}: clientId is {value}; write {id}"));
            }
            "redirectUri" if value.starts_with("https://") && !value.contains("${") => {
                steps.extend(redirect_uri(&at, value, plan))
            }
            "authority" => steps.extend(authority(&at, value, plan)),
            _ => {}
        }
    }
    steps
}

/// `extraScopesToConsent: ["user.read"]`, where the plan has more: what the dialog does not ask for, nobody consents to.
fn consent(at: &str, line: &str, plan: &Plan) -> Option<String> {
    let list = line.strip_prefix("extraScopesToConsent")?.trim_start().strip_prefix(':')?.trim_start();
    let list = list.strip_prefix('[')?.split_once(']')?.0;
    let there: Vec<&str> = list.split(',').map(|one| one.trim().trim_matches(['"', '\'', '`'])).collect();
    let lacks = |name: &str| !there.iter().any(|one| one.eq_ignore_ascii_case(name));
    let planned: Vec<&str> = plan.facts.permissions.iter().map(|permission| permission.name.as_ref()).collect();
    planned.iter().any(|name| lacks(name)).then(|| {
        let planned = planned.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        format!("{at}: extraScopesToConsent is [{list}]; write [{planned}]")
    })
}

/// The text as it may be shown: a secret has no place in a page's script, and stands in some all the same.
pub(super) fn shown(text: &str) -> String {
    let of_secrets = ["secret", "password", "passphrase", "token", "key", "connection"];
    let lines = text.split_inclusive('\n').map(|line| {
        let secret = assigned(line).filter(|(name, value)| {
            let name = name.to_ascii_lowercase();
            !value.is_empty() && of_secrets.iter().any(|part| name.contains(part))
        });
        secret.map_or_else(|| line.to_owned(), |(_, value)| line.replace(value, "(not shown)"))
    });
    lines.collect()
}

/// `clientId: "…"`, `const clientId = '…'`: the name and the text.
fn assigned(line: &str) -> Option<(&str, &str)> {
    let (before, after) = line.split_once(['=', ':'])?;
    let name = before.trim().rsplit([' ', '\t']).next()?.trim_matches(['"', '\'']);
    let after = after.trim_start();
    let quote = after.chars().next().filter(|first| "'\"`".contains(*first))?;
    let value = after.get(1..)?.split_once(quote)?.0;
    Some((name, value))
}

fn redirect_uri(at: &str, value: &str, plan: &Plan) -> Option<String> {
    let registered = plan.registration().spa.redirect_uris;
    if registered.iter().any(|uri| uri == value) {
        return None;
    }
    let planned = registered.first()?;
    let origin = format!("{}/", plan.facts.domain.https_origin());
    Some(match value.strip_prefix(&origin) {
        Some(page) => format!(
            "{at}: redirectUri is {value}, and the plan registers {planned}; to register this one add --dialog-page {page}"
        ),
        None => format!("{at}: redirectUri is {value}; write {planned}"),
    })
}

fn authority(at: &str, value: &str, plan: &Plan) -> Option<String> {
    let facts = &plan.facts;
    let authority = facts.cloud.authority()?;
    let tenant = match (facts.account_types, facts.tenant_id) {
        (AccountTypes::SingleTenant, Some(tenant)) => tenant.to_string(),
        (AccountTypes::SingleTenant, None) => "<Directory (tenant) ID>".to_owned(),
        (AccountTypes::MultiTenant, _) => "organizations".to_owned(),
        (AccountTypes::MultiTenantAndPersonal, _) => "common".to_owned(),
    };
    let (host, given) = value.trim_end_matches('/').rsplit_once('/')?;
    let many = ["common", "organizations"];
    let fits = host == authority
        && match facts.account_types {
            AccountTypes::SingleTenant => !many.contains(&given),
            AccountTypes::MultiTenant => many.contains(&given),
            AccountTypes::MultiTenantAndPersonal => given == "common",
        };
    let why = match (host == authority, facts.account_types) {
        (false, _) => format!("the authority of {} is another one", facts.cloud.name()),
        (true, AccountTypes::SingleTenant) => "a single-tenant app is refused there (AADSTS50194)".to_owned(),
        (true, _) => "people of other tenants cannot sign in there".to_owned(),
    };
    (!fits).then(|| format!("{at}: authority is {value}, and {why}; write {authority}/{tenant}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_in_a_script_is_not_shown() {
        for (line, expected) in [
            ("clientSecret: 'abc~1',\n", "clientSecret: '(not shown)',\n"),
            ("const API_KEY = \"abc\"; // mine", "const API_KEY = \"(not shown)\"; // mine"),
            ("clientSecret: ''", "clientSecret: ''"),
            ("clientId: 'a'", "clientId: 'a'"),
        ] {
            assert_eq!(shown(line), expected);
        }
    }

    #[test]
    fn what_is_assigned() {
        for (line, expected) in [
            (r#"const clientId = "a"; // mine"#, Some(("clientId", "a"))),
            ("clientId: 'a',", Some(("clientId", "a"))),
            (r#""redirectUri": "https://a/b", "#, Some(("redirectUri", "https://a/b"))),
            ("clientId: clientId,", None),
            (
                "redirectUri: `https://${window.location.host}/a`",
                Some(("redirectUri", "https://${window.location.host}/a")),
            ),
            ("clientId = \"never closed", None),
        ] {
            assert_eq!(assigned(line), expected, "{line}");
        }
    }
}
