use proptest::prelude::*;
use serde_json::Value;
use similar::TextDiff;

use super::super::tests::{drawn, facts};
use super::*;
use crate::plan::{Facts, generated};
use crate::{Cloud, GraphPermission, OfficeHost};

/// One in a local server, not registered yet: what the others are compared with.
fn localhost() -> Facts {
    Facts { client_id: None, ..facts() }
}

fn production() -> Facts {
    Facts {
        name: "Contoso \u{201c}Tasks\u{201d} & $more `é` {appId}".to_owned(),
        domain: "addin.contoso.com".parse().unwrap(),
        office_hosts: vec![OfficeHost::Outlook, OfficeHost::Excel],
        account_types: AccountTypes::MultiTenant,
        permissions: ["User.Read", "Directory.Read.All"].into_iter().filter_map(GraphPermission::by_name).collect(),
        ..localhost()
    }
}

fn registered_in_a_national_cloud() -> Facts {
    Facts { cloud: Cloud::UsGovDod, tenant_id: "5c6c1f32-5e55-4997-881a-753cc1d563b7".parse().ok(), ..facts() }
}

const RENDERINGS: [(&str, fn(&Plan) -> String); 6] = [
    ("portal", portal),
    ("az", az),
    ("az-powershell", az_powershell),
    ("graph", graph),
    ("json", |plan| serde_json::to_string_pretty(&json(plan)).unwrap() + "\n"),
    ("admin-text", admin_text),
];

#[test]
fn whole() {
    for (case, facts) in [("localhost", localhost()), ("registered-dod", registered_in_a_national_cloud())] {
        for (name, rendering) in RENDERINGS {
            insta::assert_snapshot!(format!("{case}-{name}"), rendering(&Plan::new(facts.clone(), drawn())));
        }
    }
}

/// What changes with the facts, line by line.
#[test]
fn beside_localhost() {
    let personal = AccountTypes::MultiTenantAndPersonal;
    for (case, facts) in [
        ("production-multi-tenant", production()),
        ("production-both", Facts { auth: Auth::Both, ..production() }),
        ("naa", Facts { auth: Auth::Naa, ..localhost() }),
        ("personal-accounts", Facts { account_types: personal, ..localhost() }),
        ("us-gov", Facts { cloud: Cloud::UsGov, ..localhost() }),
        ("registered", super::super::tests::facts()),
        ("practice", Facts { cloud: Cloud::Practice, ..localhost() }),
    ] {
        for (name, rendering) in RENDERINGS {
            let (before, after) =
                (rendering(&Plan::new(localhost(), drawn())), rendering(&Plan::new(facts.clone(), drawn())));
            let difference = TextDiff::from_lines(&before, &after);
            insta::assert_snapshot!(format!("{case}-{name}"), difference.unified_diff().context_radius(0).to_string());
        }
    }
}

/// The values of a JSON document of the script, in the order of their appearance.
fn strings(of: &Value, into: &mut Vec<String>) {
    match of {
        Value::String(text) => into.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|one| strings(one, into)),
        Value::Object(all) => all.values().for_each(|one| strings(one, into)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Whatever is in the facts stands in a script as data: between marks where no shell reads anything, in ASCII.
    #[test]
    fn a_script_is_the_same_program_for_all_facts(mut plan in generated::plan(), name in "\\PC{1,60}") {
        prop_assume!(!name.trim().is_empty());
        plan.facts.name = name;
        prop_assume!(plan.facts.check().is_ok());
        for (script, begin, end) in [(az(&plan), " <<'", ""), (az_powershell(&plan), " @'", "'@")] {
            prop_assert!(script.is_ascii());
            let mut data = String::new();
            let mut lines = script.lines().skip(2);
            while let Some(line) = lines.next() {
                let Some((_, mark)) = line.split_once(begin).filter(|_| !line.starts_with('#')) else { continue };
                let mark = if end.is_empty() { mark.trim_end_matches('\'') } else { end };
                for line in lines.by_ref().take_while(|line| *line != mark) {
                    data.push_str(line);
                    data.push('\n');
                }
            }
            // Nothing but here: the name, which has what no shell takes lightly.
            let body = data.split_once("\n}\n").map(|(body, _)| format!("{body}\n}}"));
            if plan.facts.client_id.is_none() {
                let body: Value = serde_json::from_str(&body.unwrap()).unwrap();
                let mut all = Vec::new();
                strings(&body, &mut all);
                prop_assert!(all.contains(&plan.facts.name));
            }
        }
    }

    #[test]
    fn each_says_from_what_it_was_made_and_holds_no_date(plan in generated::plan()) {
        for (name, rendering) in RENDERINGS {
            let text = rendering(&plan);
            prop_assert!(text.contains("Made by Hallpass from these facts: "), "{name}");
            prop_assert_eq!(rendering(&plan), text);
        }
    }
}
