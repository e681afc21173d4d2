use serde::{Deserialize, Serialize};

use crate::Origin;

/// A Microsoft cloud; hosts by Entra's "National clouds" page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cloud {
    #[default]
    Public,
    /// US Government GCC High.
    UsGov,
    UsGovDod,
    China,
    /// The practice tenant: its addresses are known when it runs.
    Practice,
    /// Addresses that somebody gave: a cloud that is not known here, or a server that stands in for one.
    Custom(Box<CustomCloud>),
}

/// Addresses of a cloud, each an `https` origin without a trailing slash.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomCloud {
    pub name: String,
    /// What stands before `/{tenant}` in the authority.
    pub authority: Origin,
    /// What stands before `/v1.0` in Graph's addresses.
    pub graph: Origin,
    /// Where the portal begins, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<Origin>,
}

impl Cloud {
    /// The clouds of Microsoft.
    pub const MICROSOFT: [Self; 4] = [Self::Public, Self::UsGov, Self::UsGovDod, Self::China];

    /// Origin of the authority, such as `https://login.microsoftonline.com`; `None` for practice.
    pub fn authority(&self) -> Option<&str> {
        match self {
            Self::Public => Some("https://login.microsoftonline.com"),
            Self::UsGov | Self::UsGovDod => Some("https://login.microsoftonline.us"),
            Self::China => Some("https://login.partner.microsoftonline.cn"),
            Self::Practice => None,
            Self::Custom(custom) => Some(custom.authority.as_str()),
        }
    }

    /// Origin of Microsoft Graph; `None` for practice.
    pub fn graph(&self) -> Option<&str> {
        match self {
            Self::Public => Some("https://graph.microsoft.com"),
            Self::UsGov => Some("https://graph.microsoft.us"),
            Self::UsGovDod => Some("https://dod-graph.microsoft.us"),
            Self::China => Some("https://microsoftgraph.chinacloudapi.cn"),
            Self::Practice => None,
            Self::Custom(custom) => Some(custom.graph.as_str()),
        }
    }

    /// Host, and port where one is written, of the authority.
    pub fn authority_host(&self) -> Option<&str> {
        self.authority().map(host)
    }

    /// Host, and port where one is written, of Microsoft Graph.
    pub fn graph_host(&self) -> Option<&str> {
        self.graph().map(host)
    }

    /// Where pages take Office.js from. Source: the Office Add-ins documentation on government clouds.
    pub fn office_js(&self) -> &'static str {
        match self {
            Self::UsGov => "https://appsforoffice.gcch.cdn.office.net/appsforoffice/lib/1/hosted/office.js",
            Self::UsGovDod => "https://appsforoffice.dod.cdn.office.net/appsforoffice/lib/1/hosted/office.js",
            Self::China => "https://appsforoffice.cdn.partner.office365.cn/appsforoffice/lib/1/hosted/office.js",
            Self::Public | Self::Practice | Self::Custom(_) => {
                "https://appsforoffice.microsoft.com/lib/1/hosted/office.js"
            }
        }
    }

    /// The name as Microsoft's pages write it.
    pub fn name(&self) -> &str {
        match self {
            Self::Public => "Microsoft Entra public",
            Self::UsGov => "US Government GCC High",
            Self::UsGovDod => "US Government DoD",
            Self::China => "China (21Vianet)",
            Self::Practice => "Practice tenant",
            Self::Custom(custom) => &custom.name,
        }
    }

    /// Whether it is one of Microsoft's national clouds, where there are no personal accounts.
    pub fn is_national(&self) -> bool {
        matches!(self, Self::UsGov | Self::UsGovDod | Self::China)
    }
}

fn host(origin: &str) -> &str {
    origin.strip_prefix("https://").unwrap_or(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn microsofts_addresses_are_origins() {
        for cloud in Cloud::MICROSOFT {
            for address in [cloud.authority(), cloud.graph()] {
                let address = address.unwrap();
                assert_eq!(address.parse::<Origin>().unwrap().as_str(), address);
            }
        }
    }

    #[test]
    fn a_custom_cloud_is_read_as_it_is_written() {
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        struct Kept {
            cloud: Cloud,
        }
        let text = "[cloud.custom]\nname = \"Contoso\"\nauthority = \"https://login.example\"\ngraph = \"https://graph.example\"\n";
        let kept: Kept = toml::from_str(text).unwrap();
        assert_eq!((kept.cloud.name(), kept.cloud.graph_host()), ("Contoso", Some("graph.example")));
        assert_eq!(toml::to_string(&kept).unwrap(), text);
        assert_eq!(toml::from_str::<Kept>("cloud = \"us-gov\"").unwrap().cloud, Cloud::UsGov);
    }
}
