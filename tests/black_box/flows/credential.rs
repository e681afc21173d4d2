//! How the app proves who it is: a secret of a variable, or a certificate in each form.

use std::path::{Path, PathBuf};

use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::json;

use super::desk::{ADD_IN, Desk, findings};
use crate::practice_control::text;

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/entra-client/tests/fixtures").join(name)
}

/// An add-in that knows the certificate of the fixtures.
pub fn desk_with_certificate() -> Desk {
    desk_knowing(&std::fs::read_to_string(fixture("certificate-alone.pem")).expect("a certificate"))
}

/// An add-in that knows this certificate, PEM.
pub fn desk_knowing(certificate: &str) -> Desk {
    let key: String = certificate.lines().filter(|line| !line.starts_with("-----")).collect();
    Desk::of_add_in(&json!({
        "keyCredentials": [{
            "keyId": "ce470000-0000-4000-8000-00000000000c", "type": "AsymmetricX509Cert", "usage": "Verify", "key": key,
        }],
    }))
}

#[test]
fn a_certificate_in_each_form() {
    let desk = desk_with_certificate();
    assert_eq!(text(&desk.env, "client_id"), ADD_IN);
    let assertion = desk.minted(&["bootstrap-v2"]);
    for (name, password) in [("pkcs8.pem", None), ("encrypted.pem", Some("practice")), ("modern.pfx", Some("practice"))]
    {
        let file = fixture(name);
        let args = ["obo", "--assertion", "-", "--call", "/me", "--format", "json"];
        let mut run =
            desk.hallpass(&args).args(["--certificate".as_ref(), file.as_os_str()]).input(assertion.as_bytes());
        if let Some(password) = password {
            run = run.env("PFX_PASSWORD", password).args(["--certificate-password-from-env", "PFX_PASSWORD"]);
        }
        let answer = desk.quiet(run.run()).expect_code(0).json();
        assert_eq!(answer["graph"][0]["value"]["displayName"], "Adele Vance", "{name}: {answer:#}");
    }
    // Another password, none, and a file without a key: nothing is sent.
    for (name, password, code, words) in [
        ("modern.pfx", Some("wrong"), 3, "does not open"),
        ("encrypted.pem", None, 3, "password"),
        ("certificate-alone.pem", None, 3, "no private key"),
        ("no-such.pem", None, 3, "no such file"),
    ] {
        let mut run = desk.hallpass(&["obo", "--assertion", "-"]);
        run = run.args(["--certificate".as_ref(), fixture(name).as_os_str()]);
        if let Some(password) = password {
            run = run.env("PFX_PASSWORD", password).args(["--certificate-password-from-env", "PFX_PASSWORD"]);
        }
        let told = run.input(assertion.as_bytes()).run().expect_code(code);
        assert!(told.stderr.contains(words) && told.stderr.contains("hint: "), "{name}: {told}");
    }
    desk.stop();
}

/// A certificate whose time is over, and it with its private key.
pub fn ended_certificate() -> (String, String) {
    let mut params = CertificateParams::default();
    params.not_after = rcgen::date_time_ymd(2020, 1, 1);
    let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).expect("a key");
    let certificate = params.self_signed(&key).expect("a certificate").pem();
    let with_key = key.serialize_pem() + &certificate;
    (certificate, with_key)
}

#[test]
fn a_certificate_that_has_ended() {
    let (certificate, with_key) = ended_certificate();
    let desk = desk_knowing(&certificate);
    desk.home().write("ended.pem", with_key.as_bytes());
    let assertion = desk.minted(&["bootstrap-v2"]);
    let answer = desk.obo_json(&assertion, &["--certificate", "ended.pem"], 1);
    assert_eq!((findings(&answer), &answer["sent"]), (vec!["certificate-ended"], &false.into()), "{answer:#}");
    let answer = desk.obo_json(&assertion, &["--certificate", "ended.pem", "--send-anyway"], 1);
    assert_eq!(answer["refusal"]["error"]["code"], "AADSTS700027", "{answer:#}");
    desk.stop();
}

#[test]
fn a_secret_from_a_variable() {
    let desk = Desk::start();
    let assertion = desk.minted(&["bootstrap-v2"]);
    let run = |secret: &str, more: &[&str]| {
        let args = ["obo", "--assertion", "-", "--secret-from-env", "ADD_IN_SECRET", "--format", "json"];
        let run = desk.hallpass(&args).args(more).env("ADD_IN_SECRET", secret).input(assertion.as_bytes()).run();
        assert!(secret.is_empty() || !run.all().contains(secret), "the secret is repeated");
        run
    };
    let answer = run(text(&desk.env, "client_secret"), &[]).expect_code(0).json();
    assert!(answer["granted"]["scopes"].to_string().contains("User.Read"), "{answer:#}");

    // Another app's secret: only Entra can tell.
    let answer = run("abc8Q~another-apps-secret-0123456789abcdef", &[]).expect_code(1).json();
    assert_eq!((&answer["sent"], &answer["refusal"]["error"]["code"]), (&true.into(), &"AADSTS7000215".into()));
    assert!(answer["refusal"]["correlation_id"].is_string() && answer["refusal"]["error"]["hint"].is_string());

    // Its ID is told by its shape.
    let id = "3f0c6f2e-7a55-4a0e-9a5b-0d7f0c1b2a3d";
    let answer = run(id, &[]).expect_code(1).json();
    assert_eq!((findings(&answer), &answer["sent"]), (vec!["client-secret-is-its-id"], &false.into()), "{answer:#}");
    let answer = run(id, &["--send-anyway"]).expect_code(1).json();
    assert_eq!(answer["refusal"]["error"]["code"], "AADSTS7000215", "{answer:#}");

    // The value in place of the name of its variable: it is not repeated.
    let secret = "abc8Q~planted0123456789abcdef";
    let unset = desk.hallpass(&["obo", "--assertion", "-", "--secret-from-env", secret]);
    let told = unset.input(assertion.as_bytes()).run().expect_code(2);
    assert!(!told.all().contains(secret) && told.stderr.contains("name the variable"), "the secret is repeated");
    desk.stop();
}

#[test]
fn none_at_all_is_told_before_anything_is_sent() {
    let desk = Desk::start();
    // Of an app whose secret nobody has kept.
    let assertion = desk.minted(&["bootstrap-v2", "--claim", "aud=add10000-0000-4000-8000-000000000112"]);
    let app = ["--client-id", "add10000-0000-4000-8000-000000000112", "--domain", "localhost:3000"];
    let answer = desk.obo_json(&assertion, &app, 1);
    assert_eq!((findings(&answer), &answer["sent"]), (vec!["client-credential-absent"], &false.into()), "{answer:#}");
    let told = desk.obo(&assertion, &app).expect_code(1);
    assert!(told.stdout.contains("the exchange was not sent"), "{told}");
    let told = desk.obo(&assertion, &[&app[..], &["--send-anyway"]].concat()).expect_code(1);
    assert!(told.stderr.contains("--secret-from-env"), "{told}");
    desk.stop();
}
