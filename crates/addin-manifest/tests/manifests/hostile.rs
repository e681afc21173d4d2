//! Any bytes get an answer: no panic, no end of memory, no long wait, and every span lies inside of the file.

use addin_manifest::edit::{remove_web_application_info, set_web_application_info};
use addin_manifest::{Format, Manifest, ProblemKind, Span, apply, excerpt, line_column, read};
use proptest::prelude::*;

use crate::law::MARKUP;
use crate::{fixture, in_utf16};

fn get_an_answer(bytes: &[u8]) {
    let manifest = read(bytes);
    let inside = |span: Span| span.start <= span.end && span.end <= bytes.len();
    for span in spans(&manifest) {
        assert!(inside(span), "{span:?} of {}", bytes.len());
        line_column(bytes, span.start);
        excerpt(bytes, span);
    }
    if let Ok(edits) = set_web_application_info(bytes, &MARKUP) {
        let edited = apply(bytes, &edits);
        assert_eq!(set_web_application_info(&edited, &MARKUP), Ok(Vec::new()));
        assert_eq!(read(&edited).web_application_info.len(), 1);
    }
    if let Ok(edits) = remove_web_application_info(bytes) {
        assert_eq!(read(&apply(bytes, &edits)).web_application_info.len(), 0);
    }
}

fn spans(manifest: &Manifest) -> Vec<Span> {
    let texts = manifest.hosts.iter().chain(&manifest.app_domains).chain(&manifest.id).chain(&manifest.version);
    let texts = texts.chain(&manifest.display_name).chain(&manifest.xsi_type).chain(&manifest.manifest_version);
    let texts = texts.chain(manifest.loaded.iter().map(|loaded| &loaded.url));
    let texts = texts.chain(manifest.links.iter().map(|link| &link.url));
    let texts = texts.chain(manifest.requirement_sets.iter().map(|set| &set.name));
    let infos = &manifest.web_application_info;
    let texts = texts.chain(infos.iter().flat_map(|info| info.id.iter().chain(&info.resource)));
    let texts = texts.chain(infos.iter().flat_map(|info| info.scopes.iter().map(|scope| &scope.text)));
    let spans = texts.map(|text| text.span).chain(infos.iter().map(|info| info.span)).chain(manifest.app_domains_span);
    let spans = spans.chain(infos.iter().flat_map(|info| info.obsolete.iter().map(|obsolete| obsolete.span)));
    let spans = spans.chain(manifest.overrides.iter().flat_map(|overrides| [overrides.span, overrides.start_tag]));
    let spans = spans.chain(manifest.overrides.iter().filter_map(|overrides| overrides.namespace_span));
    let spans = spans.chain(manifest.requirement_sets.iter().map(|set| set.span));
    spans.chain(manifest.problems.iter().map(|problem| problem.span)).collect()
}

/// Half a file is no whole one: unless all that is missing is blank space, somebody is told.
#[test]
fn half_a_file_has_a_problem() {
    for name in ["task-pane-sso.xml", "mail-sso.xml", "content.xml", "unified.json"] {
        let whole = fixture(name);
        let utf16 = in_utf16(&whole);
        for bytes in [&whole, &utf16] {
            let text = excerpt(bytes, Span::new(0, bytes.len()));
            let blank = text.chars().rev().take_while(|c| c.is_whitespace()).count();
            let unit = if bytes == &whole { 1 } else { 2 };
            for end in 0..bytes.len() - blank * unit {
                assert!(!read(&bytes[..end]).problems.is_empty(), "{name}: nothing is said of its first {end} bytes");
            }
        }
    }
}

/// Each byte in turn is another one: nothing panics, and places stay in the file.
#[test]
fn one_byte_is_another() {
    for name in ["task-pane-sso.xml", "mail-sso.xml", "content.xml", "unified.json"] {
        let whole = fixture(name);
        for bytes in [whole.clone(), in_utf16(&whole)] {
            for (at, new) in
                (0..bytes.len()).step_by(3).zip([0, b'<', 0xFF, b'"', b'&', 0xD8, b'>'].into_iter().cycle())
            {
                let mut changed = bytes.clone();
                changed[at] = new;
                let length = changed.len();
                let outside =
                    spans(&read(&changed)).into_iter().find(|span| span.start > span.end || span.end > length);
                assert_eq!(outside, None, "{name}: byte {at} is {new}");
            }
        }
    }
}

#[test]
fn a_file_cut_off_at_every_byte() {
    for name in
        ["task-pane-sso.xml", "bom-crlf-sso.xml", "mail-sso.xml", "commented.xml", "content.xml", "unified.json"]
    {
        let bytes = fixture(name);
        for end in 0..bytes.len() {
            get_an_answer(&bytes[..end]);
        }
    }
}

#[test]
fn too_deep_and_too_many_namespaces_are_problems() {
    let base = "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'>";
    let deep = format!("{base}{}{}</OfficeApp>", "<a>".repeat(50_000), "</a>".repeat(50_000));
    let declared = |from: usize| (from..from + 100).map(|n| format!(" xmlns:p{n}='urn:{n}'")).collect::<String>();
    let namespaces = format!("{base}<a{}><b{}/></a></OfficeApp>", declared(0), declared(100));
    for (text, words) in [
        (deep, "elements are nested more than 256 deep"),
        (namespaces, "more than 128 namespaces are declared around one element"),
    ] {
        let manifest = read(text.as_bytes());
        let kinds = manifest.problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>();
        assert_eq!(kinds, [ProblemKind::NotAManifest(words.to_owned())]);
        let refusal = set_web_application_info(text.as_bytes(), &MARKUP).unwrap_err();
        assert_eq!(refusal.message(), format!("not the manifest of an add-in: {words}"));
    }
}

/// A search that runs to the end of the file for each of these would look at some thousand million bytes, or at more than
/// anybody waits for; a bounded one looks at some million.
#[test]
fn no_search_runs_to_the_end_for_each_reference_or_declaration() {
    let shapes: [(&str, &str, &str, &str); 11] = [
        ("<!--", "", "&#", "-->"),
        ("<![CDATA[", "", "&#1", "]]>"),
        ("<!--", "<!ENTITYx ", "a", "-->"),
        ("<!--", "<!ENTITY x", "a", "-->"),
        ("<!--", "<!ENTITY x '", " ", "-->"),
        ("<!--", "<!ENTITY x \"", "a", "\"-->"),
        ("<![CDATA[", "<!ENTITY x '&", ";", "]]>"),
        ("<!--", "xmlns:", "a", "-->"),
        ("<!--", "xmlns:x ", "a", "-->"),
        ("<!--", "xmlns ", "a", "-->"),
        ("<a b='", "", "&amp;", "'/>"),
    ];
    for (open, repeated, filling, close) in shapes {
        // What may stand in a file only so often has a long text behind it.
        let bounded = repeated.contains("ENTITY") || repeated.contains("xmlns");
        let (repeated, filling) = (repeated.repeat(if bounded { 900 } else { 1 }), filling.repeat(2_000_000));
        let text = format!(
            "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'>{open}{repeated}{filling}{close}\
             </OfficeApp>"
        );
        assert_eq!(read(text.as_bytes()).format, Format::Xml);
    }
}

/// The judge needs time in the square of an element's attributes, and memory for each entity as often as it is named.
#[test]
fn what_would_exhaust_the_judge_is_a_problem() {
    let attributes = |count: usize| (0..count).map(|n| format!(" a{n} = '>'")).collect::<String>();
    let office = |document_type: &str, inside: &str| {
        format!(
            "{document_type}<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'>{inside}</OfficeApp>"
        )
    };
    let entity = |name: &str, value: &str| format!("<!ENTITY {name} '{value}'>");
    let declared = |entities: &str| format!("<!DOCTYPE OfficeApp [{entities}]>");
    let long = declared(&entity("e", &"x".repeat(10_000)));
    let nested = declared(&[entity("e", &"x".repeat(10_000)), entity("f", &"&e;".repeat(200))].concat());
    let many = declared(&(0..1_001).map(|n| entity(&format!("e{n}"), "x")).collect::<String>());

    let expands = "the entities of the document type stand for far more text than the file has";
    let attributed = "an element has more than 128 attributes";
    let cases = [
        (office("", &format!("<a{}/>", attributes(128))), None),
        (office("", &format!("<a{}/>", attributes(129))), Some(attributed)),
        (office("", &format!("<a{}", attributes(129))), Some(attributed)),
        (office(&declared(&format!("<!ENTITY e \"<a{}/>\">", attributes(129))), "&e;"), Some(attributed)),
        (office(&long, &"&e;".repeat(40)), None),
        (office(&long, &"&e;".repeat(2_000)), Some(expands)),
        (office(&long, &format!("<a b='{}'/>", "&e;".repeat(2_000))), Some(expands)),
        (office(&nested, &"&f;".repeat(10)), Some(expands)),
        (office(&long.replace("ENTITY e", "ENTITY % e"), &"&e;".repeat(2_000)), Some(expands)),
        (office(&long.replace("<!DOCTYPE", "<!-- <!ENTITY e \" --><!DOCTYPE"), &"&e;".repeat(2_000)), Some(expands)),
        (office(&many, "&e0;"), Some("the document type declares more than 1,000 entities")),
    ];
    for (number, (text, words)) in cases.into_iter().enumerate() {
        let found = read(text.as_bytes()).problems.into_iter().find_map(|problem| match problem.kind {
            ProblemKind::NotAManifest(words) => Some(words),
            _ => None,
        });
        assert_eq!(found.as_deref(), words, "case {number}");
        let refusal = set_web_application_info(text.as_bytes(), &MARKUP).unwrap_err().message();
        if let Some(words) = words {
            assert_eq!(refusal, format!("not the manifest of an add-in: {words}"), "case {number}");
        }
    }
}

#[test]
fn markup_that_is_none() {
    for text in [
        "<",
        "<!",
        "<!-",
        "<!--",
        "<!-->",
        "<!--->",
        "<!---->",
        "<![CDATA[",
        "<![CDATA[]]>",
        "<?",
        "<??>",
        "<?xml",
        "<!DOCTYPE",
        "<!DOCTYPE>",
        "<!DOCTYPE a [",
        "</",
        "</>",
        "<>",
        "< >",
        "</a>",
        "<a",
        "<a/",
        "<a b",
        "<a b=",
        "<a b='",
        "<a b='c'd='e'/>",
        "<a>&",
        "<a>&;",
        "<a>&#",
        "<a>&#x;",
        "<a>&#xFFFFFFFFFF;</a>",
        "<:/>",
        "<a:/>",
        "<:a/>",
        "<a xmlns:xmlns='x'/>",
        "<a xmlns:xml='x'/>",
        "<a xmlns:b=''/>",
        "\u{FEFF}\u{FEFF}<a/>",
        "<a/>\0",
        "<a b=\"<\"/>",
        "<?xml version='1.0'?><?xml?>",
    ] {
        get_an_answer(text.as_bytes());
        let inside =
            format!("<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'>{text}</OfficeApp>");
        get_an_answer(inside.as_bytes());
    }
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        get_an_answer(&bytes);
    }

    #[test]
    fn a_manifest_with_some_bytes_replaced(
        name in prop::sample::select(vec!["task-pane-sso.xml", "mail-sso.xml", "prefixed.xml", "content.xml", "unified.json"]),
        changes in proptest::collection::vec(
            (any::<prop::sample::Index>(), 0usize..40, prop_oneof![
                Just(String::new()),
                "[<>&;/!?='\"\\[\\]a:x \n-]{1,6}",
                "</?(WebApplicationInfo|VersionOverrides|Resources|Id|Scopes|Scope)/?>",
                "\\PC{1,4}",
            ]),
            1..4,
        ),
    ) {
        let mut bytes = fixture(name);
        for (at, length, new) in changes {
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, new.into_bytes());
        }
        get_an_answer(&bytes);
    }
}
