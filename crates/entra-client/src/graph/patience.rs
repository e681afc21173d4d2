//! When a request is sent again: what was made a moment ago is not known everywhere yet, and Graph may be busy.

use std::pin::Pin;
use std::time::Duration;

use sso_core::plan::change::Method;

use super::GraphAnswer;

/// Waits as long as it is told to; answers whether to go on. Time enters here, so that tests do not sleep.
pub type Waiting<'a> = dyn Fn(Pause) -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync + 'a;

/// A pause before the same request is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    pub length: Duration,
    pub reason: PauseReason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PauseReason {
    /// The object is new, and not known to the server that was asked.
    Replication,
    /// Graph asked to be left alone, or is down for the moment.
    Busy,
}

/// What a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Object {
    /// Made a moment ago: that it is not found is for now.
    New,
    /// That it is not found is an answer.
    Known,
}

/// Together three quarters of a minute. Microsoft's own tool for Office add-ins tries eleven times in as many seconds.
const REPLICATION: [u64; 12] = [1, 1, 1, 2, 2, 3, 3, 5, 5, 7, 7, 8];
/// Where Graph names no time.
const BUSY: [u64; 4] = [2, 4, 8, 16];
/// Longer than this nobody waits.
const LONGEST: Duration = Duration::from_secs(60);

/// How often each of both was met so far.
#[derive(Debug, Default)]
pub(super) struct Patience {
    replication: usize,
    busy: usize,
}

impl Patience {
    /// The pause before the next try; `None`: the answer stands.
    ///
    /// A POST is not sent again after 5xx, where nobody knows whether it was carried out.
    pub fn pause<T>(&mut self, answer: &GraphAnswer<T>, method: Method, object: Object) -> Option<Pause> {
        let error = answer.body.as_ref().err()?;
        let seconds = |list: &[u64], at: usize| list.get(at).copied().map(Duration::from_secs);
        let missing = answer.status == 404 || error.says("NoBackingApplicationObject");
        if missing && object == Object::New {
            let length = seconds(&REPLICATION, self.replication)?;
            self.replication += 1;
            return Some(Pause { length, reason: PauseReason::Replication });
        }
        let busy = match answer.status {
            429 => true,
            502..=504 => method != Method::Post,
            _ => false,
        };
        if !busy {
            return None;
        }
        let length = seconds(&BUSY, self.busy)?;
        self.busy += 1;
        let length = answer.retry_after.unwrap_or(length);
        (length <= LONGEST).then_some(Pause { length, reason: PauseReason::Busy })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{GraphError, GraphErrorDetail};
    use super::*;

    fn answer(status: u16, code: &str, retry_after: Option<u64>) -> GraphAnswer {
        let details = vec![GraphErrorDetail { code: code.to_owned(), target: None }];
        let error = GraphError { code: "Request_BadRequest".to_owned(), details, ..GraphError::default() };
        let retry_after = retry_after.map(Duration::from_secs);
        GraphAnswer { status, request_id: None, retry_after, body: Err(error) }
    }

    #[test]
    fn what_is_sent_again() {
        use {Method::*, Object::*, PauseReason::*};
        for (status, code, retry_after, method, object, pause) in [
            (404, "", None, Patch, New, Some((1, Replication))),
            (404, "", None, Patch, Known, None),
            (400, "NoBackingApplicationObject", None, Post, New, Some((1, Replication))),
            (400, "ObjectConflict", None, Post, New, None),
            (429, "", Some(12), Post, Known, Some((12, Busy))),
            (429, "", None, Get, Known, Some((2, Busy))),
            (429, "", Some(3600), Get, Known, None),
            (503, "", None, Patch, Known, Some((2, Busy))),
            (503, "", Some(1), Post, Known, None),
            (403, "", None, Get, New, None),
        ] {
            let found = Patience::default().pause(&answer(status, code, retry_after), method, object);
            let found = found.map(|pause| (pause.length.as_secs(), pause.reason));
            assert_eq!(found, pause, "{status} {code} to {method:?} of {object:?}");
        }
    }

    #[test]
    fn it_ends() {
        for (status, tries) in [(404, REPLICATION.len()), (429, BUSY.len())] {
            let mut patience = Patience::default();
            let pauses = std::iter::from_fn(|| patience.pause(&answer(status, "", None), Method::Patch, Object::New));
            assert_eq!(pauses.take(100).count(), tries, "{status}");
        }
    }
}
