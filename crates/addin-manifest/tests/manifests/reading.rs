use addin_manifest::{
    AppType, Format, LoadedFrom, Manifest, OverridesKind, ProblemKind, Text, WebApplicationInfo, line_column, read,
};

use crate::{fixture, with_crlf, xml_fixtures};

fn values(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

fn scopes(info: &WebApplicationInfo) -> Vec<&str> {
    info.scopes.iter().map(|scope| scope.text.value.as_str()).collect()
}

fn loaded(manifest: &Manifest) -> Vec<(&str, LoadedFrom)> {
    manifest.loaded.iter().map(|loaded| (loaded.url.value.as_str(), loaded.from)).collect()
}

#[test]
fn a_task_pane_manifest() {
    use LoadedFrom::{FunctionFile, Runtime, SourceLocation};

    let bytes = fixture("task-pane-sso.xml");
    let manifest = read(&bytes);
    assert_eq!(manifest.format, Format::Xml);
    assert_eq!(manifest.app_type, Some(AppType::TaskPane));
    assert_eq!(manifest.id.as_ref().unwrap().value, "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11");
    assert_eq!(manifest.version.as_ref().unwrap().value, "1.0.0.0");
    let name = manifest.display_name.as_ref().unwrap();
    assert_eq!((name.value.as_str(), name.span.of(&bytes)), ("Contoso & Sons", &b"Contoso &amp; Sons"[..]));
    assert_eq!(values(&manifest.hosts), ["Workbook", "Document"]);
    assert_eq!(values(&manifest.app_domains), ["https://www.contoso.com"]);
    // The page of the task pane is the runtime's; LearnMoreUrl is no page of the add-in.
    assert_eq!(
        loaded(&manifest),
        [
            ("https://localhost:3000/taskpane.html", SourceLocation),
            ("https://localhost:3000/taskpane.fr.html", SourceLocation),
            ("https://localhost:3000/commands.html", FunctionFile),
            ("https://localhost:3000/runtime.html", Runtime),
        ]
    );
    assert_eq!(manifest.problems, []);

    let [overrides] = &manifest.overrides[..] else { panic!("{:?}", manifest.overrides) };
    assert_eq!((overrides.kind, overrides.inside), (OverridesKind::TaskPane1_0, None));
    assert_eq!(overrides.xsi_type.as_ref().unwrap().value, "VersionOverridesV1_0");
    assert!(overrides.span.of(&bytes).starts_with(b"<VersionOverrides "));
    assert!(overrides.span.of(&bytes).ends_with(b"</VersionOverrides>"));

    let [info] = &manifest.web_application_info[..] else { panic!("{:?}", manifest.web_application_info) };
    assert_eq!(info.inside, Some(0));
    assert!(info.span.of(&bytes).starts_with(b"<WebApplicationInfo>"));
    assert!(info.span.of(&bytes).ends_with(b"</WebApplicationInfo>"));
    let id = info.id.as_ref().unwrap();
    assert_eq!(id.span.of(&bytes), b"c6c1f32b-5e55-4997-881a-753cc1d563b7");
    let place = line_column(&bytes, id.span.start);
    assert_eq!((place.line, place.column), (56, 11));
    assert_eq!(scopes(info), ["openid", "profile", "User.Read"]);
}

#[test]
fn a_mail_manifest() {
    let bytes = fixture("mail-sso.xml");
    let manifest = read(&bytes);
    assert_eq!(manifest.app_type, Some(AppType::Mail));
    let overrides = manifest.overrides.iter().map(|overrides| (overrides.kind, overrides.inside)).collect::<Vec<_>>();
    assert_eq!(overrides, [(OverridesKind::Mail1_0, None), (OverridesKind::Mail1_1, Some(0))]);
    assert_eq!(manifest.web_application_info[0].inside, Some(1));
    let urls = manifest.loaded.iter().map(|loaded| loaded.url.value.rsplit('/').next().unwrap()).collect::<Vec<_>>();
    assert_eq!(urls, ["read.html", "functions.html", "events.html", "events.de.html", "events.js"]);
    let [problem] = &manifest.problems[..] else { panic!("{:?}", manifest.problems) };
    assert_eq!(problem.kind, ProblemKind::UnresolvedResid("gone".to_owned()));
    assert_eq!(problem.span.of(&bytes), b"gone");
}

#[test]
fn the_namespace_decides_and_no_prefix() {
    let manifest = read(&fixture("prefixed.xml"));
    assert_eq!(manifest.app_type, Some(AppType::TaskPane));
    assert_eq!(values(&manifest.hosts), ["Presentation"]);
    assert_eq!(manifest.overrides[0].kind, OverridesKind::TaskPane1_0);
    assert_eq!(manifest.web_application_info, []);
    let urls = manifest.loaded.iter().map(|loaded| loaded.url.value.as_str()).collect::<Vec<_>>();
    assert_eq!(urls, ["https://addin.contoso.com/pane", "https://addin.contoso.com/functions"]);
    assert_eq!(manifest.problems, []);
}

#[test]
fn what_stands_in_a_comment_is_not_there() {
    let manifest = read(&fixture("commented.xml"));
    assert_eq!(manifest.web_application_info, []);
    assert_eq!(manifest.overrides.len(), 1);
    assert_eq!(manifest.problems, []);
}

#[test]
fn a_description_of_functions_is_no_page() {
    let text = fixture_with(
        "</Host>",
        "<AllFormFactors><ExtensionPoint xsi:type=\"CustomFunctions\"><Script><SourceLocation resid=\"Commands.Url\"/>\
         </Script><Metadata><SourceLocation resid=\"LearnMore.Url\"/></Metadata></ExtensionPoint></AllFormFactors></Host>",
    );
    let before = read(&fixture("task-pane.xml"));
    let after = read(text.as_bytes());
    assert_eq!(after.loaded.len(), before.loaded.len());
    assert!(after.loaded.iter().all(|loaded| loaded.url.value.starts_with("https://localhost:3000/")));
}

fn fixture_with(from: &str, to: &str) -> String {
    let text = String::from_utf8(fixture("task-pane.xml")).unwrap();
    assert!(text.contains(from));
    text.replacen(from, to, 1)
}

#[test]
fn an_entity_of_the_document_type_is_not_expanded() {
    let manifest = read(&fixture("content.xml"));
    assert_eq!(manifest.display_name.unwrap().value, "&company; charts");
    assert_eq!(manifest.problems, []);
}

#[test]
fn an_element_is_kept_wherever_it_stands() {
    let info = "<WebApplicationInfo><Id> i </Id></WebApplicationInfo>";
    let base = "xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'";
    let overrides = "xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'";
    for (text, inside, out_of_order) in [
        (format!("<OfficeApp {base}>{info}</OfficeApp>"), None, false),
        (
            format!("<OfficeApp {base}><VersionOverrides {overrides}>{info}</VersionOverrides></OfficeApp>"),
            Some(0),
            false,
        ),
        (
            format!(
                "<OfficeApp {base}><VersionOverrides {overrides}><Hosts>{info}</Hosts></VersionOverrides></OfficeApp>"
            ),
            None,
            false,
        ),
        (
            format!(
                "<OfficeApp {base}><VersionOverrides {overrides}>{info}<Resources/></VersionOverrides></OfficeApp>"
            ),
            Some(0),
            true,
        ),
        (
            format!(
                "<OfficeApp {base}><VersionOverrides {overrides}><EquivalentAddins/>{info}</VersionOverrides></OfficeApp>"
            ),
            Some(0),
            true,
        ),
        // In another namespace than the VersionOverrides around it.
        (
            format!(
                "<OfficeApp {base}><o:VersionOverrides xmlns:o{}>{info}</o:VersionOverrides></OfficeApp>",
                &overrides[5..]
            ),
            None,
            false,
        ),
    ] {
        let manifest = read(text.as_bytes());
        let [found] = &manifest.web_application_info[..] else { panic!("{text}") };
        assert_eq!(found.inside, inside, "{text}");
        assert_eq!(found.id.as_ref().unwrap().value, "i", "{text}");
        let is_info =
            |kind: &ProblemKind| matches!(kind, ProblemKind::OutOfOrder(name, _) if name == "WebApplicationInfo");
        let kinds = manifest.problems.iter().map(|problem| is_info(&problem.kind)).collect::<Vec<_>>();
        assert_eq!(kinds, if out_of_order { vec![true] } else { vec![] }, "{text}");
    }
}

#[test]
fn namespaces_that_office_does_not_know_are_problems() {
    let text = "<OfficeApp xmlns='https://schemas.microsoft.com/office/appforoffice/1.1'><Id>a</Id>\
                <VersionOverrides xmlns='https://schemas.microsoft.com/office/taskpaneappversionoverrides'>\
                <WebApplicationInfo/></VersionOverrides></OfficeApp>";
    let manifest = read(text.as_bytes());
    let unknown = |uri: &str| ProblemKind::UnknownNamespace(uri.to_owned());
    let kinds = manifest.problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>();
    let expected = [
        unknown("https://schemas.microsoft.com/office/appforoffice/1.1"),
        unknown("https://schemas.microsoft.com/office/taskpaneappversionoverrides"),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(manifest.id.unwrap().value, "a");
    assert_eq!(manifest.overrides[0].kind, OverridesKind::Unknown);
    assert_eq!(manifest.web_application_info[0].inside, Some(0));
}

#[test]
fn a_namespace_may_be_written_with_references() {
    for (declared, root, overrides) in [
        (
            "<!ENTITY ns 'http://schemas.microsoft.com/office'>",
            "&ns;/appforoffice/1.1",
            "&ns;/taskpaneappversionoverrides",
        ),
        (
            "<!ENTITY base \"http://schemas.microsoft.com/office/appforoffice/1.1\">",
            "&base;",
            "http:&#x2F;/schemas.microsoft.com/office/taskpaneappversionoverrides",
        ),
    ] {
        let text = format!(
            "<!DOCTYPE OfficeApp [{declared}]><OfficeApp xmlns='{root}'><VersionOverrides xmlns='{overrides}'>\
             <WebApplicationInfo/></VersionOverrides></OfficeApp>"
        );
        let manifest = read(text.as_bytes());
        assert_eq!(manifest.problems, [], "{text}");
        assert_eq!(manifest.overrides[0].kind, OverridesKind::TaskPane1_0);
        assert_eq!(manifest.web_application_info[0].inside, Some(0));
    }
}

#[test]
fn what_is_not_well_formed_is_read_all_the_same() {
    let bytes = fixture("not-well-formed.xml");
    let manifest = read(&bytes);
    let [problem] = &manifest.problems[..] else { panic!("{:?}", manifest.problems) };
    assert_eq!(
        problem.kind,
        ProblemKind::NotWellFormed("expected 'Resource' tag, not 'WebApplicationInfo'".to_owned())
    );
    assert_eq!(line_column(&bytes, problem.span.start).line, 63);
    let [info] = &manifest.web_application_info[..] else { panic!("{:?}", manifest.web_application_info) };
    assert_eq!(info.id.as_ref().unwrap().value, "c6c1f32b-5e55-4997-881a-753cc1d563b7");
    assert!(info.resource.as_ref().unwrap().value.starts_with("api://localhost:3000/"));
    assert_eq!(manifest.overrides.len(), 1);
    assert_eq!(manifest.loaded.len(), 4);
}

#[test]
fn text_is_joined_around_comments_and_sections() {
    for (inner, value, raw) in [
        ("\n  abc\n", "abc", "abc"),
        ("a<!-- b -->c", "ac", "a<!-- b -->c"),
        (" <![CDATA[a&b]]> ", "a&b", "<![CDATA[a&b]]>"),
        ("a&amp;&#x62;", "a&b", "a&amp;&#x62;"),
        ("a\u{A0}", "a\u{A0}", "a\u{A0}"),
        ("  ", "", "  "),
        ("", "", ""),
    ] {
        let text = format!(
            "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'><Id>{inner}</Id></OfficeApp>"
        );
        let id = read(text.as_bytes()).id.unwrap();
        assert_eq!(id.value, value, "{inner}");
        assert_eq!(id.span.of(text.as_bytes()), raw.as_bytes(), "{inner}");
    }
}

/// A byte order mark and the kind of line ends change places, never values.
#[test]
fn a_byte_order_mark_and_line_ends_change_no_value() {
    let seen = |bytes: &[u8]| {
        let manifest = read(bytes);
        let info = manifest.web_application_info.iter().map(|info| {
            let span = |text: &Option<Text>| {
                text.as_ref().map(|text| String::from_utf8_lossy(text.span.of(bytes)).into_owned())
            };
            (span(&info.id), span(&info.resource), info.inside, scopes(info).join(" "))
        });
        let info = info.collect::<Vec<_>>();
        let lines = manifest.loaded.iter().map(|loaded| line_column(bytes, loaded.url.span.start)).collect::<Vec<_>>();
        (info, lines, manifest.problems.len(), manifest.overrides.len())
    };
    for (name, bytes) in xml_fixtures() {
        let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let marked = [b"\xEF\xBB\xBF", plain].concat();
        let expected = seen(plain);
        assert_eq!(seen(&marked), expected, "{name}");
        assert_eq!(seen(&with_crlf(plain)), expected, "{name}");
        assert_eq!(seen(&with_crlf(&marked)), expected, "{name}");
    }
    assert_eq!(
        fixture("bom-crlf-sso.xml"),
        [b"\xEF\xBB\xBF", with_crlf(&fixture("task-pane-sso.xml")).trim_ascii_end()].concat()
    );
}
