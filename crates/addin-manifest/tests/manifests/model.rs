//! What the answer holds, part by part, and what the format forbids.

use addin_manifest::{LineIndex, Manifest, ProblemKind, excerpt, read};

use crate::{fixture, in_utf16, xml_fixtures};

const BASE: &str = "xmlns='http://schemas.microsoft.com/office/appforoffice/1.1' \
                    xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
                    xmlns:bt='http://schemas.microsoft.com/office/officeappbasictypes/1.0'";
const TASK_PANE: &str = "xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'";
const MAIL: &str = "xmlns='http://schemas.microsoft.com/office/mailappversionoverrides'";
const MAIL_1_1: &str = "xmlns='http://schemas.microsoft.com/office/mailappversionoverrides/1.1'";

fn office(app_type: &str, inside: &str) -> String {
    format!("<OfficeApp {BASE} xsi:type='{app_type}'>{inside}</OfficeApp>")
}

fn task_pane(inside: &str) -> String {
    office("TaskPaneApp", &format!("<VersionOverrides {TASK_PANE}>{inside}</VersionOverrides>"))
}

/// `kind name`, in document order.
fn problems(text: &str) -> Vec<String> {
    let words = |kind: ProblemKind| match kind {
        ProblemKind::OutOfOrder(name, _) => format!("order {name}"),
        ProblemKind::Repeated(name) => format!("twice {name}"),
        ProblemKind::UnresolvedResid(id) => format!("unresolved {id}"),
        ProblemKind::ResidTooLong(id) => format!("long {id}"),
        other => format!("{other:?}"),
    };
    read(text.as_bytes()).problems.into_iter().map(|problem| words(problem.kind)).collect()
}

#[test]
fn children_that_stand_out_of_order_or_twice() {
    let long = "x".repeat(33);
    let just = "x".repeat(32);
    for (text, expected) in [
        (office("TaskPaneApp", "<Id/><Version/><IconUrl/><Hosts/><DefaultSettings/><Permissions/>"), vec![]),
        (office("TaskPaneApp", "<Version/><Id/>"), vec!["order Id"]),
        (office("TaskPaneApp", "<Hosts/><Id/><Version/>"), vec!["order Hosts"]),
        (office("TaskPaneApp", "<Id/><New/><Version/><n:Id xmlns:n='n'/>"), vec![]),
        (office("TaskPaneApp", "<Id/><Id/>"), vec!["twice Id"]),
        (office("TaskPaneApp", "<Permissions/><DefaultSettings/>"), vec!["order DefaultSettings"]),
        (office("MailApp", "<Requirements/><FormSettings/><Permissions/><Rule/>"), vec![]),
        (office("MailApp", "<Rule/><FormSettings/><Permissions/>"), vec!["order Rule"]),
        (office("ContentApp", "<Permissions/><AllowSnapshot/><Dictionary/>"), vec![]),
        (office("TaskPaneApp", &format!("<VersionOverrides {TASK_PANE}/><Permissions/>")), vec!["order Permissions"]),
        (task_pane("<Hosts/><Resources/><WebApplicationInfo/><EquivalentAddins/>"), vec![]),
        (task_pane("<Resources/><Hosts/>"), vec!["order Hosts"]),
        (task_pane("<Hosts/><Resources/><Hosts/>"), vec!["twice Hosts"]),
        (task_pane("<WebApplicationInfo/><WebApplicationInfo/>"), vec!["twice WebApplicationInfo"]),
        (task_pane("<WebApplicationInfo><Resource/><Id/><Scopes/></WebApplicationInfo>"), vec!["order Id"]),
        (
            task_pane("<WebApplicationInfo><Id/><MsaId/><Resource/><Scopes/><Authorizations/></WebApplicationInfo>"),
            vec![],
        ),
        (task_pane("<WebApplicationInfo><Id/><Id/></WebApplicationInfo>"), vec!["twice Id"]),
        (
            office(
                "MailApp",
                &format!("<VersionOverrides {MAIL}><VersionOverrides {MAIL_1_1}/><Resources/></VersionOverrides>"),
            ),
            vec!["order Resources"],
        ),
        // Resources.
        (task_pane("<FunctionFile resid='a'/>"), vec!["unresolved a"]),
        (task_pane("<Label resid='a'/>"), vec!["unresolved a"]),
        (task_pane("<bt:Image resid='a'/>"), vec!["unresolved a"]),
        (
            task_pane(
                "<FunctionFile resid='s'/><Label resid='s'/><Resources><bt:ShortStrings><bt:String id='s' \
                 DefaultValue='a'/></bt:ShortStrings></Resources>",
            ),
            vec!["unresolved s"],
        ),
        (
            task_pane(&format!("<Resources><bt:Urls><bt:Url id='{long}'/><bt:Url id='{just}'/></bt:Urls></Resources>")),
            vec![&*format!("long {long}")],
        ),
    ] {
        assert_eq!(problems(&text), expected, "{text}");
    }
}

#[test]
fn requirement_sets_of_every_part() {
    let text = office(
        "TaskPaneApp",
        &format!(
            "<Requirements><Sets DefaultMinVersion='1.1'><Set Name='A' MinVersion='1.3'/><bt:Set Name='B'/></Sets>\
             </Requirements><VersionOverrides {TASK_PANE}><Requirements><bt:Sets><bt:Set Name='C'/></bt:Sets>\
             </Requirements></VersionOverrides>"
        ),
    );
    let text = text.replace(
        "</Requirements></VersionOverrides>",
        "<Sets><Set Name='D'/></Sets></Requirements></VersionOverrides>",
    );
    let manifest = read(text.as_bytes());
    let sets = manifest.requirement_sets.iter().map(|set| {
        let version = set.min_version.as_ref().map(|version| version.value.as_str());
        (set.name.value.as_str(), version, set.inside, set.in_its_namespace)
    });
    let expected = [
        ("A", Some("1.3"), None, true),
        ("B", None, None, false),
        ("C", None, Some(0), true),
        ("D", None, Some(0), false),
    ];
    assert_eq!(sets.collect::<Vec<_>>(), expected);
    assert_eq!(manifest.requirement_sets[0].span.of(text.as_bytes()), b"<Set Name='A' MinVersion='1.3'/>");
}

#[test]
fn links_are_not_loaded() {
    let text = office(
        "TaskPaneApp",
        &format!(
            "<IconUrl DefaultValue='i'><Override Locale='de' Value='j'/></IconUrl><HighResolutionIconUrl \
             DefaultValue='h'/><SupportUrl DefaultValue='s'/><AppDomains> <AppDomain>d</AppDomain></AppDomains>\
             <VersionOverrides {TASK_PANE}><Learn resid='l'/><Page><SourceLocation resid='p'/></Page><Resources>\
             <bt:Images><bt:Image id='m' DefaultValue='image'/></bt:Images><bt:Urls><bt:Url id='p' DefaultValue='page'>\
             <bt:Override Locale='de' Value='seite'/></bt:Url><bt:Url id='l' DefaultValue='learn'/></bt:Urls>\
             <bt:ShortStrings><bt:String id='n' DefaultValue='text'/></bt:ShortStrings></Resources></VersionOverrides>"
        ),
    );
    let manifest = read(text.as_bytes());
    let links = manifest.links.iter().map(|link| (link.name, link.url.value.as_str())).collect::<Vec<_>>();
    let expected = [
        ("IconUrl", "i"),
        ("IconUrl", "j"),
        ("HighResolutionIconUrl", "h"),
        ("SupportUrl", "s"),
        ("Image", "image"),
        ("Url", "learn"),
    ];
    assert_eq!(links, expected);
    let loaded = manifest.loaded.iter().map(|loaded| loaded.url.value.as_str()).collect::<Vec<_>>();
    assert_eq!(loaded, ["page", "seite"]);
    let domains = manifest.app_domains_span.unwrap();
    assert_eq!(domains.of(text.as_bytes()), b"<AppDomains> <AppDomain>d</AppDomain></AppDomains>");
}

#[test]
fn version_overrides_and_obsolete_children() {
    let text = task_pane("<A/><B><C/></B><WebApplicationInfo><MsaId>m</MsaId><Authorizations/></WebApplicationInfo>");
    let manifest = read(text.as_bytes());
    assert!(manifest.is_add_in);
    assert_eq!(manifest.xsi_type.as_ref().unwrap().value, "TaskPaneApp");
    let overrides = &manifest.overrides[0];
    assert_eq!(overrides.children, 3);
    assert_eq!(overrides.start_tag.of(text.as_bytes()), format!("<VersionOverrides {TASK_PANE}>").as_bytes());
    let namespace = overrides.namespace_span.unwrap();
    assert_eq!(namespace.of(text.as_bytes()), overrides.namespace.as_bytes());
    let obsolete = manifest.web_application_info[0].obsolete.iter();
    let obsolete = obsolete.map(|one| (one.name, excerpt(text.as_bytes(), one.span))).collect::<Vec<_>>();
    assert_eq!(obsolete, [("MsaId", "<MsaId>m</MsaId>".into()), ("Authorizations", "<Authorizations/>".into())]);
    // Declared further out, and under a prefix.
    let outside = format!("<OfficeApp {BASE} xmlns:o{}><o:VersionOverrides/></OfficeApp>", &TASK_PANE[5..]);
    assert_eq!(read(outside.as_bytes()).overrides[0].namespace_span, None);
    let prefixed = format!("<OfficeApp {BASE}><o:VersionOverrides xmlns='a' xmlns:o{}/></OfficeApp>", &TASK_PANE[5..]);
    let span = read(prefixed.as_bytes()).overrides[0].namespace_span.unwrap();
    assert!(span.of(prefixed.as_bytes()).ends_with(b"/taskpaneappversionoverrides"));
}

/// The values, each with the text that stands at its place, and where the problems stand.
fn seen(bytes: &[u8]) -> Vec<String> {
    let Manifest { id, display_name, hosts, loaded, links, web_application_info, overrides, problems, .. } =
        read(bytes);
    let lines = LineIndex::new(bytes);
    let at = |span: addin_manifest::Span| format!("{:?} {}", lines.line_column(span.start), excerpt(bytes, span));
    let texts = id.iter().chain(&display_name).chain(&hosts).map(|text| (text.value.clone(), text.span));
    let texts = texts.chain(loaded.into_iter().map(|loaded| (loaded.url.value, loaded.url.span)));
    let texts = texts.chain(links.into_iter().map(|link| (link.url.value, link.url.span)));
    let infos = web_application_info.iter().map(|info| (format!("{:?}", info.scopes.len()), info.span));
    let overrides = overrides.iter().map(|overrides| (overrides.namespace.clone(), overrides.start_tag));
    let problems = problems.into_iter().map(|problem| (format!("{:?}", problem.kind), problem.span));
    let all = texts.chain(infos).chain(overrides).chain(problems);
    all.map(|(value, span)| format!("{value} at {}", at(span))).collect()
}

#[test]
fn utf16_reads_as_utf8_does() {
    let json = ("unified.json".to_owned(), fixture("unified.json"));
    for (name, bytes) in xml_fixtures().into_iter().chain([json]) {
        let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let plain = String::from_utf8(plain.to_vec()).unwrap().replace("Contoso", "C\u{F6}ntos\u{1F511}");
        let expected = seen(plain.as_bytes());
        let little = in_utf16(plain.as_bytes());
        let big = little.chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect::<Vec<_>>();
        assert_eq!(seen(&little), expected, "{name}");
        assert_eq!(seen(&big), expected, "{name}");
        if plain.starts_with("<?xml") || plain.starts_with('{') {
            assert_eq!(seen(&little[2..]), expected, "{name}");
            assert_eq!(seen(&big[2..]), expected, "{name}");
        }
    }
}
