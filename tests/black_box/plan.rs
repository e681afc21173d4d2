//! `hallpass plan`: every form of it, facts that are refused, and what the profile knows.

use std::fs;

use hallpass_tests::home::Home;
use hallpass_tests::shape::shape;
use serde_json::Value;

use crate::edit::CLIENT_ID;

pub const FACTS: [&str; 10] = [
    "--name",
    "Contoso budget",
    "--domain",
    "localhost:3000",
    "--client-id",
    CLIENT_ID,
    "--tenant-id",
    "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30",
    "--permission",
    "User.Read",
];

const FORMS: [&str; 8] = ["table", "portal", "az", "az-powershell", "graph", "env", "json", "admin-text"];

#[test]
fn derives_every_value_from_the_facts() {
    let home = Home::new();
    let table = home.hallpass(["plan"]).args(FACTS).args(["--as", "table"]).run().expect_code(0);
    let uri = format!("api://localhost:3000/{CLIENT_ID}");
    for value in [&uri, CLIENT_ID, "access_as_user", "User.Read", "https://entra.microsoft.com/#view/"] {
        assert!(table.stdout.contains(value), "no {value} in {table}");
    }
    let nothing_said = home.hallpass(["plan"]).args(FACTS).run().expect_code(0);
    assert_eq!(nothing_said.stdout, table.stdout);
}

/// Nothing is drawn anew: a value that was typed somewhere must stay right.
#[test]
fn every_form_says_the_same_twice_and_has_no_secret() {
    let home = Home::new();
    for form in FORMS {
        let run = || home.hallpass(["plan"]).args(FACTS).args(["--as", form]).run().expect_code(0);
        let one = run();
        assert_eq!(one.stdout, run().stdout, "{form}");
        assert!(one.stdout.contains("localhost:3000"), "{form}: {one}");
        // Colour is for people.
        assert!(!one.stdout.contains('\u{1b}'), "{form}");
    }
    assert!(hallpass_tests::trace::files_below(&home.config()).is_empty(), "a plan writes nothing");
}

#[test]
fn json_wins_over_every_form() {
    let home = Home::new();
    let json = home.hallpass(["plan"]).args(FACTS).args(["--as", "json"]).run().expect_code(0);
    for form in ["table", "az", "admin-text"] {
        let run = home.hallpass(["plan", "--format", "json"]).args(FACTS).args(["--as", form]).run().expect_code(0);
        assert_eq!(run.stdout, json.stdout, "{form}");
    }
}

#[test]
fn as_environment_is_names_and_values_without_a_secret() {
    let home = Home::new();
    let run = home.hallpass(["plan"]).args(FACTS).args(["--as", "env"]).run().expect_code(0);
    let mut names = Vec::new();
    for line in run.stdout.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (name, value) = line.split_once('=').unwrap_or_else(|| panic!("no NAME=value: {line}"));
        assert!(name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'), "{line}");
        assert!(!name.contains("SECRET") || value.trim_matches('"').is_empty(), "a secret in {line}");
        names.push(name.to_owned());
    }
    assert!(run.stdout.contains(CLIENT_ID), "{run}");
    insta::assert_json_snapshot!(names);
}

/// What lacks is named with the flag that gives it.
#[test]
fn an_empty_setting_says_what_it_lacks() {
    let home = Home::new();
    let notes = |more: &[&str]| {
        let run = home.hallpass(["plan", "--domain", "localhost:3000", "--as", "env"]).args(more).run().expect_code(0);
        run.stderr
    };
    let told = notes(&[]);
    for note in [
        "AUTHORITY is empty: add --tenant-id GUID\n",
        "TENANT_ID is empty: add --tenant-id GUID\n",
        "CLIENT_ID is empty: add --client-id GUID\n",
        "APP_ID_URI is empty: add --client-id GUID\n",
        "GRAPH_SCOPES is empty: no permission was asked for; --permission NAME,… does\n",
    ] {
        assert!(told.contains(note), "no {note} in {told}");
    }
    let told = notes(&["--cloud", "practice", "--client-id", CLIENT_ID]);
    assert!(
        told.contains(
            "AUTHORITY is empty: a practice tenant has another address at each start; hallpass practice env says it\n"
        ),
        "{told}"
    );
    assert!(!told.contains("CLIENT_ID"), "{told}");
}

#[test]
fn the_table_says_from_which_facts_and_what_a_placeholder_stands_for() {
    let home = Home::new();
    let table =
        |more: &[&str]| home.hallpass(["plan", "--domain", "localhost:3000"]).args(more).run().expect_code(0).stdout;
    let text = table(&["--permission", "User.Read"]);
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("from these facts: \"My Office add-in\", localhost:3000, "), "{first}");
    assert!(text.contains("\n  openid\n  profile\n  User.Read\n"), "{text}");
    assert!(text.contains("{tenantid} stands for your Directory (tenant) ID\n"), "{text}");
    assert!(
        table(&["--account-types", "multi-tenant"]).contains("{tenantid} stands for the tid of the token"),
        "{text}"
    );
    let tenant = ["--tenant-id", "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30"];
    assert!(!table(&tenant).contains("{tenantid}"));
}

/// Keys are snake_case, but for what is Graph's own.
#[test]
fn as_json_keeps_its_shape() {
    let home = Home::new();
    let run = home.hallpass(["plan"]).args(FACTS).args(["--as", "json"]).run().expect_code(0);
    insta::assert_json_snapshot!(shape(&run.json(), &["name"]));
}

/// One sentence that names the fact, and what would be right.
#[test]
fn a_bad_fact_is_named() {
    const USER_READ: &str = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";
    const OTHER: &str = "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30";
    let given = |name: &str| format!("Team.Create={name}");
    let home = Home::new();
    for (flag, value, words, hint) in [
        ("--domain", "contoso.example/addin", "the domain has a path", "write contoso.example"),
        ("--domain", "https://contoso.example", "the domain has a scheme", "write contoso.example"),
        ("--domain", "Contoso.example", "the domain has capital letters", "write contoso.example"),
        ("--domain", "localhost:0", "the port is not a number from 1 to 65535", "localhost:3000"),
        ("--domain", "localhost:65536", "the port is not a number from 1 to 65535", "localhost:3000"),
        ("--domain", "localhost:", "the port is not a number from 1 to 65535", "localhost:3000"),
        ("--domain", "localhost:3000:3001", "the domain has more than one port", "localhost:3000"),
        ("--domain", "[::1]:3000", "the domain is an IPv6 address", "use localhost"),
        ("--domain", "::1", "the domain is an IPv6 address", "use localhost"),
        ("--domain", "budget.azurewebsites.net", "the domain is one of azurewebsites.net", "a domain of your own"),
        ("--domain", "bücher.example", "the domain is not in ASCII", "write xn--bcher-kva.example"),
        ("--domain", "contoso .example", "the domain has a blank in it", "localhost:3000"),
        ("--domain", " contoso.example", "the domain has a blank in it", "write contoso.example"),
        ("--domain", "contoso.example.", "the domain ends in a dot", "write contoso.example"),
        ("--domain", "contoso.example.:8443", "the domain ends in a dot", "write contoso.example:8443"),
        ("--domain", "*.contoso.example", "the domain has a wildcard", "addin.contoso.example"),
        ("--domain", "my_addin.contoso.example", "the domain has an underscore", "my-addin.contoso.example"),
        ("--domain", "contoso.example?a=1", "the domain has a query", "write contoso.example"),
        ("--domain", "contoso.example#top", "the domain has a fragment", "write contoso.example"),
        ("--domain", "adele@contoso.example", "the domain has user information", "write contoso.example"),
        ("--domain", "", "the domain is empty", "localhost:3000"),
        ("--client-id", "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "the client ID is that of", "Application (client) ID"),
        ("--client-id", "00000003-0000-0000-c000-000000000000", "the client ID is that of", "Application (client) ID"),
        ("--client-id", "User.Read", "the client ID is not a GUID: User.Read", "Application (client) ID"),
        ("--client-id", USER_READ, "the client ID is that of the permission User.Read", "Application (client) ID"),
        ("--tenant-id", "9188040d-6c67-4c5b-b112-36a304b66dad", "the tenant ID is that of", "Directory (tenant) ID"),
        ("--tenant-id", "contoso.onmicrosoft.com", "the tenant ID is not a GUID", "Directory (tenant) ID"),
        ("--tenant-id", CLIENT_ID, "the client ID and the tenant ID are the same", "Application (client) ID"),
        ("--permission", "Everything", "not a delegated Graph permission that Hallpass knows", "Everything=GUID"),
        ("--permission", "Mail.Raed", "not a delegated Graph permission that Hallpass knows", "did you mean Mail.Read"),
        ("--permission", "Calendar.Read", "not a delegated Graph permission", "did you mean Calendars.Read"),
        ("--permission", "User.Read Mail.Read", "permissions are separated by", "write User.Read,Mail.Read"),
        ("--permission", "User.Read; Mail.Read", "permissions are separated by", "write User.Read,Mail.Read"),
        ("--permission", "User.Read Mail.Raed", "permissions are separated by", "write User.Read,Mail.Raed"),
        ("--permission", "Mail Read", "the permission's name has", "such as Mail.Read"),
        ("--permission", &given(&format!("{OTHER} Mail.Read")), "permissions are separated by", ",Mail.Read"),
        ("--permission", "api://localhost:3000/access_as_user", "access_as_user is the add-in's own", "leave it out"),
        ("--permission", "User.Read,", "a permission is empty", "User.Read,Mail.Read"),
        ("--permission", USER_READ, "a GUID stands where the name", "write User.Read"),
        ("--permission", OTHER, "a GUID stands where the name", "write NAME=8f2c5d11"),
        ("--permission", "https://graph.microsoft.com/Mail.Read", "the permission has an address", "write Mail.Read"),
        ("--permission", "access_as_user", "access_as_user is the add-in's own scope", "leave it out"),
        ("--permission", ".default", "not a delegated Graph permission", "one by one"),
        ("--permission", &given("x"), "the GUID of the permission Team.Create is not a GUID: x", "az ad sp show"),
        ("--permission", &given(""), "the GUID of the permission Team.Create is not a GUID", "az ad sp show"),
        ("--permission", &given(&OTHER.replace('-', "")), "the GUID of the permission Team.Create is not", OTHER),
        ("--permission", &given(USER_READ), "the GUID is that of User.Read, not of Team.Create", "write User.Read"),
        (
            "--permission",
            &given("00000003-0000-0000-c000-000000000000"),
            "the GUID of the permission Team.Create is that of Microsoft Graph",
            "az ad sp show",
        ),
        ("--permission", &format!("{OTHER}=Team.Create"), "the GUID stands before the name", "write Team.Create=8f2c"),
        (
            "--permission",
            &format!("Mail.Read={OTHER}"),
            "the permission Mail.Read has another GUID",
            "570282fd-fa5c-430d",
        ),
        ("--permission", &format!("Team Create={OTHER}"), "the permission's name has", "Team.Create"),
        (
            "--permission",
            &format!("A.B={OTHER},C.D={OTHER}"),
            "two permissions have the same GUID: A.B and C.D",
            "each",
        ),
        ("--permission", &format!("A.B={OTHER},a.b={CLIENT_ID}"), "the permission A.B has two GUIDs", "leave one out"),
        ("--dialog-page", "/dialog.html", "the page of the dialog begins with a slash", "write dialog.html"),
        ("--dialog-page", "https://localhost:3000/a.html", "the page of the dialog has a scheme", "write a.html"),
        (
            "--dialog-page",
            "https://other.example/a.html",
            "the page of the dialog is on another host",
            "a path on the add-in\'s domain",
        ),
        (
            "--task-pane-page",
            "/src/taskpane.html",
            "the page of the task pane begins with a slash",
            "write src/taskpane.html",
        ),
        ("--task-pane-page", "taskpane.html?x=1", "the page of the task pane has a query", "write taskpane.html"),
        ("--cloud", "mars", "the cloud is neither", "us-gov-dod"),
    ] {
        let others = FACTS.chunks(2).filter(|pair| pair[0] != flag).flatten();
        let run = home.hallpass(["plan"]).args(others).args([flag, value]).run().expect_code(2);
        assert_eq!(run.stdout, "", "{run}");
        let (error, told) = run.stderr.trim_end().split_once('\n').unwrap_or_else(|| panic!("no hint: {run}"));
        assert!(error.starts_with(&format!("error: {words}")), "{flag} {value}: {run}");
        assert!(
            told.starts_with("hint: ") && told.contains(hint) && told.lines().count() == 1,
            "{flag} {value}: {run}"
        );
    }
}

/// Microsoft Graph has more permissions than are known offline: one that is given with its GUID is in every form.
#[test]
fn a_permission_with_its_guid_is_planned_as_any_other() {
    const ID: &str = "7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0";
    let home = Home::new();
    let given = format!("Mail.Read,Team.Create={},Team.Create={ID}", ID.to_uppercase());
    let others = || FACTS.chunks(2).filter(|pair| pair[0] != "--permission").flatten();
    for (form, needle) in [
        ("table", "openid profile Mail.Read Team.Create"),
        ("portal", "openid profile Mail.Read Team.Create"),
        ("az", ID),
        ("az-powershell", ID),
        ("graph", ID),
        ("env", "GRAPH_SCOPES='Mail.Read Team.Create'"),
        ("json", ID),
        ("admin-text", "Team.Create"),
    ] {
        let run = home.hallpass(["plan"]).args(others()).args(["--permission", &given, "--as", form]).run();
        let run = run.expect_code(0);
        assert!(run.stdout.contains(needle), "{form}: {run}");
    }
    // What only a person of the tenant can say is said of no other permission, and of this one.
    let admin = home.hallpass(["plan"]).args(others()).args(["--permission", &given, "--as", "admin-text"]).run();
    let lines: Vec<_> = admin.stdout.lines().filter(|line| line.starts_with("  - ")).collect();
    assert!(lines.iter().all(|line| line.contains("Team.Create") == line.contains("may need")), "{lines:#?}");

    home.copy(&hallpass_tests::corpus::fixture("manifest/taskpane.xml"));
    let apply = home.hallpass(["manifest", "apply", "taskpane.xml"]).args(others()).args(["--permission", &given]);
    let apply = apply.run().expect_code(0);
    assert!(apply.stdout.contains("<Scope>Team.Create</Scope>"), "{apply}");

    // A registration that has what is planned is as planned.
    let plan = home.hallpass(["plan"]).args(others()).args(["--permission", &given, "--as", "json"]).run();
    let mut registration = plan.json()["registration"].clone();
    registration["appId"] = CLIENT_ID.into();
    home.write("registration.json", registration.to_string().as_bytes());
    let check = |given: &str| {
        home.hallpass(["registration", "check", "registration.json"]).args(others()).args(["--permission", given]).run()
    };
    let planned = check(&given);
    assert!(!planned.all().contains("permission-"), "{planned}");
    let unknown = check("Mail.Read");
    assert!(unknown.stdout.contains("permission-unknown"), "{unknown}");
    let missing = check(&format!("{given},Team.ReadBasic.All=485be79e-c497-4b35-9400-0e3fa7f2a5d4"));
    assert!(missing.stdout.contains("permission-of-plan-missing") && missing.stdout.contains("Team.ReadBasic.All"));
}

#[test]
fn a_cloud_out_of_a_file() {
    let home = Home::new();
    let addresses = "name = \"Contoso\"\nauthority = \"https://login.contoso.example\"\ngraph = \"https://graph.contoso.example\"\n";
    home.write("cloud.toml", addresses.as_bytes());
    let plan = |form: &str| home.hallpass(["plan", "--cloud", "cloud.toml"]).args(FACTS).args(["--as", form]).run();
    let env = plan("env").expect_code(0);
    assert!(env.stdout.contains("AUTHORITY='https://login.contoso.example/"), "{env}");
    home.write("cloud.toml", addresses.replace("https://graph", "http://graph").as_bytes());
    let refused = plan("env").expect_code(2);
    assert!(refused.stderr.contains("cloud.toml") && refused.stderr.contains("line 3"), "{refused}");
    // It stands in a comment of the scripts.
    home.write("cloud.toml", addresses.replace("Contoso", "Contoso\\nrm -r").as_bytes());
    let refused = plan("az").expect_code(2);
    assert!(refused.stderr.contains("line 1") && refused.stderr.contains("line end"), "{refused}");
}

/// Two developers with the template's defaults in one tenant: each script finds what it made itself.
#[test]
fn a_script_has_a_tag_of_its_own() {
    let plan = |home: &Home, name: &str, form: &str| {
        let run = home.hallpass(["plan", "--domain", "localhost:3000", "--name", name, "--as", form]);
        let text = run.run().expect_code(0).stdout;
        let tag = text.split("hallpass:").nth(1).map(|rest| rest[..36].to_owned());
        tag.unwrap_or_else(|| panic!("no tag in {text}"))
    };
    let (one, other) = (Home::new(), Home::new());
    let tag = plan(&one, "Add-in", "az");
    assert_eq!((plan(&one, "Add-in", "az"), plan(&one, "Add-in", "az-powershell")), (tag.clone(), tag.clone()));
    assert_ne!(plan(&other, "Add-in", "az"), tag);
    assert_ne!(plan(&one, "Another on the same server", "az"), tag);
    // All that is kept for it is an ID: the next plan is of no facts that nobody gave.
    let files = hallpass_tests::trace::files_below(&one.config());
    let files: Vec<_> = files.into_iter().map(|(path, _)| path).collect();
    assert_eq!(files, [one.config().join("profiles/default.toml")]);
    one.hallpass(["plan"]).run().expect_code(2);
}

#[test]
fn what_is_left_out_is_the_profiles() {
    let home = Home::new();
    home.hallpass(["plan"]).run().expect_code(2);
    let profile = "version = 1\nid = \"8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30\"\n\n[facts]\ndomain = \"addin.contoso.example\"\n\
                   auth = \"naa\"\npermissions = [\"Mail.Read\", \"Team.Create=7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0\"]\n";
    fs::create_dir(home.config().join("profiles")).unwrap();
    fs::write(home.config().join("profiles/default.toml"), profile).unwrap();
    let registration = |args: &[&str]| -> Value {
        let run = home.hallpass(["plan", "--as", "json"]).args(args).run().expect_code(0);
        run.json()["registration"].clone()
    };
    let known = registration(&[]);
    let uris = known["spa"]["redirectUris"].as_array().unwrap();
    assert!(uris.iter().any(|uri| uri == "brk-multihub://addin.contoso.example"), "{known:#}");
    let given = registration(&["--domain", "localhost:3000", "--auth", "legacy-sso"]);
    assert_eq!(given["spa"]["redirectUris"], serde_json::json!(["https://localhost:3000/dialog.html"]));
    assert_eq!(given["requiredResourceAccess"], known["requiredResourceAccess"]);
    assert!(known["requiredResourceAccess"].to_string().contains("7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0"), "{known:#}");

    fs::write(home.config().join("profiles/default.toml"), "version = 99\n").unwrap();
    let run = home.hallpass(["plan"]).args(FACTS).run().expect_code(3);
    assert!(run.stderr.contains("default.toml") && run.stderr.contains("newer"), "{run}");
}
