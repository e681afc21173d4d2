//! What a JSON value is: an application, a service principal, a list of them, or something else that people have at hand.

use super::NotARegistration;
use super::json::{Member, items, members, string};
use super::text::SAVE_AGAIN;
use crate::shown::shown;

/// Lists and wrappers around an application: `[{ "application": … }]` is the deepest that makes sense.
const MOST_WRAPPERS: usize = 3;
/// As many registrations are named where there are several.
const MOST_NAMED: usize = 5;

/// What was found in a text, each as a piece of it.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    pub applications: Vec<&'a str>,
    pub service_principals: Vec<&'a str>,
    /// What the first value is that is neither.
    other: Option<(String, &'static str)>,
}

impl<'a> Found<'a> {
    pub fn add(&mut self, value: &'a str) {
        self.sort(value, 0);
    }

    /// The one application, or why there is none.
    pub fn one(&self) -> Result<&'a str, NotARegistration> {
        match self.applications.as_slice() {
            [one] => Ok(one),
            [] => Err(self.none()),
            several => Err(NotARegistration::of_all(
                format!("the text holds {} app registrations: {}", several.len(), named(several)),
                "give one of them alone, such as the answer to az ad app show --id and its client ID",
            )),
        }
    }

    fn none(&self) -> NotARegistration {
        if let Some(service_principal) = self.service_principals.first() {
            let properties = Properties(members(service_principal));
            let words = match properties.text("appId") {
                Some(id) => {
                    format!("this is a service principal (enterprise application), not its app registration: {id}")
                }
                None => "this is a service principal (enterprise application), not its app registration".to_owned(),
            };
            return NotARegistration::of_all(words, "give the answer to az ad app show --id and its client ID");
        }
        match &self.other {
            Some((words, hint)) => NotARegistration::of_all(words.clone(), *hint),
            None => NotARegistration::of_all("the text holds no JSON", SAVE_AGAIN),
        }
    }

    fn sort(&mut self, value: &'a str, wrappers: usize) {
        if wrappers > MOST_WRAPPERS {
            return self.other("this is a list in a list, which no answer of Graph is", SAVE_AGAIN);
        }
        if value.starts_with('[') {
            return self.list(&items(value), wrappers);
        }
        let properties = Properties(members(value));
        let inner = |name: &str| properties.of(name).filter(|inner| inner.starts_with('{'));
        if let (None, Some(list)) =
            (properties.of("appId"), properties.of("value").filter(|list| list.starts_with('[')))
        {
            self.list(&items(list), wrappers);
        } else if let Some(application) = inner("application") {
            self.sort(application, wrappers + 1);
            self.service_principals.extend(inner("servicePrincipal"));
        } else if let Some(service_principal) = inner("servicePrincipal") {
            self.service_principals.push(service_principal);
        } else if let (None, Some(application)) = (
            properties.of("appId"),
            inner("AdditionalProperties").filter(|inner| Properties(members(inner)).has("appId")),
        ) {
            // As PowerShell answers an object of any kind, such as what somebody owns.
            self.sort(application, wrappers + 1);
        } else if let Some((words, hint)) = something_else(&properties) {
            self.other(words, hint);
        } else if properties.is_service_principal() {
            self.service_principals.push(value);
        } else if properties.is_application() {
            self.applications.push(value);
        } else {
            self.other("this is JSON, but has none of the properties of an app registration", SAVE_AGAIN);
        }
    }

    fn list(&mut self, items: &[&'a str], wrappers: usize) {
        if items.is_empty() {
            self.other(
                "the list is empty: no app registration of this tenant is what was asked for",
                "look for it without the filter, and in the tenant in which it was registered",
            );
        }
        for item in items {
            self.sort(item, wrappers + 1);
        }
    }

    fn other(&mut self, words: impl Into<String>, hint: &'static str) {
        self.other.get_or_insert_with(|| (words.into(), hint));
    }
}

/// By which people tell them apart.
fn named(applications: &[&str]) -> String {
    let names = applications.iter().take(MOST_NAMED).map(|application| {
        let properties = Properties(members(application));
        let name = properties.text("displayName").or_else(|| properties.text("name"));
        let id = properties.text("appId").unwrap_or_else(|| "no client ID".to_owned());
        format!("{} ({})", shown(name.as_deref().unwrap_or("no name"), 60), shown(&id, 60))
    });
    let names = names.collect::<Vec<_>>().join(", ");
    match applications.len().saturating_sub(MOST_NAMED) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

struct Properties<'a>(Vec<Member<'a>>);

impl<'a> Properties<'a> {
    /// By its name, whose capital letters do not count: PowerShell writes them otherwise.
    fn of(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|member| member.name.eq_ignore_ascii_case(name)).map(|member| member.value)
    }

    fn has(&self, name: &str) -> bool {
        self.of(name).is_some()
    }

    fn any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    fn all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has(name))
    }

    fn text(&self, name: &str) -> Option<String> {
        self.of(name).and_then(string)
    }

    fn is_service_principal(&self) -> bool {
        self.any(&["servicePrincipalType", "appOwnerOrganizationId", "servicePrincipalNames"])
            || self.all(&["appId", "accountEnabled"])
    }

    /// By its client ID, or by two properties that nothing else has.
    fn is_application(&self) -> bool {
        const OF_APPLICATIONS: [&str; 13] = [
            "accessTokenAcceptedVersion",
            "api",
            "identifierUris",
            "isFallbackPublicClient",
            "oauth2Permissions",
            "passwordCredentials",
            "preAuthorizedApplications",
            "publicClient",
            "replyUrlsWithType",
            "requiredResourceAccess",
            "signInAudience",
            "spa",
            "web",
        ];
        self.has("appId") || OF_APPLICATIONS.iter().filter(|name| self.has(name)).count() > 1
    }
}

/// What people paste in its place, and where the registration is then.
fn something_else(properties: &Properties<'_>) -> Option<(String, &'static str)> {
    let is = |words: &str, hint| Some((format!("this is {words}, not an app registration"), hint));
    let schema = properties.text("$schema").unwrap_or_default();
    if schema.contains("MicrosoftTeams.schema.json") || properties.has("manifestVersion") {
        return is("the manifest of an add-in or a Teams app", "check it with hallpass manifest check");
    }
    if properties.has("secretText") {
        return is("the answer to addPassword, with a client secret in it", SECRET);
    }
    if properties.all(&["appId", "password"]) {
        return is("a credential that the Azure CLI made, with a client secret in it", SECRET);
    }
    if properties.any(&["access_token", "id_token", "accessToken"]) {
        return is("the answer to a request for a token", SAVE_AGAIN);
    }
    if properties.all(&["aud", "iss"]) {
        return is("the claims of a token", SAVE_AGAIN);
    }
    if let Some(error) = properties.of("error") {
        return Some((error_words(properties, error), "ask again as somebody who may read the registration"));
    }
    if properties.all(&["issuer", "token_endpoint"]) {
        return is("the OpenID Connect metadata of a tenant", SAVE_AGAIN);
    }
    if properties.all(&["name", "version"]) && properties.any(&["dependencies", "devDependencies", "scripts", "main"]) {
        return is("a package.json", SAVE_AGAIN);
    }
    if properties.has("AzureAd") {
        return is("the settings of an ASP.NET project", SAVE_AGAIN);
    }
    if properties.all(&["environmentName", "tenantId", "user"]) {
        return is("the account of the Azure CLI", SAVE_AGAIN);
    }
    None
}

const SECRET: &str = "keep the secret to yourself; give the answer to az ad app show";

/// `error` as Graph writes it (an object) or as OAuth does (a text).
fn error_words(properties: &Properties<'_>, error: &str) -> String {
    let inner = Properties(members(error));
    let code = inner.text("code").or_else(|| string(error)).unwrap_or_default();
    let message = inner.text("message").or_else(|| properties.text("error_description")).unwrap_or_default();
    let words = [code, message].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(": ");
    format!("this is an error, not an app registration: {}", shown(words.lines().next().unwrap_or_default(), 300))
}

/// What a text is that has no JSON.
pub(super) fn text_without_json(text: &str) -> Option<NotARegistration> {
    let text = text.trim_start();
    let begins = |with: &str| text.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    let (words, hint) = if text.is_empty() {
        ("the text is empty", SAVE_AGAIN)
    } else if begins("<!doctype html") || begins("<html") {
        ("this is a web page (HTML), not an app registration", "in the portal download the file of the Manifest page")
    } else if begins("<") && text.contains("<OfficeApp") {
        ("this is the manifest of an add-in, not an app registration", "check it with hallpass manifest check")
    } else if begins("<") {
        ("this is XML, not an app registration", SAVE_AGAIN)
    } else if is_token(text) {
        ("this is a token, not an app registration", "check it with hallpass token check")
    } else if begins("PK\u{3}\u{4}") {
        ("this is a ZIP package, not an app registration", SAVE_AGAIN)
    } else if begins("-----BEGIN ") {
        ("this is a certificate or a key in PEM, not an app registration", SAVE_AGAIN)
    } else {
        return None;
    };
    Some(NotARegistration::of_all(words, hint))
}

/// A JWT in its compact form begins with `{"` in base64url.
fn is_token(text: &str) -> bool {
    let word = text.trim_start_matches("Bearer ").split_whitespace().next().unwrap_or_default();
    word.starts_with("eyJ") && word.matches('.').count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[&str]) -> Result<(String, usize), String> {
        let mut found = Found::default();
        values.iter().for_each(|value| found.add(value));
        match found.one() {
            Ok(one) => Ok((one.to_owned(), found.service_principals.len())),
            Err(error) => Err(error.words),
        }
    }

    #[test]
    fn one_application_in_any_wrapper() {
        let app = r#"{"appId":"a"}"#;
        let sp = r#"{"appId":"a","servicePrincipalType":"Application"}"#;
        for (text, service_principals) in [
            (app.to_owned(), 0),
            (format!("[{app}]"), 0),
            (format!(r#"{{"@odata.context":"x","value":[{app}]}}"#), 0),
            (format!("[{app},{sp}]"), 1),
            (format!(r#"{{"application":{app},"servicePrincipal":{sp}}}"#), 1),
            (format!(r#"[{{"application":{app}}},{{"value":[{sp}]}}]"#), 1),
            (format!(r#"{{"Id":"x","DeletedDateTime":null,"AdditionalProperties":{app}}}"#), 0),
        ] {
            assert_eq!(found(&[&text]), Ok((app.to_owned(), service_principals)), "{text}");
        }
        assert_eq!(found(&[app, sp]), Ok((app.to_owned(), 1)));
        let body = r#"{"displayName":"x","signInAudience":"AzureADMyOrg","api":{}}"#;
        assert_eq!(found(&[body]), Ok((body.to_owned(), 0)));
    }

    #[test]
    fn what_else_it_is_is_said() {
        for (text, words) in [
            (r#"{"appId":"a","appOwnerOrganizationId":"t"}"#, "this is a service principal"),
            (r#"{"servicePrincipal":{}}"#, "this is a service principal"),
            (r#"{"value":[]}"#, "the list is empty"),
            ("[]", "the list is empty"),
            ("[[[[[{}]]]]]", "this is a list in a list"),
            ("{}", "this is JSON, but has none of the properties"),
            (r#"["a"]"#, "this is JSON, but has none of the properties"),
            (
                r#"[{"appId":"a","displayName":"A"},{"appId":"b","name":"B"}]"#,
                "the text holds 2 app registrations: A (a), B (b)",
            ),
            (r#"{"manifestVersion":"1.17","id":"x"}"#, "this is the manifest of an add-in"),
            (r#"{"name":"a","version":"1.0.0","dependencies":{}}"#, "this is a package.json"),
            (r#"{"access_token":"x","token_type":"Bearer"}"#, "this is the answer to a request for a token"),
            (r#"{"aud":"x","iss":"y","appId":"z"}"#, "this is the claims of a token"),
            (r#"{"keyId":"x","secretText":"abc"}"#, "this is the answer to addPassword"),
            (r#"{"appId":"a","password":"x","tenant":"t"}"#, "this is a credential that the Azure CLI made"),
            (
                r#"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges"}}"#,
                "this is an error, not an app registration: Authorization_RequestDenied: Insufficient privileges",
            ),
            (
                r#"{"error":"invalid_grant","error_description":"AADSTS65001: …\r\nTrace"}"#,
                "this is an error, not an app registration: invalid_grant: AADSTS65001: …",
            ),
            (r#"{"issuer":"x","token_endpoint":"y"}"#, "this is the OpenID Connect metadata"),
            (r#"{"AzureAd":{}}"#, "this is the settings of an ASP.NET project"),
            (r#"{"environmentName":"AzureCloud","tenantId":"t","user":{}}"#, "this is the account of the Azure CLI"),
        ] {
            let error = found(&[text]).unwrap_err();
            assert!(error.starts_with(words), "{text}: {error}");
            assert!(!error.contains("abc"), "{error}");
        }
        let nine = format!("[{}]", [r#"{"appId":"a","displayName":"A"}"#; 9].join(","));
        assert!(found(&[&nine]).unwrap_err().ends_with("A (a) and 4 more"));
    }

    #[test]
    fn texts_without_json() {
        for (text, words) in [
            ("", Some("the text is empty")),
            ("\r\n<!DOCTYPE html><html>", Some("this is a web page")),
            ("<?xml version=\"1.0\"?><OfficeApp/>", Some("this is the manifest of an add-in")),
            ("<a/>", Some("this is XML")),
            ("eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.AAAA", Some("this is a token")),
            ("Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.AAAA", Some("this is a token")),
            ("PK\u{3}\u{4}", Some("this is a ZIP package")),
            ("-----BEGIN CERTIFICATE-----", Some("this is a certificate")),
            ("ä", None),
            ("DisplayName  AppId", None),
        ] {
            let found = text_without_json(text).map(|error| error.words);
            assert_eq!(found.is_some(), words.is_some(), "{text}");
            assert!(found.unwrap_or_default().starts_with(words.unwrap_or_default()), "{text}");
        }
    }
}
