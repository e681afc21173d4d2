//! `registration undo`: run by run, and nothing of what others did since.

use super::tenant::{CREATE, Tenant};

fn update<'a>(client_id: &'a str, permission: &'a str) -> [&'a str; 10] {
    let domain = "localhost:4000";
    [
        "update",
        "--client-id",
        client_id,
        "--domain",
        domain,
        "--permission",
        permission,
        "--cloud",
        "practice",
        "--no-secret",
    ]
}

/// The application is a colleague's; what is taken back is what Hallpass did and wrote down, so no flag is needed.
#[test]
fn what_was_changed_of_a_colleagues_is_taken_back_without_a_flag() {
    let tenant = Tenant::start();
    let theirs = tenant.of_a_colleague();
    let before = tenant.application(&theirs);
    tenant.registration(&update(&theirs, "Mail.Read")).expect_code(0);
    assert_ne!(tenant.application(&theirs), before);
    let undone = tenant.json(&["undo"], 0);
    assert_eq!(undone["application_deleted"], false, "{undone:#}");
    assert_eq!(tenant.application(&theirs), before);
    // What was said of it is forgotten too.
    tenant.home.hallpass(["plan"]).run().expect_code(2);
    assert_eq!(tenant.error(&["undo"], 1)["code"], "nothing-to-undo");

    // Deleting it needs the flag, and the hint is the whole command.
    tenant.registration(&update(&theirs, "Mail.Read")).expect_code(0);
    let refused = tenant.error(&["delete"], 1);
    let hint = refused["hint"].as_str().unwrap();
    assert!(hint.contains("hallpass registration undo"), "{refused:#}");
    let command = format!("hallpass registration delete --app-id {theirs} --yes-delete-what-hallpass-did-not-make");
    assert!(hint.contains(&command), "{refused:#}");
    tenant.stop();
}

#[test]
fn what_others_changed_since_is_not_overwritten() {
    let tenant = Tenant::start();
    let theirs = tenant.of_a_colleague();
    tenant.registration(&update(&theirs, "Mail.Read,User.Read")).expect_code(0);
    tenant.colleague(&["update", "--permission", "Calendars.Read", "--no-secret"]).run().expect_code(0);
    let (now, profile) = (tenant.application(&theirs), tenant.profile());
    let error = tenant.error(&["undo"], 1);
    assert_eq!(error["code"], "registration-changed-since", "{error:#}");
    let (message, hint) = (error["message"].as_str().unwrap(), error["hint"].as_str().unwrap());
    assert!(message.contains("requiredResourceAccess") && !message.contains("identifierUris"), "{error:#}");
    assert!(hint.contains(&format!("hallpass registration fetch --client-id {theirs}")), "{error:#}");
    assert_eq!((tenant.application(&theirs), tenant.profile()), (now, profile));
    tenant.stop();
}

#[test]
fn run_after_run() {
    let tenant = Tenant::start();
    let made = tenant.json(&CREATE, 0);
    let client_id = made["client_id"].as_str().unwrap();
    let uri = || {
        let env = tenant.home.hallpass(["plan", "--as", "env"]).run().expect_code(0);
        env.stdout.lines().find(|line| line.starts_with("APP_ID_URI=")).map(str::to_owned).unwrap()
    };
    let (before, first) = (tenant.application(client_id), uri());
    tenant.registration(&["update", "--domain", "localhost:3001", "--no-secret"]).expect_code(0);
    let (between, second) = (tenant.application(client_id), uri());
    assert!(second.contains("localhost:3001"), "{second}");
    // Nothing to do is no run: it takes nothing from the one before.
    tenant.registration(&["update", "--no-secret"]).expect_code(0);
    // One that Graph refuses is none either.
    let refused = tenant.registration(&[
        "update",
        "--name",
        "Refused",
        "--permission",
        "Mail.Send",
        "--no-secret",
        "--via",
        "az",
    ]);
    refused.expect_code(3);
    tenant.registration(&["update", "--permission", "User.Read,Mail.Read", "--no-secret"]).expect_code(0);

    assert_eq!(tenant.json(&["undo"], 0)["notes"], serde_json::json!([]));
    assert_eq!((tenant.application(client_id), uri()), (between, second));
    let notes = tenant.json(&["undo"], 0)["notes"].clone();
    assert!(notes[0].as_str().is_some_and(|note| note.contains("another undo deletes it")), "{notes:#}");
    assert_eq!((tenant.application(client_id), uri()), (before, first));
    assert_eq!(tenant.json(&["undo"], 0)["application_deleted"], true);
    tenant.registration(&["fetch", "--cloud", "practice", "--client-id", client_id]).expect_code(1);
    tenant.home.hallpass(["plan"]).run().expect_code(2);
    tenant.stop();
}

/// What was said of the add-in stays when its registration goes, where it was practised does not.
#[test]
fn the_next_plan_is_not_about_practice() {
    let tenant = Tenant::start();
    for end in ["delete", "undo"] {
        tenant.json(&CREATE, 0);
        tenant.registration(&[end]).expect_code(0);
        let plan = tenant.home.hallpass(["plan", "--domain", "localhost:3000"]).run().expect_code(0);
        assert!(!plan.stdout.contains("Practice tenant"), "after {end}: {plan}");
        assert!(plan.stdout.contains("https://login.microsoftonline.com"), "after {end}: {plan}");
        assert!(!tenant.profile().contains("practice"), "after {end}: {}", tenant.profile());
    }
    tenant.stop();
}
