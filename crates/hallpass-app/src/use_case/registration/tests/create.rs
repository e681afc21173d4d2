use practice_tenant::{Fault, FaultTarget};
use sso_core::Severity;
use sso_core::plan::change::ChangeKind::*;

use super::*;
use crate::ErrorKind;

#[tokio::test]
async fn from_nothing_to_the_plan() {
    let rig = Rig::start().await;
    let outcome = rig.create().await.unwrap();
    let kinds: Vec<_> = outcome.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [CreateApplication, SetIdentifierUri, PreAuthorize, CreateServicePrincipal, Consent]);
    assert_eq!((outcome.left.as_slice(), outcome.made_here), (&[][..], true));
    assert!(outcome.findings.iter().all(|finding| finding.severity == Severity::Info), "{:?}", outcome.findings);
    let client_id = outcome.client_id.unwrap();

    let made = rig.registration(client_id).await;
    let planned = plan(Some(client_id)).registration();
    assert_eq!((&made.identifier_uris, &made.api, &made.spa), (&planned.identifier_uris, &planned.api, &planned.spa));
    assert_eq!(made.sign_in_audience, planned.sign_in_audience);
    assert_eq!(made.required_resource_access, planned.required_resource_access);
    assert_eq!(made.tags, [format!("hallpass:{}", rig.profile().id)]);
    assert_eq!(rig.service_principals().await, 1);

    // The secret is in the keyring, and it is the one that Graph made.
    let kept = rig.kept_secret(client_id).await.unwrap();
    let [credential] = made.password_credentials.as_slice() else { panic!("{:?}", made.password_credentials) };
    assert!(kept.expose().starts_with(credential.hint.as_deref().unwrap()));
    let end = credential.end_date_time;
    assert_eq!(outcome.secret, SecretOutcome::Made { key_id: credential.key_id, end });

    // What a window shows of it is as Graph answered it last.
    let reading = crate::use_case::register::of_outcome(&rig.app, &outcome).unwrap().unwrap();
    assert_eq!(
        (reading.client_id(), &reading.registration().identifier_uris),
        (Some(client_id), &made.identifier_uris)
    );
    assert!(reading.service_principal().is_some_and(|principal| principal.app_id == client_id));

    let profile = rig.profile();
    assert_eq!(profile.facts.client_id, Some(client_id));
    assert!(profile.registration.unwrap().is_complete() && profile.begun.is_none());

    // A second run has nothing to do, and makes no second secret.
    let again = rig.create().await.unwrap();
    assert_eq!((again.changes.as_slice(), again.client_id), (&[][..], Some(client_id)));
    assert_eq!(again.secret, SecretOutcome::InKeyring { key_id: credential.key_id, end });
    assert_eq!(rig.applications().await.len(), 1);
}

#[tokio::test]
async fn a_dry_run_makes_nothing() {
    let rig = Rig::start().await;
    let dry = Wanted { dry_run: true, ..wanted(plan(None)) };
    let outcome = create(&rig.app, dry, &rig.progress(), CancellationToken::new()).await.unwrap();
    assert_eq!((outcome.changes.len(), outcome.client_id), (5, None));
    assert_eq!(outcome.secret, SecretOutcome::ToBeMade);
    assert_eq!((rig.applications().await.len(), rig.profile_text().as_str()), (0, ""));
}

#[tokio::test]
async fn what_is_new_is_waited_for() {
    let rig = Rig::start().await;
    rig.tenant().set_replication_lag(4);
    let outcome = rig.create().await.unwrap();
    assert_eq!((outcome.changes.len(), outcome.left.as_slice()), (5, &[][..]));
    let waits =
        rig.events.lock().unwrap().iter().filter(|event| matches!(event, RegistrationEvent::Waiting { .. })).count();
    assert!(waits >= 4, "{waits}");
    rig.tenant().set_replication_lag(0);
    assert_eq!((rig.applications().await.len(), rig.service_principals().await), (1, 1));
}

/// Longer than anybody waits: an error that says so, and nothing twice afterwards.
#[tokio::test]
async fn what_does_not_come_is_left_to_the_next_run() {
    let rig = Rig::start().await;
    rig.tenant().set_replication_lag(1000);
    let error = rig.create().await.unwrap_err();
    assert_eq!(error.code, "Request_ResourceNotFound");
    assert!(error.hint.unwrap().contains("again"));
    rig.tenant().set_replication_lag(0);
    assert_eq!(rig.create().await.unwrap().left, []);
    assert_eq!((rig.applications().await.len(), rig.service_principals().await), (1, 1));
}

/// Whichever request Graph is down for: the next run completes what is there.
#[tokio::test]
async fn graph_is_down_for_one_request() {
    let rig = Rig::start().await;
    let mut failed = 0;
    for nth in 1..=12 {
        let fault = Fault::new("503", Some(FaultTarget::Graph), std::num::NonZeroU32::new(nth)).unwrap();
        rig.tenant().fault(fault);
        let outcome = match rig.create().await {
            Ok(outcome) => outcome,
            Err(error) => {
                failed += 1;
                assert_eq!(error.kind, ErrorKind::CouldNotCheck, "{error:?}");
                assert!(error.hint.unwrap().contains("goes on where it stopped"));
                rig.tenant().clear_faults();
                rig.create().await.unwrap()
            }
        };
        rig.tenant().clear_faults();
        let [made] = rig.applications().await.try_into().unwrap_or_else(|all| panic!("{nth}: {all:?}"));
        assert_eq!(
            (made.app_id, made.password_credentials.len(), outcome.left.len()),
            (outcome.client_id, 1, 0),
            "{nth}"
        );
        rig.delete(Target::default()).await.unwrap();
    }
    assert!(failed >= 4, "a POST is not sent twice: {failed}");
}

#[tokio::test]
async fn throttling_is_waited_out() {
    let rig = Rig::start().await;
    for nth in 1..=8 {
        rig.tenant().fault(Fault::new("429", None, std::num::NonZeroU32::new(nth)).unwrap());
        rig.create().await.unwrap();
        rig.tenant().clear_faults();
        assert_eq!(rig.applications().await.len(), 1);
        rig.delete(Target::default()).await.unwrap();
    }
}

#[tokio::test]
async fn an_application_that_is_there_is_not_made_again() {
    let rig = Rig::start().await;
    let theirs = rig.tenant().add_in().unwrap().client_id;
    let error =
        create(&rig.app, wanted(plan(Some(theirs))), &rig.progress(), CancellationToken::new()).await.unwrap_err();
    assert_eq!((error.code.as_str(), error.kind), ("registration-exists", ErrorKind::Usage));
    assert_eq!(rig.applications().await.len(), 0);
}

/// Without a keyring the secret would be lost, so nothing is begun; it can be left out.
#[tokio::test]
async fn no_keyring() {
    let mut rig = Rig::start().await;
    rig.app.vault = Vault::of_test(0);
    let error = rig.create().await.unwrap_err();
    assert_eq!(error.code, "keyring-absent");
    assert!(error.hint.unwrap().contains("--no-secret"));
    assert_eq!(rig.applications().await.len(), 0);

    let without = Wanted { no_secret: true, ..wanted(plan(None)) };
    let outcome = create(&rig.app, without, &rig.progress(), CancellationToken::new()).await.unwrap();
    assert_eq!((outcome.secret, outcome.left.len()), (SecretOutcome::LeftOut, 0));
    assert_eq!(rig.applications().await[0].password_credentials, []);
}

/// It goes away between the look and the secret: what could not be kept is taken away again.
#[tokio::test]
async fn a_keyring_that_goes_away() {
    let mut rig = Rig::start().await;
    rig.app.vault = Vault::of_test(1);
    assert_eq!(rig.create().await.unwrap_err().code, "keyring-absent");
    assert_eq!(rig.applications().await[0].password_credentials, []);
    rig.app.vault = Vault::of_test(ENDLESS);
    let outcome = rig.create().await.unwrap();
    assert!(matches!(outcome.secret, SecretOutcome::Made { .. }));
    assert_eq!(rig.applications().await[0].password_credentials.len(), 1);
}

#[tokio::test]
async fn one_run_at_a_time() {
    let rig = Rig::start().await;
    let held = super::super::lock::hold(&rig.app).await.unwrap();
    assert_eq!(rig.create().await.unwrap_err().code, "registration-busy");
    drop(held);
    rig.create().await.unwrap();
}

/// On-Behalf-Of shows no page: that nobody has consented is said at once, and not by AADSTS65001.
#[tokio::test]
async fn consent_that_is_left_out_is_told() {
    let rig = Rig::start().await;
    let told = |outcome: &Outcome| outcome.notes.iter().any(|note| note.contains("--admin-consent"));
    let progress = rig.progress();
    let run = |wanted| create(&rig.app, wanted, &progress, CancellationToken::new());
    let without = |plan| Wanted { admin_consent: false, ..wanted(plan) };
    assert!(told(&run(Wanted { dry_run: true, ..without(plan(None)) }).await.unwrap()));
    let made = run(wanted(plan(None))).await.unwrap();
    assert!(!told(&made), "{:?}", made.notes);

    let mut more = plan(made.client_id);
    more.facts.permissions.push("Calendars.Read".parse().unwrap());
    let changed = update(&rig.app, without(more), &rig.progress(), CancellationToken::new()).await.unwrap();
    assert!(told(&changed), "{:?}", changed.notes);
}
