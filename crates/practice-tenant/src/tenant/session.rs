//! Who is signed in in one browser. Several accounts may be, as with Entra.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Segment, Tenant, after};
use crate::Account;

/// What one cookie stands for.
#[derive(Default)]
pub(super) struct Session {
    /// The one signed in last comes first.
    pub sign_ins: Vec<SignedIn>,
}

/// One account of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SignedIn {
    pub account: Account,
    /// `session_state` of every answer.
    pub state: Uuid,
    pub authentication: Authentication,
    expires: Timestamp,
}

/// How and when somebody proved who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Authentication {
    pub at: Timestamp,
}

const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// More than anybody has; a script could go on for ever.
const MOST_ACCOUNTS: usize = 16;

impl Tenant {
    /// The accounts that are signed in in this browser and that may be meant at `segment`.
    pub(super) fn signed_in_accounts(&self, session: Option<&str>, segment: Segment) -> Vec<SignedIn> {
        let Some(session) = session.and_then(|id| self.sessions.get(id)) else { return Vec::new() };
        let fits = |account: Account| match segment {
            Segment::Organizations => !account.is_personal(),
            Segment::Consumers => account.is_personal(),
            Segment::Common | Segment::Tenant(_) => true,
        };
        let now = self.now();
        session.sign_ins.iter().filter(|known| now < known.expires && fits(known.account)).cloned().collect()
    }

    /// Adds an account to a browser's session, under a new name: who knew the old one is not signed in with it.
    pub(super) fn sign_in(&mut self, session: Option<&str>, account: Account) -> (String, SignedIn) {
        let earlier = session.and_then(|id| self.sessions.remove(id)).unwrap_or_default();
        let (now, state) = (self.now(), self.chance.guid());
        let new = SignedIn { account, state, authentication: Authentication { at: now }, expires: after(now, LIFE) };
        let mut sign_ins = vec![new.clone()];
        sign_ins.extend(earlier.sign_ins.into_iter().filter(|known| known.account != account && now < known.expires));
        sign_ins.truncate(MOST_ACCOUNTS);
        let id = self.chance.text::<32>();
        self.sessions.insert(id.clone(), Session { sign_ins });
        (id, new)
    }

    /// Ends the session of a browser.
    pub fn sign_out(&mut self, session: &str) {
        self.sessions.remove(session);
    }
}
