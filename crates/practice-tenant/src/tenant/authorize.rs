//! The authorization endpoint: a new request, and where its answer goes.

use jiff::SignedDuration;

use super::authorization::{AnswerTo, CodeRequest, Target};
use super::code::Code;
use super::interaction::Standing;
use super::session::SignedIn;
use super::view::{Authorization, AuthorizationResponse, Granted, Next};
use super::{Asked, AuthorizationRequest, Form, Prompt, Segment, Tenant, after};
use crate::FaultTarget;
use crate::rules::{Refusal, fault, no_session, several_sessions};

const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);

impl Tenant {
    /// A new request. `session`: the browser's cookie.
    pub fn authorize(&mut self, asked: Asked<'_>, form: &Form, session: Option<&str>) -> Authorization {
        let next = self.first_step(asked, form, session);
        Authorization { next, new_session: None }
    }

    fn first_step(&mut self, asked: Asked<'_>, form: &Form, session: Option<&str>) -> Next {
        let (segment, target) = match (self.segment(asked.segment), self.target(asked, form)) {
            (Ok(segment), Ok(target)) => (segment, target),
            (Err(refusal), _) | (_, Err(refusal)) => return Next::Refused(refusal),
        };
        let code_request = CodeRequest::new(target, form);
        let request = match self.authorization_request(segment, form, code_request.clone()) {
            Ok(request) => request,
            Err(refusal) => return respond(code_request.target, Err(refusal), false),
        };
        match self.struck(FaultTarget::Authorize, form.get("client_id")) {
            Ok(()) => self.choose_session(request, session),
            Err(refusal) if fault::is_on_a_page(refusal.code) => Next::Refused(refusal),
            Err(refusal) => self.refuse(request, refusal),
        }
    }

    /// Goes on with the one account that is signed in and meant, if there is one.
    pub(super) fn choose_session(&mut self, request: AuthorizationRequest, session: Option<&str>) -> Next {
        let known = self.meant_accounts(&request, session);
        match (request.prompt, known.as_slice()) {
            (Prompt::None, []) => self.refuse(request, no_session::refusal()),
            (Prompt::None | Prompt::IfNeeded | Prompt::Consent, [only]) => self.signed_in(request, only.clone()),
            (Prompt::None, [..]) => self.refuse(request, several_sessions::refusal()),
            (Prompt::IfNeeded | Prompt::Consent | Prompt::Login | Prompt::SelectAccount, _) => {
                self.ask_for_account(request, session, None)
            }
        }
    }

    /// Those signed in in this browser to whom `login_hint` and `domain_hint` do not object.
    fn meant_accounts(&self, request: &AuthorizationRequest, session: Option<&str>) -> Vec<SignedIn> {
        let hinted = request.login_hint.as_deref().map(|hint| self.account_by_name(request.segment, hint));
        let home = request.domain_hint.as_deref().and_then(|hint| self.segment(hint).ok());
        let mut known = self.signed_in_accounts(session, request.segment);
        known.retain(|known| {
            hinted.is_none_or(|account| account == Some(known.account))
                && match home {
                    None | Some(Segment::Common) => true,
                    Some(Segment::Organizations) => !known.account.is_personal(),
                    Some(Segment::Consumers) => known.account.is_personal(),
                    Some(Segment::Tenant(id)) => known.account.tenant_id == id,
                }
        });
        known
    }

    /// Tells the client where it can be told; else only the person sees it, and a device that waits goes on waiting.
    pub(super) fn refuse(&mut self, request: AuthorizationRequest, refusal: Refusal) -> Next {
        match request.answer {
            AnswerTo::Client(code_request) => respond(code_request.target, Err(refusal), false),
            AnswerTo::AdminConsent { target, .. } => respond(target, Err(refusal), true),
            AnswerTo::Device { .. } => Next::Refused(refusal),
        }
    }

    /// Everything was asked and answered.
    pub(super) fn grant(&mut self, request: AuthorizationRequest, signed_in: &SignedIn, standing: &Standing) -> Next {
        // Signing in makes an application known in a tenant, also where there was nothing to ask.
        self.add_service_principal(standing.tenant, request.client_id);
        match request.answer {
            AnswerTo::Client(code_request) => {
                let client_info = code_request.client_info.then(|| self.client_info(signed_in.account));
                let code = format!("1.{}", self.chance.text::<48>());
                let entry = Code {
                    client_id: request.client_id,
                    request: code_request.clone(),
                    scopes: request.scopes,
                    tenant: standing.tenant,
                    account: signed_in.account,
                    authentication: signed_in.authentication.clone(),
                    expires: after(self.now(), CODE_LIFE),
                    redeemed: false,
                };
                self.codes.insert(code.clone(), entry);
                let granted = Granted::Code { code, client_info, session_state: signed_in.state };
                respond(code_request.target, Ok(granted), false)
            }
            AnswerTo::AdminConsent { target, scope } => {
                respond(target, Ok(Granted::AdminConsent { tenant: standing.tenant, scope }), true)
            }
            AnswerTo::Device { device_code, .. } => self.grant_device(&device_code, signed_in, standing),
        }
    }
}

fn respond(target: Target, outcome: Result<Granted, Refusal>, is_admin_consent: bool) -> Next {
    Next::Respond(Box::new(AuthorizationResponse {
        redirect_uri: target.url,
        mode: target.mode,
        state: target.state,
        outcome,
        is_admin_consent,
    }))
}
