use proptest::prelude::*;

use super::*;
use crate::plan::{AccountTypes, Auth, Drawn, Facts, Pages, generated};
use crate::{Cloud, GraphPermission};

fn plan(account_types: AccountTypes, auth: Auth) -> Plan {
    let facts = Facts {
        name: "Contoso SSO add-in".into(),
        domain: "localhost:3000".parse().unwrap(),
        office_hosts: Vec::new(),
        client_id: "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().ok(),
        tenant_id: "5c6c1f32-5e55-4997-881a-753cc1d563b7".parse().ok(),
        account_types,
        permissions: ["User.Read", "Mail.Read"].into_iter().filter_map(GraphPermission::by_name).collect(),
        auth,
        pages: Pages::default(),
        cloud: Cloud::Public,
    };
    Plan::new(facts, Drawn { scope_id: uuid::uuid!("5b3a4e4a-e55e-45ba-820b-ea16efbe3d50") })
}

/// What somebody pastes, word for word.
#[test]
fn code_of_each_stack_and_account_type() {
    for stack in Stack::ALL {
        for account_types in
            [AccountTypes::SingleTenant, AccountTypes::MultiTenant, AccountTypes::MultiTenantAndPersonal]
        {
            let auth = if stack == Stack::ClientNaa { Auth::Naa } else { Auth::LegacySso };
            let code = render(&plan(account_types, auth), stack).unwrap();
            let mut text = format!("install: {}\n", code.install.as_deref().unwrap_or("(by a file)"));
            for Variable { name, what, default } in &code.environment {
                text += &format!(
                    "{name}: {what}; {}\n",
                    default.as_deref().map_or("must be set".into(), |value| format!("else {value}"))
                );
            }
            text.extend(code.notes.iter().map(|note| format!("note: {note}\n")));
            text.extend(code.files.iter().map(|file| format!("==> {} <==\n{}", file.path, file.text)));
            let json = |value| serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned();
            let name = format!("{}_{}", json(serde_json::json!(stack)), json(serde_json::json!(account_types)));
            insta::assert_snapshot!(name, text);
        }
    }
}

#[test]
fn a_page_wants_the_facts_that_stand_in_it() {
    let known = plan(AccountTypes::SingleTenant, Auth::Both).facts;
    let without = |change: fn(&mut Facts)| {
        let mut facts = known.clone();
        change(&mut facts);
        Plan::new(facts, Drawn { scope_id: uuid::Uuid::nil() })
    };
    for (plan, error) in [
        (without(|facts| facts.client_id = None), CodeError::ClientIdUnknown),
        (without(|facts| facts.tenant_id = None), CodeError::TenantIdUnknown),
        (without(|facts| facts.cloud = Cloud::Practice), CodeError::AuthorityUnknown("Practice tenant".into())),
    ] {
        for stack in Stack::ALL {
            let expected = if stack.recipe().is_a_page { Some(&error) } else { None };
            assert_eq!(render(&plan, stack).err().as_ref(), expected, "{stack:?}");
        }
    }
    // Who may come from any tenant is asked at none.
    let any = without(|facts| (facts.tenant_id, facts.account_types) = (None, AccountTypes::MultiTenant));
    assert!(render(&any, Stack::Client).is_ok());
}

#[test]
fn what_the_plan_lacks_is_told() {
    let mut plan = plan(AccountTypes::SingleTenant, Auth::Naa);
    plan.facts.permissions.clear();
    let notes = |stack| render(&plan, stack).unwrap().notes.join("\n");
    assert!(notes(Stack::Node).contains("--auth legacy-sso or both") && notes(Stack::Node).contains("--permission"));
    assert!(!notes(Stack::ClientNaa).contains("--auth") && !notes(Stack::Exchange).contains("--permission"));
    plan.facts.auth = Auth::LegacySso;
    let notes = render(&plan, Stack::ClientNaa).unwrap().notes.join("\n");
    assert!(notes.contains("brk-multihub://localhost:3000"), "{notes}");
    plan.facts.cloud = Cloud::UsGov;
    let notes = render(&plan, Stack::ClientNaa).unwrap().notes.join("\n");
    assert!(notes.contains("may not be available in US Government GCC High"), "{notes}");
}

/// What the practice tenant says only when it runs, and the secret, which has no place in a file.
#[test]
fn what_must_be_set_in_the_environment() {
    let mut plan = plan(AccountTypes::SingleTenant, Auth::LegacySso);
    plan.facts.cloud = Cloud::Practice;
    for stack in [Stack::Node, Stack::Aspnetcore, Stack::Python, Stack::Java] {
        let code = render(&plan, stack).unwrap();
        let open: Vec<_> = code.environment.iter().filter(|one| one.default.is_none()).map(|one| one.name).collect();
        let expected: &[&str] = match stack {
            Stack::Aspnetcore => &["AzureAd__Instance", "AzureAd__TenantId", "AzureAd__ClientSecret", "AddIn__Graph"],
            _ => &["AUTHORITY", "CLIENT_SECRET", "GRAPH"],
        };
        assert_eq!(open, expected, "{stack:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the plan: there is code, or a fact is named that a page needs.
    #[test]
    fn every_plan_has_code(plan in generated::plan()) {
        for stack in Stack::ALL {
            match render(&plan, stack) {
                Ok(code) => prop_assert!(code.files.iter().all(|file| !file.text.is_empty())),
                Err(error) => prop_assert!(stack.recipe().is_a_page && !matches!(error, CodeError::Template(_)), "{error}"),
            }
        }
    }

    /// A name stands in literals, comments and markup, and leaves none of them.
    #[test]
    fn a_name_breaks_out_of_nothing(
        name in "(\\PC|[\\\\\"'`$<>/*#%{}\n\r\u{0}\u{2028}\u{2029}\u{202e}-]|</script>|-->|\\*/|\\\\u000a|\\\\u0022){1,12}"
    ) {
        let plain = plan(AccountTypes::MultiTenant, Auth::Both);
        let mut hostile = plain.clone();
        hostile.facts.name = name;
        for stack in Stack::ALL {
            let (plain, hostile) = (render(&plain, stack).unwrap(), render(&hostile, stack).unwrap());
            for (plain, hostile) in plain.files.iter().zip(&hostile.files) {
                let lines = |text: &str| text.split(['\n', '\r', '\u{2028}', '\u{2029}']).count();
                prop_assert_eq!(lines(&plain.text), lines(&hostile.text), "{}", plain.path);
                let tags = |text: &str| text.matches(['<', '>']).count();
                if is_markup(&plain.path) {
                    prop_assert_eq!(tags(&plain.text), tags(&hostile.text), "{}", plain.path);
                }
            }
        }
    }
}

/// The one place where its escapes are right.
#[test]
fn a_value_stands_between_double_quotes_or_in_a_line_comment() {
    for stack in Stack::ALL {
        for file in stack.recipe().files.iter().filter(|file| !is_markup(file.path)) {
            for (number, line) in file.text.lines().enumerate() {
                for (place, _) in line.match_indices("{{") {
                    let before = &line[..place];
                    let is_quoted = before.matches('"').count() % 2 == 1;
                    let is_comment = ["// ", "# "].iter().any(|comment| before.contains(comment));
                    assert!(is_quoted || is_comment, "{}:{}: {line}", file.path, number + 1);
                }
            }
        }
    }
}

fn is_markup(path: &str) -> bool {
    [".html", ".xml", ".csproj"].iter().any(|ending| path.ends_with(ending))
}
