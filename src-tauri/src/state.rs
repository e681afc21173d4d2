//! The state that the tray shows: a line in its menu, and an icon.

use hallpass_app::use_case::rehearse::{Outcome, RehearsalView, Step};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    NothingSetUp,
    PracticeReady,
    PracticeNotStarted,
    Rehearsing,
    Passed,
    /// With the first step that warned.
    PassedWithWarning(Step),
    Failed(Step),
    /// There is no answer: that says nothing about anyone's set-up.
    NotRehearsed,
}

/// The sign on the icon; its shape tells it without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Idle,
    Fine,
    Attention,
    Failing,
}

impl State {
    pub fn of(rehearsal: &RehearsalView) -> Self {
        let first = |outcome| rehearsal.steps.iter().find(|report| report.outcome == outcome).map(|report| report.step);
        match (rehearsal.passed, first(Outcome::Fail), first(Outcome::Warn)) {
            (false, Some(step), _) => Self::Failed(step),
            (false, None, _) => Self::NotRehearsed,
            (true, _, Some(step)) => Self::PassedWithWarning(step),
            (true, _, None) => Self::Passed,
        }
    }

    pub fn sign(self) -> Sign {
        match self {
            Self::NothingSetUp | Self::PracticeReady | Self::Rehearsing => Sign::Idle,
            Self::Passed => Sign::Fine,
            Self::PracticeNotStarted | Self::PassedWithWarning(_) | Self::NotRehearsed => Sign::Attention,
            Self::Failed(_) => Sign::Failing,
        }
    }
}

#[cfg(test)]
mod tests {
    use hallpass_app::use_case::rehearse::StepReport;

    use super::*;

    #[test]
    fn a_practice_tenant_says_nothing_about_a_set_up() {
        assert_eq!(State::PracticeReady.sign(), Sign::Idle);
        assert_eq!(State::PracticeNotStarted.sign(), Sign::Attention);
    }

    #[test]
    fn the_worst_step_decides() {
        let rows = [
            (true, vec![Outcome::Fine, Outcome::Fine], State::Passed, Sign::Fine),
            (true, vec![Outcome::Fine, Outcome::Warn], State::PassedWithWarning(Step::Vault), Sign::Attention),
            (false, vec![Outcome::Warn, Outcome::Fail], State::Failed(Step::Vault), Sign::Failing),
            (false, vec![Outcome::Fine], State::NotRehearsed, Sign::Attention),
        ];
        for (passed, outcomes, state, sign) in rows {
            let steps = [Step::Plan, Step::Vault].into_iter().zip(outcomes);
            let steps = steps.map(|(step, outcome)| StepReport { step, outcome, detail: String::new(), error: None });
            let manifest_difference = String::new();
            let view =
                RehearsalView { passed, steps: steps.collect(), manifest_difference, token: None, graph: vec![] };
            assert_eq!((State::of(&view), State::of(&view).sign()), (state, sign));
        }
    }
}
