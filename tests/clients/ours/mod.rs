//! Our own client, `entra-client`: against the practice tenant, and against servers that nobody here wrote.

mod flows;
mod foreign;
mod preflight;

use std::time::Duration;

use entra_client::{ClientCertificate, ClientCredential, EntraClient, EntraError, Metadata, OneTime, SignIn, SignedIn};
use hallpass_tests::person::Person;
use sso_core::ClientId;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use uuid::Builder;

use crate::tenant::now;

/// A person needs a moment, and no more: where nobody comes back, the test says so.
const TIME_OUT: Duration = Duration::from_secs(30);

fn chance<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("random bytes");
    bytes
}

/// For one request.
fn signing_with(certificate: ClientCertificate) -> ClientCredential {
    let jti = Builder::from_random_bytes(chance()).into_uuid();
    ClientCredential::Certificate { certificate, now: now(), jti }
}

fn request(client_id: ClientId, scopes: &[&str]) -> SignIn {
    SignIn {
        client_id,
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        login_hint: None,
        prompt: None,
        claims: None,
        port: 0,
        time_out: TIME_OUT,
        one_time: OneTime { state: chance(), nonce: chance(), verifier: chance() },
    }
}

/// Signs in beside the person, who is shown the page.
async fn sign_in(
    client: &EntraClient,
    metadata: &Metadata,
    request: &SignIn,
    person: &Person,
) -> Result<SignedIn, EntraError> {
    let (show, shown) = oneshot::channel();
    let open = |page: &url::Url| drop(show.send(page.to_string()));
    let cancel = CancellationToken::new();
    let somebody = async {
        if let Ok(page) = shown.await {
            person.sign_in_and_return(&page).await.expect("the person comes back");
        }
    };
    let (signed_in, ()) = tokio::join!(client.sign_in(metadata, request, open, || {}, &cancel), somebody);
    signed_in
}
