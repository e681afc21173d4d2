use super::*;

#[test]
fn documents_that_are_none() {
    let good = SERVER.document();
    let key = |name: &str, value: Value| {
        let mut document = good.clone();
        document["keys"][0][name] = value;
        document.to_string()
    };
    let text = good.to_string();
    let elliptic = rcgen::generate_simple_self_signed(Vec::new()).unwrap();
    let value = |text: String| json!({"type": "x509Certificate", "value": text});
    for (what, document, fault) in [
        ("empty", String::new(), MetadataFault::CutOff),
        ("half", text[..text.len() / 2].to_owned(), MetadataFault::CutOff),
        ("HTML", "<html>".to_owned(), MetadataFault::NotJson),
        ("list", "[]".to_owned(), MetadataFault::NotJson),
        ("twice", r#"{"keys":[],"keys":[]}"#.to_owned(), MetadataFault::NotJson),
        ("no keys", "{}".to_owned(), MetadataFault::NoCertificate),
        ("another use", key("usage", json!("encryption")), MetadataFault::NoCertificate),
        ("no thumbprint", key("keyinfo", json!({})), MetadataFault::NoCertificate),
        ("another type", key("keyvalue", json!({"type": "rsa", "value": "AQAB"})), MetadataFault::NoCertificate),
        ("no base64", key("keyvalue", value("?".to_owned())), MetadataFault::NoCertificate),
        ("no certificate", key("keyvalue", value("AAAA".to_owned())), MetadataFault::NoCertificate),
        (
            "elliptic curve",
            key("keyvalue", value(BASE64_STANDARD.encode(elliptic.cert.der()))),
            MetadataFault::NoCertificate,
        ),
    ] {
        assert_eq!(ExchangeMetadata::read(document.as_bytes()).unwrap_err(), fault, "{what}");
    }
    let wrapped = BASE64_STANDARD.encode(&SERVER.certificate).replace('A', "A\r\n ");
    let metadata = ExchangeMetadata::read(key("keyvalue", value(wrapped)).as_bytes()).unwrap();
    assert!(metadata.certificates[0].is_named_rightly());
}
