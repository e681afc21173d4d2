//! Each plan has code that is JavaScript or Python: all account types, clouds and ways of signing in, and a name that would
//! break out. What is C# or Java: `tests/black_box/code_syntax.rs`.

use hallpass_tests::home::Home;
use hallpass_tests::need;
use serde_json::{Map, Value};
use sso_core::code::{Stack, render};
use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use sso_core::{Cloud, GraphPermission};

use crate::script;

const HOSTILE: &str = "a\"; '`${1}` */ --> </script> \\u000a \\\" \u{2028} {{ name }} %}";

fn plans() -> impl Iterator<Item = (String, Plan)> {
    let account_types = [AccountTypes::SingleTenant, AccountTypes::MultiTenant, AccountTypes::MultiTenantAndPersonal];
    let auths = [Auth::LegacySso, Auth::Naa, Auth::Both];
    let clouds = Cloud::MICROSOFT.into_iter().chain([Cloud::Practice]);
    clouds.flat_map(move |cloud| {
        account_types.into_iter().flat_map(move |account_types| {
            let cloud = cloud.clone();
            auths.into_iter().map(move |auth| {
                let facts = Facts {
                    name: HOSTILE.to_owned(),
                    domain: "localhost:3000".parse().expect("host and port"),
                    office_hosts: Vec::new(),
                    client_id: "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().ok(),
                    tenant_id: "5c6c1f32-5e55-4997-881a-753cc1d563b7".parse().ok(),
                    account_types,
                    permissions: GraphPermission::by_name("Mail.Read").into_iter().collect(),
                    auth,
                    pages: Pages::default(),
                    cloud: cloud.clone(),
                };
                (
                    format!("{cloud:?} {account_types:?} {auth:?}"),
                    Plan::new(facts, Drawn { scope_id: uuid::Uuid::nil() }),
                )
            })
        })
    })
}

#[test]
fn every_variant_is_javascript() {
    let mut texts = Map::new();
    for (what, plan) in plans() {
        for stack in Stack::ALL {
            let Ok(code) = render(&plan, stack) else {
                assert_eq!(plan.facts.cloud, Cloud::Practice, "{what} {stack:?}");
                continue;
            };
            let scripts = code.files.into_iter().filter(|file| file.path.ends_with("js"));
            texts.extend(scripts.map(|file| (format!("{what} {stack:?} {}", file.path), Value::from(file.text))));
        }
    }
    assert!(texts.len() > 500, "{}", texts.len());
    texts.insert("no JavaScript".to_owned(), "export const a = ;".into());
    let home = Home::new();
    let node = home.around(need::program(&["node", "node.exe"], "nodejs")).args(["--experimental-vm-modules"]);
    let run = node.args([script::folder("npm").join("parse.mjs")]).input(Value::from(texts).to_string().as_bytes());
    let run = run.limit(script::LIMIT).run().expect_code(0);
    assert!(run.stdout.starts_with("no JavaScript: ") && run.stdout.lines().count() == 1, "{run}");
}

#[test]
fn every_variant_is_python() {
    let home = Home::new();
    let mut files = Vec::new();
    for (number, (what, plan)) in plans().enumerate() {
        for file in render(&plan, Stack::Python).unwrap_or_else(|error| panic!("{what}: {error}")).files {
            let name = format!("{number}-{}", file.path.replace('/', "-"));
            files.push(home.write(name, file.text.as_bytes()));
        }
    }
    assert!(files.len() > 300, "{}", files.len());
    let compile = || script::python_program(&home).args(["-m", "py_compile"]);
    compile().args(&files).run().expect_code(0);
    let wrong = compile().args([home.write("wrong.py", b"a = ")]).run();
    assert!(wrong.code != Some(0) && wrong.stderr.contains("SyntaxError"), "{wrong}");
}

/// The version that people are told to install is the one that these tests run with.
#[test]
fn packages_are_those_of_the_tests() {
    let pinned = std::fs::read_to_string(script::folder("npm").join("package.json")).expect("package.json");
    let pinned: Value = serde_json::from_str(&pinned).expect("JSON");
    let (_, plan) = plans().next().expect("a plan");
    let mut names = Vec::new();
    for stack in [Stack::Node, Stack::Client, Stack::ClientNaa, Stack::Exchange] {
        for package in render(&plan, stack).expect("code").packages {
            let alias = if package.name == "@azure/msal-node" { "msal-node-7" } else { package.name };
            let version = pinned["dependencies"][alias].as_str().unwrap_or_default();
            let version = version.rsplit_once('@').map_or(version, |(_, version)| version);
            assert_eq!(package.version, format!("^{version}"), "{}", package.name);
            names.push(package.name);
        }
    }
    assert!(names.contains(&"jose") && names.contains(&"@azure/msal-browser"), "{names:?}");
    let pinned = std::fs::read_to_string(script::folder("python").join("requirements.txt")).expect("requirements.txt");
    for package in render(&plan, Stack::Python).expect("code").packages {
        // Compatible with that version: the last number may be a later one.
        let line = format!("{}=={}.", package.name.to_lowercase(), package.version);
        assert!(pinned.lines().any(|pinned| pinned.starts_with(&line)), "{line}");
    }
}
