use serde::Serialize;
use sso_core::plan::{AccountTypes, Auth};
use sso_core::{ClientId, Cloud, OfficeHost, TenantId};

use super::GivenCloud;
use crate::profile::Profile;
use crate::shell::quoted;

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
    /// stand in for those that nobody gave. Of a profile of another app than the given one only the cloud does, unless it is
    /// the practice tenant: an app of one's own is not in there.
    pub(crate) fn with_what_is_known(&self, profile: Option<&Profile>) -> Self {
        let Some(profile) = profile else { return self.clone() };
        let facts = &profile.facts;
        let given = self.clone();
        if self.app_of_another(profile).is_some() {
            return Self { cloud: given.cloud.or_else(|| self.cloud_of(profile)), ..given };
        }
        let ids = self.ids_of(profile);
        let client_id = ids.and_then(|(client_id, _)| client_id);
        let tenant_id = ids.and_then(|(_, tenant_id)| tenant_id);
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
            cloud: given.cloud.or_else(|| self.cloud_of(profile)),
        }
    }

    /// The client ID of the profile's app, where it is another than the given one: in its cloud, or gone.
    pub(super) fn app_of_another(&self, profile: &Profile) -> Option<ClientId> {
        let given = self.client_id.as_ref()?.parse::<ClientId>().ok()?;
        let known = match client_id(profile) {
            Some(_) => self.ids_of(profile)?.0,
            None => profile.gone,
        };
        known.filter(|known| *known != given)
    }

    /// The profile's cloud, as far as it can be meant. Who names a tenant, or else an app, that is not the practised one has
    /// left the practice tenant.
    fn cloud_of(&self, profile: &Profile) -> Option<GivenCloud> {
        let cloud = profile.facts.cloud.clone()?;
        let has_left = cloud == Cloud::Practice
            && match self.tenant_id.is_some() {
                true => self.tenant_of_another(profile),
                false => self.app_of_another(profile).is_some(),
            };
        (!has_left).then_some(GivenCloud::Known(cloud))
    }

    /// Whether the given tenant is another than the profile's.
    fn tenant_of_another(&self, profile: &Profile) -> bool {
        let given = self.tenant_id.as_ref().and_then(|text| text.parse::<TenantId>().ok());
        given.is_some_and(|given| tenant_id(profile).is_some_and(|known| known != given))
    }

    /// Client ID and tenant ID of the profile's app. IDs of one cloud name nothing in another: whoever practised first goes on
    /// without them.
    fn ids_of(&self, profile: &Profile) -> Option<(Option<ClientId>, Option<TenantId>)> {
        let known = profile.facts.cloud.clone().unwrap_or_default();
        let is_elsewhere = match &self.cloud {
            Some(cloud) => cloud.cloud().map_or(true, |cloud| cloud != known),
            None => known == Cloud::Practice && self.client_id.is_none() && self.tenant_of_another(profile),
        };
        (!is_elsewhere).then_some((client_id(profile), tenant_id(profile)))
    }

    /// The flags of the command that give it, as a shell takes them, each with a space before it.
    pub(crate) fn flags(&self) -> String {
        let cloud = self.cloud.as_ref().and_then(GivenCloud::written);
        let list = |texts: Vec<String>| (!texts.is_empty()).then(|| texts.join(","));
        let flags = [
            ("--name", self.name.clone()),
            ("--domain", self.domain.clone()),
            ("--office-host", list(self.office_hosts.iter().map(|host| host.to_string().to_lowercase()).collect())),
            ("--client-id", self.client_id.clone()),
            ("--tenant-id", self.tenant_id.clone()),
            ("--account-types", self.account_types.as_ref().map(word)),
            ("--permission", list(self.permissions.clone())),
            ("--auth", self.auth.as_ref().map(word)),
            ("--dialog-page", self.dialog_page.clone()),
            ("--task-pane-page", self.task_pane_page.clone()),
            ("--cloud", cloud),
        ];
        let given = flags.into_iter().filter_map(|(flag, value)| Some((flag, value?)));
        given.map(|(flag, value)| format!(" {flag} {}", quoted(&value))).collect()
    }
}

fn client_id(profile: &Profile) -> Option<ClientId> {
    profile.facts.client_id.or(profile.registration.as_ref().map(|record| record.client_id))
}

fn tenant_id(profile: &Profile) -> Option<TenantId> {
    profile.facts.tenant_id.or(profile.registration.as_ref().map(|record| record.tenant_id))
}

/// The word by which serde knows it, which is the flag's.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn either<T>(given: Vec<T>, known: impl FnOnce() -> Vec<T>) -> Vec<T> {
    if given.is_empty() { known() } else { given }
}
