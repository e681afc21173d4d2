//! The application: what its POST may hold, and then property by property in the order that Graph takes.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Change, ChangeKind, GraphRequest, Method, Names, Wanted, merge};
use crate::plan::Plan;
use crate::registration::{Api, Registration, SignInAudience};

/// From `there` to the plan; where nothing is there, it is made first. Each change is made of the application as the one
/// before it leaves it: a PATCH replaces lists whole.
pub(super) fn changes(plan: &Plan, there: Option<&Registration>, names: &Names, wanted: Wanted) -> Vec<Change> {
    let client_id = there.and_then(|there| there.app_id);
    let object_id = there.and_then(|there| there.id);
    let mut planned = plan.registration();
    // Of an application of somebody else, what nobody stated is not the plan's to change.
    if let Some(there) = there.filter(|_| wanted.tag.is_none()) {
        if !plan.stated.name {
            planned.display_name.clone_from(&there.display_name);
        }
        if !plan.stated.account_types {
            planned.sign_in_audience = there.sign_in_audience;
        }
        // As in a plan with personal accounts: pages disagree on whether such an application may have them.
        if planned.sign_in_audience.has_personal_accounts() {
            planned.optional_claims = None;
        }
    }
    let mut way = Way {
        plan,
        planned,
        path: format!("/v1.0/applications/{}", object_id.map_or_else(|| names.object_id.clone(), |id| id.to_string())),
        client_id: client_id.map_or_else(|| names.client_id.clone(), |id| id.to_string()),
        tag: wanted.tag_text(),
        now: there.cloned().unwrap_or_default(),
        changes: Vec::new(),
    };
    if there.is_none() {
        way.create();
    }
    // To fewer accounts goes first, as their limits are wider; to personal ones last, as Graph refuses it before the rest
    // fits: the name, the token version.
    if way.planned.sign_in_audience == SignInAudience::AzureADandPersonalMicrosoftAccount {
        way.set_name();
        way.set_token_version();
        way.set_account_types();
    } else {
        way.set_account_types();
        way.set_name();
        way.set_token_version();
    }
    if plan.facts.auth.has_legacy_sso() {
        way.set_scope();
        way.set_identifier_uri();
        way.pre_authorize();
    }
    way.set_redirect_uris();
    way.set_implicit_grant();
    way.set_permissions();
    way.set_optional_claims();
    way.set_tags();
    way.changes
}

pub(super) struct Way<'a> {
    plan: &'a Plan,
    pub(super) planned: Registration,
    /// Of the application at Graph.
    path: String,
    /// Or its name, where only Graph's answer will say it.
    client_id: String,
    tag: Option<String>,
    /// The application after all changes so far.
    pub(super) now: Registration,
    changes: Vec<Change>,
}

impl Way<'_> {
    /// Absent in the POST: the Application ID URI, as it contains the client ID that the answer brings, and the
    /// pre-authorization, which is the same request here as for an application that is there.
    fn create(&mut self) {
        let planned = &self.planned;
        self.now = Registration {
            identifier_uris: Vec::new(),
            app_id: None,
            api: Api { pre_authorized_applications: Vec::new(), ..planned.api.clone() },
            tags: self.tag.iter().cloned().collect(),
            ..planned.clone()
        };
        let now = &self.now;
        let mut api = Map::new();
        api.insert("requestedAccessTokenVersion".to_owned(), json!(now.api.requested_access_token_version));
        if !now.api.oauth2_permission_scopes.is_empty() {
            api.insert("oauth2PermissionScopes".to_owned(), json!(now.api.oauth2_permission_scopes));
        }
        let mut body = json!({
            "displayName": now.display_name,
            "signInAudience": now.sign_in_audience,
            "api": api,
            "spa": now.spa,
            "publicClient": now.public_client,
            "requiredResourceAccess": now.required_resource_access,
        });
        if let Some(claims) = &now.optional_claims {
            body["optionalClaims"] = json!(claims);
        }
        if !now.tags.is_empty() {
            body["tags"] = json!(now.tags);
        }
        self.changes.push(Change {
            kind: ChangeKind::CreateApplication,
            title: "Create the application".to_owned(),
            reason: "the Application ID URI is not in it: it contains the client ID that Entra assigns now".to_owned(),
            property: "application".to_owned(),
            before: None,
            after: body.clone(),
            request: GraphRequest {
                method: Method::Post,
                path: "/v1.0/applications".to_owned(),
                body: Some(body),
                expects: 201,
            },
        });
    }

    fn set_name(&mut self) {
        if self.now.display_name == self.planned.display_name {
            return;
        }
        let before = std::mem::replace(&mut self.now.display_name, self.planned.display_name.clone());
        let words = Words {
            kind: ChangeKind::SetName,
            title: "Set the name",
            reason: "people see it on the consent page",
            property: "displayName",
        };
        self.patch(&words, before, self.planned.display_name.clone(), json!({ "displayName": self.now.display_name }));
    }

    fn set_token_version(&mut self) {
        let version = &mut self.now.api.requested_access_token_version;
        if *version == self.planned.api.requested_access_token_version {
            return;
        }
        let before = std::mem::replace(version, self.planned.api.requested_access_token_version);
        let words = Words {
            kind: ChangeKind::SetTokenVersion,
            title: "Set the access token version to 2",
            reason: match self.plan.facts.auth.has_legacy_sso() {
                true => {
                    "before the Application ID URI, which a tenant's policy may refuse for version 1 tokens; a server \
                     that is there already must then expect the client ID as audience"
                }
                false => {
                    "personal accounts ask for it; a server that is there already must then expect the client ID as \
                     audience"
                }
            },
            property: "api.requestedAccessTokenVersion",
        };
        self.patch(&words, before, self.now.api.requested_access_token_version, self.whole_api());
    }

    fn set_account_types(&mut self) {
        if self.now.sign_in_audience == self.planned.sign_in_audience {
            return;
        }
        let before = std::mem::replace(&mut self.now.sign_in_audience, self.planned.sign_in_audience);
        let words = Words {
            kind: ChangeKind::SetAccountTypes,
            title: "Set the supported account types",
            reason: match self.planned.sign_in_audience {
                SignInAudience::AzureADandPersonalMicrosoftAccount => {
                    "after name and token version: Entra refuses personal accounts before they fit"
                }
                _ => "decides which authority a sign-in may use",
            },
            property: "signInAudience",
        };
        self.patch(&words, before, self.now.sign_in_audience, json!({ "signInAudience": self.now.sign_in_audience }));
    }

    fn set_scope(&mut self) {
        let planned = merge::scope(self.plan, &self.now);
        let scopes = &self.now.api.oauth2_permission_scopes;
        let place = scopes.iter().position(|scope| scope.id == planned.id);
        if place.is_some_and(|place| scopes[place] == planned) {
            return;
        }
        if let Some(place) = place.filter(|place| scopes[*place].is_enabled) {
            let before = json!(scopes);
            self.now.api.oauth2_permission_scopes[place].is_enabled = false;
            let words = Words {
                kind: ChangeKind::DisableScope,
                title: "Disable the scope",
                reason: "Graph refuses to change a scope that is enabled; until the next step Office gets no token",
                property: SCOPES,
            };
            self.patch(&words, before, self.now.api.oauth2_permission_scopes.clone(), self.whole_api());
        }
        let scopes = &mut self.now.api.oauth2_permission_scopes;
        let before = json!(scopes);
        match place {
            Some(place) => scopes[place] = planned,
            None => scopes.push(planned),
        }
        let words = Words {
            kind: ChangeKind::SetScope,
            title: "Set the scope access_as_user",
            reason: "Office asks for this name only; apart from the pre-authorization, which must find it there",
            property: SCOPES,
        };
        self.patch(&words, before, self.now.api.oauth2_permission_scopes.clone(), self.whole_api());
    }

    fn set_identifier_uri(&mut self) {
        let planned = format!("api://{}/{}", self.plan.facts.domain, self.client_id);
        let uris = merge::identifier_uris(&self.now.identifier_uris, &planned);
        if uris == self.now.identifier_uris {
            return;
        }
        let before = std::mem::replace(&mut self.now.identifier_uris, uris);
        let words = Words {
            kind: ChangeKind::SetIdentifierUri,
            title: "Set the Application ID URI",
            reason: "Office compares its host and port with those of the add-in's pages; it ends in the client ID, \
                so it comes after the application",
            property: "identifierUris",
        };
        let body = json!({ "identifierUris": self.now.identifier_uris });
        self.patch(&words, before, self.now.identifier_uris.clone(), body);
    }

    fn pre_authorize(&mut self) {
        let Some(scope) = merge::access_as_user(&self.now).map(|scope| scope.id) else { return };
        let clients = merge::pre_authorized(&self.now.api.pre_authorized_applications, scope);
        if clients == self.now.api.pre_authorized_applications {
            return;
        }
        let before = std::mem::replace(&mut self.now.api.pre_authorized_applications, clients);
        let words = Words {
            kind: ChangeKind::PreAuthorize,
            title: "Pre-authorize Office",
            reason: "without it Office answers 13005; after the scope, in a request of its own: Graph looks for the \
                scope among those that were there before",
            property: "api.preAuthorizedApplications",
        };
        self.patch(&words, before, self.now.api.pre_authorized_applications.clone(), self.whole_api());
    }

    fn set_implicit_grant(&mut self) {
        let settings = &mut self.now.web.implicit_grant_settings;
        if *settings == self.planned.web.implicit_grant_settings {
            return;
        }
        let before = std::mem::replace(settings, self.planned.web.implicit_grant_settings.clone());
        let words = Words {
            kind: ChangeKind::SetImplicitGrant,
            title: "Turn implicit grant off",
            reason: "nothing of the add-in needs it, and tokens in the address of a page leak",
            property: "web.implicitGrantSettings",
        };
        let after = self.now.web.implicit_grant_settings.clone();
        self.patch(&words, json!(before), json!(after), json!({ "web": { "implicitGrantSettings": after } }));
    }

    fn set_permissions(&mut self) {
        let lists =
            merge::required_resource_access(&self.now.required_resource_access, &self.planned.required_resource_access);
        if lists == self.now.required_resource_access {
            return;
        }
        let before = std::mem::replace(&mut self.now.required_resource_access, lists);
        let words = Words {
            kind: ChangeKind::SetPermissions,
            title: "Set the API permissions",
            reason: match self.plan.facts.auth.has_legacy_sso() {
                true => "Office itself needs profile and openid; the rest is for On-Behalf-Of",
                false => "what the add-in's own tokens are asked for",
            },
            property: "requiredResourceAccess",
        };
        let body = json!({ "requiredResourceAccess": self.now.required_resource_access });
        self.patch(&words, before, self.now.required_resource_access.clone(), body);
    }

    fn set_optional_claims(&mut self) {
        let claims = merge::optional_claims(self.now.optional_claims.as_ref(), self.planned.optional_claims.as_ref());
        if claims == self.now.optional_claims {
            return;
        }
        let before = std::mem::replace(&mut self.now.optional_claims, claims);
        let words = Words {
            kind: ChangeKind::SetOptionalClaims,
            title: "Set the optional claim idtyp",
            reason: "by it a server tells an app-only token from one of a user",
            property: "optionalClaims",
        };
        let body = json!({ "optionalClaims": self.now.optional_claims });
        self.patch(&words, before, self.now.optional_claims.clone(), body);
    }

    fn set_tags(&mut self) {
        let Some(tag) = self.tag.clone().filter(|tag| !self.now.tags.contains(tag)) else { return };
        let before = self.now.tags.clone();
        self.now.tags.push(tag);
        let words = Words {
            kind: ChangeKind::SetTags,
            title: "Set the tag",
            reason: "by it a later run knows what Hallpass made",
            property: "tags",
        };
        self.patch(&words, before, self.now.tags.clone(), json!({ "tags": self.now.tags }));
    }

    /// The complete `api`: whether Graph keeps what a PATCH leaves out of it is not documented. Of what is not modelled
    /// only what v1.0 has.
    fn whole_api(&self) -> Value {
        let api = &self.now.api;
        let mut body = json!({
            "requestedAccessTokenVersion": api.requested_access_token_version,
            "oauth2PermissionScopes": api.oauth2_permission_scopes,
            "preAuthorizedApplications": api.pre_authorized_applications,
            "knownClientApplications": api.known_client_applications,
        });
        if let Some(claims) = api.other.get("acceptMappedClaims") {
            body["acceptMappedClaims"] = claims.clone();
        }
        json!({ "api": body })
    }

    pub(super) fn patch(&mut self, words: &Words<'_>, before: impl Serialize, after: impl Serialize, body: Value) {
        self.changes.push(Change {
            kind: words.kind,
            title: words.title.to_owned(),
            reason: words.reason.to_owned(),
            property: words.property.to_owned(),
            before: Some(json!(before)).filter(|before| !is_nothing(before)),
            after: json!(after),
            request: GraphRequest { method: Method::Patch, path: self.path.clone(), body: Some(body), expects: 204 },
        });
    }
}

pub(super) struct Words<'a> {
    pub kind: ChangeKind,
    pub title: &'a str,
    pub reason: &'a str,
    pub property: &'a str,
}

const SCOPES: &str = "api.oauth2PermissionScopes";

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty) || value.as_str().is_some_and(str::is_empty)
}
