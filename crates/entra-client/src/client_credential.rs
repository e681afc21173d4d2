//! How a confidential client proves who it is: a secret, or a certificate that signs a client assertion
//! (RFC 7523, `private_key_jwt`).

mod certificate;
mod files;

use sso_core::Timestamp;
use sso_core::token::ClientSecret;
use uuid::Uuid;

pub use certificate::ClientCertificate;

#[derive(Debug, Clone)]
pub enum ClientCredential {
    Secret(ClientSecret),
    /// A client assertion, made for one request. Time and chance come from the caller.
    Certificate {
        certificate: ClientCertificate,
        now: Timestamp,
        jti: Uuid,
    },
}
