//! What people paste where a registration is asked for, at the built program.

use hallpass_tests::home::Home;
use serde_json::{Value, json};

use crate::edit::CLIENT_ID;

const PLANTED: &str = "Pl4~nted.Secret.Value_0123456789abcdefgh";

/// One sentence that says what it is, and one that says what to give instead; nothing of what was pasted.
#[test]
fn what_is_no_json_is_named() {
    let home = Home::new();
    let error = |words: &str| format!("error[registration-unreadable]: {words}");
    for (text, words, fix) in [
        (format!("appId: {CLIENT_ID}\ndisplayName: Contoso\nsecretText: {PLANTED}\n"), "this is YAML", "--output json"),
        (
            format!("DisplayName    AppId\n-------------  -----\n{PLANTED}  {CLIENT_ID}\n"),
            "this is a table",
            "--output json",
        ),
        (
            format!("None\tTrue\tNone\t{CLIENT_ID}\t{PLANTED}\n"),
            "this is a line of values between tabs",
            "--output json",
        ),
        (
            format!("\r\nAppId      : {CLIENT_ID}\r\nDisplayName : {PLANTED}\r\n"),
            "this is what PowerShell shows",
            "ConvertTo-Json -Depth 10",
        ),
        (
            format!("@{{AppId={CLIENT_ID}; SecretText={PLANTED}}}"),
            "this is what PowerShell shows",
            "ConvertTo-Json -Depth 10",
        ),
        (
            format!(
                "{{\"AppId\": \"{CLIENT_ID}\", \"PasswordCredentials\": [\"@{{KeyId=x; SecretText={PLANTED}}}\"]}}"
            ),
            "PowerShell has cut the JSON off: of PasswordCredentials[0]",
            "ConvertTo-Json -Depth 10",
        ),
        (format!("CLIENT_ID={CLIENT_ID}\nCLIENT_SECRET={PLANTED}\n"), "this is a file of settings", "az ad app show"),
        (CLIENT_ID.to_owned(), "this is an ID alone", "az ad app show --id and this ID"),
        (
            format!("ERROR: unrecognized arguments: --password {PLANTED}"),
            "this is an error of the Azure CLI",
            "do what it says",
        ),
        (PLANTED.to_owned(), "the text holds no JSON", "az ad app show"),
    ] {
        let utf16 = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for input in [text.clone().into_bytes(), [b"\xEF\xBB\xBF", text.as_bytes()].concat(), utf16] {
            let run = home.hallpass(["registration", "check", "-"]).input(&input).run().expect_code(1);
            assert!(run.stdout.contains(&error(words)), "{run}");
            let fixes = run.stdout.lines().filter(|line| line.trim_start().starts_with("fix: ")).collect::<Vec<_>>();
            assert!(matches!(fixes.as_slice(), [only] if only.contains(fix)), "{run}");
            assert!(!run.all().contains(&PLANTED[4..]), "{run}");
        }
    }
}

/// The same findings from PowerShell's names as from Graph's.
#[test]
fn powershells_names_are_read() {
    let home = Home::new();
    let scope = "5b3a4e4a-e55e-45ba-820b-ea16efbe3d50";
    let uri = format!("api://localhost:3000/{CLIENT_ID}");
    let permission = "14dad69e-099b-42c9-810b-d002981feec1";
    let graph = json!({ "appId": CLIENT_ID, "identifierUris": [uri], "tags": ["x"], "api": { "requestedAccessTokenVersion": 2,
        "oauth2PermissionScopes": [{ "id": scope, "value": "access_as_user", "type": "User", "isEnabled": true }],
        "preAuthorizedApplications": [{ "appId": "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "delegatedPermissionIds": [scope] }] },
        "requiredResourceAccess": [{ "resourceAppId": "00000003-0000-0000-c000-000000000000",
            "resourceAccess": [{ "id": permission, "type": "Scope" }] }],
        "spa": { "redirectUris": ["https://localhost:3000/dialog.html"] } });
    let codes = |registration: &Value| {
        let check = home.hallpass(["registration", "check", "-", "--format", "json"]);
        let run = check.input(registration.to_string().as_bytes()).run();
        let findings = run.json()["files"][0]["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let expected = codes(&graph);
    assert!(!expected.iter().any(|code| code.contains("unread")), "{expected:?}");
    let capital = |name: &str| name[..1].to_uppercase() + &name[1..];
    assert_eq!(codes(&renamed(&graph, &capital)), expected);
    let one = |name: &str| {
        let lists = ["Uris", "Tags", "Scopes", "Applications", "Ids"];
        let name = capital(name);
        if lists.iter().any(|list| name.ends_with(list)) { name.trim_end_matches('s').to_owned() } else { name }
    };
    assert_eq!(codes(&renamed(&graph, &one)), expected);
    let any = json!({ "Id": scope, "DeletedDateTime": null, "AdditionalProperties": graph });
    assert_eq!(codes(&any), expected);
}

fn renamed(value: &Value, name: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::Object(object) => object.iter().map(|(key, value)| (name(key), renamed(value, name))).collect(),
        Value::Array(list) => list.iter().map(|value| renamed(value, name)).collect(),
        value => value.clone(),
    }
}
