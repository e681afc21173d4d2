//! An authorization request: read, and checked as far as no person is needed.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sso_core::ClientId;
use subtle::ConstantTimeEq;
use url::Url;

use super::application::Application;
use super::claims_request::Demanded;
use super::client_authentication::check_audience;
use super::scope::Scopes;
use super::{Asked, Form, Segment, Tenant};
use crate::rules::{
    Refusal, brokered_redirect_uri, code_challenge_size, id_token_disabled, malformed_request, no_reply_address,
    parameter_missing, prompt_unsupported, redirect_uri_missing, redirect_uri_not_registered, redirect_uri_relative,
    resource_parameter, response_mode_unsupported, response_type_unsupported,
};

/// Under which platform type the redirect URI is registered. It decides how the code may be redeemed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    Web,
    Spa,
    /// Mobile and desktop.
    PublicClient,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseMode {
    Query,
    Fragment,
    FormPost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// Not given: a page is shown only if there is something to ask.
    IfNeeded,
    None,
    Login,
    Consent,
    SelectAccount,
}

/// PKCE (RFC 7636). A plain challenge is the verifier itself, so it does not print.
#[derive(Clone, PartialEq, Eq)]
pub enum CodeChallenge {
    S256(String),
    Plain(String),
}

impl CodeChallenge {
    pub fn is_of(&self, verifier: &str) -> bool {
        let (challenge, expected) = match self {
            Self::S256(challenge) => {
                (challenge, URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes())))
            }
            Self::Plain(challenge) => (challenge, verifier.to_owned()),
        };
        challenge.as_bytes().ct_eq(expected.as_bytes()).into()
    }
}

/// Where the answer goes, once client and redirect URI are trusted.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub client_id: ClientId,
    /// As it was sent: the token request must repeat it to the letter.
    pub redirect_uri: String,
    pub url: Url,
    pub platform: Platform,
    pub mode: ResponseMode,
    pub state: Option<String>,
}

/// What somebody is asked to sign in for.
#[derive(Clone)]
pub(super) struct AuthorizationRequest {
    pub client_id: ClientId,
    pub segment: Segment,
    pub scopes: Scopes,
    pub prompt: Prompt,
    pub login_hint: Option<String>,
    /// `organizations`, `consumers`, or a tenant by its domain.
    pub domain_hint: Option<String>,
    pub demanded: Demanded,
    pub answer: AnswerTo,
}

/// Where the answer goes. It may be to who knows a device code, so it does not print.
#[derive(Clone)]
pub(super) enum AnswerTo {
    /// To the redirect URI, as a code.
    Client(CodeRequest),
    /// To the redirect URI: an administrator consented for everybody to what is asked. `scope`: as they were asked, if
    /// by name.
    AdminConsent { target: Target, scope: Option<String> },
    /// To the program that asks by this device code. `confirmed`: the person said that it is theirs.
    Device { device_code: String, confirmed: bool },
}

impl AuthorizationRequest {
    /// The person knows the other device.
    pub fn confirmed(mut self) -> Self {
        if let AnswerTo::Device { confirmed, .. } = &mut self.answer {
            *confirmed = true;
        }
        self
    }
}

/// What the redemption of a code is compared with.
#[derive(Clone)]
pub(super) struct CodeRequest {
    pub target: Target,
    pub nonce: Option<String>,
    pub challenge: Option<CodeChallenge>,
    pub client_info: bool,
}

impl CodeRequest {
    /// The challenge is read when it was checked.
    pub fn new(target: Target, form: &Form) -> Self {
        Self {
            target,
            nonce: form.get("nonce").map(str::to_owned),
            challenge: None,
            client_info: form.get("client_info") == Some("1"),
        }
    }
}

impl Tenant {
    /// What is refused here is shown to the person and never sent on: the redirect URI may be an attacker's.
    pub(super) fn target(&self, asked: Asked<'_>, form: &Form) -> Result<Target, Refusal> {
        let application = self.client_of_page(asked, form)?;
        self.target_at(application, redirect_uri_missing::check(form.get("redirect_uri"))?, form)
    }

    /// The client of a request that a browser sends.
    pub(super) fn client_of_page(&self, asked: Asked<'_>, form: &Form) -> Result<&Application, Refusal> {
        let segment = self.segment(asked.segment)?;
        let application = self.client(parameter_missing::require(form, "client_id")?, segment)?;
        no_reply_address::check(&application.registration).map(|()| application)
    }

    pub(super) fn target_at(
        &self,
        application: &Application,
        redirect_uri: &str,
        form: &Form,
    ) -> Result<Target, Refusal> {
        let url = redirect_uri_relative::check(redirect_uri)?;
        brokered_redirect_uri::check(redirect_uri)?;
        let platform = redirect_uri_not_registered::check(&application.registration, redirect_uri)?;
        Ok(Target {
            client_id: application.client_id,
            redirect_uri: redirect_uri.to_owned(),
            url,
            platform,
            // A mode that does not exist is refused later, by the default one.
            mode: response_mode_unsupported::check(form.get("response_mode")).unwrap_or(ResponseMode::Query),
            state: form.get("state").map(str::to_owned),
        })
    }

    /// What is refused here goes to the redirect URI.
    pub(super) fn authorization_request(
        &self,
        segment: Segment,
        form: &Form,
        code_request: CodeRequest,
    ) -> Result<AuthorizationRequest, Refusal> {
        let client_id = code_request.target.client_id;
        let application = self.client(&client_id.to_string(), segment)?;
        check_audience(&application.registration, segment)?;
        let response_type = parameter_missing::require(form, "response_type")?;
        id_token_disabled::check(response_type, &application.registration)?;
        response_type_unsupported::check(response_type)?;
        response_mode_unsupported::check(form.get("response_mode"))?;
        resource_parameter::check(form)?;
        let scopes = self.scopes(application, segment, parameter_missing::require(form, "scope")?)?;
        let hint = |name| form.get(name).map(str::trim).filter(|hint| !hint.is_empty()).map(str::to_owned);
        Ok(AuthorizationRequest {
            client_id,
            segment,
            scopes,
            prompt: prompt_unsupported::check(form.get("prompt"))?,
            login_hint: hint("login_hint"),
            domain_hint: hint("domain_hint"),
            demanded: Demanded::read(form)?,
            answer: AnswerTo::Client(CodeRequest { challenge: code_challenge(form)?, ..code_request }),
        })
    }
}

/// Without a method `plain` is meant (RFC 7636 §4.3).
fn code_challenge(form: &Form) -> Result<Option<CodeChallenge>, Refusal> {
    let Some(challenge) = form.get("code_challenge") else { return Ok(None) };
    code_challenge_size::check(challenge)?;
    match form.get("code_challenge_method") {
        Some("S256") => Ok(Some(CodeChallenge::S256(challenge.to_owned()))),
        None | Some("plain") => Ok(Some(CodeChallenge::Plain(challenge.to_owned()))),
        Some(_) => Err(malformed_request::refusal()),
    }
}
