//! The secret and the keyring: gnome-keyring itself, on a session bus of the test's own.

use std::time::Duration;

use hallpass_tests::desktop::{Display, PrivateSession};
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use hallpass_tests::trace::{self, Needle, Watch};

use crate::journey::{self, step};
use crate::linux::no_keyring::NO_KEYRING;
use crate::registration::tenant::Tenant;

const USER: &str = "practice/client-secret/rehearsal";

#[test]
fn the_secret_is_in_the_keyring_and_nowhere_else() {
    for chatter in ["text", "json"] {
        let session = PrivateSession::unlocked();
        assert_eq!(session.lookup(USER), None, "the keyring is not a fresh one");
        let home = Home::new();
        let run = home.hallpass(["rehearse", "-vv", "--require-keyring", "--format", chatter]);
        let running = session.around(run).env("RUST_LOG", "trace").start();
        let watch = Watch::over(running.pid());
        let ended = running.end().expect_code(0);
        let seen = watch.seen();

        let secret = session.lookup(USER).unwrap_or_else(|| panic!("nothing in the keyring: {}", session.attributes()));
        let needle = Needle::new(&secret);
        assert_eq!(needle.found_in(ended.stdout.as_bytes()), None, "the secret on standard output");
        assert_eq!(needle.found_in(ended.stderr.as_bytes()), None, "the secret on standard error");
        assert!(trace::token_in(ended.all().as_bytes()).is_none(), "a token in {ended}");
        trace::assert_no_file_holds(home.root(), &needle);

        let mark = b"rehearse";
        assert!(seen.iter().any(|text| hallpass_tests::bytes::contains(text, mark)), "the process was never seen");
        for text in seen {
            assert_eq!(needle.found_in(&text), None, "the secret among arguments or environment");
            assert!(trace::token_in(&text).is_none(), "a token among arguments or environment");
        }
    }
}

#[test]
fn the_step_says_that_it_is_kept() {
    let session = PrivateSession::unlocked();
    let home = Home::new();
    let ended = session.around(home.hallpass(["rehearse", "--format", "json"])).run().expect_code(0);
    let answer = journey::assert_passed(&ended);
    assert_eq!(step(&answer, "vault")["outcome"], "fine", "{ended}");
    let attributes = session.attributes();
    assert!(attributes.contains("service = Hallpass") && attributes.contains(USER), "{attributes}");

    // A second rehearsal finds its place taken by the first, and leaves one secret, not two.
    session.around(home.hallpass(["rehearse"])).run().expect_code(0);
    assert_eq!(session.attributes().matches(USER).count(), 1, "{}", session.attributes());
}

#[test]
fn a_wrong_secret_does_not_stay_in_the_keyring() {
    let session = PrivateSession::unlocked();
    let home = Home::new();
    session.around(home.hallpass(["rehearse", "--mistake", "wrong-secret"])).run().expect_code(1);
    let kept = session.lookup(USER).expect("the secret of the rehearsal");
    assert!(kept.contains('~') && kept.len() == 40, "what is kept looks like a secret's ID, not like its value");
    session.around(home.hallpass(["rehearse", "--require-keyring"])).run().expect_code(0);
}

/// A run that makes a secret stops before it, and a look ahead says so; the application goes without being held up.
#[test]
fn locked_when_a_registration_is_made_and_when_it_goes() {
    let session = PrivateSession::unlocked();
    let tenant = Tenant::start();
    let registration = |args: &[&str]| session.around(tenant.home.hallpass(["registration"]).args(args)).run();
    let create = ["create", "--domain", "localhost:3000", "--cloud", "practice", "--format", "json"];
    let made = registration(&create).expect_code(0).json();
    let user = format!("default/client-secret/{}", made["client_id"].as_str().unwrap());
    assert_eq!(made["secret"]["state"], "made", "{made:#}");
    assert!(session.lookup(&user).is_some(), "{}", session.attributes());

    session.lock();
    let dry = registration(&[&create[..], &["--dry-run"]].concat()).expect_code(0).json();
    assert!(dry["notes"][0].as_str().is_some_and(|note| note.contains("the keyring is locked")), "{dry:#}");
    let stopped = registration(&create).expect_code(3);
    assert!(stopped.stderr.contains("keyring-locked"), "{stopped}");
    let deleted = registration(&["delete"]).expect_code(0);
    assert!(deleted.stderr.contains(&user) && deleted.stderr.contains("the keyring is locked"), "{deleted}");
    assert!(registration(&["delete"]).expect_code(2).stderr.contains("hint: "));
    tenant.stop();
}

#[test]
fn rehearsals_beside_each_other_do_not_take_the_others_secret() {
    let session = PrivateSession::unlocked();
    let home = Home::new();
    for _ in 0..3 {
        let running: Vec<_> = (0..4)
            .map(|_| session.around(home.hallpass(["rehearse", "--require-keyring", "--format", "json"])).start())
            .collect();
        for run in running {
            journey::assert_passed(&run.end().expect_code(0));
        }
    }
}

/// `vault` warns and the journey goes on; with `--require-keyring` it ends there, in a time that a script can wait.
fn is_done_without(session: &PrivateSession, says: &str, limit: Duration) {
    let home = Home::new();
    let rehearse = |more: &[&str]| -> Ended {
        session.around(home.hallpass(["rehearse", "--format", "json"]).args(more)).limit(limit).run()
    };
    let ended = rehearse(&[]).expect_code(0);
    let vault = step(&journey::assert_passed(&ended), "vault").clone();
    assert_eq!(vault["outcome"], "warn", "{ended}");
    assert!(vault.to_string().contains(says), "no `{says}` in {vault:#}");

    let ended = rehearse(&["--require-keyring"]).expect_code(3);
    let error = journey::assert_failed_at(&ended, "vault");
    assert!(error["hint"].is_string(), "what to do is not said: {ended}");
    assert_eq!(session.lookup(USER), None, "kept in spite of all");
}

#[test]
fn no_secret_service_on_the_bus() {
    is_done_without(&PrivateSession::without_secret_service(), NO_KEYRING, Duration::from_secs(30));
}

#[test]
fn a_service_without_a_collection() {
    is_done_without(&PrivateSession::without_collection(), "keyring", Duration::from_secs(60));
}

#[test]
fn locked_with_nobody_to_ask() {
    let session = PrivateSession::unlocked();
    session.lock();
    is_done_without(&session, "keyring", Duration::from_secs(60));
}

#[test]
fn locked_with_a_question_that_nobody_answers() {
    let session = PrivateSession::unlocked_on(Display::open());
    session.lock();
    is_done_without(&session, "locked", Duration::from_secs(90));
}
