//! A keyring that is locked, hangs, or is not there.

use std::process::Command;
use std::time::Duration;

use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::home::Home;
use hallpass_tests::{need, program};

use super::{APP, SECRET, secret, set, user};

const WAITING: &str = "the keyring is locked: waiting ";

#[test]
fn waits_and_goes_on_once_it_is_unlocked() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    session.lock();
    let mut run = secret(&session, &home, &["set", "--wait", "60"]).input(SECRET.as_bytes()).start();
    assert!(run.after_on_stderr(WAITING).starts_with("60 seconds"), "{}", run.stderr());
    session.unlock();
    run.end().expect_code(0);
    assert_eq!(session.lookup(&user("client-secret")).as_deref(), Some(SECRET));
}

#[test]
fn gives_up() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    set(&session, &home);
    session.lock();
    for (args, says) in [(&["set"][..], false), (&["set", "--wait", "1"], true), (&["delete", "--wait", "1"], true)] {
        let told = secret(&session, &home, args).input(SECRET.as_bytes()).limit(Duration::from_secs(20)).run();
        let told = told.expect_code(3);
        assert_eq!(told.stderr.contains(WAITING), says, "{told}");
        assert!(told.stderr.contains("the keyring is locked\n") && told.stderr.contains("hint: "), "{told}");
    }
    let status = secret(&session, &home, &["status", "--format", "json"]).run().expect_code(3).json();
    assert_eq!((&status["keyring"], &status["error"]["code"]), (&"locked".into(), &"keyring-locked".into()));
    // What is known without it is told all the same.
    assert_eq!(
        (&status["kept"][0]["hint"], &status["kept"][0]["in_keyring"]),
        (&"abc".into(), &serde_json::Value::Null)
    );
}

/// At a terminal somebody may be there, unless it is that of a build server.
#[test]
fn at_a_terminal() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    set(&session, &home);
    session.lock();
    let at_terminal = || {
        let typed = format!("'{}' secret delete --client-id {APP}", program::hallpass().display());
        let script = home.around(need::program(&["script"], "bsdutils")).args(["-qefc", &typed, "/dev/null"]);
        session.around(script)
    };
    let told = at_terminal().env("CI", "true").limit(Duration::from_secs(30)).run().expect_code(3);
    assert!(told.stdout.contains("error: the keyring is locked") && !told.stdout.contains(WAITING), "{told}");
    let mut run = at_terminal().start();
    assert!(run.after_on_stdout(WAITING).starts_with("120 seconds"), "{}", run.stdout());
    session.unlock();
    run.end().expect_code(0);
    assert_eq!(session.lookup(&user("client-secret")), None);
}

#[test]
fn the_wait_can_be_left() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    session.lock();
    for signal in ["INT", "TERM"] {
        let run = secret(&session, &home, &["set", "--wait", "600"]).input(SECRET.as_bytes());
        let mut run = run.limit(Duration::from_secs(20)).start();
        run.after_on_stderr(WAITING);
        let left = format!("kill -{signal} {}", run.pid());
        assert!(Command::new("sh").args(["-c", &left]).status().unwrap().success());
        let told = run.end().expect_code(3);
        assert!(told.stderr.contains("was cancelled") && !told.stderr.contains("panicked"), "{told}");
    }
}

/// Neither a person's Ctrl-C nor the end of the process waits for it.
#[test]
fn one_that_hangs_can_be_left() {
    let (mut session, home) = (PrivateSession::unlocked(), Home::new());
    session.hang();
    let status = secret(&session, &home, &["status"]).limit(Duration::from_secs(60)).run().expect_code(3);
    assert!(status.stderr.contains("did not answer"), "{status}");
}

#[test]
fn absent() {
    for session in [PrivateSession::without_secret_service(), PrivateSession::without_collection()] {
        let home = Home::new();
        let limit = Duration::from_secs(30);
        for args in [&["set", "--wait", "600"][..], &["delete", "--wait", "600"]] {
            // Nothing is on standard input yet, and nobody is asked for it.
            let told = secret(&session, &home, args).limit(limit).run().expect_code(3);
            assert!(told.stderr.contains("keyring") && told.stderr.contains("hint: "), "{told}");
            assert!(!told.stderr.contains(WAITING), "{told}");
        }
        let status = secret(&session, &home, &["status", "--format", "json"]).limit(limit).run().expect_code(3).json();
        assert_eq!(status["keyring"], "absent", "{status:#}");
    }
}
