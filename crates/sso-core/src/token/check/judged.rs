use super::subject::Subject;
use super::{Check, CheckId, Verdict};

/// Puts words into a check that passed and has none yet.
type Words = fn(&Subject, Check) -> Check;

/// A check that was made. Whoever only wants its verdict does not pay for words: those of a check that passed are made
/// when somebody reads them.
pub(super) enum Judged {
    Told(Box<Check>),
    Passed(CheckId, Words),
}

impl Judged {
    pub(super) fn pass(id: CheckId, words: Words) -> Self {
        Self::Passed(id, words)
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

    /// With its words, for the subject that it was made of.
    pub(super) fn told(self, subject: &Subject) -> Check {
        match self {
            Self::Told(check) => *check,
            Self::Passed(id, words) => words(subject, Check::pass(id, "")),
        }
    }
}

impl From<Check> for Judged {
    fn from(check: Check) -> Self {
        Self::Told(Box::new(check))
    }
}
