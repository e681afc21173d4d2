//! Reading is total: any bytes give an answer, and soon.

use proptest::prelude::*;
use sso_core::registration::read;
use sso_core::rules::registration::{check_document, not_a_registration};
use sso_core::{Code, Finding, Timestamp};

use crate::shapes::{SHAPES, text};

fn findings(bytes: &[u8]) -> Vec<Finding> {
    match read(bytes) {
        Ok(document) => {
            document.problems.iter().take(30).for_each(|problem| drop(document.place_of(problem)));
            check_document(&document, None, Timestamp::UNIX_EPOCH)
        }
        Err(why) => vec![not_a_registration(&why)],
    }
}

#[test]
fn cut_at_every_byte() {
    let bytes = text("terminal.txt").as_bytes();
    for end in 0..bytes.len() {
        findings(&bytes[..end]);
    }
    // Without a service principal, a text that is cut is none.
    for (name, text) in SHAPES.iter().filter(|(name, _)| !name.ends_with(".txt") && !name.ends_with(".md")) {
        let bytes = text.trim_end().as_bytes();
        let wide = text.trim_end().encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        for end in (0..bytes.len()).step_by(7) {
            assert!(read(&bytes[..end]).is_err(), "{name} cut at {end}");
        }
        for end in (0..wide.len()).step_by(7) {
            assert!(read(&wide[..end]).is_err(), "{name} cut at {end}");
        }
    }
}

#[test]
fn nested_deep_wide_and_large() {
    let app = "{\"appId\":\"c6c1f32b-5e55-4997-881a-753cc1d563b7\",\"x\":";
    for (text, ok) in [
        ("[".repeat(200_000), false),
        ("{\"a\":".repeat(200_000), false),
        (format!("{app}{}{}}}", "[".repeat(40), "]".repeat(40)), false),
        (format!("{app}{}{}}}", "[".repeat(30), "]".repeat(30)), true),
        (format!("{app}{}1{}}}", "{\"value\":".repeat(100_000), "}".repeat(100_000)), false),
        (format!("{}1{}", "{\"application\":".repeat(100_000), "}".repeat(100_000)), false),
        (format!("{app}[{}0]}}", "0,".repeat(300_000)), true),
        (format!("{app}{{{}\"b\":0}}}}", "\"a\":0,".repeat(100_000)), true),
        (format!("{app}{{\"{}\":{{{}\"b\":0}}}}}}", "k".repeat(1_000_000), "\"secret\":\"s\",".repeat(20_000)), true),
        ("[\n".repeat(1_000_000), false),
        (format!("$\n{}", "[\n".repeat(1_000_000)), false),
        ("{}\n".repeat(100_000), false),
        (" ".repeat(5_000_000), false),
        ("\u{FEFF}".repeat(100_000), false),
        (format!("{app}\"{}\"}}", "\\u0041".repeat(300_000)), true),
        (format!("{app}1e999}}"), false),
        (format!("{app}\"\\ud800\"}}"), false),
    ] {
        let findings = findings(text.as_bytes());
        let unreadable = findings.iter().any(|finding| finding.code == Code::RegistrationUnreadable);
        assert_eq!(unreadable, !ok, "{:.80}", text);
        assert!(findings.len() < 50, "{}", findings.len());
        let long = findings.iter().filter(|finding| finding.title.len() > 3_000 || finding.detail.len() > 10_000);
        assert_eq!(long.count(), 0);
    }
}

/// As many as Entra saves in one application.
#[test]
fn twelve_hundred_entries() {
    let uris =
        (0..1_200).map(|number| format!("\"https://addin.contoso.com/{number}\"")).collect::<Vec<_>>().join(",\n");
    let text =
        format!("{{\"appId\":\"c6c1f32b-5e55-4997-881a-753cc1d563b7\",\"spa\":{{\"redirectUris\":[\n{uris}]}}}}");
    let document = read(text.as_bytes()).unwrap();
    assert_eq!(document.registration.spa.redirect_uris.len(), 1_200);
    for number in [0, 1, 599, 1_199] {
        let place = document.place(&format!("spa.redirectUris[{number}]"));
        assert_eq!((place.line, place.column), (Some(number + 2), Some(1)));
    }
}

fn in_app(property: &str) -> String {
    format!("{{\"appId\": \"c6c1f32b-5e55-4997-881a-753cc1d563b7\", {property}}}")
}

/// Nothing that was in the place of a secret is anywhere in what is kept or said.
#[test]
fn no_secret_is_kept() {
    const SECRET: &str = "Q0x8Q~dGhpcyBpcyBhIHNlY3JldA";
    for text in [
        text("az-show.json").replace("\"secretText\": null", &format!("\"secretText\": \"{SECRET}\"")),
        text("portal-old.json").replace("\"hint\"", &format!("\"value\": \"{SECRET}\", \"hint\"")),
        text("powershell.json").replace("\"SecretText\": null", &format!("\"SecretText\": \"{SECRET}\"")),
        text("az-show.json").replace("\"notes\": null", &format!("\"client_secret\": \"{SECRET}\"")),
        format!("{{\"keyId\": \"x\", \"secretText\": \"{SECRET}\"}}"),
        format!("{{\"appId\": \"x\", \"password\": \"{SECRET}\", \"tenant\": \"t\"}}"),
        format!("$ curl -H 'Authorization: Bearer {SECRET}'\n{}", text("graph-get.json")),
        text("with-service-principal.json")
            .replace("\"accountEnabled\"", &format!("\"password\": \"{SECRET}\", \"accountEnabled\"")),
        in_app(&format!(r#""passwordCredentials": [{{"keyId": "{SECRET}"}}]"#)),
        in_app(&format!(r#""passwordCredentials": [{{"keyId": "x", "customKeyIdentifier": "{SECRET}"}}]"#)),
        in_app(&format!(r#""passwordCredentials": [{{"keyId": "x", "hint": "{SECRET}"}}]"#)),
        in_app(&format!(r#""passwordCredentials": "@{{KeyId=x; SecretText={SECRET}}}""#)),
        in_app(&format!(r#""PasswordCredentials": ["@{{KeyId=x; SecretText={SECRET}}}"]"#)),
        in_app(&format!(r#""passwordCredentials": [{{"keyId": "x", "secretText": ["{SECRET}"]}}]"#)),
        in_app(&format!(r#""clientSecret": ["{SECRET}"]"#)),
        in_app(&format!(r#""secret": {{"value": "{SECRET}"}}"#)),
        in_app(&format!(r#""AZURE_CLIENT_SECRET": "{SECRET}""#)),
        in_app(&format!(r#""aadAppClientSecret": "{SECRET}""#)),
        in_app(&format!(r#""secretValue": "{SECRET}""#)),
        in_app(&format!(r#""tokens": {{"access_token": "{SECRET}"}}"#)),
        in_app(&format!(r#""keyCredentials": [{{"keyId": "x", "type": "X509CertAndPassword", "key": "{SECRET}"}}]"#)),
        in_app(&format!(
            r#""keyCredentials": [{{"keyId": "x", "type": "AsymmetricX509Cert", "usage": "Sign", "key": "{SECRET}"}}]"#
        )),
        in_app(&format!(r#""keyCredentials": [{{"keyId": "x", "Key": "{SECRET}"}}]"#)),
    ] {
        assert!(text.contains(SECRET));
        let kept = format!("{:?} {:?}", read(text.as_bytes()), findings(text.as_bytes()));
        assert!(!kept.contains(&SECRET[3..]), "{:.200}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        findings(&bytes);
    }

    #[test]
    fn any_text_that_looks_like_json_gives_an_answer(text in "(\\[|\\{|\"appId\"|\"api\"|:|,|1|null|\"|\\}|\\]|\n|[a-z]|\u{E4}){0,60}") {
        findings(text.as_bytes());
    }

    /// Whatever stands in a property, the others are read.
    #[test]
    fn any_value_anywhere_leaves_the_rest(
        which in 0usize..SHAPES.len(),
        line in 0usize..400,
        value in prop_oneof![Just("null"), Just("{}"), Just("[]"), Just("7"), Just("\"x\""), Just("[[1]]"), Just("{\"a\":{}}")],
    ) {
        let (_, text) = SHAPES[which];
        let lines = text.lines().collect::<Vec<_>>();
        let line = line % lines.len();
        let changed = lines.iter().enumerate().map(|(number, text)| match text.split_once(": ") {
            Some((name, old)) if number == line && !old.ends_with(['{', '[']) => {
                format!("{name}: {value}{}\n", if old.ends_with(',') { "," } else { "" })
            }
            _ => format!("{text}\n"),
        });
        let changed = changed.collect::<String>();
        let read = read(changed.as_bytes());
        // In one line everything is one value, which is lost then.
        prop_assert!(read.is_ok() || lines.len() == 1, "{read:?}");
        if let Ok(document) = read {
            prop_assert!(document.problems.len() <= 2, "{:?}", document.problems);
            for problem in &document.problems {
                let place = document.place_of(problem);
                prop_assert!(place.line.is_some_and(|line| line <= lines.len()), "{place:?}");
            }
        }
    }
}
