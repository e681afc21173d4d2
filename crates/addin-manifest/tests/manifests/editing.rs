use addin_manifest::edit::{remove_web_application_info, set_web_application_info};
use addin_manifest::{Markup, Problem, ProblemKind, RefusalKind, apply, read};

use crate::law::{self, MARKUP};
use crate::{fixture, with_crlf, xml_fixtures};

/// The lines that an edit adds (`+`) and takes (`-`), as a person sees them.
fn difference(before: &[u8], after: &[u8]) -> String {
    let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    let before = before.split_inclusive('\n').collect::<Vec<_>>();
    let after = after.split_inclusive('\n').collect::<Vec<_>>();
    let head = before.iter().zip(&after).take_while(|(before, after)| before == after).count();
    let (before, after) = (&before[head..], &after[head..]);
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(before, after)| before == after).count();
    let taken = before[..before.len() - tail].iter().map(|line| format!("-{line}"));
    let added = after[..after.len() - tail].iter().map(|line| format!("+{line}"));
    taken.chain(added).collect()
}

fn set(name: &str) -> String {
    let bytes = fixture(name);
    difference(&bytes, &law::holds(name, &bytes, &MARKUP).unwrap())
}

#[test]
fn the_laws_hold_for_every_fixture() {
    let refused = ["not-well-formed.xml"];
    for (name, bytes) in xml_fixtures() {
        for bytes in [bytes.clone(), with_crlf(&bytes)] {
            let answer = law::holds(&name, &bytes, &MARKUP);
            assert_eq!(answer.is_err(), refused.contains(&name.as_str()), "{name}: {answer:?}");
            law::others_hold(&name, &bytes);
        }
    }
}

#[test]
fn a_task_pane_gets_it_behind_resources_and_their_comment() {
    let expected = "\
+    <WebApplicationInfo>
+      <Id>5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</Id>
+      <Resource>api://localhost:3000/5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</Resource>
+      <Scopes>
+        <Scope>openid</Scope>
+        <Scope>profile</Scope>
+        <Scope>Files.Read</Scope>
+      </Scopes>
+    </WebApplicationInfo>
";
    assert_eq!(set("task-pane.xml"), expected);
    assert_eq!(set("commented.xml"), expected);
    assert_eq!(set("bom-crlf.xml"), expected.replace('\n', "\r\n"));
    // Of an indentation by blanks, two stand for one tab there.
    let tabs = expected.lines().map(|line| {
        let text = line[1..].trim_start();
        format!("+{}{text}\n", "\t".repeat((line.len() - 1 - text.len()) / 2))
    });
    assert_eq!(set("tabs.xml"), tabs.collect::<String>());
}

#[test]
fn one_that_is_there_is_changed_where_it_differs() {
    assert_eq!(
        set("task-pane-sso.xml"),
        "\
-      <Id>c6c1f32b-5e55-4997-881a-753cc1d563b7</Id>
-      <Resource>api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7</Resource>
-      <Scopes>
-        <Scope>openid</Scope>
-        <Scope>profile</Scope>
-        <Scope>User.Read</Scope>
+      <Id>5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</Id>
+      <Resource>api://localhost:3000/5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</Resource>
+      <Scopes>
+        <Scope>openid</Scope>
+        <Scope>profile</Scope>
+        <Scope>Files.Read</Scope>
"
    );
    let bytes = fixture("task-pane-sso.xml");
    let edits = set_web_application_info(&bytes, &MARKUP).unwrap();
    let replaced = edits.iter().map(|edit| String::from_utf8_lossy(edit.span.of(&bytes))).collect::<Vec<_>>();
    let id = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
    assert_eq!(replaced, [id, &format!("api://localhost:3000/{id}"), "User.Read"]);
}

#[test]
fn mail_gets_it_in_the_nested_overrides() {
    let expected = "\
+      <WebApplicationInfo>
+        <Id>5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</Id>
+        <Resource>api://localhost:3000/5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</Resource>
+        <Scopes>
+          <Scope>openid</Scope>
+          <Scope>profile</Scope>
+          <Scope>Files.Read</Scope>
+        </Scopes>
+      </WebApplicationInfo>
";
    assert_eq!(set("mail.xml"), expected);
    // The one in V1_0, where the schema has none, goes.
    let moved = fixture("mail-sso-in-v1-0.xml");
    let moved = law::holds("mail-sso-in-v1-0.xml", &moved, &MARKUP).unwrap();
    assert_eq!(difference(&fixture("mail.xml"), &moved), expected);
}

#[test]
fn other_layouts_and_prefixes() {
    assert_eq!(
        set("prefixed.xml"),
        "\
+        <ov:WebApplicationInfo>
+            <ov:Id>5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</ov:Id>
+            <ov:Resource>api://localhost:3000/5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</ov:Resource>
+            <ov:Scopes>
+                <ov:Scope>openid</ov:Scope>
+                <ov:Scope>profile</ov:Scope>
+                <ov:Scope>Files.Read</ov:Scope>
+            </ov:Scopes>
+        </ov:WebApplicationInfo>
"
    );
    assert_eq!(
        set("content.xml"),
        "\
+    <WebApplicationInfo>
+      <Id>5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</Id>
+      <Resource>api://localhost:3000/5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60</Resource>
+      <Scopes>
+        <Scope>openid</Scope>
+        <Scope>profile</Scope>
+        <Scope>Files.Read</Scope>
+      </Scopes>
+    </WebApplicationInfo>
"
    );
    let one_line = law::holds("one-line.xml", &fixture("one-line.xml"), &MARKUP).unwrap();
    let one_line = String::from_utf8(one_line).unwrap();
    assert!(one_line.contains("<Resources/><!-- r --><WebApplicationInfo><Id>5f2b6c1e"), "{one_line}");
    assert!(one_line.contains("</Scope></Scopes></WebApplicationInfo><EquivalentAddins/>"), "{one_line}");
}

#[test]
fn an_empty_element_tag_is_opened() {
    let file = |overrides: &str| {
        format!(
            "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'>\n  <VersionOverrides \
             xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'{overrides}\n</OfficeApp>"
        )
    };
    let before = file(" />");
    let edits = set_web_application_info(
        before.as_bytes(),
        &Markup { id: "i", resource: "r", scopes: &["s"], nested_app_auth: None },
    )
    .unwrap();
    let after = apply(before.as_bytes(), &edits);
    let info = "\n    <WebApplicationInfo>\n      <Id>i</Id>\n      <Resource>r</Resource>\n      <Scopes>\n        \
                <Scope>s</Scope>\n      </Scopes>\n    </WebApplicationInfo>";
    assert_eq!(String::from_utf8(after.clone()).unwrap(), file(&format!(">{info}\n  </VersionOverrides>")));
    let removed = apply(&after, &remove_web_application_info(&after).unwrap());
    assert_eq!(String::from_utf8(removed).unwrap(), file(">\n  </VersionOverrides>"));
}

#[test]
fn one_in_the_wrong_place_is_moved() {
    let file = |before: &str, inside: &str| {
        format!(
            "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'>{before}<VersionOverrides \
             xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'>{inside}</VersionOverrides></OfficeApp>"
        )
    };
    let markup = Markup { id: "i", resource: "r", scopes: &["s"], nested_app_auth: None };
    let info =
        "<WebApplicationInfo><Id>i</Id><Resource>r</Resource><Scopes><Scope>s</Scope></Scopes></WebApplicationInfo>";
    let right = file("", &format!("<Hosts/><Resources/>{info}<EquivalentAddins/>"));
    for wrong in [
        file("", &format!("<Hosts/>{info}<Resources/><EquivalentAddins/>")),
        file("", &format!("<Hosts/><Resources/><EquivalentAddins/>{info}")),
        file("", &format!("<Hosts/><Resources/>{info}{info}<EquivalentAddins/>")),
        file(info, "<Hosts/><Resources/><EquivalentAddins/>"),
        file(info, &format!("<Hosts/><Resources/>{info}<EquivalentAddins/>{info}")),
    ] {
        let edits = set_web_application_info(wrong.as_bytes(), &markup).unwrap();
        assert_eq!(String::from_utf8(apply(wrong.as_bytes(), &edits)).unwrap(), right, "{wrong}");
    }
    // One inside of another, where it stays, where it moves and where it goes.
    for inside in [
        format!("<Id><!-- a -->{info}i</Id><Resource>r</Resource><Scopes><Scope>s</Scope></Scopes>{info}"),
        format!("<Resource>r</Resource><Scopes><Scope>s</Scope></Scopes><Id><!-- a -->{info}</Id>"),
        format!("<Id><!-- a -->i</Id><Id>{info}</Id><Resource>r</Resource><Scopes><Scope>s</Scope></Scopes>"),
    ] {
        let wrong = file("", &format!("<WebApplicationInfo>{inside}</WebApplicationInfo>"));
        let edited = law::holds(&wrong, wrong.as_bytes(), &markup).unwrap();
        let edited = String::from_utf8(edited).unwrap().replace("i<!-- a -->", "<!-- a -->i");
        assert_eq!(edited, file("", &info.replace(">i", "><!-- a -->i")), "{wrong}");
    }
    let twice = file("", &format!("<Hosts>{info}</Hosts><Resources/>{info}"));
    let edits = remove_web_application_info(twice.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(apply(twice.as_bytes(), &edits)).unwrap(), file("", "<Hosts></Hosts><Resources/>"));
}

/// Where the namespace is declared, wherever that is, a new `Scope` has the prefix of the `Scopes` around it.
#[test]
fn a_new_scope_is_in_the_namespace_of_the_list() {
    let namespace = "http://schemas.microsoft.com/office/taskpaneappversionoverrides";
    let file = |scopes: &str| {
        format!(
            "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1' xmlns:v='{namespace}'>\
             <v:VersionOverrides xmlns='{namespace}'><WebApplicationInfo><Id>i</Id><Resource>r</Resource>{scopes}\
             </WebApplicationInfo></v:VersionOverrides></OfficeApp>"
        )
    };
    for (before, after) in [
        (
            format!("<Scopes><x:Scope xmlns:x='{namespace}'>a</x:Scope></Scopes>"),
            format!("<Scopes><x:Scope xmlns:x='{namespace}'>a</x:Scope><Scope>b</Scope></Scopes>"),
        ),
        (
            format!("<v:Scopes xmlns=''><Scope xmlns='{namespace}'>a</Scope></v:Scopes>"),
            format!("<v:Scopes xmlns=''><Scope xmlns='{namespace}'>a</Scope><v:Scope>b</v:Scope></v:Scopes>"),
        ),
        (
            format!("<y:Scopes xmlns:y='{namespace}'><v:Scope>b</v:Scope></y:Scopes>"),
            format!("<y:Scopes xmlns:y='{namespace}'><y:Scope>a</y:Scope><v:Scope>b</v:Scope></y:Scopes>"),
        ),
    ] {
        let (before, after) = (file(&before), file(&after));
        let markup = Markup { id: "i", resource: "r", scopes: &["a", "b"], nested_app_auth: None };
        let edited = law::holds(&before, before.as_bytes(), &markup).unwrap();
        assert_eq!(String::from_utf8(edited).unwrap(), after);
    }
}

/// Without the long comment in the element that goes, what the entity stands for is too much for the file.
#[test]
fn an_edit_that_would_not_stand_is_refused() {
    let before = format!(
        "<!DOCTYPE OfficeApp [<!ENTITY e '{}'>]><OfficeApp \
         xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'><Description>{}</Description><VersionOverrides \
         xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'><WebApplicationInfo/>\
         <WebApplicationInfo><!--{}--></WebApplicationInfo></VersionOverrides></OfficeApp>",
        "x".repeat(50_000),
        "&e;".repeat(30),
        "c".repeat(1_000_000),
    );
    let repeated = |problem: &Problem| matches!(problem.kind, ProblemKind::Repeated(_));
    assert!(read(before.as_bytes()).problems.iter().all(repeated));
    let refusal = set_web_application_info(before.as_bytes(), &MARKUP).unwrap_err();
    let words = "the change would break the manifest: in the edited file the entities of the document type stand for ";
    assert!(refusal.message().starts_with(words), "{refusal}");
    assert!(matches!(refusal.kind, RefusalKind::WouldBreak(_)));
    assert!(!refusal.hint().is_empty() && !refusal.hint().ends_with('.'));
}

#[test]
fn what_cannot_be_edited_is_refused_with_a_reason_and_a_hint() {
    let root = |version: &str, xsi_type: &str, inside: &str| {
        format!(
            "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/{version}' \
             xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='{xsi_type}'>{inside}</OfficeApp>"
        )
    };
    let cases = [
        (
            fixture("not-well-formed.xml"),
            "the manifest is not well-formed: expected 'Resource' tag, not 'WebApplicationInfo'",
        ),
        (
            b"PK\x03\x04".to_vec(),
            "not the manifest of an add-in: the file is a ZIP package; the manifest is the file manifest.json inside it",
        ),
        (
            b"<?xml version='1.0' encoding='ISO-8859-1'?><OfficeApp><!-- \xE4 --></OfficeApp>".to_vec(),
            "the manifest is in an encoding that is not edited: the bytes at this place are not UTF-8",
        ),
        (b"<html/>".to_vec(), "not the manifest of an add-in: the root element is html, not OfficeApp"),
        (
            root("1.1", "App", "").into(),
            "the manifest has no VersionOverrides that Office knows, and its OfficeApp has no type that says which to \
             make",
        ),
        (
            root("1.1", "MailApp", "").into(),
            "the mail manifest has no VersionOverrides, and Outlook reads WebApplicationInfo only there; one that is \
             made up would change what the add-in shows",
        ),
        (
            root("1.0", "TaskPaneApp", "").into(),
            "the manifest has no place for it: OfficeApp is in the namespace \
             http://schemas.microsoft.com/office/appforoffice/1.0, which has no VersionOverrides; \
             http://schemas.microsoft.com/office/appforoffice/1.1 has",
        ),
        (
            root("1.1", "TaskPaneApp", "<VersionOverrides xmlns='https://schemas.microsoft.com/x'/>").into(),
            "the manifest has no place for it: VersionOverrides is in the namespace https://schemas.microsoft.com/x, \
             which Office does not read there in an add-in of this type",
        ),
    ];
    let cases = cases.into_iter().chain([(
        root(
            "1.1",
            "TaskPaneApp",
            "<VersionOverrides xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'>\
             <EquivalentAddins/><Resources/></VersionOverrides>",
        )
        .into(),
        "the manifest has no place for it: EquivalentAddins stands before Resources, and WebApplicationInfo belongs \
         between them",
    )]);
    for (bytes, message) in cases {
        let refusal = set_web_application_info(&bytes, &MARKUP).unwrap_err();
        assert_eq!(refusal.to_string(), message);
        assert!(!refusal.hint().is_empty() && !refusal.hint().ends_with('.'));
    }
}

/// Where the reading blames another element, the editing lets `WebApplicationInfo` stand.
#[test]
fn reading_and_editing_judge_the_order_alike() {
    let info = "<WebApplicationInfo><!-- ours --><Id>I</Id></WebApplicationInfo>";
    for (inside, wrong) in [
        (format!("<EquivalentAddins/><Resources/>{info}"), "EquivalentAddins"),
        (format!("{info}<EquivalentAddins/><Resources/>"), "Resources"),
    ] {
        let text = format!(
            "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1' \
             xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='TaskPaneApp'><VersionOverrides \
             xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'>{inside}</VersionOverrides></OfficeApp>"
        );
        let found = read(text.as_bytes()).problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>();
        assert!(matches!(&found[..], [ProblemKind::OutOfOrder(name, _)] if name == wrong), "{text}: {found:?}");
        let edits = set_web_application_info(text.as_bytes(), &MARKUP).unwrap();
        let edited = String::from_utf8(apply(text.as_bytes(), &edits)).unwrap();
        let at = |text: &str| text.find("<!-- ours -->").unwrap();
        assert_eq!(at(&edited), at(&text), "{edited}");
    }
}

/// What an entity stands for is not looked into: where that may be markup, nobody knows what is there.
#[test]
fn an_entity_that_holds_markup_is_refused_where_it_matters() {
    let file = |value: &str, in_root: &str, in_overrides: &str, in_hosts: &str| {
        format!(
            "<!DOCTYPE OfficeApp [<!ENTITY e \"{value}\"><!ENTITY f '&e;'>]><OfficeApp \
             xmlns='http://schemas.microsoft.com/office/appforoffice/1.1' \
             xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='TaskPaneApp'>{in_root}<VersionOverrides \
             xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'><Hosts>{in_hosts}</Hosts>\
             {in_overrides}</VersionOverrides></OfficeApp>"
        )
    };
    let info = "<WebApplicationInfo><Id>I</Id></WebApplicationInfo>";
    for (text, entity) in [
        (file(info, "", "&e;", ""), Some("e")),
        (file(info, "", "&f;", ""), Some("f")),
        (file(info, "&e;", "", ""), Some("e")),
        (file(info, "", "<WebApplicationInfo>&#32;&e;</WebApplicationInfo>", ""), Some("e")),
        (file(info, "", "", "&e;"), None),
        (file(info, "", "", ""), None),
        (file(" ", "&e;", "&f;&amp;", ""), None),
    ] {
        let refusal = set_web_application_info(text.as_bytes(), &MARKUP).err().map(|refusal| refusal.kind);
        let words = |name| format!("what stands here is hidden in the entity {name} of the document type");
        assert_eq!(refusal, entity.map(words).map(RefusalKind::NoPlace), "{text}");
    }
}

#[test]
fn values_are_escaped_or_refused() {
    let bytes = fixture("task-pane.xml");
    let strange =
        Markup { id: "a<b>&]]>\"'", resource: "&amp;\u{1F511}", scopes: &["<Scope>", "é"], nested_app_auth: None };
    law::holds("strange values", &bytes, &strange).unwrap();
    for (markup, words) in [
        (Markup { id: "", ..MARKUP }, "the ID is empty"),
        (Markup { id: " a", ..MARKUP }, "the ID has blank space around it"),
        (Markup { resource: "a\u{0}", ..MARKUP }, "the resource has a control character"),
        (Markup { scopes: &["profile", "a\nb"], ..MARKUP }, "the scope has a control character"),
        (Markup { scopes: &[], ..MARKUP }, "there is no scope"),
    ] {
        let refusal = set_web_application_info(&bytes, &markup).unwrap_err();
        assert_eq!(refusal.kind, RefusalKind::UnfitValue(words.to_owned()));
    }
}

/// No other line changes, and the laws hold with them.
#[test]
fn blanks_at_the_end_of_a_line_are_part_of_it() {
    let with = String::from_utf8(fixture("task-pane-sso.xml")).unwrap();
    let blanks =
        with.replace("</WebApplicationInfo>", "</WebApplicationInfo> \t").replace("</Resources>", "</Resources>  ");
    for bytes in [blanks.clone().into_bytes(), with_crlf(blanks.as_bytes())] {
        let removed = apply(&bytes, &remove_web_application_info(&bytes).unwrap());
        let lines = difference(&bytes, &removed);
        assert!(lines.lines().all(|line| line.starts_with('-')), "{lines}");
        let again = apply(&removed, &set_web_application_info(&removed, &MARKUP).unwrap());
        let lines = difference(&removed, &again);
        assert!(lines.lines().all(|line| line.starts_with('+')), "{lines}");
        law::holds("blanks", &bytes, &MARKUP).unwrap();
        law::holds("blanks, without", &removed, &MARKUP).unwrap();
    }
}
