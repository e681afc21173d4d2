//! The tray's own: its menu, its first line, and the notifications with which its items answer.

use hallpass_app::AppError;
use hallpass_app::use_case::reminders::Ending;
use hallpass_app::use_case::token_view::{CheckOutcome, TokenView};
use hallpass_app::vault::SecretKind;

use super::sentence::{behind_colon, sentence};
use super::{Notice, step as rehearsal_step};
use crate::practice::PracticeState;
use crate::state::{Rehearsed, State};
use crate::status::{CloudKind, JourneyStep, Status};

pub const INSPECT: &str = "Inspect token in clipboard";
pub const SIGN_IN: &str = "Sign in again";
pub const STOP_SIGN_IN: &str = "Stop signing in";
pub const ON_BEHALF_OF: &str = "Test On-Behalf-Of";
pub const STOP_ON_BEHALF_OF: &str = "Stop testing On-Behalf-Of";
pub const COPY_MARKUP: &str = "Copy manifest markup";
pub const CHECK_MANIFEST: &str = "Check my manifest";
pub const PRACTICE: &str = "Practice tenant";
pub const REHEARSE: &str = "Rehearse in the practice tenant";
/// In its place while one runs.
pub const STOP_REHEARSAL: &str = "Stop the rehearsal";
pub const OPEN: &str = "Open Hallpass";
pub const AT_LOGIN: &str = "Start at login";
pub const QUIT: &str = "Quit";
pub const MORE_PROFILES: &str = "More…";

/// Menus do not break lines.
const LONGEST: usize = 48;

/// The line that leads to the profiles.
pub fn profile(status: &Status) -> String {
    short(&status.add_in.clone().unwrap_or_else(|| format!("Profile: {}", status.profile)))
}

/// The line that leads to the environments.
pub fn environment(status: &Status) -> String {
    match status.environment.cloud {
        CloudKind::Public => "Microsoft Entra".to_owned(),
        _ => short(&status.environment.name),
    }
}

/// The first line of the tray's menu.
pub fn state(state: &State, status: &Status) -> String {
    let name = name(status);
    match state {
        State::NothingSetUp => "Nothing set up yet".to_owned(),
        State::NothingChecked => format!("{name}: nothing checked yet"),
        State::PracticeStarting => "Starting the practice tenant…".to_owned(),
        State::PracticeReady => "Practice tenant is ready".to_owned(),
        State::PracticeNotStarted => "Practice tenant did not start".to_owned(),
        State::Rehearsing => "Rehearsing…".to_owned(),
        State::Rehearsed(how) => rehearsed(*how),
        State::Running(JourneyStep::SignIn) => "Signing in…".to_owned(),
        State::Running(JourneyStep::OnBehalfOf) => "Testing On-Behalf-Of…".to_owned(),
        State::Running(of) => format!("{}: working…", step(*of)),
        State::Step(of, says) => {
            short(&format!("{}: {}", step(*of), says.as_deref().map_or_else(unclear, behind_colon)))
        }
        State::ProfileNotRead => format!("Profile {} could not be read", status.profile),
        State::Ends(ending) if ending.profile.as_str() == status.profile => ends(ending),
        State::Ends(ending) => short(&format!("{}: {}", of_ending(ending), behind_colon(&ends(ending)))),
        State::TokenLasts(0) => format!("{name}: less than a minute left"),
        State::TokenLasts(minutes) => format!("{name}: {minutes} min left"),
        State::TokenEnded => format!("{name}: token expired"),
        State::StepsFine(count) => format!("{name}: {count} of 5 steps fine"),
    }
}

/// Where no step has told more.
fn unclear() -> String {
    "look at it".to_owned()
}

pub fn rehearsed(how: Rehearsed) -> String {
    match how {
        Rehearsed::Passed => "Rehearsal passed".to_owned(),
        Rehearsed::PassedWithWarning(at) => format!("Rehearsal passed, with a warning: {}", rehearsal_step(at)),
        Rehearsed::Failed(at) => format!("Rehearsal failed: {}", rehearsal_step(at)),
        Rehearsed::CouldNotRun => "Rehearsal could not run".to_owned(),
    }
}

/// Whose token it is; where nobody said a name, only that it is one.
fn name(status: &Status) -> String {
    let of_profile = || Some(status.profile.clone()).filter(|name| name != "default");
    short(&status.add_in.clone().or_else(of_profile).unwrap_or_else(|| "Token".to_owned()))
}

fn step(step: JourneyStep) -> &'static str {
    match step {
        JourneyStep::Register => "Register",
        JourneyStep::Manifest => "Manifest",
        JourneyStep::SignIn => "Sign-in",
        JourneyStep::Token => "Token",
        JourneyStep::OnBehalfOf => "On-behalf-of",
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn ends(ending: &Ending) -> String {
    let what = match ending.kind {
        SecretKind::CertificateKey => "Certificate",
        SecretKind::ClientSecret | SecretKind::RefreshToken => "Secret",
    };
    match ending.days_left {
        ..0 => format!("{what} has expired"),
        0 => format!("{what} expires in less than a day"),
        1 => format!("{what} expires in 1 day"),
        days => format!("{what} expires in {days} days"),
    }
}

fn of_ending(ending: &Ending) -> String {
    ending.add_in.clone().unwrap_or_else(|| ending.profile.to_string())
}

/// Of several at once the soonest is named.
pub fn reminder(due: &[Ending]) -> Option<Notice> {
    let first = due.first()?;
    Some(match due.len() {
        1 => Notice {
            title: ends(first),
            sentence: match &first.add_in {
                Some(name) => format!("{name}: click to add a new one."),
                None => format!("Profile {}: click to add a new one.", first.profile),
            },
        },
        count => Notice {
            title: format!("{count} secrets and certificates expire soon"),
            sentence: format!(
                "The first is of {}: {}. Click to add a new one.",
                of_ending(first),
                behind_colon(&ends(first))
            ),
        },
    })
}

/// `minutes`: whole ones.
pub fn token_expires(minutes: i64) -> Notice {
    let title = match minutes {
        0 => "Your token expires in less than a minute".to_owned(),
        minutes => format!("Your token expires in {minutes} min"),
    };
    Notice { title, sentence: "Click to sign in again.".to_owned() }
}

/// Why an item came to nothing, and what to do.
pub fn failed(title: &str, error: &AppError) -> Notice {
    // What a command would be given is of no use here: a click leads to where it is set.
    let what_to_do = match error.code.as_str() {
        "fact-missing" => Some("Click to fill it in.".to_owned()),
        "manifest-not-known" => Some("Click to open it.".to_owned()),
        "not-signed-in" | "sign-in-again" => Some("Click to sign in.".to_owned()),
        "credential-missing" => Some("Click to add one.".to_owned()),
        "practice-not-running" => Some("Turn the practice tenant on.".to_owned()),
        _ => error.hint.as_deref().map(sentence),
    };
    let sentences = [Some(sentence(&error.message)), what_to_do];
    Notice { title: title.to_owned(), sentence: sentences.into_iter().flatten().collect::<Vec<_>>().join(" ") }
}

pub const NOT_SIGNED_IN: &str = "Sign-in did not work";
pub const ON_BEHALF_OF_FAILED: &str = "On-behalf-of does not work";
pub const NOT_COPIED: &str = "No markup to copy";
pub const NOT_CHECKED: &str = "The manifest was not checked";
pub const NOT_SWITCHED: &str = "Nothing was switched";
pub const PRACTICE_FAILED: &str = "The practice tenant did not start";
pub const AT_LOGIN_FAILED: &str = "Start at login was not changed";

pub fn browser_not_started() -> Notice {
    Notice {
        title: "No browser could be started".to_owned(),
        sentence: "Click to sign in by a code, or to copy the address.".to_owned(),
    }
}

pub fn keyring_locked() -> Notice {
    Notice {
        title: "The keyring is locked".to_owned(),
        sentence: "Unlock it in the window that asks for its password.".to_owned(),
    }
}

/// `minutes`: how long the token is good. `token`: what its checks say, where it can be read.
pub fn signed_in(user: &str, minutes: i64, token: Option<&TokenView>) -> Notice {
    let failing = token.and_then(|token| token.checks.iter().find(|check| check.outcome == CheckOutcome::Fail));
    let checks = match (token, failing) {
        (_, Some(check)) => format!("But its token fails a check: {}", sentence(&check.detail)),
        (Some(token), None) if token.passed => {
            let passed = token.checks.iter().filter(|check| check.outcome == CheckOutcome::Pass).count();
            format!("All {passed} checks pass. Good for {minutes} min.")
        }
        _ => format!("Its token is good for {minutes} min. Not every check could be made."),
    };
    Notice { title: format!("Signed in as {user}"), sentence: checks }
}

/// `person`: as Graph names whoever is signed in.
pub fn on_behalf_of_works(person: Option<&str>) -> Notice {
    let sentence = match person {
        Some(person) => format!("Graph answered as {person}."),
        None => "Graph answered.".to_owned(),
    };
    Notice { title: "On-behalf-of works".to_owned(), sentence }
}

pub fn profile_chosen(name: &str) -> Notice {
    Notice { title: format!("Profile {name} is chosen"), sentence: "Click to see how it stands.".to_owned() }
}

pub fn environment_chosen(name: &str) -> Notice {
    Notice { title: format!("Requests go to {name}"), sentence: "Click to see what it changes.".to_owned() }
}

pub fn practice(state: &PracticeState) -> Notice {
    let (title, sentence) = match state {
        PracticeState::Off => ("The practice tenant is off", "What it knew is gone."),
        _ => ("The practice tenant is on", "Nothing in it reaches Microsoft. Click to rehearse."),
    };
    Notice { title: title.to_owned(), sentence: sentence.to_owned() }
}

pub fn at_login(on: bool) -> Notice {
    let (title, sentence) = match on {
        true => ("Hallpass starts at login", "It waits in the tray, without a window."),
        false => ("Hallpass does not start at login", "Start it yourself when you need it."),
    };
    Notice { title: title.to_owned(), sentence: sentence.to_owned() }
}

#[cfg(test)]
mod tests;
