//! What a page is made of. It holds one-time values, so it does not print.

use sso_core::TenantId;
use url::Url;
use uuid::Uuid;

use super::ResponseMode;
use crate::Person;
use crate::rules::Refusal;

/// What comes next in a browser.
pub struct Authorization {
    pub next: Next,
    /// A session that began with this step, or goes on under a new name.
    pub new_session: Option<String>,
}

pub enum Next {
    /// A page to choose an account on.
    SignIn(SignInView),
    /// A page that asks whether it is really that app that somebody signs in to on another device.
    ConfirmDevice(StepView),
    /// A page on which multi-factor authentication is passed.
    Prove { view: StepView, how: Proving },
    /// A page that asks for permissions.
    Consent(ConsentView),
    /// A page that takes the code that another device shows.
    UserCode { problem: Option<Refusal> },
    /// A page that tells why not, for what must not reach the redirect URI.
    Refused(Refusal),
    /// The same, and the person may go back to the client, or sign in as an administrator.
    NeedsAdmin { refusal: Refusal, transaction: String },
    /// Back to the client.
    Respond(Box<AuthorizationResponse>),
    /// The other device goes on.
    DeviceDone { application: String, signed_in: bool },
}

pub struct SignInView {
    /// One-time: the form carries it back.
    pub transaction: String,
    pub application: String,
    /// Whom it offers.
    pub people: Vec<Offered>,
    pub login_hint: Option<String>,
    /// What was typed and is nobody's.
    pub unknown: Option<Unknown>,
    /// The app waits on another device.
    pub is_device: bool,
}

pub struct Unknown {
    pub name: String,
    pub refusal: Refusal,
}

/// Somebody on the account picker.
pub struct Offered {
    pub person: Person,
    /// Of the tenant in which they are looked up.
    pub tenant: String,
    /// In this browser.
    pub is_signed_in: bool,
    /// Conditional Access policies that name this person and guard what is asked for.
    pub policies: Vec<String>,
}

/// A page about somebody who is signed in to be, with an answer of yes or no.
pub struct StepView {
    pub transaction: String,
    pub application: String,
    pub person: Person,
}

/// What a page lets the person pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proving {
    Mfa,
    /// The person registers for it first.
    Registration,
    /// At another provider.
    External,
}

pub struct ConsentView {
    pub transaction: String,
    pub application: String,
    pub person: Person,
    /// What it means where that is known, and its name.
    pub permissions: Vec<(Option<String>, String)>,
    /// The answer holds for the whole tenant.
    pub is_for_everybody: bool,
}

/// What is sent to the redirect URI.
pub struct AuthorizationResponse {
    pub redirect_uri: Url,
    pub mode: ResponseMode,
    pub state: Option<String>,
    pub outcome: Result<Granted, Refusal>,
    /// The client asked an administrator, which its answer repeats.
    pub is_admin_consent: bool,
}

pub enum Granted {
    Code {
        code: String,
        client_info: Option<String>,
        session_state: Uuid,
    },
    /// An administrator consented for everybody in this tenant.
    AdminConsent {
        tenant: TenantId,
        /// As it was asked for; the older address names none.
        scope: Option<String>,
    },
}
