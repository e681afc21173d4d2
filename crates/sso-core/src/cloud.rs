use serde::{Deserialize, Serialize};

/// A Microsoft cloud; hosts by Entra's "National clouds" page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cloud {
    #[default]
    Public,
    UsGov,
    UsGovDod,
    China,
    /// The practice tenant: its addresses are known when it runs.
    Practice,
}

impl Cloud {
    /// Host of the authority, such as `login.microsoftonline.com`; `None` for practice.
    pub fn authority_host(self) -> Option<&'static str> {
        match self {
            Self::Public => Some("login.microsoftonline.com"),
            Self::UsGov | Self::UsGovDod => Some("login.microsoftonline.us"),
            Self::China => Some("login.partner.microsoftonline.cn"),
            Self::Practice => None,
        }
    }

    /// Host of Microsoft Graph; `None` for practice.
    pub fn graph_host(self) -> Option<&'static str> {
        match self {
            Self::Public => Some("graph.microsoft.com"),
            Self::UsGov => Some("graph.microsoft.us"),
            Self::UsGovDod => Some("dod-graph.microsoft.us"),
            Self::China => Some("microsoftgraph.chinacloudapi.cn"),
            Self::Practice => None,
        }
    }

    /// The name as Microsoft's pages write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "Microsoft Entra public",
            Self::UsGov => "US Government GCC High",
            Self::UsGovDod => "US Government DoD",
            Self::China => "China (21Vianet)",
            Self::Practice => "Practice tenant",
        }
    }
}
