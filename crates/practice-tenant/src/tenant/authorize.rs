//! The authorization endpoint: from a request by way of the pages to a code, or to a refusal.

use jiff::{SignedDuration, Timestamp};
use url::Url;
use uuid::Uuid;

use super::authorization::Target;
use super::code::Code;
use super::consent::Missing;
use super::{Asked, AuthorizationRequest, Form, Prompt, ResponseMode, Tenant};
use crate::Person;
use crate::rules::{
    Refusal, admin_consent_required, consent_declined, consent_missing, flow_expired, grant_invalid, no_session,
    user_not_assigned,
};

/// What comes next. It holds codes and sessions, so it does not print.
pub enum Authorization {
    /// A page to choose an account on.
    SignIn(SignInView),
    /// A page that asks for permissions.
    Consent(ConsentView),
    /// A page that tells why not, for what must not reach the redirect URI.
    Refused(Refusal),
    /// Back to the client.
    Respond(Box<AuthorizationResponse>),
}

pub struct SignInView {
    /// One-time: the form carries it back.
    pub transaction: String,
    pub application: String,
    pub people: Vec<Person>,
    pub login_hint: Option<String>,
    /// What was typed and is nobody's.
    pub unknown: Option<String>,
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

/// Somebody who signed in, by the browser's cookie.
pub(super) struct Session {
    person: Uuid,
    state: Uuid,
    expires: Timestamp,
}

/// A page that is open.
pub(super) struct Transaction {
    request: AuthorizationRequest,
    step: Step,
    expires: Timestamp,
}

enum Step {
    SignIn,
    Consent { session: String },
}

const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(24);
const TRANSACTION_LIFE: SignedDuration = SignedDuration::from_mins(60);
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);

impl Tenant {
    /// A new request. `session`: the browser's cookie.
    pub fn authorize(&mut self, asked: Asked<'_>, form: &Form, session: Option<&str>) -> Authorization {
        let (segment, target) = match (self.segment(asked.segment), self.target(asked, form)) {
            (Ok(segment), Ok(target)) => (segment, target),
            (Err(refusal), _) | (_, Err(refusal)) => return Authorization::Refused(refusal),
        };
        let request = match self.authorization_request(segment, form, target.clone()) {
            Ok(request) => request,
            Err(refusal) => return respond(target, Err(refusal), None),
        };
        let session = session.filter(|id| self.is_session_for(id, request.login_hint.as_deref())).map(str::to_owned);
        match (request.prompt, session) {
            (Prompt::None, None) => respond(request.target, Err(no_session::refusal()), None),
            (Prompt::None | Prompt::IfNeeded | Prompt::Consent, Some(session)) => {
                self.signed_in(request, session, false)
            }
            (Prompt::IfNeeded | Prompt::Consent, None) | (Prompt::Login | Prompt::SelectAccount, _) => {
                self.ask_for_account(request, None)
            }
        }
    }

    /// A form that came back from one of the pages.
    pub fn resume(&mut self, form: &Form) -> Authorization {
        let open = form.get("transaction").and_then(|id| self.transactions.remove(id));
        let Some(Transaction { request, step, .. }) = open.filter(|open| self.now() < open.expires) else {
            return Authorization::Refused(flow_expired::refusal());
        };
        match step {
            Step::SignIn => {
                let typed = form.get("account").unwrap_or_default();
                match self.person_by_sign_in_name(typed).map(|person| person.id) {
                    Some(person) => {
                        let session = self.begin_session(person);
                        self.signed_in(request, session, true)
                    }
                    None => self.ask_for_account(request, Some(typed.trim().to_owned())),
                }
            }
            Step::Consent { session } => match form.get("consent") {
                Some("accept") => self.consented(request, session),
                Some("decline") => respond(request.target, Err(consent_declined::refusal()), None),
                _ => self.signed_in(request, session, false),
            },
        }
    }

    /// Ends the session of a browser.
    pub fn sign_out(&mut self, session: &str) {
        self.sessions.remove(session);
    }

    fn begin_session(&mut self, person: Uuid) -> String {
        let (id, state) = (self.chance.text::<32>(), self.chance.guid());
        self.sessions.insert(id.clone(), Session { person, state, expires: after(self.now(), SESSION_LIFE) });
        id
    }

    fn session(&self, id: &str) -> Option<(&Session, &Person)> {
        let session = self.sessions.get(id).filter(|session| self.now() < session.expires)?;
        Some((session, self.person(session.person)?))
    }

    /// Whether the session lives, and is of the person whom the client hints at, if it does.
    fn is_session_for(&self, id: &str, login_hint: Option<&str>) -> bool {
        let Some((session, _)) = self.session(id) else { return false };
        let hinted = login_hint.and_then(|hint| self.person_by_sign_in_name(hint));
        login_hint.is_none() || hinted.is_some_and(|person| person.id == session.person)
    }

    fn ask_for_account(&mut self, request: AuthorizationRequest, unknown: Option<String>) -> Authorization {
        let application = self.application(request.target.client_id).map(|a| a.name().to_owned()).unwrap_or_default();
        let login_hint = request.login_hint.clone();
        let transaction = self.open(request, Step::SignIn);
        Authorization::SignIn(SignInView { transaction, application, people: self.people.clone(), login_hint, unknown })
    }

    fn open(&mut self, request: AuthorizationRequest, step: Step) -> String {
        let id = self.chance.text::<32>();
        let expires = after(self.now(), TRANSACTION_LIFE);
        self.transactions.insert(id.clone(), Transaction { request, step, expires });
        id
    }

    /// The person is known; what is left is assignment and consent.
    fn signed_in(&mut self, request: AuthorizationRequest, session: String, is_new: bool) -> Authorization {
        let new_session = is_new.then(|| session.clone());
        let (missing, person) = match self.missing_for(&request, &session) {
            Ok(found) => found,
            Err(refusal) => return respond(request.target, Err(refusal), new_session),
        };
        if missing.is_empty() {
            return self.grant_code(request, &session, new_session);
        }
        let Some(application) = self.application(request.target.client_id) else {
            return Authorization::Refused(flow_expired::refusal());
        };
        let (client_id, name) = (application.client_id, application.name().to_owned());
        if request.prompt == Prompt::None {
            let refusal = consent_missing::refusal(client_id, &name, consent_missing::Asked::Silently);
            return respond(request.target, Err(refusal), None);
        }
        if let Err(refusal) = admin_consent_required::check(&name, missing.admin_only(), person.is_admin) {
            return Authorization::Refused(refusal);
        }
        let permissions = missing.0.into_iter().map(|(_, permission)| (permission.display_name, permission.name));
        Authorization::Consent(ConsentView {
            transaction: self.open(request, Step::Consent { session }),
            application: name,
            person,
            permissions: permissions.collect(),
            new_session,
        })
    }

    fn missing_for(&self, request: &AuthorizationRequest, session: &str) -> Result<(Missing, Person), Refusal> {
        let (_, person) = self.session(session).ok_or_else(no_session::refusal)?;
        let application =
            self.application(request.target.client_id).ok_or_else(|| grant_invalid::refusal("client_id"))?;
        user_not_assigned::check(&application.service_principal, application.name(), person)?;
        let again = request.prompt == Prompt::Consent;
        Ok((self.missing(application, person, &request.scopes, again)?, person.clone()))
    }

    fn consented(&mut self, request: AuthorizationRequest, session: String) -> Authorization {
        match self.missing_for(&request, &session) {
            Ok((accepted, person)) => self.grant_to(request.target.client_id, person.id, accepted),
            Err(refusal) => return respond(request.target, Err(refusal), None),
        }
        self.grant_code(request, &session, None)
    }

    fn grant_code(
        &mut self,
        request: AuthorizationRequest,
        session: &str,
        new_session: Option<String>,
    ) -> Authorization {
        let Some((open, person)) = self.session(session) else {
            return respond(request.target, Err(no_session::refusal()), None);
        };
        let (person_id, session_state) = (person.id, open.state);
        let client_info = request.client_info.then(|| self.client_info(person));
        let target = request.target.clone();
        let code = format!("1.{}", self.chance.text::<48>());
        let now = self.now();
        let entry =
            Code { request, person: person_id, signed_in: now, expires: after(now, CODE_LIFE), redeemed: false };
        self.codes.insert(code.clone(), entry);
        respond(target, Ok(Granted { code, client_info, session_state }), new_session)
    }
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

fn after(now: Timestamp, life: SignedDuration) -> Timestamp {
    now.checked_add(life).unwrap_or(Timestamp::MAX)
}
