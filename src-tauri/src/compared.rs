//! How the steps of registration and manifest are by the comparison of all that was read. Their pages see one side each: what
//! differs between two of them they do not find.

use hallpass_app::App;
use hallpass_app::use_case::agreement::{Agreement, AgreementSide, CellState, FindingAt, agreement};
use hallpass_app::use_case::finding_view::FindingSeverity;

use crate::status::{JourneyStep, StepState};
use crate::words;

/// A state, and what is said under the step.
pub type Standing = (StepState, Option<String>);

/// As a comparison found it. Of a side that was not read nothing is said, nor of the steps that files do not decide.
pub fn step(agreement: &Agreement, step: JourneyStep) -> Option<Standing> {
    let (side, at) = match step {
        // Credentials are made there, and end there.
        JourneyStep::Register => (AgreementSide::Registration, &[FindingAt::Registration, FindingAt::Credential][..]),
        JourneyStep::Manifest => (AgreementSide::Manifest, &[FindingAt::Manifest][..]),
        JourneyStep::SignIn | JourneyStep::Token | JourneyStep::OnBehalfOf => return None,
    };
    let source = agreement.sources.iter().find(|source| source.side == side)?;
    let of_side = || agreement.findings.iter().filter(|one| at.contains(&one.at));
    let count = |severity| of_side().filter(|one| one.finding.severity == severity).count();
    let (failing, attention) = (count(FindingSeverity::Error), count(FindingSeverity::Warning));
    let differs = agreement.rows.iter().find_map(|row| {
        let cell = row.cells.iter().find(|cell| cell.side == side)?;
        matches!(cell.state, CellState::Differs(_)).then_some(row.fact)
    });
    let state = match (&source.error, failing, attention) {
        (Some(_), ..) => StepState::Warn,
        (None, 1.., _) => StepState::Fail,
        (None, 0, 1..) => StepState::Warn,
        (None, 0, 0) => StepState::Fine,
    };
    let says = match source.error {
        Some(_) => Some(words::not_read()),
        None => words::findings(differs, of_side().map(|one| one.finding.title.as_str()), failing, attention),
    };
    Some((state, says))
}

/// What a page found of its own side, unless the comparison knows worse. Reads files; asks nobody.
pub fn no_better(app: &App, of: JourneyStep, own: Standing) -> Standing {
    let compared = agreement(app).ok().and_then(|agreement| step(&agreement, of));
    match compared {
        Some(compared) if rank(compared.0) > rank(own.0) => compared,
        _ => own,
    }
}

/// What was not compared yet is no better than what was found fine.
fn rank(state: StepState) -> u8 {
    match state {
        StepState::Fine => 0,
        StepState::Waiting | StepState::Running => 1,
        StepState::Warn => 2,
        StepState::Fail => 3,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use hallpass_app::Folders;

    use super::*;

    const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";

    #[test]
    fn a_page_that_finds_nothing_says_no_better_than_what_is_compared() {
        let (state, project) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let export = project.path().join("registration.json");
        fs::write(&export, format!(r#"{{"appId":"{ID}"}}"#)).unwrap();
        let manifest = project.path().join("manifest.xml");
        let budget = include_str!("../../tests/desktop/budget.xml").replace("CLIENT_ID", ID).replace("PORT", "3000");
        fs::write(&manifest, budget.replace("<Scope>profile", "<Scope>Files.Read.All</Scope><Scope>profile")).unwrap();
        let app = App::on_this_machine(Folders::under(state.path()));
        let fine = || (StepState::Fine, None);
        assert_eq!(no_better(&app, JourneyStep::Register, fine()), fine(), "nothing was read");
        app.saw_registration_file(&export);
        app.saw_manifest(&manifest);
        let (state, says) = no_better(&app, JourneyStep::Register, fine());
        assert!(rank(state) > rank(StepState::Fine) && says.is_some(), "{state:?} {says:?}");
        let own = (StepState::Fail, Some("its own".to_owned()));
        assert_eq!(no_better(&app, JourneyStep::SignIn, own.clone()), own);
        assert_eq!(no_better(&app, JourneyStep::Manifest, own.clone()), own);
    }
}
