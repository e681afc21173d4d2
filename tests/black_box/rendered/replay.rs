//! Requests out of the text of a rendering, sent to the practice tenant's Graph.

use reqwest::Method;
use serde_json::Value;
use sso_core::plan::render;

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
        let mut lines = text.lines().filter(|line| !line.starts_with('#') || line.starts_with("# ->"));
        let mut sent = 0;
        while let Some(line) = lines.find(|line| !line.is_empty()) {
            let (method, address) = line.split_once(' ').unwrap();
            let address = names.fill(address);
            let path = address.strip_prefix(tenant.tenant.graph().as_str()).unwrap();
            let rest: Vec<_> = lines.by_ref().take_while(|line| !line.starts_with("# ->")).collect();
            let (head, body) = rest.split_first().unwrap();
            assert_eq!(*head, "Content-Type: application/json");
            let body: Value = serde_json::from_str(&names.fill(&body.join("\n"))).unwrap();
            let (status, answer) = tenant.ask(method.parse().unwrap(), path, Some(&body)).await;
            assert!([201, 204].contains(&status), "{method} {path}: {answer}");
            match path {
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
