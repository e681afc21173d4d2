//! A client secret or certificate that ends: told 30, 7 and 1 days before, once each, whichever profile it belongs to. By
//! what the profiles know; the keyring is not asked.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sso_core::{ClientId, Timestamp};

use crate::profile::{self, CredentialRecord, Profile, ProfileName};
use crate::vault::SecretKind;
use crate::{App, AppError, files};

/// So many days before the end it is told.
const DAYS: [i64; 3] = [1, 7, 30];
const DAY: i64 = 24 * 60 * 60;
const LIMIT: u64 = 1_000_000;

/// Something that ends within 30 days, or has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub profile: ProfileName,
    /// What the add-in is called, where that is known.
    pub add_in: Option<String>,
    pub kind: SecretKind,
    pub client_id: ClientId,
    pub end: Timestamp,
    /// Whole days until then; negative ones are past.
    pub days_left: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reminders {
    /// The soonest first.
    pub ending: Vec<Ending>,
    /// Of those, what has to be told now.
    pub due: Vec<Ending>,
}

/// That one was told, so many days before its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    profile: ProfileName,
    kind: SecretKind,
    client_id: ClientId,
    end: Timestamp,
    days: i64,
}

impl Ending {
    fn of(now: Timestamp, name: &ProfileName, profile: &Profile, record: &CredentialRecord) -> Option<Self> {
        let end = record.end?;
        let days_left = end.duration_since(now).as_secs().div_euclid(DAY);
        (days_left <= DAYS[DAYS.len() - 1]).then(|| Self {
            profile: name.clone(),
            add_in: profile.facts.name.clone(),
            kind: record.kind,
            client_id: record.client_id,
            end,
            days_left,
        })
    }

    /// The nearest of the days on which it is told.
    fn days(&self) -> Option<i64> {
        DAYS.into_iter().find(|days| self.days_left <= *days)
    }

    fn is_of(&self, told: &Told) -> bool {
        (&self.profile, self.kind, self.client_id, self.end) == (&told.profile, told.kind, told.client_id, told.end)
    }

    /// Who was reminded a week before is not reminded of the month.
    fn was_told(&self, told: &[Told]) -> bool {
        told.iter().any(|told| self.is_of(told) && self.days().is_none_or(|days| told.days <= days))
    }
}

fn path(app: &App) -> PathBuf {
    app.folders.state.join("reminded.json")
}

/// Of all profiles. One that cannot be read is passed over: its own page says so.
///
/// # Errors
/// Those of reading a folder or a file.
pub fn reminders(app: &App) -> Result<Reminders, AppError> {
    let mut ending = Vec::new();
    for name in profile::names(&app.folders)? {
        let of_it = App { profile: app.profile.of_another(name.clone()), ..app.clone() };
        let Ok(Some(profile)) = profile::read(&of_it) else { continue };
        ending.extend(profile.credentials.iter().filter_map(|record| Ending::of(app.now(), &name, &profile, record)));
    }
    ending.sort_by_key(|ending| ending.end);
    let told = told(app)?;
    let due = ending.iter().filter(|ending| !ending.was_told(&told)).cloned().collect();
    Ok(Reminders { ending, due })
}

/// Remembers that these were told, and forgets what no profile has any more.
///
/// # Errors
/// Those of writing a file.
pub fn keep_told(app: &App, reminders: &Reminders) -> Result<(), AppError> {
    if reminders.due.is_empty() {
        return Ok(());
    }
    let mut all = told(app)?;
    all.retain(|told| reminders.ending.iter().any(|ending| ending.is_of(told)));
    all.extend(reminders.due.iter().filter_map(|ending| {
        let Ending { profile, kind, client_id, end, .. } = ending.clone();
        Some(Told { profile, kind, client_id, end, days: ending.days()? })
    }));
    match serde_json::to_vec(&all) {
        Ok(bytes) => files::write_private(&path(app), &bytes),
        Err(_) => Ok(()),
    }
}

/// What cannot be understood counts as nothing: then something is told once more.
fn told(app: &App) -> Result<Vec<Told>, AppError> {
    let bytes = files::read_if_there(&path(app), LIMIT)?.unwrap_or_default();
    Ok(serde_json::from_slice(&bytes).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use sso_core::Cloud;

    use super::*;
    use crate::Folders;
    use crate::profile::change;

    const CLIENT: &str = "99999999-0000-4000-8000-00000000000a";

    /// An app whose clock stands so many seconds before the end of what [`keep`] puts into a profile.
    fn app(folder: &std::path::Path, left: &Arc<AtomicI64>) -> App {
        let left = left.clone();
        let clock = Arc::new(move || end() - jiff::SignedDuration::from_secs(left.load(Ordering::Relaxed)));
        App { clock, ..App::on_this_machine(Folders::under(folder)) }
    }

    fn end() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    fn keep(app: &App, kind: SecretKind, end: Option<Timestamp>) {
        change(app, |profile| {
            let record = CredentialRecord::new(kind, CLIENT.parse().unwrap(), Cloud::Public, app.now());
            profile.remember_credential(CredentialRecord { end, ..record });
        })
        .unwrap();
    }

    /// The days left of what is told now.
    fn tell(app: &App) -> Vec<i64> {
        let found = reminders(app).unwrap();
        keep_told(app, &found).unwrap();
        found.due.iter().map(|ending| ending.days_left).collect()
    }

    #[test]
    fn thirty_seven_and_one_days_before_once_each() {
        let folder = tempfile::tempdir().unwrap();
        let left = Arc::new(AtomicI64::new(100 * DAY));
        let app = app(folder.path(), &left);
        keep(&app, SecretKind::ClientSecret, Some(end()));
        for (at, told) in [
            (100 * DAY, None),
            (31 * DAY, None),
            (31 * DAY - 1, Some(30)),
            (30 * DAY, None),
            (8 * DAY, None),
            (8 * DAY - 1, Some(7)),
            (3 * DAY, None),
            (DAY, Some(1)),
            (DAY - 1, None),
            (0, None),
            (-9 * DAY, None),
        ] {
            left.store(at, Ordering::Relaxed);
            assert_eq!(tell(&app), told.into_iter().collect::<Vec<_>>(), "{at} s before");
        }
    }

    #[test]
    fn a_machine_that_slept_tells_it_once() {
        for at in [20 * DAY, 3 * DAY, 10, -5 * DAY] {
            let folder = tempfile::tempdir().unwrap();
            let left = Arc::new(AtomicI64::new(at));
            let app = app(folder.path(), &left);
            keep(&app, SecretKind::CertificateKey, Some(end()));
            assert_eq!(tell(&app), [at.div_euclid(DAY)]);
            assert_eq!(tell(&app), [0; 0]);
        }
    }

    #[test]
    fn of_all_profiles_and_of_what_is_in_them_now() {
        let folder = tempfile::tempdir().unwrap();
        let left = Arc::new(AtomicI64::new(9 * DAY));
        let app = app(folder.path(), &left);
        let other = App { profile: app.profile.of_another("other".parse().unwrap()), ..app.clone() };
        keep(&app, SecretKind::ClientSecret, Some(end()));
        keep(&app, SecretKind::CertificateKey, None);
        keep(&other, SecretKind::ClientSecret, Some(end() - jiff::SignedDuration::from_hours(48)));
        let found = reminders(&app).unwrap();
        let seen: Vec<_> = found.ending.iter().map(|ending| (ending.profile.as_str(), ending.days_left)).collect();
        assert_eq!(seen, [("other", 7), ("default", 9)], "the soonest first; without an end none");
        assert_eq!(tell(&app), [7, 9]);

        // A new secret in the place of the old one.
        keep(&app, SecretKind::ClientSecret, Some(end() + jiff::SignedDuration::from_hours(24)));
        assert_eq!(tell(&app), [10]);
        assert_eq!(tell(&app), [0; 0]);

        // A profile that cannot be read keeps no other from being looked at; what was told and is damaged is told again.
        files::write_private(&profile::path(&other), b"version = ").unwrap();
        files::write_private(&path(&app), b"{").unwrap();
        assert_eq!(tell(&app), [10]);
    }
}
