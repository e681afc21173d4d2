//! The authorization endpoint: from a request by way of the pages to a code, or to a refusal.

use jiff::{SignedDuration, Timestamp};
use sso_core::TenantId;
use url::Url;
use uuid::Uuid;

use super::authorization::Target;
use super::code::Code;
use super::consent::Missing;
use super::session::SignedIn;
use super::{Asked, AuthorizationRequest, Form, Prompt, ResponseMode, Tenant, after};
use crate::rules::{
    Refusal, account_type, admin_consent_required, consent_declined, consent_missing, fault, flow_expired,
    grant_invalid, no_session, several_sessions, user_not_assigned,
};
use crate::{FaultTarget, Person};

/// What comes next. It holds codes and sessions, so it does not print.
pub enum Authorization {
    /// A page to choose an account on.
    SignIn(SignInView),
    /// A page that asks for permissions.
    Consent(ConsentView),
    /// A page that tells why not, for what must not reach the redirect URI.
    Refused { refusal: Refusal, new_session: Option<String> },
    /// Back to the client.
    Respond(Box<AuthorizationResponse>),
}

pub struct SignInView {
    /// One-time: the form carries it back.
    pub transaction: String,
    pub application: String,
    /// Whom it offers.
    pub people: Vec<Offered>,
    pub login_hint: Option<String>,
    /// What was typed and is nobody's.
    pub unknown: Option<String>,
}

/// Somebody on the account picker.
pub struct Offered {
    pub person: Person,
    /// Of the tenant in which they are looked up.
    pub tenant: String,
    /// In this browser.
    pub is_signed_in: bool,
}

pub struct ConsentView {
    /// One-time: the form carries it back.
    pub transaction: String,
    pub application: String,
    pub person: Person,
    /// What it means where that is known, and its name.
    pub permissions: Vec<(Option<String>, String)>,
    /// A session that began with this step.
    pub new_session: Option<String>,
}

/// What is sent to the redirect URI.
pub struct AuthorizationResponse {
    pub redirect_uri: Url,
    pub mode: ResponseMode,
    pub state: Option<String>,
    pub outcome: Result<Granted, Refusal>,
    /// A session that began with this step.
    pub new_session: Option<String>,
}

pub struct Granted {
    pub code: String,
    pub client_info: Option<String>,
    pub session_state: Uuid,
}

/// A page that is open.
pub(super) struct Transaction {
    request: AuthorizationRequest,
    step: Step,
    expires: Timestamp,
}

enum Step {
    SignIn,
    Consent(SignedIn),
}

const TRANSACTION_LIFE: SignedDuration = SignedDuration::from_mins(60);
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// What is known once somebody signed in: as whom, in which tenant, and what consent lacks.
struct Standing {
    tenant: TenantId,
    person: Person,
    missing: Missing,
}

impl Tenant {
    /// A new request. `session`: the browser's cookie.
    pub fn authorize(&mut self, asked: Asked<'_>, form: &Form, session: Option<&str>) -> Authorization {
        let (segment, target) = match (self.segment(asked.segment), self.target(asked, form)) {
            (Ok(segment), Ok(target)) => (segment, target),
            (Err(refusal), _) | (_, Err(refusal)) => return refused(refusal, None),
        };
        let request = match self.authorization_request(segment, form, target.clone()) {
            Ok(request) => match self.struck(FaultTarget::Authorize, form.get("client_id")) {
                Ok(()) => request,
                Err(refusal) if fault::is_on_a_page(refusal.code) => return refused(refusal, None),
                Err(refusal) => return respond(target, Err(refusal), None),
            },
            Err(refusal) => return respond(target, Err(refusal), None),
        };
        let hinted = request.login_hint.as_deref().map(|hint| self.account_by_name(segment, hint));
        let mut known = self.signed_in_accounts(session, segment);
        known.retain(|known| hinted.is_none_or(|account| account == Some(known.account)));
        match (request.prompt, known.as_slice()) {
            (Prompt::None, []) => respond(request.target, Err(no_session::refusal()), None),
            (Prompt::None | Prompt::IfNeeded | Prompt::Consent, [only]) => self.signed_in(request, only.clone(), None),
            (Prompt::None, [..]) => respond(request.target, Err(several_sessions::refusal()), None),
            (Prompt::IfNeeded | Prompt::Consent | Prompt::Login | Prompt::SelectAccount, _) => {
                self.ask_for_account(request, session, None)
            }
        }
    }

    /// A form that came back from one of the pages. `session`: the browser's cookie.
    pub fn resume(&mut self, form: &Form, session: Option<&str>) -> Authorization {
        let open = form.get("transaction").and_then(|id| self.transactions.remove(id));
        let Some(Transaction { request, step, .. }) = open.filter(|open| self.now() < open.expires) else {
            return refused(flow_expired::refusal(), None);
        };
        match step {
            Step::SignIn => {
                let typed = form.get("account").unwrap_or_default();
                match self.account_by_name(request.segment, typed) {
                    Some(account) => {
                        let (session, signed_in) = self.sign_in(session, account);
                        self.signed_in(request, signed_in, Some(session))
                    }
                    None => self.ask_for_account(request, session, Some(typed.trim().to_owned())),
                }
            }
            Step::Consent(signed_in) => match form.get("consent") {
                Some("accept") => self.consented(request, signed_in),
                Some("decline") => respond(request.target, Err(consent_declined::refusal()), None),
                _ => self.signed_in(request, signed_in, None),
            },
        }
    }

    fn ask_for_account(
        &mut self,
        request: AuthorizationRequest,
        session: Option<&str>,
        unknown: Option<String>,
    ) -> Authorization {
        let application = self.application(request.target.client_id).map(|a| a.name().to_owned()).unwrap_or_default();
        let (segment, login_hint) = (request.segment, request.login_hint.clone());
        let transaction = self.open(request, Step::SignIn);
        let known = self.signed_in_accounts(session, segment);
        let people = self.people_of(segment).into_iter().map(|(directory, person)| Offered {
            is_signed_in: known.iter().any(|known| known.account == directory.account(person)),
            person: person.clone(),
            tenant: directory.name.clone(),
        });
        let people = people.collect();
        Authorization::SignIn(SignInView { transaction, application, people, login_hint, unknown })
    }

    fn open(&mut self, request: AuthorizationRequest, step: Step) -> String {
        let id = self.chance.text::<32>();
        let expires = after(self.now(), TRANSACTION_LIFE);
        self.transactions.insert(id.clone(), Transaction { request, step, expires });
        id
    }

    /// The account is known; what is left is whether it may, and consent.
    fn signed_in(
        &mut self,
        request: AuthorizationRequest,
        signed_in: SignedIn,
        new_session: Option<String>,
    ) -> Authorization {
        if let Err(refusal) = self.account_may(&request, &signed_in) {
            return refused(refusal, new_session);
        }
        let standing = match self.standing(&request, &signed_in) {
            Ok(standing) => standing,
            Err(refusal) => return respond(request.target, Err(refusal), new_session),
        };
        if standing.missing.is_empty() {
            return self.grant_code(request, &signed_in, &standing, new_session);
        }
        let Some(application) = self.application(request.target.client_id) else {
            return refused(flow_expired::refusal(), new_session);
        };
        let (client_id, name) = (application.client_id, application.name().to_owned());
        if request.prompt == Prompt::None {
            let refusal = consent_missing::refusal(client_id, &name, consent_missing::Asked::Silently);
            return respond(request.target, Err(refusal), new_session);
        }
        let Standing { person, missing, .. } = standing;
        if let Err(refusal) = admin_consent_required::check(&name, missing.admin_only(), person.is_admin) {
            return refused(refusal, new_session);
        }
        let permissions = missing.0.into_iter().map(|(_, permission)| (permission.display_name, permission.name));
        Authorization::Consent(ConsentView {
            permissions: permissions.collect(),
            transaction: self.open(request, Step::Consent(signed_in)),
            application: name,
            person,
            new_session,
        })
    }

    /// Whether an account of this kind and tenant may sign in here at all: if not, only the person is told.
    fn account_may(&self, request: &AuthorizationRequest, signed_in: &SignedIn) -> Result<(), Refusal> {
        let application =
            self.application(request.target.client_id).ok_or_else(|| grant_invalid::refusal("client_id"))?;
        account_type::check(&application.registration, request.segment, signed_in.account)?;
        let directory = self.tenant_for(request.segment, signed_in.account)?;
        self.is_usable(application, directory)?;
        self.user_in(directory, application, signed_in.account).map(|_| ())
    }

    fn standing(&self, request: &AuthorizationRequest, signed_in: &SignedIn) -> Result<Standing, Refusal> {
        let directory = self.tenant_for(request.segment, signed_in.account)?;
        let client_id = request.target.client_id;
        let application = self.application(client_id).ok_or_else(|| grant_invalid::refusal("client_id"))?;
        let person = self.user_in(directory, application, signed_in.account)?;
        if let Some(principal) = directory.service_principals.get(&client_id) {
            user_not_assigned::check(principal, application.name(), person)?;
        }
        self.check_resources(directory, client_id, &request.scopes)?;
        let again = request.prompt == Prompt::Consent;
        let missing = self.missing(directory, application, person, &request.scopes, again)?;
        Ok(Standing { tenant: directory.id, person: person.clone(), missing })
    }

    fn consented(&mut self, request: AuthorizationRequest, signed_in: SignedIn) -> Authorization {
        match self.standing(&request, &signed_in) {
            Ok(standing) => {
                self.grant_to(standing.tenant, request.target.client_id, standing.person.id, &standing.missing);
                self.grant_code(request, &signed_in, &standing, None)
            }
            Err(refusal) => respond(request.target, Err(refusal), None),
        }
    }

    fn grant_code(
        &mut self,
        request: AuthorizationRequest,
        signed_in: &SignedIn,
        standing: &Standing,
        new_session: Option<String>,
    ) -> Authorization {
        // Signing in makes an application known in a tenant, also where there was nothing to ask.
        self.add_service_principal(standing.tenant, request.target.client_id);
        let client_info = request.client_info.then(|| self.client_info(signed_in.account));
        let target = request.target.clone();
        let code = format!("1.{}", self.chance.text::<48>());
        let entry = Code {
            request,
            tenant: standing.tenant,
            account: signed_in.account,
            authentication: signed_in.authentication.clone(),
            expires: after(self.now(), CODE_LIFE),
            redeemed: false,
        };
        self.codes.insert(code.clone(), entry);
        respond(target, Ok(Granted { code, client_info, session_state: signed_in.state }), new_session)
    }
}

fn refused(refusal: Refusal, new_session: Option<String>) -> Authorization {
    Authorization::Refused { refusal, new_session }
}

fn respond(target: Target, outcome: Result<Granted, Refusal>, new_session: Option<String>) -> Authorization {
    Authorization::Respond(Box::new(AuthorizationResponse {
        redirect_uri: target.url,
        mode: target.mode,
        state: target.state,
        outcome,
        new_session,
    }))
}
