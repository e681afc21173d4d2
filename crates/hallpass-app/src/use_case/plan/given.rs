use sso_core::OfficeHost;
use sso_core::plan::{AccountTypes, Auth};

use super::GivenCloud;
use crate::profile::Profile;

/// The facts as a face has them: text where a person typed, nothing where nothing was said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Input {
    pub name: Option<String>,
    pub domain: Option<String>,
    pub office_hosts: Vec<OfficeHost>,
    pub client_id: Option<String>,
    pub tenant_id: Option<String>,
    pub account_types: Option<AccountTypes>,
    /// Graph's delegated permissions: short names, or `NAME=GUID` for one that Hallpass does not know.
    pub permissions: Vec<String>,
    pub auth: Option<Auth>,
    /// Of the fallback dialog: a path on the domain, without a leading slash.
    pub dialog_page: Option<String>,
    /// The same of the task pane.
    pub task_pane_page: Option<String>,
    pub cloud: Option<GivenCloud>,
}

impl Input {
    /// What was given; where nothing was, what the profile knows. The IDs of a registration that a live run made or found
    /// stand in for those that nobody gave.
    pub(crate) fn with_what_is_known(&self, profile: Option<&Profile>) -> Self {
        let Some(profile) = profile else { return self.clone() };
        let (facts, record) = (&profile.facts, profile.registration.as_ref());
        let given = self.clone();
        // IDs of one cloud name nothing in another: whoever practised first goes on without them.
        let is_elsewhere = given.cloud.as_ref().is_some_and(|cloud| {
            let known = facts.cloud.clone().unwrap_or_default();
            cloud.cloud().map_or(true, |cloud| cloud != known)
        });
        let (facts_of_app, record) = if is_elsewhere { (None, None) } else { (Some(facts), record) };
        let client_id = facts_of_app.and_then(|facts| facts.client_id).or(record.map(|record| record.client_id));
        let tenant_id = facts_of_app.and_then(|facts| facts.tenant_id).or(record.map(|record| record.tenant_id));
        Self {
            name: given.name.or_else(|| facts.name.clone()),
            domain: given.domain.or_else(|| facts.domain.as_ref().map(ToString::to_string)),
            office_hosts: either(given.office_hosts, || facts.office_hosts.clone()),
            client_id: given.client_id.or_else(|| client_id.map(|id| id.to_string())),
            tenant_id: given.tenant_id.or_else(|| tenant_id.map(|id| id.to_string())),
            account_types: given.account_types.or(facts.account_types),
            permissions: either(given.permissions, || facts.permissions.iter().map(ToString::to_string).collect()),
            auth: given.auth.or(facts.auth),
            dialog_page: given.dialog_page.or_else(|| facts.pages.as_ref().map(|pages| pages.dialog.clone())),
            task_pane_page: given.task_pane_page.or_else(|| facts.pages.as_ref().map(|pages| pages.task_pane.clone())),
            cloud: given.cloud.or_else(|| facts.cloud.clone().map(GivenCloud::Known)),
        }
    }
}

fn either<T>(given: Vec<T>, known: impl FnOnce() -> Vec<T>) -> Vec<T> {
    if given.is_empty() { known() } else { given }
}
