use serde_json::json;

use super::Chapter;
use crate::certificate::Assertion;
use crate::refusal::row::{Change, Row, on_behalf_of};
use crate::rig::{Params, Rig};

pub const CHAPTER: Chapter = Chapter {
    title: "The client's certificate",
    about: "On-behalf-of again; the server proves itself by a JWT that it signed with the key of its certificate.",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    asserted(700027, "a certificate that was not uploaded", |rig, p| {
        rig.assert_client(p, Assertion::default());
    }),
    asserted(700027, "a thumbprint of a certificate that was not uploaded", |rig, p| {
        send(rig, p, Assertion { thumbprint: Some("AAAA"), ..Assertion::default() });
    }),
    asserted(700027, "a key that is not that of the certificate", |rig, p| {
        send(rig, p, Assertion { other_key: true, ..Assertion::default() });
    }),
    asserted(700027, "a certificate that has expired", |rig, p| {
        rig.pass(24 * 365 * 2);
        send(rig, p, Assertion::default());
    }),
    asserted(700021, "`iss` and `sub` are another app's client ID", |rig, p| {
        let other = "11111111-2222-4333-8444-555555555555";
        send(rig, p, Assertion { claims: json!({ "iss": other, "sub": other }), ..Assertion::default() });
    }),
    asserted(50048, "`iss` is not `sub`", |rig, p| {
        send(rig, p, Assertion { claims: json!({ "iss": "somebody else" }), ..Assertion::default() });
    }),
    asserted(700023, "`aud` is the token endpoint of `common`", |rig, p| {
        let audience = rig.url_of("common", "oauth2/v2.0/token").to_string();
        send(rig, p, Assertion { claims: json!({ "aud": audience }), ..Assertion::default() });
    }),
    asserted(700023, "`aud` is the token endpoint of another tenant", |rig, p| {
        let audience = rig.url_of("fabrikam.com", "oauth2/v2.0/token").to_string();
        send(rig, p, Assertion { claims: json!({ "aud": audience }), ..Assertion::default() });
    }),
    asserted(700023, "`aud` is Entra itself", |rig, p| {
        let audience = format!("https://login.microsoftonline.com/{}/oauth2/v2.0/token", rig.tenant.tenant_id());
        send(rig, p, Assertion { claims: json!({ "aud": audience }), ..Assertion::default() });
    }),
    asserted(700024, "`exp` has passed", |rig, p| {
        let exp = rig.now().as_second() - 3600;
        send(rig, p, Assertion { claims: json!({ "exp": exp }), ..Assertion::default() });
    }),
    asserted(700024, "`nbf` is yet to come", |rig, p| {
        let nbf = rig.now().as_second() + 3600;
        send(rig, p, Assertion { claims: json!({ "nbf": nbf, "exp": nbf + 600 }), ..Assertion::default() });
    }),
    asserted(50027, "an assertion that is no JWT", |_, p| {
        p.remove("client_secret");
        p.set("client_assertion_type", ASSERTION_TYPE);
        p.set("client_assertion", "opaque");
    }),
    on_behalf_of(900144, 400, "invalid_request", "no `client_assertion_type`", |rig, p| {
        send(rig, p, Assertion::default());
        p.remove("client_assertion_type");
    }),
    on_behalf_of(9002313, 400, "invalid_request", "another `client_assertion_type`", |rig, p| {
        send(rig, p, Assertion::default());
        p.set("client_assertion_type", "jwt");
    }),
];

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

const fn asserted(code: u32, how: &'static str, change: Change) -> Row {
    on_behalf_of(code, 401, "invalid_client", how, change)
}

/// Uploads the certificate, and puts the assertion in the secret's place.
fn send(rig: &Rig, params: &mut Params, assertion: Assertion) {
    rig.add_certificate();
    rig.assert_client(params, assertion);
}
