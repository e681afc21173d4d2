//! The client assertion is signed by no certificate of the registration that is in time.

use sso_core::ClientId;

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 700027;

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No certificate of this thumbprint was uploaded.
    UnknownKey,
    /// The certificate's time is over.
    Expired,
    /// It was not this key that signed.
    Mismatch,
}

/// `thumbprint`: as the assertion names its certificate, in hexadecimal digits.
pub fn refusal(client_id: ClientId, thumbprint: &str, why: Why) -> Refusal {
    let reason = match why {
        Why::UnknownKey => "The key was not found.",
        Why::Expired => "The key used is expired.",
        Why::Mismatch => "The provided signature value did not match the expected signature value.",
    };
    let thumbprint = shown(thumbprint);
    Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!(
            "Client assertion contains an invalid signature. [Reason - {reason}, Thumbprint of key used by client: \
             '{thumbprint}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured \
             keys for app Id '{client_id}'. Review the documentation at \
             https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and \
             https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query \
             request URL, such as 'https://graph.microsoft.com/beta/applications/{client_id}']."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_reason_and_the_key() {
        let id = ClientId::from_uuid(uuid::Uuid::from_u128(7));
        let text = refusal(id, "AB12", Why::Expired).text;
        assert!(text.contains("[Reason - The key used is expired., Thumbprint of key used by client: 'AB12'"), "{text}");
    }
}
