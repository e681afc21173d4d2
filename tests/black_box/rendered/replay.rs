//! Requests out of the text of a rendering, sent to the practice tenant's Graph.

use reqwest::Method;
use serde_json::{Value, json};
use sso_core::plan::{Facts, Plan, Stated, render};

use super::cut_out::{Document, of_bash, of_powershell};
use super::tenant::Tenant;
use super::{TAG, plans};

/// What stands for what in a text.
#[derive(Default)]
struct Names(Vec<(&'static str, String)>);

impl Names {
    fn set(&mut self, name: &'static str, of: &Value) {
        self.0.push((name, of.as_str().unwrap().to_owned()));
    }

    fn fill(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }
}

#[tokio::test]
async fn requests_as_text() {
    let tenant = Tenant::start().await;
    for plan in plans(tenant.tenant.graph()) {
        let mut names = Names::default();
        let graph = tenant.get("v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')").await;
        names.set("{graphServicePrincipalId}", &graph["id"]);
        let text = render::graph(&plan);
        let mut sent = 0;
        for Request { method, path, body } in requests(&text, tenant.tenant.graph()) {
            let path = names.fill(&path);
            let body: Value = serde_json::from_str(&names.fill(&body)).unwrap();
            let (status, answer) = tenant.ask(method, &path, Some(&body)).await;
            assert!([201, 204].contains(&status), "{path}: {answer}");
            match &*path {
                "v1.0/applications" => {
                    names.set("{objectId}", &answer["id"]);
                    names.set("{appId}", &answer["appId"]);
                }
                "v1.0/servicePrincipals" => names.set("{servicePrincipalId}", &answer["id"]),
                _ => {}
            }
            sent += 1;
        }
        assert_eq!(sent, 5, "{text}");
        tenant.expect_that_it_works(&plan).await;
        remove(&tenant, &names).await;
    }
}

/// A registration that is there, of which nobody told the renderer what is in it.
#[tokio::test]
async fn requests_for_what_is_there_keep_it() {
    let tenant = Tenant::start().await;
    let office_on_the_web = "93d53678-613d-4013-afc1-62e9e444a0a5";
    let files = "99999999-0000-4000-8000-000000000002";
    let theirs = json!({
        "displayName": "Fabrikam", "signInAudience": "AzureADMultipleOrgs", "tags": ["fabrikam"],
        "identifierUris": [],
        "api": {
            "requestedAccessTokenVersion": 1,
            "knownClientApplications": ["d3590ed6-52b3-4102-aeff-aad2292ab01c"],
            "oauth2PermissionScopes": [
                { "id": files, "value": "files.read", "type": "User", "isEnabled": true,
                  "adminConsentDisplayName": "Files", "adminConsentDescription": "Files" },
            ],
            "preAuthorizedApplications": [{ "appId": office_on_the_web, "delegatedPermissionIds": [files] }],
        },
        "web": { "redirectUris": ["https://addin.fabrikam.com/auth"] },
        "spa": { "redirectUris": ["https://addin.fabrikam.com/spa"] },
        "requiredResourceAccess": [
            { "resourceAppId": "00000003-0000-0ff1-ce00-000000000000",
              "resourceAccess": [{ "id": files, "type": "Scope" }] },
        ],
    });
    let (status, before) = tenant.ask(Method::POST, "v1.0/applications", Some(&theirs)).await;
    assert_eq!(status, 201, "{before}");
    let mut names = Names::default();
    names.set("{objectId}", &before["id"]);
    let path = names.fill("v1.0/applications/{objectId}");
    let [localhost, ..] = plans(tenant.tenant.graph());
    let client_id = before["appId"].as_str().unwrap().parse().ok();
    let plan = Plan { facts: Facts { client_id, ..localhost.facts }, stated: Stated::default(), ..localhost };
    let mut filled = 0;
    for Request { method, path, body } in requests(&render::graph(&plan), tenant.tenant.graph()) {
        if method != Method::PATCH {
            continue;
        }
        // As it stands it is no JSON, which Graph refuses.
        filled += i32::from(serde_json::from_str::<Value>(&body).is_err());
        let body: Value = serde_json::from_str(&with_what_is_there(&body, &before)).unwrap();
        let (status, answer) = tenant.ask(method, &names.fill(&path), Some(&body)).await;
        assert_eq!(status, 204, "{body:#}: {answer}");
    }
    assert_eq!(filled, 8, "each of them has a list");
    let after = tenant.get(&path).await;
    assert_eq!((&after["displayName"], &after["signInAudience"]), (&json!("Fabrikam"), &json!("AzureADMultipleOrgs")));
    let planned = json!(plan.registration());
    for list in [
        "/identifierUris",
        "/api/knownClientApplications",
        "/api/oauth2PermissionScopes",
        "/api/preAuthorizedApplications",
        "/web/redirectUris",
        "/spa/redirectUris",
        "/publicClient/redirectUris",
        "/requiredResourceAccess",
        "/tags",
    ] {
        let of = |whole: &Value| whole.pointer(list).and_then(Value::as_array).cloned().unwrap_or_default();
        assert_eq!(of(&after), [of(&before), of(&planned)].concat(), "{list}");
    }
}

/// What a person puts into a body: what the answer has in each list that is named.
fn with_what_is_there(body: &str, answer: &Value) -> String {
    let mut out = body.to_owned();
    while let Some(from) =
        out.lines().find(|line| line.trim().starts_with('{') && line.trim().len() > 1).map(str::to_owned)
    {
        let name = from.trim().trim_end_matches(',');
        let list = name.trim_matches(['{', '}']).replace('.', "/");
        let entries = answer.pointer(&format!("/{list}")).and_then(Value::as_array).cloned().unwrap_or_default();
        let comma = if from.ends_with(',') && !entries.is_empty() { "," } else { "" };
        let entries = entries.iter().map(|entry| format!("{entry:#}")).collect::<Vec<_>>().join(",\n");
        // An entry in one line would be taken for a name.
        out = out.replacen(&from, &format!("\n{entries}{comma}"), 1);
    }
    out
}

/// One of a text of HTTP with a body.
struct Request {
    method: Method,
    /// On the tenant's Graph.
    path: String,
    body: String,
}

fn requests(text: &str, graph: &url::Url) -> Vec<Request> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#') || line.starts_with("# ->"));
    let mut requests = Vec::new();
    while let Some(line) = lines.find(|line| !line.is_empty()) {
        let (method, address) = line.split_once(' ').unwrap();
        let path = address.strip_prefix(graph.as_str()).unwrap().to_owned();
        let rest: Vec<_> = lines.by_ref().take_while(|line| !line.starts_with("# ->")).collect();
        let Some((head, body)) = rest.split_first() else { continue };
        assert_eq!(*head, "Content-Type: application/json");
        requests.push(Request { method: method.parse().unwrap(), path, body: body.join("\n") });
    }
    requests
}

#[tokio::test]
async fn documents_of_the_script_for_bash() {
    documents(|plan| render::az(plan, TAG), of_bash).await;
}

#[tokio::test]
async fn documents_of_the_script_for_powershell() {
    documents(|plan| render::az_powershell(plan, TAG), of_powershell).await;
}

#[tokio::test]
async fn both_scripts_hold_the_same() {
    let tenant = Tenant::start().await;
    for plan in plans(tenant.tenant.graph()) {
        let trimmed = |mut document: Document| {
            document.text = document.text.trim_end().to_owned();
            document
        };
        let bash: Vec<_> = of_bash(&render::az(&plan, TAG)).into_iter().map(trimmed).collect();
        let powershell = of_powershell(&render::az_powershell(&plan, TAG));
        // Windows cannot take this query as an argument, so it is one more file there.
        let powershell: Vec<_> = powershell.into_iter().filter(|document| document.file != "scope").collect();
        assert_eq!(bash, powershell);
    }
}

/// Does what a script does, by the documents that are cut out of it.
async fn documents(rendering: fn(&sso_core::plan::Plan) -> String, cut_out: fn(&str) -> Vec<Document>) {
    let tenant = Tenant::start().await;
    for plan in plans(tenant.tenant.graph()) {
        let documents = cut_out(&rendering(&plan));
        let named = |name: &str| documents.iter().filter(|document| document.file == name).collect::<Vec<_>>();
        let [application, principal, _enable, grant] = named("body.json")[..] else { panic!("{documents:#?}") };

        let mut names = Names::default();
        let post = async |path: &str, document: &Document, names: &Names| {
            let body: Value = serde_json::from_str(&names.fill(&document.text)).unwrap();
            let (status, answer) = tenant.ask(Method::POST, path, Some(&body)).await;
            assert_eq!(status, 201, "{answer}");
            answer
        };
        // In this one are no names, and what looks like one is the add-in's.
        let created = post("v1.0/applications", application, &Names::default()).await;
        names.set("{objectId}", &created["id"]);
        names.set("{appId}", &created["appId"]);
        names.set("{scopeId}", &created["api"]["oauth2PermissionScopes"][0]["id"]);
        let path = names.fill("v1.0/applications/{objectId}");
        let mut changed = Vec::new();
        for (place, (is_there, wanted)) in named("is-there").into_iter().zip(named("wanted")).enumerate() {
            if ask(&tenant, &path, &names.fill(&is_there.text)).await == true {
                continue;
            }
            let body = ask(&tenant, &path, &names.fill(&wanted.text)).await;
            let (status, answer) = tenant.ask(Method::PATCH, &path, Some(&body)).await;
            assert_eq!(status, 204, "{wanted:?}: {answer}");
            assert_eq!(ask(&tenant, &path, &names.fill(&is_there.text)).await, true, "{is_there:?}");
            changed.push(place);
        }
        assert_eq!(changed.len(), 2, "the URI and the pre-authorization: {changed:?}");
        let created = post("v1.0/servicePrincipals", principal, &names).await;
        names.set("{servicePrincipalId}", &created["id"]);
        let graph = tenant.get("v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')").await;
        names.set("{graphServicePrincipalId}", &graph["id"]);
        post("v1.0/oauth2PermissionGrants", grant, &names).await;
        tenant.expect_that_it_works(&plan).await;
        remove(&tenant, &names).await;
    }
}

/// A query over what Graph answers.
async fn ask(tenant: &Tenant, path: &str, query: &str) -> Value {
    let answer = tenant.get(path).await;
    let query = jmespath::compile(query.trim()).unwrap_or_else(|error| panic!("{error}: {query}"));
    serde_json::to_value(query.search(&answer).unwrap()).unwrap()
}

async fn remove(tenant: &Tenant, names: &Names) {
    let path = names.fill("v1.0/applications/{objectId}");
    assert_eq!(tenant.ask(Method::DELETE, &path, None).await.0, 204);
}
