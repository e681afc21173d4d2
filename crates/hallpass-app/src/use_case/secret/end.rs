//! When a secret ends: as somebody says it, also afterwards, of one that is kept already and that nobody has at hand any more.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use sso_core::Timestamp;

use super::keep::Stored;
use super::{Of, change, client_id, known};
use crate::vault::{SecretKind, SecretName};
use crate::{App, AppError};

pub struct End {
    pub of: Of,
    pub end: Timestamp,
}

/// Writes down when the client secret ends that was kept before. The keyring is not asked, and the secret not taken out.
///
/// # Errors
/// `end-is-past`, `client-id-missing`; `secret-not-kept` where the profile knows of none; those of the profile.
pub fn end(app: &App, wanted: End) -> Result<Stored, AppError> {
    let end = still_to_come(app, Some(wanted.end))?;
    let client_id = client_id(app, wanted.of.client_id)?;
    let kind = SecretKind::ClientSecret;
    let Some(mut record) = known(app)?.credential(kind, client_id).cloned() else {
        return Err(AppError::failed(
            "secret-not-kept",
            format!("no client secret of {client_id} was kept by this profile"),
        )
        .with_hint("keep it, and say its end with it: hallpass secret set --end DATE"));
    };
    record.end = end;
    change(app, |profile| profile.remember_credential(record.clone()))?;
    let name = SecretName { profile: app.profile.name().into(), kind, account: client_id.to_string() };
    let entry = format!("{} {name}", SecretName::SERVICE);
    Ok(Stored { profile: name.profile, record, entry, replaced: false, notes: Vec::new() })
}

/// # Errors
/// `end-is-past`
pub(super) fn still_to_come(app: &App, end: Option<Timestamp>) -> Result<Option<Timestamp>, AppError> {
    match end.filter(|end| *end <= app.now()) {
        Some(past) => {
            let words = format!("a secret that ended on {} is of no use", past.strftime("%F"));
            Err(AppError::usage("end-is-past", words)
                .with_hint("check the date in the portal, or make a new secret there"))
        }
        None => Ok(end),
    }
}

/// A day as the portal shows it, or a moment: `2027-01-31`, or RFC 3339. On the last day a secret may still be good, so
/// that a day means its end, in UTC.
///
/// # Errors
/// `value-not-accepted`.
pub fn end_of(text: &str) -> Result<Timestamp, AppError> {
    let day = text.parse::<Date>().ok().filter(|_| !text.contains(['T', 't', ' ']));
    let end = day.and_then(|day| day.at(23, 59, 59, 0).to_zoned(TimeZone::UTC).ok()).map(|end| end.timestamp());
    end.or_else(|| text.parse().ok()).ok_or_else(|| {
        AppError::usage("value-not-accepted", format!("{text} is no date")).with_hint("write it so: 2027-01-31")
    })
}
