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
    let home = Home::new();
    for (flag, value, words, hint) in [
        ("--domain", "contoso.example/addin", "the domain has a path", "write contoso.example"),
        ("--domain", "Contoso.example", "the domain has capital letters", "write contoso.example"),
        ("--domain", "localhost:0", "the port is not a number from 1 to 65535", "localhost:3000"),
        ("--domain", "[::1]:3000", "the domain is an IPv6 address", "use localhost"),
        ("--domain", "budget.azurewebsites.net", "the domain is one of azurewebsites.net", "a domain of your own"),
        ("--domain", "bücher.example", "the domain is not in ASCII", "write xn--bcher-kva.example"),
        ("--client-id", "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "the client ID is", "Application (client) ID"),
        ("--client-id", "00000003-0000-0000-c000-000000000000", "the client ID is", "Application (client) ID"),
        ("--tenant-id", "9188040d-6c67-4c5b-b112-36a304b66dad", "the tenant ID is", "Directory (tenant) ID"),
        ("--tenant-id", CLIENT_ID, "the client ID and the tenant ID are the same", "Application (client) ID"),
        ("--permission", "Everything", "not a delegated Graph permission", "User.Read"),
        ("--dialog-page", "/dialog.html", "the page of the dialog", "dialog.html"),
        ("--cloud", "mars", "the cloud is neither", "us-gov-dod"),
    ] {
        let others = FACTS.chunks(2).filter(|pair| pair[0] != flag).flatten();
        let run = home.hallpass(["plan"]).args(others).args([flag, value]).run().expect_code(2);
        assert_eq!(run.stdout, "", "{run}");
        let (error, told) = run.stderr.trim_end().split_once('\n').unwrap_or_else(|| panic!("no hint: {run}"));
        assert!(error.starts_with(&format!("error: {words}")), "{run}");
        assert!(told.starts_with("hint: ") && told.contains(hint) && told.lines().count() == 1, "{run}");
    }
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
}

#[test]
fn what_is_left_out_is_the_profiles() {
    let home = Home::new();
    home.hallpass(["plan"]).run().expect_code(2);
    let profile = "version = 1\nid = \"8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30\"\n\n[facts]\ndomain = \"addin.contoso.example\"\n\
                   auth = \"naa\"\npermissions = [\"Mail.Read\"]\n";
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

    fs::write(home.config().join("profiles/default.toml"), "version = 99\n").unwrap();
    let run = home.hallpass(["plan"]).args(FACTS).run().expect_code(3);
    assert!(run.stderr.contains("default.toml") && run.stderr.contains("newer"), "{run}");
}
