//! `hallpass manifest …` on small manifests of the project's own.

use std::fs;

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;

use crate::{edit, journey};

mod apply;
mod bad_input;
mod check;
mod escapes;
mod fix;
mod new;
#[cfg(unix)]
mod rights;
mod show;
pub mod unified;
pub mod utf16;

const OTHER: &str = "11111111-2222-4333-8444-555555555555";

mod edits {
    use super::*;

    fn goes_round(name: &str) {
        let original = fs::read(fixture(&format!("manifest/{name}.xml"))).unwrap();
        edit::goes_round(&original, |_| {});
        edit::goes_round_with_crlf(&original, |_| {});
    }

    each! {
        goes_round;
        taskpane: "taskpane",
        taskpane_with_markup_bom_crlf: "taskpane-with-markup-bom-crlf",
        taskpane_tabs_single_quotes: "taskpane-tabs-single-quotes-comment-no-final-newline",
        taskpane_template_tokens: "taskpane-template-tokens",
        mail: "mail-nested",
        mail_with_markup: "mail-nested-with-markup",
        mail_with_a_prefix: "mail-nested-prefixed-crlf",
    }

    #[test]
    fn markup_stands_where_the_schema_wants_it() {
        for (name, before, after) in [
            ("taskpane", "</Resources>", "</VersionOverrides>"),
            ("taskpane-tabs-single-quotes-comment-no-final-newline", "</Resources>", "<EquivalentAddins>"),
            ("mail-nested", "</Resources>", "<ExtendedPermissions>"),
            ("mail-nested-prefixed-crlf", "</ov:Resources>", "<ov:ExtendedPermissions>"),
        ] {
            let home = Home::new();
            let file = home.copy(&fixture(&format!("manifest/{name}.xml")));
            edit::apply(&home, &file).args(["--write"]).run().expect_code(0);
            let text = fs::read_to_string(&file).unwrap();
            let markup = hallpass_tests::manifest_text::only(text.as_bytes()).start;
            let (before, after) = (text.rfind(before).unwrap(), text[markup..].find(after));
            assert!(before < markup && after.is_some(), "{name}:\n{text}");
        }
    }
}

mod refusals {
    use super::*;

    fn not_well_formed(name: &str) {
        let file = fixture(&format!("manifest/not-well-formed/{name}.xml"));
        journey::refuses_as_not_well_formed(&file);
        edit::is_refused(&fs::read(file).unwrap(), "well-formed");
    }

    each! {
        not_well_formed;
        unclosed_resource: "unclosed-resource",
        bare_ampersand: "bare-ampersand",
        text_after_the_root: "text-after-the-root",
        blank_before_the_declaration: "blank-before-the-declaration",
        attribute_twice: "attribute-twice",
        cut_off: "cut-off",
    }

    #[test]
    fn mail_without_overrides() {
        let original = fs::read(fixture("manifest/mail-without-overrides.xml")).unwrap();
        edit::is_refused(&original, "VersionOverrides");
    }

    #[test]
    fn empty_file() {
        edit::is_refused(b"", "");
    }

    #[test]
    fn what_is_no_text() {
        edit::is_refused(b"\x7fELF\x02\x01\x01\0\0\0\xff\xfe", "");
    }

    #[test]
    fn undo_without_a_write() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        let before = fs::read(&file).unwrap();
        let run = home.hallpass(["manifest", "undo"]).args([&file]).run();
        assert!(matches!(run.code, Some(1 | 3)), "{run}");
        assert!(!run.stderr.trim().is_empty(), "{run}");
        assert!(fs::read(&file).unwrap() == before);
    }

    #[test]
    fn undo_of_all_that_is_kept_does_not_say_that_nothing_was_written() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        let undo = |more: &[&str]| home.hallpass(["manifest", "undo"]).args([&file]).args(more).run();
        assert!(undo(&[]).expect_code(1).stderr.contains("Hallpass has not written"));
        edit::apply(&home, &file).args(["--write"]).run().expect_code(0);
        undo(&["--write"]).expect_code(0);
        let run = undo(&[]).expect_code(1);
        assert!(run.stderr.contains("nothing older is kept") && run.stderr.contains("last ten"), "{run}");
    }

    #[test]
    fn a_write_that_failed_leaves_undo_as_it_was() {
        let home = Home::new();
        let original = fs::read(fixture("manifest/taskpane.xml")).unwrap();
        let file = home.write("manifest.xml", &original);
        edit::apply(&home, &file).args(["--write"]).run().expect_code(0);

        let writable = fs::metadata(&file).unwrap().permissions();
        let mut read_only = writable.clone();
        read_only.set_readonly(true);
        fs::set_permissions(&file, read_only).unwrap();
        let other = ["--domain", "localhost:3000", "--client-id", OTHER, "--write"];
        home.hallpass(["manifest", "apply"]).args([&file]).args(other).run().expect_code(3);
        fs::set_permissions(&file, writable).unwrap();

        home.hallpass(["manifest", "undo"]).args([&file]).run().expect_code(0);
        assert!(fs::read(&file).unwrap() == original, "the first write was not taken back");
    }

    #[test]
    fn all_that_is_missing_is_named_at_once() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        let run = home.hallpass(["manifest", "apply"]).args([&file]).run().expect_code(2);
        assert!(run.stderr.contains("--domain") && run.stderr.contains("--client-id"), "{run}");
    }

    #[test]
    fn markup_for_another_host_than_the_pages_is_said_to_be_wrong() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        let facts = ["--domain", "elsewhere.contoso.com", "--client-id", edit::CLIENT_ID];
        let run = home.hallpass(["manifest", "apply"]).args([&file]).args(facts).run().expect_code(0);
        assert!(run.stderr.contains("after this change") && run.stderr.contains("13004"), "{run}");
    }

    #[test]
    fn a_rehearsal_says_what_is_wrong_in_the_file_itself() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        let facts = ["--domain", "elsewhere.contoso.com", "--client-id", edit::CLIENT_ID, "--write"];
        home.hallpass(["manifest", "apply"]).args([&file]).args(facts).run().expect_code(0);
        let run = home.hallpass(["rehearse", "--format", "json", "--manifest"]).args([&file]).run().expect_code(0);
        let answer = run.json();
        let step = journey::step(&answer, "manifest");
        assert_eq!(
            (&step["outcome"], &step["error"]["code"]),
            (&"warn".into(), &"resource-host-mismatch".into()),
            "{run}"
        );
    }

    #[test]
    fn scopes_that_nobody_spoke_of_stay() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        let facts = ["--domain", "localhost:3000", "--client-id", edit::CLIENT_ID, "--write"];
        let apply = |more: &[&str]| {
            home.hallpass(["manifest", "apply"]).args([&file]).args(facts).args(more).run().expect_code(0);
            fs::read_to_string(&file).unwrap()
        };
        let with = apply(&["--permission", "User.Read"]);
        fs::write(&file, with.replace(">User.Read<", ">Sites.Manage.All<")).unwrap();
        assert!(apply(&[]).contains("<Scope>Sites.Manage.All</Scope>"), "taken out unasked");
        let run = home.hallpass(["rehearse", "--manifest"]).args([&file]).run().expect_code(0);
        assert!(!run.stdout.contains("-        <Scope>"), "advice to take a scope out: {run}");
        assert!(!apply(&["--permission", "Mail.Read"]).contains("Sites.Manage.All"), "named ones are the only ones");
    }

    #[test]
    fn undo_after_someone_else_wrote_loses_nothing() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        edit::apply(&home, &file).args(["--write"]).run().expect_code(0);
        let edited = fs::read_to_string(&file).unwrap().replace("Contoso budget", "Contoso budget 2");
        fs::write(&file, &edited).unwrap();
        let run = home.hallpass(["manifest", "undo"]).args([&file]).run();
        assert_ne!(run.code, Some(0), "the edit in between was thrown away: {run}");
        assert_eq!(fs::read_to_string(&file).unwrap(), edited);
    }
}

mod files {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn mode_and_link_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        let original = fs::read(&file).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let link = file.with_file_name("link.xml");
        symlink("taskpane.xml", &link).unwrap();
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;

        edit::apply(&home, &link).args(["--write"]).run().expect_code(0);
        assert!(link.symlink_metadata().unwrap().is_symlink(), "the link became a file");
        assert!(fs::read(&file).unwrap() != original, "the file behind the link was not written");
        assert_eq!(mode(&file), 0o640);

        home.hallpass(["manifest", "undo"]).args([&link]).run().expect_code(0);
        assert!(link.symlink_metadata().unwrap().is_symlink(), "the link became a file");
        assert!(fs::read(&file).unwrap() == original);
        assert_eq!(mode(&file), 0o640);
    }

    #[test]
    fn an_empty_variable_names_no_folder() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        edit::apply(&home, &file).args(["--write"]).env("HALLPASS_CONFIG_DIR", "").run().expect_code(0);
        assert_eq!(fs::read_dir(home.config()).unwrap().count(), 0);
        let names: Vec<_> = fs::read_dir(home.work()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["taskpane.xml"], "kept in the working folder");
    }

    #[test]
    fn nothing_is_left_beside_the_file() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        edit::apply(&home, &file).args(["--write"]).run().expect_code(0);
        let names: Vec<_> =
            fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["taskpane.xml"]);
    }

    #[cfg(unix)]
    #[test]
    fn kept_copies_are_private() {
        use std::os::unix::fs::PermissionsExt;

        let home = Home::new();
        let file = home.copy(&fixture("manifest/taskpane.xml"));
        let original = fs::read(&file).unwrap();
        edit::apply(&home, &file).args(["--write"]).run().expect_code(0);
        let kept: Vec<_> = hallpass_tests::trace::files_below(&home.config());
        assert!(kept.iter().any(|(_, content)| *content == original), "no copy of the original was kept");
        for (path, _) in kept {
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{} is open", path.display());
        }
    }
}

mod rehearsals {
    use super::*;

    fn passes_on(name: &str) {
        journey::passes_on(&fixture(&format!("manifest/{name}.xml")));
    }

    #[test]
    fn the_unified_manifest() {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/unified.json"));
        let before = fs::read(&file).unwrap();
        let run = home.hallpass(["rehearse", "--format", "json", "--manifest"]).args([&file]).run().expect_code(0);
        let answer = journey::assert_passed(&run);
        assert!(answer["manifest_difference"].as_str().unwrap().contains("+    \"webApplicationInfo\""), "{run}");
        assert!(
            journey::step(&answer, "plan")["detail"].as_str().unwrap().contains("Excel on localhost:3000"),
            "{run}"
        );
        assert!(fs::read(&file).unwrap() == before, "the rehearsal wrote to the user's file");
    }

    each! {
        passes_on;
        taskpane_with_markup_bom_crlf: "taskpane-with-markup-bom-crlf",
        taskpane_template_tokens: "taskpane-template-tokens",
        mail: "mail-nested",
    }
}
