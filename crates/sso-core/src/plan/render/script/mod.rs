//! The plan as a script for the Azure CLI.
//!
//! A script is a list of steps, made of the changes from a registration that lacks everything. Each step asks Graph whether
//! it is so already and else sends what Graph has with what lacks put in, both by JMESPath, which the Azure CLI brings
//! (jq and PowerShell's own JSON are not on every machine, or change what they read). So a script that was cut off is run
//! again, and what somebody else put into the registration stays.
//!
//! Bodies and queries go through files: `az` is a batch file on Windows, and Windows PowerShell 5.1 loses quotation marks
//! of arguments.

mod bash;
mod powershell;
mod step;

use uuid::Uuid;

use crate::plan::Plan;
use crate::plan::change::{Change, ChangeKind, Names, State, Wanted};
use crate::{Cloud, TenantId};

pub use bash::az;
pub use powershell::az_powershell;
use step::Step;

/// What to do without the Azure CLI.
const INSTALL: &str = "install it (https://aka.ms/azure-cli), or run this in the Cloud Shell of the Azure portal";

/// What both shells write down, each in its own way.
struct Script {
    /// `None` for the practice tenant, whose address is another at each start.
    graph: Option<String>,
    /// The Azure CLI's name of the cloud, where it has one.
    cloud: Option<&'static str>,
    tenant: Option<TenantId>,
    /// By which a later run finds what this one made. `None` where the client ID is known.
    tag: Option<String>,
    client_id: Option<String>,
    create: Option<Change>,
    steps: Vec<Step>,
    create_service_principal: Option<Change>,
    consent: Option<Change>,
    scopes: String,
    needs_secret: bool,
    /// With `{appId}`.
    app_id_uri: Option<String>,
}

impl Script {
    fn of(plan: &Plan, tag: Uuid) -> Self {
        let names = Names::default();
        let client_id = plan.facts.client_id;
        let tag = client_id.is_none().then_some(tag);
        let wanted = Wanted { admin_consent: true, tag };
        let mut from_nothing = plan.changes(&State::default(), &names, wanted);
        let mut take = |kind| {
            let place = from_nothing.iter().position(|change| change.kind == kind)?;
            Some(from_nothing.swap_remove(place))
        };
        let uri = format!("api://{}/{}", plan.facts.domain, names.client_id);
        Self {
            graph: plan.facts.cloud.graph().map(str::to_owned),
            cloud: cloud(&plan.facts.cloud),
            tenant: plan.facts.tenant_id,
            tag: wanted.tag_text(),
            client_id: client_id.map(|id| id.to_string()),
            create: if client_id.is_none() { take(ChangeKind::CreateApplication) } else { None },
            steps: step::all(plan),
            create_service_principal: take(ChangeKind::CreateServicePrincipal),
            consent: take(ChangeKind::Consent),
            scopes: plan.manifest_scopes().join(" "),
            needs_secret: plan.needs_secret(),
            app_id_uri: plan.facts.auth.has_legacy_sso().then_some(uri),
        }
    }

    fn login(&self) -> String {
        let tenant = self.tenant.map_or_else(|| "<Directory (tenant) ID>".to_owned(), |id| id.to_string());
        format!("az login --tenant {tenant} --allow-no-subscriptions")
    }

    /// Lines that say how the secret is made, which the script leaves to the person.
    fn about_the_secret(&self) -> &'static [&'static str] {
        match self.needs_secret {
            true => &[
                "The server's client secret is not made here: whoever makes it sees it, and so does whatever keeps this output.",
                "`hallpass registration create` and `update` put it into the system's keyring and show it to nobody. In the",
                "portal it is Certificates & secrets, New client secret: copy its Value, once. The Azure CLI makes it too, and",
                "PRINTS it; without --append it would remove every secret that is there:",
                "  az ad app credential reset --id <Application (client) ID> --append --display-name dev --years 1",
            ],
            false => &["There is no client secret: nested app authentication needs none."],
        }
    }
}

/// The name by which the Azure CLI knows it. GCC High and DoD are one there; their Graph differs.
fn cloud(cloud: &Cloud) -> Option<&'static str> {
    match cloud {
        Cloud::Public => Some("AzureCloud"),
        Cloud::UsGov | Cloud::UsGovDod => Some("AzureUSGovernment"),
        Cloud::China => Some("AzureChinaCloud"),
        Cloud::Practice | Cloud::Custom(_) => None,
    }
}
