use serde_json::Value;
use uuid::{Uuid, uuid};

use super::subject::{Subject, Version, shown, unfit};
use super::{Check, CheckId, Judged};
use crate::token::TokenKind;
use crate::{ClientId, OfficeClient, Standing};

/// The client that asked is Office or this app. Never more than a warning: Microsoft does not publish all client IDs
/// of Office.
pub(super) fn check(subject: &Subject) -> Judged {
    if subject.kind == TokenKind::IdToken {
        return Check::skipped(CheckId::Client, "an ID token is for the client itself").into();
    }
    let Some(id) = client_of(subject) else {
        let (name, claim) = named(subject);
        return Check::warn(CheckId::Client, unfit(name, claim, "GUID"))
            .found(shown(claim))
            .fix("Entra names the client in every access token: look closely at where this one comes from")
            .into();
    };
    if id == OfficeClient::ALL.id {
        return Check::warn(
            CheckId::Client,
            "it names the ID by which all of Office is pre-authorized; whether Office asks by it is not documented",
        )
        .found(id.to_string())
        .fix("look at where this token comes from; do not refuse it for that alone")
        .into();
    }
    if id.uuid() == SAMPLE {
        return Check::warn(CheckId::Client, "its client is that of a sample in the documentation, and made up")
            .found(id.to_string())
            .fix("look closely at where this token comes from")
            .into();
    }
    if let Some(client) = OfficeClient::by_id(id) {
        return match client.standing {
            Standing::All | Standing::Current | Standing::Optional => {
                Judged::pass(CheckId::Client, |subject, check| {
                    let id = client_of(subject);
                    let name = id.and_then(OfficeClient::by_id).map_or("Office", |client| client.name);
                    check.says(format!("{name} asked for it")).found(id.map(|id| id.to_string()).unwrap_or_default())
                })
            }
            // Known by name alone: that a registration may let it in does not make it one of an add-in's clients.
            Standing::Obsolete | Standing::OfTeamsApps => {
                let words =
                    format!("{} asked for it, which Office's documentation does not name for add-ins", client.name);
                Check::warn(CheckId::Client, words)
                    .found(id.to_string())
                    .expected("a client of Office, or your own client ID")
                    .fix("let it in only if your API serves it on purpose, such as an app of Teams that shares it")
                    .into()
            }
        };
    }
    if id == subject.expected.client_id {
        return Judged::pass(CheckId::Client, |subject, check| {
            let words = "your own app asked for it, as the fallback dialog does";
            check.says(words).found(subject.expected.client_id.to_string())
        });
    }
    Check::warn(
        CheckId::Client,
        "it was asked for by a client that is neither your app nor one of Office's \
        known ones",
    )
    .found(id.to_string())
    .expected("a client of Office, or your own client ID")
    .fix(
        "look the client up under Enterprise applications; not all clients of Office are published, so \
        decide before you refuse it",
    )
    .into()
}

/// The claim that names the client.
fn named<'a>(subject: &Subject<'a>) -> (&'static str, Option<&'a Value>) {
    let (azp, appid) = (("azp", subject.claims.azp), ("appid", subject.claims.appid));
    match subject.version {
        Some(Version::One) => appid,
        Some(Version::Two) => azp,
        None if subject.claims.appid.is_some() => appid,
        None => azp,
    }
}

fn client_of(subject: &Subject) -> Option<ClientId> {
    named(subject).1?.as_str()?.parse().ok()
}

/// Made up by Microsoft's pages from the ID of Office on the desktop.
const SAMPLE: Uuid = uuid!("e4590ed6-62b3-5102-beff-bad2292ab01c");
