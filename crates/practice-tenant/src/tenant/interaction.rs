//! The pages between a request and its answer: account, another device, multi-factor authentication, consent.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use sso_core::TenantId;

use super::authorization::AnswerTo;
use super::conditional_access::{Challenged, Unmet};
use super::consent::Missing;
use super::directory::Directory;
use super::scope::Scopes;
use super::session::{Authentication, SignedIn};
use super::view::{Authorization, ConsentView, Next, Offered, Proving, SignInView, StepView, Unknown};
use super::{AuthorizationRequest, Form, Prompt, Tenant, after};
use crate::rules::{
    Refusal, account_not_in_tenant, account_type, admin_consent_required, consent_declined, consent_missing,
    flow_expired, grant_invalid, mfa_required, several_sessions, user_not_assigned, user_unknown,
};
use crate::{AccessControl, ConditionalAccessPolicy, Person};

/// A page that is open.
pub(super) struct Transaction {
    request: AuthorizationRequest,
    step: Step,
    expires: Timestamp,
}

enum Step {
    SignIn,
    ConfirmDevice(SignedIn),
    Prove(SignedIn),
    Consent(SignedIn),
    NeedsAdmin,
}

const TRANSACTION_LIFE: SignedDuration = SignedDuration::from_mins(60);

/// What is known once somebody signed in: as whom, in which tenant, and what consent lacks.
pub(super) struct Standing {
    pub tenant: TenantId,
    pub person: Person,
    missing: Missing,
}

impl Tenant {
    /// A form that came back from one of the pages. `session`: the browser's cookie.
    pub fn resume(&mut self, form: &Form, session: Option<&str>) -> Authorization {
        let mut new_session = None;
        let next = self.next_step(form, session, &mut new_session);
        Authorization { next, new_session }
    }

    fn next_step(&mut self, form: &Form, session: Option<&str>, new_session: &mut Option<String>) -> Next {
        let open = form.get("transaction").and_then(|id| self.transactions.remove(id));
        let Some(Transaction { request, step, .. }) = open.filter(|open| self.now() < open.expires) else {
            return Next::Refused(flow_expired::refusal());
        };
        match step {
            Step::SignIn => {
                let typed = form.get("account").unwrap_or_default();
                let Some(account) = self.account_by_name(request.segment, typed) else {
                    return self.ask_for_account(request, session, Some(typed.trim().to_owned()));
                };
                let authentication = Authentication::simple(self.now());
                let (id, signed_in) = self.sign_in(session, account, authentication);
                *new_session = Some(id);
                self.signed_in(request, signed_in)
            }
            Step::ConfirmDevice(signed_in) => match form.get("confirm") {
                Some("yes") => self.signed_in(request.confirmed(), signed_in),
                _ => self.decline(request),
            },
            Step::Prove(signed_in) => match form.get("prove") {
                Some("approve") => {
                    let contexts = request.demanded.contexts.clone();
                    let authentication = Authentication { at: self.now(), mfa: true, contexts };
                    let (id, signed_in) = self.sign_in(session, signed_in.account, authentication);
                    *new_session = Some(id);
                    self.signed_in(request, signed_in)
                }
                _ => self.decline(request),
            },
            Step::Consent(signed_in) => match form.get("consent") {
                Some("accept") if matches!(request.answer, AnswerTo::AdminConsent { .. }) => {
                    self.consented(request, &signed_in, true)
                }
                Some("accept") => self.consented(request, &signed_in, form.get("everybody") == Some("yes")),
                Some("decline") => self.decline(request),
                _ => self.signed_in(request, signed_in),
            },
            Step::NeedsAdmin => match form.get("approval") {
                Some("other") => self.ask_for_account(request, session, None),
                _ => self.decline(request),
            },
        }
    }

    fn open(&mut self, request: AuthorizationRequest, step: Step) -> String {
        let id = self.chance.text::<32>();
        let expires = after(self.now(), TRANSACTION_LIFE);
        self.transactions.insert(id.clone(), Transaction { request, step, expires });
        id
    }

    /// `unknown`: a name that was typed in vain.
    pub(super) fn ask_for_account(
        &mut self,
        request: AuthorizationRequest,
        session: Option<&str>,
        unknown: Option<String>,
    ) -> Next {
        let segment = request.segment;
        let unknown = unknown.map(|name| {
            let refusal = user_unknown::refusal(&name, self.segment_name(segment));
            Unknown { name, refusal }
        });
        let known = self.signed_in_accounts(session, segment);
        let people = self.people_of(segment).into_iter().map(|(directory, person)| Offered {
            is_signed_in: known.iter().any(|known| known.account == directory.account(person)),
            policies: policies_for(directory, person, &request.scopes),
            person: person.clone(),
            tenant: directory.name.clone(),
        });
        let mut people: Vec<_> = people.collect();
        people.sort_by_key(|offered| !offered.is_signed_in);
        Next::SignIn(SignInView {
            application: self.name_of(&request),
            people,
            login_hint: request.login_hint.clone(),
            unknown,
            is_device: matches!(request.answer, AnswerTo::Device { .. }),
            transaction: self.open(request, Step::SignIn),
        })
    }

    fn name_of(&self, request: &AuthorizationRequest) -> String {
        self.application(request.client_id).map(|application| application.name().to_owned()).unwrap_or_default()
    }

    /// The account is known; what is left is whether it may, what it has to prove, and consent.
    pub(super) fn signed_in(&mut self, request: AuthorizationRequest, signed_in: SignedIn) -> Next {
        match self.account_may(&request, &signed_in) {
            Ok(()) => {}
            Err(refusal) if request.prompt == Prompt::None => return self.refuse(request, silently(refusal)),
            Err(refusal) => return Next::Refused(refusal),
        }
        let standing = match self.standing(&request, &signed_in) {
            Ok(standing) => standing,
            Err(refusal) => return self.refuse(request, refusal),
        };
        if matches!(request.answer, AnswerTo::Device { confirmed: false, .. }) {
            return Next::ConfirmDevice(StepView {
                application: self.name_of(&request),
                transaction: self.open(request, Step::ConfirmDevice(signed_in)),
                person: standing.person,
            });
        }
        match self.obstacle(&request, &standing, &signed_in) {
            None => self.ask_for_consent(request, signed_in, standing),
            // No page, whatever it is: a hidden frame would show nothing, and its program would wait for ever.
            Some(Obstacle::Prove(_, refusal) | Obstacle::SignInAgain(refusal) | Obstacle::Final(refusal))
                if request.prompt == Prompt::None =>
            {
                self.refuse(request, refusal)
            }
            Some(Obstacle::Final(refusal)) => Next::Refused(refusal),
            Some(Obstacle::SignInAgain(_)) => self.ask_for_account(request, None, None),
            Some(Obstacle::Prove(how, _)) => {
                let application = self.name_of(&request);
                let transaction = self.open(request, Step::Prove(signed_in));
                Next::Prove { view: StepView { transaction, application, person: standing.person }, how }
            }
        }
    }

    /// What Conditional Access, or the client by `claims`, still demands.
    fn obstacle(&self, request: &AuthorizationRequest, standing: &Standing, signed_in: &SignedIn) -> Option<Obstacle> {
        let directory = self.directory(standing.tenant).ok()?;
        let (person, authentication) = (&standing.person, &signed_in.authentication);
        let unmet = self
            .demanded(directory, person, &request.demanded, authentication)
            .or_else(|| self.unmet(directory, person, &request.scopes, authentication));
        if let Some(unmet) = unmet {
            return Some(obstacle_of(&unmet));
        }
        (!request.demanded.is_met_by(authentication)).then(|| {
            let refusal = mfa_required::unnamed(request.client_id, Challenged::Interactively);
            Obstacle::Prove(Proving::Mfa, refusal)
        })
    }

    fn ask_for_consent(&mut self, request: AuthorizationRequest, signed_in: SignedIn, standing: Standing) -> Next {
        // An administrator is asked in any case: they came to answer.
        if standing.missing.is_empty() && !matches!(request.answer, AnswerTo::AdminConsent { .. }) {
            return self.grant(request, &signed_in, &standing);
        }
        let application = self.name_of(&request);
        if request.prompt == Prompt::None {
            let silently = consent_missing::Asked::Silently;
            let refusal = consent_missing::refusal(request.client_id, &application, silently);
            return self.refuse(request, refusal);
        }
        let Standing { person, missing, .. } = standing;
        let is_for_everybody = matches!(request.answer, AnswerTo::AdminConsent { .. });
        let needs_admin = is_for_everybody || missing.admin_only();
        if let Err(refusal) = admin_consent_required::check(&application, needs_admin, person.is_admin) {
            return Next::NeedsAdmin { refusal, transaction: self.open(request, Step::NeedsAdmin) };
        }
        Next::Consent(ConsentView {
            permissions: missing.shown(),
            transaction: self.open(request, Step::Consent(signed_in)),
            application,
            person,
            is_for_everybody,
        })
    }

    /// Whether an account of this kind and tenant may sign in here at all: if not, only the person is told, where there
    /// may be a page.
    fn account_may(&self, request: &AuthorizationRequest, signed_in: &SignedIn) -> Result<(), Refusal> {
        let application = self.application(request.client_id).ok_or_else(|| grant_invalid::refusal("client_id"))?;
        account_type::check(&application.registration, request.segment, signed_in.account)?;
        self.user_for(request.segment, application, signed_in.account).map(|_| ())
    }

    fn standing(&self, request: &AuthorizationRequest, signed_in: &SignedIn) -> Result<Standing, Refusal> {
        let application = self.application(request.client_id).ok_or_else(|| grant_invalid::refusal("client_id"))?;
        let (directory, person) = self.user_for(request.segment, application, signed_in.account)?;
        if let Some(principal) = directory.service_principals.get(&request.client_id) {
            user_not_assigned::check(principal, application.name(), person)?;
        }
        self.check_resources(directory, request.client_id, &request.scopes)?;
        let again = request.prompt == Prompt::Consent;
        let missing = match request.answer {
            AnswerTo::AdminConsent { .. } => self.listed(request.client_id, &request.scopes),
            AnswerTo::Client(_) | AnswerTo::Device { .. } => {
                self.missing(directory, application, person, &request.scopes, again)?
            }
        };
        Ok(Standing { tenant: directory.id, person: person.clone(), missing })
    }

    /// `everybody`: an administrator may answer for the whole tenant.
    fn consented(&mut self, request: AuthorizationRequest, signed_in: &SignedIn, everybody: bool) -> Next {
        match self.account_may(&request, signed_in).and_then(|()| self.standing(&request, signed_in)) {
            Ok(standing) => {
                let principal = (!everybody || !standing.person.is_admin).then_some(standing.person.id);
                if matches!(request.answer, AnswerTo::AdminConsent { .. }) && !standing.person.is_admin {
                    return self.refuse(request, consent_declined::by_admin());
                }
                self.grant_to(standing.tenant, request.client_id, principal, &standing.missing);
                self.grant(request, signed_in, &standing)
            }
            Err(refusal) => self.refuse(request, refusal),
        }
    }

    fn decline(&mut self, request: AuthorizationRequest) -> Next {
        match &request.answer {
            AnswerTo::Client(_) => self.refuse(request, consent_declined::refusal()),
            AnswerTo::AdminConsent { .. } => self.refuse(request, consent_declined::by_admin()),
            AnswerTo::Device { device_code, .. } => {
                let application = self.name_of(&request);
                self.decline_device(device_code);
                Next::DeviceDone { application, signed_in: false }
            }
        }
    }
}

/// What a client without a page is told of an account that may not: another one might.
fn silently(refusal: Refusal) -> Refusal {
    match refusal.code {
        account_not_in_tenant::CODE | account_type::CODE => several_sessions::refusal(),
        _ => refusal,
    }
}

/// What stands between a person and the answer.
enum Obstacle {
    /// A page can take it away. The refusal is for a client that wants no page.
    Prove(Proving, Refusal),
    SignInAgain(Refusal),
    Final(Refusal),
}

fn obstacle_of(unmet: &Unmet<'_>) -> Obstacle {
    let refusal = unmet.refusal(Challenged::Interactively);
    match unmet.policy.control {
        AccessControl::Mfa => Obstacle::Prove(Proving::Mfa, refusal),
        AccessControl::MfaRegistration => Obstacle::Prove(Proving::Registration, refusal),
        AccessControl::ExternalChallenge => Obstacle::Prove(Proving::External, refusal),
        AccessControl::SignInFrequency { .. } => Obstacle::SignInAgain(refusal),
        AccessControl::CompliantDevice | AccessControl::Block => Obstacle::Final(refusal),
    }
}

/// Those that name this person and guard what is asked for; what holds for everybody says nothing about them.
fn policies_for(directory: &Directory, person: &Person, scopes: &Scopes) -> Vec<String> {
    let guards = |policy: &&ConditionalAccessPolicy| {
        scopes.guarded().into_iter().any(|resource| policy.is_for(person.id, resource))
    };
    let named: BTreeSet<_> = directory
        .policies
        .iter()
        .filter(|policy| policy.users.contains(&person.id))
        .filter(guards)
        .map(|policy| policy.display_name.clone())
        .collect();
    named.into_iter().collect()
}
