//! Whom a token speaks for, and whether it may.

use std::collections::BTreeSet;

use serde_json::Value;
use sso_core::{ClientId, GRAPH_APP_ID, TenantId};
use uuid::Uuid;

use super::super::claims::lifetime;
use super::super::directory::Directory;
use super::super::jwt::NotOurs;
use super::{GraphRefusal, Tenant, Verb};
use crate::Person;

/// What a verified token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Caller {
    /// The tenant that is asked: that of the token.
    pub tenant: TenantId,
    /// The client that got the token.
    pub client: Option<ClientId>,
    pub identity: Identity,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Identity {
    /// A client on behalf of a user, with the scopes in `scp`.
    User { id: Uuid, is_admin: bool, scopes: BTreeSet<String> },
    /// An application by itself, with its `roles`.
    App { roles: BTreeSet<String> },
}

/// The parts of Graph, which refuse in different words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Workload {
    Directory,
    Exchange,
    OneDrive,
}

impl Workload {
    pub fn denied(self) -> GraphRefusal {
        match self {
            Self::Directory => GraphRefusal::denied(),
            Self::Exchange => {
                let message = "Access is denied. Check credentials and try again.";
                GraphRefusal::new(403, "ErrorAccessDenied", message)
            }
            Self::OneDrive => GraphRefusal::new(403, "accessDenied", "Access denied"),
        }
    }
}

/// What a call demands. Any one of the scopes is enough, or of the roles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Access {
    pub workload: Workload,
    pub scopes: &'static [&'static str],
    /// Empty: an application cannot do it by itself.
    pub roles: &'static [&'static str],
}

impl Caller {
    pub fn check(&self, access: &Access) -> Result<(), GraphRefusal> {
        let (held, enough) = match &self.identity {
            Identity::User { scopes, .. } => (scopes, access.scopes),
            Identity::App { roles } => (roles, access.roles),
        };
        match enough.iter().any(|name| held.contains(*name)) {
            true => Ok(()),
            false => Err(access.workload.denied()),
        }
    }

    pub fn has_scope(&self, names: &[&str]) -> bool {
        matches!(&self.identity, Identity::User { scopes, .. } if names.iter().any(|name| scopes.contains(*name)))
    }

    /// Beside the scope a user needs the right: here that of an administrator. Who may register applications without
    /// being one, or change one's own, is not modelled.
    fn check_administrator(&self) -> Result<(), GraphRefusal> {
        match self.identity {
            Identity::User { is_admin: false, .. } => Err(GraphRefusal::denied()),
            _ => Ok(()),
        }
    }

    /// For what programs read and write of the directory: reading takes one access, anything else the other and an
    /// administrator.
    pub fn check_directory_call(&self, verb: Verb, read: &Access, write: &Access) -> Result<(), GraphRefusal> {
        if verb == Verb::Get {
            return self.check(read);
        }
        self.check(write)?;
        self.check_administrator()
    }

    /// For what `/me` is a short name of.
    pub fn user(&self) -> Result<Uuid, GraphRefusal> {
        match self.identity {
            Identity::User { id, .. } => Ok(id),
            Identity::App { .. } => {
                Err(GraphRefusal::bad_query("/me request is only valid with delegated authentication flow."))
            }
        }
    }
}

impl Tenant {
    /// `bearer`: what stood behind `Authorization: Bearer`. The token is for Graph, in time, and its user still exists.
    pub(super) fn caller(&self, bearer: Option<&str>) -> Result<Caller, GraphRefusal> {
        let token = bearer.filter(|token| !token.is_empty());
        let token = token.ok_or_else(|| GraphRefusal::token("Access token is empty."))?;
        let claims = self.graph_claims(token).map_err(|why| match why {
            NotOurs::Malformed => GraphRefusal::token(not_well_formed(token)),
            NotOurs::UnknownKey { .. } | NotOurs::BadSignature => {
                GraphRefusal::token("Access token validation failure. Invalid signature.")
            }
        })?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("aud") != GRAPH_APP_ID.to_string() {
            return Err(GraphRefusal::token("Access token validation failure. Invalid audience."));
        }
        let (not_before, expires) = lifetime(&claims);
        if !(not_before..expires).contains(&self.now().as_second()) {
            return Err(GraphRefusal::token("Lifetime validation failed, the token is expired."));
        }
        let client = text("appid").parse().ok();
        let Some(scopes) = claims.get("scp").and_then(Value::as_str) else {
            let tenant = text("tid").parse().map_err(|_| GraphRefusal::token("Invalid x5t claim."))?;
            let roles = claims.get("roles").and_then(Value::as_array);
            let roles = roles.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
            return Ok(Caller { tenant, client, identity: Identity::App { roles } });
        };
        let (directory, person) = Uuid::try_parse(text("oid"))
            .ok()
            .and_then(|id| self.user(id))
            .ok_or_else(|| GraphRefusal::new(404, "Request_ResourceNotFound", "Resource 'me' does not exist."))?;
        let scopes = scopes.split(' ').filter(|scope| !scope.is_empty()).map(str::to_owned).collect();
        let identity = Identity::User { id: person.id, is_admin: person.is_admin, scopes };
        Ok(Caller { tenant: directory.id, client, identity })
    }

    pub(super) fn directory_of(&self, caller: &Caller) -> Result<&Directory, GraphRefusal> {
        self.directory(caller.tenant).map_err(|_| GraphRefusal::not_found(&caller.tenant.to_string()))
    }

    /// The same where there is no such thing for personal accounts.
    pub(super) fn work_directory_of(&self, caller: &Caller) -> Result<&Directory, GraphRefusal> {
        let directory = self.directory_of(caller)?;
        match directory.is_personal() {
            true => Err(GraphRefusal::bad_query("This API is not supported for MSA accounts")),
            false => Ok(directory),
        }
    }

    pub(super) fn person_of(&self, id: Uuid) -> Result<(&Directory, &Person), GraphRefusal> {
        self.user(id).ok_or_else(|| GraphRefusal::not_found(&id.to_string()))
    }
}

/// In the words of the library that Graph reads tokens with.
fn not_well_formed(token: &str) -> String {
    let dots = match token.matches('.').count() {
        0 => "JWT is not well formed, there are no dots (.).",
        2 => return "CompactToken parsing failed with error code: 80049217".to_owned(),
        _ => "JWT is not well formed, there must be two dots (.) in it.",
    };
    format!(
        "IDX14100: {dots}\nThe token needs to be in JWS or JWE Compact Serialization Format. (JWS): \
         'EncodedHeader.EndcodedPayload.EncodedSignature'. (JWE): \
         'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext.EncodedAuthenticationTag'."
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;
    use sso_core::registration::Registration;

    use super::super::{Form, GraphReply, GraphRequest, Verb};
    use super::*;
    use crate::tenant::{Chance, Signer};
    use crate::{KeyMaterial, Seed};

    fn tenant() -> Tenant {
        let signer =
            Signer::from_pem(&KeyMaterial::generate(jiff::Timestamp::UNIX_EPOCH).unwrap().signing_key).unwrap();
        let chance = Chance::new(Arc::new(|bytes| getrandom::fill(bytes).unwrap()));
        let seed = Seed::contoso_with_add_in("localhost:3000".parse().unwrap());
        let clock = Arc::new(|| jiff::Timestamp::UNIX_EPOCH);
        Tenant::new(seed, "https://localhost:1".to_owned(), signer.into(), clock, chance)
    }

    fn call(tenant: &mut Tenant, claims: Value, verb: Verb, path: &str) -> Result<GraphReply, GraphRefusal> {
        let mut token = json!({ "aud": GRAPH_APP_ID, "nbf": -60, "exp": 60, "tid": tenant.directories[0].id });
        token.as_object_mut().unwrap().extend(claims.as_object().cloned().unwrap());
        let token = tenant.signer.sign(&tenant.signer.draft_for_graph("nonce", &token)).unwrap();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        tenant.graph(&GraphRequest {
            verb,
            path,
            query: &Form::parse(query.as_bytes()).unwrap(),
            bearer: Some(&token),
            content_type: Some("application/json"),
            body: br#"{ "displayName": "New" }"#,
            origin: "https://localhost:1",
        })
    }

    #[test]
    fn an_application_by_itself() {
        let mut tenant = tenant();
        for (roles, verb, path, answer) in [
            (json!([]), Verb::Get, "me", Err((400, "BadRequest"))),
            (json!(["Mail.Read"]), Verb::Get, "me/messages", Err((400, "BadRequest"))),
            (json!([]), Verb::Get, "users", Err((403, "Authorization_RequestDenied"))),
            (json!(["User.Read.All"]), Verb::Get, "users", Ok(200)),
            (json!(["User.Read.All"]), Verb::Get, "users/MeganB@contoso.onmicrosoft.com", Ok(200)),
            (json!(["Mail.Read"]), Verb::Get, "users/MeganB@contoso.onmicrosoft.com/messages", Ok(200)),
            (
                json!(["User.Read.All"]),
                Verb::Get,
                "users/MeganB@contoso.onmicrosoft.com/messages",
                Err((403, "ErrorAccessDenied")),
            ),
            (json!(["User.Read.All"]), Verb::Get, "users/LidiaH@fabrikam.com", Err((404, "Request_ResourceNotFound"))),
            (json!(["Application.Read.All"]), Verb::Get, "applications", Ok(200)),
            (json!(["Application.Read.All"]), Verb::Post, "applications", Err((403, "Authorization_RequestDenied"))),
            (json!(["Application.ReadWrite.All"]), Verb::Post, "applications", Ok(201)),
        ] {
            let got = call(&mut tenant, json!({ "idtyp": "app", "roles": roles }), verb, path);
            let got = got.map(|reply| reply.status).map_err(|refusal| (refusal.status, refusal.code));
            assert_eq!(got, answer, "{path} with {roles}");
        }
        let refusal = call(&mut tenant, json!({}), Verb::Get, "me").unwrap_err();
        assert_eq!(refusal.message, "/me request is only valid with delegated authentication flow.");
    }

    /// The scope alone is not enough to write, and the right alone neither.
    #[test]
    fn a_user_needs_scope_and_right() {
        let mut tenant = tenant();
        for (n, scope, status) in [
            (0, "Application.ReadWrite.All", 403),
            (2, "Application.Read.All", 403),
            (2, "Application.ReadWrite.All", 201),
        ] {
            let person = tenant.directories[0].people[n].clone();
            let claims = json!({ "oid": person.id, "scp": format!("openid {scope}") });
            let got = call(&mut tenant, claims, Verb::Post, "applications");
            let got = got.map_or_else(|refusal| refusal.status, |reply| reply.status);
            assert_eq!(got, status, "{} with {scope}", person.display_name);
        }
    }

    /// Each tenant sees its own, and personal accounts have no directory.
    #[test]
    fn in_the_tenant_of_the_token() {
        let mut tenant = tenant();
        let (contoso, fabrikam, personal) =
            (tenant.directories[0].id, tenant.directories[1].id, tenant.directories[2].id);
        tenant.register(fabrikam, Registration { display_name: "Theirs".to_owned(), ..Default::default() });
        for (tid, own, other) in [(contoso, "Contoso add-in", "Theirs"), (fabrikam, "Theirs", "Contoso add-in")] {
            let claims = json!({ "tid": tid, "roles": ["Application.Read.All"] });
            let reply = call(&mut tenant, claims, Verb::Get, "applications?$select=displayName&$top=999").unwrap();
            let super::super::GraphBody::Json(body) = reply.body else { panic!("no JSON") };
            let has = |name: &str| body["value"].as_array().unwrap().iter().any(|one| one["displayName"] == name);
            assert!(has(own) && !has(other), "{body}");
        }
        let scopes = "User.Read Application.ReadWrite.All Directory.Read.All";
        let lynne = json!({ "oid": tenant.directories[2].people[1].id, "tid": personal, "scp": scopes });
        for path in ["organization", "me/memberOf", "users", "applications", "servicePrincipals"] {
            let refusal = call(&mut tenant, lynne.clone(), Verb::Get, path).unwrap_err();
            assert_eq!((refusal.status, refusal.message.as_str()), (400, "This API is not supported for MSA accounts"));
        }
        assert_eq!(call(&mut tenant, lynne, Verb::Get, "me").unwrap().status, 200);
    }
}
