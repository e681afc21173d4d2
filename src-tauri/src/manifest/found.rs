//! What was found in a manifest, whoever looked: its page or the tray. One judgement for both, and one wording.

use hallpass_app::sso_core::Severity;
use hallpass_app::use_case::check_my_manifest::{Output, Planned};
use hallpass_app::use_case::preview_manifest::{ChangeKind, ManifestView};

use crate::status::StepState;
use crate::words::manifest as words;

#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    pub errors: usize,
    pub warnings: usize,
    /// The code of the worst finding.
    pub worst: Option<&'a str>,
    pub planned: Planned,
}

impl Found<'_> {
    /// How the step is by it. Nothing is fine whose values were not compared.
    pub fn step(&self) -> (StepState, Option<String>) {
        let state = match (self.errors, self.warnings, &self.planned) {
            (1.., _, _) => StepState::Fail,
            (0, 1.., _) | (0, 0, Planned::Differs) => StepState::Warn,
            (0, 0, Planned::NotCompared) => StepState::Waiting,
            (0, 0, Planned::Agrees) => StepState::Fine,
        };
        (state, words::says(self))
    }
}

impl<'a> From<&'a ManifestView> for Found<'a> {
    fn from(view: &'a ManifestView) -> Self {
        let change = &view.change;
        // What mends findings compares no value with the plan; nor can a manifest without a place for them.
        let is_compared = view.without_plan.is_none() && change.refused.is_none() && change.kind == ChangeKind::Plan;
        Self {
            errors: view.count(Severity::Error),
            warnings: view.count(Severity::Warning),
            worst: view.findings.first().map(|found| found.finding.code.as_str()),
            planned: match (is_compared, change.count) {
                (false, _) => Planned::NotCompared,
                (true, 0) => Planned::Agrees,
                (true, _) => Planned::Differs,
            },
        }
    }
}

impl<'a> From<&'a Output> for Found<'a> {
    fn from(checked: &'a Output) -> Self {
        Self {
            errors: checked.count(Severity::Error),
            warnings: checked.count(Severity::Warning),
            worst: checked.findings.first().map(|finding| finding.code.as_str()),
            planned: checked.planned.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_fine_that_was_not_compared() {
        let rows = [
            (1, 1, Planned::Agrees, StepState::Fail, Some("1 error")),
            (0, 2, Planned::Agrees, StepState::Warn, Some("2 warnings")),
            (0, 0, Planned::Differs, StepState::Warn, Some("Differs from the plan")),
            (0, 0, Planned::NotCompared, StepState::Waiting, Some("Not compared yet")),
            (0, 0, Planned::Agrees, StepState::Fine, None),
        ];
        for (errors, warnings, planned, state, says) in rows {
            let found = Found { errors, warnings, worst: None, planned };
            assert_eq!(found.step(), (state, says.map(str::to_owned)), "{found:?}");
        }
    }
}
