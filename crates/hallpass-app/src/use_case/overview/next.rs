//! The next command: what is wrong first, then the first step of the journey that nobody has made.

use serde::Serialize;

use super::{CredentialState, Overview, SeenManifest};
use crate::shell::quoted;
use crate::use_case::profile::ShownProfile;

/// A command, and why it is the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Next {
    /// As a shell takes it. `None`: of what can be looked at here nothing is left to do.
    pub command: Option<String>,
    /// A sentence without its full stop.
    pub why: String,
}

impl Next {
    pub(super) fn nothing(why: impl Into<String>) -> Self {
        Self { command: None, why: why.into() }
    }
}

fn go(arguments: &[&str], why: impl Into<String>) -> Next {
    let arguments: Vec<String> = arguments.iter().map(|argument| quoted(argument)).collect();
    Next { command: Some(format!("hallpass {}", arguments.join(" "))), why: why.into() }
}

pub(super) fn next(seen: &Overview) -> Next {
    let Overview { known, manifests, .. } = seen;
    let wrong = manifests.iter().find(|one| one.findings.error > 0 || one.error.is_some());
    if let Some(one) = wrong {
        let file = one.file.display().to_string();
        return go(&["manifest", "check", &file], format!("{file} has what Office refuses"));
    }
    let practises = known.text("cloud") == Some("practice");
    let with_practice_add_in = practises && known.value("client_id").is_none();
    if known.text("domain").is_none() && !with_practice_add_in {
        return without_domain(known, manifests);
    }
    if practises && seen.practice.is_none() {
        return go(&["practice", "start"], "the cloud is the practice tenant, and none is running");
    }
    if known.text("domain").is_none() && seen.practice_add_in.is_some() {
        return of_flows(seen);
    }
    let by_hand = ["--via", "az"];
    let via = if practises { &[][..] } else { &by_hand };
    if known.registration.as_ref().is_some_and(|record| !record.complete) {
        let create = [&["registration", "create"], via].concat();
        return go(&create, "the last run on the registration did not come to its end");
    }
    if known.value("client_id").is_none() {
        return match (practises, named(manifests)) {
            (false, Some(client_id)) => go(
                &["profile", "set", "--client-id", &client_id],
                "the manifest names a registration, which is not known here yet",
            ),
            (true, _) => go(&["registration", "create"], "there is no registration yet"),
            (false, None) => {
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
    of_flows(seen)
}

/// From the secret to Graph. What has worked is told with its date, and no more is said of it.
fn of_flows(seen: &Overview) -> Next {
    let Overview { credential, signed_in, last_exchange, .. } = seen;
    if let Some(why) = credential.is_unusable() {
        return go(&["secret", "set"], why);
    }
    // One that was put there later was never tried.
    let added = credential.kept().iter().filter_map(|one| one.added).max();
    let last = last_exchange.filter(|last| added.is_none_or(|added| added <= last.at));
    if let Some(last) = last.filter(|last| last.worked) {
        let at = last.at.strftime("%F %H:%M");
        return Next::nothing(format!(
            "the last exchange On-Behalf-Of came through ({at} UTC); of what Hallpass can look at nothing is left to do"
        ));
    }
    if let (CredentialState::NotKept, Some(file)) = (credential, &seen.env_file) {
        let file = file.display().to_string();
        return go(&["secret", "import", &file], format!("{file} has a client secret, and the keyring has none"));
    }
    if *credential == CredentialState::NotKept {
        return go(&["secret", "set"], "the keyring has no client secret and no certificate for On-Behalf-Of");
    }
    if signed_in.is_empty() && needs_tenant(&seen.known) {
        return go(
            &["profile", "set", "--tenant-id", "GUID"],
            "which tenant's accounts sign in is not known: Directory (tenant) ID of the app's Overview in the portal",
        );
    }
    if signed_in.is_empty() {
        return go(&["sign-in"], "nobody has signed in with this registration here, or it was not kept");
    }
    // One of several must be named.
    let account: Vec<&str> = seen.account.iter().flatten().map(String::as_str).collect();
    let obo = [&["obo", "--call", "/me"], &account[..]].concat();
    match (credential, last) {
        (CredentialState::NotNeeded, _) => {
            Next::nothing("somebody has signed in, and nested app authentication needs no exchange")
        }
        (_, Some(_)) => go(&obo, "the last exchange On-Behalf-Of did not come through"),
        (_, None) => go(&obo, "somebody has signed in, and nothing was exchanged since"),
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
    let client_id = named(manifests).filter(|_| known.value("client_id").is_none());
    let client_id = client_id.as_deref().map_or(Vec::new(), |client_id| vec!["--client-id", client_id]);
    let set = [&["profile", "set", "--domain", host], &client_id[..]].concat();
    go(&set, "host and port of the add-in's pages are not known")
}

/// The one registration that the manifests here name.
fn named(manifests: &[SeenManifest]) -> Option<String> {
    let mut ids = manifests.iter().flat_map(|one| &one.client_ids);
    let first = ids.next()?;
    ids.all(|other| other == first).then(|| first.to_string())
}

/// Whether a sign-in would ask for the tenant: accounts of one alone, and nobody said of which.
fn needs_tenant(known: &ShownProfile) -> bool {
    let of_one = known.text("account_types").is_none_or(|types| types == "single-tenant");
    of_one && known.value("tenant_id").is_none() && known.text("cloud") != Some("practice")
}
