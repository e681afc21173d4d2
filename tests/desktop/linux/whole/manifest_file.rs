//! What a manifest must hold after the plan was written into it, made here without the product.

/// The same bytes with client ID and resource of this add-in in `WebApplicationInfo`, and with these scopes more behind those
/// that are there: all else is untouched, with byte order mark and line ends.
pub fn with_markup(original: &[u8], domain: &str, client: &str, more_scopes: &[&str]) -> Vec<u8> {
    let text = String::from_utf8(original.to_vec()).expect("UTF-8");
    let (before, rest) = text.split_once("<WebApplicationInfo>").expect("the markup");
    let (markup, after) = rest.split_once("</WebApplicationInfo>").expect("its end");
    let markup = with_value(markup, "Id", client);
    let markup = with_value(&markup, "Resource", &format!("api://{domain}/{client}"));
    let (scopes, end) = markup.rsplit_once("</Scope>").expect("a scope");
    let indent = scopes.rsplit_once("<Scope>").expect("its beginning").0.rsplit_once('>').expect("what is before").1;
    let more: String = more_scopes.iter().map(|scope| format!("{indent}<Scope>{scope}</Scope>")).collect();
    format!("{before}<WebApplicationInfo>{scopes}</Scope>{more}{end}</WebApplicationInfo>{after}").into_bytes()
}

fn with_value(markup: &str, element: &str, value: &str) -> String {
    let (before, rest) = markup.split_once(&format!("<{element}>")).expect("the element");
    let (_, after) = rest.split_once(&format!("</{element}>")).expect("its end");
    format!("{before}<{element}>{value}</{element}>{after}")
}

#[test]
fn nothing_else_is_changed() {
    let original = "\u{feff}<a>\r\n<Id>0</Id><WebApplicationInfo>\r\n <Id>{x}</Id>\r\n <Resource>y</Resource>\r\n \
        <Scopes>\r\n  <Scope>profile</Scope>\r\n </Scopes>\r\n</WebApplicationInfo>\r\n</a>";
    let expected = "\u{feff}<a>\r\n<Id>0</Id><WebApplicationInfo>\r\n <Id>c</Id>\r\n <Resource>api://h/c</Resource>\r\n \
        <Scopes>\r\n  <Scope>profile</Scope>\r\n  <Scope>openid</Scope>\r\n </Scopes>\r\n</WebApplicationInfo>\r\n</a>";
    assert_eq!(with_markup(original.as_bytes(), "h", "c", &["openid"]), expected.as_bytes());
}
