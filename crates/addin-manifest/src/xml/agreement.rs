//! A well-formed manifest is the same, whether it is read along the judge's tree or scanned.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    reason = "a test reads files, and fails by panicking"
)]

mod mutated;

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::judge::judged;
use super::read::{along, scanned};
use crate::Manifest;
use crate::source::{Source, Utf16};
use crate::template::{Fill, Template, render};

/// The manifest along the tree and the scanned one; `None` if there is only the scanned one.
fn both(bytes: &[u8]) -> Option<(Manifest, Manifest)> {
    let of = |source: &Source<'_>| {
        let judged = judged(source).ok()?;
        Some((along(source, &judged)?, scanned(source, None)))
    };
    match Utf16::of(bytes) {
        Some(utf16) => of(&Source::of_utf16(&utf16)),
        None => of(&Source::decode(bytes).ok()?),
    }
}

/// In its own bytes, with CRLF, and in UTF-16. Whether it was read along the tree.
fn agree(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    let with_crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let utf16 = ["\u{FEFF}", &text].concat().encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let files = [bytes, with_crlf.as_bytes(), &utf16].map(both);
    for (walked, scanned) in files.iter().flatten() {
        assert_eq!(walked, scanned, "{text}");
    }
    files[0].is_some() && files[1].is_some()
}

/// By name.
fn xml_in(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "xml"));
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn real() -> Vec<Vec<u8>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let named = std::env::var_os("HALLPASS_CORPUS").filter(|named| !named.is_empty());
    xml_in(&named.map_or(beside, PathBuf::from).join("xml"))
}

fn fixtures() -> Vec<Vec<u8>> {
    xml_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"))
}

/// Of XML.
fn templates() -> Vec<Vec<u8>> {
    let fill = Fill {
        add_in_id: "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11",
        display_name: "Contoso & sons",
        host: "localhost:3000",
        office_hosts: &[],
        markup: None,
    };
    let rendered = Template::ALL.iter().filter_map(|template| render(*template, &fill).ok());
    rendered.filter(|text| !text.starts_with('{')).map(String::into_bytes).collect()
}

mod corpus {
    use super::*;

    /// The others are not well-formed.
    const WALKED: usize = 179;

    #[test]
    fn each_real_manifest_is_the_same_either_way() {
        let walked = real().iter().filter(|bytes| agree(bytes)).count();
        assert_eq!(walked, WALKED);
    }
}

#[test]
fn each_template_and_fixture_is_the_same_either_way() {
    let templates = templates();
    assert!(!templates.is_empty() && templates.iter().all(|bytes| agree(bytes)));
    for bytes in fixtures() {
        agree(&bytes);
    }
}

const BASE: &str = "http://schemas.microsoft.com/office/appforoffice/1.1";
const OVERRIDES: &str = "http://schemas.microsoft.com/office/taskpaneappversionoverrides";
const BASIC_TYPES: &str = "http://schemas.microsoft.com/office/officeappbasictypes/1.0";
const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema-instance";

fn around(content: &str) -> String {
    format!(
        "<?xml version='1.0'?>\n<!-- > --><?p q?>\n<OfficeApp xmlns='{BASE}' xmlns:bt=\"{BASIC_TYPES}\" xmlns:x='{SCHEMA}' \
         x:type = 'TaskPaneApp' xmlns:o='{OVERRIDES}' >{content}</OfficeApp >\n<!-- <a> --><?p?>\n"
    )
}

#[test]
fn what_the_tree_does_not_tell_is_scanned() {
    for (content, walked) in [
        ("<Id>a</Id>", true),
        ("<Id>&lt;a&#x20;&amp;b &gt;&#13;</Id>", true),
        ("<Id><!-- a -->b<?c d?>e</Id>", true),
        ("<Id><![CDATA[a]]></Id>", false),
        ("<Id><!-- <![CDATA[ --></Id>", false),
        ("<!-- <!ENTITY e 'a'> -->", false),
        ("<e xmlns='urn:a&amp;b'/>", true),
        ("<e xmlns='urn:a\tb'/>", true),
        ("<e xmlns='urn:a\r\n b'/>", true),
        ("<o:VersionOverrides xmlns:o='urn:a\n&#x62;'><o:WebApplicationInfo/></o:VersionOverrides>", true),
        ("<VersionOverrides y:type='a' xmlns:y='http://www.w3.org/2001/XMLSchema&#45;instance'/>", true),
        ("<VersionOverrides y:type='a' xmlns:y='http://www.w3.org/2001/XMLSchema-instance\r\n'/>", true),
        ("<IconUrl DefaultValue='a\r\nb\rc\td&#13;\n'/>", true),
        ("<xml:e/>", false),
        ("<e xmlns=''><Id/></e>", true),
    ] {
        assert_eq!(agree(around(content).as_bytes()), walked, "{content}");
    }
    let doctype =
        |entity: &str| format!("<!DOCTYPE OfficeApp [{entity}]><OfficeApp xmlns='{BASE}'><Id>a</Id></OfficeApp>");
    assert!(!agree(doctype("<!ENTITY e 'a'>").as_bytes()));
    assert!(!agree(doctype("").as_bytes()));
    // What this text says depends on where its `<!NOTATION` ends.
    let notation = format!(
        "<!DOCTYPE OfficeApp [<!NOTATION n SYSTEM \"><!-- \"> ]><OfficeApp xmlns='{BASE}'><Id>one</Id></OfficeApp>\
         <?p --> ]><OfficeApp xmlns='{BASE}'><Id>two</Id></OfficeApp><?q ?>"
    );
    assert!(!agree(notation.as_bytes()));
    assert_eq!(crate::read(notation.as_bytes()).id.map(|id| id.value), Some("one".to_owned()));
    assert!(!agree(around("<Id>a</:Id>").as_bytes()));
    let deep = |depth: usize| around(&("<e>".repeat(depth) + &"</e>".repeat(depth)));
    assert!(agree(deep(255).as_bytes()));
    assert!(!agree(deep(256).as_bytes()));
    let name = |length: usize| around(&format!("<e xmlns='{}'/>", "u".repeat(length)));
    assert!(agree(name(2048).as_bytes()));
    assert!(!agree(name(2049).as_bytes()));
}

/// Some content of an element, itself well-formed.
fn content() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "",
        " ",
        "\n  ",
        "a",
        " a\tb ",
        "&amp;",
        "&#xE4;b",
        "a &lt; b",
        "ä",
        "] ",
        "'\"",
        "<!-- <Id> -->",
        "<?p > ?>",
        "<?p?>",
        ">",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(7, 60, 6, |inner| {
        let name = prop::sample::select(vec![
            "Id",
            "Version",
            "DisplayName",
            "Hosts",
            "Host",
            "AppDomains",
            "AppDomain",
            "IconUrl",
            "Override",
            "o:VersionOverrides",
            "o:Hosts",
            "o:Resources",
            "bt:Urls",
            "bt:Url",
            "bt:Images",
            "bt:Image",
            "bt:ShortStrings",
            "bt:String",
            "bt:Override",
            "o:WebApplicationInfo",
            "o:Id",
            "o:Resource",
            "o:Scopes",
            "o:Scope",
            "o:Runtime",
            "o:FunctionFile",
            "SourceLocation",
            "Requirements",
            "Sets",
            "Set",
            "o:Requirements",
            "bt:Sets",
            "bt:Set",
            "o:MsaId",
            "e",
        ]);
        let attribute = prop::sample::select(vec![
            " resid='a'",
            " resid = \"b\"",
            " id='a'",
            " id='b&amp;'",
            "\n DefaultValue='https://localhost/a?b=1&amp;c=>'",
            " DefaultValue='a\tb'",
            " Value=\"a'\"",
            " Name='Workbook'",
            " Name=''",
            " MinVersion='1.1'",
            " DefaultMinVersion='1.1'",
            " x:type='VersionOverridesV1_0'",
            " x:type='a&#x20;b'",
            " xmlns:y='urn:y'",
            " y='/>'",
            " xmlns:bt='urn:other'",
            " ",
        ]);
        let attributes = prop::collection::btree_set(attribute, 0..4);
        (name, attributes, prop::collection::vec(inner, 0..6), any::<bool>()).prop_map(
            |(name, attributes, inner, short)| {
                let mut names = Vec::new();
                let named = |attribute: &&str| {
                    let name = attribute.split('=').next().unwrap_or_default().trim();
                    let new = !names.contains(&name.to_owned());
                    names.push(name.to_owned());
                    new
                };
                let attributes = attributes.into_iter().filter(named).collect::<String>();
                let inner = inner.concat();
                if short && inner.is_empty() {
                    format!("<{name}{attributes}/>")
                } else {
                    format!("<{name}{attributes}>{inner}</{name} >")
                }
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_made_up_is_the_same_either_way(parts in prop::collection::vec(content(), 1..5)) {
        prop_assert!(agree(around(&parts.concat()).as_bytes()));
    }
}
