//! One profile, one registration: another one is neither changed instead, nor takes its place.

use super::tenant::{CREATE, Tenant};

#[test]
fn create_for_another_add_in_changes_nothing() {
    let tenant = Tenant::start();
    let made = tenant.json(&CREATE, 0);
    let client_id = made["client_id"].as_str().unwrap();
    let (before, profile) = (tenant.application(client_id), tenant.profile());
    let theirs = tenant.of_a_colleague();
    for others in [
        &["--domain", "localhost:3001"][..],
        &["--name", "Another add-in"],
        &["--domain", "addin.contoso.com", "--dry-run"],
        &["--client-id", &theirs],
    ] {
        let create = [&["create", "--cloud", "practice", "--no-secret"][..], others].concat();
        let error = tenant.error(&create, 2);
        assert_eq!(error["code"], "profile-has-another", "{others:?}: {error:#}");
        let (message, hint) = (error["message"].as_str().unwrap(), error["hint"].as_str().unwrap());
        for held in [client_id, "localhost:3000", "My Office add-in"] {
            assert!(message.contains(held), "{others:?}: no {held} in {error:#}");
        }
        let update = match others[0] {
            "--domain" => format!("hallpass registration update --domain {};", others[1]),
            "--name" => format!("hallpass registration update --name \"{}\";", others[1]),
            _ => "hallpass registration update;".to_owned(),
        };
        for way in [&*update, "--profile NAME"] {
            assert!(hint.contains(way), "{others:?}: no {way} in {error:#}");
        }
        assert_eq!((&tenant.application(client_id), tenant.profile()), (&before, profile.clone()), "{others:?}");
    }
    // Said again, it is the same add-in.
    let again = tenant.json(&[&CREATE[..], &["--name", "My Office add-in"]].concat(), 0);
    assert_eq!((&again["client_id"], again["changes"].as_array().unwrap().len()), (&made["client_id"], 0), "{again:#}");
    tenant.stop();
}

#[test]
fn update_of_another_application_does_not_take_its_place() {
    let tenant = Tenant::start();
    tenant.json(&CREATE, 0);
    let (theirs, profile) = (tenant.of_a_colleague(), tenant.profile());
    let before = tenant.application(&theirs);
    let error = tenant.error(&["update", "--client-id", &theirs, "--no-secret", "--permission", "Mail.Read"], 2);
    assert_eq!(error["code"], "profile-has-another", "{error:#}");
    assert!(error["hint"].as_str().unwrap().contains("--profile NAME"), "{error:#}");
    assert_eq!((tenant.application(&theirs), tenant.profile()), (before, profile));
    tenant.stop();
}

/// The client ID is not one that somebody gave: what to do is another thing.
#[test]
fn create_beside_an_application_that_was_only_changed() {
    let tenant = Tenant::start();
    let theirs = tenant.of_a_colleague();
    let update = ["update", "--client-id", &theirs, "--domain", "localhost:3000", "--cloud", "practice", "--no-secret"];
    tenant.registration(&update).expect_code(0);
    let error = tenant.error(&["create", "--no-secret"], 2);
    assert_eq!(error["code"], "profile-has-another", "{error:#}");
    let hint = error["hint"].as_str().unwrap();
    assert!(hint.contains("hallpass registration update") && !hint.contains("leave"), "{error:#}");
    tenant.stop();
}
