//! For Windows PowerShell 5.1 and PowerShell 7.

use uuid::Uuid;

use super::super::{ascii, ascii_heading};
use super::Script;
use super::step::{SCOPE_ID, Step};
use crate::plan::Plan;
use crate::plan::change::Change;

/// The same as [`az`](super::az) for PowerShell; its switch for consent is `-AdminConsent`.
pub fn az_powershell(plan: &Plan, tag: Uuid) -> String {
    let script = Script::of(plan, tag);
    let mut out = format!("# {}\n{ABOUT}#   {}\n", ascii_heading(plan), script.login());
    if let Some(cloud) = script.cloud.filter(|cloud| *cloud != "AzureCloud") {
        out.push_str(&format!("# after this cloud was chosen:\n#   az cloud set --name {cloud}\n"));
    }
    out.push_str("param([switch]$AdminConsent)\n\n");
    out.push_str(&match &script.graph {
        Some(graph) => format!("$Graph = {}\n", quoted(graph)),
        None => {
            "# The Azure CLI does not sign in to a practice tenant: for that there is `hallpass registration create`.\n\
            $Graph = $env:GRAPH\n\
            if (-not $Graph) { throw 'GRAPH is not set: hallpass practice env says where Microsoft Graph is' }\n"
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
    # and makes none. With -AdminConsent, for administrators, it consents for everybody in the tenant.\n\
    # Needs the Azure CLI, signed in:\n";

const FUNCTIONS: &str = r#"
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$Work = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
$ErrorFile = Join-Path $Work 'error'
$Ids = @{ objectId = ''; appId = ''; scopeId = ''; servicePrincipalId = ''; graphServicePrincipalId = '' }

# What was made a moment ago is not known everywhere in Entra yet: then it is asked again.
function Invoke-Patiently {
    $Command, $Arguments = $args
    # Windows PowerShell takes what a program writes to standard error for an error of its own.
    $ErrorActionPreference = 'Continue'
    $Said = ''
    foreach ($Attempt in 1..10) {
        $Answer = & $Command @Arguments 2> $ErrorFile
        if ($LASTEXITCODE -eq 0) { return $Answer }
        $Said = [IO.File]::ReadAllText($ErrorFile)
        # It also breaks the lines.
        if (($Said -replace '\s', '') -notmatch 'Request_ResourceNotFound|NoBackingApplicationObject') { break }
        Write-Host "not there yet, attempt $Attempt"
        Start-Sleep -Seconds 5
    }
    $ErrorActionPreference = 'Stop'
    throw "the Azure CLI has failed: $Said"
}

# A text into a file, with what is known by now.
function Write-Text {
    param([string]$Name, [string]$Text)
    foreach ($Id in $Ids.Keys) { $Text = $Text.Replace('{' + $Id + '}', $Ids[$Id]) }
    [IO.File]::WriteAllText((Join-Path $Work $Name), $Text)
}

# Changes the application where it is not as the file is-there asks, to what the file wanted makes of it.
function Set-Wanted {
    param([string]$Title)
    $Application = $Graph + '/v1.0/applications/' + $Ids['objectId']
    $So = Invoke-Patiently az rest --method get --uri $Application --resource $Graph --query '@is-there' --output json
    if ("$So".Trim() -eq 'true') {
        Write-Host "as it should be: $Title"
        return
    }
    $Body = (Invoke-Patiently az rest --method get --uri $Application --resource $Graph --query '@wanted' --output json) -join ' '
    # Between the Azure CLI and PowerShell lies the code page of the console, which changes letters.
    if ($Body -match '[^\x20-\x7E]') { throw "not done: $Title. What is there has letters that this console may change: use the script for bash, in Azure Cloud Shell" }
    # As Graph has it: braces in a name that is there are no placeholder.
    [IO.File]::WriteAllText((Join-Path $Work 'body.json'), $Body)
    $null = Invoke-Patiently az rest --method patch --uri $Application --resource $Graph --headers Content-Type=application/json --body '@body.json' --output none
    Write-Host "done: $Title"
}

$null = New-Item -ItemType Directory -Path $Work
Push-Location $Work
try {
"#;

fn signed_in(script: &Script) -> String {
    let mut out = format!(
        "\n# Signed in, and where\nif (-not (Get-Command az -ErrorAction SilentlyContinue)) {{ throw 'the Azure CLI, az, is not \
         there: {}' }}\n",
        super::INSTALL
    );
    if let Some(cloud) = script.cloud {
        out.push_str(&format!(
            "$Cloud = Invoke-Patiently az cloud show --query name --output tsv\n\
             if ($Cloud -ne '{cloud}') {{ throw \"the Azure CLI is set to $Cloud. Run: az cloud set --name {cloud}\" }}\n"
        ));
    }
    out.push_str("$Tenant = Invoke-Patiently az account show --query tenantId --output tsv\n");
    if let Some(tenant) = script.tenant {
        out.push_str(&format!(
            "if ($Tenant -ne '{tenant}') {{ throw \"the Azure CLI is signed in to another tenant: $Tenant. Run: {}\" }}\n",
            script.login()
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
        "\n# The application\n$Found = @(Invoke-Patiently az rest --method get --uri \"$Graph/v1.0/applications\" --resource \
         $Graph --uri-parameters \"`$filter={filter}\" --query 'value[].id' --output tsv | Where-Object {{ $_ }})\n\
         if ($Found.Count -gt 1) {{ throw \"several registrations have the tag of this script: $Found. Delete those that are \
         not wanted\" }}\n"
    );
    match &script.create {
        None => out.push_str(
            "if ($Found.Count -eq 0) { throw 'no registration in this tenant has the client ID: compare Application (client) ID \
             and Directory (tenant) ID on its Overview in the portal' }\n$Ids['objectId'] = $Found[0]\n",
        ),
        Some(create) => {
            out.push_str(&format!("if ($Found.Count -eq 0) {{\n# {}: {}\n", create.title, ascii::plain(&create.reason)));
            out.push_str(&here_string("Write-Text 'body.json'", &ascii::json(&create.request.body)));
            out.push_str(&format!(
                "$Ids['objectId'] = Invoke-Patiently az rest --method post --uri \"$Graph/v1.0/applications\" --resource $Graph \
                 --headers Content-Type=application/json --body '@body.json' --query id --output tsv\nWrite-Host 'done: \
                 {}'\n}} else {{\n$Ids['objectId'] = $Found[0]\nWrite-Host \"there already: $Found\"\n}}\n",
                create.title
            ));
        }
    }
    out.push_str(
        "$Application = $Graph + '/v1.0/applications/' + $Ids['objectId']\n$Ids['appId'] = Invoke-Patiently az rest --method \
         get --uri $Application --resource $Graph --query appId --output tsv\n",
    );
    out
}

fn of_step(step: &Step) -> String {
    let mut out = format!("\n# {}: {}\n", step.title, ascii::plain(&step.reason));
    if step.is_there.contains(SCOPE_ID) {
        out.push_str(&here_string(
            "Write-Text 'scope'",
            "api.oauth2PermissionScopes[?value=='access_as_user'].id | [0]",
        ));
        out.push_str(
            "$Ids['scopeId'] = Invoke-Patiently az rest --method get --uri $Application --resource $Graph --query '@scope' \
             --output tsv\n",
        );
    }
    out.push_str(&here_string("Write-Text 'is-there'", &step.is_there));
    out.push_str(&here_string("Write-Text 'wanted'", &step.wanted));
    out.push_str(&format!("Set-Wanted {}\n", quoted(&step.title)));
    out
}

fn service_principal(script: &Script) -> String {
    let Some(create) = &script.create_service_principal else { return String::new() };
    let find = |property: &str| {
        format!(
            "Invoke-Patiently az rest --method get --uri \"$Graph/v1.0/servicePrincipals\" --resource $Graph --uri-parameters \
             (\"`$filter=appId eq '\" + $Ids['appId'] + \"'\") --query 'value[0].{property}' --output tsv"
        )
    };
    format!(
        "\n# {title}: {reason}\n$Ids['servicePrincipalId'] = \"$({id})\"\nif (-not $Ids['servicePrincipalId']) \
         {{\n{body}$Ids['servicePrincipalId'] = Invoke-Patiently az rest --method post --uri \"$Graph/v1.0/servicePrincipals\" \
         --resource $Graph --headers Content-Type=application/json --body '@body.json' --query id --output tsv\nWrite-Host \
         'done: {title}'\n}} else {{\nWrite-Host 'there already: the service principal'\n$Enabled = {enabled}\nif (\"$Enabled\" -eq \
         'false') {{\n{enable}$Principal = $Graph + '/v1.0/servicePrincipals/' + $Ids['servicePrincipalId']\n$null = \
         Invoke-Patiently az rest --method patch --uri $Principal --resource $Graph --headers Content-Type=application/json \
         --body '@body.json' --output none\nWrite-Host 'done: Enable it for users to sign in'\n}}\n}}\n",
        title = create.title,
        reason = ascii::plain(&create.reason),
        id = find("id"),
        enabled = find("accountEnabled"),
        body = here_string("Write-Text 'body.json'", &body(create)),
        enable = here_string("Write-Text 'body.json'", "{ \"accountEnabled\": true }"),
    )
}

fn consent(script: &Script) -> String {
    let Some(consent) = &script.consent else { return String::new() };
    let grant = |property: &str| {
        format!(
            "Invoke-Patiently az rest --method get --uri \"$Graph/v1.0/oauth2PermissionGrants\" --resource $Graph \
             --uri-parameters $Filter --query 'value[0].{property}' --output tsv"
        )
    };
    format!(
        "\n# {title}: {reason}\nif (-not $AdminConsent) {{\nWrite-Host 'left out: {title}. An administrator runs this with \
         -AdminConsent'\n}} else {{\n$Ids['graphServicePrincipalId'] = Invoke-Patiently az rest --method get --uri \
         \"$Graph/v1.0/servicePrincipals\" --resource $Graph --uri-parameters \"`$filter=appId eq '{graph}'\" --query \
         'value[0].id' --output tsv\n$Filter = \"`$filter=clientId eq '\" + $Ids['servicePrincipalId'] + \"' and consentType eq \
         'AllPrincipals' and resourceId eq '\" + $Ids['graphServicePrincipalId'] + \"'\"\n$Grant = {id}\nif (-not $Grant) \
         {{\n{body}$null = Invoke-Patiently az rest --method post --uri \"$Graph/v1.0/oauth2PermissionGrants\" --resource $Graph \
         --headers Content-Type=application/json --body '@body.json' --output none\nWrite-Host 'done: {title}'\n}} else \
         {{\n$Given = @((\"$({scope})\").Split(' ') | Where-Object {{ $_ }})\n$Missing = @('{scopes}'.Split(' ') | Where-Object \
         {{ $Given -notcontains $_ }})\nif ($Missing.Count -eq 0) {{\nWrite-Host 'as it should be: {title}'\n}} else \
         {{\nWrite-Text 'body.json' ('{{ \"scope\": \"' + (($Given + $Missing) -join ' ') + '\" }}')\n$null = Invoke-Patiently \
         az rest --method patch --uri \"$Graph/v1.0/oauth2PermissionGrants/$Grant\" --resource $Graph --headers \
         Content-Type=application/json --body '@body.json' --output none\nWrite-Host 'done: {title}'\n}}\n}}\n}}\n",
        title = consent.title,
        reason = ascii::plain(&consent.reason),
        graph = crate::GRAPH_APP_ID,
        id = grant("id"),
        scope = grant("scope"),
        scopes = script.scopes,
        body = here_string("Write-Text 'body.json'", &body(consent)),
    )
}

fn end(script: &Script) -> String {
    let mut out = String::from("\n# What goes on from here\n'CLIENT_ID=' + $Ids['appId']\n\"TENANT_ID=$Tenant\"\n");
    if let Some(uri) = &script.app_id_uri {
        out.push_str(&format!("'APP_ID_URI={}' + $Ids['appId']\n", uri.replace("{appId}", "")));
    }
    out.push_str("} finally {\nPop-Location\nRemove-Item -Recurse -Force $Work\n}\n\n");
    for line in script.about_the_secret() {
        out.push_str(&format!("# {line}\n"));
    }
    out
}

fn body(change: &Change) -> String {
    ascii::names(&change.request.body)
}

/// Its end is a mark at the beginning of a line, where no line of JSON or JMESPath has one.
fn here_string(command: &str, text: &str) -> String {
    format!("{command} @'\n{text}\n'@\n")
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
