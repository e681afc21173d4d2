//! From what is there to the plan, one request at a time. The profile is written after each.

use entra_client::{Directory, EntraError, GraphAnswer, Object};
use serde_json::{Value, json};
use sso_core::plan::Plan;
use sso_core::plan::change::{self, Change, ChangeKind, Method, Names, State};
use sso_core::rules::registration::{Subject, check_registration};
use sso_core::{Finding, TenantId};
use tokio_util::sync::CancellationToken;

use super::find::{self, Found};
use super::graph_error::body;
use super::secret::{self, SecretOutcome};
use super::source::cancelled;
use super::{OtherStep, RegistrationEvent, Step, inverse};
use crate::profile::{self, Profile, RegistrationRecord, UndoStep};
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
    /// `None`: it is yet to be made.
    pub found: Option<Found>,
    pub state: State,
    pub progress: &'a Progress<RegistrationEvent>,
    pub cancel: &'a CancellationToken,
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
        let unfinished = self.profile.registration.as_ref().is_some_and(|record| !record.complete);
        if unfinished { Object::New } else { Object::Known }
    }

    async fn make(&mut self, change: &Change) -> Result<(), AppError> {
        let creates = change.kind == ChangeKind::CreateApplication;
        if creates {
            // Before the request: whether it was carried out is not known if no answer comes.
            self.profile.begun = Some(self.app.now());
            if let Some(gone) = self.profile.registration.take() {
                // It was deleted elsewhere. Kept, its ID would name an application that is there already.
                self.profile.facts.client_id = None;
                if gone.made_here && gone.secret.is_some() {
                    // Its secret opens nothing any more.
                    self.app.vault.delete(&secret::name(gone.client_id)).await?;
                }
            }
            profile::write(self.app, &self.profile)?;
        } else {
            self.begin_record()?;
        }
        let object = if creates { Object::Known } else { self.object() };
        let before = self.found.as_ref().map_or(Value::Null, |found| found.whole.clone());
        let beforehand = inverse::is_known_beforehand(change);
        let recorded = self.recorded();
        if beforehand {
            self.record(inverse::of(change, &before, &Value::Null))?;
        }
        let answer = self.directory.send(&change.request, object).await.map_err(to_be_continued)?;
        if answer.status == 409 && self.is_there_after_all(change).await? {
            return self.forget_recorded(recorded);
        }
        let answer = match self.taken(answer, change) {
            Ok(answer) => answer,
            Err(error) => {
                self.forget_recorded(recorded)?;
                return Err(error);
            }
        };
        let undo = if beforehand { Vec::new() } else { inverse::of(change, &before, &answer) };
        self.follow(change, answer)?;
        self.record(undo)
    }

    /// How many steps would take the run back.
    fn recorded(&self) -> usize {
        self.profile.registration.as_ref().map_or(0, |record| record.undo.len())
    }

    /// Of a change that Graph did not make.
    fn forget_recorded(&mut self, down_to: usize) -> Result<(), AppError> {
        let Some(record) = self.profile.registration.as_mut().filter(|record| record.undo.len() > down_to) else {
            return Ok(());
        };
        record.undo.truncate(down_to);
        profile::write(self.app, &self.profile)
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

    /// From here on the run is one that did not end. What an ended one would take back is over; an unfinished one is continued.
    fn begin_record(&mut self) -> Result<(), AppError> {
        let found = self.found.as_ref().ok_or_else(|| {
            AppError::failed("registration-not-found", "there is no application to change")
                .with_hint("make one: hallpass registration create")
        })?;
        let (client_id, object_id) = (found.client_id()?, found.object_id()?);
        let made_here = found.is_of(&self.profile);
        let known = self.profile.registration.take().filter(|record| record.client_id == client_id);
        let record = match known {
            Some(record) if !record.complete => RegistrationRecord { made_here, ..record },
            Some(record) => RegistrationRecord { made_here, complete: false, undo: Vec::new(), ..record },
            None => RegistrationRecord {
                client_id,
                object_id,
                tenant_id: self.tenant,
                made_here,
                complete: false,
                secret: None,
                // Found by its tag: made by a run that was cut off before it could write this.
                undo: if made_here { vec![inverse::deletion(object_id)] } else { Vec::new() },
            },
        };
        self.profile.registration = Some(record);
        self.profile.begun = None;
        self.profile.facts.client_id = Some(client_id);
        self.profile.facts.tenant_id = Some(self.tenant);
        profile::write(self.app, &self.profile)
    }

    fn record(&mut self, undo: Vec<UndoStep>) -> Result<(), AppError> {
        if self.profile.registration.is_none() {
            // It was made a moment ago.
            self.begin_record()?;
        }
        if let Some(record) = &mut self.profile.registration {
            // With the application goes all that was done to it.
            let made = record.undo.first().is_some_and(|first| *first == inverse::deletion(record.object_id));
            if !made {
                record.undo.extend(undo);
            }
        }
        profile::write(self.app, &self.profile)
    }

    /// The secret, where one is to be made.
    pub async fn make_secret(&mut self, outcome: SecretOutcome) -> Result<SecretOutcome, AppError> {
        if outcome != SecretOutcome::ToBeMade {
            return Ok(outcome);
        }
        self.go_on()?;
        self.begin_record()?;
        let (step, title) = (Step::Other(OtherStep::ClientSecret), "Make the client secret and keep it in the keyring");
        self.tell(RegistrationEvent::Started { step, title: title.to_owned() });
        let Some(found) = &self.found else { return Ok(outcome) };
        let place = secret::Place {
            app: self.app,
            directory: self.directory,
            profile: self.profile.id,
            application: found.object_id()?,
            client_id: found.client_id()?,
            object: self.object(),
        };
        let secret = place.make(&found.registration).await?;
        let path = format!("/v1.0/applications/{}/removePassword", place.application);
        let undo =
            inverse::step("Take the client secret away", Method::Post, &path, Some(json!({ "keyId": secret.key_id })));
        let made = SecretOutcome::Made { key_id: secret.key_id, end: secret.end };
        if let Some(record) = &mut self.profile.registration {
            record.secret = Some(secret);
        }
        self.record(vec![undo])?;
        self.tell(RegistrationEvent::Finished { step, title: title.to_owned() });
        Ok(made)
    }

    /// The run came to its end.
    pub fn complete(&mut self) -> Result<(), AppError> {
        if let Some(record) = self.profile.registration.as_mut().filter(|record| !record.complete) {
            record.complete = true;
            return profile::write(self.app, &self.profile);
        }
        Ok(())
    }

    /// What Graph says at the end: what it answers otherwise than planned, and what the rules find. It is asked again for a
    /// while where it still answers what was there before.
    pub async fn look_again(&mut self, made: bool) -> Result<(Vec<Change>, Vec<Finding>), AppError> {
        const PAUSES: [u64; 4] = [1, 2, 4, 8];
        let Some(found) = &self.found else { return Ok((Vec::new(), Vec::new())) };
        let (client_id, object) = (found.client_id()?, if made { Object::New } else { Object::Known });
        let mut pauses = PAUSES.into_iter();
        loop {
            let answer = self.directory.application(client_id, object).await?;
            let found = Found::of(body(answer, "Read the application")?)?;
            let state = find::state(self.directory, Some(&found), object, self.wanted.admin_consent).await?;
            let left = self.plan.changes(&state, &Names::default(), self.wanted);
            if !left.is_empty()
                && made
                && let Some(seconds) = pauses.next()
            {
                let length = std::time::Duration::from_secs(seconds);
                let pause = entra_client::Pause { length, reason: entra_client::PauseReason::Replication };
                if self.directory.pause(pause).await {
                    continue;
                }
            }
            let subject = Subject {
                registration: &found.registration,
                service_principal: state.service_principal.as_ref(),
                plan: Some(self.plan),
                now: self.app.now(),
            };
            let findings = check_registration(&subject);
            self.found = Some(found);
            return Ok((left, findings));
        }
    }
}

/// No answer came, so nobody knows whether the request was carried out: the next run looks.
fn to_be_continued(error: EntraError) -> AppError {
    let error = AppError::from(error);
    let hint = error.hint.clone().map(|hint| format!("{hint}; then ")).unwrap_or_default();
    error.with_hint(format!("{hint}run the same command again: it goes on where it stopped"))
}
