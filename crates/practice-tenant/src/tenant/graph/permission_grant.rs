//! `/oauth2PermissionGrants`: consent to delegated permissions, for everybody or for one person. What is written here is
//! what the token endpoint looks at.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use sso_core::GRAPH_APP_ID;
use uuid::Uuid;

use super::service_principal::{service_principal_by_id, service_principal_id};
use super::{Access, Call, GraphRefusal, GraphReply, Kind, Tenant, Verb, Workload};
use crate::tenant::consent::PermissionGrant;
use crate::tenant::directory::Directory;
use crate::tenant::resource::Resource;

const GRANT: Kind = Kind { name: "oAuth2PermissionGrant", workload: Workload::Directory, by_default: &[] };
const RESOURCE: &str = "OAuth2PermissionGrant";

const READ: Access = Access {
    workload: Workload::Directory,
    scopes: &[
        "DelegatedPermissionGrant.Read.All",
        "DelegatedPermissionGrant.ReadWrite.All",
        "Directory.Read.All",
        "Directory.AccessAsUser.All",
    ],
    roles: &["DelegatedPermissionGrant.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.Read.All"],
};

const WRITE: Access = Access {
    workload: Workload::Directory,
    scopes: &["DelegatedPermissionGrant.ReadWrite.All", "Directory.AccessAsUser.All"],
    roles: &["DelegatedPermissionGrant.ReadWrite.All"],
};

/// Characters of `scope`.
const LONGEST_SCOPE: usize = 3850;

impl Tenant {
    /// `rest`: behind `/oauth2PermissionGrants`; `key`: its first part as it was written.
    pub(super) fn permission_grants(
        &mut self,
        call: &Call<'_>,
        rest: &[&str],
        key: &str,
    ) -> Result<GraphReply, GraphRefusal> {
        self.work_directory_of(&call.caller)?;
        call.caller.check_directory_call(call.verb, &READ, &WRITE)?;
        let directory = self.directory_of(&call.caller)?;
        match (rest, call.verb) {
            ([], Verb::Get) => {
                let all = directory.grants.iter().filter_map(|grant| entity(directory, grant)).collect();
                GRANT.page(call.place("oauth2PermissionGrants"), all, &call.query)
            }
            ([], Verb::Post) => self.create_grant(call),
            ([_], Verb::Get) => {
                let grant = directory.grants.iter().find(|grant| id(directory, grant).as_deref() == Some(key));
                let entity = grant.and_then(|grant| entity(directory, grant));
                let entity = entity.ok_or_else(|| GraphRefusal::not_found(key))?;
                GRANT.entity("oauth2PermissionGrants", &entity, &call.query)
            }
            ([_], Verb::Patch | Verb::Delete) => self.change_grant(call, key),
            ([] | [_], _) => Err(GraphRefusal::wrong_method()),
            _ => Err(super::unknown(&format!("oauth2PermissionGrants/{}", rest.join("/")))),
        }
    }

    fn create_grant(&mut self, call: &Call<'_>) -> Result<GraphReply, GraphRefusal> {
        let body = call.json()?;
        if let Some(client) = body.get("clientId").and_then(Value::as_str) {
            self.meet(Uuid::try_parse(client).ok(), client)?;
        }
        let directory = self.directory_of(&call.caller)?;
        let grant = self.read_grant(directory, &body)?;
        let same = |known: &PermissionGrant| {
            (known.client, known.resource, known.principal) == (grant.client, grant.resource, grant.principal)
        };
        if directory.grants.iter().any(same) {
            return Err(GraphRefusal::new(409, "Request_BadRequest", "Permission entry already exists."));
        }
        let entity = entity(directory, &grant).ok_or_else(|| GraphRefusal::not_found(&grant.client.to_string()))?;
        let reply = GRANT.entity("oauth2PermissionGrants", &entity, &call.query)?;
        if let Some(directory) = self.directory_mut(call.caller.tenant) {
            directory.grants.push(grant);
        }
        Ok(GraphReply { status: 201, ..reply })
    }

    fn read_grant(&self, directory: &Directory, body: &Map<String, Value>) -> Result<PermissionGrant, GraphRefusal> {
        const NAMES: [&str; 7] =
            ["clientId", "consentType", "principalId", "resourceId", "scope", "startTime", "expiryTime"];
        let unknown = body.keys().find(|name| !name.starts_with('@') && !NAMES.contains(&name.as_str()));
        if let Some(unknown) = unknown {
            return Err(GraphRefusal::bad_request(format!("Invalid property '{unknown}'.")));
        }
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let invalid = |name: &str| GraphRefusal::invalid_value(name, RESOURCE);
        let object = |name: &str| {
            let id = text(name).ok_or_else(|| invalid(name))?;
            Uuid::try_parse(id).map_err(|_| invalid(name))
        };
        // Object IDs of service principals; whoever sends a client ID is told that there is no such object.
        let principal = |name: &str| {
            let id = object(name)?;
            service_principal_by_id(directory, id).ok_or_else(|| GraphRefusal::not_found(&id.to_string()))
        };
        let client = principal("clientId")?;
        let resource = match principal("resourceId")? {
            graph if graph.uuid() == GRAPH_APP_ID => Resource::Graph,
            api => Resource::Api(api),
        };
        let principal = match text("consentType") {
            Some("AllPrincipals") if text("principalId").is_none() => None,
            Some("AllPrincipals") => return Err(invalid("principalId")),
            Some("Principal") => {
                let id = object("principalId")?;
                directory.person(id).ok_or_else(|| GraphRefusal::not_found(&id.to_string()))?;
                Some(id)
            }
            _ => return Err(invalid("consentType")),
        };
        let scopes = self.read_scope(resource, body)?;
        Ok(PermissionGrant { client, resource, principal, scopes })
    }

    /// As the resource writes them. A name that is not known here is kept as it is: Graph has more permissions than this
    /// tenant knows.
    fn read_scope(&self, resource: Resource, body: &Map<String, Value>) -> Result<BTreeSet<String>, GraphRefusal> {
        let scope = body.get("scope").and_then(Value::as_str).filter(|scope| scope.len() <= LONGEST_SCOPE);
        let scope = scope.ok_or_else(|| GraphRefusal::invalid_value("scope", RESOURCE))?;
        let names = scope.split(' ').filter(|name| !name.is_empty());
        let known = |name: &str| self.permission(resource, name).map(|permission| permission.name);
        Ok(names.map(|name| known(name).unwrap_or_else(|| name.to_owned())).collect())
    }

    fn change_grant(&mut self, call: &Call<'_>, key: &str) -> Result<GraphReply, GraphRefusal> {
        let directory = self.directory_of(&call.caller)?;
        let index = directory.grants.iter().position(|grant| id(directory, grant).as_deref() == Some(key));
        let index = index.ok_or_else(|| GraphRefusal::not_found(key))?;
        let resource = directory.grants[index].resource;
        let scopes = match call.verb {
            Verb::Delete => None,
            _ => {
                let body = call.json()?;
                if let Some(name) = body.keys().find(|name| *name != "scope" && !name.starts_with('@')) {
                    return Err(GraphRefusal::bad_request(format!(
                        "Property '{name}' is read-only and cannot be set."
                    )));
                }
                Some(self.read_scope(resource, &body)?)
            }
        };
        if let Some(directory) = self.directory_mut(call.caller.tenant) {
            match scopes {
                Some(scopes) => directory.grants[index].scopes = scopes,
                None => drop(directory.grants.remove(index)),
            }
        }
        Ok(GraphReply::no_content())
    }
}

/// Made of the object IDs that it joins, as Graph's are. `None`: one of both is no longer installed.
fn id(directory: &Directory, grant: &PermissionGrant) -> Option<String> {
    let client = service_principal_id(directory, grant.client)?;
    let resource = service_principal_id(directory, grant.resource.app_id())?;
    let ids = [Some(client), Some(resource), grant.principal];
    Some(URL_SAFE_NO_PAD.encode(ids.into_iter().flatten().flat_map(Uuid::into_bytes).collect::<Vec<u8>>()))
}

fn entity(directory: &Directory, grant: &PermissionGrant) -> Option<Value> {
    let scopes: Vec<_> = grant.scopes.iter().map(String::as_str).collect();
    Some(json!({
        "id": id(directory, grant)?,
        "clientId": service_principal_id(directory, grant.client)?,
        "consentType": if grant.principal.is_some() { "Principal" } else { "AllPrincipals" },
        "principalId": grant.principal,
        "resourceId": service_principal_id(directory, grant.resource.app_id())?,
        "scope": scopes.join(" "),
    }))
}
