//! The sign-in of a desktop program, written out: authorization code with PKCE.

use serde_json::Value;
use url::Url;

use crate::person::{Arrived, Person};

/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
/// Nobody listens there: what the browser would carry to it is read from the redirect.
const REDIRECT_URI: &str = "http://localhost";

pub const NONCE: &str = "the-nonce";

/// What the token endpoint answers: tokens for the add-in's own API, and an ID token.
///
/// `settings`: those of `hallpass practice env --format json`.
pub async fn tokens(person: &Person, settings: &Value) -> Value {
    let text = |name: &str| settings[name].as_str().expect("a setting");
    let endpoint = |name: &str| format!("{}/oauth2/v2.0/{name}", text("authority"));
    let scope = format!("openid profile offline_access {}", text("scope"));
    let request = [
        ("client_id", text("client_id")),
        ("response_type", "code"),
        ("redirect_uri", REDIRECT_URI),
        ("scope", &scope),
        ("nonce", NONCE),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let page = Url::parse_with_params(&endpoint("authorize"), request).expect("an address");
    let arrived = person.sign_in(page.as_str()).await.expect("a sign-in");
    let Arrived::Redirect(returned) = arrived else { panic!("the page does not lead back: {arrived:?}") };
    let (_, code) = returned.query_pairs().find(|(name, _)| name == "code").expect("a code");
    let redemption = [
        ("grant_type", "authorization_code"),
        ("client_id", text("client_id")),
        ("redirect_uri", REDIRECT_URI),
        ("code", &code),
        ("code_verifier", VERIFIER),
    ];
    let answer = person.http().post(endpoint("token")).form(&redemption).send().await.expect("an answer");
    assert_eq!(answer.status(), 200, "the code was not redeemed");
    answer.json().await.expect("JSON")
}
