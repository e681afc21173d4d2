use super::*;
use crate::token::{DecodeError, Noise, inspect};

/// What a paste brings along changes no verdict and is said.
#[test]
fn noise_is_taken_away_and_said() {
    let token = ENTRA.sign(&header(), &v2());
    let wrapped: String =
        token.chars().enumerate().flat_map(|(i, c)| [Some(c), (i % 80 == 79).then_some('\n')]).flatten().collect();
    for (pasted, noise) in [
        (format!("{token}\n"), &[][..]),
        (format!("Bearer {token}"), &[Noise::Scheme]),
        (format!("  Authorization: Bearer {token}\r\n"), &[Noise::HeaderName, Noise::Scheme]),
        (format!("\"{token}\","), &[Noise::Quotes]),
        (wrapped, &[Noise::Whitespace]),
    ] {
        let report = report(&pasted, &expected());
        assert!(report.passed(), "{:#?}", report.checks);
        assert_eq!(report.noise, noise);
        let form = report.check(CheckId::Form).unwrap();
        assert_eq!(form.detail.contains("taken away"), !noise.is_empty(), "{}", form.detail);
        assert_eq!(inspect(&pasted).unwrap().noise, noise);
    }
}

/// Padding is tolerated, since readers differ; the signature is over what was signed.
#[test]
fn padding_is_a_warning() {
    let encode = |text: String| base64::prelude::BASE64_URL_SAFE.encode(text);
    let mut claims = v2();
    while !encode(claims.to_string()).ends_with('=') {
        claims["name"] = format!("{}x", claims["name"].as_str().unwrap()).into();
    }
    let message = format!("{}.{}", encode(header().to_string()), encode(claims.to_string()));
    let signed_with_padding = format!("{message}.{}", ENTRA.signature(&message));
    let report = report(&signed_with_padding, &expected());
    assert_eq!(remarks(&report), [(CheckId::Form, Verdict::Warn)]);
    assert!(report.verified);
    // Padding that was added later changes the bytes that were signed.
    let signed_without = ENTRA.sign(&header(), &claims);
    let (_, signature) = signed_without.rsplit_once('.').unwrap();
    let report = super::report(&format!("{message}.{signature}"), &expected());
    assert_eq!(remarks(&report), [(CheckId::Form, Verdict::Warn), (CheckId::Signature, Verdict::Fail)]);
    // On the signature it changes nothing.
    let report = super::report(&format!("{signed_without}=="), &expected());
    assert_eq!(remarks(&report), [(CheckId::Form, Verdict::Warn)]);
}

#[test]
fn nothing_to_judge() {
    for pasted in ["", " \n", "\"\""] {
        assert_eq!(inspect(pasted).unwrap_err(), DecodeError::Empty, "{pasted:?}");
        assert_eq!(check(pasted, None, &expected(), now()).unwrap_err(), DecodeError::Empty, "{pasted:?}");
    }
    let large = "a".repeat((1 << 20) + 1);
    assert_eq!(inspect(&large).unwrap_err(), DecodeError::TooLarge { bytes: (1 << 20) + 1 });
    assert!(check(&large, None, &expected(), now()).is_err());
    // At the limit it is read.
    assert!(inspect(&large[1..]).is_ok());
}
