use hallpass_app::use_case::rehearse::Step;

use super::*;
use crate::status::{Environment, StepStatus};

fn status(add_in: Option<&str>, profile: &str) -> Status {
    Status {
        profile: profile.to_owned(),
        add_in: add_in.map(str::to_owned),
        profiles: vec![profile.to_owned()],
        environment: Environment { cloud: CloudKind::Public, name: "Microsoft Entra public".to_owned(), tenant: None },
        practice: PracticeState::Off,
        project_folder: None,
        steps: Vec::<StepStatus>::new(),
        token: None,
        error: None,
    }
}

fn ending(profile: &str, kind: SecretKind, days_left: i64) -> Ending {
    Ending {
        profile: profile.parse().unwrap(),
        add_in: (profile == "work").then(|| "Contoso Expenses".to_owned()),
        kind,
        client_id: "99999999-0000-4000-8000-00000000000a".parse().unwrap(),
        end: "2027-01-15T08:00:00Z".parse().unwrap(),
        days_left,
    }
}

#[test]
fn the_first_line() {
    let contoso = status(Some("Contoso Expenses"), "work");
    let says = |text: &str| Some(text.to_owned());
    let secret = |days| State::Ends(ending("work", SecretKind::ClientSecret, days));
    for (state, line) in [
        (State::TokenLasts(47), "Contoso Expenses: 47 min left"),
        (State::TokenLasts(0), "Contoso Expenses: less than a minute left"),
        (State::TokenEnded, "Contoso Expenses: token expired"),
        (State::StepsFine(2), "Contoso Expenses: 2 of 5 steps fine"),
        (State::NothingChecked, "Contoso Expenses: nothing checked yet"),
        (State::NothingSetUp, "Nothing set up yet"),
        (secret(9), "Secret expires in 9 days"),
        (secret(1), "Secret expires in 1 day"),
        (secret(0), "Secret expires in less than a day"),
        (secret(-3), "Secret has expired"),
        (State::Ends(ending("other", SecretKind::CertificateKey, 7)), "other: certificate expires in 7 days"),
        (State::Step(JourneyStep::Manifest, says("Wrong port in Resource")), "Manifest: wrong port in Resource"),
        (State::Step(JourneyStep::OnBehalfOf, says("AADSTS65001")), "On-behalf-of: AADSTS65001"),
        (State::Step(JourneyStep::Register, says("Secret expires in 9 days")), "Register: secret expires in 9 days"),
        (State::Step(JourneyStep::Register, says("1 error")), "Register: 1 error"),
        (State::Running(JourneyStep::SignIn), "Signing in…"),
        (State::Rehearsed(Rehearsed::Failed(Step::OnBehalfOf)), "Rehearsal failed: on-behalf-of"),
        (State::PracticeReady, "Practice tenant is ready"),
    ] {
        assert_eq!(super::state(&state, &contoso), line);
    }
    let line = |add_in, profile| super::state(&State::TokenLasts(47), &status(add_in, profile));
    assert_eq!(line(None, "work"), "work: 47 min left");
    assert_eq!(line(None, "default"), "Token: 47 min left");
    let long = line(Some(&"ö".repeat(200)), "work");
    assert!(long.chars().count() < 70 && long.ends_with("…: 47 min left"), "{long}");
}

#[test]
fn what_leads_to_the_submenus() {
    let named = status(Some("Contoso Expenses"), "work");
    assert_eq!((profile(&named).as_str(), environment(&named).as_str()), ("Contoso Expenses", "Microsoft Entra"));
    assert_eq!(profile(&status(None, "work")), "Profile: work");
}

#[test]
fn reminders_name_whose_it_is() {
    let one = reminder(&[ending("work", SecretKind::ClientSecret, 9)]).unwrap();
    assert_eq!(one.title, "Secret expires in 9 days");
    assert_eq!(one.sentence, "Contoso Expenses: click to add a new one.");
    let several = [ending("other", SecretKind::CertificateKey, 1), ending("work", SecretKind::ClientSecret, 9)];
    let several = reminder(&several).unwrap();
    assert_eq!(several.title, "2 secrets and certificates expire soon");
    assert_eq!(several.sentence, "The first is of other: certificate expires in 1 day. Click to add a new one.");
    assert_eq!(reminder(&[]), None);
    assert_eq!(token_expires(4).title, "Your token expires in 4 min");
}
