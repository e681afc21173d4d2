//! `VersionOverrides` that an insert has to make: what they hold, to the byte.

use addin_manifest::edit::{remove_web_application_info, set_web_application_info};
use addin_manifest::{Markup, OverridesKind, RefusalKind, apply, read};

use crate::{fixture, law};

const MARKUP: Markup<'_> = Markup { id: "i", resource: "r", scopes: &["s"], nested_app_auth: None };

/// The bytes after the insert; every law is asserted on the way.
fn set(before: &str) -> String {
    let edited = law::holds(before, before.as_bytes(), &MARKUP).unwrap_or_else(|refusal| panic!("{before}: {refusal}"));
    String::from_utf8(edited).unwrap()
}

fn refused(before: &str) -> RefusalKind {
    set_web_application_info(before.as_bytes(), &MARKUP).unwrap_err().kind
}

fn task_pane(inside: &str) -> String {
    root("TaskPaneApp", inside)
}

fn root(app_type: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<OfficeApp xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"{app_type}\">{inside}</OfficeApp>\n"
    )
}

#[test]
fn a_task_pane_gets_one_that_holds_nothing_else() {
    let made = "<VersionOverrides xmlns=\"http://schemas.microsoft.com/office/taskpaneappversionoverrides\" \
                xsi:type=\"VersionOverridesV1_0\">";
    for (before, after) in [
        (
            "\n  <Permissions>ReadDocument</Permissions>\n".to_owned(),
            format!(
                "\n  <Permissions>ReadDocument</Permissions>\n  {made}\n    <WebApplicationInfo>\n      <Id>i</Id>\n      \
                 <Resource>r</Resource>\n      <Scopes>\n        <Scope>s</Scope>\n      </Scopes>\n    \
                 </WebApplicationInfo>\n  </VersionOverrides>\n"
            ),
        ),
        // Behind the dictionary and its comment, before what the schema puts behind; mixed line ends are the neighbour's.
        (
            "\n\t<Permissions/>\r\n\t<Dictionary/> <!-- d -->\n\t<ExtendedOverrides/>\n".to_owned(),
            format!(
                "\n\t<Permissions/>\r\n\t<Dictionary/> <!-- d -->\r\n\t{made}\r\n\t\t<WebApplicationInfo>\r\n\t\t\t<Id>i</Id>\
                 \r\n\t\t\t<Resource>r</Resource>\r\n\t\t\t<Scopes>\r\n\t\t\t\t<Scope>s</Scope>\r\n\t\t\t</Scopes>\r\n\t\t\
                 </WebApplicationInfo>\r\n\t</VersionOverrides>\n\t<ExtendedOverrides/>\n"
            ),
        ),
        (
            "<Permissions/>".to_owned(),
            format!(
                "<Permissions/>{made}<WebApplicationInfo><Id>i</Id><Resource>r</Resource><Scopes><Scope>s</Scope></Scopes>\
                 </WebApplicationInfo></VersionOverrides>"
            ),
        ),
    ] {
        assert_eq!(set(&task_pane(&before)), task_pane(&after));
    }
}

#[test]
fn content_gets_it_behind_allow_snapshot() {
    let after = set(&root("ContentApp", "\n <Permissions/>\n <AllowSnapshot>true</AllowSnapshot>\n"));
    let expected = "\n <AllowSnapshot>true</AllowSnapshot>\n <VersionOverrides \
                    xmlns=\"http://schemas.microsoft.com/office/contentappversionoverrides\" \
                    xsi:type=\"VersionOverridesV1_0\">\n  <WebApplicationInfo>\n   <Id>i</Id>\n";
    assert!(after.contains(expected), "{after}");
}

/// Quotation marks are those of the root, the prefix of the type is that which is bound.
#[test]
fn the_root_says_how_it_is_written() {
    let before = "<p:OfficeApp xmlns:p='http://schemas.microsoft.com/office/appforoffice/1.1' \
                  xmlns:s='http://www.w3.org/2001/XMLSchema-instance' s:type='p:TaskPaneApp'><p:Permissions/></p:OfficeApp>";
    let made = "<p:Permissions/><VersionOverrides \
                xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides' \
                s:type='VersionOverridesV1_0'><WebApplicationInfo>";
    assert!(set(before).contains(made), "{}", set(before));
}

/// Where no prefix stands for `xsi:type`, one that stands for nothing else is declared.
#[test]
fn what_the_type_needs_is_declared() {
    for (root, declared) in [("", "xsi"), (" xmlns:xsi='x'", "xsi1"), (" xmlns:xsi='x' xmlns:xsi1='y'", "xsi2")] {
        let before = format!(
            "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'{root}><VersionOverrides \
             xmlns='{V1_0}'><Hosts/></VersionOverrides></OfficeApp>"
        );
        let made = format!(
            "<Hosts/><VersionOverrides xmlns='{V1_0}/1.1' \
             xmlns:{declared}='http://www.w3.org/2001/XMLSchema-instance' {declared}:type='VersionOverridesV1_1'><Hosts/>"
        );
        assert!(set(&before).contains(&made), "{}", set(&before));
    }
}

/// The copies have the bytes of what stands in V1_0, so everything in V1_1 stands as deep as in V1_0.
#[test]
fn mail_with_v1_0_alone_gets_a_copy_in_v1_1() {
    let before = String::from_utf8(fixture("mail-v1-0.xml")).unwrap();
    let start = before.find("    <Requirements>\n      <bt:Sets").unwrap();
    let end = before.find("  </VersionOverrides>").unwrap();
    let copied = &before[start..end];
    let made = format!(
        "    <VersionOverrides xmlns=\"http://schemas.microsoft.com/office/mailappversionoverrides/1.1\" \
         xsi:type=\"VersionOverridesV1_1\">\n{copied}    <WebApplicationInfo>\n      <Id>i</Id>\n      \
         <Resource>r</Resource>\n      <Scopes>\n        <Scope>s</Scope>\n      </Scopes>\n    </WebApplicationInfo>\n    \
         </VersionOverrides>\n"
    );
    assert_eq!(set(&before), format!("{}{made}{}", &before[..end], &before[end..]));
}

fn mail(overrides: &str) -> String {
    root("MailApp", overrides)
}

const V1_0: &str = "http://schemas.microsoft.com/office/mailappversionoverrides";
const INFO: &str =
    "<WebApplicationInfo><Id>i</Id><Resource>r</Resource><Scopes><Scope>s</Scope></Scopes></WebApplicationInfo>";

/// Whatever prefix stands for V1_0, wherever it is declared, in the copy it stands for V1_1.
#[test]
fn prefixes_of_v1_0_stand_for_v1_1_in_the_copy() {
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    let office = "http://schemas.microsoft.com/office";
    let prefixed_info = INFO.replace("</", "</m:").replace('<', "<m:").replace("<m:/m:", "</m:");
    for (before, after) in [
        // Declared on the root.
        (
            format!(
                "<OfficeApp xmlns='{office}/appforoffice/1.1' {xsi} xmlns:m='{V1_0}' xmlns:n='{V1_0}' xsi:type='MailApp'>\
                 <m:VersionOverrides xsi:type='m:VersionOverridesV1_0'><m:Hosts/></m:VersionOverrides></OfficeApp>"
            ),
            format!(
                "<m:Hosts/><m:VersionOverrides xmlns:m='{V1_0}/1.1' xmlns:n='{V1_0}/1.1' \
                 xsi:type='m:VersionOverridesV1_1'><m:Hosts/>{prefixed_info}</m:VersionOverrides></m:VersionOverrides>"
            ),
        ),
        // Declared again in what is copied.
        (
            format!(
                "<OfficeApp xmlns='{office}/appforoffice/1.1' {xsi} xsi:type='MailApp'><VersionOverrides xmlns='{V1_0}' \
                 xsi:type='VersionOverridesV1_0'><x:Hosts xmlns:x=\"{V1_0}\"><Host xmlns='{V1_0}'/></x:Hosts>\
                 </VersionOverrides></OfficeApp>"
            ),
            format!(
                "</x:Hosts><VersionOverrides xmlns='{V1_0}/1.1' xsi:type='VersionOverridesV1_1'><x:Hosts \
                 xmlns:x=\"{V1_0}/1.1\"><Host xmlns='{V1_0}/1.1'/></x:Hosts>{INFO}</VersionOverrides></VersionOverrides>"
            ),
        ),
    ] {
        let edited = set(&before);
        assert!(edited.contains(&after), "{edited}");
        assert_eq!(read(edited.as_bytes()).overrides[1].kind, OverridesKind::Mail1_1);
    }
}

#[test]
fn one_in_v1_0_moves_with_what_it_carries() {
    let overrides = |inside: &str| {
        mail(&format!(
            "<VersionOverrides xmlns=\"{V1_0}\" xsi:type=\"VersionOverridesV1_0\">{inside}</VersionOverrides>"
        ))
    };
    let v1_1 = |inside: &str| {
        format!("<VersionOverrides xmlns=\"{V1_0}/1.1\" xsi:type=\"VersionOverridesV1_1\">{inside}</VersionOverrides>")
    };
    let hosts = "<Hosts><Host/></Hosts>";
    let carried = "<WebApplicationInfo><!-- why --><Id>old</Id><Resource>r</Resource><Scopes><Scope>s</Scope></Scopes>\
                   </WebApplicationInfo>";
    for (inside, moved) in
        [(INFO.replace(">i<", ">old<"), INFO.to_owned()), (carried.to_owned(), carried.replace("old", "i"))]
    {
        let after = overrides(&format!("{hosts}{}", v1_1(&format!("{hosts}{moved}"))));
        assert_eq!(set(&overrides(&format!("{hosts}{inside}"))), after);
    }
    // What moves within the element that moves names its namespace for itself.
    let resource = |namespace: &str| format!("<Resource xmlns=\"{namespace}\">r</Resource>");
    let scopes = "<Scopes><Scope>s</Scope></Scopes>";
    let before = format!("<WebApplicationInfo>{scopes}<!-- c -->{}</WebApplicationInfo>", resource(V1_0));
    let moved = resource(&format!("{V1_0}/1.1"));
    let moved = format!("<WebApplicationInfo><Id>i</Id>{moved}{scopes}<!-- c --></WebApplicationInfo>");
    assert_eq!(set(&overrides(&before)), overrides(&v1_1(&moved)));
    // Nothing to copy.
    assert_eq!(set(&overrides("")), overrides(&v1_1(INFO)));
}

#[test]
fn what_v1_1_cannot_hold_is_named() {
    let bt = "xmlns:bt='http://schemas.microsoft.com/office/officeappbasictypes/1.0'";
    for (inside, words) in [
        ("<Hosts><Host xsi:type='WordHost'/></Hosts>", "V1_1 has no Host of type WordHost"),
        ("<Hosts><Host><Wheel/></Host></Hosts>", "V1_1 has no element Wheel"),
        ("<Hosts><Host wheels='4'/></Hosts>", "V1_1 has no attribute wheels of Host"),
        ("<Hosts><x xmlns='y'/></Hosts>", "V1_1 has no element x"),
        (
            "<Hosts><ExtensionPoint xsi:type='PrimaryCommandSurface'/></Hosts>",
            "V1_1 has no ExtensionPoint of type PrimaryCommandSurface",
        ),
        ("<Hosts/><Hosts/>", "Hosts stands twice"),
        ("<Hosts/><EquivalentAddins/>", "EquivalentAddins has no place there"),
        ("<Hosts/>text", "text stands between its children"),
        ("<VersionOverrides xmlns='y'/>", "a VersionOverrides in the namespace y is nested there"),
        (
            "<Hosts/><WebApplicationInfo><MsaId>m</MsaId></WebApplicationInfo>",
            "V1_1 has no MsaId in WebApplicationInfo",
        ),
    ] {
        let before = mail(&format!("<VersionOverrides xmlns='{V1_0}' {bt}>{inside}</VersionOverrides>"));
        assert_eq!(refused(&before), RefusalKind::NotInV1_1(words.to_owned()), "{inside}");
    }
    // Of these V1_1 has more than V1_0, and what it holds in them is not looked at.
    for inside in [
        "<Hosts><Host xsi:type='MailHost'><Runtimes><Runtime resid='a' lifetime='long'/></Runtimes></Host></Hosts>",
        "<Hosts><ExtensionPoint xsi:type='LaunchEvent'><LaunchEvents any='1'/></ExtensionPoint></Hosts>",
    ] {
        let before = mail(&format!("<VersionOverrides xmlns='{V1_0}' {bt}>{inside}</VersionOverrides>"));
        set(&before);
    }
}

#[test]
fn remove_leaves_what_was_made() {
    let before = task_pane("\n  <Permissions/>\n");
    let edited = set(&before);
    let removed = apply(edited.as_bytes(), &remove_web_application_info(edited.as_bytes()).unwrap());
    let made = "\n  <Permissions/>\n  <VersionOverrides \
                xmlns=\"http://schemas.microsoft.com/office/taskpaneappversionoverrides\" \
                xsi:type=\"VersionOverridesV1_0\">\n  </VersionOverrides>\n";
    assert_eq!(String::from_utf8(removed).unwrap(), task_pane(made));
}

/// A root that says its type by itself is enough: the namespace of an entity or a comment counts for nothing.
#[test]
fn a_comment_that_looks_like_one_is_none() {
    let edited = set(&task_pane("\n  <Permissions/>\n  <!-- <VersionOverrides> -->\n"));
    assert!(edited.contains("<Permissions/>\n  <VersionOverrides xmlns="), "{edited}");
    assert!(edited.ends_with("</VersionOverrides>\n  <!-- <VersionOverrides> -->\n</OfficeApp>\n"), "{edited}");
}
