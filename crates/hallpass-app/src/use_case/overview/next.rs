//! The next command: what is wrong first, then the first step of the journey that nobody has made.

use serde::Serialize;

use super::{SecretState, SeenManifest};
use crate::shell::quoted;
use crate::use_case::profile::ShownProfile;

/// A command, and why it is the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Next {
    /// As a shell takes it.
    pub command: String,
    /// A sentence without its full stop.
    pub why: String,
}

fn go(arguments: &[&str], why: impl Into<String>) -> Next {
    let arguments: Vec<String> = arguments.iter().map(|argument| quoted(argument)).collect();
    Next { command: format!("hallpass {}", arguments.join(" ")), why: why.into() }
}

pub(super) fn next(
    known: &ShownProfile,
    manifests: &[SeenManifest],
    secret: &SecretState,
    practice_runs: bool,
) -> Next {
    let wrong = manifests.iter().find(|one| one.findings.error > 0 || one.error.is_some());
    if let Some(one) = wrong {
        let file = one.file.display().to_string();
        return go(&["manifest", "check", &file], format!("{file} has what Office refuses"));
    }
    if known.text("domain").is_none() {
        return without_domain(known, manifests);
    }
    let practises = known.text("cloud") == Some("practice");
    if practises && !practice_runs {
        return go(&["practice", "start"], "the cloud is the practice tenant, and none is running");
    }
    let by_hand = ["--via", "az"];
    let via = if practises { &[][..] } else { &by_hand };
    if known.registration.as_ref().is_some_and(|record| !record.complete) {
        let create = [&["registration", "create"], via].concat();
        return go(&create, "the last run on the registration did not come to its end");
    }
    if known.value("client_id").is_none() {
        return match practises {
            true => go(&["registration", "create"], "there is no registration yet"),
            false => {
                go(&["plan", "--as", "portal"], "there is no registration yet: the steps in the portal, in its order")
            }
        };
    }
    let to_apply = manifests.iter().find(|one| one.as_planned == Some(false));
    if let Some(one) = to_apply {
        let file = one.file.display().to_string();
        let why = match one.has_markup {
            true => format!("{file} says otherwise than the facts"),
            false => format!("{file} has no markup of single sign-on"),
        };
        return go(&["manifest", "apply", &file], why);
    }
    match secret {
        SecretState::NotKept => go(&["secret", "set"], "the keyring has no client secret for On-Behalf-Of"),
        _ => go(&["sign-in"], "everything that can be looked at here is in place"),
    }
}

fn without_domain(known: &ShownProfile, manifests: &[SeenManifest]) -> Next {
    if manifests.is_empty() && !known.there && known.project_file.is_none() {
        return go(
            &["rehearse"],
            "nothing is known of an add-in here: this walks the whole journey in a practice tenant",
        );
    }
    let mut hosts: Vec<&str> = manifests.iter().flat_map(|one| &one.page_hosts).map(String::as_str).collect();
    hosts.sort_unstable();
    hosts.dedup();
    let host = if let [host] = hosts[..] { host } else { "HOST[:PORT]" };
    go(&["profile", "set", "--domain", host], "host and port of the add-in's pages are not known")
}
