//! Speaks HTTP to Microsoft Entra and Microsoft Graph.
//!
//! Outwards this is the only crate that opens a connection. Endpoints come from discovery, never from composition.
//! No disk: what is kept of discovery is handed in and out.

mod client_credential;
mod consent;
mod device_code;
mod discovery;
mod error;
mod exchange;
mod graph;
mod http;
mod kept_keys;
mod oauth;
mod on_behalf_of;
mod refresh;
mod sign_in;
mod token_response;
mod traffic;

pub use client_credential::{ClientCertificate, ClientCredential};
pub use consent::admin_consent_page;
pub use device_code::{DeviceCode, DevicePrompt};
pub use discovery::Metadata;
pub use error::{AnswerFault, EntraError, ListenerFault, NetworkFault, OAuthError, RequestFault};
pub use graph::{
    AddedPassword, Directory, GraphAnswer, GraphContent, GraphError, GraphErrorDetail, Object, Pause, PauseReason,
    Waiting, check_graph_target,
};
pub use http::{EntraClient, Trust};
pub use kept_keys::{KeptKeys, KeySource, Missed, ServedKeys};
pub use on_behalf_of::{OnBehalfOf, OnBehalfOfTokens};
pub use refresh::Refresh;
pub use sign_in::{OneTime, OriginalClaims, Prompt, SignIn, SignedIn};
pub use traffic::{Answered, Traffic, Watch};
