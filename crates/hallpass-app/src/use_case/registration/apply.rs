//! From what is there to the plan, one request at a time. The profile is written after each.

use entra_client::{Directory, EntraError, GraphAnswer, Object};
use serde_json::{Value, json};
use sso_core::plan::change::{self, Change, ChangeKind, Method, Names, State};
use sso_core::plan::{Facts, Plan};
use sso_core::registration::PasswordCredential;
use sso_core::rules::registration::{Subject, check_registration};
use sso_core::{Finding, TenantId};
use tokio_util::sync::CancellationToken;

use super::find::{self, Found};
use super::graph_error::body;
use super::secret::{self, SecretOutcome};
use super::source::cancelled;
use super::{OtherStep, RegistrationEvent, Step, inverse};
use crate::profile::{KnownFacts, Profile};
use crate::{App, AppError, Progress};

/// More changes than any plan has: something would go round.
const MOST_CHANGES: usize = 40;

/// A run of `create` or `update`.
pub(super) struct Run<'a> {
    pub app: &'a App,
    pub directory: &'a Directory<'a>,
    pub tenant: TenantId,
    pub plan: &'a Plan,
    pub wanted: change::Wanted,
    pub profile: Profile,
    /// It as it was read, or last written.
    pub kept: Profile,
    /// What the profile is to know once something was made.
    pub facts: KnownFacts,
    pub made_here: bool,
    /// `None`: it is yet to be made.
    pub found: Option<Found>,
    pub state: State,
    pub progress: &'a Progress<RegistrationEvent>,
    pub cancel: &'a CancellationToken,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
}

impl Run<'_> {
    /// All changes that are missing, each made; answers them.
    pub async fn make_changes(&mut self) -> Result<Vec<Change>, AppError> {
        let mut made = Vec::new();
        while let Some(change) = self.next() {
            if made.len() >= MOST_CHANGES {
                return Err(AppError::failed(
                    "registration-goes-round",
                    format!("after {MOST_CHANGES} changes there is still something to do: {}", change.title),
                )
                .with_hint("report this as a bug of Hallpass, with what hallpass registration fetch shows"));
            }
            self.go_on()?;
            let step = Step::Change(change.kind);
            self.tell(RegistrationEvent::Started { step, title: change.title.clone() });
            self.make(&change).await?;
            self.tell(RegistrationEvent::Finished { step, title: change.title.clone() });
            made.push(change);
        }
        Ok(made)
    }

    fn next(&self) -> Option<Change> {
        self.plan.changes(&self.state, &Names::default(), self.wanted).into_iter().next()
    }

    /// Between two steps, where everything that was done is written down.
    fn go_on(&self) -> Result<(), AppError> {
        if self.cancel.is_cancelled() { Err(cancelled()) } else { Ok(()) }
    }

    fn tell(&self, event: RegistrationEvent) {
        self.progress.report(event);
    }

    /// That an object is not found may be for now, in a run that made it or goes on with one that did.
    fn object(&self) -> Object {
        let unfinished = self.profile.registration.as_ref().is_some_and(|record| !record.is_complete());
        if unfinished { Object::New } else { Object::Known }
    }

    async fn make(&mut self, change: &Change) -> Result<(), AppError> {
        let creates = change.kind == ChangeKind::CreateApplication;
        let as_it_was = self.profile.clone();
        // Before the request: whether it was carried out is not known if no answer comes.
        if creates {
            self.record_that_it_begins()?;
        } else {
            let before = self.found.as_ref().map_or(Value::Null, |found| found.whole.clone());
            self.record(inverse::of(change, &before))?;
        }
        let object = if creates { Object::Known } else { self.object() };
        let answer = self.directory.send(&change.request, object).await.map_err(to_be_continued)?;
        if answer.status == 409 && self.is_there_after_all(change).await? {
            return self.back_to(as_it_was);
        }
        let made_nothing = is_refusal(answer.status);
        match self.taken(answer, change) {
            Ok(answer) => self.follow(change, answer)?,
            Err(error) if made_nothing => return self.back_to(as_it_was).and(Err(error)),
            Err(error) => return Err(error),
        }
        if creates { self.record_that_it_was_made() } else { Ok(()) }
    }

    fn taken(&self, answer: GraphAnswer, change: &Change) -> Result<Value, AppError> {
        let refused = answer.body.is_err();
        if refused && self.cancel.is_cancelled() {
            return Err(cancelled());
        }
        body(answer, &change.title)
    }

    /// A service principal or a grant that the first reading did not show yet.
    async fn is_there_after_all(&mut self, change: &Change) -> Result<bool, AppError> {
        if !matches!(change.kind, ChangeKind::CreateServicePrincipal | ChangeKind::Consent) {
            return Ok(false);
        }
        let there = find::state(self.directory, self.found.as_ref(), Object::New, self.wanted.admin_consent).await?;
        self.state.service_principal = there.service_principal.or(self.state.service_principal.take());
        self.state.grants = there.grants;
        Ok(self.next().as_ref() != Some(change))
    }

    /// The state after the change, without asking: an answer of another server may be older.
    fn follow(&mut self, change: &Change, answer: Value) -> Result<(), AppError> {
        match (change.kind, change.request.method) {
            (ChangeKind::CreateApplication, _) => self.set_application(answer),
            (ChangeKind::CreateServicePrincipal | ChangeKind::EnableServicePrincipal, Method::Post) => {
                self.state.service_principal = Some(find::service_principal(answer)?);
                Ok(())
            }
            (ChangeKind::EnableServicePrincipal, _) => {
                if let Some(principal) = &mut self.state.service_principal {
                    principal.account_enabled = Some(true);
                }
                Ok(())
            }
            (ChangeKind::Consent, Method::Post) => {
                self.state.grants.push(find::grant(answer)?);
                Ok(())
            }
            (ChangeKind::Consent, _) => {
                let scope = change.after.as_str().unwrap_or_default();
                let grants = self.state.grants.iter_mut().filter(|grant| change.request.path.ends_with(&grant.id));
                grants.for_each(|grant| scope.clone_into(&mut grant.scope));
                Ok(())
            }
            _ => {
                let before = self.found.as_ref().map_or(Value::Null, |found| found.whole.clone());
                self.set_application(inverse::joined(before, change.request.body.as_ref().unwrap_or(&json!({}))))
            }
        }
    }

    fn set_application(&mut self, whole: Value) -> Result<(), AppError> {
        let found = Found::of(whole)?;
        self.state.application = Some(found.registration.clone());
        self.found = Some(found);
        Ok(())
    }

    /// The secret, where one is to be made.
    pub async fn make_secret(&mut self, outcome: SecretOutcome) -> Result<SecretOutcome, AppError> {
        let Some(found) = self.found.clone() else { return Ok(outcome) };
        let place = secret::Place {
            app: self.app,
            directory: self.directory,
            profile: self.profile.id,
            application: found.object_id()?,
            client_id: found.client_id()?,
            cloud: &self.plan.facts.cloud,
            object: self.object(),
        };
        if let SecretOutcome::InKeyring { key_id, .. } = outcome {
            // Of a run that was cut off behind the new one.
            self.notes.extend(place.remove_others(&found.registration, key_id).await);
        }
        if outcome != SecretOutcome::ToBeMade {
            return Ok(outcome);
        }
        self.go_on()?;
        let (step, title) = (Step::Other(OtherStep::ClientSecret), "Make the client secret and keep it in the keyring");
        self.tell(RegistrationEvent::Started { step, title: title.to_owned() });
        let as_it_was = self.profile.clone();
        self.record(vec![inverse::removal(place.application, None)])?;
        let place = secret::Place { object: self.object(), ..place };
        let answer = place.add().await.map_err(to_be_continued)?;
        let made_nothing = is_refusal(answer.status);
        let added = match body(answer, "Make the client secret") {
            Ok(added) => added,
            Err(error) if made_nothing => return self.back_to(as_it_was).and(Err(error)),
            Err(error) => return Err(error),
        };
        let key_id = added.credential.key_id;
        let secret = match place.keep(added).await {
            Ok(secret) => secret,
            Err(error) => return self.back_to(as_it_was).and(Err(error)),
        };
        let end = secret.end;
        self.record_secret(secret, inverse::removal(place.application, Some(key_id)))?;
        // Not before the new one is kept: until then an old one may be the only one.
        self.notes.extend(place.remove_others(&found.registration, key_id).await);
        self.tell(RegistrationEvent::Finished { step, title: title.to_owned() });
        Ok(SecretOutcome::Made { key_id, end })
    }

    /// What Graph says at the end: what it answers otherwise than planned, and what the rules find. It is asked again for a
    /// while where it still answers what was there before.
    ///
    /// `changed`: whether the run changed the application itself.
    pub async fn look_again(
        &mut self,
        changed: bool,
        secret: &SecretOutcome,
    ) -> Result<(Vec<Change>, Vec<Finding>), AppError> {
        const PAUSES: [u64; 4] = [1, 2, 4, 8];
        let Some(found) = &self.found else { return Ok((Vec::new(), Vec::new())) };
        let (client_id, object) = (found.client_id()?, if changed { Object::New } else { Object::Known });
        let facts = Facts { client_id: Some(client_id), ..self.plan.facts.clone() };
        let plan = Plan { facts, ..self.plan.clone() };
        let made = match secret {
            SecretOutcome::Made { key_id, end } => Some((*key_id, *end)),
            _ => None,
        };
        let mut pauses = PAUSES.into_iter();
        loop {
            let answer = self.directory.application(client_id, object).await?;
            let mut found = Found::of(body(answer, "Read the application")?)?;
            let state = find::state(self.directory, Some(&found), object, self.wanted.admin_consent).await?;
            let left = plan.changes(&state, &Names::default(), self.wanted);
            let there = &found.registration.password_credentials;
            let hidden = made.filter(|(key_id, _)| !there.iter().any(|one| one.key_id == *key_id));
            if (changed && !left.is_empty() || hidden.is_some())
                && let Some(seconds) = pauses.next()
            {
                let length = std::time::Duration::from_secs(seconds);
                let pause = entra_client::Pause { length, reason: entra_client::PauseReason::Replication };
                if self.directory.pause(pause).await {
                    continue;
                }
            }
            if let Some((key_id, end)) = hidden {
                // Graph said itself that it made it: that it lacks would be found wrongly.
                let display_name = self.wanted.tag_text();
                let secret =
                    PasswordCredential { key_id, display_name, hint: None, start_date_time: None, end_date_time: end };
                found.registration.password_credentials.push(secret);
            }
            let subject = Subject {
                registration: &found.registration,
                service_principal: state.service_principal.as_ref(),
                plan: Some(&plan),
                now: self.app.now(),
            };
            let findings = check_registration(&subject);
            self.app.saw_registration(&found.registration, state.service_principal.as_ref(), self.tenant);
            if self.wanted.admin_consent {
                self.app.saw_grants(&state.grants, state.graph_service_principal);
            }
            self.found = Some(found);
            return Ok((left, findings));
        }
    }
}

/// Whether Graph looked at the request and did not carry it out. After 5xx nobody knows.
fn is_refusal(status: u16) -> bool {
    (400..500).contains(&status)
}

/// No answer came, so nobody knows whether the request was carried out: the next run looks.
fn to_be_continued(error: EntraError) -> AppError {
    let error = AppError::from(error);
    let hint = error.hint.clone().map(|hint| format!("{hint}; then ")).unwrap_or_default();
    error.with_hint(format!("{hint}run the same command again: it goes on where it stopped"))
}
