//! A profile goes with what the keyring keeps for it.

use hallpass_tests::desktop::PrivateSession;

use crate::registration::tenant::Tenant;

#[test]
fn deleted_with_its_entries_in_the_keyring() {
    let session = PrivateSession::unlocked();
    let tenant = Tenant::start();
    let run = |args: &[&str]| session.around(tenant.home.hallpass(args)).run();
    let create = ["registration", "create", "--domain", "localhost:3000", "--cloud", "practice", "--profile", "work"];
    let made = run(&[&create[..], &["--format", "json"]].concat()).expect_code(0).json();
    let user = format!("work/client-secret/{}", made["client_id"].as_str().unwrap());
    assert!(session.lookup(&user).is_some(), "{}", session.attributes());
    let seen = run(&["--profile", "work", "--format", "json"]).expect_code(0).json();
    assert_eq!(seen["credential"]["state"], "kept", "{seen:#}");

    let refused = run(&["profile", "delete", "work"]).expect_code(1);
    assert!(refused.stderr.contains(&format!("Hallpass: {user}")) && refused.stderr.contains("--yes"), "{refused}");
    assert!(session.lookup(&user).is_some());

    // What cannot be taken out is not forgotten.
    session.lock();
    let locked = run(&["profile", "delete", "work", "--yes"]).expect_code(3);
    assert!(locked.stderr.contains("locked") && locked.stderr.contains("left as it is"), "{locked}");
    assert!(tenant.home.config().join("profiles/work.toml").is_file());

    // Somebody unlocks it, and nothing of the profile stays behind.
    let waits = tenant.home.hallpass(["profile", "delete", "work", "--yes", "--wait", "60"]);
    let mut waits = session.around(waits).start();
    waits.after_on_stderr("the keyring is locked: waiting ");
    session.unlock();
    assert!(waits.end().expect_code(0).stdout.contains(&user));
    assert_eq!((session.lookup(&user), session.attributes().as_str()), (None, ""));
    assert!(!tenant.home.config().join("profiles/work.toml").exists());
    tenant.stop();
}

#[test]
fn its_entries_are_named() {
    let session = PrivateSession::unlocked();
    let tenant = Tenant::start();
    let run = |args: &[&str]| session.around(tenant.home.hallpass(args)).run();
    let create = ["registration", "create", "--domain", "localhost:3000", "--cloud", "practice", "--format", "json"];
    let made = run(&create).expect_code(0).json();
    let user = format!("default/client-secret/{}", made["client_id"].as_str().unwrap());
    let deleted = run(&["profile", "delete", "default", "--yes", "--format", "json"]).expect_code(0).json();
    assert_eq!(deleted["keyring_entries"], serde_json::json!([format!("Hallpass: {user}")]), "{deleted:#}");
    assert_eq!(session.lookup(&user), None, "{}", session.attributes());
    tenant.stop();
}
