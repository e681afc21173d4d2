//! What a registration that is looked at is compared with.

use sso_core::plan::Plan;
use sso_core::rules::UPDATE;
use sso_core::{ClientId, Cloud, Finding};

use super::{DOMAIN, GivenCloud, Input, Layer, missing_facts, plan_from};
use crate::profile::{self, Known};
use crate::use_case::registration::Via;
use crate::{App, AppError};

/// For one registration after the other: facts as they were given, and what is known beside them.
pub(crate) struct Comparison {
    given: Input,
    known: Known,
}

/// What is of another app.
pub(crate) struct LeftOut {
    pub what: &'static str,
    pub app: ClientId,
}

/// For one of them.
pub(crate) struct Compared {
    /// `None` where too little is known for one.
    pub plan: Option<Plan>,
    /// The app of the profile, or of the project's file, where it is another one: then nothing of that is in the plan.
    pub left_out: Option<LeftOut>,
    /// The arguments that make an update write this plan, each with a space before it.
    arguments: String,
}

impl Compared {
    /// Makes what the findings offer the command as it is typed.
    pub fn complete(&self, findings: &mut [Finding]) {
        complete(findings, &self.arguments);
    }
}

/// As [`Compared::complete`], with arguments that each have a space before them.
pub(crate) fn complete(findings: &mut [Finding], arguments: &str) {
    for step in findings.iter_mut().flat_map(|finding| &mut finding.fix).filter(|step| *step == UPDATE) {
        step.push_str(arguments);
    }
}

impl Comparison {
    /// Without a domain there is no plan, unless facts were given, which are given for something.
    ///
    /// # Errors
    /// Those of facts, of the file of a cloud and of reading the profile.
    pub fn new(app: &App, given: &Input) -> Result<Self, AppError> {
        Self::of(app, given, *given == Input::default())
    }

    /// As [`Self::new`], where client ID, tenant and cloud say which registration is looked at, and not what it should be.
    ///
    /// # Errors
    /// As those of [`Self::new`].
    pub fn of_what_is_named(app: &App, given: &Input) -> Result<Self, AppError> {
        let Input { client_id, tenant_id, cloud, .. } = given.clone();
        Self::of(app, given, *given == Input { client_id, tenant_id, cloud, ..Input::default() })
    }

    fn of(app: &App, given: &Input, may_be_without_plan: bool) -> Result<Self, AppError> {
        let comparison = Self { given: given.clone(), known: profile::known(app)? };
        let is_compared = comparison.with(None, None)?.plan.is_some();
        if is_compared || may_be_without_plan { Ok(comparison) } else { Err(missing_facts(&[DOMAIN])) }
    }

    /// `client_id`: that of the registration, whatever it is. Who has not said which app it is means this one, and the profile's
    /// facts are compared with its own app alone.
    ///
    /// `via`: whose Graph token an update is to use; where nobody said, that of the Azure CLI.
    ///
    /// # Errors
    /// As those of [`Self::new`].
    pub fn with(&self, client_id: Option<ClientId>, via: Option<Via>) -> Result<Compared, AppError> {
        let mut named = self.given.clone();
        named.client_id = named.client_id.or_else(|| client_id.map(|id| id.to_string()));
        let Known { project, profile } = &self.known;
        let in_project = named.with_project(project.as_ref());
        let known = in_project.with_profile(profile.as_ref());
        let of_project = project.as_ref().and_then(|project| named.app_of_another(&Layer::of_project(project)));
        let of_profile = profile.as_ref().and_then(|profile| in_project.app_of_another(&Layer::of(profile)));
        let own = Known {
            project: project.clone().filter(|_| of_project.is_none()),
            profile: profile.clone().filter(|_| of_profile.is_none()),
        };
        let plan = match known.domain {
            Some(_) => {
                let given = Input { cloud: known.cloud.clone(), ..self.given.clone() };
                let mut plan = plan_from(&given, &own)?;
                plan.facts.client_id = plan.facts.client_id.or(client_id);
                Some(plan)
            }
            None => None,
        };
        let source = match (via, &known.cloud) {
            (None, Some(GivenCloud::Known(Cloud::Practice))) => String::new(),
            (via, _) => via.unwrap_or(Via::AzureCli).flag(),
        };
        // One profile has one registration; where it is gone, it is nobody's.
        let gone = profile.as_ref().and_then(|profile| profile.gone);
        let apart = if of_profile.is_some() && of_profile != gone { " --profile NAME" } else { "" };
        let left_out = of_profile
            .map(|app| LeftOut { what: "the profile", app })
            .or(of_project.map(|app| LeftOut { what: profile::project::FILE_NAME, app }));
        let named = Input { client_id: known.client_id, domain: known.domain, ..named };
        Ok(Compared { plan, left_out, arguments: named.flags() + &source + apart })
    }
}
