//! Edits of files in UTF-16: the same as in UTF-8, in the file's own encoding.

use addin_manifest::edit::{
    add_app_domain, bump_version, remove_element, remove_web_application_info, replace_text, require_set,
    set_web_application_info,
};
use addin_manifest::{Edit, Refusal, apply, read};

use crate::law::{DOMAIN, MARKUP};
use crate::xml_fixtures;

fn encoded(text: &str, big_endian: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

type MakeEdits = fn(&[u8]) -> Result<Vec<Edit>, Refusal>;

fn every_edit() -> [(&'static str, MakeEdits); 5] {
    [
        ("set", |bytes| set_web_application_info(bytes, &MARKUP)),
        ("remove", remove_web_application_info),
        ("require", |bytes| require_set(bytes, "IdentityAPI", "1.3")),
        ("domain", |bytes| add_app_domain(bytes, DOMAIN)),
        ("version", bump_version),
    ]
}

/// Each fixture, with a character of four bytes before everything that is edited.
fn fixtures() -> impl Iterator<Item = (String, String)> {
    xml_fixtures().into_iter().map(|(name, bytes)| {
        let text = String::from_utf8(bytes).unwrap();
        let text = text.trim_start_matches('\u{FEFF}').replacen("<OfficeApp", "<!-- \u{1F511} ä --><OfficeApp", 1);
        (name, text)
    })
}

#[test]
fn each_edit_does_what_it_does_in_utf8() {
    for (name, text) in fixtures() {
        for big_endian in [false, true] {
            let bytes = encoded(&text, big_endian);
            for (edit_name, edit) in every_edit() {
                match (edit(text.as_bytes()), edit(&bytes)) {
                    (Ok(in_utf8), Ok(in_utf16)) => {
                        let expected = String::from_utf8(apply(text.as_bytes(), &in_utf8)).unwrap();
                        assert!(apply(&bytes, &in_utf16) == encoded(&expected, big_endian), "{name}: {edit_name}");
                    }
                    (Err(in_utf8), Err(in_utf16)) => assert_eq!(in_utf8.kind, in_utf16.kind, "{name}: {edit_name}"),
                    (in_utf8, in_utf16) => panic!("{name}: {edit_name}: {in_utf8:?}, {in_utf16:?}"),
                }
            }
        }
    }
}

#[test]
fn values_and_elements_are_edited_where_they_are_read() {
    for (name, text) in fixtures().filter(|(name, _)| name != "not-well-formed.xml") {
        let bytes = encoded(&text, false);
        let id = read(&bytes).id.unwrap();
        let edited = apply(&bytes, &[replace_text(&bytes, id.span, "ä \u{1F511}").unwrap()]);
        assert!(edited == encoded(&text.replacen(&id.value, "ä \u{1F511}", 1), false), "{name}");
        if let Some(info) = read(&bytes).web_application_info.first() {
            let removed = apply(&bytes, &[remove_element(&bytes, info.span)]);
            assert_eq!(
                read(&removed).web_application_info.len(),
                read(&bytes).web_application_info.len() - 1,
                "{name}"
            );
        }
    }
}
