//! The registration that was read last, of each profile: while the process lives it is judged anew with each change.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hallpass_app::profile::ProfileName;
use hallpass_app::use_case::register::Reading;

#[derive(Default)]
pub struct Readings(Mutex<HashMap<ProfileName, Reading>>);

impl Readings {
    pub fn of(&self, profile: &ProfileName) -> Option<Reading> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(profile).cloned()
    }

    /// `None`: what was read is not true any more, or nobody wants to see it.
    pub fn keep(&self, profile: &ProfileName, reading: Option<Reading>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match reading {
            Some(reading) => drop(all.insert(profile.clone(), reading)),
            None => drop(all.remove(profile)),
        }
    }
}
