use std::fs;

use super::*;
use crate::Folders;
use crate::profile::{self, KnownFacts, Profile, RegistrationRecord};
use sso_core::plan::{AccountTypes, Auth};
use sso_core::{Cloud, OfficeHost};

const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const TEAM_CREATE: &str = "Team.Create=7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0";
const OTHER: &str = "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30";

fn given() -> Input {
    Input { domain: Some("localhost:3000".into()), ..Input::default() }
}

/// One sentence that names the fact, and what would be right.
#[test]
fn bad_facts() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    let domain = |text: &str| Input { domain: Some(text.into()), ..Input::default() };
    let client = |text: &str| Input { client_id: Some(text.into()), ..given() };
    let tenant = |text: &str| Input { tenant_id: Some(text.into()), ..given() };
    let permission = |text: &str| Input { permissions: vec![text.into()], ..given() };
    for (input, words, hint) in [
        (domain("contoso.example/addin"), "the domain has a path", "write contoso.example"),
        (domain("https://contoso.example"), "the domain has a scheme", "write contoso.example"),
        (domain("Contoso.example"), "the domain has capital letters", "write contoso.example"),
        (domain("localhost:0"), "the port is not a number from 1 to 65535", "localhost:3000"),
        (domain("localhost:99999"), "the port is not a number from 1 to 65535", "localhost:3000"),
        (domain("[::1]:3000"), "the domain is an IPv6 address", "use localhost"),
        (domain("contoso.azurewebsites.net"), "the domain is one of azurewebsites.net", "a domain of your own"),
        (domain("bücher.example"), "the domain is not in ASCII", "write xn--bcher-kva.example"),
        (domain(""), "the domain is empty", "localhost:3000"),
        (Input::default(), "not known: host and port of the add-in's pages", "--domain HOST[:PORT]"),
        (client("ea5a67f6-b6f3-4338-b240-c655ddc3cc8e"), "the client ID is ", "Application (client) ID"),
        (client("00000003-0000-0000-c000-000000000000"), "the client ID is ", "Application (client) ID"),
        (client("9188040d-6c67-4c5b-b112-36a304b66dad"), "the client ID is ", "Application (client) ID"),
        (client("00000000-0000-0000-0000-000000000000"), "the client ID is all zeros", "Application (client) ID"),
        (client("contoso"), "the client ID is not a GUID", "Application (client) ID"),
        (client("{c6c1f32b-5e55-4997-881a-753cc1d563b7}"), "the client ID is not written plainly", ID),
        (tenant("9188040d-6c67-4c5b-b112-36a304b66dad"), "the tenant ID is ", "Directory (tenant) ID"),
        (tenant("contoso.onmicrosoft.com"), "the tenant ID is not a GUID", "Directory (tenant) ID"),
        (
            Input { tenant_id: Some(ID.into()), ..client(ID) },
            "the client ID and the tenant ID are the same",
            "Application (client) ID",
        ),
        (permission("Everything"), "not a delegated Graph permission that Hallpass knows", "Everything=GUID"),
        (Input { name: Some(" ".into()), ..given() }, "the name is empty", "write a name"),
        (Input { name: Some("x".repeat(121)), ..given() }, "the name has 121 characters", "at most 120"),
        (Input { dialog_page: Some("/dialog.html".into()), ..given() }, "the page of the dialog", "dialog.html"),
        (
            Input { cloud: Some(GivenCloud::File("mars".into())), ..given() },
            "the cloud is neither one that is known here nor a file that is there: mars",
            "write public, us-gov, us-gov-dod, china or practice",
        ),
    ] {
        let error = plan(&app, &input).unwrap_err();
        assert_eq!(error.kind, crate::ErrorKind::Usage, "{error:?}");
        assert!(error.message.starts_with(words), "{error:?}, expected {words}");
        assert!(error.hint.as_deref().is_some_and(|given| given.contains(hint)), "{error:?}, expected {hint}");
    }
    // A registration with such a domain exists: what only looks at it takes it.
    let input = Input { client_id: Some(ID.into()), ..domain("contoso.azurewebsites.net") };
    assert!(plan_of_app(&app, &input).is_ok());
}

#[test]
fn what_is_left_out_is_the_profiles() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    let drawn = Drawn { scope_id: OTHER.parse().unwrap() };
    let facts = KnownFacts {
        name: Some("Budget".into()),
        domain: "addin.contoso.com".parse().ok(),
        office_hosts: vec![OfficeHost::Excel],
        client_id: ID.parse().ok(),
        permissions: ["Mail.Read", TEAM_CREATE].map(|permission| permission.parse().unwrap()).into(),
        auth: Some(Auth::Both),
        pages: Some(Pages { dialog: "a.html".into(), task_pane: "b.html".into() }),
        cloud: Some(Cloud::China),
        ..KnownFacts::default()
    };
    let mut known = Profile::new(OTHER.parse().unwrap());
    (known.facts, known.drawn) = (facts, Some(drawn));
    profile::file::put(&app, &known);

    let made = plan(&app, &Input::default()).unwrap();
    assert_eq!((&*made.facts.name, made.facts.domain.to_string()), ("Budget", "addin.contoso.com".into()));
    assert_eq!((made.facts.auth, &made.facts.cloud, made.drawn), (Auth::Both, &Cloud::China, drawn));
    let permissions: Vec<_> = made.facts.permissions.iter().map(ToString::to_string).collect();
    assert_eq!(
        (&permissions[..], &*made.facts.pages.dialog),
        (&["Mail.Read", TEAM_CREATE].map(str::to_owned)[..], "a.html")
    );
    assert_eq!(plan_of_app(&app, &Input::default()).unwrap(), made);

    // Of another app only the cloud is known.
    let another = Input { client_id: Some(OTHER.into()), ..given() };
    let facts = plan(&app, &another).unwrap();
    assert_eq!((&*facts.facts.name, facts.facts.permissions.len()), (DEFAULT_NAME, 0));
    assert_eq!((&facts.facts.cloud, facts.drawn == drawn), (&Cloud::China, false));
    let same = Input { client_id: Some(ID.to_uppercase()), ..given() };
    assert_eq!(plan(&app, &same).unwrap().facts.name, "Budget");

    let input = Input {
        cloud: Some(GivenCloud::Known(Cloud::Public)),
        auth: Some(Auth::LegacySso),
        permissions: vec!["User.Read".into()],
        ..given()
    };
    let made = plan(&app, &input).unwrap();
    assert_eq!((made.facts.domain.to_string(), &*made.facts.name), ("localhost:3000".into(), "Budget"));
    assert_eq!((made.facts.auth, &made.facts.cloud), (Auth::LegacySso, &Cloud::Public));
    assert_eq!(made.facts.permissions[0].name, "User.Read");
}

/// What a deleted registration leaves is of that app alone.
#[test]
fn what_was_said_of_an_app_that_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    let mut known = Profile::new(OTHER.parse().unwrap());
    known.facts.name = Some("Budget".into());
    known.facts.domain = "localhost:3000".parse().ok();
    known.facts.permissions = vec!["Mail.Read".parse().unwrap()];
    known.gone = OTHER.parse().ok();
    profile::file::put(&app, &known);

    let practice = Some(GivenCloud::Known(Cloud::Practice));
    for cloud in [None, practice] {
        let of = |client_id: Option<&str>| {
            let input = Input { client_id: client_id.map(str::to_owned), cloud: cloud.clone(), ..given() };
            let facts = plan(&app, &input).unwrap().facts;
            (facts.name, facts.permissions.len())
        };
        assert_eq!(of(Some(ID)), (DEFAULT_NAME.to_owned(), 0), "{cloud:?}");
        // The next one that is made, and the same one, which somebody restored.
        assert_eq!([of(None), of(Some(OTHER))], [("Budget".to_owned(), 1), ("Budget".to_owned(), 1)], "{cloud:?}");
    }
    let registration = Comparison::new(&app, &Input::default()).unwrap().with(ID.parse().ok(), None).unwrap();
    assert_eq!((registration.plan, registration.left_out.map(|one| one.app)), (None, OTHER.parse().ok()));
}

/// The practice tenant has no app and no tenant of one's own.
#[test]
fn who_names_an_own_app_or_tenant_has_left_the_practice_tenant() {
    const PRACTISED: &str = "c0a7050c-0000-4000-8000-000000000001";
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    let mut known = Profile::new(OTHER.parse().unwrap());
    known.facts.cloud = Some(Cloud::Practice);
    known.facts.client_id = OTHER.parse().ok();
    known.facts.tenant_id = PRACTISED.parse().ok();
    profile::file::put(&app, &known);
    let own = "7d3f0c86-1b5a-4f6e-8a43-95d1c2b7e604";
    for (client_id, tenant_id, cloud, known) in [
        (None, None, Cloud::Practice, true),
        (Some(OTHER), Some(PRACTISED), Cloud::Practice, true),
        (Some(ID), None, Cloud::Public, false),
        (Some(ID), Some(own), Cloud::Public, false),
        (None, Some(own), Cloud::Public, false),
        // Another app of the practice tenant.
        (Some(ID), Some(PRACTISED), Cloud::Practice, false),
    ] {
        let text = |id: Option<&str>| id.map(str::to_owned);
        let input = Input { client_id: text(client_id), tenant_id: text(tenant_id), ..given() };
        let facts = plan(&app, &input).unwrap().facts;
        assert_eq!(facts.cloud, cloud, "{input:?}");
        assert_eq!(facts.client_id == OTHER.parse().ok(), known, "{input:?}");
    }
}

/// What the profile remembers of an app that Hallpass did not make may be a default.
#[test]
fn who_stated_name_and_account_types() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    let mut known = Profile::new(OTHER.parse().unwrap());
    known.facts.account_types = Some(AccountTypes::MultiTenant);
    let registered = Input { client_id: Some(ID.into()), ..given() };
    let named = Input { name: Some("Budget".into()), ..registered.clone() };
    for (made_here, input, stated) in [
        (false, &registered, Stated::default()),
        (false, &named, Stated { name: true, account_types: false }),
        (true, &registered, Stated::ALL),
        // Another app than the one that Hallpass made.
        (true, &Input { client_id: Some(OTHER.into()), ..given() }, Stated::default()),
    ] {
        known.registration = Some(RegistrationRecord {
            client_id: ID.parse().unwrap(),
            object_id: OTHER.parse().unwrap(),
            tenant_id: OTHER.parse().unwrap(),
            made_here,
            runs: Vec::new(),
        });
        profile::file::put(&app, &known);
        assert_eq!(plan(&app, input).unwrap().stated, stated, "{made_here} {input:?}");
    }
}

#[test]
fn a_cloud_out_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cloud.toml");
    let good = "name = \"Contoso\"\nauthority = \"https://login.contoso.com\"\ngraph = \"https://graph.contoso.com\"\n";
    for (text, answer) in [
        (good.to_owned(), Ok("https://login.contoso.com")),
        (good.replace("https://login", "http://login"), Err("line 2: ")),
        (good.replace("name", "nam"), Err("line 1: ")),
        (good.replace("graph =", "grap ="), Err("line 3: ")),
        ("{".to_owned(), Err("line 1: ")),
    ] {
        fs::write(&file, &text).unwrap();
        match (GivenCloud::File(file.clone()).cloud(), answer) {
            (Ok(cloud), Ok(authority)) => assert_eq!(cloud.authority(), Some(authority)),
            (Err(error), Err(words)) => {
                assert_eq!(error.kind, crate::ErrorKind::Usage);
                assert!(error.message.contains(words) && error.hint.is_some(), "{error:?}");
            }
            (got, expected) => panic!("{text}: {got:?}, expected {expected:?}"),
        }
    }
}
