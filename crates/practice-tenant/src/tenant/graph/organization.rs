//! `/organization`: the tenant itself, with the domains that an App ID URI may use.

use serde_json::{Value, json};

use super::{Access, Call, GraphRefusal, GraphReply, Kind, Tenant, Verb, Workload};
use crate::tenant::directory::Directory;

const ORGANIZATION: Kind = Kind { name: "organization", workload: Workload::Directory, by_default: &[] };

const READ: Access = Access {
    workload: Workload::Directory,
    scopes: &["User.Read", "User.ReadWrite", "User.Read.All", "Organization.Read.All", "Directory.Read.All"],
    roles: &["Organization.Read.All", "Directory.Read.All"],
};

impl Tenant {
    pub(super) fn organizations(&self, call: &Call<'_>) -> Result<GraphReply, GraphRefusal> {
        call.must_be(Verb::Get)?;
        call.caller.check(&READ)?;
        let organization = organization(self.work_directory_of(&call.caller)?);
        ORGANIZATION.page(call.place("organization"), vec![organization], &call.query)
    }

    pub(super) fn organization(&self, call: &Call<'_>, id: &str) -> Result<GraphReply, GraphRefusal> {
        call.must_be(Verb::Get)?;
        call.caller.check(&READ)?;
        let directory = self.work_directory_of(&call.caller)?;
        if !directory.id.to_string().eq_ignore_ascii_case(id) {
            return Err(GraphRefusal::not_found(id));
        }
        ORGANIZATION.entity("organization", &organization(directory), &call.query)
    }
}

fn organization(directory: &Directory) -> Value {
    let last = directory.domains.len().saturating_sub(1);
    let domains = directory.domains.iter().enumerate().map(|(n, name)| {
        json!({
            "capabilities": "Email, OfficeCommunicationsOnline",
            // A tenant is founded with the first, and uses the one it added last.
            "isInitial": n == 0,
            "isDefault": n == last,
            "name": name,
            "type": "Managed",
        })
    });
    json!({
        "id": directory.id,
        "displayName": directory.name,
        "tenantType": "AAD",
        "countryLetterCode": null,
        "verifiedDomains": domains.collect::<Vec<_>>(),
    })
}
