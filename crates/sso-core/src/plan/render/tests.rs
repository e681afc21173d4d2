use proptest::prelude::*;
use serde_json::Value;
use similar::TextDiff;

use super::super::tests::{drawn, facts};
use super::*;
use crate::plan::{Facts, Stated, generated};
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

/// Of whoever lets the scripts be made.
const TAG: uuid::Uuid = uuid::uuid!("7a900000-0000-4000-8000-000000000003");

type Rendering = fn(&Plan) -> String;

const RENDERINGS: [(&str, Rendering); 6] = [
    ("portal", portal),
    ("az", |plan| az(plan, TAG)),
    ("az-powershell", |plan| az_powershell(plan, TAG)),
    ("graph", graph),
    ("json", |plan| serde_json::to_string_pretty(&json(plan)).unwrap() + "\n"),
    ("admin-text", admin_text),
];

#[test]
fn whole() {
    for (case, facts) in [
        ("localhost", localhost()),
        ("production-both", Facts { auth: Auth::Both, ..production() }),
        ("registered-dod", registered_in_a_national_cloud()),
    ] {
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

/// A script without its documents, and those. `begin`: what stands before the name of a document, or before none.
fn taken_apart(script: &str, begin: &str) -> (String, Vec<String>) {
    let (mut program, mut documents) = (String::new(), Vec::new());
    // The line that says from what it was made is another one.
    let mut lines = script.lines().filter(|line| !line.starts_with("# Made by "));
    while let Some(line) = lines.next() {
        program.push_str(line);
        program.push('\n');
        if let Some((_, name)) = line.rsplit_once(begin) {
            let end = if name.is_empty() { "'@" } else { name.trim_matches('\'') };
            documents.push(lines.by_ref().take_while(|line| *line != end).collect::<Vec<_>>().join("\n"));
        }
    }
    (program, documents)
}

#[test]
fn a_letter_names_an_app_that_is_there_as_somebody_stated() {
    let plan = Plan::new(registered_in_a_national_cloud(), drawn());
    let (name, client_id) = (plan.facts.name.clone(), plan.facts.client_id.unwrap().to_string());
    let unstated = Plan { stated: Stated::default(), ..plan.clone() };
    assert!(admin_text(&plan).contains(&format!("Office add-in \"{name}\"")));
    let text = admin_text(&unstated);
    assert!(!text.contains(&name) && text.contains(&format!("Office add-in with the client ID {client_id}")), "{text}");
}

/// Name and account types of a registration that is there are nobody's to change who did not state them.
#[test]
fn a_script_leaves_what_nobody_stated() {
    let mut plan = Plan::new(super::super::tests::facts(), drawn());
    for (stated, client_id) in [(Stated::ALL, plan.facts.client_id), (Stated::default(), None)] {
        let plan = Plan { stated, facts: Facts { client_id, ..plan.facts.clone() }, ..plan.clone() };
        for script in [RENDERINGS[1].1(&plan), RENDERINGS[2].1(&plan)] {
            assert!(script.contains("displayName == ") && script.contains("signInAudience == "));
            assert!(!script.contains("contains(signInAudience"));
        }
    }
    plan.stated = Stated::default();
    for script in [RENDERINGS[1].1(&plan), RENDERINGS[2].1(&plan)] {
        assert!(!script.contains("displayName == ") && !script.contains("signInAudience == "));
        assert!(script.contains("contains(signInAudience, 'Personal') || "));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    /// Whatever a name holds, it is data: it stands between marks where no shell reads anything, in ASCII, and the program
    /// around it is that for any other name.
    #[test]
    fn a_script_is_the_same_program_for_each_name(
        plan in generated::plan(),
        name in prop_oneof!["\\PC{1,60}", "[\"'`$!{}@\\\\ \u{2018}\u{2019}\u{201c}a-z%&|<>^\u{2028}-]{1,60}"],
    ) {
        let mut strange = plan.clone();
        strange.facts.name = name.clone();
        prop_assume!(strange.facts.check().is_ok());
        let mut plain = plan;
        plain.facts.name = "Plain".to_owned();
        for (rendering, begin) in [(RENDERINGS[1].1, " <<"), (RENDERINGS[2].1, " @'")] {
            let script = rendering(&strange);
            prop_assert!(script.is_ascii());
            let (program, documents) = taken_apart(&script, begin);
            prop_assert_eq!(&program, &taken_apart(&rendering(&plain), begin).0);
            let query = documents.iter().find_map(|text| text.strip_prefix("displayName == `")?.strip_suffix('`'));
            let written: String = serde_json::from_str(query.unwrap()).unwrap();
            prop_assert_eq!(&written, &name);
            for body in documents.iter().filter(|text| text.starts_with("{\n")) {
                let body: Value = serde_json::from_str(body).unwrap();
                prop_assert!(body.get("displayName").is_none_or(|written| *written == name));
            }
        }
    }

    /// Whatever the facts hold: outside of documents nothing stands that a shell runs, but what stands there for plain facts. The
    /// line that says from what it was made is a comment, of one line.
    #[test]
    fn no_fact_is_run(plan in generated::plan(), strange in "[a-z`$(){}'\"\\\\;|&<>\u{2018}\u{2019}\u{2028} ]{1,30}") {
        let mut typed = plan.clone();
        typed.facts.name = format!("x{strange}`id`$(id)x");
        typed.facts.cloud = generated::custom_cloud(&format!("{strange}`id`$(id)"));
        let mut plain = typed.clone();
        plain.facts.name = "Plain".to_owned();
        plain.facts.cloud = generated::custom_cloud("Plain");
        prop_assume!(typed.facts.check().is_ok());
        for (rendering, begin) in [(RENDERINGS[1].1, " <<"), (RENDERINGS[2].1, " @'")] {
            let script = rendering(&typed);
            let heading = script.lines().filter(|line| line.contains("Made by Hallpass")).collect::<Vec<_>>();
            prop_assert_eq!(heading.len(), 1);
            prop_assert!(heading[0].starts_with("# ") && !heading[0].contains('`'));
            let (program, plain) = (taken_apart(&script, begin).0, taken_apart(&rendering(&plain), begin).0);
            for mark in ["`", "$("] {
                prop_assert_eq!(program.matches(mark).count(), plain.matches(mark).count(), "{}", mark);
            }
            prop_assert_eq!(program, plain);
        }
    }

    #[test]
    fn each_says_from_what_it_was_made_and_holds_no_date(plan in generated::plan()) {
        for (name, rendering) in RENDERINGS {
            let text = rendering(&plan);
            prop_assert!(text.contains("Made by Hallpass from these facts: "), "{}", name);
            prop_assert_eq!(rendering(&plan), text);
        }
    }
}
