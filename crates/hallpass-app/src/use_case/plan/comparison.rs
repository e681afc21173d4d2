//! What a registration that is looked at is compared with.

use sso_core::plan::Plan;
use sso_core::{ClientId, Cloud};

use super::{DOMAIN, GivenCloud, Input, missing_facts, plan_from};
use crate::profile::{self, Profile};
use crate::{App, AppError};

/// For one registration after the other: facts as they were given, and the profile.
pub(crate) struct Comparison {
    given: Input,
    profile: Option<Profile>,
}

/// For one of them.
pub(crate) struct Compared {
    /// `None` where too little is known for one.
    pub plan: Option<Plan>,
    /// The profile's app, where it is another one: then nothing of the profile is in the plan.
    pub left_out: Option<ClientId>,
    /// The arguments that make an update write this plan, each with a space before it.
    pub arguments: String,
}

impl Comparison {
    /// Without a domain there is no plan, unless facts were given, which are given for something.
    ///
    /// # Errors
    /// Those of facts, of the file of a cloud and of reading the profile.
    pub fn new(app: &App, given: &Input) -> Result<Self, AppError> {
        let comparison = Self { given: given.clone(), profile: profile::read(app)? };
        let is_compared = comparison.with(None)?.plan.is_some();
        if !is_compared && *given != Input::default() {
            return Err(missing_facts(&[DOMAIN]));
        }
        Ok(comparison)
    }

    /// `client_id`: that of the registration, whatever it is. Who has not said which app it is means this one, and the profile's
    /// facts are compared with its own app alone.
    ///
    /// # Errors
    /// As those of [`Self::new`].
    pub fn with(&self, client_id: Option<ClientId>) -> Result<Compared, AppError> {
        let mut named = self.given.clone();
        named.client_id = named.client_id.or_else(|| client_id.map(|id| id.to_string()));
        let known = named.with_what_is_known(self.profile.as_ref());
        let left_out = self.profile.as_ref().and_then(|profile| named.app_of_another(profile));
        let plan = match known.domain {
            Some(_) => {
                let given = Input { cloud: known.cloud.clone(), ..self.given.clone() };
                let mut plan = plan_from(&given, self.profile.as_ref().filter(|_| left_out.is_none()))?;
                plan.facts.client_id = plan.facts.client_id.or(client_id);
                Some(plan)
            }
            None => None,
        };
        let source = match known.cloud {
            Some(GivenCloud::Known(Cloud::Practice)) => "",
            _ => " --via az",
        };
        // One profile has one registration; where it is gone, it is nobody's.
        let is_taken = self.profile.as_ref().is_some_and(|profile| left_out.is_some() && left_out != profile.gone);
        let apart = if is_taken { " --config-dir DIR" } else { "" };
        let named = Input { client_id: known.client_id, domain: known.domain, ..named };
        Ok(Compared { plan, left_out, arguments: named.flags() + source + apart })
    }
}
