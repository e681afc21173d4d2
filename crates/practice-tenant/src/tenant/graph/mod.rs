//! Microsoft Graph, as far as an add-in and the registration of one meet it: who may ask, and what the answer is.
//!
//! A file a resource; each says which scopes and roles are enough. Absent on purpose: `$batch`, `$expand`, `$search`, the
//! beta version, and all writing but that of registrations and consent.

mod application;
mod application_body;
mod caller;
mod drive;
mod entity;
mod mailbox;
mod mailbox_data;
mod organization;
mod password;
mod path;
mod permission_grant;
mod photo;
mod query;
mod refusal;
mod registration_rule;
mod replication;
mod service_principal;
mod user;
mod user_info;

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use sso_core::TenantId;

use super::{Form, Tenant};

pub use refusal::GraphRefusal;
pub use registration_rule::IdentifierUriPolicy;

use caller::{Access, Caller, Workload};
use entity::{Kind, Place};
use path::{Key, ResourcePath};
use query::Query;

/// A call of Graph as the state machine needs it.
pub struct GraphRequest<'a> {
    pub verb: Verb,
    /// Behind `/v1.0/`, as it stands in the address.
    pub path: &'a str,
    pub query: &'a Form,
    /// What stood behind `Authorization: Bearer`.
    pub bearer: Option<&'a str>,
    pub content_type: Option<&'a str>,
    pub body: &'a [u8],
    /// Scheme, host and port as the client named them, without a trailing slash: the next page is there too.
    pub origin: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Get,
    Post,
    Patch,
    Delete,
    /// PUT and what else there is: nothing here takes it.
    Other,
}

/// An answer of Graph that is no refusal.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphReply {
    pub status: u16,
    pub body: GraphBody,
}

#[derive(Debug, Clone, PartialEq)]
pub enum GraphBody {
    Json(Value),
    /// A JPEG file.
    Jpeg(&'static [u8]),
    Nothing,
}

impl GraphReply {
    fn json(status: u16, body: Value) -> Self {
        Self { status, body: GraphBody::Json(body) }
    }

    fn no_content() -> Self {
        Self { status: 204, body: GraphBody::Nothing }
    }
}

/// What is set at this tenant's Graph.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// Tenants with the stricter of the two policies for App ID URIs.
    pub strict_identifier_uris: BTreeSet<TenantId>,
    replication: replication::Replication,
}

/// A request whose token was checked.
struct Call<'a> {
    caller: Caller,
    verb: Verb,
    query: Query,
    /// Scheme, host and path.
    address: String,
    content_type: Option<&'a str>,
    body: &'a [u8],
}

impl Call<'_> {
    fn must_be(&self, verb: Verb) -> Result<(), GraphRefusal> {
        if self.verb == verb { Ok(()) } else { Err(GraphRefusal::wrong_method()) }
    }

    fn place<'a>(&'a self, context: &'a str) -> Place<'a> {
        Place { context, address: &self.address }
    }

    /// The body of a request that writes.
    fn json(&self) -> Result<Map<String, Value>, GraphRefusal> {
        let kind = self.content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(GraphRefusal::bad_request(
                "Write requests (excluding DELETE) must contain the Content-Type header declaration.",
            ));
        }
        serde_json::from_slice(self.body).map_err(|_| {
            GraphRefusal::bad_query(
                "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid \
                 JSON format.",
            )
        })
    }
}

impl Tenant {
    /// Which App ID URIs may be added in a tenant.
    pub fn set_identifier_uri_policy(&mut self, tenant: TenantId, policy: IdentifierUriPolicy) {
        match policy {
            IdentifierUriPolicy::Default => self.graph_settings.strict_identifier_uris.remove(&tenant),
            IdentifierUriPolicy::Strict => self.graph_settings.strict_identifier_uris.insert(tenant),
        };
    }

    pub fn graph(&mut self, request: &GraphRequest<'_>) -> Result<GraphReply, GraphRefusal> {
        let caller = self.caller(request.bearer)?;
        let path = ResourcePath::parse(request.path)?;
        let names = path.names();
        if names.as_slice() == ["$batch"] {
            return Err(GraphRefusal::not_supported("$batch: send the calls one by one"));
        }
        let call = Call {
            caller,
            verb: request.verb,
            query: Query::of(request.query)?,
            address: format!("{}/v1.0/{}", request.origin, request.path),
            content_type: request.content_type,
            body: request.body,
        };
        match names.as_slice() {
            ["me", rest @ ..] => {
                let user = call.caller.user()?;
                self.of_person(&call, user, rest, path.part(2))
            }
            ["users"] => self.users(&call),
            ["users", _, rest @ ..] => {
                let user = self.user_by_key(&call, path.part(1))?;
                self.of_person(&call, user, rest, path.part(3))
            }
            ["organization"] => self.organizations(&call),
            ["organization", _] => self.organization(&call, path.part(1)),
            ["applications", rest @ ..] => self.applications(&call, rest, path.part(1)),
            ["serviceprincipals", rest @ ..] => self.service_principals(&call, rest, path.part(1)),
            ["oauth2permissiongrants", rest @ ..] => self.permission_grants(&call, rest, path.part(1)),
            _ => Err(unknown(request.path)),
        }
    }

    /// What belongs to one person. `key`: the part behind the name of a list.
    fn of_person(
        &self,
        call: &Call<'_>,
        user: uuid::Uuid,
        rest: &[&str],
        key: &str,
    ) -> Result<GraphReply, GraphRefusal> {
        call.must_be(Verb::Get)?;
        match rest {
            [] => self.user_entity(call, user),
            ["memberof"] => self.member_of(call, user),
            ["photo"] => self.photo(call, user),
            ["photo", "$value"] => self.photo_content(call, user),
            ["messages"] => self.messages(call, user, None),
            ["messages", _] => self.message(call, user, key),
            ["mailfolders"] => self.mail_folders(call, user),
            ["mailfolders", _] => self.mail_folder(call, user, key),
            ["mailfolders", _, "messages"] => self.messages(call, user, Some(key)),
            ["events"] | ["calendar", "events"] => self.events(call, user),
            ["contacts"] => self.contacts(call, user),
            ["drive"] => self.drive(call, user),
            ["drive", "root"] => self.drive_root(call, user),
            ["drive", "root", "children"] => self.drive_children(call, user),
            _ => Err(unknown(&rest.join("/"))),
        }
    }
}

fn unknown(path: &str) -> GraphRefusal {
    let shown: String = path.chars().take(80).collect();
    GraphRefusal::not_supported(&format!("this call of Microsoft Graph: {shown}"))
}
