//! What only the developer knows: the same flags everywhere. None has a default, which would hide what the profile knows.

use clap::{Args, ValueEnum};
use hallpass_app::sso_core::plan::{AccountTypes, Auth};
use hallpass_app::sso_core::{Cloud, OfficeHost};
use hallpass_app::use_case::plan::{self, GivenCloud};

#[derive(Debug, Args)]
#[command(next_help_heading = "Facts; what is left out is the profile's")]
pub struct Facts {
    /// Name of the app registration
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,

    /// Host, and port unless it is 443, of the add-in's pages
    #[arg(long, value_name = "HOST[:PORT]")]
    pub domain: Option<String>,

    /// Office applications that load the add-in
    #[arg(long, value_enum, value_delimiter = ',', value_name = "HOST,…")]
    pub office_host: Vec<OfficeHostName>,

    /// Application (client) ID
    #[arg(long, value_name = "GUID")]
    pub client_id: Option<String>,

    /// Directory (tenant) ID
    #[arg(long, value_name = "GUID")]
    pub tenant_id: Option<String>,

    /// Who may sign in; single-tenant if nothing is said
    #[arg(long, value_enum, value_name = "WHO")]
    pub account_types: Option<AccountTypesName>,

    /// Delegated Graph permissions, by name; one that Hallpass does not know with its GUID
    #[arg(long, value_delimiter = ',', value_name = "NAME[=GUID],…")]
    pub permission: Vec<String>,

    /// How the add-in comes to its token; legacy-sso if nothing is said
    #[arg(long, value_enum, value_name = "HOW")]
    pub auth: Option<AuthName>,

    /// Page of the fallback dialog, on the domain; dialog.html if nothing is said
    #[arg(long, value_name = "PATH")]
    pub dialog_page: Option<String>,

    /// Page of the task pane, on the domain; taskpane.html if nothing is said
    #[arg(long, value_name = "PATH")]
    pub task_pane_page: Option<String>,

    /// Microsoft cloud of the tenant: public (if nothing is said), us-gov, us-gov-dod, china, practice, or a TOML file
    /// with its addresses
    #[arg(long, value_name = "CLOUD|FILE")]
    pub cloud: Option<String>,
}

impl Facts {
    pub fn into_input(self) -> plan::Input {
        plan::Input {
            name: self.name,
            domain: self.domain,
            office_hosts: self.office_host.into_iter().map(Into::into).collect(),
            client_id: self.client_id,
            tenant_id: self.tenant_id,
            account_types: self.account_types.map(Into::into),
            permissions: self.permission,
            auth: self.auth.map(Into::into),
            dialog_page: self.dialog_page,
            task_pane_page: self.task_pane_page,
            cloud: self.cloud.as_deref().map(cloud),
        }
    }
}

/// A name, or else a file.
pub fn cloud(text: &str) -> GivenCloud {
    match CloudName::from_str(text, false) {
        Ok(name) => GivenCloud::Known(name.into()),
        Err(_) => GivenCloud::File(text.into()),
    }
}

/// A value of the command line for each of the domain's: clap's derive is no business of the domain.
macro_rules! name_of {
    ($name:ident for $domain:ident { $($(#[$help:meta])* $variant:ident),* $(,)? }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub enum $name { $($(#[$help])* $variant),* }

        impl From<$name> for $domain {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => Self::$variant),* }
            }
        }
    };
}

name_of!(AccountTypesName for AccountTypes { SingleTenant, MultiTenant, MultiTenantAndPersonal });
name_of!(AuthName for Auth {
    /// getAccessToken, and On-Behalf-Of on a server
    LegacySso,
    /// Nested app authentication, with MSAL
    Naa,
    Both,
});
name_of!(CloudName for Cloud { Public, UsGov, UsGovDod, China, Practice });

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum OfficeHostName {
    Word,
    Excel,
    PowerPoint,
    Outlook,
}

impl From<OfficeHostName> for OfficeHost {
    fn from(name: OfficeHostName) -> Self {
        match name {
            OfficeHostName::Word => Self::Word,
            OfficeHostName::Excel => Self::Excel,
            OfficeHostName::PowerPoint => Self::PowerPoint,
            OfficeHostName::Outlook => Self::Outlook,
        }
    }
}
