//! What the add-in's own port serves. Only hosts of this computer and the add-in's own domain are looked at.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};
use sso_core::HostPort;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::probe::{self, Answer, Certificate, Served};
use crate::{App, AppError, profile};

#[cfg(test)]
mod tests;

/// As many days before the end of its certificate it is warned.
const WARN: i64 = 7;

/// A day, in seconds.
const DAY: i64 = 86_400;

const PORT_OF_HTTPS: u16 = 443;

/// What was found, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PortView {
    /// Host and port, as they were looked at.
    pub address: String,
    pub verdict: PortVerdict,
    /// One sentence without a full stop.
    pub says: String,
    /// What to do, a step a line.
    pub fix: Vec<String>,
    /// Names and issuer of the certificate, and until when it is good, as a person reads it.
    pub certificate: Option<ServedCertificate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum PortVerdict {
    Trusted,
    EndsSoon,
    Expired,
    NotYetValid,
    AnotherHost,
    NotTrusted,
    NotTls,
    /// Nobody listens: a server that is not started is no mistake.
    Nothing,
    TimedOut,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ServedCertificate {
    pub names: Vec<String>,
    pub issuer: String,
    /// A day, as 2026-03-17.
    pub ends: Option<String>,
}

/// Whether a host is this computer, whatever else it may be called.
pub fn is_local(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || bare.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || bare.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback())
}

/// Looks at a port: at most a few seconds for each of its addresses.
///
/// `at`: `None` for the host and port of the add-in's pages, as the profile or the project's file says.
///
/// # Errors
/// `fact-missing`, `value-not-accepted`; `host-not-own`: neither this computer nor the add-in's own domain; `host-not-found`;
/// `trust-store-not-usable`; `cancelled`.
pub async fn port(app: &App, at: Option<&str>, cancel: CancellationToken) -> Result<PortView, AppError> {
    let own = own(app)?;
    let at = match at {
        Some(text) => text.parse::<HostPort>()?,
        None => own.clone().ok_or_else(no_domain)?,
    };
    if !is_local(at.host()) && own.as_ref() != Some(&at) {
        return Err(AppError::usage(
            "host-not-own",
            format!("{at} is neither this computer nor the host of the add-in's pages"),
        )
        .with_hint("enter it as the host and port of your pages first"));
    }
    let verifier = probe::of_operating_system()?;
    let look = probe::look(at.host(), at.port().unwrap_or(PORT_OF_HTTPS), &verifier);
    let served = tokio::select! {
        biased;
        () = cancel.cancelled() => return Err(entra_client::EntraError::Cancelled.into()),
        served = look => served?,
    };
    Ok(judged(app, &at, &served))
}

/// The add-in's own, as far as it is known.
fn own(app: &App) -> Result<Option<HostPort>, AppError> {
    let known = profile::known(app)?;
    let of_project = known.project.and_then(|project| project.facts.domain);
    Ok(of_project.or_else(|| known.profile.and_then(|profile| profile.facts.domain)))
}

fn no_domain() -> AppError {
    AppError::usage("fact-missing", "not known: host and port of the add-in's pages")
        .with_hint("enter them on Register")
}

/// Of all that answered, the first that showed a certificate; browsers take whichever answers first.
fn judged(app: &App, at: &HostPort, served: &[Served]) -> PortView {
    let best = served.iter().find(|one| one.answer == Answer::Trusted);
    let best = best.or_else(|| served.iter().find(|one| one.certificate.is_some()));
    let rank = |one: &&Served| match one.answer {
        Answer::NotTls => 0,
        Answer::TimedOut => 1,
        _ => 2,
    };
    let Some(one) = best.or_else(|| served.iter().min_by_key(rank)) else {
        return view(at, PortVerdict::Nothing, None, format!("nothing answers at {at}"), &[START]);
    };
    let certificate = one.certificate.as_ref();
    let days = certificate.and_then(|shown| shown.ends).map(|end| (end.as_second() - app.now().as_second()) / DAY);
    let end = certificate.and_then(|shown| day(app, shown)).unwrap_or_default();
    let (verdict, says, fix): (_, String, &[&str]) = match one.answer {
        Answer::Trusted if days.is_some_and(|days| days < WARN) => {
            (PortVerdict::EndsSoon, format!("the certificate at {at} ends on {end}"), &[RENEW])
        }
        Answer::Trusted => (PortVerdict::Trusted, format!("{at} serves a certificate that this computer trusts"), &[]),
        Answer::Expired => (PortVerdict::Expired, format!("the certificate at {at} ended on {end}"), &[RENEW]),
        Answer::NotYetValid => {
            (PortVerdict::NotYetValid, format!("the certificate at {at} is not valid yet"), &[CLOCK, RENEW])
        }
        Answer::AnotherHost => {
            let names = certificate.map(|shown| shown.names.join(", ")).filter(|names| !names.is_empty());
            let names = names.unwrap_or_else(|| "no host".to_owned());
            (PortVerdict::AnotherHost, format!("the certificate at {at} is for {names}"), &[ANOTHER])
        }
        Answer::NotTrusted => {
            let why = match certificate {
                Some(shown) if shown.is_self_signed => "it has signed itself".to_owned(),
                Some(shown) => format!("it is from {}", shown.issuer),
                None => "nobody knows who made it".to_owned(),
            };
            (
                PortVerdict::NotTrusted,
                format!("this computer does not trust the certificate at {at}: {why}"),
                &[INSTALL],
            )
        }
        Answer::NotTls => (PortVerdict::NotTls, format!("{at} answers, but not over https"), &[HTTPS]),
        Answer::TimedOut => (PortVerdict::TimedOut, format!("{at} does not answer in time"), &[START]),
        Answer::Nothing => (PortVerdict::Nothing, format!("nothing answers at {at}"), &[START]),
    };
    let says = match only_at(served, one) {
        Some(address) => format!("{says}; it answers at {address} only"),
        None => says,
    };
    let certificate = certificate.map(|shown| ServedCertificate {
        names: shown.names.clone(),
        issuer: shown.issuer.clone(),
        ends: day(app, shown),
    });
    view(at, verdict, certificate, says, fix)
}

/// Where one of localhost's two addresses is silent, some clients do not get through.
fn only_at(served: &[Served], one: &Served) -> Option<IpAddr> {
    let is_silent = |other: &Served| matches!(other.answer, Answer::Nothing | Answer::TimedOut);
    let others = || served.iter().filter(|other| other.address != one.address);
    (one.certificate.is_some() && others().next().is_some() && others().all(is_silent)).then_some(one.address)
}

fn day(app: &App, certificate: &Certificate) -> Option<String> {
    Some(certificate.ends?.to_zoned(app.zone.clone()).strftime("%Y-%m-%d").to_string())
}

fn view(
    at: &HostPort,
    verdict: PortVerdict,
    certificate: Option<ServedCertificate>,
    says: String,
    fix: &[&str],
) -> PortView {
    let fix = fix.iter().map(|step| (*step).to_owned()).collect();
    PortView { address: at.to_string(), verdict, says, fix, certificate }
}

// office-addin-dev-certs is what the templates of Office add-ins use: npmjs.com/package/office-addin-dev-certs.
const START: &str =
    "Start your add-in's server, then look again; a server that is not started says nothing about your setup";
const RENEW: &str = "Make a new one: npx office-addin-dev-certs install, or renew the certificate of your own server";
const INSTALL: &str = "Let this computer trust it: npx office-addin-dev-certs install, then start the server again";
const ANOTHER: &str = "Serve a certificate that names this host, or enter the host that the certificate names";
const HTTPS: &str = "Serve your pages over https: Office loads no others. Templates take the certificate of \
    office-addin-dev-certs";
const CLOCK: &str = "Set this computer's clock by the network's time";
