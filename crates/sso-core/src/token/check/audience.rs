use uuid::Uuid;

use super::subject::{Subject, Version, shown, unfit};
use super::{Check, CheckId, Judged, difference};
use crate::AppIdUri;

/// `aud` is this app: its client ID; in version 1 tokens also one of its Application ID URIs.
pub(super) fn check(subject: &Subject) -> Judged {
    let expected = subject.expected;
    let version_one = subject.version == Some(Version::One);
    let claim = subject.claims.aud;
    let Some(aud) = claim.and_then(|aud| aud.as_str()) else {
        return Check::fail(CheckId::Audience, unfit("aud", claim, "string"))
            .found(shown(claim))
            .expected(wanted(subject).join(", "))
            .fix("do not trust it: Entra writes one audience into every token")
            .into();
    };
    if aud.eq_ignore_ascii_case(expected.client_id.uuid().hyphenated().encode_lower(&mut Uuid::encode_buffer())) {
        return Judged::pass(CheckId::Audience, |subject, check| {
            check.says("it is for your app").found(found(subject))
        });
    }
    let without_slash = aud.strip_suffix('/').unwrap_or(aud);
    let is_own_uri = expected.app_id_uris.iter().any(|uri| uri.to_string() == without_slash);
    if version_one && is_own_uri {
        return Judged::pass(CheckId::Audience, |subject, check| {
            check.says("it is for your app, by its Application ID URI").found(found(subject))
        });
    }
    let mut wanted = wanted(subject);
    // The closest first: it is the one that the mark is for.
    wanted.sort_by_key(|wanted| std::cmp::Reverse(difference::common(aud, wanted)));
    let (detail, fix) = explain(subject, aud, without_slash, is_own_uri, &wanted);
    let failed = Check::fail(CheckId::Audience, detail).found(aud);
    let wanted = wanted.join(", ");
    // Between a GUID and a URI there is no character to point at.
    let failed = if is_uri(aud) == is_uri(&wanted) { failed.compared(wanted) } else { failed.expected(wanted) };
    failed.fix(fix).into()
}

fn is_uri(text: &str) -> bool {
    text.contains("://")
}

/// An Application ID URI that ends in the client ID, as an add-in's does. Any app of any tenant may have one that does.
fn names_client_id(subject: &Subject, aud: &str) -> bool {
    let client_id = subject.expected.client_id.to_string();
    let last = aud.strip_prefix("api://").and_then(|uri| uri.rsplit('/').next());
    last.is_some_and(|last| last.eq_ignore_ascii_case(&client_id))
}

fn found(subject: &Subject) -> String {
    shown(subject.claims.aud)
}

fn wanted(subject: &Subject) -> Vec<String> {
    let client_id = subject.expected.client_id.to_string();
    let uris = subject.expected.app_id_uris.iter().map(AppIdUri::to_string);
    match subject.version {
        Some(Version::One) => std::iter::once(client_id).chain(uris).collect(),
        _ => vec![client_id],
    }
}

fn explain(
    subject: &Subject,
    aud: &str,
    without_slash: &str,
    is_own_uri: bool,
    wanted: &[String],
) -> (String, &'static str) {
    let expected = subject.expected;
    if is_own_uri {
        return (
            "its audience is your Application ID URI, and a version 2 token has the client ID there".to_owned(),
            "do not trust it: in version 2 tokens of Entra aud is always the client ID",
        );
    }
    if expected.app_id_uris.iter().any(|uri| uri.to_string().eq_ignore_ascii_case(without_slash)) {
        return (
            "its audience is your Application ID URI in other letters, large for small".to_owned(),
            "write the Application ID URI in small letters in the registration and in the manifest; \
            On-Behalf-Of would end in AADSTS500131",
        );
    }
    if subject.version == Some(Version::One)
        && expected.app_id_uris.is_empty()
        && names_client_id(subject, without_slash)
    {
        return (
            "it names your app by an Application ID URI, as version 1 tokens do, and only your client ID is expected"
                .to_owned(),
            "set requestedAccessTokenVersion of the registration to 2, whose tokens have the client ID; or, if the \
            Application ID URI is yours, expect it as well: --audience api://…",
        );
    }
    let closest = wanted.first().map_or("", String::as_str);
    let differs = if is_uri(aud) == is_uri(closest) { difference::first(aud, closest) } else { String::new() };
    let detail = format!("its audience is not your app{differs}");
    let fix = match is_uri(aud) {
        true => {
            "use one app for all: the same host and client ID in the registration's Application ID URI, the \
            manifest's Resource and your server's settings"
        }
        false => {
            "use one app for all: the client ID in the registration, the manifest's WebApplicationInfo and \
            your server's settings must be the same"
        }
    };
    (detail, fix)
}
