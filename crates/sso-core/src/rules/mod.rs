//! Every judgement, one file a rule: its words, its code and its tests.

mod consent;
pub mod manifest;
mod naa;
pub mod on_behalf_of;
#[cfg(test)]
mod planned;
mod redirect;
mod reference;
pub mod registration;
mod secret;
#[cfg(test)]
mod twins;

pub(crate) use reference::filled;
pub use reference::reference_markdown;
pub use secret::looks_like_secret_id;

use crate::{Code, Severity};

/// The words of a rule. Its check and its tests stand in the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub code: Code,
    /// In most cases; `meaning` says when it is another.
    pub severity: Severity,
    /// What is wrong, in one line, without a full stop.
    pub summary: &'static str,
    /// Why it matters, in sentences.
    pub meaning: &'static str,
    /// One step a line, without a full stop.
    pub fix: &'static [&'static str],
    /// Numbers of the errors that Office or Entra would answer.
    pub would_cause: &'static [&'static str],
}

/// As many entries of a list are evidence of one finding about a registration.
const SHOWN: usize = 20;

/// The step for what the plan of a registration decides. It ends in the command, to which whoever knows the facts adds them.
pub const UPDATE: &str = "or let Hallpass write what the plan says: hallpass registration update";

/// In the order of [`Code::ALL`].
pub fn all() -> impl Iterator<Item = &'static Rule> {
    of_manifests().chain(of_registrations()).chain(on_behalf_of::rules())
}

/// Those of manifests.
pub fn of_manifests() -> impl Iterator<Item = &'static Rule> {
    manifest::RULES.iter().map(|rule| &rule.words)
}

/// Those of registrations.
pub fn of_registrations() -> impl Iterator<Item = &'static Rule> {
    let rooms = [registration::RULES, redirect::RULES, secret::RULES, consent::RULES, naa::RULES];
    rooms.into_iter().flatten().map(|rule| &rule.words)
}

/// The rule of a code.
pub fn of(code: Code) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}
