use std::fs;

use super::*;
use crate::Folders;

const MANIFEST: &str = r#"<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="TaskPaneApp"><Id>x</Id>
    <DisplayName DefaultValue="Budget"/></OfficeApp>"#;
const EXPORT: &str = r#"{"appId":"c6c1f32b-5e55-4997-881a-753cc1d563b7","displayName":"Budget","identifierUris":[]}"#;

fn app(folder: &Path) -> App {
    App::on_this_machine(Folders::under(folder))
}

#[test]
fn what_lies_in_a_project_is_told_without_a_value() {
    let state = tempfile::tempdir().unwrap();
    let project = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = project.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("appPackage/manifest.xml", MANIFEST);
    write("registration.json", EXPORT);
    write("package.json", r#"{"name":"budget"}"#);
    write(".env", "CLIENT_ID=c6c1f32b-5e55-4997-881a-753cc1d563b7\nCLIENT_SECRET=abc~1\nOTHER=x\n# TENANT_ID=y\n");
    write("hallpass.toml", "version = 1\n[facts]\ndomain = \"localhost:3000\"\n");
    let app = app(state.path());
    assert_eq!(remembered(&app), None);
    let (folder, view) = open(&app, project.path()).unwrap();
    assert_eq!(view.manifests.iter().map(|one| one.name.as_deref()).collect::<Vec<_>>(), [Some("Budget")]);
    assert!(!view.manifests[0].has_markup && view.manifests[0].file.ends_with("manifest.xml"));
    let environment = view.environment.clone().unwrap();
    assert_eq!(
        (environment.file.as_str(), environment.names),
        (".env", vec!["CLIENT_ID".into(), "CLIENT_SECRET".into()])
    );
    assert_eq!(view.registrations.iter().map(|one| one.file.as_str()).collect::<Vec<_>>(), ["registration.json"]);
    assert!(view.facts.as_deref().is_some_and(|file| file.ends_with("hallpass.toml")));
    assert!(!serde_json::to_string(&view).unwrap().contains("abc~1"));
    assert_eq!(remembered(&app), Some(folder));
    close(&app).unwrap();
    assert_eq!(remembered(&app), None);
}

#[test]
fn what_is_no_project() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    fs::write(folder.path().join("manifest.xml"), MANIFEST).unwrap();
    let home = etcetera::home_dir().unwrap();
    for (path, code) in [
        (folder.path().join("none"), "folder-not-found"),
        (folder.path().join("manifest.xml"), "not-a-folder"),
        (home.clone(), "folder-is-home"),
        (home.ancestors().last().unwrap().to_owned(), "folder-is-home"),
    ] {
        let error = open(&app, &path).unwrap_err();
        assert_eq!(error.code, code, "{}", path.display());
        assert!(error.hint.is_some());
    }
    assert_eq!(remembered(&app), None, "only a project is remembered");
}

#[test]
fn a_file_that_cannot_be_read_hides_nothing_else() {
    let state = tempfile::tempdir().unwrap();
    let project = tempfile::tempdir().unwrap();
    fs::write(project.path().join("hallpass.toml"), "version = 1\n[facts]\nodd = 1\n").unwrap();
    fs::write(project.path().join("manifest.xml"), MANIFEST).unwrap();
    let (_, view) = open(&app(state.path()), project.path()).unwrap();
    assert_eq!((view.manifests.len(), view.facts), (1, None));
    assert_eq!(view.error.map(|error| error.code).as_deref(), Some("project-not-readable"));
}
