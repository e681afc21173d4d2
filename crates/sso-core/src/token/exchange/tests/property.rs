use proptest::prelude::*;
use token_table::cases;

use super::*;

/// A document with one byte changed, with a piece taken out or doubled, or of any bytes.
fn documents() -> impl Strategy<Value = Vec<u8>> {
    let changed = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>(), 0..5_u8);
    let changed = changed.prop_map(|(at, to, byte, how)| {
        let mut document = DOCUMENT.clone();
        let (at, to) = (at.index(document.len()), to.index(document.len()));
        let (from, to) = (at.min(to), at.max(to));
        match how {
            0 => document[at] = byte,
            1 => document.truncate(at),
            2 => drop(document.drain(from..to)),
            3 => document.extend_from_within(from..to),
            _ => document.insert(at, byte),
        }
        document
    });
    prop_oneof![8 => changed, 1 => any::<Vec<u8>>()]
}

/// A good token, or one with a claim or a member of its header of any value.
fn tokens() -> impl Strategy<Value = String> {
    const NAMES: [&str; 8] = ["aud", "iss", "exp", "nbf", "appctx", "appctxsender", "x5t", "alg"];
    let value = prop_oneof![
        any::<i64>().prop_map(Value::from),
        "\\PC{0,60}".prop_map(Value::from),
        r#"\{"(amurl|msexchuid|version)":"[ -~]{0,40}"\}"#.prop_map(Value::from),
        Just(context()),
        Just(Value::Null),
    ];
    let changed = (prop::sample::select(&NAMES[..]), value, any::<bool>()).prop_map(|(name, value, in_text)| {
        let value = if in_text { value.to_string().into() } else { value };
        let (header, claims) = match name {
            "x5t" | "alg" => (with(header(), name, Some(value)), claims()),
            _ => (header(), with(claims(), name, Some(value))),
        };
        let encode = |part: &Value| BASE64_URL_SAFE_NO_PAD.encode(part.to_string());
        format!("{}.{}.{}", encode(&header), encode(&claims), "A".repeat(342))
    });
    prop_oneof![1 => Just(GOOD.clone()), 1 => changed]
}

static DOCUMENT: LazyLock<Vec<u8>> = LazyLock::new(|| SERVER.document().to_string().into_bytes());

proptest! {
    #![proptest_config(cases())]

    /// No panic, no answer that repeats a token or a document, and whatever passes was signed by the server's own key.
    #[test]
    fn any_document_and_any_token(document in documents(), token in tokens()) {
        let now = Timestamp::from_second(NOW).unwrap();
        let metadata = match ExchangeMetadata::read(&document) {
            Ok(metadata) => Some(metadata),
            Err(fault) => {
                let told = format!("{fault} {fault:?}");
                prop_assert!(document.len() <= 30 || !told.contains(&*String::from_utf8_lossy(&document)), "{told}");
                None
            }
        };
        let report = check_exchange(&token, metadata.as_ref(), &expected(), now).unwrap();
        let told = format!("{} {}", serde_json::to_string(&report).unwrap(), report.sentence());
        prop_assert!(!told.contains(&token), "{told}");
        prop_assert!(!report.passed() || token == *GOOD);
    }

    /// Whatever stands there, only the host that was named is asked.
    #[test]
    fn any_metadata_url(text in "(https?:)?[/\\\\]{0,3}[a-z.@:%0-9\\\\]{0,20}mail\\.contoso\\.com[a-z.@:/%0-9\\\\?#]{0,40}") {
        if let Ok(url) = MetadataUrl::trusted(&text, &[host("mail.contoso.com")]) {
            prop_assert_eq!(url.as_url().as_str(), "https://mail.contoso.com/autodiscover/metadata/json/1");
        }
    }
}
