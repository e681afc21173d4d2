//! For bash, from version 3.2 on: that of macOS.

use uuid::Uuid;

use super::super::{ascii, ascii_heading};
use super::Script;
use super::step::{SCOPE_ID, Step};
use crate::plan::Plan;
use crate::plan::change::Change;

/// A script for bash and the Azure CLI that makes what lacks, keeps what is there and stops at the first error. `--admin-consent`
/// as its argument consents for everybody. Pure ASCII, without a secret.
///
/// `tag`: by it a later run finds what this one made, so it must be nobody else's in the tenant. It is not in a script for an
/// application whose client ID is known.
pub fn az(plan: &Plan, tag: Uuid) -> String {
    let script = Script::of(plan, tag);
    let mut out = format!("#!/usr/bin/env bash\n# {}\n", ascii_heading(plan));
    out.push_str(&format!("{ABOUT}#   {}\n", script.login()));
    if let Some(cloud) = script.cloud.filter(|cloud| *cloud != "AzureCloud") {
        out.push_str(&format!("# after this cloud was chosen:\n#   az cloud set --name {cloud}\n"));
    }
    out.push_str("\nset -euo pipefail\n\n");
    out.push_str(&match &script.graph {
        Some(graph) => format!("graph={}\n", quoted(graph)),
        None => {
            "# The Azure CLI does not sign in to a practice tenant: for that there is `hallpass registration create`.\n\
            graph=${GRAPH:?is not set: hallpass practice env says where Microsoft Graph is}\n"
                .to_owned()
        }
    });
    out.push_str(FUNCTIONS);
    out.push_str(&signed_in(&script));
    out.push_str(&application(&script));
    for step in &script.steps {
        out.push_str(&of_step(step));
    }
    out.push_str(&service_principal(&script));
    out.push_str(&consent(&script));
    out.push_str(&end(&script));
    out
}

const ABOUT: &str = "#\n\
    # Makes the registration in Microsoft Entra, or what lacks of it. It keeps what else is there, so it may be run again,\n\
    # also when it was cut off: after a new registration wait a minute, until Entra's lists show it. It holds no secret\n\
    # and makes none. With --admin-consent, for administrators, it consents for everybody in the tenant.\n\
    # Needs the Azure CLI, signed in:\n";

const FUNCTIONS: &str = r#"pause=${HALLPASS_PAUSE:-5} # seconds between attempts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '%s\n' "$*" >&2; }

stop() {
  say "error: $1"
  say "hint: $2"
  exit 1
}

# What was made a moment ago is not known everywhere in Entra yet: then it is asked again.
patiently() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    if "$@" 2>"$work/error"; then return 0; fi
    grep -q -e Request_ResourceNotFound -e NoBackingApplicationObject "$work/error" || break
    say "not there yet, attempt $attempt"
    sleep "$pause"
  done
  cat "$work/error" >&2
  return 1
}

# The answer without the line ends of Windows.
ask() { patiently "$@" | tr -d '\r'; }

# Standard input into a file, with what is known by now.
write() {
  sed -e "s/{objectId}/$object_id/g" -e "s/{appId}/$client_id/g" -e "s/{scopeId}/$scope_id/g" \
    -e "s/{servicePrincipalId}/$service_principal/g" -e "s/{graphServicePrincipalId}/$graph_service_principal/g" \
    >"$work/$1"
}

# Changes the application where it is not as the file is-there asks, to what the file wanted makes of it.
ensure() {
  local so
  so=$(ask az rest --method get --uri "$graph/v1.0/applications/$object_id" --resource "$graph" --query "@$work/is-there" --output json)
  if [ "$so" = true ]; then
    say "as it should be: $1"
    return 0
  fi
  patiently az rest --method get --uri "$graph/v1.0/applications/$object_id" --resource "$graph" --query "@$work/wanted" --output json >"$work/body.json"
  patiently az rest --method patch --uri "$graph/v1.0/applications/$object_id" --resource "$graph" --headers Content-Type=application/json --body "@$work/body.json" --output none
  say "done: $1"
}

object_id=
client_id=
scope_id=
service_principal=
graph_service_principal=
"#;

fn signed_in(script: &Script) -> String {
    let mut out = format!(
        "\n# Signed in, and where\ncommand -v az >/dev/null || stop 'the Azure CLI, az, is not there' {}\n",
        quoted(super::INSTALL)
    );
    if let Some(cloud) = script.cloud {
        out.push_str(&format!(
            "cloud=$(ask az cloud show --query name --output tsv)\n\
             [ \"$cloud\" = {cloud} ] || stop \"the Azure CLI is set to $cloud\" {}\n",
            quoted(&format!("run: az cloud set --name {cloud}"))
        ));
    }
    let hint = quoted(&format!("run: {}", script.login()));
    out.push_str(&format!(
        "tenant=$(ask az account show --query tenantId --output tsv) || stop 'the Azure CLI is not signed in' {hint}\n"
    ));
    if let Some(tenant) = script.tenant {
        out.push_str(&format!(
            "[ \"$tenant\" = {tenant} ] || stop \"the Azure CLI is signed in to another tenant: $tenant\" {hint}\n"
        ));
    }
    out
}

fn application(script: &Script) -> String {
    let filter = match (&script.client_id, &script.tag) {
        (Some(client_id), _) => format!("appId eq '{client_id}'"),
        (None, tag) => format!("tags/any(t:t eq '{}')", tag.as_deref().unwrap_or_default()),
    };
    let mut out = format!(
        "\n# The application\nobject_id=$(ask az rest --method get --uri \"$graph/v1.0/applications\" --resource \"$graph\" \
         --uri-parameters \"\\$filter={filter}\" --query 'value[].id' --output tsv)\n"
    );
    match &script.create {
        None => out.push_str(
            "[ -n \"$object_id\" ] || stop 'no registration in this tenant has the client ID' 'compare Application (client) ID \
             and Directory (tenant) ID on its Overview in the portal'\n",
        ),
        Some(create) => {
            out.push_str(
                "case $object_id in *$'\\n'*) stop \"several registrations have the tag of this script: $object_id\" 'delete \
                 those that are not wanted' ;; esac\n",
            );
            out.push_str(&format!("if [ -z \"$object_id\" ]; then\n  # {}: {}\n", create.title, ascii::plain(&create.reason)));
            out.push_str(&document("write body.json", "JSON", &ascii::json(&create.request.body)));
            out.push_str(
                "  object_id=$(ask az rest --method post --uri \"$graph/v1.0/applications\" --resource \"$graph\" --headers \
                 Content-Type=application/json --body \"@$work/body.json\" --query id --output tsv)\n",
            );
            out.push_str(&format!("  say 'done: {}'\nelse\n  say \"there already: $object_id\"\nfi\n", create.title));
        }
    }
    out.push_str(
        "client_id=$(ask az rest --method get --uri \"$graph/v1.0/applications/$object_id\" --resource \"$graph\" --query \
         appId --output tsv)\n",
    );
    out
}

fn of_step(step: &Step) -> String {
    let mut out = format!("\n# {}: {}\n", step.title, ascii::plain(&step.reason));
    if step.is_there.contains(SCOPE_ID) {
        out.push_str(
            "scope_id=$(ask az rest --method get --uri \"$graph/v1.0/applications/$object_id\" --resource \"$graph\" --query \
             \"api.oauth2PermissionScopes[?value=='access_as_user'].id | [0]\" --output tsv)\n",
        );
    }
    out.push_str(&document("write is-there", "JMESPATH", &step.is_there));
    out.push_str(&document("write wanted", "JMESPATH", &step.wanted));
    out.push_str(&format!("ensure {}\n", quoted(&step.title)));
    out
}

fn service_principal(script: &Script) -> String {
    let Some(create) = &script.create_service_principal else { return String::new() };
    let find = |property: &str| {
        format!(
            "$(ask az rest --method get --uri \"$graph/v1.0/servicePrincipals\" --resource \"$graph\" --uri-parameters \
             \"\\$filter=appId eq '$client_id'\" --query 'value[0].{property}' --output tsv)"
        )
    };
    format!(
        "\n# {title}: {reason}\nservice_principal={id}\nif [ -z \"$service_principal\" ]; then\n{body}  \
         service_principal=$(ask az rest --method post --uri \"$graph/v1.0/servicePrincipals\" --resource \"$graph\" --headers \
         Content-Type=application/json --body \"@$work/body.json\" --query id --output tsv)\n  say 'done: {title}'\nelse\n  say \
         'there already: the service principal'\n  enabled={enabled}\n  if [ \"$enabled\" = false ]; then\n{enable}    patiently az rest \
         --method patch --uri \"$graph/v1.0/servicePrincipals/$service_principal\" --resource \"$graph\" --headers \
         Content-Type=application/json --body \"@$work/body.json\" --output none\n    say 'done: Enable it for users to sign \
         in'\n  fi\nfi\n",
        title = create.title,
        reason = ascii::plain(&create.reason),
        id = find("id"),
        enabled = find("accountEnabled"),
        body = document("write body.json", "JSON", &body(create)),
        enable = document("write body.json", "JSON", "{ \"accountEnabled\": true }"),
    )
}

fn consent(script: &Script) -> String {
    let Some(consent) = &script.consent else { return String::new() };
    let grant = |query: &str| {
        format!(
            "$(ask az rest --method get --uri \"$graph/v1.0/oauth2PermissionGrants\" --resource \"$graph\" --uri-parameters \
             \"\\$filter=clientId eq '$service_principal' and consentType eq 'AllPrincipals' and resourceId eq \
             '$graph_service_principal'\" --query 'value[0].{query}' --output tsv)"
        )
    };
    format!(
        "\n# {title}: {reason}\nif [ \"${{1-}}\" != --admin-consent ]; then\n  say 'left out: {title}. An administrator runs \
         this with --admin-consent'\nelse\n  graph_service_principal=$(ask az rest --method get --uri \
         \"$graph/v1.0/servicePrincipals\" --resource \"$graph\" --uri-parameters \"\\$filter=appId eq '{graph}'\" --query \
         'value[0].id' --output tsv)\n  grant={id}\n  if [ -z \"$grant\" ]; then\n{body}    patiently az rest --method post \
         --uri \"$graph/v1.0/oauth2PermissionGrants\" --resource \"$graph\" --headers Content-Type=application/json --body \
         \"@$work/body.json\" --output none\n    say 'done: {title}'\n  else\n    given={scope}\n    wanted=$given\n    for name \
         in {scopes}; do\n      case \" $wanted \" in *\" $name \"*) ;; *) wanted=\"$wanted $name\" ;; esac\n    done\n    if [ \
         \"$wanted\" = \"$given\" ]; then\n      say 'as it should be: {title}'\n    else\n      printf '{{\"scope\": \
         \"%s\"}}\\n' \"$wanted\" >\"$work/body.json\"\n      patiently az rest --method patch --uri \
         \"$graph/v1.0/oauth2PermissionGrants/$grant\" --resource \"$graph\" --headers Content-Type=application/json --body \
         \"@$work/body.json\" --output none\n      say 'done: {title}'\n    fi\n  fi\nfi\n",
        title = consent.title,
        reason = ascii::plain(&consent.reason),
        graph = crate::GRAPH_APP_ID,
        id = grant("id"),
        scope = grant("scope"),
        scopes = script.scopes,
        body = document("write body.json", "JSON", &body(consent)),
    )
}

fn end(script: &Script) -> String {
    let mut out = String::from(
        "\n# What goes on from here\nprintf 'CLIENT_ID=%s\\nTENANT_ID=%s\\n' \"$client_id\" \"$tenant\"\n",
    );
    if let Some(uri) = &script.app_id_uri {
        let uri = uri.replace("{appId}", "$client_id");
        out.push_str(&format!("printf 'APP_ID_URI=%s\\n' \"{uri}\"\n"));
    }
    out.push('\n');
    for line in script.about_the_secret() {
        out.push_str(&format!("# {line}\n"));
    }
    out
}

fn body(change: &Change) -> String {
    ascii::names(&change.request.body)
}

/// A here-document in which the shell touches nothing.
fn document(command: &str, mark: &str, text: &str) -> String {
    format!("{command} <<'{mark}'\n{text}\n{mark}\n")
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
