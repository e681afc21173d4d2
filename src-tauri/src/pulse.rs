//! What goes on by itself: the minutes of the token in the tray, the reminder before it ends, and those before a secret or
//! certificate does. At rest it waits for a change and for nothing else but the next look at the clock.

use std::time::Duration;

use hallpass_app::sso_core::Timestamp;
use hallpass_app::use_case::reminders::{self, Ending};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};
use tauri_plugin_autostart::ManagerExt;
use tokio::sync::Notify;

use crate::desktop::Desktop;
use crate::notice;
use crate::opening::Page;
use crate::state::{ABOUT_TO_EXPIRE, Known, Said};
use crate::status::{self, TokenTime};
use crate::tray::Look;
use crate::words::tray as words;
use crate::workbench::Workbench;

/// How long secrets and certificates are left alone.
const HOURS: i64 = 4 * 60 * 60;
/// A timer stands still while the machine sleeps: the wall clock is looked at so often, in seconds.
const GLANCE: i64 = 15 * 60;

/// Told whenever something changed that the tray shows.
#[derive(Default)]
pub struct Pulse(Notify);

/// The tray shows what is the state by the time that it is looked at: two changes end in the later one.
pub fn wake(shell: &AppHandle) {
    shell.state::<Pulse>().0.notify_one();
}

/// What was told, and when it was looked at.
#[derive(Default)]
struct Memory {
    looked: Option<Timestamp>,
    ending: Vec<Ending>,
    /// The ends of the tokens of which it was told: two profiles may have one each.
    told: Vec<Timestamp>,
}

/// As long as the program lives.
pub async fn go_on(shell: AppHandle) {
    let mut memory = Memory::default();
    let mut has_changed = true;
    loop {
        let app = shell.state::<Workbench>().app();
        let now = app.now();
        let is_due = is_due(memory.looked, now);
        if is_due || has_changed {
            memory.ending = remind(&shell, is_due).await;
        }
        if is_due {
            memory.looked = Some(now);
        }
        let here = shell.clone();
        let ending = memory.ending.clone();
        // It reads files.
        let Ok(look) = spawn_blocking(move || look(&here, &ending)).await else { return };
        tell_token(&shell, look.token.as_ref(), now, &mut memory.told);
        let wait = until_next(now, look.token.as_ref(), memory.looked);
        show(&shell, look);
        let pulse = shell.state::<Pulse>();
        has_changed = tokio::select! {
            () = pulse.0.notified() => true,
            () = (app.wait)(wait) => false,
        };
    }
}

/// What the tray has to show.
pub fn look(shell: &AppHandle, ending: &[Ending]) -> Look {
    let status = status::now(shell);
    let desktop = shell.state::<Desktop>();
    let is_rehearsing = desktop.is_rehearsing();
    let now = shell.state::<Workbench>().app().now();
    let known = Known { status: &status, is_rehearsing, rehearsed: desktop.rehearsed(), ending, now };
    // Where it cannot be told, it is not started.
    let at_login = shell.autolaunch().is_enabled().unwrap_or(false);
    Look::of(&status, Said::of(&known), is_rehearsing, at_login)
}

fn show(shell: &AppHandle, look: Look) {
    let here = shell.clone();
    // It fails when the program is at its end and nobody looks any more.
    let _ = shell.run_on_main_thread(move || {
        if let Some(tray) = here.state::<Desktop>().tray() {
            tray.show(&here, &look);
        }
    });
}

/// What ends soon; `is_due`: told, too, where it was not yet.
async fn remind(shell: &AppHandle, is_due: bool) -> Vec<Ending> {
    let app = shell.state::<Workbench>().app();
    let looked = spawn_blocking(move || {
        let found = reminders::reminders(&app)?;
        if is_due {
            // Where it cannot be remembered it is told again after some hours.
            let _ = reminders::keep_told(&app, &found);
        }
        Ok::<_, hallpass_app::AppError>(found)
    });
    let Ok(Ok(found)) = looked.await else { return Vec::new() };
    if is_due && let (Some(told), Some(first)) = (words::reminder(&found.due), found.due.first()) {
        notice::remind(shell, told, Page::Register, Some(first.profile.as_str()));
    }
    found.ending
}

fn tell_token(shell: &AppHandle, token: Option<&TokenTime>, now: Timestamp, told: &mut Vec<Timestamp>) {
    if let Some(minutes) = minutes_to_tell(token, now, told) {
        notice::remind(shell, words::token_expires(minutes), Page::SignIn, None);
    }
}

/// Once a token, and not of one that was at its end when it came.
fn minutes_to_tell(token: Option<&TokenTime>, now: Timestamp, told: &mut Vec<Timestamp>) -> Option<i64> {
    let token = token.filter(|token| !told.contains(&token.expires))?;
    let left = seconds_left(token, now);
    if !(1..ABOUT_TO_EXPIRE).contains(&left) {
        return None;
    }
    told.retain(|end| *end > now);
    told.push(token.expires);
    Some(left / 60)
}

/// Rounded up: as long as there is some, there is a second.
pub fn seconds_left(token: &TokenTime, now: Timestamp) -> i64 {
    let left = token.expires.duration_since(now);
    left.as_secs() + i64::from(left.subsec_nanos() > 0)
}

/// Also where the clock was set back: else a clock that was wrong once would keep it silent.
fn is_due(looked: Option<Timestamp>, now: Timestamp) -> bool {
    looked.is_none_or(|looked| {
        let since = now.duration_since(looked).as_secs();
        !(0..HOURS).contains(&since)
    })
}

/// Until something changes that is shown: with a token the next minute and its end, without one the next look at the clock.
fn until_next(now: Timestamp, token: Option<&TokenTime>, looked: Option<Timestamp>) -> Duration {
    let since = looked.map_or(0, |looked| now.duration_since(looked).as_secs());
    let glance = (HOURS - since).clamp(1, GLANCE);
    let minute = token.map(|token| seconds_left(token, now)).filter(|left| *left > 0).map(|left| match left % 60 {
        // Just past the full minute, where the number is the next one.
        rest if left >= 60 => rest + 1,
        _ => left,
    });
    let seconds = minute.map_or(glance, |minute| minute.min(glance));
    Duration::from_secs(u64::try_from(seconds).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn token(left: i64) -> TokenTime {
        TokenTime { issued: at(-60), expires: at(left) }
    }

    #[test]
    fn it_wakes_for_the_next_minute_and_rests_without_a_token() {
        let rows = [
            (None, GLANCE),
            (Some(47 * 60 + 30), 31),
            (Some(47 * 60), 1),
            (Some(300), 1),
            (Some(299), 60),
            (Some(61), 2),
            (Some(60), 1),
            (Some(59), 59),
            (Some(1), 1),
            (Some(0), GLANCE),
            (Some(-5), GLANCE),
        ];
        for (left, seconds) in rows {
            let token = left.map(token);
            let wait = until_next(at(0), token.as_ref(), Some(at(0)));
            assert_eq!(i64::try_from(wait.as_secs()).unwrap(), seconds, "{left:?}");
            // Each time that it wakes the minutes are others, or it is over.
            if let Some(left) = left.filter(|left| *left > 0) {
                assert!((left - seconds) / 60 < left / 60 || left - seconds <= 0, "{left} s");
            }
        }
        assert_eq!(until_next(at(0), None, Some(at(100 - HOURS))), Duration::from_secs(100));
        assert_eq!(until_next(at(0), None, Some(at(-2 * HOURS))), Duration::from_secs(1));
    }

    #[test]
    fn each_token_is_told_once_in_its_last_five_minutes() {
        let mut told = Vec::new();
        let (one, other) = (token(300), token(700));
        let rows = [
            (0, None, None),
            (0, Some(&one), None),
            (1, Some(&one), Some(4)),
            (2, Some(&one), None),
            (61, Some(&one), None),
            (401, Some(&other), Some(4)),
            // One that has ended, such as after a sleep.
            (800, Some(&other), None),
        ];
        for (now, token, minutes) in rows {
            assert_eq!(minutes_to_tell(token, at(now), &mut told), minutes, "{now} s");
        }
        assert_eq!(minutes_to_tell(Some(&one), at(299), &mut Vec::new()), Some(0));
        assert_eq!(minutes_to_tell(Some(&one), at(300), &mut Vec::new()), None);
        // Two profiles, chosen by turns.
        let (mut told, near) = (Vec::new(), token(320));
        for (token, minutes) in [(&one, Some(4)), (&near, Some(4)), (&one, None), (&near, None)] {
            assert_eq!(minutes_to_tell(Some(token), at(30), &mut told), minutes);
        }
    }

    #[test]
    fn secrets_are_looked_at_after_hours_by_the_wall_clock() {
        for (since, due) in [(0, false), (HOURS - 1, false), (HOURS, true), (100 * HOURS, true), (-1, true)] {
            assert_eq!(is_due(Some(at(0)), at(since)), due, "{since} s");
        }
        assert!(is_due(None, at(0)));
    }
}
