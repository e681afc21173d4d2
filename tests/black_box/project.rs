//! `hallpass plan --into`: the values in a project's own files. The projects are after what templates put there.

use std::fs;
use std::path::Path;

use hallpass_tests::home::Home;
use hallpass_tests::program::Invocation;
use hallpass_tests::trace;

use crate::edit::CLIENT_ID;

const PLANTED: &str = "planted~secret~value";

const SCRIPT: &str = "/* The dialog. */\r\nconst clientId = \"{application GUID here}\"; // yours\r\nconst config = {\r\n  auth: {\r\n    \
                      redirectUri: \"https://localhost:{PORT}/fallbackauthdialog.html\",\r\n  },\r\n};\r\n";

fn project(home: &Home) {
    let manifest =
        fs::read_to_string(hallpass_tests::corpus::fixture("manifest/taskpane-with-markup-bom-crlf.xml")).unwrap();
    for (name, text) in [
        (
            ".ENV",
            format!(
                "# settings\r\nCLIENT_ID={{CLIENT_ID}}\r\nCLIENT_SECRET={PLANTED}\r\nPORT={{PORT}}\r\nSCOPE=User.Read"
            ),
        ),
        ("src/helpers/fallbackauthdialog.ts", SCRIPT.to_owned()),
        ("manifest.xml", manifest),
        ("readme.md", "{PORT}".to_owned()),
    ] {
        home.write(format!("addin/{name}"), text.as_bytes());
    }
}

fn into(home: &Home, more: &[&str]) -> Invocation {
    home.hallpass(["plan", "--into", "addin", "--domain", "localhost:3001", "--client-id", CLIENT_ID]).args(more)
}

fn text(home: &Home, name: &str) -> String {
    fs::read_to_string(home.work().join("addin").join(name)).unwrap()
}

fn all(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    trace::files_below(folder).into_iter().map(|(path, _)| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn is_shown_then_written_then_undone() {
    let home = Home::new();
    project(&home);
    let before = all(&home.work());

    let shown = into(&home, &[]).run().expect_code(0);
    assert!(all(&home.work()) == before, "written without --write");
    assert!(trace::files_below(&home.config()).is_empty(), "something is kept of what was only shown");
    assert!(shown.stderr.contains("nothing was written; add --write to do so"), "{shown}");

    let written = into(&home, &["--write"]).run().expect_code(0);
    assert_eq!(shown.stdout, written.stdout, "shown and written differ");
    // What stands beside a difference is not said again.
    for note in shown.stdout.lines().filter_map(|line| line.strip_prefix("# addin/")) {
        assert!(!shown.stderr.contains(note), "twice: {note} in {shown}");
    }
    assert!(shown.stdout.contains("# addin/manifest.xml: "), "{shown}");
    let environment =
        format!("# settings\r\nCLIENT_ID={CLIENT_ID}\r\nCLIENT_SECRET={PLANTED}\r\nPORT=3001\r\nSCOPE=User.Read");
    assert_eq!(text(&home, ".ENV"), environment);
    let script = SCRIPT.replace("{application GUID here}", CLIENT_ID).replace("{PORT}", "3001");
    assert_eq!(text(&home, "src/helpers/fallbackauthdialog.ts"), script);
    assert!(text(&home, "manifest.xml").contains(&format!("api://localhost:3001/{CLIENT_ID}")));
    assert_eq!(text(&home, "readme.md"), "{PORT}");
    for step in ["by hand: CLIENT_SECRET in .ENV is left as it is", "add --dialog-page fallbackauthdialog.html"] {
        assert!(written.stderr.contains(step), "no {step} in {written}");
    }

    let after = all(&home.work());
    let again = into(&home, &["--write"]).run().expect_code(0);
    assert_eq!(again.stdout, "", "a difference where there is none");
    assert!(all(&home.work()) == after, "writing again changed something");

    for file in ["manifest.xml", "src/helpers/fallbackauthdialog.ts"] {
        home.hallpass(["manifest", "undo"]).args([home.work().join("addin").join(file)]).run().expect_code(0);
        let (_, original) = before.iter().find(|(path, _)| path.ends_with(file)).unwrap();
        assert!(text(&home, file).as_bytes() == original, "{file}");
    }
}

#[test]
fn a_secret_in_a_file_is_neither_shown_nor_kept() {
    let home = Home::new();
    project(&home);
    for more in [&[][..], &["--format", "json"], &["--write", "-vv"]] {
        let run = into(&home, more).run().expect_code(0);
        assert!(!run.all().contains(PLANTED), "{run}");
    }
    for (path, bytes) in all(&home.config()) {
        assert!(!String::from_utf8_lossy(&bytes).contains(PLANTED), "in {}", path.display());
    }
}

#[test]
fn as_json() {
    let home = Home::new();
    project(&home);
    let run = into(&home, &["--format", "json"]).run().expect_code(0);
    let json = run.json();
    assert_eq!(json["project"], "yo-office");
    let files = json["files"].as_array().unwrap();
    assert_eq!(files.len(), 3);
    for file in files {
        assert!(file["difference"].as_str().unwrap().contains("--- addin/") && file["written"] == false, "{file:#}");
    }
    assert!(!json["steps"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_no_project_is_exit_3() {
    let home = Home::new();
    home.write("addin/readme.md", b"");
    let run = into(&home, &["--write"]).run().expect_code(3);
    assert!(run.stderr.contains("no project") && run.stderr.contains("hint: "), "{run}");
}

#[test]
fn what_is_no_folder_is_exit_3_and_named() {
    let home = Home::new();
    project(&home);
    for (folder, words, hint) in [
        ("addin/manifest.xml", "addin/manifest.xml is a file, not a folder", "--into addin"),
        ("nowhere", "there is no folder nowhere", "--into"),
    ] {
        let facts = ["--domain", "localhost:3001", "--client-id", CLIENT_ID];
        let run = home.hallpass(["plan", "--into", folder]).args(facts).run().expect_code(3);
        let (error, told) = run.stderr.trim_end().split_once('\n').unwrap_or_else(|| panic!("no hint: {run}"));
        assert_eq!(error, format!("error: {words}"), "{run}");
        assert!(told.starts_with("hint: ") && told.contains(hint), "{run}");
    }
}

/// Of Agents Toolkit, before it has made anything: names and no values.
const TOOLKIT: &str = "TAB_DOMAIN=\nAAD_APP_CLIENT_ID=\nAAD_APP_TENANT_ID=\nAAD_APP_OAUTH_AUTHORITY=\nAAD_APP_OBJECT_ID=\n\
                       AAD_APP_ACCESS_AS_USER_PERMISSION_ID=\n";

fn toolkit(home: &Home) {
    home.write("addin/m365agents.yml", b"version: 1.8.0\n");
    home.write("addin/env/.env.local", TOOLKIT.as_bytes());
    home.write("addin/.env", b"TENANT_ID={TENANT_ID}\nAUTHORITY=\nGRAPH_SCOPES=\n# CLIENT_SECRET=a\nCLIENT_SECRET=\n");
}

/// Its scope has a GUID already, and a registration that nobody has read may have any.
#[test]
fn the_scope_of_a_registration_that_is_there_keeps_its_guid() {
    const SCOPE: &str = "AAD_APP_ACCESS_AS_USER_PERMISSION_ID";
    let home = Home::new();
    toolkit(&home);
    let run = into(&home, &["--write"]).run().expect_code(0);
    assert!(text(&home, "env/.env.local").contains(&format!("AAD_APP_CLIENT_ID={CLIENT_ID}\n")), "{run}");
    assert!(text(&home, "env/.env.local").ends_with(&format!("{SCOPE}=\n")), "{run}");
    assert!(run.stderr.contains(&format!("by hand: {SCOPE} in env/.env.local has no value: ")), "{run}");

    let filled = TOOLKIT.replace(&format!("{SCOPE}="), &format!("{SCOPE}=5b3a4e4a-e55e-45ba-820b-ea16efbe3d50"));
    home.write("addin/env/.env.local", filled.as_bytes());
    let run = into(&home, &["--write"]).run().expect_code(0);
    assert!(
        text(&home, "env/.env.local").contains(&format!("{SCOPE}=5b3a4e4a-")) && !run.all().contains(SCOPE),
        "{run}"
    );
    // What stays beside the ID of another app, which goes.
    let another = filled.replace("CLIENT_ID=", "CLIENT_ID=8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30");
    home.write("addin/env/.env.local", another.as_bytes());
    let run = into(&home, &["--write"]).run().expect_code(0);
    let told = format!(
        "by hand: {SCOPE} in env/.env.local is 5b3a4e4a-e55e-45ba-820b-ea16efbe3d50, and may be that of the app 8f2c5d11-"
    );
    assert!(text(&home, "env/.env.local").contains(&format!("{SCOPE}=5b3a4e4a-")), "{run}");
    assert!(run.stderr.contains(&told), "{run}");
    // There is none where nobody asks for a token of the add-in's own API.
    toolkit(&home);
    let run = into(&home, &["--auth", "naa", "--write"]).run().expect_code(0);
    assert!(text(&home, "env/.env.local").ends_with(&format!("{SCOPE}=\n")) && !run.stderr.contains(SCOPE), "{run}");
}

/// What Hallpass made it knows, with a permission that was given by its GUID: without a fact said again.
#[test]
fn of_a_registration_that_was_made_here() {
    const TEAM_CREATE: &str = "7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0";
    let home = Home::new();
    toolkit(&home);
    let mut running = home.hallpass(["practice", "start", "--port", "0", "--https-port", "0"]).start();
    running.after_on_stdout("practice tenant ready: ");
    let create = ["registration", "create", "--domain", "localhost:3001", "--cloud", "practice", "--no-secret"];
    let permissions = format!("Mail.Read,Team.Create={TEAM_CREATE}");
    let made = home.hallpass(create).args(["--permission", &permissions]).run().expect_code(0);
    assert!(!made.stdout.contains("permission-unknown"), "{made}");
    let fetched = home.hallpass(["registration", "fetch"]).run().expect_code(0).json();
    let listed = fetched["application"]["requiredResourceAccess"].to_string();
    assert!(listed.contains(TEAM_CREATE), "{listed}");
    let scope = fetched["application"]["api"]["oauth2PermissionScopes"][0]["id"].as_str().unwrap().to_owned();
    // Of a grown plan, the difference names what has a GUID.
    let more = format!("{permissions},Team.ReadBasic.All=485be79e-c497-4b35-9400-0e3fa7f2a5d4");
    let update = home.hallpass(["registration", "update", "--no-secret", "--dry-run", "--permission", &more]);
    let update = update.run().expect_code(0);
    assert!(update.stdout.contains("# Team.ReadBasic.All") && update.stdout.contains("# Team.Create"), "{update}");

    let run = home.hallpass(["plan", "--into", "addin", "--write"]).run().expect_code(0);
    let environment = text(&home, "env/.env.local");
    let line = format!("AAD_APP_ACCESS_AS_USER_PERMISSION_ID={scope}\n");
    assert!(environment.contains(&line) && !environment.contains("OBJECT_ID=\n"), "{environment} {run}");
    assert!(text(&home, ".env").contains("GRAPH_SCOPES='Mail.Read Team.Create'\n"), "{run}");
    home.write("addin/env/.env.local", environment.replace(&scope, TEAM_CREATE).as_bytes());
    let run = home.hallpass(["plan", "--into", "addin"]).run().expect_code(0);
    assert!(run.stderr.contains(&format!("is {TEAM_CREATE}, and Hallpass made the scope with {scope}: ")), "{run}");
    home.hallpass(["practice", "stop"]).run().expect_code(0);
    running.end().expect_code(0);
}

#[test]
fn what_stays_without_a_value_is_told_with_its_flag_and_once() {
    let home = Home::new();
    toolkit(&home);
    let run = into(&home, &[]).run().expect_code(0);
    for (name, flag) in [
        ("TENANT_ID in .env", "--tenant-id GUID"),
        ("AUTHORITY in .env", "--tenant-id GUID"),
        ("GRAPH_SCOPES in .env", "--permission NAME"),
        ("AAD_APP_TENANT_ID in env/.env.local", "--tenant-id GUID"),
        ("AAD_APP_OAUTH_AUTHORITY in env/.env.local", "--tenant-id GUID"),
        ("AAD_APP_OBJECT_ID in env/.env.local", "Object ID"),
        ("CLIENT_SECRET in .env", "environment variable"),
    ] {
        let told: Vec<_> = run.stderr.lines().filter(|line| line.starts_with(&format!("by hand: {name} "))).collect();
        assert!(told.len() == 1 && told[0].contains(flag), "{name}: {told:?} in {run}");
    }
    let tenant = ["--tenant-id", "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30", "--permission", "User.Read"];
    let given = into(&home, &tenant).run().expect_code(0);
    for name in ["TENANT_ID", "AUTHORITY", "GRAPH_SCOPES"] {
        assert!(!given.stderr.contains(&format!("{name} in ")), "{given}");
    }
    // Everybody's authority needs no tenant.
    let many = into(&home, &["--account-types", "multi-tenant"]).run().expect_code(0);
    assert!(many.stdout.contains("AUTHORITY=https://login.microsoftonline.com/organizations"), "{many}");
    // The practice tenant is where it runs.
    let practice = into(&home, &["--cloud", "practice"]).run().expect_code(0);
    assert!(practice.stderr.contains("AUTHORITY in .env has no value: hallpass practice env"), "{practice}");
}

#[test]
fn one_file_that_cannot_be_changed_keeps_no_other_from_it() {
    let home = Home::new();
    project(&home);
    home.write("addin/manifest.xml", b"<OfficeApp>");
    let run = into(&home, &["--write"]).run().expect_code(1);
    assert!(run.stderr.contains("error: "), "{run}");
    assert!(text(&home, ".ENV").contains(CLIENT_ID));
    assert_eq!(text(&home, "manifest.xml"), "<OfficeApp>");
}
