//! The code for stacks whose libraries the tests cannot have: whatever the plan, it is of its language, and the facts in it
//! are what they were.

use sso_core::code::{CodeFile, Stack, render};
use sso_core::plan::{AccountTypes, Drawn, Facts, Plan};
use sso_core::{Cloud, GraphPermission, OfficeHost};
use tree_sitter::{Language, Node, Parser};

/// Everything that ends a literal or a comment somewhere.
const NAMES: [&str; 4] =
    ["Contoso", "Contoso's \"R&D\" \\ */ --> ]]> ${x} {0}", "line\nend\r\u{2028}\u{85}", r#"\u0022 \u000a \"#];

fn plans() -> impl Iterator<Item = Plan> {
    let types = [AccountTypes::SingleTenant, AccountTypes::MultiTenant, AccountTypes::MultiTenantAndPersonal];
    let clouds = Cloud::MICROSOFT.into_iter().chain([Cloud::Practice]);
    clouds.flat_map(move |cloud| {
        types.into_iter().flat_map({
            let cloud = cloud.clone();
            move |account_types| NAMES.map(|name| plan(name, account_types, cloud.clone()))
        })
    })
}

fn plan(name: &str, account_types: AccountTypes, cloud: Cloud) -> Plan {
    let facts = Facts {
        name: name.to_owned(),
        domain: "localhost:3000".parse().unwrap(),
        office_hosts: vec![OfficeHost::Word],
        client_id: "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().ok(),
        tenant_id: "5c6c1f32-5e55-4997-881a-753cc1d563b7".parse().ok(),
        account_types,
        permissions: ["User.Read", "Mail.Read"].into_iter().filter_map(GraphPermission::by_name).collect(),
        auth: Default::default(),
        pages: Default::default(),
        cloud,
    };
    Plan::new(facts, Drawn { scope_id: uuid::Uuid::from_u128(1) })
}

fn files(plan: &Plan, stack: Stack) -> Vec<CodeFile> {
    render(plan, stack).unwrap().files
}

#[test]
fn parsers_of_the_language_understand_each_file() {
    for stack in [Stack::Aspnetcore, Stack::Java] {
        for plan in plans() {
            for file in files(&plan, stack) {
                let what = || format!("{} {:?} {:?}", file.path, plan.facts.account_types, plan.facts.name);
                match file.path.rsplit_once('.').map(|(_, ending)| ending) {
                    Some("java") => parse(&file.text, &tree_sitter_java::LANGUAGE.into(), &what()),
                    Some("cs") => parse(&file.text, &tree_sitter_c_sharp::LANGUAGE.into(), &what()),
                    Some("json") => drop(serde_json::from_str::<serde_json::Value>(&file.text).unwrap()),
                    Some("xml" | "csproj") => drop(roxmltree::Document::parse(&file.text).unwrap()),
                    Some("properties") => assert!(!file.text.contains("{{"), "{}", what()),
                    _ => panic!("nobody reads {}", file.path),
                }
            }
        }
    }
}

/// Named as files of Java and of .NET must be.
#[test]
fn each_file_has_the_class_that_it_is_named_after() {
    let plan = plan("Contoso", AccountTypes::MultiTenant, Cloud::Public);
    for (stack, ending) in [(Stack::Java, ".java"), (Stack::Aspnetcore, ".cs")] {
        for file in files(&plan, stack) {
            let name = file.path.rsplit('/').next().unwrap();
            if let Some(class) = name.strip_suffix(ending).filter(|class| *class != "Program") {
                assert!(file.text.contains(&format!("class {class}")), "{}", file.path);
            }
        }
    }
}

#[test]
fn settings_of_dotnet_are_those_of_the_plan() {
    let plan = plan(NAMES[1], AccountTypes::SingleTenant, Cloud::UsGov);
    let files = files(&plan, Stack::Aspnetcore);
    let text = &files.iter().find(|file| file.path == "appsettings.json").unwrap().text;
    let settings: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(settings["AzureAd"]["Instance"], "https://login.microsoftonline.us/");
    assert_eq!(settings["AzureAd"]["TenantId"], "5c6c1f32-5e55-4997-881a-753cc1d563b7");
    assert_eq!(settings["AddIn"]["Graph"], "https://graph.microsoft.us");
    assert!(!text.to_lowercase().contains("secret"), "{text}");
}

#[test]
#[should_panic(expected = "line 2")]
fn a_parser_finds_what_is_wrong() {
    parse("class A {\n  int a = ;\n}\n", &tree_sitter_java::LANGUAGE.into(), "a class");
}

#[track_caller]
fn parse(text: &str, language: &Language, what: &str) {
    let mut parser = Parser::new();
    parser.set_language(language).unwrap();
    let tree = parser.parse(text, None).unwrap();
    if let Some(wrong) = first_error(tree.root_node()) {
        let line = wrong.start_position().row;
        let words = text.lines().nth(line).unwrap_or_default();
        panic!("{what}: the parser does not understand line {}: {words}", line + 1);
    }
}

fn first_error(node: Node<'_>) -> Option<Node<'_>> {
    if node.is_error() || node.is_missing() {
        return Some(node);
    }
    if !node.has_error() {
        return None;
    }
    node.children(&mut node.walk()).find_map(first_error)
}
