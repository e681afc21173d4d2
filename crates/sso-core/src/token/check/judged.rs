use super::{Check, CheckId, Verdict};

/// A check that was made. Whoever only wants its verdict does not pay for words: those of a check that passed are made
/// when somebody reads them.
pub(super) enum Judged<'a> {
    Told(Check),
    Passed(CheckId, Box<dyn FnOnce(Check) -> Check + 'a>),
}

impl<'a> Judged<'a> {
    /// `words` puts them into a check that passes and has none yet.
    pub(super) fn pass(id: CheckId, words: impl FnOnce(Check) -> Check + 'a) -> Self {
        Self::Passed(id, Box::new(words))
    }

    pub(super) fn id(&self) -> CheckId {
        match self {
            Self::Told(check) => check.id,
            Self::Passed(id, _) => *id,
        }
    }

    pub(super) fn verdict(&self) -> Verdict {
        match self {
            Self::Told(check) => check.verdict,
            Self::Passed(..) => Verdict::Pass,
        }
    }

    pub(super) fn told(self) -> Check {
        match self {
            Self::Told(check) => check,
            Self::Passed(id, words) => words(Check::pass(id, "")),
        }
    }
}

impl From<Check> for Judged<'_> {
    fn from(check: Check) -> Self {
        Self::Told(check)
    }
}
