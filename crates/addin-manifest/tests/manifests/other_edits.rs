//! Requirement sets, domains, the version and single values: before and after, to the byte.

use addin_manifest::edit::{add_app_domain, bump_version, remove_element, replace_text, require_set};
use addin_manifest::{Edit, Refusal, RefusalKind, Span, apply, read};

use crate::{fixture, law};

fn file(inside: &str) -> String {
    root("1.1", "TaskPaneApp", inside)
}

fn root(version: &str, app_type: &str, inside: &str) -> String {
    format!(
        "<OfficeApp xmlns=\"http://schemas.microsoft.com/office/appforoffice/{version}\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"{app_type}\">{inside}</OfficeApp>"
    )
}

/// The bytes after an edit, which changes nothing the second time; every law is asserted on the way.
fn edited(before: &str, edit: impl Fn(&[u8]) -> Result<Vec<Edit>, Refusal>) -> String {
    law::others_hold(before, before.as_bytes());
    let edits = edit(before.as_bytes()).unwrap_or_else(|refusal| panic!("{before}: {refusal}"));
    let after = apply(before.as_bytes(), &edits);
    assert_eq!(edit(&after).unwrap(), [], "{before}");
    String::from_utf8(after).unwrap()
}

#[test]
fn a_requirement_set_comes_where_the_schema_has_it() {
    let identity = "<Set Name=\"IdentityAPI\" MinVersion=\"1.3\"/>";
    for (before, after) in [
        // None at all.
        (
            "\n  <Hosts/>\n  <DefaultSettings/>\n",
            &*format!(
                "\n  <Hosts/>\n  <Requirements>\n    <Sets>\n      {identity}\n    </Sets>\n  </Requirements>\n  \
                 <DefaultSettings/>\n"
            ),
        ),
        (
            "<Hosts/><!-- h --><DefaultSettings/>",
            &format!("<Hosts/><!-- h --><Requirements><Sets>{identity}</Sets></Requirements><DefaultSettings/>"),
        ),
        // Among children out of order, where most of them are on the right side.
        (
            "<Version>1.0</Version><Hosts/><DefaultSettings/><Permissions/><AppDomains/>",
            &format!(
                "<Version>1.0</Version><Hosts/><Requirements><Sets>{identity}</Sets></Requirements><DefaultSettings/>\
                 <Permissions/><AppDomains/>"
            ),
        ),
        // Methods alone.
        (
            "\r\n\t<Requirements>\r\n\t\t<Methods/>\r\n\t</Requirements>\r\n",
            &format!(
                "\r\n\t<Requirements>\r\n\t\t<Sets>\r\n\t\t\t{identity}\r\n\t\t</Sets>\r\n\t\t<Methods/>\r\n\t\
                 </Requirements>\r\n"
            ),
        ),
        (
            "\n  <Requirements/>\n",
            &format!("\n  <Requirements>\n    <Sets>\n      {identity}\n    </Sets>\n  </Requirements>\n"),
        ),
        // Other sets, whose quotation marks and blanks are copied.
        (
            "\n <Requirements>\n  <Sets>\n   <Set Name='A' />\n  </Sets>\n </Requirements>\n",
            "\n <Requirements>\n  <Sets>\n   <Set Name='A' />\n   <Set Name='IdentityAPI' MinVersion='1.3' />\n  </Sets>\n \
             </Requirements>\n",
        ),
        // Lower ones are raised.
        (
            "<Requirements><Sets><Set MinVersion=\"1.1\" Name=\"IdentityAPI\"/></Sets></Requirements>",
            "<Requirements><Sets><Set MinVersion=\"1.3\" Name=\"IdentityAPI\"/></Sets></Requirements>",
        ),
        (
            "<Requirements><Sets><Set Name='IdentityAPI'/></Sets></Requirements>",
            "<Requirements><Sets><Set Name='IdentityAPI' MinVersion='1.3'/></Sets></Requirements>",
        ),
        (
            "<Requirements><Sets DefaultMinVersion='1.3'><Set Name='IdentityAPI' MinVersion='1.2'/></Sets></Requirements>",
            "<Requirements><Sets DefaultMinVersion='1.3'><Set Name='IdentityAPI' MinVersion='1.3'/></Sets></Requirements>",
        ),
    ] {
        assert_eq!(edited(&file(before), |bytes| require_set(bytes, "IdentityAPI", "1.3")), file(after));
    }
}

#[test]
fn a_set_that_is_required_already_changes_nothing() {
    for there in [
        "<Set Name='IdentityAPI' MinVersion='1.3'/>",
        "<Set Name='IdentityAPI' MinVersion='1.10'/>",
        "<Set Name='IdentityAPI' MinVersion='2.0'/>",
    ] {
        let before = file(&format!("<Requirements><Sets>{there}</Sets></Requirements>"));
        assert_eq!(require_set(before.as_bytes(), "IdentityAPI", "1.3").unwrap(), [], "{there}");
    }
    let by_default =
        file("<Requirements><Sets DefaultMinVersion='1.3'><Set Name='IdentityAPI'/></Sets></Requirements>");
    assert_eq!(require_set(by_default.as_bytes(), "IdentityAPI", "1.3").unwrap(), []);
    let version_1_1 = file("<Requirements><Sets><Set Name='IdentityAPI'/></Sets></Requirements>");
    assert_eq!(require_set(version_1_1.as_bytes(), "IdentityAPI", "1.1").unwrap(), []);
}

#[test]
fn a_set_that_cannot_be_required_is_refused() {
    let kind = |bytes: &[u8], version: &str| require_set(bytes, "IdentityAPI", version).unwrap_err().kind;
    assert_eq!(kind(&fixture("mail.xml"), "1.3"), RefusalKind::NotForMail);
    assert_eq!(kind(root("1.1", "App", "").as_bytes(), "1.3"), RefusalKind::UnknownAppType);
    assert!(matches!(kind(root("1.0", "TaskPaneApp", "").as_bytes(), "1.3"), RefusalKind::NoPlace(_)));
    assert!(matches!(kind(file("").as_bytes(), "three"), RefusalKind::UnfitValue(_)));
    assert!(matches!(kind(&fixture("not-well-formed.xml"), "1.3"), RefusalKind::NotWellFormed(_)));
}

#[test]
fn a_domain_comes_behind_the_last_one() {
    for (before, after) in [
        (
            "\n  <SupportUrl/>\n  <Hosts/>\n",
            "\n  <SupportUrl/>\n  <AppDomains>\n    <AppDomain>https://a.b</AppDomain>\n  </AppDomains>\n  <Hosts/>\n",
        ),
        (
            "\n  <Description/>\n  <Hosts/>\n",
            "\n  <Description/>\n  <AppDomains>\n    <AppDomain>https://a.b</AppDomain>\n  </AppDomains>\n  <Hosts/>\n",
        ),
        (
            "\n  <AppDomains>\n      <AppDomain>c</AppDomain> <!-- c -->\n  </AppDomains>\n",
            "\n  <AppDomains>\n      <AppDomain>c</AppDomain> <!-- c -->\n      <AppDomain>https://a.b</AppDomain>\n  \
             </AppDomains>\n",
        ),
        (
            "\r\n\t<AppDomains/>\r\n",
            "\r\n\t<AppDomains>\r\n\t\t<AppDomain>https://a.b</AppDomain>\r\n\t</AppDomains>\r\n",
        ),
        (
            "<AppDomains><AppDomain>https://A.b/</AppDomain></AppDomains>",
            "<AppDomains><AppDomain>https://A.b/</AppDomain></AppDomains>",
        ),
    ] {
        assert_eq!(edited(&file(before), |bytes| add_app_domain(bytes, "https://a.b")), file(after));
    }
    // In 1.0, too: it has AppDomains before Capabilities.
    let old = root("1.0", "MailApp", "<Description/><Capabilities/>");
    let expected =
        "<Description/><AppDomains><AppDomain>https://a.b</AppDomain></AppDomains><Capabilities/>".to_owned();
    assert_eq!(edited(&old, |bytes| add_app_domain(bytes, "https://a.b")), root("1.0", "MailApp", &expected));
    let refusal = add_app_domain(file("").as_bytes(), "https://a.b\u{0}").unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::UnfitValue("the domain has a control character".to_owned()));
}

#[test]
fn the_version_counts_up_where_it_stands() {
    for (before, after) in [
        ("<Version>1.0.0.0</Version>", "<Version>1.0.0.1</Version>"),
        ("<Version>\n 1.9 </Version>", "<Version>\n 1.10 </Version>"),
        ("<Version><!-- v -->7</Version>", "<Version><!-- v -->8</Version>"),
    ] {
        let before = file(before);
        let edits = bump_version(before.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(apply(before.as_bytes(), &edits)).unwrap(), file(after));
    }
    for (inside, words) in [
        ("", "there is no Version"),
        ("<Version/>", " is not one to four numbers of at most five digits, or ends with 99999"),
        ("<Version>$v$</Version>", "$v$ is not one to four numbers of at most five digits, or ends with 99999"),
    ] {
        let refusal = bump_version(file(inside).as_bytes()).unwrap_err();
        assert_eq!(refusal.kind, RefusalKind::UncountableVersion(words.to_owned()));
    }
}

/// Each value that is read can be replaced in its place, in text and in attributes, in either quotation marks.
#[test]
fn values_are_replaced_where_they_stand() {
    let strange = "a<b>&]]>\"'\u{1F511}";
    for quote in ['"', '\''] {
        let before = file(&format!(
            "<Id> old </Id><Version/><DisplayName DefaultValue={quote}a &amp; b{quote}/><AppDomains><AppDomain>x<!-- c \
             -->y</AppDomain></AppDomains>"
        ));
        let manifest = read(before.as_bytes());
        for span in [
            manifest.id.unwrap().span,
            manifest.version.unwrap().span,
            manifest.display_name.unwrap().span,
            manifest.app_domains[0].span,
        ] {
            let edit = replace_text(before.as_bytes(), span, strange).unwrap();
            assert!(span.contains(edit.span));
            let after = apply(before.as_bytes(), &[edit]);
            let manifest = read(&after);
            assert_eq!(manifest.problems, []);
            let values = [
                manifest.id.unwrap().value,
                manifest.version.unwrap().value,
                manifest.display_name.unwrap().value,
                manifest.app_domains[0].value.clone(),
            ];
            assert_eq!(values.iter().filter(|value| **value == strange).count(), 1, "{values:?}");
            assert!(String::from_utf8(after).unwrap().contains("<!-- c -->"));
        }
    }
}

#[test]
fn what_is_no_value_is_not_replaced() {
    let before = file("<Id>old</Id>");
    let id = before.find("<Id>").unwrap();
    for span in [Span::new(0, 5), Span::new(id, id + 4), Span::new(id, id + 7), Span::new(9_000, 9_001)] {
        let refusal = replace_text(before.as_bytes(), span, "new").unwrap_err();
        assert!(matches!(refusal.kind, RefusalKind::UnfitValue(_) | RefusalKind::WouldBreak(_)), "{span:?}: {refusal}");
    }
}

#[test]
fn an_element_goes_with_its_line() {
    let before = "<a>\r\n  <b/>\r\n  <c/><d/>\r\n</a>";
    for (element, after) in [("<b/>", "<a>\r\n  <c/><d/>\r\n</a>"), ("<d/>", "<a>\r\n  <b/>\r\n  <c/>\r\n</a>")] {
        let start = before.find(element).unwrap();
        let edit = remove_element(before.as_bytes(), Span::new(start, start + element.len()));
        assert_eq!(String::from_utf8(apply(before.as_bytes(), &[edit])).unwrap(), after);
    }
}
