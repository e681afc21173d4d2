//! RFC 9207: a server that names itself on every redirect is believed on no other one.

use entra_client::{EntraError, Metadata};
use serde_json::json;

use crate::server::{Server, client, json as json_answer};
use crate::sign_in::{TENANT, begin, browse, entra, metadata, request};

#[tokio::test]
async fn a_redirect_without_the_issuer_that_was_promised() {
    let server = entra(json!({})).await;
    let own = format!("&iss=http%3A%2F%2F127.0.0.1%3A{}%2F{TENANT}%2Fv2.0", server.port);
    for (promised, query, code) in [
        (true, format!("code=c{own}"), None),
        (true, "code=c".to_owned(), Some("redirect-issuer-mismatch")),
        // Whoever is not the server may not tell its refusal either.
        (true, "error=access_denied".to_owned(), Some("redirect-issuer-mismatch")),
        (true, format!("error=access_denied{own}"), Some("access_denied")),
        (false, "code=c".to_owned(), None),
    ] {
        let metadata = Metadata { authorization_response_iss_parameter_supported: promised, ..metadata(&server) };
        let attempt = begin(metadata, request()).await;
        browse("127.0.0.1", attempt.port, &attempt.with_state(&query)).await;
        let got = attempt.result().await;
        assert_eq!(got.as_ref().err().map(EntraError::code), code, "{promised} {query}: {got:?}");
    }
    assert_eq!(server.received().len(), 2, "a code without its issuer is not redeemed");
}

/// The promise is the metadata's; Entra makes none.
#[tokio::test]
async fn it_is_read_from_discovery() {
    for (written, promised) in [(json!({}), false), (json!({ NAME: true }), true), (json!({ NAME: false }), false)] {
        let server = Server::start(move |_, port| {
            let origin = format!("http://127.0.0.1:{port}/{TENANT}");
            let mut metadata = json!({
                "issuer": format!("{origin}/v2.0"), "authorization_endpoint": format!("{origin}/authorize"),
                "token_endpoint": format!("{origin}/token"), "jwks_uri": format!("{origin}/keys"),
            });
            metadata.as_object_mut().unwrap().extend(written.as_object().unwrap().clone());
            json_answer("200 OK", &metadata.to_string())
        })
        .await;
        let found = client().discover(&server.origin(), TENANT).await.unwrap();
        assert_eq!(found.authorization_response_iss_parameter_supported, promised);
    }
}

const NAME: &str = "authorization_response_iss_parameter_supported";
