//! Where the portal has which page, as data.
//!
//! Microsoft documents the portals themselves ("National clouds" in the Entra documentation). The addresses of pages inside
//! of them are not documented; these are in use in public scripts and guides for each of the portals, and where none is
//! known the portal's start has to do.

use serde::Serialize;

use crate::{ClientId, Cloud};

/// A page of the portal on which values are typed or found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PortalPage {
    /// "Register an application".
    NewRegistration,
    Overview,
    Branding,
    Authentication,
    /// "Certificates & secrets".
    Credentials,
    /// Optional claims.
    TokenConfiguration,
    ApiPermissions,
    /// The app's manifest: the registration as JSON.
    Manifest,
    ExposeAnApi,
    /// Not of the registration but of the application in the tenant.
    EnterpriseApplications,
}

impl PortalPage {
    /// In the order in which a registration goes through them; those that come later need what was set before.
    pub const ALL: [Self; 10] = [
        Self::NewRegistration,
        Self::Overview,
        Self::Branding,
        Self::Authentication,
        Self::Credentials,
        Self::TokenConfiguration,
        Self::ApiPermissions,
        Self::Manifest,
        Self::ExposeAnApi,
        Self::EnterpriseApplications,
    ];

    /// The page's name in the portal.
    pub fn name(self) -> &'static str {
        match self {
            Self::NewRegistration => "Register an application",
            Self::Overview => "Overview",
            Self::Branding => "Branding & properties",
            Self::Authentication => "Authentication",
            Self::Credentials => "Certificates & secrets",
            Self::TokenConfiguration => "Token configuration",
            Self::ApiPermissions => "API permissions",
            Self::Manifest => "Manifest",
            Self::ExposeAnApi => "Expose an API",
            Self::EnterpriseApplications => "Enterprise applications",
        }
    }

    /// Its address in the portal of this cloud: of this app where its client ID is known, else of the list of all apps.
    /// `None` where the cloud has no portal that is known.
    pub fn link(self, cloud: &Cloud, client_id: Option<ClientId>) -> Option<String> {
        let portal = match cloud {
            Cloud::Custom(custom) => return custom.portal.as_ref().map(ToString::to_string),
            _ => PORTALS.iter().find(|portal| portal.cloud == *cloud)?,
        };
        let path = match self {
            Self::NewRegistration => Some(NEW_REGISTRATION.to_owned()),
            Self::EnterpriseApplications => portal.enterprise_applications.map(str::to_owned),
            _ => Some(match (self.blade(), client_id) {
                (Some(blade), Some(id)) => format!("{APP}/~/{blade}/appId/{id}"),
                _ => ALL_APPS.to_owned(),
            }),
        };
        Some(match path {
            Some(path) => format!("{}/#view/{path}", portal.start),
            None => portal.start.to_owned(),
        })
    }

    /// What the portal calls the page in its addresses.
    fn blade(self) -> Option<&'static str> {
        match self {
            Self::Overview => Some("Overview"),
            Self::Branding => Some("Branding"),
            Self::Authentication => Some("Authentication"),
            Self::Credentials => Some("Credentials"),
            Self::TokenConfiguration => Some("TokenConfiguration"),
            Self::ApiPermissions => Some("CallAnAPI"),
            Self::Manifest => Some("Manifest"),
            Self::ExposeAnApi => Some("ProtectAnAPI"),
            Self::NewRegistration | Self::EnterpriseApplications => None,
        }
    }
}

struct Portal {
    cloud: Cloud,
    start: &'static str,
    /// The list of them: the page of one needs its object ID.
    enterprise_applications: Option<&'static str>,
}

const PORTALS: [Portal; 4] = [
    Portal {
        cloud: Cloud::Public,
        start: "https://entra.microsoft.com",
        enterprise_applications: Some("Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview"),
    },
    Portal { cloud: Cloud::UsGov, start: "https://portal.azure.us", enterprise_applications: None },
    Portal { cloud: Cloud::UsGovDod, start: "https://portal.azure.us", enterprise_applications: None },
    Portal { cloud: Cloud::China, start: "https://portal.azure.cn", enterprise_applications: None },
];

const NEW_REGISTRATION: &str = "Microsoft_AAD_RegisteredApps/CreateApplicationBlade";
const ALL_APPS: &str = "Microsoft_AAD_RegisteredApps/ApplicationsListBlade";
const APP: &str = "Microsoft_AAD_RegisteredApps/ApplicationMenuBlade";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CustomCloud;

    #[test]
    fn links() {
        let id: ClientId = "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().unwrap();
        let custom = |portal: Option<&str>| {
            Cloud::Custom(Box::new(CustomCloud {
                name: "Contoso".to_owned(),
                authority: "https://login.example".parse().unwrap(),
                graph: "https://graph.example".parse().unwrap(),
                portal: portal.map(|portal| portal.parse().unwrap()),
            }))
        };
        for (page, cloud, client_id, link) in [
            (
                PortalPage::ExposeAnApi,
                Cloud::Public,
                Some(id),
                Some(
                    "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/ProtectAnAPI/appId/c6c1f32b-5e55-4997-881a-753cc1d563b7",
                ),
            ),
            (
                PortalPage::ExposeAnApi,
                Cloud::UsGovDod,
                None,
                Some("https://portal.azure.us/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade"),
            ),
            (
                PortalPage::NewRegistration,
                Cloud::China,
                Some(id),
                Some("https://portal.azure.cn/#view/Microsoft_AAD_RegisteredApps/CreateApplicationBlade"),
            ),
            (PortalPage::EnterpriseApplications, Cloud::UsGov, Some(id), Some("https://portal.azure.us")),
            (PortalPage::Overview, Cloud::Practice, Some(id), None),
            (PortalPage::Overview, custom(Some("https://portal.example")), Some(id), Some("https://portal.example")),
            (PortalPage::Overview, custom(None), Some(id), None),
        ] {
            assert_eq!(page.link(&cloud, client_id).as_deref(), link, "{page:?} {cloud:?}");
        }
    }

    #[test]
    fn each_link_is_an_address() {
        for cloud in Cloud::MICROSOFT {
            for page in PortalPage::ALL {
                let link = page.link(&cloud, None).unwrap();
                assert_eq!(url::Url::parse(&link).unwrap().scheme(), "https", "{link}");
            }
        }
    }
}
