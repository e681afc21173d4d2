use hallpass_app::Folders;

use super::*;

#[test]
fn a_new_one_knows_nothing_and_says_nothing_is_fine() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    let journey = Journey::default();
    let status = journey.status(&app, PracticeState::Off);
    assert_eq!((status.profile.as_str(), status.profiles.len()), ("default", 1));
    assert!(status.steps.iter().all(|step| step.state == StepState::Waiting));
    assert_eq!((status.environment.cloud, status.error), (CloudKind::Public, None));

    journey.settle(app.profile.name(), JourneyStep::Manifest, StepState::Fail, Some("Wrong port".to_owned()));
    let other = App { profile: app.profile.of_another("other".parse().unwrap()), ..app.clone() };
    assert_eq!(journey.status(&app, PracticeState::Off).steps[1].says.as_deref(), Some("Wrong port"));
    assert_eq!(journey.status(&other, PracticeState::Off).steps[1].says, None, "each profile has its own");

    let now = app.now();
    journey.settle(app.profile.name(), JourneyStep::Token, StepState::Fine, None);
    journey.keep_token(app.profile.name(), Some(TokenTime { issued: now, expires: now }));
    journey.forget_tenant(app.profile.name());
    let status = journey.status(&app, PracticeState::Off);
    let states: Vec<StepState> = status.steps.iter().map(|step| step.state).collect();
    assert!(status.token.is_none() && states[1] == StepState::Fail && states[3] == StepState::Waiting, "{states:?}");
}

#[test]
fn what_began_with_a_tenant_that_was_forgotten_says_nothing_of_the_next() {
    let (journey, name) = (Journey::default(), ProfileName::default());
    let steps = [JourneyStep::SignIn, JourneyStep::Manifest];
    let began = || steps.map(|step| journey.begin(&name, step, None));
    let of_now = |before: &[Before; 2]| [0, 1].map(|at| journey.is_of_now(&name, steps[at], &before[at]));
    journey.settle(&name, JourneyStep::SignIn, StepState::Fine, Some("as it was".to_owned()));
    let before = began();
    assert_eq!((before[0].state, before[0].says.as_deref()), (StepState::Fine, Some("as it was")));
    assert_eq!(of_now(&before), [true, true]);
    journey.forget_tenant(&name);
    assert_eq!(of_now(&before), [false, true], "a manifest is no tenant's");
    let before = began();
    assert_eq!((before[0].state, before[1].state), (StepState::Waiting, StepState::Running));
    assert_eq!(of_now(&before), [true, true]);
    journey.forget(&name);
    assert_eq!(of_now(&before), [false, true]);
    assert_eq!(began()[1].state, StepState::Waiting, "a new profile of its name knows nothing");
}

#[test]
fn another_tenant_is_one_that_is_known_to_be() {
    let of = |cloud: CloudKind, tenant: Option<&str>| Environment {
        cloud,
        name: format!("{cloud:?}"),
        tenant: tenant.map(str::to_owned),
    };
    let public = |tenant| of(CloudKind::Public, tenant);
    for (before, now, expected) in [
        (public(Some("a")), public(Some("a")), false),
        (public(Some("a")), public(Some("b")), true),
        (public(None), public(Some("b")), false),
        (public(Some("a")), public(None), false),
        (public(Some("a")), of(CloudKind::China, Some("a")), true),
        (public(None), of(CloudKind::Practice, None), true),
    ] {
        assert_eq!(now.is_other_than(&before), expected, "{before:?} {now:?}");
    }
}
