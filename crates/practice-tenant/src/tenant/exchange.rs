//! User identity tokens of Exchange (`ExIdTok.V1`, what `getUserIdentityTokenAsync` handed out), and the metadata behind
//! them. Exchange Online stopped issuing them in 2025, Exchange on-premises still does.
//!
//! Facts: the pages "Inside the Exchange identity token" and "Validate an Exchange identity token".

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sso_core::token::ExchangeIdentityToken;
use uuid::Uuid;

use super::mint::with_signature_of;
use super::{Tenant, after};

/// Exchange Online, as principal and as issuer.
const EXCHANGE: &str = "00000002-0000-0ff1-ce00-000000000000";

const METADATA_PATH: &str = "/autodiscover/metadata/json/1";

const LIFE: SignedDuration = SignedDuration::from_hours(8);

/// The documentation and, by reports that no public source confirms, live tokens differ in two places. A server should
/// accept both forms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IdentityTokenShape {
    /// `appctx` is a text that holds JSON; `nbf` and `exp` are numbers. Not settled by a source.
    #[default]
    Live,
    /// `appctx` is an object; `nbf` and `exp` are texts.
    Documented,
}

/// What is wrong with a token, for the tests of a server that must refuse it. All but `Signature` are signed well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityTokenFlaw {
    /// Ended an hour ago.
    Expired,
    /// Begins in an hour.
    NotYetValid,
    /// Does not fit what is signed.
    Signature,
    /// `x5t` names no key of the metadata.
    Thumbprint,
    /// `appctx.version` is another.
    Version,
    /// `appctx.amurl`: who believes it asks a stranger for the key.
    MetadataUrl(String),
    /// `iss` is of another issuer than Exchange.
    Issuer,
    /// Nothing says what kind of token it is: no `appctx`.
    NoAppContext,
}

impl IdentityTokenFlaw {
    /// As people and programs write them.
    pub const NAMES: [&'static str; 8] =
        ["expired", "not-yet-valid", "signature", "thumbprint", "version", "metadata-url", "issuer", "no-app-context"];

    /// The other way round. `metadata-url` is that of a stranger.
    pub fn by_name(name: &str) -> Option<Self> {
        Some(match name {
            "expired" => Self::Expired,
            "not-yet-valid" => Self::NotYetValid,
            "signature" => Self::Signature,
            "thumbprint" => Self::Thumbprint,
            "version" => Self::Version,
            "metadata-url" => Self::MetadataUrl(format!("https://contoso.example{METADATA_PATH}")),
            "issuer" => Self::Issuer,
            "no-app-context" => Self::NoAppContext,
            _ => return None,
        })
    }
}

/// What a token is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeIdentity {
    /// Object ID of the user.
    pub person: Uuid,
    /// Address of the add-in's page: the first `SourceLocation` of the manifest's forms.
    pub audience: String,
    pub shape: IdentityTokenShape,
    pub flaw: Option<IdentityTokenFlaw>,
}

/// Why there is no such token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeRefusal {
    #[error("no user of this practice tenant has this object ID")]
    NoSuchUser,
    /// A guest's mailbox is in another organisation.
    #[error("the user is a guest and has no mailbox here")]
    NoMailbox,
    #[error("the token could not be signed")]
    NotSigned,
}

impl Tenant {
    /// The token that Outlook would hand to an add-in in this user's mailbox.
    pub fn exchange_identity_token(&self, wanted: &ExchangeIdentity) -> Result<ExchangeIdentityToken, ExchangeRefusal> {
        let claims = self.exchange_claims(wanted)?;
        self.sealed(&claims, wanted.flaw.as_ref()).map(ExchangeIdentityToken::new)
    }

    pub(super) fn exchange_claims(&self, wanted: &ExchangeIdentity) -> Result<Value, ExchangeRefusal> {
        let (directory, person) = self.user(wanted.person).ok_or(ExchangeRefusal::NoSuchUser)?;
        if !person.has_mailbox() {
            return Err(ExchangeRefusal::NoMailbox);
        }
        let flaw = wanted.flaw.as_ref();
        let now = self.now();
        let (not_before, expires) = match flaw {
            Some(IdentityTokenFlaw::Expired) => (after(now, -LIFE - HOUR), after(now, -HOUR)),
            Some(IdentityTokenFlaw::NotYetValid) => (after(now, HOUR), after(now, HOUR + LIFE)),
            _ => (now, after(now, LIFE)),
        };
        let metadata_url = match flaw {
            Some(IdentityTokenFlaw::MetadataUrl(url)) => url.clone(),
            _ => format!("{}{METADATA_PATH}", self.graph_origin),
        };
        let context = json!({
            "msexchuid": Uuid::new_v5(&person.id, b"mailbox"),
            "version": if flaw == Some(&IdentityTokenFlaw::Version) { "ExIdTok.V2" } else { "ExIdTok.V1" },
            "amurl": metadata_url,
        });
        let issuer = match flaw {
            Some(IdentityTokenFlaw::Issuer) => format!("00000003-0000-0ff1-ce00-000000000000@{}", directory.id),
            _ => format!("{EXCHANGE}@{}", directory.id),
        };
        let mut claims = json!({
            "aud": wanted.audience,
            "iss": issuer,
            "nbf": seconds(not_before, wanted.shape),
            "exp": seconds(expires, wanted.shape),
            "appctxsender": format!("{EXCHANGE}@{}", directory.id),
            "isbrowserhostedapp": "true",
        });
        if flaw != Some(&IdentityTokenFlaw::NoAppContext) {
            claims["appctx"] = match wanted.shape {
                IdentityTokenShape::Live => context.to_string().into(),
                IdentityTokenShape::Documented => context,
            };
        }
        Ok(claims)
    }

    /// Signed, or with the flaw that a signature can have.
    pub(super) fn sealed(&self, claims: &Value, flaw: Option<&IdentityTokenFlaw>) -> Result<String, ExchangeRefusal> {
        let thumbprint = match flaw {
            // As long as a thumbprint, and of nothing.
            Some(IdentityTokenFlaw::Thumbprint) => &self.chance.text::<20>(),
            _ => self.signer.thumbprint(),
        };
        let sign = |claims: &Value| {
            let draft = self.signer.draft_for_exchange(thumbprint, claims);
            self.signer.sign(&draft).map_err(|_| ExchangeRefusal::NotSigned)
        };
        let token = sign(claims)?;
        if flaw != Some(&IdentityTokenFlaw::Signature) {
            return Ok(token);
        }
        // A good signature, under something else.
        let other = sign(&json!({}))?;
        Ok(with_signature_of(token, &other))
    }

    /// What `amurl` answers. `origin`: scheme, host and port of the listener asked.
    pub fn exchange_metadata(&self, origin: &str) -> Value {
        json!({
            "id": format!("_{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, self.graph_origin.as_bytes())),
            "version": "1.0",
            "name": "Exchange",
            "realm": "*",
            "serviceName": EXCHANGE,
            "issuer": format!("{EXCHANGE}@*"),
            "allowedAudiences": [format!("{EXCHANGE}@*")],
            "keys": [{
                "usage": "signing",
                "keyinfo": { "x5t": self.signer.thumbprint() },
                "keyvalue": { "type": "x509Certificate", "value": self.signer.certificate() },
            }],
            "endpoints": [{
                "location": format!("{origin}{METADATA_PATH}"),
                "protocol": "OAuth2",
                "usage": "metadata",
            }],
        })
    }
}

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn seconds(time: Timestamp, shape: IdentityTokenShape) -> Value {
    match shape {
        IdentityTokenShape::Live => time.as_second().into(),
        IdentityTokenShape::Documented => time.as_second().to_string().into(),
    }
}
