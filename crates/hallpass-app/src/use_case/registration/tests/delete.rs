use super::*;

#[tokio::test]
async fn what_hallpass_made() {
    let rig = Rig::start().await;
    let client_id = rig.create().await.unwrap().client_id.unwrap();
    let deleted = rig.delete(Target::default()).await.unwrap();
    assert_eq!((deleted.client_id, deleted.name.as_str(), deleted.was_gone), (client_id, NAME, false));
    assert_eq!((rig.applications().await.len(), rig.service_principals().await), (0, 0));
    assert!(rig.kept_secret(client_id).await.is_none());
    let profile = rig.profile();
    assert!(profile.registration.is_none() && profile.facts.client_id.is_none());
    assert_eq!(rig.delete(Target::default()).await.unwrap_err().code, "fact-missing");
    // Nobody is asked for a Graph token, and no hint leads to what is not there.
    let nobodys = Tenant { cloud: Some(Cloud::Public), ..practice_tenant() };
    let error = delete(&rig.app, nobodys, Target::default(), &rig.progress(), CancellationToken::new()).await;
    assert_eq!(error.unwrap_err().code, "fact-missing");
    let error = rig.undo(Target::default()).await.unwrap_err();
    assert_eq!(error.code, "nothing-to-undo");
    assert!(error.hint.as_ref().is_some_and(|hint| hint.ends_with("hallpass registration create")), "{error:?}");
    // The practice tenant has no portal.
    let target = Target { app_id: Some(client_id), not_made_here: false };
    let error = rig.delete(target).await.unwrap_err();
    assert_eq!(error.code, "registration-not-found");
    assert!(error.hint.as_ref().is_some_and(|hint| !hint.contains("portal")), "{error:?}");
}

#[tokio::test]
async fn what_others_made_needs_two_words() {
    let rig = Rig::start().await;
    rig.create().await.unwrap();
    let theirs = rig.tenant().register(Registration { display_name: "Theirs".into(), ..Default::default() });
    let theirs = theirs.app_id.unwrap();
    let error = rig.delete(Target { app_id: Some(theirs), not_made_here: false }).await.unwrap_err();
    assert_eq!(error.code, "not-made-by-hallpass");
    let hint = error.hint.unwrap();
    // The whole command, with the cloud that was named.
    let command =
        format!("registration delete --app-id {theirs} --yes-delete-what-hallpass-did-not-make --cloud practice");
    assert!(hint.ends_with(&format!("hallpass {command}")), "{hint}");
    assert_eq!(rig.registration(theirs).await.app_id, Some(theirs));
    // Said without an ID, it is about the profile's own only.
    rig.delete(Target { app_id: None, not_made_here: true }).await.unwrap();
    assert_eq!(rig.registration(theirs).await.app_id, Some(theirs));
    let deleted = rig.delete(Target { app_id: Some(theirs), not_made_here: true }).await.unwrap();
    assert_eq!(deleted.client_id, theirs);
    let error = rig.delete(Target { app_id: Some(theirs), not_made_here: true }).await.unwrap_err();
    assert_eq!(error.code, "registration-not-found");
}

/// The tag of another profile is not this one's.
#[tokio::test]
async fn what_another_profile_made() {
    let rig = Rig::start().await;
    rig.create().await.unwrap();
    let tags = vec!["hallpass:99999999-0000-4000-8000-00000000000a".to_owned()];
    let theirs = rig.tenant().register(Registration { display_name: "Theirs".into(), tags, ..Default::default() });
    let error = rig.delete(Target { app_id: theirs.app_id, not_made_here: false }).await.unwrap_err();
    assert_eq!(error.code, "not-made-by-hallpass");
}

/// The tag was taken off in the portal: it is not deleted on the profile's word.
#[tokio::test]
async fn without_its_tag() {
    let rig = Rig::start().await;
    let client_id = rig.create().await.unwrap().client_id.unwrap();
    rig.tenant().register(Registration { tags: Vec::new(), ..rig.registration(client_id).await });
    for (verb, error) in [
        ("delete", rig.delete(Target::default()).await.unwrap_err()),
        ("undo", rig.undo(Target::default()).await.unwrap_err()),
    ] {
        assert_eq!(error.code, "not-made-by-hallpass");
        let command = format!("hallpass registration {verb} --app-id {client_id} --yes-delete");
        assert!(error.hint.as_deref().is_some_and(|hint| hint.contains(&command)), "{error:?}");
    }
}

/// In another tenant the application would be found missing, and forgotten.
#[tokio::test]
async fn in_another_tenant_nothing_is_forgotten() {
    let rig = Rig::start().await;
    rig.create().await.unwrap();
    let mut profile = rig.profile();
    profile.registration.as_mut().unwrap().tenant_id = "99999999-0000-4000-8000-00000000000a".parse().unwrap();
    profile::file::put(&rig.app, &profile);
    for error in [
        rig.create().await.unwrap_err(),
        rig.undo(Target::default()).await.unwrap_err(),
        rig.delete(Target::default()).await.unwrap_err(),
    ] {
        assert_eq!(error.code, "registration-elsewhere");
    }
    assert_eq!(rig.profile(), profile);
}

/// Deleted in the portal: what is left of it here goes when it is noticed.
#[tokio::test]
async fn what_is_gone_already_is_forgotten() {
    let rig = Rig::start().await;
    let client_id = rig.create().await.unwrap().client_id.unwrap();
    let profile = rig.profile();
    rig.delete(Target::default()).await.unwrap();
    for again in ["undo", "delete", "create"] {
        profile::file::put(&rig.app, &profile);
        rig.app.vault.store(&super::super::secret::name(&rig.app, client_id), &ClientSecret::new("old")).await.unwrap();
        match again {
            "undo" => assert_eq!(rig.undo(Target::default()).await.unwrap().steps, Vec::<String>::new()),
            "delete" => assert!(rig.delete(Target::default()).await.unwrap().was_gone),
            _ => assert_ne!(rig.create().await.unwrap().client_id, Some(client_id)),
        }
        assert_eq!(rig.profile().registration.is_some(), again == "create");
        assert!(rig.kept_secret(client_id).await.is_none());
    }
}
