use std::fs;
use std::path::Path;

use super::*;
use crate::Folders;
use crate::profile::ProfileChoice;
use crate::use_case::finding_view::FindingSeverity;

const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const OTHER: &str = "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30";

/// The manifest of the window's own test.
fn manifest(client_id: &str, port: u16) -> String {
    const BUDGET: &str = include_str!("../../../../../tests/desktop/budget.xml");
    BUDGET.replace("CLIENT_ID", client_id).replace("PORT", &port.to_string())
}

/// A project with these files, opened by a profile that knows nothing.
fn opened(files: &[(&str, String)]) -> (tempfile::TempDir, tempfile::TempDir, App) {
    let (state, project) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, text) in files {
        fs::write(project.path().join(name), text).unwrap();
    }
    let profile = ProfileChoice::default().in_folder(Some(project.path().to_owned()));
    let app = App { profile, ..App::on_this_machine(Folders::under(state.path())) };
    (state, project, app)
}

fn cell(agreement: &Agreement, fact: AgreementFact, side: AgreementSide) -> String {
    let row = agreement.rows.iter().find(|row| row.fact == fact).unwrap();
    row.cells.iter().find(|cell| cell.side == side).unwrap().text.clone()
}

fn facts(text: &str) -> (&'static str, String) {
    ("hallpass.toml", format!("version = 1\n[facts]\n{text}\n"))
}

#[test]
fn nothing_is_a_first_run() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    let agreement = agreement(&app).unwrap();
    assert!(!agreement.is_begun && agreement.findings.is_empty() && agreement.sources.is_empty());
    assert_eq!((agreement.compared, agreement.differing, agreement.port), (0, 0, None));
}

#[test]
fn a_wrong_port_is_the_first_finding_with_its_place() {
    let (_state, _project, app) = opened(&[
        ("manifest.xml", manifest(ID, 3001)),
        (".env", format!("CLIENT_ID={ID}\nPORT=3000\nCLIENT_SECRET=abc~1\n")),
        facts(&format!("domain = \"localhost:3000\"\nclient_id = \"{ID}\"")),
    ]);
    let agreement = agreement(&app).unwrap();
    for (fact, side, text) in [
        (AgreementFact::ClientId, AgreementSide::Manifest, "Manifest agrees"),
        (AgreementFact::ClientId, AgreementSide::Code, "Code agrees"),
        (AgreementFact::ClientId, AgreementSide::Registration, "Registration: not read"),
        (AgreementFact::HostAndPort, AgreementSide::Manifest, "Manifest differs: port 3001"),
        (AgreementFact::HostAndPort, AgreementSide::Code, "Code agrees"),
        (AgreementFact::Tenant, AgreementSide::Code, "Code: not read"),
    ] {
        assert_eq!(cell(&agreement, fact, side), text);
    }
    assert_eq!((agreement.compared, agreement.differing), (4, 1));
    let first = &agreement.findings[0];
    assert_eq!((first.finding.code.as_str(), first.mend), ("resource-host-mismatch", MendOn::Manifest));
    assert_eq!(first.places[0], "manifest.xml line 17");
    let expected = first.expected.clone().map(|expected| expected.text);
    assert_eq!(expected, Some(format!("api://localhost:3000/{ID}")));
    assert!(first.file.as_deref().is_some_and(|file| Path::new(file).is_absolute()));
    assert!(!serde_json::to_string(&agreement).unwrap().contains("abc~1"));
    assert_eq!(agreement.port, Some(PagesPort { address: "localhost:3000".to_owned(), is_local: true }));
}

#[test]
fn a_change_is_offered_only_for_what_it_mends() {
    let support = r#"<SupportUrl DefaultValue="http://contoso.com/help"/>"#;
    let manifest = manifest(ID, 3001);
    let http = manifest.replacen("<Hosts>", &format!("{support}<Hosts>"), 1);
    assert_ne!(http, manifest);
    let (_state, _project, app) =
        opened(&[("manifest.xml", http), facts(&format!("domain = \"localhost:3000\"\nclient_id = \"{ID}\""))]);
    let agreement = agreement(&app).unwrap();
    let has_change = |code: &str| {
        let found = agreement.findings.iter().find(|one| one.finding.code == code);
        found.unwrap_or_else(|| panic!("{code}: {:?}", agreement.findings)).has_change
    };
    assert!(has_change("resource-host-mismatch"));
    assert!(!has_change("url-not-https"));
}

#[test]
fn what_no_rule_looks_at_is_found_too() {
    let export =
        format!(r#"{{"appId":"{ID}","identifierUris":["api://localhost:3000/{ID}"],"signInAudience":"AzureADMyOrg"}}"#);
    let (_state, _project, app) = opened(&[
        ("manifest.xml", manifest(ID, 3000)),
        ("registration.json", export),
        (".env", format!("CLIENT_ID={OTHER}\nTENANT_ID=common\n")),
        facts(&format!("domain = \"localhost:3000\"\nclient_id = \"{ID}\"\ntenant_id = \"{OTHER}\"")),
    ]);
    let agreement = agreement(&app).unwrap();
    let of_code: Vec<_> = agreement.findings.iter().filter(|one| one.at == FindingAt::Code).collect();
    assert_eq!(
        of_code.iter().map(|one| (one.finding.title.as_str(), one.places[0].as_str())).collect::<Vec<_>>(),
        [
            (&*format!("The server's .env has another client ID: {OTHER}"), ".env line 1"),
            ("The server's .env has another tenant: common", ".env line 2"),
        ]
    );
    assert_eq!(cell(&agreement, AgreementFact::HostAndPort, AgreementSide::Registration), "Registration agrees");
    assert_eq!(
        cell(&agreement, AgreementFact::Scope, AgreementSide::Registration),
        "Registration differs: it has none"
    );
    // A rule says that better, and each thing is said once.
    assert!(agreement.findings.iter().any(|one| one.finding.code == "access-as-user-missing"));
    assert!(!agreement.findings.iter().any(|one| one.finding.code == "registration-differs"));
    let errors = agreement.findings.iter().map(|one| one.finding.severity == FindingSeverity::Error);
    assert!(errors.is_sorted_by(|one, next| one >= next), "those that fail come first");
}

#[test]
fn without_facts_the_sides_are_compared_with_each_other() {
    let (_state, _project, app) = opened(&[
        ("manifest.xml", manifest(ID, 3000)),
        (".env", format!("CLIENT_ID={OTHER}\nAPP_ID_URI={{APP_ID_URI}}\n")),
    ]);
    let agreement = agreement(&app).unwrap();
    assert!(agreement.is_begun);
    assert_eq!(cell(&agreement, AgreementFact::ClientId, AgreementSide::Manifest), "Manifest agrees");
    assert_eq!(cell(&agreement, AgreementFact::ClientId, AgreementSide::Code), format!("Code differs: {OTHER}"));
    assert_eq!(cell(&agreement, AgreementFact::HostAndPort, AgreementSide::Manifest), "Manifest: nothing to compare");
    assert_eq!(cell(&agreement, AgreementFact::HostAndPort, AgreementSide::Code), "Code: not read");
}

#[test]
fn a_file_that_is_gone_is_told_and_hides_nothing() {
    let (_state, project, app) = opened(&[("manifest.xml", manifest(ID, 3000)), (".env", "PORT=1".to_owned())]);
    app.saw_registration_file(&project.path().join("gone.json"));
    app.saw_manifest(&project.path().join("manifest.xml"));
    let agreement = agreement(&app).unwrap();
    let told: Vec<_> = agreement
        .sources
        .iter()
        .map(|source| (source.side, source.what.as_str(), source.error.as_ref().map(|error| error.code.as_str())))
        .collect();
    assert_eq!(
        told,
        [
            (AgreementSide::Registration, "gone.json", Some("file-not-found")),
            (AgreementSide::Manifest, "manifest.xml", None),
            (AgreementSide::Code, ".env", None),
        ]
    );
    assert_eq!(cell(&agreement, AgreementFact::ClientId, AgreementSide::Registration), "Registration: not read");
}

/// A token for the add-in's own API with these scopes; its signature is nobody's.
fn token(scp: &str) -> sso_core::token::TokenReport {
    use base64::Engine as _;
    let part = |json: serde_json::Value| {
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(serde_json::to_vec(&json).unwrap())
    };
    let head = part(serde_json::json!({"alg": "RS256", "typ": "JWT", "kid": "one"}));
    let body = part(serde_json::json!({
        "aud": ID, "iss": format!("https://login.microsoftonline.com/{OTHER}/v2.0"), "iat": 1_773_754_264,
        "nbf": 1_773_754_264, "exp": 1_773_758_164, "oid": OTHER, "tid": OTHER, "sub": "one", "scp": scp, "ver": "2.0",
        "azp": "93d53678-613d-4013-afc1-62e9e444a0a5",
    }));
    let now = sso_core::Timestamp::from_second(1_773_755_000).unwrap();
    sso_core::token::inspect(&format!("{head}.{body}.c2lnbmF0dXJl"), now).unwrap()
}

#[test]
fn what_shows_consent_to_the_add_in_s_own_scope_is_told_and_nothing_else_is() {
    let scope = "0f0a4bd5-4a24-4b6c-9f0b-6cf1a3c7a001";
    let export = |client: &str| {
        format!(
            r#"{{"appId":"{ID}","identifierUris":["api://localhost:3000/{ID}"],"signInAudience":"AzureADMyOrg","api":{{
            "oauth2PermissionScopes":[{{"id":"{scope}","value":"access_as_user","type":"User","isEnabled":true}}],
            "preAuthorizedApplications":[{{"appId":"{client}","delegatedPermissionIds":["{scope}"]}}]}}}}"#
        )
    };
    let (office, one_client) = ("ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "93d53678-613d-4013-afc1-62e9e444a0a5");
    for (registration, scp, text) in [
        (None, None, "Consent: not read"),
        (Some(office), None, "Consent agrees"),
        // Of all other clients nobody knows.
        (Some(one_client), None, "Consent: not read"),
        (None, Some("access_as_user"), "Consent agrees"),
        (None, Some("openid access_as_user"), "Consent agrees"),
        (None, Some("Access_As_User"), "Consent: not read"),
        (Some(office), Some("other"), "Consent agrees"),
    ] {
        let (_state, project, app) = opened(&[facts(&format!("client_id = \"{ID}\""))]);
        if let Some(client) = registration {
            fs::write(project.path().join("registration.json"), export(client)).unwrap();
        }
        if let Some(scp) = scp {
            app.saw_token(&token(scp));
        }
        let agreement = agreement(&app).unwrap();
        assert_eq!(cell(&agreement, AgreementFact::Scope, AgreementSide::Consent), text, "{registration:?} {scp:?}");
        assert_eq!(cell(&agreement, AgreementFact::GraphPermissions, AgreementSide::Consent), "Consent: not read");
    }
}

/// Facts that name another permission leave what the manifest names unanswered.
#[test]
fn a_permission_of_the_manifest_lacks_with_and_without_facts_of_others() {
    let graph = |name: &str| {
        let permission = sso_core::GraphPermission::by_name(name).unwrap();
        format!(r#"{{"id":"{}","type":"Scope"}}"#, permission.id)
    };
    let listed = ["openid", "profile", "User.Read"].map(graph).join(",");
    let export = format!(
        r#"{{"appId":"{ID}","identifierUris":["api://localhost:3000/{ID}"],"signInAudience":"AzureADMyOrg",
        "requiredResourceAccess":[{{"resourceAppId":"{}","resourceAccess":[{listed}]}}]}}"#,
        sso_core::GRAPH_APP_ID
    );
    let manifest =
        manifest(ID, 3000).replace("<Scope>profile</Scope>", "<Scope>profile</Scope><Scope>Files.Read.All</Scope>");
    for permissions in ["", "permissions = [\"User.Read\"]", "permissions = [\"User.Read\", \"Mail.Read\"]"] {
        let (_state, _project, app) = opened(&[
            ("manifest.xml", manifest.clone()),
            ("registration.json", export.clone()),
            facts(&format!("domain = \"localhost:3000\"\nclient_id = \"{ID}\"\n{permissions}")),
        ]);
        app.saw_consented(&["User.Read".to_owned()]);
        let agreement = agreement(&app).unwrap();
        let lacks: Vec<&str> = agreement
            .findings
            .iter()
            .map(|one| one.finding.title.as_str())
            .filter(|title| title.contains("lacks"))
            .collect();
        let of = |whose: &str| lacks.iter().find(|title| title.starts_with(whose)).copied().unwrap_or_default();
        // What a rule names is not told again.
        assert_eq!(of("The registration"), "The registration lacks Files.Read.All", "{permissions}: {lacks:?}");
        assert!(of("Consent").contains("Files.Read.All"), "{permissions}: {lacks:?}");
    }
}

#[test]
fn the_manifest_that_a_person_works_on_is_the_one_that_is_compared() {
    let (_state, project, app) = opened(&[
        ("manifest.xml", manifest(ID, 3000)),
        ("manifest.test.xml", manifest(OTHER, 3000)),
        facts(&format!("client_id = \"{ID}\"")),
    ]);
    let says = || cell(&agreement(&app).unwrap(), AgreementFact::ClientId, AgreementSide::Manifest);
    app.saw_manifest(&project.path().join("manifest.test.xml"));
    assert_eq!(says(), format!("Manifest differs: {OTHER}"));
    app.saw_manifest(&project.path().join("manifest.xml"));
    assert_eq!(says(), "Manifest agrees");
}
