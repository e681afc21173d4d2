//! Work that takes a while: one of each kind at a time, and each can be cancelled.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use hallpass_app::AppError;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

/// What can run, and be cancelled by its name. A rehearsal has a turn of its own ([`crate::desktop`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Work {
    SignIn,
    SignOut,
    OnBehalfOf,
    Registration,
    Secret,
    Port,
}

/// What runs now.
#[derive(Clone, Default)]
pub struct Works(Arc<Mutex<HashMap<Work, CancellationToken>>>);

impl Works {
    /// # Errors
    /// `busy`, while one of this kind runs.
    pub fn begin(&self, work: Work) -> Result<Turn, AppError> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if running.contains_key(&work) {
            return Err(AppError::could_not_check("busy", "this is being done already")
                .with_hint("wait for its end, or stop it"));
        }
        let cancel = CancellationToken::new();
        running.insert(work, cancel.clone());
        Ok(Turn { works: self.clone(), work, cancel })
    }

    /// Nothing where none runs.
    pub fn cancel(&self, work: Work) {
        if let Some(cancel) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&work) {
            cancel.cancel();
        }
    }

    pub fn is_running(&self, work: Work) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&work)
    }
}

/// Ends with the work, also where that one is dropped.
pub struct Turn {
    works: Works,
    work: Work,
    pub cancel: CancellationToken,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.works.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.work);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_kind_at_a_time() {
        let works = Works::default();
        let turn = works.begin(Work::SignIn).unwrap();
        assert_eq!(works.begin(Work::SignIn).err().map(|error| error.code), Some("busy".to_owned()));
        assert!(works.begin(Work::OnBehalfOf).is_ok());
        works.cancel(Work::SignIn);
        assert!(turn.cancel.is_cancelled());
        drop(turn);
        assert!(!works.begin(Work::SignIn).unwrap().cancel.is_cancelled(), "a cancel is of the work that ran");
        assert!(!works.is_running(Work::SignIn));
    }
}
