//! The portal's old manifest (Azure AD Graph's `application`) in Microsoft Graph's words.
//! What Graph has no counterpart of (`errorUrl`, a scope's `lang`) stays under its name.
//!
//! Source: "Understand the app manifest" of the Entra documentation, for both shapes.

use serde_json::{Map, Value};

use super::lenient::{expected, kind};
use super::property::Property;
use super::{Problem, ProblemKind};

/// Old property and new one. What is named the same in both is not here.
const NAMES: [(&str, &str); 13] = [
    ("name", "displayName"),
    ("accessTokenAcceptedVersion", "api.requestedAccessTokenVersion"),
    ("oauth2Permissions", "api.oauth2PermissionScopes"),
    ("preAuthorizedApplications", "api.preAuthorizedApplications"),
    ("knownClientApplications", "api.knownClientApplications"),
    ("acceptMappedClaims", "api.acceptMappedClaims"),
    ("allowPublicClient", "isFallbackPublicClient"),
    ("oauth2AllowImplicitFlow", "web.implicitGrantSettings.enableAccessTokenIssuance"),
    ("oauth2AllowIdTokenImplicitFlow", "web.implicitGrantSettings.enableIdTokenIssuance"),
    ("logoutUrl", "web.logoutUrl"),
    ("signInUrl", "web.homePageUrl"),
    ("logoUrl", "info.logoUrl"),
    (INFORMATIONAL, "info"),
];
const INFORMATIONAL: &str = "informationalUrls";
const INFORMATIONAL_NAMES: [(&str, &str); 4] = [
    ("marketing", "marketingUrl"),
    ("privacy", "privacyStatementUrl"),
    ("support", "supportUrl"),
    ("termsOfService", "termsOfServiceUrl"),
];

const REPLIES: &str = "replyUrlsWithType";
const REPLY_TYPES: [(&str, &str); 3] = [("Web", "web"), ("Spa", "spa"), ("InstalledClient", "publicClient")];

/// As `az ad app show` had it before version 2.37: URIs without a type, which the portal shows as those of the platform Web.
const UNTYPED_REPLIES: &str = "replyUrls";
const WEB_REDIRECT_URIS: &str = "web.redirectUris";

/// The same of the account types, before there were those with personal accounts.
const OTHER_TENANTS: &str = "availableToOtherTenants";
const AUDIENCE: &str = "signInAudience";

/// Inside of entries: the list, Graph's name, and the other one: AAD Graph's, or that of Graph's beta.
const IN_ENTRIES: [(&str, &str, &str); 7] = [
    ("preAuthorizedApplications", "delegatedPermissionIds", "permissionIds"),
    (PASSWORDS, "startDateTime", "startDate"),
    (PASSWORDS, "endDateTime", "endDate"),
    (PASSWORDS, "secretText", "value"),
    (CERTIFICATES, "startDateTime", "startDate"),
    (CERTIFICATES, "endDateTime", "endDate"),
    (CERTIFICATES, "key", "value"),
];
const PASSWORDS: &str = "passwordCredentials";
const CERTIFICATES: &str = "keyCredentials";

/// Whether an object is of the old shape: it has a property of its own, and none of Graph's objects.
pub(super) fn is_old(names: &[&str]) -> bool {
    let has = |name: &&str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let new = ["api", "web", "spa", "info"].iter().any(has);
    !new && NAMES.iter().map(|(old, _)| old).chain([&REPLIES, &UNTYPED_REPLIES, &OTHER_TENANTS]).any(has)
}

/// Where a value that is read under one property stands under another one.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Origins(Vec<(Property, Property)>);

impl Origins {
    /// The property as the file has it, by the longest part of it that is known.
    pub fn in_file(&self, property: &Property) -> Property {
        let known = self.0.iter().filter_map(|(graph, file)| Some((file, property.behind(graph)?)));
        match known.min_by_key(|(_, rest)| rest.len()) {
            Some((file, rest)) => Property(file.0.iter().chain(rest).cloned().collect()),
            None => property.clone(),
        }
    }

    fn add(&mut self, graph: &str, file: &str) {
        self.0.push((Property::of(graph), Property::of(file)));
    }
}

/// The other name that a property inside of an entry may have.
pub(super) fn other_name(list: &str, name: &str) -> Option<&'static str> {
    let known = IN_ENTRIES.iter().find(|(of, graph, _)| of.eq_ignore_ascii_case(list) && *graph == name);
    known.map(|(_, _, other)| *other)
}

/// Old properties in a text of the new shape, which nobody reads there.
pub(super) fn stray(names: &[&str]) -> Vec<Problem> {
    let stray = names.iter().filter_map(|name| {
        let known = NAMES.iter().find(|(old, _)| old.eq_ignore_ascii_case(name));
        let new = match known {
            Some((_, new)) => *new,
            None if name.eq_ignore_ascii_case(REPLIES) => {
                "spa.redirectUris, web.redirectUris or publicClient.redirectUris"
            }
            None => return None,
        };
        let words = format!("was not read: it is a name of the portal's old manifest, and here it is {new}");
        Some(Problem { kind: ProblemKind::Unread, property: (*name).to_owned(), words })
    });
    stray.collect()
}

/// In Graph's words, where each value stands in the file, and what could not be placed.
pub(super) fn to_graph(mut old: Map<String, Value>) -> (Map<String, Value>, Origins, Vec<Problem>) {
    let mut origins = Origins::default();
    let mut problems = Vec::new();
    let mut graph = Map::new();
    for (list, new, name) in IN_ENTRIES {
        if let Some(list) = named_mut(&mut old, list) {
            entries(list).for_each(|entry| rename_in(entry, name, new));
        }
    }
    for (name, new) in NAMES {
        origins.add(new, name);
        let Some(mut value) = take(&mut old, name).filter(|value| !value.is_null()) else { continue };
        if name == INFORMATIONAL {
            INFORMATIONAL_NAMES.iter().for_each(|(old, new)| rename(&mut value, old, new));
            // The logo is there already.
            if let (Some(Value::Object(info)), Value::Object(value)) = (graph.get_mut(new), &mut value) {
                info.append(value);
                continue;
            }
        }
        put(&mut graph, new, value);
    }
    for (old, new) in INFORMATIONAL_NAMES {
        origins.add(&format!("info.{new}"), &format!("{INFORMATIONAL}.{old}"));
    }
    audience(&mut old, &mut graph, &mut origins, &mut problems);
    if named_mut(&mut old, REPLIES).is_none_or(|replies| replies.is_null())
        && let Some(replies) = take(&mut old, UNTYPED_REPLIES).filter(|replies| !replies.is_null())
    {
        origins.add(WEB_REDIRECT_URIS, UNTYPED_REPLIES);
        put(&mut graph, WEB_REDIRECT_URIS, replies);
    } else {
        replies(&mut old, &mut graph, &mut origins, &mut problems);
    }
    for (name, value) in old {
        graph.entry(name).or_insert(value);
    }
    (graph, origins, problems)
}

/// Where the text has no `signInAudience`: whether other tenants may sign in.
fn audience(
    old: &mut Map<String, Value>,
    graph: &mut Map<String, Value>,
    origins: &mut Origins,
    problems: &mut Vec<Problem>,
) {
    if named_mut(old, AUDIENCE).is_some_and(|audience| !audience.is_null()) {
        return;
    }
    let Some(others) = take(old, OTHER_TENANTS).filter(|others| !others.is_null()) else { return };
    origins.add(AUDIENCE, OTHER_TENANTS);
    match others.as_bool() {
        Some(others) => {
            take(old, AUDIENCE);
            let audience = if others { "AzureADMultipleOrgs" } else { "AzureADMyOrg" };
            graph.insert(AUDIENCE.to_owned(), audience.into());
        }
        None => {
            let words = expected("true or false", &others);
            problems.push(Problem { kind: ProblemKind::Unread, property: OTHER_TENANTS.to_owned(), words });
            graph.insert(OTHER_TENANTS.to_owned(), others);
        }
    }
}

/// One list with types becomes three lists.
fn replies(
    old: &mut Map<String, Value>,
    graph: &mut Map<String, Value>,
    origins: &mut Origins,
    problems: &mut Vec<Problem>,
) {
    let mut lists = REPLY_TYPES.map(|(_, platform)| (platform, Vec::new()));
    let replies = take(old, REPLIES).unwrap_or_default();
    let mut problem =
        |property: String, words: String| problems.push(Problem { kind: ProblemKind::Unread, property, words });
    match replies {
        Value::Null => {}
        Value::Array(replies) => {
            for (number, reply) in replies.into_iter().enumerate() {
                let at = format!("{REPLIES}[{number}]");
                let kind = reply.get("type").and_then(Value::as_str).unwrap_or_default();
                let known = REPLY_TYPES.iter().position(|(old, _)| old.eq_ignore_ascii_case(kind));
                match (known, reply.get("url")) {
                    (Some(kind), Some(url)) => {
                        let (platform, list) = &mut lists[kind];
                        origins.add(&format!("{platform}.redirectUris[{}]", list.len()), &format!("{at}.url"));
                        list.push(url.clone());
                        continue;
                    }
                    (Some(_), None) => problem(format!("{at}.url"), "is missing".to_owned()),
                    (None, _) => problem(format!("{at}.type"), "is none of Web, Spa and InstalledClient".to_owned()),
                }
                graph.insert(at, reply);
            }
        }
        other => {
            problem(REPLIES.to_owned(), format!("is {} where a list belongs", kind(&other)));
            graph.insert(REPLIES.to_owned(), other);
        }
    }
    for (platform, list) in lists {
        let property = format!("{platform}.redirectUris");
        origins.add(&property, REPLIES);
        if !list.is_empty() {
            put(graph, &property, Value::Array(list));
        }
    }
}

/// By its name, whose capital letters do not count.
fn take(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let name = object.keys().find(|known| known.eq_ignore_ascii_case(name))?.clone();
    object.remove(&name)
}

fn named_mut<'o>(object: &'o mut Map<String, Value>, name: &str) -> Option<&'o mut Value> {
    object.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn put(object: &mut Map<String, Value>, property: &str, value: Value) {
    match property.split_once('.') {
        None => {
            object.insert(property.to_owned(), value);
        }
        Some((name, rest)) => {
            let inner = object.entry(name).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

fn rename(object: &mut Value, from: &str, to: &str) {
    if let Value::Object(object) = object {
        rename_in(object, from, to);
    }
}

fn rename_in(object: &mut Map<String, Value>, from: &str, to: &str) {
    if object.contains_key(to) {
        return;
    }
    if let Some(value) = object.remove(from) {
        object.insert(to.to_owned(), value);
    }
}

fn entries(list: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    list.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut)
}
