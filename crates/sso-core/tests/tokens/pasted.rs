use base64::Engine;
use sso_core::token::{CheckId, DecodeError, Noise, TokenReport, Verdict, check, inspect};

use token_table::made::{expected, header, keys, now, v2};
use token_table::remarks;
use token_table::signer::ENTRA;

fn report(pasted: &str) -> TokenReport {
    check(pasted, Some(&keys()), &expected(), now()).unwrap()
}

/// What a paste brings along changes no verdict and is said.
#[test]
fn noise_is_taken_away_and_said() {
    let token = ENTRA.sign(&header(), &v2());
    let member = |name: &str, others| Noise::Member { name: name.to_owned(), others };
    let wrapped: String =
        token.chars().enumerate().flat_map(|(i, c)| [Some(c), (i % 80 == 79).then_some('\n')]).flatten().collect();
    for (pasted, noise) in [
        (format!("{token}\n"), &[][..]),
        (format!("Bearer {token}"), &[Noise::Scheme]),
        (format!("  Authorization: Bearer {token}\r\n"), &[Noise::HeaderName, Noise::Scheme]),
        (format!("\"{token}\","), &[Noise::Quotes]),
        (wrapped.clone(), &[Noise::Whitespace]),
        (wrapped.replace('\n', "\r\n    "), &[Noise::Whitespace]),
        (format!("{{\"access_token\":\"{token}\"}}"), &[member("access_token", 0)]),
        (
            format!(
                "{{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"{token}\",\"id_token\":\"eyJ.a.b\"}}"
            ),
            &[member("access_token", 3)],
        ),
        (format!("{{\n  \"data\": {{ \"token\": \"Bearer {token}\" }}\n}}"), &[member("data.token", 0), Noise::Scheme]),
        (format!("https://localhost:3000/#access_token={token}&token_type=Bearer"), &[Noise::OtherText { more: 0 }]),
        (format!("curl -H 'Authorization: Bearer {token}' -v"), &[Noise::OtherText { more: 0 }]),
        (format!("{token} is what I got, and {token}."), &[Noise::OtherText { more: 1 }]),
    ] {
        let report = report(&pasted);
        assert!(report.passed(), "{:#?}", report.checks);
        assert_eq!(report.noise, noise);
        let form = report.check(CheckId::Form).unwrap();
        assert_eq!(form.detail.contains("taken away"), !noise.is_empty(), "{}", form.detail);
        let read = inspect(&pasted, now()).unwrap();
        assert_eq!(read.noise, noise);
        assert_eq!(read.paste().is_some(), !noise.is_empty());
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
    let report = report(&signed_with_padding);
    assert_eq!(remarks(&report), [(CheckId::Form, Verdict::Warn)]);
    assert!(report.verified);
    // Padding that was added later changes the bytes that were signed.
    let signed_without = ENTRA.sign(&header(), &claims);
    let (_, signature) = signed_without.rsplit_once('.').unwrap();
    let report = crate::pasted::report(&format!("{message}.{signature}"));
    assert_eq!(remarks(&report), [(CheckId::Form, Verdict::Warn), (CheckId::Signature, Verdict::Fail)]);
    // On the signature it changes nothing.
    let report = crate::pasted::report(&format!("{signed_without}=="));
    assert_eq!(remarks(&report), [(CheckId::Form, Verdict::Warn)]);
}

#[test]
fn nothing_to_judge() {
    for pasted in ["", " \n", "\"\""] {
        assert_eq!(inspect(pasted, now()).unwrap_err(), DecodeError::Empty, "{pasted:?}");
        assert_eq!(check(pasted, None, &expected(), now()).unwrap_err(), DecodeError::Empty, "{pasted:?}");
    }
    let large = "a".repeat((1 << 20) + 1);
    assert_eq!(inspect(&large, now()).unwrap_err(), DecodeError::TooLarge { bytes: (1 << 20) + 1 });
    assert!(check(&large, None, &expected(), now()).is_err());
    // At the limit it is read.
    assert!(inspect(&large[1..], now()).is_ok());
}

/// Which member was taken is said, and that the others were not looked at.
#[test]
fn a_member_is_named() {
    let token = ENTRA.sign(&header(), &v2());
    for (pasted, words) in [
        (
            format!("{{\"a\":1,\"access_token\":\"{token}\",\"refresh_token\":\"x\"}}"),
            "the 2 members beside it were not looked at",
        ),
        (format!("{{\"a\":1,\"access_token\":\"{token}\"}}"), "the member beside it was not looked at"),
        (format!("{{\"access_token\":\"{token}\"}}"), "nothing stands beside it"),
    ] {
        let said = report(&pasted).paste().unwrap();
        assert!(said.contains("the member access_token was taken") && said.contains(words), "{said}");
    }
    // The name of a member is anybody's: it cannot carry a token out.
    let named = format!("{{\"{token}\":\"eyJ.a.b\"}}");
    let said = format!("{:?}", inspect(&named, now())) + &serde_json::to_string(&report(&named)).unwrap();
    assert!(!said.contains(&token[..100]), "{said}");
}
