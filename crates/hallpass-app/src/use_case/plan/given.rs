use serde::Serialize;
use serde_json::Value;
use sso_core::plan::{AccountTypes, Auth, Pages};
use sso_core::{ClientId, Cloud, OfficeHost, TenantId};

use super::GivenCloud;
use crate::profile::{Known, KnownFacts, Profile, Project};
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

/// What one place knows of an add-in.
#[derive(Clone, Copy)]
pub(crate) struct Layer<'a> {
    facts: &'a KnownFacts,
    client_id: Option<ClientId>,
    tenant_id: Option<TenantId>,
    /// Of an application that is gone, where the facts are what was said of it.
    gone: Option<ClientId>,
}

impl<'a> Layer<'a> {
    /// The IDs of a registration that a live run made or found stand in for those that nobody gave.
    pub fn of(profile: &'a Profile) -> Self {
        let (client_id, tenant_id) = (profile.client_id(), profile.tenant_id());
        Self { facts: &profile.facts, client_id, tenant_id, gone: profile.gone }
    }

    pub fn of_project(project: &'a Project) -> Self {
        let facts = &project.facts;
        Self { facts, client_id: facts.client_id, tenant_id: facts.tenant_id, gone: None }
    }
}

impl Input {
    /// What was given; where nothing was, what the project says, and where it says nothing, what the profile knows.
    pub(crate) fn with_what_is_known(&self, known: &Known) -> Self {
        self.with_project(known.project.as_ref()).with_profile(known.profile.as_ref())
    }

    pub(crate) fn with_project(&self, project: Option<&Project>) -> Self {
        project.map_or_else(|| self.clone(), |project| self.with(&Layer::of_project(project)))
    }

    pub(crate) fn with_profile(&self, profile: Option<&Profile>) -> Self {
        profile.map_or_else(|| self.clone(), |profile| self.with(&Layer::of(profile)))
    }

    /// What was given; where nothing was, what the layer knows. Of a layer of another app than the given one only the cloud is
    /// taken, unless it is the practice tenant: an app of one's own is not in there.
    fn with(&self, layer: &Layer<'_>) -> Self {
        let facts = layer.facts;
        let given = self.clone();
        if self.app_of_another(layer).is_some() {
            return Self { cloud: given.cloud.or_else(|| self.cloud_of(layer)), ..given };
        }
        let ids = self.ids_of(layer);
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
            cloud: given.cloud.or_else(|| self.cloud_of(layer)),
        }
    }

    /// The client ID of the layer's app, where it is another than the given one: in its cloud, or gone.
    pub(crate) fn app_of_another(&self, layer: &Layer<'_>) -> Option<ClientId> {
        let given = self.client_id.as_ref()?.parse::<ClientId>().ok()?;
        let known = match layer.client_id {
            Some(_) => self.ids_of(layer)?.0,
            None => layer.gone,
        };
        known.filter(|known| *known != given)
    }

    /// The layer's cloud, as far as it can be meant. Who names a tenant, or else an app, that is not the practised one has
    /// left the practice tenant.
    fn cloud_of(&self, layer: &Layer<'_>) -> Option<GivenCloud> {
        let cloud = layer.facts.cloud.clone()?;
        let has_left = cloud == Cloud::Practice
            && match self.tenant_id.is_some() {
                true => self.tenant_of_another(layer),
                false => self.app_of_another(layer).is_some(),
            };
        (!has_left).then_some(GivenCloud::Known(cloud))
    }

    /// Whether the given tenant is another than the layer's.
    fn tenant_of_another(&self, layer: &Layer<'_>) -> bool {
        let given = self.tenant_id.as_ref().and_then(|text| text.parse::<TenantId>().ok());
        given.is_some_and(|given| layer.tenant_id.is_some_and(|known| known != given))
    }

    /// Client ID and tenant ID of the layer's app. IDs of one cloud name nothing in another: whoever practised first goes on
    /// without them.
    fn ids_of(&self, layer: &Layer<'_>) -> Option<(Option<ClientId>, Option<TenantId>)> {
        let known = layer.facts.cloud.clone().unwrap_or_default();
        let is_elsewhere = match &self.cloud {
            Some(cloud) => cloud.cloud().map_or(true, |cloud| cloud != known),
            None => known == Cloud::Practice && self.client_id.is_none() && self.tenant_of_another(layer),
        };
        (!is_elsewhere).then_some((layer.client_id, layer.tenant_id))
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

/// A fact by its name, with its value as JSON.
pub type ShownFact = (&'static str, Option<Value>);

impl Input {
    /// Each fact by its name in a profile's file, in the order in which they are told.
    pub(crate) fn shown(&self) -> [ShownFact; 11] {
        let text = |text: &Option<String>| text.clone().map(Value::from);
        let list = |texts: Vec<String>| (!texts.is_empty()).then(|| Value::from(texts));
        let cloud = self.cloud.as_ref().map(|cloud| match cloud {
            GivenCloud::Known(Cloud::Custom(custom)) => custom.name.clone(),
            other => other.written().unwrap_or_default(),
        });
        [
            ("name", text(&self.name)),
            ("domain", text(&self.domain)),
            ("office_hosts", list(self.office_hosts.iter().map(|host| host.to_string().to_lowercase()).collect())),
            ("client_id", text(&self.client_id)),
            ("tenant_id", text(&self.tenant_id)),
            ("account_types", self.account_types.as_ref().map(word).map(Value::from)),
            ("permissions", list(self.permissions.clone())),
            ("auth", self.auth.as_ref().map(word).map(Value::from)),
            ("dialog_page", text(&self.dialog_page)),
            ("task_pane_page", text(&self.task_pane_page)),
            ("cloud", cloud.map(Value::from)),
        ]
    }

    /// What a plan takes where nobody says anything.
    pub(crate) fn with_defaults(&self) -> Self {
        let (given, pages) = (self.clone(), Pages::default());
        Self {
            name: given.name.or_else(|| Some(super::DEFAULT_NAME.to_owned())),
            account_types: given.account_types.or_else(|| Some(AccountTypes::default())),
            auth: given.auth.or_else(|| Some(Auth::default())),
            dialog_page: given.dialog_page.or(Some(pages.dialog)),
            task_pane_page: given.task_pane_page.or(Some(pages.task_pane)),
            cloud: given.cloud.or_else(|| Some(GivenCloud::Known(Cloud::default()))),
            ..given
        }
    }
}

/// The word by which serde knows it, which is the flag's.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn either<T>(given: Vec<T>, known: impl FnOnce() -> Vec<T>) -> Vec<T> {
    if given.is_empty() { known() } else { given }
}
