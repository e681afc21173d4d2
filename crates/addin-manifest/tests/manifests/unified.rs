//! The unified manifest (JSON): reading.

use addin_manifest::{Format, LoadedFrom, Manifest, ProblemKind, Text, line_column, read};

use crate::fixture;

fn values(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

fn kinds(manifest: Manifest) -> Vec<ProblemKind> {
    manifest.problems.into_iter().map(|problem| problem.kind).collect()
}

#[test]
fn a_whole_manifest() {
    let bytes = fixture("unified.json");
    let manifest = read(&bytes);
    assert_eq!(manifest.format, Format::Json);
    assert!(manifest.is_add_in);
    assert_eq!(manifest.manifest_version.as_ref().unwrap().value, "1.27");
    assert_eq!(manifest.id.as_ref().unwrap().value, "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11");
    assert_eq!(manifest.version.as_ref().unwrap().span.of(&bytes), b"1.0.0");
    assert_eq!(manifest.display_name.as_ref().unwrap().value, "Contoso & Sons");
    assert_eq!(values(&manifest.hosts), ["workbook"]);
    assert_eq!(values(&manifest.app_domains), ["contoso.com"]);
    assert_eq!(manifest.app_domains_span.unwrap().of(&bytes), br#"["contoso.com"]"#);
    assert_eq!(manifest.loaded.len(), 3);
    let [info] = &manifest.web_application_info[..] else { panic!("{:?}", manifest.web_application_info) };
    assert_eq!(info.id.as_ref().unwrap().span.of(&bytes), b"c6c1f32b-5e55-4997-881a-753cc1d563b7");
    assert!(info.span.of(&bytes).starts_with(b"{") && info.span.of(&bytes).ends_with(b"}"));
    assert_eq!(manifest.problems, []);
}

#[test]
fn everything_that_is_read() {
    let text = r#"{
  "manifestVersion": "1.30", "name": "Old",
  "developer": { "websiteUrl": "https://w", "privacyUrl": "https://p", "termsOfUseUrl": "https://t" },
  "staticTabs": [{ "contentUrl": "https://tab" }],
  "extensions": [
    {
      "requirements": {
        "capabilities": [{ "name": "Mailbox", "minVersion": "1.3" }, { "name": "AddinCommands" }, { "minVersion": "1" }],
        "scopes": ["mail", 1, "workbook"]
      },
      "runtimes": [{
        "requirements": { "capabilities": [{ "name": "SharedRuntime", "minVersion": "1.1" }], "scopes": ["document"] },
        "code": { "script": "https://s.js", "page": "https://p.html" },
        "customFunctions": { "metadataUrl": "https://m.json" }
      }],
      "contentRuntimes": [{ "code": { "page": "https://content.html" } }],
      "ribbons": [{ "tabs": [{ "groups": [{
        "icons": [{ "size": 16, "url": "https://16.png" }],
        "controls": [{ "icons": [{ "url": "https://c.png" }], "items": [{ "icons": [{ "url": "https://i.png" }] }] }]
      }] }] }],
      "alternates": [{ "alternateIcons": { "icon": { "url": "https://a.png" } } }],
      "getStartedMessages": [{ "learnMoreUrl": "https://learn" }],
      "audienceClaimUrl": "https://audience"
    }
  ],
  "webApplicationInfo": {
    "id": "${{AAD_APP_CLIENT_ID}}", "resource": " api:\/\/x ",
    "nestedAppAuthInfo": [
      { "redirectUri": "brk-multihub://x", "scopes": ["openid", "User.Read"], "claims": "{\"a\":1}" },
      7,
      { "scopes": "openid" }
    ]
  }
}"#;
    let bytes = text.as_bytes();
    let manifest = read(bytes);
    assert_eq!(manifest.problems, []);
    assert_eq!(manifest.display_name.unwrap().value, "Old");
    assert_eq!(values(&manifest.hosts), ["mail", "workbook"]);
    let sets = manifest.requirement_sets.iter();
    let sets =
        sets.map(|set| (set.name.value.as_str(), set.min_version.as_ref().map(|version| version.value.as_str())));
    let expected = [("Mailbox", Some("1.3")), ("AddinCommands", None), ("SharedRuntime", Some("1.1"))];
    assert_eq!(sets.collect::<Vec<_>>(), expected);
    assert_eq!(manifest.requirement_sets[1].span.of(bytes), br#"{ "name": "AddinCommands" }"#);
    let loaded = manifest.loaded.iter().map(|loaded| (loaded.url.value.as_str(), loaded.from)).collect::<Vec<_>>();
    let expected = ["https://s.js", "https://p.html", "https://content.html"].map(|url| (url, LoadedFrom::Runtime));
    assert_eq!(loaded, expected);
    let links = manifest.links.iter().map(|link| format!("{} {}", link.name, link.url.value)).collect::<Vec<_>>();
    let expected = [
        "websiteUrl https://w",
        "privacyUrl https://p",
        "termsOfUseUrl https://t",
        "contentUrl https://tab",
        "metadataUrl https://m.json",
        "url https://16.png",
        "url https://c.png",
        "url https://i.png",
        "url https://a.png",
        "learnMoreUrl https://learn",
        "audienceClaimUrl https://audience",
    ];
    assert_eq!(links, expected);

    let [info] = &manifest.web_application_info[..] else { panic!("{:?}", manifest.web_application_info) };
    assert_eq!(info.id.as_ref().unwrap().value, "${{AAD_APP_CLIENT_ID}}");
    let resource = info.resource.as_ref().unwrap();
    assert_eq!((resource.value.as_str(), resource.span.of(bytes)), ("api://x", &br" api:\/\/x "[..]));
    let [first, second, third] = &info.nested_app_auth[..] else { panic!("{:?}", info.nested_app_auth) };
    assert_eq!(first.redirect_uri.as_ref().unwrap().value, "brk-multihub://x");
    assert_eq!(values(&first.scopes), ["openid", "User.Read"]);
    assert_eq!(first.claims.as_ref().unwrap().value, r#"{"a":1}"#);
    assert_eq!(second.span.of(bytes), b"7");
    assert_eq!((&third.redirect_uri, third.scopes.len()), (&None, 0));
}

#[test]
fn json_that_is_none_has_words_and_a_place() {
    for (text, words, line, column) in [
        ("{\n  \"id\": \"a\",\n}", "trailing comma", 3, 1),
        ("{\"a\": [1, 2,\n  ]}", "trailing comma", 2, 3),
        ("{\n  // why\n  \"id\": 1}", "a comment, which JSON does not have", 2, 3),
        ("{\n  \"id\": 1 /* why */}", "a comment, which JSON does not have", 2, 11),
        ("{'id': 1}", "a single quotation mark, which JSON does not have", 1, 2),
        ("{\n  \"id\" \"a\"\n}", "expected `:`", 2, 8),
        ("{\n  \"id\": \"a\"\n", "EOF while parsing an object", 2, 11),
        ("\u{FEFF}{} x", "trailing characters", 1, 4),
        ("{\"a\": 01}", "invalid number", 1, 8),
        ("{\"a\": +1}", "expected value", 1, 7),
        ("{\"a\": NaN}", "expected value", 1, 7),
        ("{a: 1}", "key must be a string", 1, 2),
        ("{\"a\": \"x\ty\"}", "control character (\\u0000-\\u001F) found while parsing a string", 1, 9),
        ("{\"a\": \"x\ny\"}", "control character (\\u0000-\\u001F) found while parsing a string", 1, 9),
        ("{\"a\": \"\\x\"}", "invalid escape", 1, 9),
        ("{\"a\": 1}\u{A0}", "trailing characters", 1, 9),
    ] {
        let manifest = read(text.as_bytes());
        let [problem] = &manifest.problems[..] else { panic!("{text}: {:?}", manifest.problems) };
        assert_eq!(problem.kind, ProblemKind::NotWellFormed(words.to_owned()), "{text}");
        let place = line_column(text.as_bytes(), problem.span.start);
        assert_eq!((place.line, place.column), (line, column), "{text}");
    }
}

/// Grammar alone: a value that no machine holds is still JSON.
#[test]
fn json_that_looks_odd_is_well_formed() {
    for text in [
        r#"{"manifestVersion":"1.27","a":1e999,"b":"\ud83d","id":"\ud83dx"}"#,
        "\u{FEFF}\r\n { \"manifestVersion\" : \"\" , \"a\" : [ ] , \"b\" : -0.0E+1 }\t\n",
    ] {
        assert_eq!(read(text.as_bytes()).problems, [], "{text}");
    }
}

#[test]
fn what_is_no_manifest_says_so() {
    let neither = "the file is JSON, but has neither the manifestVersion nor the extensions of a manifest";
    for (text, words) in [
        ("[{\"manifestVersion\": \"1.27\"}]", "the file is JSON, but not an object"),
        ("{}", neither),
        (r#"{"name": "addin", "version": "1.0.0", "dependencies": {}}"#, neither),
        (r#"{"$schema": "https://json.schemastore.org/tsconfig", "compilerOptions": {}}"#, neither),
        (r#"{"manifestVersion": 1, "publisher": "p"}"#, neither),
        (r#"{"extensions": ["ms-vscode.x"]}"#, neither),
        (r#"{"inside": {"manifestVersion": "1.27"}}"#, neither),
    ] {
        assert_eq!(kinds(read(text.as_bytes())), [ProblemKind::NotAManifest(words.to_owned())], "{text}");
    }
    for text in [
        r#"{"manifestVersion": "devPreview"}"#,
        r#"{"$schema": "https://developer.microsoft.com/json-schemas/teams/v1.27/MicrosoftTeams.schema.json"}"#,
        r#"{"extensions": [{}]}"#,
        r#"{"webApplicationInfo": 1}"#,
        r#"{"manifest\u0056ersion": "1.27"}"#,
    ] {
        assert_eq!(read(text.as_bytes()).problems, [], "{text}");
    }
}

#[test]
fn of_a_key_that_comes_twice_the_last_counts() {
    let text = r#"{"id": "a", "manifestVersion": "1", "x": 1, "x": 2, "id": 1, "\u0069d": "c",
        "webApplicationInfo": {"id": "old"}, "webApplicationInfo": {"id": "p", "id": "q"}}"#;
    let manifest = read(text.as_bytes());
    assert_eq!(manifest.id.as_ref().unwrap().value, "c");
    assert_eq!(manifest.web_application_info.len(), 1);
    assert_eq!(manifest.web_application_info[0].id.as_ref().unwrap().value, "q");
    let problems = manifest.problems.iter().map(|problem| (&problem.kind, problem.span.of(text.as_bytes())));
    let repeated = |name: &str| ProblemKind::Repeated(name.to_owned());
    assert_eq!(
        problems.collect::<Vec<_>>(),
        [
            (&repeated("id"), &br#""\u0069d""#[..]),
            (&repeated("webApplicationInfo"), br#""webApplicationInfo""#),
            (&repeated("id"), br#""id""#),
        ]
    );
}

#[test]
fn unexpected_types_are_passed_over() {
    for (inside, infos) in [
        (r#""webApplicationInfo": "x""#, 1),
        (r#""webApplicationInfo": null"#, 1),
        (r#""webApplicationInfo": [{"id": "a"}]"#, 1),
        (r#""webApplicationInfo": {"id": 1, "resource": {}, "nestedAppAuthInfo": {}}"#, 1),
        (r#""id": 1, "version": 2, "name": [], "validDomains": "a", "extensions": {"runtimes": 1}"#, 0),
        (r#""extensions": [1, [], {"runtimes": {}, "requirements": []}, {"runtimes": [{"code": "x"}]}]"#, 0),
    ] {
        let text = format!(r#"{{"manifestVersion": "1.27", {inside}}}"#);
        let manifest = read(text.as_bytes());
        assert_eq!(manifest.web_application_info.len(), infos, "{text}");
        let said = manifest.web_application_info.iter().any(|info| info.id.is_some() || info.resource.is_some());
        assert!(!said && manifest.id.is_none() && manifest.loaded.is_empty() && manifest.problems.is_empty(), "{text}");
    }
}

#[test]
fn too_deep_is_a_problem_and_deep_is_none() {
    let nested =
        |deep: usize| format!(r#"{{"manifestVersion": "1.27", "x": {}{}}}"#, "[".repeat(deep), "]".repeat(deep));
    assert_eq!(read(nested(99).as_bytes()).problems, []);
    let words = ProblemKind::NotAManifest("objects and arrays are nested more than 100 deep".to_owned());
    for deep in [100, 10_000, 1_000_000] {
        assert_eq!(kinds(read(nested(deep).as_bytes())), std::slice::from_ref(&words), "{deep}");
    }
    let open = format!(r#"{{"manifestVersion": "1.27", "x": {}"#, "{\"a\":[".repeat(10_000));
    assert_eq!(kinds(read(open.as_bytes())), [ProblemKind::NotWellFormed("EOF while parsing a list".to_owned())]);
}

#[test]
fn bytes_that_are_no_utf8() {
    let manifest = read(b"{\"manifestVersion\": \"\xE9\"}");
    assert_eq!(kinds(manifest), [ProblemKind::NotWellFormed("the bytes at this place are not UTF-8".to_owned())]);
}

/// A byte order mark and blank space around it change places, never values.
#[test]
fn a_byte_order_mark_moves_every_span() {
    let plain = fixture("unified.json");
    let marked = [b"\xEF\xBB\xBF\r\n", &plain[..]].concat();
    let (plain, marked) = (read(&plain), read(&marked));
    assert_eq!(marked.loaded[2].url.span.start, plain.loaded[2].url.span.start + 5);
    assert_eq!(marked.web_application_info[0].span.start, plain.web_application_info[0].span.start + 5);
}
