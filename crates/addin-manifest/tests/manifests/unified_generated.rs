//! The laws of editing for generated unified manifests in generated styles.

use addin_manifest::{Markup, NestedAppAuthMarkup};
use proptest::prelude::*;

use crate::unified_law::holds;

/// A value, and whether it stands on one line.
#[derive(Debug, Clone)]
enum Json {
    /// As it is written.
    Plain(String),
    Array(Vec<Json>, bool),
    Object(Vec<(String, Json)>, bool),
}

#[derive(Debug, Clone)]
struct Style {
    indent: &'static str,
    /// Empty: everything on one line.
    line_end: &'static str,
    colon: &'static str,
    comma: &'static str,
    padding: &'static str,
    before: &'static str,
    after: &'static str,
}

fn style() -> impl Strategy<Value = Style> {
    let pick = |of: &[&'static str]| prop::sample::select(of.to_vec());
    (
        pick(&["  ", "    ", "\t", ""]),
        pick(&["\n", "\r\n", "\r", ""]),
        pick(&[":", ": ", " : ", "  :  "]),
        pick(&[",", ", ", " , "]),
        pick(&["", " "]),
        pick(&["", "\u{FEFF}", "\n", "\u{FEFF}\r\n "]),
        pick(&["", "\n", "\r\n", " "]),
    )
        .prop_map(|(indent, line_end, colon, comma, padding, before, after)| Style {
            indent,
            line_end,
            colon,
            comma,
            padding,
            before,
            after,
        })
}

impl Style {
    fn write(&self, json: &Json, deep: usize, text: &mut String) {
        let (brackets, flat, count) = match json {
            Json::Plain(plain) => return text.push_str(plain),
            Json::Array(items, flat) => (['[', ']'], *flat, items.len()),
            Json::Object(properties, flat) => (['{', '}'], *flat, properties.len()),
        };
        let flat = flat || self.line_end.is_empty();
        let break_line = |text: &mut String, deep: usize| {
            if flat {
                text.push_str(self.padding);
            } else {
                text.push_str(self.line_end);
                text.push_str(&self.indent.repeat(deep));
            }
        };
        text.push(brackets[0]);
        for at in 0..count {
            match (at, flat) {
                (1.., true) => text.push_str(self.comma),
                (1.., false) => {
                    text.push_str(self.comma.trim_end());
                    break_line(text, deep + 1);
                }
                _ => break_line(text, deep + 1),
            }
            match json {
                Json::Array(items, _) => self.write(&items[at], deep + 1, text),
                Json::Object(properties, _) => {
                    let (name, value) = &properties[at];
                    text.push_str(name);
                    text.push_str(self.colon);
                    self.write(value, deep + 1, text);
                }
                Json::Plain(_) => {}
            }
        }
        if count > 0 {
            break_line(text, deep);
        }
        text.push(brackets[1]);
    }
}

fn plain() -> impl Strategy<Value = Json> {
    let texts = [
        "1",
        "-0.5e3",
        "true",
        "null",
        "\"\"",
        "\"x\"",
        r#""\"webApplicationInfo\": {""#,
        "\"ä\u{1F511}\"",
        r#""\u0041""#,
        "\"brk-multihub://h\"",
        "\"${{TOKEN}}\"",
    ];
    prop::sample::select(texts.to_vec()).prop_map(|text| Json::Plain(text.to_owned()))
}

fn name() -> impl Strategy<Value = String> {
    let names =
        ["\"a\"", "\"id\"", "\"resource\"", "\"scopes\"", "\"redirectUri\"", "\"nestedAppAuthInfo\"", r#""i\u0064""#];
    prop::sample::select(names.to_vec()).prop_map(str::to_owned)
}

fn any_json() -> impl Strategy<Value = Json> {
    plain().prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..5), any::<bool>())
                .prop_map(|(items, flat)| Json::Array(items, flat)),
            (prop::collection::vec((name(), inner), 0..6), any::<bool>())
                .prop_map(|(properties, flat)| Json::Object(properties, flat)),
        ]
    })
}

fn manifest() -> impl Strategy<Value = Vec<u8>> {
    let names =
        ["$schema", "id", "validDomains", "authorization", "extensions", "webApplicationInfo", "webApplicationInfo"];
    let properties = prop::collection::vec((prop::sample::select(names.to_vec()), any_json()), 0..9);
    (properties, 0usize..10, style()).prop_map(|(properties, at, style)| {
        let mut properties =
            properties.into_iter().map(|(name, value)| (format!("\"{name}\""), value)).collect::<Vec<_>>();
        let version = ("\"manifestVersion\"".to_owned(), Json::Plain("\"1.27\"".to_owned()));
        properties.insert(at.min(properties.len()), version);
        let mut text = style.before.to_owned();
        style.write(&Json::Object(properties, false), 0, &mut text);
        (text + style.after).into_bytes()
    })
}

proptest! {
    #[test]
    fn the_laws_hold(
        bytes in manifest(),
        id in "[0-9a-f-]{1,36}",
        resource in "api://[!-~ä]{1,40}",
        scopes in prop::collection::vec(prop_oneof!["[A-Za-z.]{1,12}", Just("x".to_owned())], 1..5),
        nested in any::<bool>(),
    ) {
        let scopes = scopes.iter().map(String::as_str).collect::<Vec<_>>();
        let nested_app_auth =
            nested.then_some(NestedAppAuthMarkup { redirect_uri: "brk-multihub://h", scopes: &scopes });
        let markup = Markup { id: &id, resource: &resource, scopes: &scopes, nested_app_auth };
        let name = String::from_utf8_lossy(&bytes).into_owned();
        if let Err(refusal) = holds(&name, &bytes, &markup) {
            prop_assert!(refusal.message().contains("5 items"), "{}: {}", name, refusal);
        }
    }
}
