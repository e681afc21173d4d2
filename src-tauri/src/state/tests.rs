use hallpass_app::AppError;
use hallpass_app::use_case::rehearse::StepReport;
use hallpass_app::vault::SecretKind;

use super::*;
use crate::status::{CloudKind, Environment, StepStatus, TokenTime};

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

/// Nothing is known, and each step waits.
fn status() -> Status {
    let step = |step| StepStatus { step, state: StepState::Waiting, says: None };
    Status {
        profile: "default".to_owned(),
        add_in: None,
        profiles: vec!["default".to_owned()],
        environment: Environment { cloud: CloudKind::Public, name: "Microsoft Entra public".to_owned(), tenant: None },
        practice: PracticeState::Off,
        project_folder: None,
        steps: JourneyStep::ALL.map(step).into(),
        token: None,
        error: None,
    }
}

fn with(steps: &[(JourneyStep, StepState)]) -> Status {
    let mut status = status();
    for step in &mut status.steps {
        if let Some((_, state)) = steps.iter().find(|(of, _)| *of == step.step) {
            (step.state, step.says) = (*state, Some("Wrong port in Resource".to_owned()));
        }
    }
    status
}

fn with_token(status: Status, left: i64) -> Status {
    let expires = Timestamp::from_second(now().as_second() + left).unwrap();
    Status { token: Some(TokenTime { issued: now(), expires }), ..status }
}

fn ending(profile: &str, days_left: i64) -> Ending {
    Ending {
        profile: profile.parse().unwrap(),
        add_in: None,
        kind: SecretKind::ClientSecret,
        client_id: "99999999-0000-4000-8000-00000000000a".parse().unwrap(),
        end: now(),
        days_left,
    }
}

fn said(status: &Status, rehearsed: Option<Rehearsed>, ending: &[Ending]) -> (Sign, State) {
    let Said { sign, state } = Said::of(&Known { status, is_rehearsing: false, rehearsed, ending, now: now() });
    (sign, state)
}

#[test]
fn failing_then_attention_then_expiring_then_fine() {
    use JourneyStep::{Manifest, OnBehalfOf, Register, Token};
    let words = || Some("Wrong port in Resource".to_owned());
    let rows = [
        (status(), None, vec![], Sign::Idle, State::NothingSetUp),
        (Status { add_in: Some("Contoso".to_owned()), ..status() }, None, vec![], Sign::Idle, State::NothingChecked),
        (Status { practice: PracticeState::Ready, ..status() }, None, vec![], Sign::Idle, State::PracticeReady),
        (with(&[(Manifest, StepState::Fine), (Token, StepState::Fine)]), None, vec![], Sign::Fine, State::StepsFine(2)),
        (with_token(status(), 47 * 60 + 30), None, vec![], Sign::Fine, State::TokenLasts(47)),
        (with_token(status(), 300), None, vec![], Sign::Fine, State::TokenLasts(5)),
        (with_token(status(), 299), None, vec![], Sign::Expiring, State::TokenLasts(4)),
        (with_token(status(), 1), None, vec![], Sign::Expiring, State::TokenLasts(0)),
        (with_token(status(), 0), None, vec![], Sign::Expiring, State::TokenEnded),
        (
            with_token(with(&[(Register, StepState::Warn)]), 60),
            None,
            vec![],
            Sign::Attention,
            State::Step(Register, words()),
        ),
        (
            with(&[(Register, StepState::Warn), (OnBehalfOf, StepState::Fail), (Manifest, StepState::Fail)]),
            None,
            vec![ending("default", 9)],
            Sign::Failing,
            State::Step(Manifest, words()),
        ),
        (
            with_token(status(), 3000),
            None,
            vec![ending("other", 2), ending("default", 9)],
            Sign::Attention,
            State::Ends(ending("default", 9)),
        ),
        (status(), None, vec![ending("default", -1)], Sign::Failing, State::Ends(ending("default", -1))),
        (status(), None, vec![ending("other", -1)], Sign::Attention, State::Ends(ending("other", -1))),
        (
            with_token(status(), 3000),
            Some(Rehearsed::Failed(Step::Vault)),
            vec![],
            Sign::Failing,
            State::Rehearsed(Rehearsed::Failed(Step::Vault)),
        ),
        (status(), Some(Rehearsed::Passed), vec![], Sign::Fine, State::Rehearsed(Rehearsed::Passed)),
        (
            Status { error: Some(AppError::failed("profile-not-readable", "damaged")), ..status() },
            None,
            vec![],
            Sign::Attention,
            State::ProfileNotRead,
        ),
        (
            Status {
                practice: PracticeState::NotStarted { why: AppError::failed("practice-port", "taken") },
                ..status()
            },
            None,
            vec![],
            Sign::Attention,
            State::PracticeNotStarted,
        ),
    ];
    for (status, rehearsed, ending, sign, state) in rows {
        assert_eq!(said(&status, rehearsed, &ending), (sign, state));
    }
}

#[test]
fn work_is_said_in_the_line_and_leaves_the_sign() {
    let mut status = with(&[(JourneyStep::SignIn, StepState::Running), (JourneyStep::Manifest, StepState::Fail)]);
    assert_eq!(said(&status, None, &[]), (Sign::Failing, State::Running(JourneyStep::SignIn)));
    let rehearsing = Known { status: &status, is_rehearsing: true, rehearsed: None, ending: &[], now: now() };
    assert_eq!(Said::of(&rehearsing), Said { sign: Sign::Failing, state: State::Rehearsing });
    status = Status { practice: PracticeState::Starting, ..self::status() };
    assert_eq!(said(&status, None, &[]), (Sign::Idle, State::PracticeStarting));
}

#[test]
fn the_worst_step_of_a_rehearsal_decides() {
    let rows = [
        (true, vec![Outcome::Fine, Outcome::Fine], Rehearsed::Passed, Sign::Fine),
        (true, vec![Outcome::Fine, Outcome::Warn], Rehearsed::PassedWithWarning(Step::Vault), Sign::Attention),
        (false, vec![Outcome::Warn, Outcome::Fail], Rehearsed::Failed(Step::Vault), Sign::Failing),
        (false, vec![Outcome::Fine], Rehearsed::CouldNotRun, Sign::Attention),
    ];
    for (passed, outcomes, rehearsed, sign) in rows {
        let steps = [Step::Plan, Step::Vault].into_iter().zip(outcomes);
        let steps = steps.map(|(step, outcome)| StepReport { step, outcome, detail: String::new(), error: None });
        let manifest_difference = String::new();
        let view = RehearsalView { passed, steps: steps.collect(), manifest_difference, token: None, graph: vec![] };
        assert_eq!((Rehearsed::of(&view), Rehearsed::of(&view).sign()), (rehearsed, sign));
    }
}
