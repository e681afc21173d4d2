//! The plan: made once from a few facts; every value that anyone has to type anywhere is derived from it.
//!
//! Source of the values: the register-sso-add-in include of the Office Add-ins documentation and the Microsoft Graph
//! `application` resource.

mod accepted;
pub mod change;
mod environment;
mod expectation;
#[cfg(test)]
pub(crate) mod generated;
mod in_place;
mod portal;
mod prerequisite;
mod registration;
pub mod render;
mod value;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::registration::SignInAudience;
use crate::token::Expected;
use crate::{AppIdUri, ClientId, Cloud, GraphPermission, HostPort, OfficeHost, ScopeName, TenantId};

pub use expectation::TokenExpectation;
pub use portal::PortalPage;
pub use prerequisite::{Prerequisite, PrerequisiteId, Who};
pub(crate) use registration::IDTYP;
pub use value::{Action, PlannedValue};

/// What only the developer knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub name: String,
    pub domain: HostPort,
    pub office_hosts: Vec<OfficeHost>,
    /// Known once the registration exists.
    pub client_id: Option<ClientId>,
    pub tenant_id: Option<TenantId>,
    pub account_types: AccountTypes,
    /// Of Microsoft Graph, delegated. `openid` and `profile` go without saying.
    pub permissions: Vec<GraphPermission>,
    pub auth: Auth,
    pub pages: Pages,
    pub cloud: Cloud,
}

/// How the add-in gets its tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Auth {
    /// `getAccessToken` and On-Behalf-Of on a server.
    #[default]
    LegacySso,
    /// Nested app authentication: MSAL in the task pane, brokered by Office.
    Naa,
    Both,
}

impl Auth {
    pub fn has_legacy_sso(self) -> bool {
        self != Self::Naa
    }

    pub fn has_naa(self) -> bool {
        self != Self::LegacySso
    }
}

/// Pages of the add-in that stand among the redirect URIs, as paths on its domain without a leading slash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pages {
    /// Where Office cannot sign in.
    pub dialog: String,
    /// Where nested app authentication falls back to the browser's own flow: Office on the web.
    pub task_pane: String,
}

impl Default for Pages {
    /// The names in the Office documentation and in Microsoft's templates.
    fn default() -> Self {
        Self { dialog: "dialog.html".to_owned(), task_pane: "taskpane.html".to_owned() }
    }
}

/// "Supported account types" in the portal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountTypes {
    #[default]
    SingleTenant,
    MultiTenant,
    MultiTenantAndPersonal,
}

/// What is drawn by chance once and then kept, so that every rendering repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// `api.oauth2PermissionScopes[access_as_user].id`
    pub scope_id: Uuid,
}

/// Clock skew that servers allow; more than five minutes is a mistake.
pub const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// Which facts of a plan somebody stated. Where nobody did, the plan has what a new registration would get, and an
/// application that is there keeps what it has. One that is made, or that has the tag, is as the plan says in any case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stated {
    pub name: bool,
    pub account_types: bool,
}

impl Stated {
    pub const ALL: Self = Self { name: true, account_types: true };
}

#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub facts: Facts,
    pub drawn: Drawn,
    pub stated: Stated,
}

impl Plan {
    /// Of facts that somebody stated, all of them.
    pub fn new(facts: Facts, drawn: Drawn) -> Self {
        Self { facts, drawn, stated: Stated::ALL }
    }

    /// What of the name and the account types this plan is to change: all of what is made, of what is there what was stated.
    fn stated_for_what_is_there(&self) -> Stated {
        if self.facts.client_id.is_none() { Stated::ALL } else { self.stated }
    }

    /// `None` until the client ID is known: the URI contains it.
    pub fn app_id_uri(&self) -> Option<AppIdUri> {
        self.facts.client_id.map(|id| AppIdUri::new(self.facts.domain.clone(), id))
    }

    pub fn sign_in_audience(&self) -> SignInAudience {
        match self.facts.account_types {
            AccountTypes::SingleTenant => SignInAudience::AzureADMyOrg,
            AccountTypes::MultiTenant => SignInAudience::AzureADMultipleOrgs,
            AccountTypes::MultiTenantAndPersonal => SignInAudience::AzureADandPersonalMicrosoftAccount,
        }
    }

    /// All delegated Graph permissions: OpenID Connect's first, then the facts', each once.
    pub fn permissions(&self) -> Vec<GraphPermission> {
        permissions(&self.facts.permissions)
    }

    /// The `Scope` elements of the manifest, as short names.
    pub fn manifest_scopes(&self) -> Vec<String> {
        self.permissions().into_iter().map(|permission| permission.name.into_owned()).collect()
    }

    /// Scopes of the On-Behalf-Of request: Graph's own, without OpenID Connect's.
    pub fn graph_scopes(&self) -> Vec<String> {
        let permissions = self.permissions().into_iter();
        permissions
            .filter(|permission| !permission.is_openid_connect())
            .map(|permission| permission.name.into_owned())
            .collect()
    }

    /// Those that were given with a GUID: who may consent to them, Microsoft Graph knows and no text of ours.
    pub(crate) fn permissions_that_graph_knows(&self) -> Vec<String> {
        let permissions = self.permissions().into_iter();
        permissions.filter(|permission| !permission.is_known()).map(|permission| permission.name.into_owned()).collect()
    }

    /// What a server must expect of a token; `issuer` as the metadata of the configured cloud says. `None` until the
    /// client ID is known.
    pub fn expected(&self, issuer: &str) -> Option<Expected> {
        let client_id = self.facts.client_id?;
        let tenants = match self.facts.account_types {
            AccountTypes::SingleTenant => self.facts.tenant_id.into_iter().collect(),
            AccountTypes::MultiTenant | AccountTypes::MultiTenantAndPersonal => Vec::new(),
        };
        Some(Expected {
            client_id,
            app_id_uris: self.app_id_uri().into_iter().collect(),
            issuer: issuer.to_owned(),
            tenants,
            scope: ScopeName::access_as_user(),
            skew: SKEW,
        })
    }
}

fn permissions(asked: &[GraphPermission]) -> Vec<GraphPermission> {
    let mut all: Vec<GraphPermission> =
        ["openid", "profile"].into_iter().filter_map(GraphPermission::by_name).collect();
    for permission in asked {
        if all.iter().all(|other| other.id != permission.id) {
            all.push(permission.clone());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(super) fn facts() -> Facts {
        Facts {
            name: "Contoso SSO add-in".into(),
            domain: "localhost:3000".parse().unwrap(),
            office_hosts: vec![OfficeHost::Word],
            client_id: Some("c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().unwrap()),
            tenant_id: None,
            account_types: AccountTypes::SingleTenant,
            permissions: ["User.Read", "profile", "user.read", "Mail.Read"]
                .into_iter()
                .filter_map(GraphPermission::by_name)
                .collect(),
            auth: Auth::LegacySso,
            pages: Pages::default(),
            cloud: Cloud::Public,
        }
    }

    pub(super) fn drawn() -> Drawn {
        Drawn { scope_id: uuid::uuid!("5b3a4e4a-e55e-45ba-820b-ea16efbe3d50") }
    }

    #[test]
    fn scopes_come_once_and_openid_connect_first() {
        let plan = Plan::new(facts(), drawn());
        assert_eq!(plan.manifest_scopes(), ["openid", "profile", "User.Read", "Mail.Read"]);
        assert_eq!(plan.graph_scopes(), ["User.Read", "Mail.Read"]);
    }

    #[test]
    fn registration_carries_the_facts() {
        let registration = Plan::new(facts(), drawn()).registration();
        insta::assert_json_snapshot!(registration);
    }

    #[test]
    fn without_a_client_id_the_uri_says_what_is_missing() {
        let plan = Plan::new(Facts { client_id: None, ..facts() }, drawn());
        assert_eq!(plan.app_id_uri(), None);
        assert!(plan.registration().identifier_uris.is_empty());
        let uri = plan.values().into_iter().find(|value| value.property == "identifierUris").unwrap();
        assert_eq!(uri.value, "api://localhost:3000/<Application (client) ID>");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// All that is said of a plan agrees: what is typed is what is registered, set and expected.
        #[test]
        fn everything_that_a_plan_says_agrees(plan in generated::plan()) {
            let registration = plan.registration();
            let values = plan.values();
            let of = |property: &str| {
                let found = values.iter().filter(|value| value.property == property && value.action != Action::Omit);
                found.map(|value| value.value.clone()).collect::<Vec<_>>()
            };
            prop_assert_eq!(of("spa.redirectUris"), registration.spa.redirect_uris);
            prop_assert_eq!(of("publicClient.redirectUris"), registration.public_client.redirect_uris);
            prop_assert_eq!(of("displayName"), [registration.display_name]);
            let legacy = plan.facts.auth.has_legacy_sso();
            prop_assert_eq!(of("passwordCredentials").is_empty(), !plan.needs_secret());
            prop_assert_eq!(of("identifierUris").is_empty(), !legacy);
            if plan.facts.client_id.is_some() {
                prop_assert_eq!(of("identifierUris"), registration.identifier_uris.clone());
            }
            let environment = plan.environment();
            let set = |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
            prop_assert_eq!(set("APP_ID_URI").is_some(), legacy);
            if let Some(uri) = registration.identifier_uris.first() {
                prop_assert_eq!(set("APP_ID_URI"), Some(uri.as_str()));
                let version_one = &plan.server_expectations()[1];
                prop_assert!(version_one.audiences.contains(uri));
            }
            for text in values.iter().flat_map(|value| [&value.value, &value.reason, &value.portal]) {
                prop_assert!(!text.is_empty());
            }
            for prerequisite in plan.prerequisites() {
                prop_assert!(!prerequisite.applies_to.is_empty());
            }
        }
    }
}
