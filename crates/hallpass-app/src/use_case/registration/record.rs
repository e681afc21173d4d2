//! What the profile keeps of a run, so that the next goes on with it, or it is taken back.

use sso_core::ObjectId;

use super::apply::Run;
use super::inverse;
use crate::AppError;
use crate::profile::{self, Begun, CredentialRecord, KnownFacts, Profile, RegistrationRecord, RunRecord, UndoStep};

impl Run<'_> {
    /// That an application is asked for.
    pub(super) fn record_that_it_begins(&mut self) -> Result<(), AppError> {
        let facts_before = match self.profile.begun.take() {
            Some(begun) => begun.facts_before,
            None => self.profile.facts.clone(),
        };
        self.profile.begun = Some(Begun { at: self.app.now(), facts_before });
        self.profile.facts = self.facts.clone();
        self.write()
    }

    /// That the application is there, which deleting it takes back.
    pub(super) fn record_that_it_was_made(&mut self) -> Result<(), AppError> {
        self.record(Vec::new())
    }

    /// What takes back what is about to be done. Steps of a run that did not end and of the one that goes on with it are taken
    /// back together.
    pub(super) fn record(&mut self, undo: Vec<UndoStep>) -> Result<(), AppError> {
        let (object_id, run) = self.begin()?;
        // With the application goes all that was done to it.
        if run.undo.first() != Some(&inverse::deletion(object_id)) {
            run.undo.extend(undo);
        }
        self.write()
    }

    /// The secret that is kept now. `undo`: what takes it away, known in place of what was recorded last.
    pub(super) fn record_secret(&mut self, secret: CredentialRecord, undo: UndoStep) -> Result<(), AppError> {
        self.profile.remember_credential(secret);
        if let Some(record) = &mut self.profile.registration {
            let last = record.runs.last_mut().and_then(|run| run.undo.last_mut());
            if let Some(last) = last.filter(|last| inverse::is_removal(last)) {
                *last = undo;
            }
        }
        self.write()
    }

    /// Of a step that Graph did not make: nothing of it stays, and what could be taken back before still can.
    pub(super) fn back_to(&mut self, as_it_was: Profile) -> Result<(), AppError> {
        self.profile = as_it_was;
        self.write()
    }

    /// The run came to its end.
    pub(super) fn complete(&mut self) -> Result<(), AppError> {
        let record = self.profile.registration.as_mut();
        match record.and_then(|record| record.runs.last_mut()).filter(|run| !run.complete) {
            Some(run) => run.complete = true,
            None => return Ok(()),
        }
        self.write()
    }

    /// The run of the profile's record that goes on, or a new one, and the application's object ID.
    fn begin(&mut self) -> Result<(ObjectId, &mut RunRecord), AppError> {
        let not_found = || {
            AppError::failed("registration-not-found", "there is no application to change")
                .with_hint("make one: hallpass registration create")
        };
        let found = self.found.as_ref().ok_or_else(not_found)?;
        let (client_id, object_id) = (found.client_id()?, found.object_id()?);
        // Asked for by this run, or by one that was cut off before it could write down that it is there.
        let begun = self.profile.begun.take();
        let is_new = begun.is_some() && found.is_of(&self.profile);
        let known = self.profile.registration.take().filter(|record| record.client_id == client_id);
        let mut record = known.unwrap_or_else(|| RegistrationRecord {
            client_id,
            object_id,
            tenant_id: self.tenant,
            made_here: self.made_here,
            runs: Vec::new(),
        });
        record.made_here = self.made_here;
        let facts_before = begun.map_or_else(|| self.profile.facts.clone(), |begun| begun.facts_before);
        record.begin_run(&facts_before);
        self.profile.facts =
            KnownFacts { client_id: Some(client_id), tenant_id: Some(self.tenant), ..self.facts.clone() };
        self.profile.drawn = Some(self.plan.drawn);
        let record = self.profile.registration.insert(record);
        let run = record.runs.last_mut().ok_or_else(not_found)?;
        if is_new {
            run.undo = vec![inverse::deletion(object_id)];
        }
        Ok((object_id, run))
    }

    /// What this run changed since it read the profile or wrote it last: others may change other parts meanwhile.
    fn write(&mut self) -> Result<(), AppError> {
        profile::carry_over(self.app, &self.kept, &self.profile)?;
        self.kept = self.profile.clone();
        Ok(())
    }
}
