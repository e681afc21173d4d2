use std::fs;

use super::*;
use crate::Folders;
use crate::profile::change as change_profile;
use crate::use_case::edit_manifest::undo;

const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";

/// A task pane on port 3000 whose Resource names 3001.
fn manifest(port: u16) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="TaskPaneApp">
  <Id>05c2e1c9-3e1d-406e-9a91-e9ac64854143</Id>
  <Version>1.0.0.0</Version>
  <ProviderName>Contoso</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
  <DisplayName DefaultValue="Contoso Expenses"/>
  <Description DefaultValue="Expenses"/>
  <Hosts>
    <Host Name="Workbook"/>
  </Hosts>
  <DefaultSettings>
    <SourceLocation DefaultValue="https://localhost:3000/taskpane.html"/>
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook"/>
    </Hosts>
    <Resources/>
    <WebApplicationInfo>
      <Id>{ID}</Id>
      <Resource>api://localhost:{port}/{ID}</Resource>
      <Scopes>
        <Scope>openid</Scope>
        <Scope>profile</Scope>
      </Scopes>
    </WebApplicationInfo>
  </VersionOverrides>
</OfficeApp>
"#
    )
}

struct Desk {
    folder: tempfile::TempDir,
    app: App,
    file: PathBuf,
}

impl Desk {
    fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(&folder.path().join("config")));
        let file = folder.path().join("manifest.xml");
        fs::write(&file, text).unwrap();
        Self { folder, app, file }
    }

    fn knowing_the_app(self) -> Self {
        change_profile(&self.app, |profile| profile.facts.client_id = Some(ID.parse().unwrap())).unwrap();
        self
    }

    fn preview(&self) -> Preview {
        preview_manifest(&self.app, &self.file, &Wanted::default()).unwrap()
    }
}

fn line(preview: &Preview, kind: RowKind) -> Vec<&str> {
    preview.view.change.rows.iter().filter(|row| row.kind == kind).map(|row| row.text.trim()).collect()
}

#[test]
fn a_wrong_port_is_found_at_its_line_and_set_right_by_the_plan() {
    // Nobody said the host of the pages: the manifest does.
    let desk = Desk::with(&manifest(3001)).knowing_the_app();
    let preview = desk.preview();
    let view = &preview.view;
    assert_eq!((view.name.as_str(), view.lines, view.change.count), ("manifest.xml", 31, 1));
    assert_eq!((view.change.kind, view.without_plan.as_ref()), (ChangeKind::Plan, None));
    let first = &view.findings[0];
    assert_eq!((first.finding.code.as_str(), first.line, first.mended), ("resource-host-mismatch", Some(24), true));
    let (removed, added) = (line(&preview, RowKind::Removed), line(&preview, RowKind::Added));
    assert!(removed[0].contains("3001") && added[0].contains("3000"), "{removed:?} {added:?}");
    let marked = view.change.rows.iter().find(|row| row.kind == RowKind::Removed).unwrap();
    assert_eq!(marked.marks.len(), 1, "{marked:?}");
    assert!(preview.markup.as_ref().unwrap().contains("localhost:3000"), "{:?}", preview.markup);

    write_previewed(&desk.app, &preview).unwrap();
    assert_eq!(fs::read_to_string(&desk.file).unwrap(), manifest(3000));
    let after = desk.preview();
    assert!(after.view.can_undo && after.view.change.count == 0, "{:?}", after.view.change);
    // It agrees with the plan: that is what is said of it, and no fixes.
    assert_eq!((after.view.change.kind, after.view.change.refused), (ChangeKind::Plan, None));
    undo(&desk.app, &desk.file).unwrap();
    assert_eq!(fs::read_to_string(&desk.file).unwrap(), manifest(3001));
    assert!(!desk.preview().view.can_undo);
}

#[test]
fn only_what_was_shown_is_written() {
    let desk = Desk::with(&manifest(3001)).knowing_the_app();
    let preview = desk.preview();
    assert!(!preview.is_outdated());
    let theirs = manifest(3001).replace("Contoso Expenses", "Theirs");
    fs::write(&desk.file, &theirs).unwrap();
    assert!(preview.is_outdated());
    assert_eq!(write_previewed(&desk.app, &preview).unwrap_err().code, "changed-since-shown");
    assert_eq!(fs::read_to_string(&desk.file).unwrap(), theirs);
    assert_ne!(desk.preview().view.digest, preview.view.digest);
    fs::remove_file(&desk.file).unwrap();
    assert_eq!(write_previewed(&desk.app, &preview).unwrap_err().code, "file-not-found");
    assert!(desk.folder.path().exists() && !desk.file.exists());
}

#[test]
fn a_pasted_manifest_is_checked_and_written_nowhere() {
    let desk = Desk::with(&manifest(3000)).knowing_the_app();
    let preview = preview_text(&desk.app, &manifest(3001), &Wanted::default()).unwrap();
    assert_eq!((preview.view.findings[0].line, preview.view.change.count, preview.view.pasted), (Some(24), 1, true));
    assert_eq!(preview.text(), manifest(3001));
    assert_eq!(write_previewed(&desk.app, &preview).unwrap_err().code, "not-a-file");
    assert_eq!(preview_text(&desk.app, "hello", &Wanted::default()).unwrap_err().code, "not-a-manifest");
}

#[test]
fn a_folder_means_its_only_manifest() {
    let desk = Desk::with(&manifest(3000));
    let folder = desk.folder.path();
    assert_eq!(manifest_at(&desk.file).unwrap(), desk.file);
    assert_eq!(manifest_at(folder).unwrap(), desk.file);
    fs::create_dir(folder.join("other")).unwrap();
    assert_eq!(manifest_at(&folder.join("other")).unwrap_err().code, "no-manifest-found");
    fs::write(folder.join("other/manifest.xml"), manifest(3001)).unwrap();
    let error = manifest_at(folder).unwrap_err();
    assert!(error.code == "several-manifests" && error.message.contains("other/manifest.xml"), "{error:?}");
    let mut choices = manifests_in(folder);
    choices.sort();
    assert_eq!(choices, [desk.file.clone(), folder.join("other/manifest.xml")]);
}

#[test]
fn without_a_plan_the_fixes_are_shown_and_why() {
    let desk = Desk::with(&manifest(3000).replace("<Scope>profile</Scope>", ""));
    let view = desk.preview().view;
    assert_eq!((view.change.kind, view.change.mendable > 0), (ChangeKind::Fixes, true));
    assert_eq!(view.without_plan.unwrap().code, "fact-missing");
    assert!(view.findings.iter().any(|found| found.finding.code == "scope-profile-missing" && found.mended));
}

#[test]
fn a_broken_file_is_shown_and_what_is_none_is_not() {
    let desk = Desk::with(&manifest(3000).replace("</Hosts>", "</Host>")).knowing_the_app();
    let view = desk.preview().view;
    assert_eq!((view.findings[0].finding.code.as_str(), view.change.count), ("not-well-formed", 0));
    assert_eq!(view.change.refused.unwrap().code, "not-well-formed");
    for text in ["hello", "", "\u{feff}", "<html></html>", "{}", "[1]", "null", "\0\0\0"] {
        fs::write(&desk.file, text).unwrap();
        let error = preview_manifest(&desk.app, &desk.file, &Wanted::default()).unwrap_err();
        assert_eq!((error.code.as_str(), error.hint.is_some()), ("not-a-manifest", true), "{text:?}");
    }
}

/// As some editors of Windows save it.
#[test]
fn a_manifest_in_utf_16_is_read_and_stays_in_it() {
    let utf_16 = |text: &str| [b"\xff\xfe".to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let text = manifest(3001).replace("UTF-8", "UTF-16");
    let desk = Desk::with("").knowing_the_app();
    fs::write(&desk.file, utf_16(&text)).unwrap();
    let preview = desk.preview();
    let first = &preview.view.findings[0];
    assert_eq!((first.finding.code.as_str(), first.line), ("resource-host-mismatch", Some(24)));
    assert_eq!(preview.lines(Side::Before, 24, 1)[0].trim(), format!("<Resource>api://localhost:3001/{ID}</Resource>"));
    if preview.view.change.count > 0 {
        write_previewed(&desk.app, &preview).unwrap();
        assert_eq!(fs::read(&desk.file).unwrap(), utf_16(&text.replace("3001", "3000")));
    } else {
        assert!(preview.view.change.refused.is_some(), "{:?}", preview.view.change);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_said_so() {
    use std::os::unix::fs::symlink;
    let desk = Desk::with(&manifest(3000));
    let error_of = |path: &Path| preview_manifest(&desk.app, path, &Wanted::default()).unwrap_err().code;
    let at = |name: &str| desk.folder.path().join(name);
    symlink(at("nowhere"), at("lost.xml")).unwrap();
    symlink(at("round.xml"), at("round.xml")).unwrap();
    std::os::unix::net::UnixListener::bind(at("socket.xml")).unwrap();
    assert_eq!(error_of(desk.folder.path()), "file-is-a-folder");
    assert_eq!(error_of(&at("lost.xml")), "file-not-found");
    assert_eq!(error_of(&at("socket.xml")), "not-a-file");
    assert_eq!(error_of(Path::new("/dev/zero")), "not-a-file");
    assert!(!error_of(&at("round.xml")).is_empty());
}

#[test]
fn nothing_of_others_is_undone() {
    let desk = Desk::with(&manifest(3001)).knowing_the_app();
    assert!(!desk.preview().view.changed_since, "nothing was written yet");
    write_previewed(&desk.app, &desk.preview()).unwrap();
    let theirs = manifest(3000).replace("Contoso Expenses", "Theirs");
    fs::write(&desk.file, &theirs).unwrap();
    let view = desk.preview().view;
    assert_eq!((view.can_undo, view.changed_since), (false, true));
    assert_eq!(undo(&desk.app, &desk.file).unwrap_err().code, "changed-since");
    assert_eq!(fs::read_to_string(&desk.file).unwrap(), theirs);
    // Taken back by hand.
    fs::write(&desk.file, manifest(3000)).unwrap();
    let view = desk.preview().view;
    assert_eq!((view.can_undo, view.changed_since), (true, false));
    undo(&desk.app, &desk.file).unwrap();
    let view = desk.preview().view;
    assert_eq!((view.can_undo, view.changed_since), (false, false));
}

#[test]
fn a_large_manifest_sends_what_changes_and_any_lines() {
    let comment = "  <!-- a line of a comment that makes a manifest long -->\n";
    let many = comment.repeat(5_000_000 / comment.len());
    let text = manifest(3001).replace("  <Hosts>\n    <Host N", &format!("{many}  <Hosts>\n    <Host N"));
    let desk = Desk::with(&text).knowing_the_app();
    let preview = desk.preview();
    assert!(preview.view.change.rows.len() < 60, "{}", preview.view.change.rows.len());
    assert_eq!(preview.view.change.count, 1);
    let lines = preview.lines(Side::After, preview.view.lines - 1, 200);
    assert_eq!(lines, ["  </VersionOverrides>", "</OfficeApp>"]);
    assert_eq!(preview.lines(Side::Before, 1, 1), [r#"<?xml version="1.0" encoding="UTF-8"?>"#]);
}
