//! The laws of editing over manifests that somebody has damaged: each is refused, or edited without a loss.

use proptest::prelude::*;

use crate::law::{self, MARKUP};
use crate::{fixture, xml_fixtures};

/// Each fixture, and a task pane that has lost its `VersionOverrides`.
fn manifests() -> Vec<Vec<u8>> {
    let task_pane = String::from_utf8(fixture("task-pane.xml")).unwrap();
    let (before, rest) = task_pane.split_once("  <VersionOverrides").unwrap();
    let (_, after) = rest.split_once("</VersionOverrides>\n").unwrap();
    let without = [before, after].concat().into_bytes();
    xml_fixtures().into_iter().map(|(_, bytes)| bytes).chain([without]).collect()
}

/// What may stand somewhere and leave the text well-formed.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ \r\n\t]{1,4}",
        Just("<!-- c -->".to_owned()),
        Just("<![CDATA[ c ]]>".to_owned()),
        Just("<?p i?>".to_owned()),
        Just("&amp;".to_owned()),
        "<(WebApplicationInfo|VersionOverrides|Requirements|Sets|Set|AppDomains|AppDomain|Hosts|Id|Scopes|Scope)/>",
        "<Version>[0-9.]{1,6}</Version>",
        Just("<b:c xmlns:b='http://schemas.microsoft.com/office/mailappversionoverrides'/>".to_owned()),
    ]
}

proptest! {
    #[test]
    fn the_laws_hold(
        manifest in prop::sample::select(manifests()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), piece()), 1..4),
    ) {
        let mut bytes = manifest;
        for (at, new) in changes {
            // Between two tags, so that most of them stay well-formed.
            let places = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'>').map(|(at, _)| at + 1);
            let places = places.collect::<Vec<_>>();
            let at = places[at.index(places.len())];
            bytes.splice(at..at, new.into_bytes());
        }
        let name = String::from_utf8_lossy(&bytes).into_owned();
        if let Err(refusal) = law::holds(&name, &bytes, &MARKUP) {
            assert!(!matches!(refusal.kind, addin_manifest::RefusalKind::WouldBreak(_)), "{name}: {refusal}");
        }
        law::others_hold(&name, &bytes);
    }
}
