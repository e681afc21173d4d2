//! What the tray says: a line in its menu and a sign on its icon, from how the journey is, what ends soon, and the rehearsal.

use hallpass_app::sso_core::Timestamp;
use hallpass_app::use_case::rehearse::{Outcome, RehearsalView, Step};
use hallpass_app::use_case::reminders::Ending;

use crate::practice::PracticeState;
use crate::pulse::seconds_left;
use crate::status::{JourneyStep, Status, StepState};

/// From then on a token is about to expire.
pub const ABOUT_TO_EXPIRE: i64 = 5 * 60;

/// The sign on the icon; its shape tells it without colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sign {
    #[default]
    Idle,
    Fine,
    Attention,
    Failing,
    /// Time passing is no fault: it stands behind attention.
    Expiring,
}

/// How a rehearsal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rehearsed {
    Passed,
    /// With the first step that warned.
    PassedWithWarning(Step),
    Failed(Step),
    /// There is no answer: that says nothing about anyone's set-up.
    CouldNotRun,
}

impl Rehearsed {
    pub fn of(rehearsal: &RehearsalView) -> Self {
        let first = |outcome| rehearsal.steps.iter().find(|report| report.outcome == outcome).map(|report| report.step);
        match (rehearsal.passed, first(Outcome::Fail), first(Outcome::Warn)) {
            (false, Some(step), _) => Self::Failed(step),
            (false, None, _) => Self::CouldNotRun,
            (true, _, Some(step)) => Self::PassedWithWarning(step),
            (true, _, None) => Self::Passed,
        }
    }

    fn sign(self) -> Sign {
        match self {
            Self::Passed => Sign::Fine,
            Self::PassedWithWarning(_) | Self::CouldNotRun => Sign::Attention,
            Self::Failed(_) => Sign::Failing,
        }
    }
}

/// What the first line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    NothingSetUp,
    /// Something is known of the add-in, and nothing of it was looked at in this process.
    NothingChecked,
    PracticeStarting,
    PracticeReady,
    PracticeNotStarted,
    Rehearsing,
    Rehearsed(Rehearsed),
    /// A step that goes on.
    Running(JourneyStep),
    /// A step that fails or warns, with its few words.
    Step(JourneyStep, Option<String>),
    ProfileNotRead,
    Ends(Ending),
    /// In whole minutes.
    TokenLasts(i64),
    TokenEnded,
    /// So many of the five, and none that is wrong.
    StepsFine(usize),
}

/// All that it is made of.
pub struct Known<'a> {
    pub status: &'a Status,
    pub is_rehearsing: bool,
    pub rehearsed: Option<Rehearsed>,
    /// Of all profiles, the soonest first.
    pub ending: &'a [Ending],
    pub now: Timestamp,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub sign: Sign,
    pub state: State,
}

impl Said {
    /// Work that goes on is said in the line; the sign is as without it.
    pub fn of(known: &Known) -> Self {
        let resting = known.resting();
        match known.busy() {
            Some(state) => Self { state, ..resting },
            None => resting,
        }
    }
}

impl Known<'_> {
    fn resting(&self) -> Said {
        let said = |sign| move |state| Said { sign, state };
        let failing = self.failing().map(said(Sign::Failing));
        failing
            .or_else(|| self.attention().map(said(Sign::Attention)))
            .or_else(|| self.expiring().map(said(Sign::Expiring)))
            .or_else(|| self.fine().map(said(Sign::Fine)))
            .unwrap_or_else(|| said(Sign::Idle)(self.idle()))
    }

    fn busy(&self) -> Option<State> {
        let running = self.status.steps.iter().find(|step| step.state == StepState::Running);
        match running {
            _ if self.is_rehearsing => Some(State::Rehearsing),
            Some(step) => Some(State::Running(step.step)),
            None => (self.status.practice == PracticeState::Starting).then_some(State::PracticeStarting),
        }
    }

    fn failing(&self) -> Option<State> {
        let ended = || self.own_ending().filter(|ending| ending.days_left < 0).map(State::Ends);
        self.step(StepState::Fail).or_else(ended).or_else(|| self.rehearsed_with(Sign::Failing))
    }

    fn attention(&self) -> Option<State> {
        let not_read = || self.status.error.as_ref().map(|_| State::ProfileNotRead);
        let not_started =
            || matches!(self.status.practice, PracticeState::NotStarted { .. }).then_some(State::PracticeNotStarted);
        self.own_ending()
            .map(State::Ends)
            .or_else(|| self.step(StepState::Warn))
            .or_else(not_read)
            .or_else(|| self.ending.first().cloned().map(State::Ends))
            .or_else(|| self.rehearsed_with(Sign::Attention))
            .or_else(not_started)
    }

    fn expiring(&self) -> Option<State> {
        match self.seconds_left()? {
            ..=0 => Some(State::TokenEnded),
            left if left < ABOUT_TO_EXPIRE => Some(State::TokenLasts(left / 60)),
            _ => None,
        }
    }

    fn fine(&self) -> Option<State> {
        let steps = self.status.steps.iter().filter(|step| step.state == StepState::Fine).count();
        self.seconds_left()
            .map(|left| State::TokenLasts(left / 60))
            .or_else(|| self.rehearsed_with(Sign::Fine))
            .or_else(|| (steps > 0).then_some(State::StepsFine(steps)))
    }

    fn idle(&self) -> State {
        let Status { add_in, environment, project_folder, .. } = self.status;
        if self.status.practice == PracticeState::Ready {
            State::PracticeReady
        } else if add_in.is_some() || environment.tenant.is_some() || project_folder.is_some() {
            State::NothingChecked
        } else {
            State::NothingSetUp
        }
    }

    /// The first in the order of the journey.
    fn step(&self, state: StepState) -> Option<State> {
        let step = self.status.steps.iter().find(|step| step.state == state)?;
        Some(State::Step(step.step, step.says.clone()))
    }

    fn own_ending(&self) -> Option<Ending> {
        self.ending.iter().find(|ending| ending.profile.as_str() == self.status.profile).cloned()
    }

    fn rehearsed_with(&self, sign: Sign) -> Option<State> {
        self.rehearsed.filter(|rehearsed| rehearsed.sign() == sign).map(State::Rehearsed)
    }

    fn seconds_left(&self) -> Option<i64> {
        self.status.token.as_ref().map(|token| seconds_left(token, self.now))
    }
}

#[cfg(test)]
mod tests;
