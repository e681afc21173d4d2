//! Client secrets and certificates as one: either lets a server redeem tokens.

use jiff::{SignedDuration, Timestamp};

use super::certificate_type::{CERTIFICATE, kind};
use super::certificate_usage::{VERIFY, usage};
use crate::rules::registration::Subject;
use crate::{Evidence, Severity};

/// Before its end somebody should be told.
const NOTICE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Of which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Secret,
    Certificate,
}

#[derive(Debug, Clone)]
pub(super) struct Credential {
    pub kind: Kind,
    /// Its number in the list.
    index: usize,
    name: Option<String>,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    /// Whether a server proves with it who it is, as far as its usage and type say.
    proves: bool,
}

impl Credential {
    /// What the portal shows of it; a number where nothing is shown.
    pub fn name(&self) -> String {
        let noun = match self.kind {
            Kind::Secret => "client secret",
            Kind::Certificate => "certificate",
        };
        match self.name.as_deref().filter(|name| !name.trim().is_empty()) {
            Some(name) => format!("{noun} \"{name}\""),
            None => format!("{noun} number {}", self.index + 1),
        }
    }

    pub fn evidence(&self, subject: &Subject<'_>) -> Evidence {
        let list = match self.kind {
            Kind::Secret => "passwordCredentials",
            Kind::Certificate => "keyCredentials",
        };
        let end = self.end.map_or_else(|| "null".to_owned(), |end| end.to_string());
        subject.value(format!("{list}[{}].endDateTime", self.index), end)
    }

    /// Whether its end has passed. One without an end has none.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.end.is_some_and(|end| end <= now)
    }

    /// Whether it ends so soon that somebody has to act, and is not over yet.
    pub fn ends_soon(&self, now: Timestamp) -> bool {
        self.end.is_some_and(|end| end > now && end.duration_since(now) <= NOTICE)
    }
}

/// Secrets, then certificates.
pub(super) fn all(subject: &Subject<'_>) -> Vec<Credential> {
    let secrets = subject.registration.password_credentials.iter().enumerate().map(|(index, secret)| Credential {
        kind: Kind::Secret,
        index,
        name: secret.display_name.clone().filter(|name| !may_be_the_value(name, secret.hint.as_deref())),
        start: secret.start_date_time,
        end: secret.end_date_time,
        proves: true,
    });
    let certificates = subject.registration.key_credentials.iter().enumerate().map(|(index, key)| Credential {
        kind: Kind::Certificate,
        index,
        name: key.display_name.clone(),
        start: key.start_date_time,
        end: key.end_date_time,
        proves: usage(key).is_none_or(|usage| usage == VERIFY) && kind(key).is_none_or(|kind| kind == CERTIFICATE),
    });
    secrets.chain(certificates).collect()
}

/// Somebody may have pasted the value where the description belongs: it is not shown then.
fn may_be_the_value(name: &str, hint: Option<&str>) -> bool {
    let hint = hint.filter(|hint| !hint.is_empty());
    hint.is_some_and(|hint| name.starts_with(hint)) && name.len() >= 16 && !name.contains(' ')
}

/// `severity` where it is the last one that a server could use; where another one goes on, or where no server needs any, it
/// is only worth knowing.
pub(super) fn severity(subject: &Subject<'_>, severity: Severity) -> Severity {
    let goes_on = |credential: &Credential| {
        credential.proves && !credential.is_over(subject.now) && !credential.ends_soon(subject.now)
    };
    match subject.has_legacy_sso() && !all(subject).iter().any(goes_on) {
        true => severity,
        false => Severity::Info,
    }
}

/// As in the portal, without the time of day.
pub(super) fn day(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d").to_string()
}

/// `today`, `in 1 day`, `in 12 days`.
pub(super) fn until(end: Timestamp, now: Timestamp) -> String {
    match end.duration_since(now).as_hours() / 24 {
        ..=0 => "today".to_owned(),
        1 => "in 1 day".to_owned(),
        days => format!("in {days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_may_be_the_value_is_not_shown() {
        for (name, hint, may) in [
            ("abc8Q~made-up-for-a-test-of-its-length", Some("abc"), true),
            ("abc8Q~made-up-for-a-test-of-its-length", Some("xyz"), false),
            ("abc of the server in the west", Some("abc"), false),
            ("server", Some("ser"), false),
            ("a-server-of-many-letters", Some(""), false),
            ("a-server-of-many-letters", None, false),
        ] {
            assert_eq!(may_be_the_value(name, hint), may, "{name}");
        }
    }

    #[test]
    fn days_until_the_end() {
        let now = "2026-01-15T12:00:00Z".parse().unwrap();
        for (end, words) in [
            ("2026-01-15T18:00:00Z", "today"),
            ("2026-01-16T12:00:00Z", "in 1 day"),
            ("2026-02-14T11:00:00Z", "in 29 days"),
        ] {
            assert_eq!(until(end.parse().unwrap(), now), words);
        }
    }
}
