use serde_json::json;
use sso_core::Code;
use sso_core::plan::change::ChangeKind;

use super::cut_off::Killed;
use super::*;

const FOREIGN_SCOPE: &str = "99999999-0000-4000-8000-000000000001";

/// Half right, with much that is none of the plan's business.
fn theirs(rig: &Rig, secret: bool) -> ClientId {
    let registration = json!({
        "displayName": NAME, "tags": ["fabrikam"], "signInAudience": "AzureADMyOrg",
        "identifierUris": ["https://contoso.onmicrosoft.com/fabrikam"],
        "api": {
            "requestedAccessTokenVersion": 1,
            "oauth2PermissionScopes": [
                { "id": "99999999-0000-4000-8000-000000000002", "value": "Invoices.Read", "type": "User", "isEnabled": true,
                  "adminConsentDisplayName": "a", "adminConsentDescription": "b" },
                { "id": FOREIGN_SCOPE, "value": "access_as_user", "type": "Admin", "isEnabled": true,
                  "adminConsentDisplayName": "Ours", "adminConsentDescription": "Ours" },
            ],
            "preAuthorizedApplications": [
                { "appId": "d3590ed6-52b3-4102-aeff-aad2292ab01c", "delegatedPermissionIds": [FOREIGN_SCOPE] },
            ],
        },
        "web": { "redirectUris": ["https://addin.fabrikam.com/dialog.html", "https://addin.fabrikam.com/callback"],
                 "implicitGrantSettings": { "enableAccessTokenIssuance": true, "enableIdTokenIssuance": false } },
        "spa": { "redirectUris": ["https://other.fabrikam.com/"] },
        "requiredResourceAccess": [{ "resourceAppId": "00000003-0000-0ff1-ce00-000000000000",
            "resourceAccess": [{ "id": "99999999-0000-4000-8000-000000000003", "type": "Scope" }] }],
    });
    let kept = rig.tenant().register(serde_json::from_value(registration).unwrap());
    let client_id = kept.app_id.unwrap();
    if secret {
        rig.tenant().add_password(client_id, "theirs").unwrap();
    }
    client_id
}

#[tokio::test]
async fn what_others_entered_stays() {
    let rig = Rig::start().await;
    let client_id = theirs(&rig, true);
    let outcome = rig.update(client_id).await.unwrap();
    assert_eq!((outcome.left.as_slice(), outcome.made_here), (&[][..], false));
    assert_eq!(outcome.secret, SecretOutcome::KeptElsewhere);
    assert!(outcome.changes.iter().all(|change| change.kind != ChangeKind::CreateApplication));
    // Nobody stated the account types, so that nothing is wrong with theirs.
    let is_told = |code| outcome.findings.iter().any(|finding| finding.code == code);
    assert!(!is_told(Code::AccountTypesDifferFromPlan), "{:#?}", outcome.findings);

    let after = rig.registration(client_id).await;
    assert_eq!(after.tags, ["fabrikam"], "the tag is for what Hallpass makes");
    assert_eq!(after.identifier_uris[0], "https://contoso.onmicrosoft.com/fabrikam");
    assert_eq!(after.identifier_uris[1], format!("api://addin.fabrikam.com/{client_id}"));
    let scopes: Vec<_> =
        after.api.oauth2_permission_scopes.iter().map(|one| (one.value.as_str(), one.r#type.as_str())).collect();
    assert_eq!(scopes, [("Invoices.Read", "User"), ("access_as_user", "User")]);
    assert_eq!(after.api.oauth2_permission_scopes[1].id.to_string(), FOREIGN_SCOPE);
    assert_eq!(after.api.pre_authorized_applications.len(), 2);
    assert_eq!(after.web.redirect_uris, ["https://addin.fabrikam.com/callback"]);
    assert_eq!(after.spa.redirect_uris[0], "https://other.fabrikam.com/");
    assert_eq!(after.required_resource_access.len(), 2);
    assert_eq!(after.password_credentials.len(), 1);
    let again = rig.update(client_id).await.unwrap();
    assert_eq!((again.changes.as_slice(), rig.profile().registration.unwrap().made_here), (&[][..], false));
}

/// To the last property, and also when it is cut off in the middle.
#[tokio::test]
async fn it_is_taken_back() {
    let rig = Rig::start().await;
    let client_id = theirs(&rig, false);
    let before = rig.registration(client_id).await;
    for (steps, undo_steps) in [(usize::MAX, usize::MAX), (3, usize::MAX), (6, 2), (usize::MAX, 4)] {
        let cancel = CancellationToken::new();
        let progress = rig.progress_that_stops(steps, &cancel);
        let outcome = update(&rig.app, wanted(plan(Some(client_id))), &progress, cancel).await;
        assert_eq!(outcome.is_ok(), steps == usize::MAX, "{outcome:?}");
        assert_ne!(rig.registration(client_id).await, before);

        // It is somebody else's, and what is taken back is Hallpass's own: nothing need be said outright.
        let target = Target::default();
        let cancel = CancellationToken::new();
        let progress = rig.progress_that_stops(undo_steps, &cancel);
        let mut undone = undo(&rig.app, practice_tenant(), target, &progress, cancel).await;
        if undo_steps != usize::MAX {
            assert_eq!(undone.unwrap_err().code, "cancelled");
            undone = rig.undo(target).await;
        }
        assert!(!undone.unwrap().application_deleted);
        assert_eq!(rig.registration(client_id).await, before, "after {steps} and {undo_steps}");
        assert!(rig.kept_secret(client_id).await.is_none());
        assert_eq!(rig.undo(target).await.unwrap_err().code, "nothing-to-undo");
    }
}

/// Killed while it waits for an answer: the change may have been made or not, both ways are gone through to the end.
#[tokio::test]
async fn killed_at_any_moment() {
    let rig = Rig::start().await;
    let client_id = theirs(&rig, false);
    let before = rig.registration(client_id).await;
    let consented = rig.get("oauth2PermissionGrants").await;
    let target = Target::default();
    let progress = rig.progress();
    for after in 1.. {
        let mut whole = (false, false);
        // Completed by a second run and then taken back, or taken back as far as it came.
        for completed in [true, false] {
            let wanted = wanted(plan(Some(client_id)));
            let run = Box::pin(update(&rig.app, wanted, &progress, CancellationToken::new()));
            whole.0 = Killed { run, wakes: 0, after }.await.1.is_some();
            if completed {
                assert_eq!(rig.update(client_id).await.unwrap().left, [], "killed at {after}");
                assert_eq!(rig.registration(client_id).await.password_credentials.len(), 1, "killed at {after}");
            }
            let run = Box::pin(undo(&rig.app, practice_tenant(), target, &progress, CancellationToken::new()));
            whole.1 = Killed { run, wakes: 0, after }.await.1.is_some();
            match rig.undo(target).await {
                // It was through, or the run was killed before there was anything to take back.
                Err(error) if whole.1 || !completed => assert_eq!(error.code, "nothing-to-undo"),
                undone => drop(undone.unwrap()),
            }
            assert_eq!(rig.registration(client_id).await, before, "killed at {after}, completed: {completed}");
            assert_eq!(rig.get("oauth2PermissionGrants").await, consented, "killed at {after}, completed: {completed}");
            assert!(rig.kept_secret(client_id).await.is_none(), "killed at {after}, completed: {completed}");
        }
        if whole == (true, true) {
            break;
        }
    }
}

/// Consent goes too, unless somebody else has added to it.
#[tokio::test]
async fn consent_that_others_added_to_stays() {
    let rig = Rig::start().await;
    let client_id = theirs(&rig, true);
    let consented = rig.get("oauth2PermissionGrants").await;
    rig.update(client_id).await.unwrap();
    let given = rig.get("oauth2PermissionGrants").await;
    assert_ne!(given, consented);
    let mut more = plan(Some(client_id));
    more.facts.permissions = ["Calendars.Read"].into_iter().filter_map(GraphPermission::by_name).collect();
    let profile = rig.profile();
    update(&rig.app, wanted(more), &rig.progress(), CancellationToken::new()).await.unwrap();
    // As if that had been a colleague's run.
    profile::file::put(&rig.app, &profile);
    let error = rig.undo(Target::default()).await.unwrap_err();
    assert_eq!(error.code, "registration-changed-since");
    assert!(error.message.contains("requiredResourceAccess, oauth2PermissionGrants.scope"), "{error:?}");
    assert_eq!(rig.profile(), profile);
}

#[tokio::test]
async fn another_change_of_what_hallpass_made() {
    let rig = Rig::start().await;
    let client_id = rig.create().await.unwrap().client_id.unwrap();
    let before = rig.registration(client_id).await;
    let mut other = plan(Some(client_id));
    other.facts.domain = "localhost:3000".parse().unwrap();
    let outcome = update(&rig.app, wanted(other), &rig.progress(), CancellationToken::new()).await.unwrap();
    assert_eq!((outcome.made_here, outcome.left.len()), (true, 0));
    assert_eq!(rig.registration(client_id).await.identifier_uris.len(), 2);
    // Only the last run is taken back.
    assert!(!rig.undo(Target::default()).await.unwrap().application_deleted);
    assert_eq!(rig.registration(client_id).await, before);
}

#[tokio::test]
async fn which_application() {
    let rig = Rig::start().await;
    let cancel = CancellationToken::new;
    let error = update(&rig.app, wanted(plan(None)), &rig.progress(), cancel()).await.unwrap_err();
    assert_eq!(error.code, "fact-missing");
    let nobody = "99999999-0000-4000-8000-00000000000a".parse().unwrap();
    assert_eq!(rig.update(nobody).await.unwrap_err().code, "registration-not-found");
    let client_id = theirs(&rig, false);
    let dry = Wanted { dry_run: true, ..wanted(plan(Some(client_id))) };
    let before = rig.registration(client_id).await;
    let outcome = update(&rig.app, dry, &rig.progress(), cancel()).await.unwrap();
    assert!(outcome.changes.len() > 5 && outcome.secret == SecretOutcome::ToBeMade);
    assert_eq!((rig.registration(client_id).await, rig.profile_text().as_str()), (before, ""));
    let given = crate::use_case::plan::Input::default();
    let fetched = fetch(&rig.app, practice_tenant(), Some(client_id), &given, &rig.progress(), cancel()).await.unwrap();
    assert_eq!(fetched.application["tags"], json!(["fabrikam"]));
    assert!(fetched.service_principal.is_some());
}
