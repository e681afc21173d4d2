//! What is there at the start: the applications with a mistake each, and what a seed file adds.

use jiff::Timestamp;
use practice_tenant::{Seed, SeedFileError, TokenKind, TokenOrder};
use serde_json::Value;

use crate::refusal::{assert_page, assert_refused, assert_returned};
use crate::rig::{ADELE, Params, Rig, part, text};

const SECRET: &str = "practice-secret-of-every-mistake";

/// The client ID of the application whose name begins so.
fn mistake(name: &str) -> String {
    let seed = Seed::contoso_with_add_in("localhost:3000".parse().unwrap());
    let named = seed.applications.iter().find(|app| app.registration.display_name.starts_with(name));
    named.unwrap_or_else(|| panic!("no {name}")).registration.app_id.unwrap().to_string()
}

fn request_of(rig: &Rig, client_id: &str) -> Params {
    let mut request = rig.authorize();
    request.set("client_id", client_id);
    request.set("scope", format!("openid offline_access api://localhost:3000/{client_id}/access_as_user"));
    request
}

/// On-behalf-of by the server of that application, after a sign-in.
async fn on_behalf_of(rig: &Rig, client_id: &str) -> reqwest::Response {
    let mut redemption = rig.redemption();
    redemption.set("client_id", client_id);
    redemption.set("code", rig.sign_in(&request_of(rig, client_id)).await.get("code"));
    let tokens = rig.token(&redemption).await;
    let mut request = rig.on_behalf_of(text(&tokens, "access_token"));
    request.set("client_id", client_id);
    request.set("client_secret", SECRET);
    rig.token_request(&request).send().await.unwrap()
}

#[tokio::test]
async fn each_mistake_shows_at_the_server() {
    let rig = Rig::start().await;
    for (name, code, status, error) in [
        ("Expired client secret", 7000222, 401, "invalid_client"),
        ("Graph permission not listed", 65001, 400, "invalid_grant"),
        ("Graph permission listed", 65001, 400, "invalid_grant"),
        ("Permission for administrators only", 65001, 400, "invalid_grant"),
    ] {
        assert_refused(on_behalf_of(&rig, &mistake(name)).await, code, status, error).await;
    }
    for healthy in ["Healthy: multi-tenant", "Healthy: device code", "Office is not pre-authorized"] {
        assert_eq!(on_behalf_of(&rig, &mistake(healthy)).await.status(), 200, "{healthy}");
    }
    let client_id = mistake("Version 1 tokens");
    let mut redemption = rig.redemption();
    redemption.set("client_id", client_id.clone());
    redemption.set("code", rig.sign_in(&request_of(&rig, &client_id)).await.get("code"));
    assert_eq!(part(text(&rig.token(&redemption).await, "access_token"), 1)["ver"], "1.0");
}

#[tokio::test]
async fn each_mistake_shows_at_the_sign_in() {
    let rig = Rig::start().await;
    for (name, code) in [("Sign-in disabled", 7000112), ("No redirect URI", 500113)] {
        assert_page(rig.get_authorize(&request_of(&rig, &mistake(name))).await, code).await;
    }
    let mut dialog = request_of(&rig, &mistake("Dialog registered with a slash"));
    dialog.set("redirect_uri", crate::rig::DIALOG);
    assert_page(rig.get_authorize(&dialog).await, 50011).await;
    for (name, code, error) in
        [("Scope disabled", 650053, "invalid_client"), ("App ID URI of", 500011, "invalid_resource")]
    {
        assert_returned(&rig.get_authorize(&request_of(&rig, &mistake(name))).await, code, error);
    }
    let tenant = rig.tenant.tenant_id().to_string();
    let assignment = request_of(&rig, &mistake("Assignment required"));
    assert_returned(&rig.choose_at(&tenant, assignment, ADELE).await, 50105, "access_denied");
    let mut admin = request_of(&rig, &mistake("Permission for administrators only"));
    admin.set("scope", "Directory.Read.All");
    assert_page(rig.choose_at(&tenant, admin, ADELE).await, 90094).await;
    let url = rig.url_of("common", "oauth2/v2.0/authorize");
    let single = rig.http.get(url).query(&request_of(&rig, &mistake("Single tenant")).0).send().await.unwrap();
    assert_returned(&single, 50194, "invalid_request");
}

#[tokio::test]
async fn somebody_is_there_for_each_challenge() {
    for (user, code) in [
        ("IsaiahL@contoso.onmicrosoft.com", 50076),
        ("JoniS@contoso.onmicrosoft.com", 50079),
        ("PattiF@contoso.onmicrosoft.com", 50158),
        ("MiriamG@contoso.onmicrosoft.com", 53003),
    ] {
        let rig = Rig::start().await;
        let tokens = rig.tokens_at(&rig.tenant.tenant_id().to_string(), user).await;
        let request = rig.token_request(&rig.on_behalf_of(text(&tokens, "access_token")));
        assert_refused(request.send().await.unwrap(), code, 400, "interaction_required").await;
    }
    let rig = Rig::start().await;
    let tenant = rig.tenant.tenant_id().to_string();
    assert_page(rig.choose_at(&tenant, rig.authorize(), "HenriettaM@contoso.onmicrosoft.com").await, 50057).await;
}

const FILE: &str = r#"
[[tenant]]
id = "30270000-0000-4000-8000-000000000001"
name = "Northwind"
domains = ["northwind.example"]
person = [
    { user_principal_name = "olivia@northwind.example", name = "Olivia Wilson", admin = true },
]
guest = [{ user_principal_name = "AdeleV@contoso.onmicrosoft.com" }]
policy = [{ name = "MFA for guests", users = ["AdeleV@contoso.onmicrosoft.com"], control = "mfa" }]

[[tenant]]
id = "c0a7050c-0000-4000-8000-000000000001"
person = [{ user_principal_name = "new@contoso.onmicrosoft.com", name = "New Person" }]

[[application]]
tenant = "northwind.example"
import = "my-add-in.json"
secret = [{ value = "known-to-the-team" }]
admin_consent = true
ready = true

[[application]]
registration = { displayName = "Bare", signInAudience = "AzureADMultipleOrgs" }
"#;

const REGISTRATION: &str = r#"{
    "appId": "a1100000-0000-4000-8000-000000000001", "displayName": "My add-in", "signInAudience": "AzureADMyOrg",
    "identifierUris": ["api://localhost:3000/a1100000-0000-4000-8000-000000000001"],
    "publicClient": { "redirectUris": ["http://localhost"] },
    "api": { "requestedAccessTokenVersion": 2, "oauth2PermissionScopes": [
        { "id": "a1100000-0000-4000-8000-000000000003", "value": "access_as_user", "type": "User", "isEnabled": true }] },
    "requiredResourceAccess": [{ "resourceAppId": "00000003-0000-0000-c000-000000000000", "resourceAccess": [
        { "id": "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "type": "Scope" }] }]
}"#;

fn read(path: &str) -> Result<String, String> {
    match path {
        "my-add-in.json" => Ok(REGISTRATION.to_owned()),
        _ => Err(format!("could not read {path}: no such file")),
    }
}

#[tokio::test]
async fn a_seed_file_brings_ones_own_tenant_and_registration() {
    let mut seed = Seed::contoso();
    seed.extend(FILE, start(), read).unwrap();
    let rig = Rig::start_with(seed).await;
    assert_eq!(rig.add_in.client_secret.expose(), "known-to-the-team");
    assert_eq!(rig.add_in.user, "olivia@northwind.example");
    let segment = "northwind.example";
    let tokens = rig.tokens_at(segment, "olivia@northwind.example").await;
    let request = rig.on_behalf_of(text(&tokens, "access_token"));
    let url = rig.url_of(segment, "oauth2/v2.0/token");
    let answer = rig.http.post(url.clone()).form(&request.0).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(text(&part(text(&answer, "access_token"), 1), "name"), "Olivia Wilson");
    // Adele is a guest there, and the policy names her account at home.
    let tokens = rig.tokens_at(segment, ADELE).await;
    assert!(text(&part(text(&tokens, "access_token"), 1), "idp").ends_with("/c0a7050c-0000-4000-8000-000000000001/"));
    let request = rig.on_behalf_of(text(&tokens, "access_token"));
    let answer = rig.http.post(url).form(&request.0).send().await.unwrap();
    assert_refused(answer, 50076, 400, "interaction_required").await;
    assert!(rig.tenant.people().iter().any(|person| person.display_name == "New Person"));
}

#[test]
fn what_is_wrong_is_told_by_line_and_key() {
    for (file, line, key, message) in [
        ("[[tenant]", 1, "[[tenant]", "unclosed"),
        ("\n[[tenant]]\nid = \"no GUID\"\n", 3, "id", "not a GUID"),
        ("[[tenant]]\nid = \"30270000-0000-4000-8000-000000000001\"\n", 2, "id", "needs a name"),
        ("[[tenants]]\n", 1, "[[tenants]]", "unknown field `tenants`"),
        ("[[application]]\nimport = \"gone.json\"\n", 2, "import", "could not read gone.json: no such file"),
        ("\n\n[[application]]\nready = true\n", 3, "[[application]]", "it needs registration or import"),
        (
            "[[application]]\nregistration = { displayName = \"x\" }\nready = true",
            3,
            "ready",
            "ready needs an Application ID URI and an enabled scope",
        ),
        ("[[application]]\ntenant = \"nowhere.example\"\n", 2, "tenant", "there is no tenant nowhere.example"),
        (
            "[[application]]\nregistration = { signinAudience = \"AzureADMyOrg\" }\n",
            2,
            "registration",
            "signinAudience is written signInAudience",
        ),
        (
            "[[application]]\nimport = \"my-add-in.json\"\nassigned_to = [\"nobody@x.example\"]\n",
            3,
            "assigned_to",
            "nobody in this tenant is called nobody@x.example",
        ),
        ("[[application]]\nadmin_consent = \"yes\"\n", 2, "admin_consent", "invalid type: string"),
    ] {
        let SeedFileError { line: at, key: named, message: said } = seed().extend(file, start(), read).unwrap_err();
        assert_eq!((at, named.as_str()), (line, key), "{file}: {said}");
        assert!(said.contains(message), "{file}: {said}");
    }
}

/// A seed with a built-in add-in, so that a client ID can be taken.
fn seed() -> Seed {
    Seed::contoso_with_add_in("localhost:3000".parse().unwrap())
}

/// 2026, so that a secret may have ended.
fn start() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

const NORTHWIND: &str = "[[tenant]]\nid = \"30270000-0000-4000-8000-000000000001\"\nname = \"Northwind\"\n";

#[test]
fn what_would_be_taken_silently_is_told() {
    let northwind = |rest: &str| format!("{NORTHWIND}{rest}");
    let person =
        |person: &str| northwind(&format!("domains = [\"northwind.example\"]\nperson = [\n  {{ {person} }},\n]\n"));
    let import = |rest: &str| format!("[[application]]\nimport = \"my-add-in.json\"\n{rest}\n");
    let inline = |registration: &str| format!("[[application]]\nregistration = {{ {registration} }}\n");
    for (file, line, key, message) in [
        (inline("displayName = \"x\", apId = \"y\""), 2, "registration", "apId is written appId"),
        (inline("displayName = \"x\", nonsense = 1"), 2, "registration", "nonsense is no property"),
        (inline("displayName = \"x\", api = { accessTokenVersion = 2 }"), 2, "registration", "api.accessTokenVersion"),
        (
            inline(
                "displayName = \"x\", api = { oauth2PermissionScopes = [{ id = \"5c09e000-0000-4000-8000-000000000007\", \
                 value = \"a\", type = \"User\", isEnabled = true, origin = \"Application\", userConsentName = \"x\" }] }",
            ),
            2,
            "registration",
            "api.oauth2PermissionScopes[0].userConsentName is no property",
        ),
        (
            inline("appId = \"add10000-0000-4000-8000-000000000001\", displayName = \"x\""),
            2,
            "registration",
            "that of “Contoso add-in”",
        ),
        (format!("{}{}", import(""), import("")), 5, "import", "of line 2 has the same client ID"),
        (
            format!(
                "{}{}",
                import("ready = true"),
                inline("displayName = \"x\"").replace("]]\n", "]]\nready = true\n")
            ),
            5,
            "ready",
            "the one of line 3 is",
        ),
        (import("secret = [{ value = \"\" }]"), 3, "value", "a secret has a value"),
        (import("secret = [{ value = \"x\", end = \"tomorrow\" }]"), 3, "end", "write 2027-01-01T00:00:00Z"),
        (
            import("secret = [{ value = \"x\", end = 2026-01-01T00:00:00Z }]\nready = true"),
            3,
            "value",
            "ready needs a secret that has not ended",
        ),
        (northwind("domains = [\"CONTOSO.onmicrosoft.com\"]\n"), 4, "domains", "is a domain of Contoso already"),
        (
            person("user_principal_name = \"o@other.example\", name = \"O\""),
            6,
            "user_principal_name",
            "other.example is none of the tenant's domains: northwind.example",
        ),
        (
            northwind("person = [{ user_principal_name = \"o@n.example\", name = \"O\" }]\n"),
            4,
            "user_principal_name",
            "write domains = [\"n.example\"]",
        ),
        (person("user_principal_name = \"olivia\", name = \"O\""), 6, "user_principal_name", "olivia has no @"),
        (
            person("user_principal_name = \"o@northwind.example\", name = \"O\", mail = \"o\""),
            6,
            "mail",
            "o is no address",
        ),
        (
            person(
                "user_principal_name = \"o@northwind.example\", name = \"O\" },\n  { name = \"P\", user_principal_name = \"o@northwind.example\"",
            ),
            7,
            "user_principal_name",
            "somebody is called o@northwind.example already",
        ),
        (
            "[[tenant]]\nid = \"c0a7050c-0000-4000-8000-000000000001\"\nname = \"Mine\"\n".to_owned(),
            3,
            "name",
            "this tenant is called Contoso",
        ),
        (
            northwind("policy = [\n  { name = \"Often\", control = \"sign-in-frequency\" },\n]\n"),
            5,
            "control",
            "sign-in-frequency needs hours",
        ),
        (
            inline("displayName = \"x\", api = { oauth2PermissionScopes = [{ value = \"x\" }] }"),
            2,
            "oauth2PermissionScopes",
            "missing field `id`",
        ),
    ] {
        let SeedFileError { line: at, key: named, message: said } = seed().extend(&file, start(), read).unwrap_err();
        assert_eq!((at, named.as_str()), (line, key), "{file}: {said}");
        assert!(said.contains(message), "{file}: {said}");
    }
}

#[test]
fn what_is_right_stays_right() {
    let contoso = "[[tenant]]\nid = \"c0a7050c-0000-4000-8000-000000000001\"\nname = \"Contoso\"\n\
                   domains = [\"contoso.onmicrosoft.com\", \"contoso.example\"]\n\
                   person = [{ user_principal_name = \"new@contoso.example\", name = \"New Person\" }]\n";
    let personal = "[[tenant]]\nid = \"9188040d-6c67-4c5b-b112-36a304b66dad\"\n\
                    person = [{ user_principal_name = \"p@anywhere.example\", name = \"P\" }]\n";
    let expired = "[[application]]\nregistration = { displayName = \"x\", notes = \"n\", web = { homePageUrl = \"\" } }\n\
                   secret = [{ value = \"x\", end = \"2026-01-01T00:00:00Z\" }]\n";
    let turned_over = "[[application]]\nimport = \"my-add-in.json\"\nready = true\n\
                       secret = [{ value = \"old\", end = 2026-01-01T00:00:00Z }, { value = \"new\" }]\n";
    for file in
        [contoso, personal, expired, turned_over, "[[application]]\nimport = \"my-add-in.json\"\nready = false\n"]
    {
        seed().extend(file, start(), read).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
}

#[tokio::test]
async fn only_admin_consent_consents() {
    let code = async |consent: bool| {
        let mut seed = Seed::contoso();
        let file = "[[application]]\nimport = \"my-add-in.json\"\nready = true\nadmin_consent = ";
        seed.extend(&format!("{file}{consent}\n"), start(), read).unwrap();
        let rig = Rig::start_with(seed).await;
        let token = rig.tenant.mint(TokenKind::BootstrapV2, &[]).unwrap();
        let mut codes = Vec::new();
        // A reset changes nothing of it.
        for _ in 0..2 {
            let answer = rig.token_request(&rig.on_behalf_of(token.expose())).send().await.unwrap();
            let answer: Value = answer.json().await.unwrap();
            codes.push(answer["error_codes"][0].as_u64().unwrap_or_default());
            rig.tenant.reset();
        }
        codes
    };
    assert_eq!((code(true).await, code(false).await), (vec![0, 0], vec![65001, 65001]));
}

#[tokio::test]
async fn a_seed_whose_add_in_is_not_ready_does_not_start() {
    let mut seed = seed();
    seed.applications[0].registration.identifier_uris.clear();
    let config = Rig::config(seed);
    let error = practice_tenant::PracticeTenant::start(config).await.unwrap_err();
    assert!(error.to_string().contains("Application ID URI"), "{error}");
}

/// Copied to the letter; it names two people, and each can do what the page says of them.
#[tokio::test]
async fn the_example_in_the_documentation_is_a_good_seed_file() {
    let page = include_str!("../../../../docs/practice-tenant.md");
    let example = page.split_once("```toml\n").unwrap().1.split_once("```").unwrap().0;
    let mut seed = seed();
    seed.extend(example, start(), |path| {
        (path == "my-add-in.json").then(|| REGISTRATION.to_owned()).ok_or_else(String::new)
    })
    .unwrap();
    assert_eq!(seed.applications.last().unwrap().home, seed.tenants.last().unwrap().id);
    let rig = Rig::start_with(seed).await;
    assert_eq!(rig.add_in.client_id.to_string(), "a1100000-0000-4000-8000-000000000001");
    let url = rig.url_of("northwind.example", "oauth2/v2.0/token");
    for (user, mfa, status) in [
        (None, false, 200),
        (Some("olivia@northwind.example"), false, 200),
        (Some("omar@northwind.example"), false, 400),
        (Some("omar@northwind.example"), true, 200),
    ] {
        let order = TokenOrder { user: user.map(str::to_owned), mfa, ..TokenOrder::of(TokenKind::BootstrapV2) };
        let token = rig.tenant.mint_to_order(&order).unwrap();
        let answer = rig.http.post(url.clone()).form(&rig.on_behalf_of(token.expose()).0).send().await.unwrap();
        assert_eq!(answer.status(), status, "{user:?} {mfa}");
        let body: Value = answer.json().await.unwrap();
        assert!(status == 200 || body["error_codes"][0] == 50076, "{body}");
    }
}
