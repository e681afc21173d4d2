//! Small projects after what the templates and samples put there, in words of our own.

use std::fs;
use std::sync::Arc;

use super::*;
use crate::use_case::edit_manifest::undo;
use crate::use_case::plan::{self, plan_of_app};
use crate::{Folders, vault::Vault};

const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const TENANT: &str = "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30";

const MANIFEST: &str = concat!(
    "<OfficeApp xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\" ",
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"TaskPaneApp\">\n",
    "  <DefaultSettings><SourceLocation DefaultValue=\"https://localhost:{PORT}/taskpane.html\"/></DefaultSettings>\n",
    "  <VersionOverrides xmlns=\"http://schemas.microsoft.com/office/taskpaneappversionoverrides\" ",
    "xsi:type=\"VersionOverridesV1_0\">\n    <Resources/>\n",
    "    <WebApplicationInfo><Id>{application GUID here}</Id>",
    "<Resource>api://localhost:{PORT}/{application GUID here}</Resource>",
    "<Scopes><Scope>User.Read</Scope><Scope>profile</Scope></Scopes></WebApplicationInfo>\n",
    "  </VersionOverrides>\n</OfficeApp>"
);

const SCRIPT: &str = "// The dialog.\r\nconst clientId = \"{application GUID here}\";\r\nconst msalConfig = {\r\n  auth: {\r\n    clientId: \
     clientId,\r\n    authority: \"https://login.microsoftonline.com/common\",\r\n    redirectUri: \
     \"https://localhost:{PORT}/fallbackauthdialog.html\",\r\n  },\r\n};\r\n";

struct Work {
    folder: tempfile::TempDir,
    app: App,
}

impl Work {
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let app = App {
            clock: Arc::new(|| sso_core::Timestamp::UNIX_EPOCH),
            vault: Vault::of_test(0),
            ..App::on_this_machine(Folders::under(&folder.path().join("hallpass")))
        };
        Self { folder, app }
    }

    fn run(&self, facts: &plan::Input, write: bool) -> Output {
        let plan = plan_of_app(&self.app, facts).unwrap();
        write_project(&self.app, &plan, self.folder.path(), write).unwrap()
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }
}

fn facts(domain: &str) -> plan::Input {
    plan::Input {
        domain: Some(domain.into()),
        client_id: Some(ID.into()),
        tenant_id: Some(TENANT.into()),
        dialog_page: Some("fallbackauthdialog.html".into()),
        ..plan::Input::default()
    }
}

#[test]
fn of_yo_office() {
    let environment = "# settings\nCLIENT_ID={CLIENT_ID}\nCLIENT_SECRET={CLIENT_SECRET}\nNODE_ENV=development\nPORT={PORT}\n\
                       QUERY_PARAM_SEGMENT=\nSCOPE=User.Read";
    let files = [(".ENV", environment), ("src/helpers/fallbackauthdialog.ts", SCRIPT), ("manifest.xml", MANIFEST)];
    let work = Work::of(&files);
    let shown = work.run(&facts("localhost:3001"), false);
    assert_eq!(shown.project, Project::YoOffice);
    for (name, text) in files {
        assert_eq!(work.text(name), text, "written without being asked to");
    }

    let written = work.run(&facts("localhost:3001"), true);
    let differences = |output: &Output| output.files.iter().map(|file| file.difference.clone()).collect::<Vec<_>>();
    assert_eq!(differences(&shown), differences(&written));
    assert!(written.files.iter().all(|file| file.written && file.error.is_none()), "{written:#?}");
    assert_eq!(
        work.text(".ENV"),
        format!(
            "# settings\nCLIENT_ID={ID}\nCLIENT_SECRET={{CLIENT_SECRET}}\nNODE_ENV=development\nPORT=3001\n\
             QUERY_PARAM_SEGMENT=\nSCOPE=User.Read"
        )
    );
    let script = work.text("src/helpers/fallbackauthdialog.ts");
    let expected = SCRIPT.replace("{application GUID here}", ID).replace("{PORT}", "3001");
    assert_eq!(script, expected);
    let manifest = work.text("manifest.xml");
    assert!(manifest.contains(&format!("<Resource>api://localhost:3001/{ID}</Resource>")), "{manifest}");
    assert!(manifest.contains("https://localhost:3001/taskpane.html") && !manifest.contains('{'), "{manifest}");
    assert!(manifest.contains("<Scope>User.Read</Scope>"), "{manifest}");
    // What is left: the secret, and the authority, which a single-tenant app is refused at.
    assert!(written.steps.iter().any(|step| step.starts_with("CLIENT_SECRET in .ENV is left")), "{:#?}", written.steps);
    let authority = "src/helpers/fallbackauthdialog.ts:6: authority is https://login.microsoftonline.com/common";
    let step = written.steps.iter().find(|step| step.starts_with(authority)).unwrap();
    assert!(step.ends_with(&format!("write https://login.microsoftonline.com/{TENANT}")), "{step}");

    let again = work.run(&facts("localhost:3001"), true);
    assert!(again.files.iter().all(|file| !file.written && file.difference.is_empty()), "{again:#?}");

    for (name, text) in files {
        undo(&work.app, &work.folder.path().join(name)).unwrap();
        assert_eq!(work.text(name), text);
    }
}

#[test]
fn of_the_documentations_samples() {
    let script = "const clientId = '$app-id-guid$';\nconst a = { auth: {\n  redirectUri: \"https://localhost:3000/dialog.html\",\n}};\n";
    let work = Work::of(&[
        (".ENV", "CLIENT_ID=\nCLIENT_SECRET=\nSERVER_SOURCE=https://localhost:3000"),
        ("public/javascripts/fallback-msal/authConfig.js", script),
    ]);
    let output = work.run(&facts("addin.contoso.com"), true);
    assert_eq!(output.project, Project::Other);
    assert_eq!(work.text(".ENV"), format!("CLIENT_ID={ID}\nCLIENT_SECRET=\nSERVER_SOURCE=https://addin.contoso.com"));
    assert!(work.text("public/javascripts/fallback-msal/authConfig.js").contains(&format!("clientId = '{ID}'")));
    let step = "public/javascripts/fallback-msal/authConfig.js:3: redirectUri is https://localhost:3000/dialog.html; write \
                https://addin.contoso.com/fallbackauthdialog.html";
    assert!(output.steps.iter().any(|other| other == step), "{:#?}", output.steps);
}

#[test]
fn of_agents_toolkit() {
    let environment = "TEAMSFX_ENV=local\nTAB_DOMAIN=\nTAB_ENDPOINT=\nAAD_APP_CLIENT_ID=\nAAD_APP_OBJECT_ID=\n\
                       AAD_APP_TENANT_ID=\nAAD_APP_OAUTH_AUTHORITY=\nAAD_APP_OAUTH_AUTHORITY_HOST=\n\
                       AAD_APP_ACCESS_AS_USER_PERMISSION_ID=\n";
    let manifest = "{ \"manifestVersion\": \"1.17\", \"extensions\": [], \"webApplicationInfo\": { \"id\": \
                    \"${{AAD_APP_CLIENT_ID}}\", \"resource\": \"api://${{TAB_DOMAIN}}/${{AAD_APP_CLIENT_ID}}\" } }";
    let secret = "SECRET_AAD_APP_CLIENT_SECRET=planted~secret\n";
    let work = Work::of(&[
        ("m365agents.yml", "version: 1.8.0\n"),
        ("env/.env.local", environment),
        ("env/.env.local.user", secret),
        ("env/.env.dev", environment),
        ("appPackage/manifest.json", manifest),
    ]);
    let output = work.run(&facts("localhost:53000"), true);
    assert_eq!(output.project, Project::AgentsToolkit);
    let local = work.text("env/.env.local");
    for line in [
        "TAB_DOMAIN=localhost:53000",
        "TAB_ENDPOINT=https://localhost:53000",
        &format!("AAD_APP_CLIENT_ID={ID}"),
        &format!("AAD_APP_TENANT_ID={TENANT}"),
        &format!("AAD_APP_OAUTH_AUTHORITY=https://login.microsoftonline.com/{TENANT}"),
        "AAD_APP_OAUTH_AUTHORITY_HOST=https://login.microsoftonline.com",
        "AAD_APP_OBJECT_ID=",
    ] {
        assert!(local.lines().any(|other| other == line), "no {line} in {local}");
    }
    assert!(local.contains("PERMISSION_ID=\n"), "{local}");
    assert_eq!((work.text("env/.env.dev"), work.text("env/.env.local.user")), (environment.into(), secret.into()));
    assert_eq!(work.text("appPackage/manifest.json"), manifest);
    assert!(output.steps.iter().any(|step| step.contains("AAD_APP_OBJECT_ID in env/.env.local has no value")));

    work.run(&facts("addin.contoso.com"), true);
    assert!(work.text("env/.env.dev").contains("TAB_DOMAIN=addin.contoso.com\n"));
    assert_eq!(work.text("env/.env.local"), local);
}

#[test]
fn a_secret_that_stands_in_a_file_is_neither_shown_nor_copied() {
    const PLANTED: &str = "planted~secret";
    let work = Work::of(&[(".env", &format!("CLIENT_SECRET={PLANTED}\nCLIENT_ID=old\nDB_PASSWORD='{PLANTED}'\n"))]);
    let output = work.run(&facts("localhost:3000"), true);
    assert!(output.files[0].written);
    assert_eq!(work.text(".env"), format!("CLIENT_SECRET={PLANTED}\nCLIENT_ID={ID}\nDB_PASSWORD='{PLANTED}'\n"));
    let told = serde_json::to_string(&output).unwrap();
    assert!(told.contains("(not shown)") && !told.contains(PLANTED), "{told}");
    assert!(output.files[0].notes[0].starts_with("the values of CLIENT_SECRET and DB_PASSWORD may be"), "{told}");
    let error = undo(&work.app, &work.folder.path().join(".env")).unwrap_err();
    assert!(error.code == "nothing-to-undo" && error.message.contains("kept no copy"), "{error:?}");
    let mut folders = vec![work.folder.path().join("hallpass")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().map(Result::unwrap) {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => assert!(!fs::read_to_string(entry.path()).unwrap().contains(PLANTED), "{:?}", entry.path()),
            }
        }
    }
}

#[test]
fn what_is_no_project_and_what_cannot_be_changed() {
    let work = Work::of(&[("readme.md", "x"), (".env", "COLOR=blue\n")]);
    let plan = plan_of_app(&work.app, &facts("localhost:3000")).unwrap();
    let error = write_project(&work.app, &plan, work.folder.path(), true).unwrap_err();
    assert_eq!(error.code, "project-not-recognised");

    let work = Work::of(&[(".env", "CLIENT_ID=\n"), ("manifest.xml", "<OfficeApp>")]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(work.folder.path().join(".env"), work.folder.path().join("manifest.json")).unwrap();
    let output = work.run(&facts("localhost:3000"), true);
    assert_eq!(output.files.iter().map(|file| file.written).collect::<Vec<_>>(), [true, false]);
    assert!(output.files[1].error.is_some());
    #[cfg(unix)]
    assert!(output.steps.iter().any(|step| step.starts_with("manifest.json is a link")), "{:?}", output.steps);

    // A folder on the way that leads elsewhere, and a file where a folder could be.
    let elsewhere = Work::of(&[("manifest.json", "{}")]);
    let work = Work::of(&[(".env", "CLIENT_ID=\n"), ("public", "a file")]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(elsewhere.folder.path(), work.folder.path().join("appPackage")).unwrap();
    let output = work.run(&facts("localhost:3000"), true);
    assert_eq!(output.files.iter().map(|file| file.written).collect::<Vec<_>>(), [true]);
    #[cfg(unix)]
    assert!(
        output.steps.iter().any(|step| step.starts_with("appPackage/manifest.json is a link")),
        "{:?}",
        output.steps
    );
}

/// What the plan has otherwise than the project, and is not written.
#[test]
fn what_is_left_by_hand() {
    let manifest = MANIFEST.replace("{PORT}", "3000");
    let script = "const loginRequest = {\n  extraScopesToConsent: [\"user.read\"],\n};\n";
    let work = Work::of(&[
        (".ENV", "CLIENT_ID=\nCLIENT_SECRET=\nPORT={PORT}\nSCOPE=User.Read\n"),
        ("src/helpers/fallbackauthdialog.ts", script),
        ("manifest.xml", &manifest),
    ]);
    let steps = |permissions: &[&str], auth| {
        let permissions = permissions.iter().map(|name| (*name).to_owned()).collect();
        let facts = plan::Input { permissions, auth, ..facts("addin.contoso.com") };
        work.run(&facts, false).steps.join("\n")
    };
    let told = steps(&["User.Read", "Mail.Read"], None);
    for step in [
        "manifest.xml: after this change: error: the resource names addin.contoso.com, but the add-in is loaded from localhost:3000 (13004)",
        "PORT in .ENV has no value: ",
        "SCOPE in .ENV is User.Read; write 'User.Read Mail.Read'",
        "src/helpers/fallbackauthdialog.ts:2: extraScopesToConsent is [\"user.read\"]; write [\"User.Read\", \"Mail.Read\"]",
        "CLIENT_SECRET in .ENV is left",
    ] {
        assert!(told.contains(step), "no {step} in {told}");
    }
    let told = steps(&["User.Read"], Some(sso_core::plan::Auth::Naa));
    for step in ["CLIENT_SECRET", "SCOPE", "extraScopesToConsent"] {
        assert!(!told.contains(step), "{step} in {told}");
    }
}
