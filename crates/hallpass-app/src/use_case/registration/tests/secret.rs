//! The client secret between Graph, which may be slow, and the keyring, which may be gone.

use sso_core::Severity;

use super::*;

/// What Graph said that it made is not found missing, however long its answers are older: here they are, as somebody takes it
/// away before Graph is asked again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_is_not_shown_yet_does_not_lack() {
    let rig = Rig::start().await;
    let without = Wanted { no_secret: true, ..wanted(plan(None)) };
    let made = create(&rig.app, without, &rig.progress(), CancellationToken::new()).await.unwrap();
    let path = format!("v1.0/applications/{}/", made.object_id.unwrap());
    let address = rig.tenant().graph().join(&path).unwrap();
    let ca = reqwest::Certificate::from_pem(rig.tenant().ca_certificate().as_bytes()).unwrap();
    let token = rig.token(MEGAN, "Application.ReadWrite.All").await;
    let take_away = move || async move {
        let http = reqwest::Client::builder().tls_certs_only([ca]).no_proxy().build().unwrap();
        let there = http.get(address.as_str().trim_end_matches('/')).bearer_auth(&token).send().await.unwrap();
        let there: Value = there.json().await.unwrap();
        let key_id = serde_json::json!({ "keyId": there["passwordCredentials"][0]["keyId"] });
        let taken = http.post(address.join("removePassword").unwrap()).bearer_auth(&token).json(&key_id).send().await;
        assert_eq!(taken.unwrap().status(), 204);
    };
    let (events, take_away) = (rig.events.clone(), Mutex::new(Some(take_away)));
    let progress = Progress::new(move |event| {
        let step = Step::Other(OtherStep::ClientSecret);
        if matches!(&event, RegistrationEvent::Finished { step: made, .. } if *made == step) {
            let take_away = take_away.lock().unwrap().take().unwrap();
            let runtime = tokio::runtime::Handle::current();
            tokio::task::block_in_place(|| runtime.block_on(take_away()));
        }
        events.lock().unwrap().push(event);
    });
    let outcome = create(&rig.app, wanted(plan(None)), &progress, CancellationToken::new()).await.unwrap();
    assert!(matches!(outcome.secret, SecretOutcome::Made { .. }));
    assert!(outcome.findings.iter().all(|finding| finding.severity == Severity::Info), "{:?}", outcome.findings);
    let events = rig.events.lock().unwrap();
    assert!(events.iter().any(|event| matches!(event, RegistrationEvent::Waiting { .. })), "{events:?}");
}

/// Until the keyring has the new one, the old one is all there is.
#[tokio::test]
async fn an_old_one_goes_after_the_new_one_is_kept() {
    let mut rig = Rig::start().await;
    let client_id = rig.create().await.unwrap().client_id.unwrap();
    let old = rig.registration(client_id).await.password_credentials;
    // An empty keyring, which is asked for the old one and whether it is there, and then is not there any more.
    rig.app.vault = Vault::of_test(2);
    assert_eq!(rig.create().await.unwrap_err().code, "keyring-absent");
    assert_eq!(rig.registration(client_id).await.password_credentials, old);
    rig.app.vault = Vault::of_test(ENDLESS);
    assert!(matches!(rig.create().await.unwrap().secret, SecretOutcome::Made { .. }));
    let [new] = rig.registration(client_id).await.password_credentials.try_into().unwrap();
    assert_ne!(new.key_id, old[0].key_id);
}

/// What the keyring still has opens nothing: that it could not be asked is told, and holds nothing up.
#[tokio::test]
async fn the_keyring_is_gone_when_the_application_goes() {
    let mut rig = Rig::start().await;
    for end in ["undo", "delete", "gone, then undo", "gone, then delete", "gone, then create"] {
        rig.app.vault = Vault::of_test(ENDLESS);
        let client_id = rig.create().await.unwrap().client_id.unwrap();
        if end.starts_with("gone") {
            let profile = rig.profile();
            rig.delete(Target::default()).await.unwrap();
            profile::file::put(&rig.app, &profile);
        }
        rig.app.vault = Vault::of_test(0);
        let notes = match end.rsplit(' ').next().unwrap() {
            "undo" => rig.undo(Target::default()).await.unwrap().notes,
            "delete" => rig.delete(Target::default()).await.unwrap().notes,
            _ => {
                let without = Wanted { no_secret: true, ..wanted(plan(None)) };
                create(&rig.app, without, &rig.progress(), CancellationToken::new()).await.unwrap().notes
            }
        };
        let [note] = notes.as_slice() else { panic!("{end}: {notes:?}") };
        assert!(note.contains(&format!("Hallpass default/client-secret/{client_id}")), "{end}: {note}");
        let profile = rig.profile();
        assert!(profile.registration.is_none_or(|record| record.client_id != client_id), "{end}");
        assert_eq!(profile.credentials, [], "{end}");
    }
}

/// Of an application that the profile knows nothing of, too.
#[tokio::test]
async fn none_is_left_of_a_client_id_that_was_deleted() {
    let mut rig = Rig::start().await;
    let theirs = rig.tenant().register(Registration { display_name: "Theirs".into(), ..Default::default() });
    let theirs = theirs.app_id.unwrap();
    rig.app.vault.store(&super::super::secret::name(&rig.app, theirs), &ClientSecret::new("old")).await.unwrap();
    let target = Target { app_id: Some(theirs), not_made_here: true };
    assert_eq!(rig.delete(target).await.unwrap().notes, Vec::<String>::new());
    assert!(rig.kept_secret(theirs).await.is_none());
    // Where there is no keyring, nobody has put anything into it.
    rig.app.vault = Vault::of_test(0);
    let other = rig.tenant().register(Registration { display_name: "Other".into(), ..Default::default() });
    let target = Target { app_id: other.app_id, not_made_here: true };
    assert_eq!(rig.delete(target).await.unwrap().notes, Vec::<String>::new());
}
