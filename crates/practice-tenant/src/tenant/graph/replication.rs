//! A new object is not known everywhere at once: for some seconds one of Graph's servers answers 404 for what another one
//! has just made. Here that is counted in calls, so that no test waits.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Call, GraphRefusal, Tenant};

/// Which objects are not known yet, and for how many calls.
#[derive(Debug, Default)]
pub(super) struct Replication {
    /// Of each object that is made from now on.
    lag: u32,
    missing: BTreeMap<Uuid, u32>,
}

impl Replication {
    pub fn created(&mut self, id: Uuid) {
        if self.lag > 0 {
            self.missing.insert(id, self.lag);
        }
    }

    /// Whether a call that names the object meets it; each that does not brings it nearer.
    pub fn meets(&mut self, id: Uuid) -> bool {
        let Some(left) = self.missing.get_mut(&id) else { return true };
        *left -= 1;
        if *left == 0 {
            self.missing.remove(&id);
        }
        false
    }
}

impl Tenant {
    /// From now on the first `calls` that name a new application or service principal, or list them, do not find it. 0: all
    /// are found at once, those that are missing too.
    pub fn set_replication_lag(&mut self, calls: u32) {
        let replication = &mut self.graph_settings.replication;
        replication.lag = calls;
        if calls == 0 {
            replication.missing.clear();
        }
    }

    /// 404 while the application that the key names is not known yet.
    pub(super) fn meet_application(&mut self, call: &Call<'_>, key: &str) -> Result<(), GraphRefusal> {
        let id = self.application_by_key(call, key)?.registration.id;
        self.meet(id, key)
    }

    /// The same by the object ID of what `key` names.
    pub(super) fn meet(&mut self, id: Option<Uuid>, key: &str) -> Result<(), GraphRefusal> {
        match id.is_none_or(|id| self.graph_settings.replication.meets(id)) {
            true => Ok(()),
            false => Err(GraphRefusal::not_found(key.trim_start_matches("appId="))),
        }
    }
}
