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
    Check::fail(CheckId::Audience, detail).found(aud).compared(wanted.join(", ")).fix(fix).into()
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
    let closest = wanted.first().map_or("", String::as_str);
    let detail = format!("its audience is not your app{}", difference::first(aud, closest));
    let fix = match aud.contains("://") {
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
