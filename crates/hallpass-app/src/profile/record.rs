//! What live runs have done to the registration, and how each is taken back.

use serde::{Deserialize, Serialize};
use sso_core::{ClientId, Cloud, ObjectId, TenantId};

use super::{KnownFacts, Profile};

/// What a live run has made or found, and how far it came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistrationRecord {
    pub client_id: ClientId,
    pub object_id: ObjectId,
    pub tenant_id: TenantId,
    /// Whether this tool made it: only then it deletes it without being told to.
    pub made_here: bool,
    /// Runs that changed something and may be taken back, the last one last: undo begins with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<RunRecord>,
}

/// A run of create or update that changed something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunRecord {
    /// Whether it came to its end. One that did not is completed by the next, and undone together with it.
    pub complete: bool,
    /// What the profile knew before it: undo brings it back.
    #[serde(default, skip_serializing_if = "KnownFacts::is_empty")]
    pub facts_before: KnownFacts,
    /// What takes it back, in the order in which it was made: undo begins with the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undo: Vec<UndoStep>,
}

/// One request that takes a change back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoStep {
    pub title: String,
    pub method: String,
    pub path: String,
    /// JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// JSON: what the run left in the place of what the request puts back. Where something else stands there now, somebody
    /// else wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
}

/// More are not kept: the file stays small, and nobody goes back further.
const RUNS: usize = 10;

impl RegistrationRecord {
    /// Whether the last run came to its end.
    pub fn is_complete(&self) -> bool {
        self.runs.last().is_none_or(|run| run.complete)
    }

    /// The run that goes on, or a new one: whatever is added to it is taken back together.
    pub fn begin_run(&mut self, facts_before: &KnownFacts) {
        if !self.is_complete() {
            return;
        }
        if self.runs.len() >= RUNS {
            self.runs.remove(0);
        }
        self.runs.push(RunRecord { complete: false, facts_before: facts_before.clone(), undo: Vec::new() });
    }
}

impl Profile {
    /// Takes the last run out where nothing of it is left to take back: the profile knows again what it knew before it, and
    /// of the registration nothing where that run was the first to find it.
    pub fn close_run_without_changes(&mut self) {
        let Some(record) = &mut self.registration else { return };
        let Some(run) = record.runs.pop_if(|run| run.undo.is_empty()) else { return };
        self.facts = run.facts_before;
        if record.runs.is_empty() && self.facts.client_id != Some(record.client_id) {
            self.registration = None;
        }
    }

    /// Of a registration that is gone. What was said of the add-in stays, and of whom it was said; where it was practised, the
    /// cloud is the one from before.
    pub fn forget_registration(&mut self) -> Option<RegistrationRecord> {
        self.begun = None;
        let record = self.registration.take();
        self.gone = record.as_ref().map(|record| record.client_id).or(self.gone);
        if self.facts.client_id == record.as_ref().map(|record| record.client_id) {
            self.facts.client_id = None;
        }
        if self.facts.cloud == Some(Cloud::Practice) {
            let before = record.as_ref().and_then(|record| record.runs.first()).map(|run| &run.facts_before);
            let before = before.filter(|facts| facts.cloud != Some(Cloud::Practice)).cloned().unwrap_or_default();
            (self.facts.cloud, self.facts.tenant_id) = (before.cloud, before.tenant_id);
        }
        record
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const ID: &str = "99999999-0000-4000-8000-00000000000a";

    fn facts(name: usize) -> KnownFacts {
        KnownFacts { name: Some(name.to_string()), client_id: ID.parse().ok(), ..KnownFacts::default() }
    }

    #[test]
    fn runs_are_kept_one_upon_the_other_up_to_a_limit() {
        let mut profile = Profile::new(Uuid::nil());
        profile.facts = facts(99);
        let record = profile.registration.insert(RegistrationRecord {
            client_id: ID.parse().unwrap(),
            object_id: ID.parse().unwrap(),
            tenant_id: ID.parse().unwrap(),
            made_here: true,
            runs: Vec::new(),
        });
        for name in 0..=RUNS {
            record.begin_run(&facts(name));
            // It goes on with what is not at its end.
            record.begin_run(&facts(1000));
            record.runs.last_mut().unwrap().complete = true;
        }
        assert_eq!(record.runs.len(), RUNS);
        for name in (1..=RUNS).rev() {
            profile.close_run_without_changes();
            assert_eq!(profile.facts, facts(name));
        }
        // The first is not kept any more, and the profile knew the application before the second.
        profile.close_run_without_changes();
        assert!(profile.registration.is_some_and(|record| record.runs.is_empty()));
    }

    #[test]
    fn a_registration_that_is_gone() {
        let (public, national) = (None, Some(Cloud::UsGov));
        for (cloud, before, after) in [
            (Some(Cloud::Practice), national.clone(), national.clone()),
            (Some(Cloud::Practice), public.clone(), public),
            (Some(Cloud::Practice), Some(Cloud::Practice), None),
            (national.clone(), None, national),
        ] {
            let mut profile = Profile::new(Uuid::nil());
            profile.facts = KnownFacts { cloud, ..facts(1) };
            let run =
                RunRecord { complete: true, facts_before: KnownFacts { cloud: before, ..facts(0) }, undo: Vec::new() };
            profile.registration = Some(RegistrationRecord {
                client_id: ID.parse().unwrap(),
                object_id: ID.parse().unwrap(),
                tenant_id: ID.parse().unwrap(),
                made_here: true,
                runs: vec![run],
            });
            assert!(profile.forget_registration().is_some());
            // Once more, nothing is known of another one.
            assert_eq!((profile.forget_registration(), profile.gone), (None, ID.parse().ok()));
            assert_eq!(profile.facts, KnownFacts { cloud: after, client_id: None, ..facts(1) });
        }
    }
}
