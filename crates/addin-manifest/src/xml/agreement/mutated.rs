//! Manifests with a few random changes. Most of what still is well-formed has changed in what it says.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{both, fixtures, real, templates};

/// Where a change is made: of all places of this kind, one.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// Behind a `>`.
    Content,
    /// Before the `>` of a tag, or in it.
    Tag,
    Any,
}

#[derive(Debug, Clone)]
enum Change {
    Put(Place, Index, &'static str),
    /// From one `<` to the one after next, or so, to another place.
    Copy(Index, usize, Place, Index),
    Remove(Index, usize),
}

const CONTENT: [&str; 26] = [
    "a",
    "\r\n",
    "\r",
    "\t",
    "&amp;",
    "&#13;&#xE4;",
    ">",
    "]]",
    "<!-- <Id> -->",
    "<!-- <!-->",
    "<?p > ?>",
    "<?p?>",
    "<Id/>",
    "<Id>a</Id>",
    "<Id>a</:Id>",
    "</Id>",
    "<e>&lt;<e/>b</e >",
    "<![CDATA[<a>\r]]>",
    "<e xmlns=''><Id>a</Id></e>",
    "<e xmlns='urn:a&amp;b'><Id/></e>",
    "<AppDomain>https://contoso.com&#x2F;a</AppDomain>",
    "<VersionOverrides xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'><Hosts/></VersionOverrides>",
    "<VersionOverrides xmlns='http://schemas.microsoft.com/office/mailappversionoverrides&#x2F;1.1'/>",
    "<WebApplicationInfo><Id>a\r\nb</Id></WebApplicationInfo>",
    "<!DOCTYPE a [<!NOTATION n SYSTEM '>'>]>",
    "\u{FEFF}",
];

const TAG: [&str; 18] = [
    " ",
    "\n\t",
    "/",
    " e=''",
    " e = \"'>\"",
    " e='/>'",
    " e='&lt;\r\n'",
    " id='a'",
    " resid='a&#x20;\t'",
    " DefaultValue='https://contoso.com\r\n/a'",
    " xmlns='urn:a'",
    " xmlns=''",
    " xmlns='http://schemas.microsoft.com/office/appforoffice/1.1\r\n'",
    " xmlns:bt='http://schemas.microsoft.com/office/officeappbasictypes&#47;1.0'",
    " xmlns:xsi='urn:a'",
    " xmlns:y='http://www.w3.org/2001/XMLSchema-instance' y:type='TaskPaneApp'",
    " xsi:type='a'",
    ":",
];

const ANY: [&str; 12] = ["<", ">", "'", "\"", "&", "/", ":", "=", "<!--", "-->", "xmlns", "\u{E4}"];

fn change() -> impl Strategy<Value = Change> {
    let put = |place, pieces: &'static [&'static str]| {
        (any::<Index>(), select(pieces)).prop_map(move |(at, piece)| Change::Put(place, at, piece))
    };
    prop_oneof![
        8 => put(Place::Content, &CONTENT),
        6 => put(Place::Tag, &TAG),
        1 => put(Place::Any, &ANY),
        4 => (any::<Index>(), 1_usize..6, select(&[Place::Content, Place::Tag, Place::Any][..]), any::<Index>())
            .prop_map(|(from, tags, place, to)| Change::Copy(from, tags, place, to)),
        2 => (any::<Index>(), 1_usize..30).prop_map(|(at, length)| Change::Remove(at, length)),
    ]
}

/// The place is that of a character.
fn place(text: &str, place: Place, index: Index) -> usize {
    let places = match place {
        Place::Content => text.match_indices('>').map(|(at, _)| at + 1).collect::<Vec<_>>(),
        Place::Tag => text.match_indices(['>', ' ']).map(|(at, _)| at).collect(),
        Place::Any => text.char_indices().map(|(at, _)| at).collect(),
    };
    if places.is_empty() { 0 } else { *index.get(&places) }
}

fn changed(mut text: String, change: &Change) -> String {
    match change {
        Change::Put(kind, index, piece) => text.insert_str(place(&text, *kind, *index), piece),
        Change::Copy(from, tags, kind, to) => {
            let starts = text.match_indices('<').map(|(at, _)| at).collect::<Vec<_>>();
            if !starts.is_empty() {
                let start = from.index(starts.len());
                let end = starts.get(start + tags).copied().unwrap_or(text.len());
                let copy = text[starts[start]..end].to_owned();
                text.insert_str(place(&text, *kind, *to), &copy);
            }
        }
        Change::Remove(index, length) => {
            let start = place(&text, Place::Any, *index);
            text = text[..start].chars().chain(text[start..].chars().skip(*length)).collect();
        }
    }
    text
}

/// How many of so many changed texts were read along the tree.
fn walked(texts: &[Vec<u8>], count: usize) -> usize {
    // Always the same changes.
    let mut runner = TestRunner::deterministic();
    let changes = prop::collection::vec(change(), 1..4);
    let texts = texts.iter().map(|bytes| String::from_utf8_lossy(bytes)).collect::<Vec<_>>();
    let mut walked = 0;
    for text in texts.iter().cycle().take(count) {
        let changes = changes.new_tree(&mut runner).unwrap().current();
        let text = changes.iter().fold(text.clone().into_owned(), changed);
        if let Some((walk, scan)) = both(text.as_bytes()) {
            assert_eq!(walk, scan, "{changes:?}: {text}");
            walked += 1;
        }
    }
    walked
}

#[test]
fn a_changed_template_or_fixture_is_the_same_either_way() {
    let texts = [templates(), fixtures()].concat();
    assert!(walked(&texts, 6_000) > 1_000);
}

mod corpus {
    use super::*;

    #[test]
    fn a_changed_real_manifest_is_the_same_either_way() {
        assert!(walked(&real(), 6_000) > 1_000);
    }
}
