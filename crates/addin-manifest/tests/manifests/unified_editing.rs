//! The unified manifest (JSON): editing, each row before and after with its exact bytes.

use addin_manifest::edit::{
    add_app_domain, bump_version, remove_web_application_info, replace_text, require_set, set_web_application_info,
};
use addin_manifest::{Edit, Markup, NestedAppAuthMarkup, Refusal, RefusalKind, apply, read};

use crate::unified_law::holds;
use crate::{fixture, with_crlf};

const MARKUP: Markup<'_> = Markup { id: "I", resource: "R", scopes: &["profile"], nested_app_auth: None };
const NESTED: Markup<'_> = Markup {
    nested_app_auth: Some(NestedAppAuthMarkup { redirect_uri: "brk-multihub://h", scopes: &["a", "b"] }),
    ..MARKUP
};

#[track_caller]
fn becomes(before: &str, after: &str, edit: impl Fn(&[u8]) -> Result<Vec<Edit>, Refusal>) {
    let after = if after.is_empty() { before } else { after };
    let edited = apply(before.as_bytes(), &edit(before.as_bytes()).unwrap());
    assert_eq!(String::from_utf8(edited.clone()).unwrap(), after);
    assert_eq!(edit(&edited).unwrap(), [], "a second time changes something");
}

#[track_caller]
fn sets(markup: &Markup<'_>, before: &str, after: &str) {
    holds(before, before.as_bytes(), markup).unwrap();
    becomes(before, after, |bytes| set_web_application_info(bytes, markup));
}

#[test]
fn a_new_one_is_laid_out_as_its_neighbours() {
    for (before, after) in [
        // behind validDomains
        (
            "{\n  \"manifestVersion\": \"1.27\",\n  \"validDomains\": [],\n  \"extensions\": []\n}\n",
            "{\n  \"manifestVersion\": \"1.27\",\n  \"validDomains\": [],\n  \"webApplicationInfo\": {\n    \"id\": \"I\",\n    \
             \"resource\": \"R\"\n  },\n  \"extensions\": []\n}\n",
        ),
        // in front of authorization, with tabs and CRLF
        (
            "{\r\n\t\"manifestVersion\" : \"1.27\",\r\n\r\n\t\"authorization\" : {},\r\n\t\"extensions\" : []\r\n}",
            "{\r\n\t\"manifestVersion\" : \"1.27\",\r\n\t\"webApplicationInfo\" : {\r\n\t\t\"id\" : \"I\",\r\n\t\t\"resource\" : \
             \"R\"\r\n\t},\r\n\r\n\t\"authorization\" : {},\r\n\t\"extensions\" : []\r\n}",
        ),
        // in front of extensions, which come first
        (
            "{\n    \"extensions\": [{}],\n    \"id\": \"a\"\n}",
            "{\n    \"webApplicationInfo\": {\n        \"id\": \"I\",\n        \"resource\": \"R\"\n    },\n    \
             \"extensions\": [{}],\n    \"id\": \"a\"\n}",
        ),
        // as the last property
        (
            "{\n \"manifestVersion\":\"1.16\",\n \"id\":\"a\"\n}",
            "{\n \"manifestVersion\":\"1.16\",\n \"id\":\"a\",\n \"webApplicationInfo\":{\n  \"id\":\"I\",\n  \
             \"resource\":\"R\"\n }\n}",
        ),
        // on one line
        (
            r#"{"manifestVersion":"1.27","validDomains":[],"extensions":[]}"#,
            r#"{"manifestVersion":"1.27","validDomains":[],"webApplicationInfo":{"id":"I","resource":"R"},"extensions":[]}"#,
        ),
        (
            r#"{ "manifestVersion": "1.27", "id": "a" }"#,
            r#"{ "manifestVersion": "1.27", "id": "a", "webApplicationInfo": { "id": "I", "resource": "R" } }"#,
        ),
        (
            r#"{"manifestVersion": "1.27"}"#,
            r#"{"manifestVersion": "1.27", "webApplicationInfo": {"id": "I", "resource": "R"}}"#,
        ),
        // a name in the text of another value is none of the property
        (
            "\u{FEFF}{\n  \"manifestVersion\": \"1.27\",\n  \"x\": {\"webApplicationInfo\": \"\\\"validDomains\\\": {\"}\n}",
            "\u{FEFF}{\n  \"manifestVersion\": \"1.27\",\n  \"x\": {\"webApplicationInfo\": \"\\\"validDomains\\\": {\"},\n  \
             \"webApplicationInfo\": {\n    \"id\": \"I\",\n    \"resource\": \"R\"\n  }\n}",
        ),
    ] {
        sets(&MARKUP, before, after);
    }
}

#[test]
fn one_that_is_there_is_changed_where_it_differs() {
    for (before, after) in [
        (r#"{ "id": "I", "resource": "R" }"#, r#"{ "id": "I", "resource": "R" }"#),
        (r#"{ "id": "${{AAD_APP_CLIENT_ID}}","resource" : "x" }"#, r#"{ "id": "I","resource" : "R" }"#),
        (r#"{ "id": "\u0049", "resource": "x" }"#, r#"{ "id": "\u0049", "resource": "R" }"#),
        (r#"{ "id": 1, "resource": null }"#, r#"{ "id": "I", "resource": "R" }"#),
        (r#"{ "resource": "R" }"#, r#"{ "id": "I", "resource": "R" }"#),
        (r#"{"x":1,"id":"I"}"#, r#"{"x":1,"id":"I","resource":"R"}"#),
        (r#"{ "x": 1 }"#, r#"{ "id": "I", "resource": "R", "x": 1 }"#),
        ("{\n    \"x\": 1\n  }", "{\n    \"id\": \"I\",\n    \"resource\": \"R\",\n    \"x\": 1\n  }"),
        (r#"{ "id": "a", "x": 1, "id": "b" }"#, r#"{ "x": 1, "id": "I", "resource": "R" }"#),
        (r#"{ "resource": 1, "id": 1, "id": 2, "resource": 2 }"#, r#"{ "id": "I", "resource": "R" }"#),
        ("{}", "{\n    \"id\": \"I\",\n    \"resource\": \"R\"\n  }"),
        ("null", "{\n    \"id\": \"I\",\n    \"resource\": \"R\"\n  }"),
        ("\"x\"", "{\n    \"id\": \"I\",\n    \"resource\": \"R\"\n  }"),
    ] {
        let file = |info: &str| {
            format!("{{\n  \"manifestVersion\": \"1.27\",\n  \"webApplicationInfo\": {info},\n  \"z\": 1\n}}")
        };
        sets(&MARKUP, &file(before), &file(after));
    }
}

#[test]
fn of_one_that_comes_twice_the_last_stays() {
    let last = r#""webApplicationInfo": { "id": "I", "resource": "R" }"#;
    for (before, after) in [
        (
            format!("{{\n  \"webApplicationInfo\": 1,\n  \"manifestVersion\": \"1.27\",\n  {last}\n}}"),
            format!("{{\n  \"manifestVersion\": \"1.27\",\n  {last}\n}}"),
        ),
        (
            format!(
                "{{\n  \"webApplicationInfo\": 1,\n  \"webApplicationInfo\": 2,\n  {last},\n  \"manifestVersion\": \"1.27\"\n}}"
            ),
            format!("{{\n  {last},\n  \"manifestVersion\": \"1.27\"\n}}"),
        ),
        (
            format!(
                "{{\n  \"manifestVersion\": \"1.27\",\n  \"webApplicationInfo\": 1,\n  \"b\": 0,\n  \"webApplicationInfo\": 2,\n  {last}\n}}"
            ),
            format!("{{\n  \"manifestVersion\": \"1.27\",\n  \"b\": 0,\n  {last}\n}}"),
        ),
    ] {
        sets(&MARKUP, &before, &after);
    }
    let twice = br#"{"webApplicationInfo": 1, "manifestVersion": "1.27", "webApplicationInfo": 2}"#;
    assert_eq!(apply(twice, &remove_web_application_info(twice).unwrap()), br#"{"manifestVersion": "1.27"}"#);
}

#[test]
fn nested_app_authentication() {
    let nested = |items: &str| format!(r#"{{ "id": "I", "resource": "R", "nestedAppAuthInfo": {items} }}"#);
    let ours = r#"{ "redirectUri": "brk-multihub://h", "scopes": ["a", "b"] }"#;
    for (before, after) in [
        (r#"{ "id": "I", "resource": "R" }"#.to_owned(), nested(&format!("[{ours}]"))),
        (nested("[]"), nested(&format!("[{ours}]"))),
        (nested("{}"), nested(&format!("[{ours}]"))),
        (nested(&format!("[{ours}]")), String::new()),
        (
            nested(r#"[{ "redirectUri": "brk-multihub://x", "scopes": [] }]"#),
            nested(&format!(r#"[{{ "redirectUri": "brk-multihub://x", "scopes": [] }}, {ours}]"#)),
        ),
        (
            nested(r#"[1, { "scopes": ["x","b"], "claims": "c", "redirectUri": "BRK-multihub://h" }]"#),
            nested(r#"[1, { "scopes": ["a","b"], "claims": "c", "redirectUri": "brk-multihub://h" }]"#),
        ),
        (
            nested(r#"[{ "redirectUri": "brk-multihub://h", "scopes": ["b"] }]"#),
            nested(r#"[{ "redirectUri": "brk-multihub://h", "scopes": ["a", "b"] }]"#),
        ),
        (
            nested(r#"[{ "redirectUri": "brk-multihub://h", "scopes": ["x", "a", "y", "b", "z"] }]"#),
            nested(r#"[{ "redirectUri": "brk-multihub://h", "scopes": ["a", "b"] }]"#),
        ),
        (
            nested(r#"[{ "redirectUri": "brk-multihub://h", "scopes": ["a", 1] }]"#),
            nested(r#"[{ "redirectUri": "brk-multihub://h", "scopes": ["a", "b"] }]"#),
        ),
        (
            nested(r#"[{ "redirectUri": "BRK-multihub://h" }, { "redirectUri": "brk-multihub://h" }]"#),
            nested(&format!(r#"[{{ "redirectUri": "BRK-multihub://h" }}, {ours}]"#)),
        ),
        (nested(r#"[{ "redirectUri": "brk-multihub://h" }]"#), nested(&format!("[{ours}]"))),
    ] {
        let file = |info: &str| {
            format!("{{ \"manifestVersion\": \"1.27\", \"validDomains\": [\"d\"], \"webApplicationInfo\": {info} }}")
        };
        sets(&NESTED, &file(&before), &file(if after.is_empty() { &before } else { &after }));
        // Without being asked, it stays.
        sets(&MARKUP, &file(&before), &file(&before));
    }
    // Strings on lines of their own, as validDomains has them; without validDomains the same.
    sets(
        &NESTED,
        "{\n\t\"manifestVersion\": \"1.22\",\n\t\"validDomains\": [\n\t\t\"d\"\n\t]\n}",
        "{\n\t\"manifestVersion\": \"1.22\",\n\t\"validDomains\": [\n\t\t\"d\"\n\t],\n\t\"webApplicationInfo\": {\n\t\t\"id\": \
         \"I\",\n\t\t\"resource\": \"R\",\n\t\t\"nestedAppAuthInfo\": [\n\t\t\t{\n\t\t\t\t\"redirectUri\": \
         \"brk-multihub://h\",\n\t\t\t\t\"scopes\": [\n\t\t\t\t\t\"a\",\n\t\t\t\t\t\"b\"\n\t\t\t\t]\n\t\t\t}\n\t\t]\n\t}\n}",
    );
}

#[track_caller]
fn refused(kind: &RefusalKind, at: &str, text: &str, edit: impl Fn(&[u8]) -> Result<Vec<Edit>, Refusal>) {
    let refusal = edit(text.as_bytes()).unwrap_err();
    let place = refusal.span.map(|span| String::from_utf8_lossy(span.of(text.as_bytes())).into_owned());
    assert_eq!((&refusal.kind, place.unwrap_or_default().as_str()), (kind, at), "{text}");
}

#[test]
fn what_is_not_edited() {
    let unfit = |words: &str| RefusalKind::UnfitValue(words.to_owned());
    let breaks = |words: &str| RefusalKind::WouldBreak(words.to_owned());
    let set = |bytes: &[u8]| set_web_application_info(bytes, &MARKUP);
    refused(&RefusalKind::NotWellFormed("trailing comma".to_owned()), "}", "{\"manifestVersion\": \"1.27\",}", set);
    let neither = "the file is JSON, but has neither the manifestVersion nor the extensions of a manifest";
    refused(&RefusalKind::NotAManifest(neither.to_owned()), "{", r#"{"name": "p", "version": "1.0.0"}"#, set);
    let array = "the file is JSON, but not an object".to_owned();
    refused(&RefusalKind::NotAManifest(array), "[", "[]", remove_web_application_info);

    let nested =
        |uri, scopes| Markup { nested_app_auth: Some(NestedAppAuthMarkup { redirect_uri: uri, scopes }), ..MARKUP };
    let file = r#"{"manifestVersion": "1.27"}"#;
    for (markup, words) in [
        (nested("", &["a"]), "the redirect URI is empty"),
        (nested("u", &[]), "there is no scope for nested app authentication"),
        (nested("u", &[" a"]), "the scope has blank space around it"),
        (nested("u", &["a"; 21]), "nestedAppAuthInfo holds at most 20 scopes"),
        (Markup { id: "", ..MARKUP }, "the ID is empty"),
    ] {
        refused(&unfit(words), "", file, |bytes| set_web_application_info(bytes, &markup));
    }
    let set = |bytes: &[u8]| set_web_application_info(bytes, &NESTED);
    let old = "manifestVersion 1.19 has no nestedAppAuthInfo; 1.22 has";
    refused(&breaks(old), "\"1.19\"", r#"{"manifestVersion": "1.19"}"#, set);
    let full = r#"{"webApplicationInfo": {"nestedAppAuthInfo": [1,2,3,4,5]}}"#;
    refused(&breaks("nestedAppAuthInfo has 5 items already, and no more are allowed"), "[1,2,3,4,5]", full, set);
    for version in ["1.20", "1.22", "devPreview", "m365DevPreview"] {
        holds(version, format!(r#"{{"manifestVersion": "{version}"}}"#).as_bytes(), &NESTED).unwrap();
    }
}

#[test]
fn a_requirement_set() {
    let require = |bytes: &[u8]| require_set(bytes, "IdentityAPI", "1.3");
    let ours = r#"{ "name": "IdentityAPI", "minVersion": "1.3" }"#;
    let file = |extensions: &str| format!("{{ \"manifestVersion\": \"1.27\", \"extensions\": [{extensions}] }}");
    let with = |capabilities: &str| {
        format!(r#"{{ "requirements": {{ "capabilities": {capabilities}, "scopes": ["workbook"] }}, "x": 1 }}"#)
    };
    for (before, after) in [
        (r#"{ "requirements": { "scopes": ["workbook"] }, "x": 1 }"#.to_owned(), with(&format!("[{ours}]"))),
        (with("[]"), with(&format!("[{ours}]"))),
        (with("\"x\""), with(&format!("[{ours}]"))),
        (with(r#"[{ "name": "A" }]"#), with(&format!(r#"[{{ "name": "A" }}, {ours}]"#))),
        (with(r#"[{ "name": "IdentityAPI", "minVersion": "1.1" }]"#), with(&format!("[{ours}]"))),
        (with(r#"[{ "name": "IdentityAPI" }]"#), with(&format!("[{ours}]"))),
        (with(r#"[{ "minVersion": "1.10", "name": "IdentityAPI" }]"#), String::new()),
    ] {
        let after = if after.is_empty() { before.clone() } else { after };
        let both = |part: &str| file(&format!("{part}, {part}"));
        becomes(&file(&before), &file(&after), require);
        becomes(&both(&before), &both(&after), require);
    }
    becomes(
        "{\n  \"extensions\": [\n    {\n      \"requirements\": {\n        \"scopes\": [ \"document\" ]\n      }\n    }\n  ]\n}",
        "{\n  \"extensions\": [\n    {\n      \"requirements\": {\n        \"capabilities\": [\n          {\n            \"name\": \
         \"IdentityAPI\",\n            \"minVersion\": \"1.3\"\n          }\n        ],\n        \"scopes\": [ \"document\" ]\n      \
         }\n    }\n  ]\n}",
        require,
    );
    let mail = RefusalKind::NotForMail;
    let extension = r#"{ "requirements": { "scopes": ["workbook", "mail"] } }"#;
    refused(&mail, "\"mail\"", &file(&format!("{}, {extension}", with("[]"))), require);
    for extension in ["{}", r#"{ "requirements": {} }"#, r#"{ "requirements": { "scopes": [] } }"#] {
        refused(&mail, extension, &file(extension), require);
    }
    let none = RefusalKind::NotAManifest("it has no extensions, so no part of it runs in Office".to_owned());
    refused(&none, "", r#"{"manifestVersion": "1.16"}"#, require);
    refused(&none, "", &file(""), require);
}

#[test]
fn a_domain() {
    let file = |domains: &str| format!("{{\n  \"manifestVersion\": \"1.27\",\n  \"validDomains\": {domains}\n}}");
    for (before, after) in [
        ("[]", "[\n    \"localhost:3000\"\n  ]"),
        ("[\"contoso.com\"]", "[\"contoso.com\", \"localhost:3000\"]"),
        ("[\"https://contoso.com\"]", "[\"https://contoso.com\", \"https://localhost:3000\"]"),
        ("[\n    \"a\",\n    \"b\"\n  ]", "[\n    \"a\",\n    \"b\",\n    \"localhost:3000\"\n  ]"),
        ("[\"HTTPS://LocalHost:3000/\"]", "[\"HTTPS://LocalHost:3000/\"]"),
        ("[1, \"localhost:3000\"]", "[1, \"localhost:3000\"]"),
        ("[\"localhost\"]", "[\"localhost\", \"localhost:3000\"]"),
    ] {
        becomes(&file(before), &file(after), |bytes| add_app_domain(bytes, "https://localhost:3000"));
    }
    becomes(
        "{\n  \"manifestVersion\": \"1.27\",\n  \"extensions\": []\n}",
        "{\n  \"manifestVersion\": \"1.27\",\n  \"validDomains\": [\n    \"localhost:3000\"\n  ],\n  \"extensions\": []\n}",
        |bytes| add_app_domain(bytes, "https://localhost:3000/"),
    );
    let add = |bytes: &[u8]| add_app_domain(bytes, "https://localhost:3000");
    refused(&RefusalKind::WouldBreak("validDomains is no array".to_owned()), "\"a\"", &file("\"a\""), add);
}

#[test]
fn the_version() {
    let file = |version: &str| format!("{{ \"manifestVersion\": \"1.27\", \"version\": {version} }}");
    for (before, after) in [("1.0.0", "1.0.1"), ("1.0", "1.1"), ("1.0.0.9", "1.0.0.10")] {
        let (before, after) = (file(&format!("\"{before}\"")), file(&format!("\"{after}\"")));
        let edits = bump_version(before.as_bytes()).unwrap();
        assert_eq!(apply(before.as_bytes(), &edits), after.as_bytes());
    }
    for (version, words) in [
        ("\"${{V}}\"", "`${{V}}` is not made of two to four numbers"),
        ("\"1\"", "`1` is not made of two to four numbers"),
        ("1.0", "`1.0` is no string"),
    ] {
        refused(&RefusalKind::UncountableVersion(words.to_owned()), version, &file(version), bump_version);
    }
    let none = RefusalKind::UncountableVersion("the manifest has none".to_owned());
    refused(&none, "", r#"{"manifestVersion": "1.27"}"#, bump_version);
}

#[test]
fn a_value_is_replaced_and_escaped() {
    for bytes in [fixture("unified.json"), with_crlf(&fixture("unified.json"))] {
        let span = read(&bytes).web_application_info[0].resource.as_ref().unwrap().span;
        let edited = apply(&bytes, &[replace_text(&bytes, span, "a\"\\b/ä").unwrap()]);
        let manifest = read(&edited);
        let resource = manifest.web_application_info[0].resource.as_ref().unwrap();
        assert_eq!(resource.value, "a\"\\b/ä");
        assert_eq!(resource.span.of(&edited), "a\\\"\\\\b/ä".as_bytes());
        assert_eq!(edited.len() - resource.span.of(&edited).len(), bytes.len() - span.of(&bytes).len());
    }
}
