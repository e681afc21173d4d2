//! Every host that Hallpass may ask something, and what for. Nobody else is asked: there is no telemetry and no look for
//! updates.

use serde::Serialize;
use sso_core::Cloud;
use sso_core::token::exchange::EXCHANGE_ONLINE;
use ts_rs::TS;

use super::environments::{self, portal};
use crate::{App, AppError, practice, profile};

/// What a host is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ContactReason {
    /// A listener on this machine: nothing leaves it.
    Practice,
    /// The pages of the add-in itself: which certificate they have.
    AddIn,
    /// Sign-in, token, keys that tokens are signed with.
    SignIn,
    /// The registration, and what on-behalf-of calls.
    Graph,
    /// The certificate of an Exchange identity token, when one is checked.
    ExchangeToken,
    /// In the browser, by a click.
    Portal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Contact {
    /// With the port where one is written.
    pub host: String,
    pub reason: ContactReason,
    /// In which it is asked; none: in each.
    pub clouds: Vec<String>,
    /// By this profile as it is.
    pub by_profile: bool,
}

/// In the order of the reasons, those of this profile first.
///
/// # Errors
/// Those of reading the profile and the project's file.
pub async fn contacts(app: &App) -> Result<Vec<Contact>, AppError> {
    let chosen = environments::chosen(app)?;
    let mut contacts = Vec::new();
    let practice = practice::running(app).await.ok();
    let ports = match &practice {
        Some(run) => [run.authority.port(), run.http_authority.port()],
        None => [Some(practice::HTTPS_PORT), Some(practice::HTTP_PORT)],
    };
    for port in ports.into_iter().flatten() {
        add(&mut contacts, &format!("localhost:{port}"), ContactReason::Practice, &Cloud::Practice, &chosen);
    }
    if let Some(domain) = domain(app)? {
        let host = domain.to_string();
        contacts.push(Contact { host, reason: ContactReason::AddIn, clouds: Vec::new(), by_profile: true });
    }
    let mut clouds = Vec::from(Cloud::MICROSOFT);
    if let Cloud::Custom(_) = chosen {
        clouds.push(chosen.clone());
    }
    for cloud in &clouds {
        let portal = portal(cloud);
        let portal = portal.as_deref().and_then(|portal| portal.strip_prefix("https://"));
        for (host, reason) in [
            (cloud.authority_host(), ContactReason::SignIn),
            (cloud.graph_host(), ContactReason::Graph),
            (portal, ContactReason::Portal),
        ] {
            if let Some(host) = host {
                add(&mut contacts, host, reason, cloud, &chosen);
            }
        }
    }
    let exchange = Contact {
        host: EXCHANGE_ONLINE.to_owned(),
        reason: ContactReason::ExchangeToken,
        clouds: Vec::new(),
        by_profile: chosen != Cloud::Practice,
    };
    contacts.push(exchange);
    contacts.sort_by_key(|contact| (!contact.by_profile, contact.reason));
    Ok(contacts)
}

fn domain(app: &App) -> Result<Option<sso_core::HostPort>, AppError> {
    let known = profile::known(app)?;
    let of_project = known.project.and_then(|project| project.facts.domain);
    Ok(of_project.or_else(|| known.profile?.facts.domain))
}

/// Two clouds share a host.
fn add(contacts: &mut Vec<Contact>, host: &str, reason: ContactReason, cloud: &Cloud, chosen: &Cloud) {
    let (name, by_profile) = (cloud.name().to_owned(), cloud == chosen);
    match contacts.iter_mut().find(|contact| contact.host == host && contact.reason == reason) {
        Some(contact) => {
            contact.clouds.push(name);
            contact.by_profile |= by_profile;
        }
        None => contacts.push(Contact { host: host.to_owned(), reason, clouds: vec![name], by_profile }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;

    #[tokio::test]
    async fn the_profiles_come_first_and_none_is_told_twice() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        profile::change(&app, |profile| {
            profile.facts.domain = "localhost:3000".parse().ok();
            profile.facts.cloud = Some(Cloud::UsGov);
        })
        .unwrap();
        let all = contacts(&app).await.unwrap();
        let own: Vec<&str> = all.iter().filter(|one| one.by_profile).map(|one| one.host.as_str()).collect();
        let expected =
            ["localhost:3000", "login.microsoftonline.us", "graph.microsoft.us", EXCHANGE_ONLINE, "portal.azure.us"];
        assert_eq!(own, expected);
        assert!(all.iter().take(own.len()).all(|one| one.by_profile));
        let shared = all.iter().find(|one| one.host == "login.microsoftonline.us").unwrap();
        assert_eq!(shared.clouds, ["US Government GCC High", "US Government DoD"]);
        let mut told: Vec<_> = all.iter().map(|one| (&one.host, one.reason)).collect();
        told.sort();
        told.dedup();
        assert_eq!(told.len(), all.len());
    }
}
