//! What the tray shows, made beside the main thread.

use crate::practice::PracticeState;
use crate::state::{Said, Sign};
use crate::status::{CloudKind, JourneyStep, Status, StepState, TokenTime};
use crate::words::tray as words;

/// More would be a menu that nobody reads.
const PROFILES: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub sign: Sign,
    pub line: String,
    pub profile: String,
    /// As many as the menu lists, the chosen one among them.
    pub profiles: Vec<String>,
    pub chosen: String,
    /// There are others.
    pub has_more: bool,
    pub environment: String,
    pub cloud: CloudKind,
    pub is_practising: bool,
    pub is_rehearsing: bool,
    pub is_signing_in: bool,
    pub is_exchanging: bool,
    pub at_login: bool,
    pub token: Option<TokenTime>,
}

impl Look {
    pub fn of(status: &Status, said: Said, is_rehearsing: bool, at_login: bool) -> Self {
        let running = |step| status.steps.iter().any(|of| of.step == step && of.state == StepState::Running);
        Self {
            sign: said.sign,
            line: words::state(&said.state, status),
            profile: words::profile(status),
            profiles: listed(&status.profiles, &status.profile),
            chosen: status.profile.clone(),
            has_more: status.profiles.len() > PROFILES,
            environment: words::environment(status),
            cloud: status.environment.cloud,
            is_practising: matches!(status.practice, PracticeState::Starting | PracticeState::Ready),
            is_rehearsing,
            is_signing_in: running(JourneyStep::SignIn),
            is_exchanging: running(JourneyStep::OnBehalfOf),
            at_login,
            token: status.token.clone(),
        }
    }
}

/// The first ones, in their order; a chosen one that stands further behind takes the last place.
fn listed(profiles: &[String], chosen: &str) -> Vec<String> {
    let mut listed: Vec<String> = profiles.iter().take(PROFILES).cloned().collect();
    if !listed.iter().any(|name| name == chosen)
        && let Some(last) = listed.last_mut()
    {
        chosen.clone_into(last);
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_hundred_profiles_twenty_are_listed_and_the_chosen_one() {
        let all: Vec<String> = (0..100).map(|number| format!("p{number:02}")).collect();
        assert_eq!(listed(&all, "p03"), all[..20]);
        let with_chosen = listed(&all, "p70");
        assert_eq!((with_chosen.len(), with_chosen[18].as_str(), with_chosen[19].as_str()), (20, "p18", "p70"));
        assert_eq!(listed(&all[..2], "p01"), all[..2]);
    }
}
