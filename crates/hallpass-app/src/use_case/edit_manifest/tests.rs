use std::fs;
use std::sync::Arc;

use super::*;
use crate::use_case::plan;
use crate::{Folders, vault::Vault};
use sso_core::plan::Plan;

fn request(write: bool) -> Request {
    Request {
        auth: Auth::LegacySso,
        scopes: Scopes::OfPlan,
        identity_api: false,
        app_domains: Vec::new(),
        bump_version: false,
        write,
    }
}

const MANIFEST: &str = concat!(
    "<OfficeApp xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\" ",
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"TaskPaneApp\">\r\n",
    "  <VersionOverrides xmlns=\"http://schemas.microsoft.com/office/taskpaneappversionoverrides\" ",
    "xsi:type=\"VersionOverridesV1_0\">\r\n    <Resources/>\r\n  </VersionOverrides>\r\n</OfficeApp>"
);

fn app(folder: &Path) -> App {
    App {
        clock: Arc::new(|| sso_core::Timestamp::UNIX_EPOCH),
        zone: jiff::tz::TimeZone::UTC,
        random: Arc::new(|bytes| bytes.fill(7)),
        folders: Folders::under(folder),
        profile: crate::profile::ProfileChoice::default(),
        vault: Vault::of_test(0),
        clipboard: crate::Clipboard::of_system(),
        session: Default::default(),
        seen: crate::seen::Seen::default(),
        open_browser: Arc::new(|_| Ok(())),
        wait: Arc::new(|_| Box::pin(async {})),
        azure_cli: "az".into(),
    }
}

fn plan(app: &App) -> Plan {
    let input = plan::Input {
        domain: Some("localhost:3000".into()),
        client_id: Some("c6c1f32b-5e55-4997-881a-753cc1d563b7".into()),
        ..plan::Input::default()
    };
    plan::plan(app, &input).unwrap()
}

#[test]
fn undo_gives_the_very_bytes_back_and_only_ours() {
    let folder = tempfile::tempdir().unwrap();
    let (app, file) = (app(folder.path()), folder.path().join("manifest.xml"));
    fs::write(&file, MANIFEST).unwrap();

    let shown = apply(&app, &file, &plan(&app), &request(false)).unwrap();
    assert!(shown.difference.contains("+    <WebApplicationInfo>"), "{}", shown.difference);
    assert_eq!(fs::read_to_string(&file).unwrap(), MANIFEST, "written without being asked to");
    assert_eq!(undo(&app, &file).unwrap_err().code, "nothing-to-undo");

    assert!(apply(&app, &file, &plan(&app), &request(true)).unwrap().written);
    let ours = fs::read_to_string(&file).unwrap();
    assert_ne!(ours, MANIFEST);
    assert!(!apply(&app, &file, &plan(&app), &request(true)).unwrap().written, "the second time nothing changes");

    fs::write(&file, format!("{ours}<!-- theirs -->")).unwrap();
    assert_eq!(undo(&app, &file).unwrap_err().code, "changed-since");
    assert!(fs::read_to_string(&file).unwrap().contains("theirs"), "somebody's work was lost");

    fs::write(&file, &ours).unwrap();
    undo(&app, &file).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), MANIFEST);
    assert_eq!(undo(&app, &file).unwrap_err().code, "nothing-to-undo");
}

#[test]
fn what_cannot_be_edited_stays_as_it_is() {
    let latin_1 = [b"<?xml version='1.0' encoding='ISO-8859-1'?>", MANIFEST.as_bytes(), b"<!-- \xE4 -->"].concat();
    for (bytes, code) in
        [(&b"<OfficeApp"[..], "not-well-formed"), (b"PK\x03\x04", "not-a-manifest"), (&latin_1, "encoding-not-edited")]
    {
        let folder = tempfile::tempdir().unwrap();
        let (app, file) = (app(folder.path()), folder.path().join("manifest.xml"));
        fs::write(&file, bytes).unwrap();
        let error = apply(&app, &file, &plan(&app), &request(true)).unwrap_err();
        assert_eq!(error.code, code, "{error:?}");
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
}

/// A power cut between keeping a copy and writing the file.
#[test]
fn a_write_that_was_cut_off_keeps_no_earlier_one_from_being_undone() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let file = folder.path().join("manifest.xml");
    fs::write(&file, MANIFEST).unwrap();
    apply(&app, &file, &plan(&app), &request(true)).unwrap();
    let now = fs::read(&file).unwrap();
    files::keep(&app.folders.state, &file, &now, b"never written").unwrap();
    undo(&app, &file).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), MANIFEST);
    assert_eq!(undo(&app, &file).unwrap_err().code, "nothing-to-undo");
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let file = Path::new("manifest.xml");
    assert_eq!(fits(file, 100_000_000), Ok(()));
    assert_eq!(fits(file, 100_000_001).unwrap_err().code, "would-be-too-large");
}

#[test]
fn two_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (app, file) = (app(folder.path()), folder.path().join("manifest.xml"));
    fs::write(&file, MANIFEST).unwrap();
    let origins: Vec<String> = (0..6).map(|number| format!("https://{number}.contoso.com")).collect();
    let start = std::sync::Barrier::new(origins.len());
    std::thread::scope(|scope| {
        for origin in &origins {
            scope.spawn(|| {
                start.wait();
                let request = Request { app_domains: vec![origin.clone()], ..request(true) };
                apply(&app, &file, &plan(&app), &request).unwrap();
            });
        }
    });
    let after = fs::read_to_string(&file).unwrap();
    for origin in &origins {
        assert!(after.contains(origin.as_str()), "{origin} is lost: {after}");
    }
    for _ in &origins {
        undo(&app, &file).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), MANIFEST);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_kept_or_written_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("manifest.xml");
    fs::write(&file, MANIFEST).unwrap();
    let state = folder.path().join("no-folder");
    fs::write(&state, "").unwrap();
    let error = apply(&app(&state), &file, &plan(&app(&state)), &request(true)).unwrap_err();
    assert_eq!(error.code, "state-not-writable", "{error:?}");
    assert!(error.message.contains("left as it is"), "{error:?}");
    assert!(error.hint.unwrap().contains("--config-dir"));

    let mut mode = fs::metadata(&file).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(&file, mode).unwrap();
    let error = apply(&app(folder.path()), &file, &plan(&app(folder.path())), &request(true)).unwrap_err();
    assert_eq!(error.code, "file-read-only", "{error:?}");
    assert!(error.message.contains("the file is read-only; it was left as it is"), "{error:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), MANIFEST);
}
