//! Conditional Access: which policy stands between a user and a resource, and what would satisfy it.

use jiff::{SignedDuration, Timestamp};
use sso_core::{ClientId, GRAPH_APP_ID};

use super::Tenant;
use super::claims_request::Demanded;
use super::directory::Directory;
use super::scope::Scopes;
use super::session::Authentication;
use crate::rules::{
    Refusal, access_blocked, device_not_compliant, external_challenge, mfa_registration_required, mfa_required,
    sign_in_frequency,
};
use crate::{AccessControl, ConditionalAccessPolicy, Person};

/// Where the question came up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Challenged {
    /// At the authorization endpoint or on-behalf-of: `interaction_required`.
    Interactively,
    /// Redeeming a grant: `invalid_grant`.
    ByGrant,
}

/// What a policy demands that has not been done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unmet<'a> {
    pub policy: &'a ConditionalAccessPolicy,
    /// Of the resource that it guards.
    pub resource: ClientId,
    /// Of the sign-in.
    at: Timestamp,
}

impl Unmet<'_> {
    pub fn refusal(&self, challenged: Challenged) -> Refusal {
        let policy = self.policy.id;
        let resource = self.resource;
        match self.policy.control {
            AccessControl::Mfa => mfa_required::refusal(resource, policy, challenged),
            AccessControl::MfaRegistration => mfa_registration_required::refusal(resource, policy, challenged),
            AccessControl::ExternalChallenge => external_challenge::refusal(policy, challenged),
            AccessControl::SignInFrequency { hours } => sign_in_frequency::refusal(self.at, hours),
            AccessControl::CompliantDevice => device_not_compliant::refusal(challenged),
            AccessControl::Block => access_blocked::refusal(policy, challenged),
        }
    }
}

impl Tenant {
    /// The first policy that a token for these scopes would break.
    pub(super) fn unmet<'a>(
        &self,
        directory: &'a Directory,
        person: &Person,
        scopes: &Scopes,
        authentication: &Authentication,
    ) -> Option<Unmet<'a>> {
        let now = self.now();
        scopes.guarded().into_iter().find_map(|resource| {
            let policy = directory
                .policies
                .iter()
                .find(|policy| policy.is_for(person.id, resource) && !is_met(policy.control, authentication, now))?;
            Some(Unmet { policy, resource, at: authentication.at })
        })
    }

    /// The first policy among those that a client names to which this user is subject, and that is not met.
    pub(super) fn demanded<'a>(
        &self,
        directory: &'a Directory,
        person: &Person,
        demanded: &Demanded,
        authentication: &Authentication,
    ) -> Option<Unmet<'a>> {
        let now = self.now();
        let policy = directory.policies.iter().find(|policy| {
            demanded.policies.contains(&policy.id)
                && (policy.users.is_empty() || policy.users.contains(&person.id))
                && !is_met(policy.control, authentication, now)
        })?;
        let resource = policy.resources.first().copied().unwrap_or(ClientId::from_uuid(GRAPH_APP_ID));
        Some(Unmet { policy, resource, at: authentication.at })
    }

    /// For endpoints that show no page.
    pub(super) fn require_access(
        &self,
        directory: &Directory,
        person: &Person,
        scopes: &Scopes,
        authentication: &Authentication,
        challenged: Challenged,
    ) -> Result<(), Refusal> {
        match self.unmet(directory, person, scopes, authentication) {
            Some(unmet) => Err(unmet.refusal(challenged)),
            None => Ok(()),
        }
    }

    /// What a client demands by `claims` of a grant that shows no page.
    pub(super) fn require_demanded(
        &self,
        directory: &Directory,
        person: &Person,
        client: ClientId,
        demanded: &Demanded,
        authentication: &Authentication,
    ) -> Result<(), Refusal> {
        match self.demanded(directory, person, demanded, authentication) {
            Some(unmet) => Err(unmet.refusal(Challenged::ByGrant)),
            None if demanded.is_met_by(authentication) => Ok(()),
            None => Err(mfa_required::unnamed(client, Challenged::ByGrant)),
        }
    }
}

impl Scopes {
    /// The resources that a policy may guard: those of the scopes; Graph, where only the sign-in is asked for.
    pub(super) fn guarded(&self) -> Vec<ClientId> {
        let of_scopes: Vec<_> = self.resources.iter().map(|of| of.resource.app_id()).collect();
        if of_scopes.is_empty() { vec![ClientId::from_uuid(GRAPH_APP_ID)] } else { of_scopes }
    }
}

fn is_met(control: AccessControl, authentication: &Authentication, now: Timestamp) -> bool {
    match control {
        AccessControl::Mfa | AccessControl::MfaRegistration | AccessControl::ExternalChallenge => authentication.mfa,
        AccessControl::SignInFrequency { hours } => {
            now.duration_since(authentication.at) < SignedDuration::from_hours(i64::from(hours))
        }
        AccessControl::CompliantDevice | AccessControl::Block => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_meets_a_policy() {
        let now = Timestamp::from_second(1_000_000).unwrap();
        let old = Authentication::simple(now - SignedDuration::from_hours(4));
        let proven = Authentication { mfa: true, ..old.clone() };
        for (control, by_old, by_proven) in [
            (AccessControl::Mfa, false, true),
            (AccessControl::MfaRegistration, false, true),
            (AccessControl::ExternalChallenge, false, true),
            (AccessControl::SignInFrequency { hours: 4 }, false, false),
            (AccessControl::SignInFrequency { hours: 5 }, true, true),
            (AccessControl::CompliantDevice, false, false),
            (AccessControl::Block, false, false),
        ] {
            assert_eq!(is_met(control, &old, now), by_old, "{control:?}");
            assert_eq!(is_met(control, &proven, now), by_proven, "{control:?}");
        }
    }
}
