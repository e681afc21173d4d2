//! Application ID URIs taken apart, also those that are not as Office needs them: what is wrong with one decides which rule
//! speaks, so that one mistake is one finding.

use uuid::Uuid;

use super::Subject;
use crate::{AppIdUri, ClientId, HostPort};

/// One of `identifierUris`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Uri<'a> {
    /// Its number in the list.
    pub index: usize,
    pub text: &'a str,
    pub form: Form,
}

/// Capital letters, the default port, and what follows the client ID are left aside: those have rules of their own.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    /// `api://<host[:port]>/<client ID>`
    Office { host: HostPort, client_id: ClientId },
    /// Of a Teams bot: `api://<host>/botid-<GUID>` or `api://botid-<GUID>`.
    Bot,
    /// With a wildcard: Entra takes it in no form.
    Wildcard,
    /// `https://…`, `urn:…` or nothing of the kind.
    NotApi,
    /// `api://<client ID>`, as the portal proposes it, or something that is no host; why it is none, where it is not plain.
    WithoutHost { why: Option<String> },
    /// `api://<host[:port]>`, or with something else after it.
    WithoutClientId { host: HostPort },
}

impl Uri<'_> {
    pub fn property(&self) -> String {
        format!("identifierUris[{}]", self.index)
    }
}

/// All of them.
pub(super) fn uris<'a>(subject: &Subject<'a>) -> Vec<Uri<'a>> {
    let uris = subject.registration.identifier_uris.iter().enumerate();
    uris.map(|(index, text)| Uri { index, text, form: form(text) }).collect()
}

/// Those under which Office can ask for a token: of its form and with this app's client ID, whatever their host.
pub(super) fn fitting<'a>(subject: &Subject<'a>) -> Vec<Uri<'a>> {
    let own = subject.client_id();
    let fits = |uri: &Uri<'_>| match uri.form {
        Form::Office { client_id, .. } => own.is_none_or(|own| own == client_id),
        _ => false,
    };
    uris(subject).into_iter().filter(fits).collect()
}

/// Whether one is of the form that only Office needs, whatever its host and client ID.
pub(super) fn is_for_office(subject: &Subject<'_>) -> bool {
    uris(subject).iter().any(|uri| matches!(uri.form, Form::Office { .. }))
}

/// Those of which one should be of Office's form and is not. None where another one is, where Office asks for nothing, and
/// where a bot's stands: such an add-in is a Teams app too.
pub(super) fn unfit<'a>(subject: &Subject<'a>) -> Vec<Uri<'a>> {
    let all = uris(subject);
    let is_bot = all.iter().any(|uri| uri.form == Form::Bot);
    if !subject.has_legacy_sso() || is_bot || !fitting(subject).is_empty() { Vec::new() } else { all }
}

/// Whether one is right to the letter: for the planned host, where a plan is known.
pub(super) fn one_is_right(subject: &Subject<'_>) -> bool {
    let planned = subject.plan.map(|plan| &plan.facts.domain);
    let is_right = |text: &str| {
        text.parse::<AppIdUri>().is_ok_and(|uri| {
            let own = subject.client_id().is_none_or(|own| own == uri.client_id());
            own && planned.is_none_or(|planned| planned == uri.host()) && uri.to_string() == text
        })
    };
    subject.registration.identifier_uris.iter().any(|text| is_right(text))
}

/// What it should be: of the host that is planned, that the URI itself has, or `<host[:port]>`.
pub(super) fn wanted(subject: &Subject<'_>, host: Option<&HostPort>) -> String {
    let host = subject.plan.map(|plan| &plan.facts.domain).or(host);
    let host = host.map_or_else(|| "<host[:port]>".to_owned(), ToString::to_string);
    let id = subject.client_id().map_or_else(|| "<client ID>".to_owned(), |id| id.to_string());
    format!("api://{host}/{id}")
}

/// The step that writes it.
pub(super) fn write_it(subject: &Subject<'_>, host: Option<&HostPort>) -> String {
    format!("Expose an API, Application ID URI, Edit: {}", wanted(subject, host))
}

fn form(text: &str) -> Form {
    let text = text.split(['?', '#']).next().unwrap_or(text);
    if text.contains('*') {
        return Form::Wildcard;
    }
    let lower = text.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("api://") else { return Form::NotApi };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if host.starts_with("botid-") || path.starts_with("botid-") {
        return Form::Bot;
    }
    if host.is_empty() || Uuid::try_parse(host).is_ok() {
        return Form::WithoutHost { why: None };
    }
    let host = match host.parse::<HostPort>() {
        Ok(host) => host,
        Err(error) => return Form::WithoutHost { why: Some(error.what) },
    };
    match path.split('/').next().unwrap_or(path).parse() {
        Ok(client_id) => Form::Office { host, client_id },
        Err(_) => Form::WithoutClientId { host },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::registration::testing::{ID, client_id};

    #[test]
    fn forms() {
        let localhost: HostPort = "localhost:3000".parse().unwrap();
        let office = Form::Office { host: localhost.clone(), client_id: client_id(ID) };
        let domain: HostPort = "addin.contoso.com".parse().unwrap();
        for (text, expected) in [
            (format!("api://localhost:3000/{ID}"), office.clone()),
            (format!("API://Localhost:3000/{}", ID.to_uppercase()), office.clone()),
            (format!("api://localhost:3000/{ID}/"), office.clone()),
            (format!("api://localhost:3000/{ID}/access_as_user?x#y"), office),
            (
                format!("api://addin.contoso.com:443/{ID}"),
                Form::Office { host: domain.clone(), client_id: client_id(ID) },
            ),
            (format!("api://addin.contoso.com/path/{ID}"), Form::WithoutClientId { host: domain }),
            ("api://localhost:3000".to_owned(), Form::WithoutClientId { host: localhost }),
            (format!("api://{ID}"), Form::WithoutHost { why: None }),
            (format!("api://{ID}/{ID}"), Form::WithoutHost { why: None }),
            (
                format!("api://local_host/{ID}"),
                Form::WithoutHost { why: Some("the domain has an underscore: local_host".to_owned()) },
            ),
            (format!("https://localhost:3000/{ID}"), Form::NotApi),
            ("urn:contoso".to_owned(), Form::NotApi),
            (String::new(), Form::NotApi),
            (format!("api://*.contoso.com/{ID}"), Form::Wildcard),
            (format!("api://localhost:3000/botid-{ID}"), Form::Bot),
        ] {
            assert_eq!(form(&text), expected, "{text}");
        }
    }
}
