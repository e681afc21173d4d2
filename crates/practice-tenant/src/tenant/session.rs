//! Who is signed in in one browser. Several accounts may be, as with Entra.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::authentication_context::AuthenticationContext;
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Authentication {
    pub at: Timestamp,
    /// Multi-factor authentication was passed.
    pub mfa: bool,
    /// Authentication contexts that were satisfied (`acrs`).
    pub contexts: BTreeSet<AuthenticationContext>,
}

impl Authentication {
    /// By who they say they are: there are no passwords here.
    pub fn simple(at: Timestamp) -> Self {
        Self { at, mfa: false, contexts: BTreeSet::new() }
    }

    /// `amr` of version 1 tokens.
    pub fn methods(&self) -> &'static [&'static str] {
        if self.mfa { &["pwd", "mfa"] } else { &["pwd"] }
    }
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
        let lives = |known: &SignedIn| now < known.expires && !self.is_revoked(known.account, known.authentication.at);
        session.sign_ins.iter().filter(|known| lives(known) && fits(known.account)).cloned().collect()
    }

    /// Adds an account to a browser's session, under a new name: who knew the old one is not signed in with it.
    pub(super) fn sign_in(
        &mut self,
        session: Option<&str>,
        account: Account,
        authentication: Authentication,
    ) -> (String, SignedIn) {
        let mut sign_ins = session.and_then(|id| self.sessions.remove(id)).unwrap_or_default().sign_ins;
        let (now, state) = (self.now(), self.chance.guid());
        let earlier = sign_ins.iter().position(|known| known.account == account).map(|at| sign_ins.remove(at));
        let state = earlier.map_or(state, |earlier| earlier.state);
        let new = SignedIn { account, state, authentication, expires: after(now, LIFE) };
        sign_ins.retain(|known| now < known.expires);
        sign_ins.insert(0, new.clone());
        sign_ins.truncate(MOST_ACCOUNTS);
        let id = self.chance.text::<32>();
        self.sessions.insert(id.clone(), Session { sign_ins });
        (id, new)
    }

    /// Whether what was begun at that time ended with the user's sessions since.
    pub(super) fn is_revoked(&self, account: Account, begun: Timestamp) -> bool {
        let home = self.user(account.id).map(|(_, person)| person);
        home.is_some_and(|person| person.sign_in_sessions_valid_from.is_some_and(|from| begun < from))
    }

    /// Ends the session of a browser.
    pub fn sign_out(&mut self, session: &str) {
        self.sessions.remove(session);
    }
}
