//! Microsoft Graph, as far as an add-in's first calls go: who may ask, and what the answer is.

use serde_json::{Map, Value, json};
use sso_core::GRAPH_APP_ID;
use uuid::Uuid;

use super::Tenant;
use super::claims::{lifetime, pairwise_subject};
use super::directory::Directory;
use super::jwt::NotOurs;
use crate::Person;

/// Graph's `error.code` and `error.message`, with the HTTP status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphRefusal {
    pub status: u16,
    pub code: &'static str,
    pub message: String,
}

/// Which of the caller's data is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// `/v1.0/me`
    Me,
    /// `/oidc/userinfo`
    UserInfo,
}

impl Profile {
    /// Any one of these is enough.
    fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Me => &["User.Read", "User.ReadWrite", "User.ReadBasic.All", "User.Read.All", "Directory.Read.All"],
            Self::UserInfo => &["openid"],
        }
    }
}

/// What `/v1.0/me` has unless `$select` says otherwise.
const PROPERTIES: [&str; 11] = [
    "businessPhones",
    "displayName",
    "givenName",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
    "id",
];

impl GraphRefusal {
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    fn token(message: impl Into<String>) -> Self {
        Self::new(401, "InvalidAuthenticationToken", message)
    }
}

impl Tenant {
    /// `bearer`: what stood behind `Authorization: Bearer`. `select`: the value of `$select`.
    pub fn profile(&self, profile: Profile, bearer: Option<&str>, select: Option<&str>) -> Result<Value, GraphRefusal> {
        let (directory, person) = self.caller(bearer, profile.scopes())?;
        match profile {
            Profile::Me => me(person, select),
            Profile::UserInfo => {
                let (given, family) = person.names();
                let subject = pairwise_subject(directory, person, sso_core::ClientId::from_uuid(GRAPH_APP_ID));
                Ok(json!({
                    "sub": subject,
                    "name": person.display_name,
                    "given_name": given,
                    "family_name": family,
                    "email": person.mail,
                }))
            }
        }
    }

    /// The user whom the token speaks for, if it is for Graph, in time, and has one of the scopes.
    fn caller(&self, bearer: Option<&str>, scopes: &[&str]) -> Result<(&Directory, &Person), GraphRefusal> {
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
        if !text("scp").split(' ').any(|granted| scopes.contains(&granted)) {
            let message = "Insufficient privileges to complete the operation.";
            return Err(GraphRefusal::new(403, "Authorization_RequestDenied", message));
        }
        Uuid::try_parse(text("oid"))
            .ok()
            .and_then(|id| self.user(id))
            .ok_or_else(|| GraphRefusal::new(404, "Request_ResourceNotFound", "Resource 'me' does not exist."))
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

fn me(person: &Person, select: Option<&str>) -> Result<Value, GraphRefusal> {
    let (given, family) = person.names();
    let known = json!({
        "businessPhones": [],
        "displayName": person.display_name,
        "givenName": given,
        "jobTitle": null,
        "mail": person.mail,
        "mobilePhone": null,
        "officeLocation": null,
        "preferredLanguage": null,
        "surname": family,
        "userPrincipalName": person.user_principal_name,
        "id": person.id,
        "userType": if person.is_guest() { "Guest" } else { "Member" },
        "accountEnabled": true,
    });
    let selected: Vec<&str> = match select {
        Some(select) => select.split(',').map(str::trim).filter(|name| !name.is_empty()).collect(),
        None => PROPERTIES.to_vec(),
    };
    let mut answer = Map::new();
    let chosen = if select.is_some() { format!("({})", selected.join(",")) } else { String::new() };
    let context = format!("https://graph.microsoft.com/v1.0/$metadata#users{chosen}/$entity");
    answer.insert("@odata.context".to_owned(), context.into());
    for name in selected {
        let property = known.as_object().and_then(|known| known.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
        let Some((key, value)) = property else {
            let message = format!("Could not find a property named '{name}' on type 'microsoft.graph.user'.");
            return Err(GraphRefusal::new(400, "BadRequest", message));
        };
        answer.insert(key.clone(), value.clone());
    }
    Ok(Value::Object(answer))
}
