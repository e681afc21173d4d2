//! Refresh tokens in a real keyring: several accounts, renewed, forgotten.

use hallpass_tests::desktop::PrivateSession;

use super::{ADELE, refresh_token_of, signed_in};
use crate::flows::credential::{desk_knowing, desk_with_certificate, ended_certificate, fixture};
use crate::flows::desk::{ADD_IN, Desk, findings};
use crate::practice_control::text;

const WAITING: &str = "the keyring is locked: waiting ";
const MEGAN: &str = "MeganB@contoso.onmicrosoft.com";

#[tokio::test(flavor = "multi_thread")]
async fn several_accounts_side_by_side() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    let obo = |args: &[&str]| {
        let run = desk.hallpass(&["obo", "--format", "json"]).args(args);
        desk.quiet(session.around(run).run())
    };
    let nobody = obo(&[]).expect_code(1);
    assert!(
        nobody.stderr.contains("not-signed-in") && nobody.stderr.contains("hallpass sign-in --cloud practice"),
        "{nobody}"
    );

    let adele = signed_in(&desk, &session, ADELE, &[]).await.expect_code(0).json();
    let megan = signed_in(&desk, &session, MEGAN, &["--prompt", "select-account"]).await.expect_code(0).json();
    let (first, second) = (refresh_token_of(&adele["account"]), refresh_token_of(&megan["account"]));
    let before = session.lookup(&first).expect("a refresh token of the first");
    assert!(session.lookup(&second).is_some(), "{}", session.attributes());

    // Several: one has to be named.
    let which = obo(&[]).expect_code(2);
    assert!(which.stderr.contains("account-ambiguous") && which.stderr.contains(MEGAN), "{which}");
    let answer = obo(&["--account", &ADELE.to_lowercase(), "--call", "/me"]).expect_code(0).json();
    assert_eq!(answer["graph"][0]["value"]["userPrincipalName"], ADELE, "{answer:#}");
    // The refresh token that came with the token took the old one's place.
    assert_ne!(session.lookup(&first).expect("a refresh token"), before, "not renewed");
    obo(&["--account", "nobody@contoso.onmicrosoft.com"]).expect_code(2);

    // Signed out: the entry is gone, the other stays.
    let sign_out = |args: &[&str]| session.around(desk.home().hallpass(["sign-out"]).args(args)).run();
    sign_out(&[]).expect_code(2);
    let told = sign_out(&["--account", ADELE]).expect_code(0);
    assert!(told.stdout.contains(ADELE) && told.stderr.contains("browser"), "{told}");
    assert_eq!((session.lookup(&first), session.lookup(&second).is_some()), (None, true));
    let answer = obo(&["--call", "/me"]).expect_code(0).json();
    assert_eq!(answer["graph"][0]["value"]["userPrincipalName"], MEGAN, "{answer:#}");
    sign_out(&["--all"]).expect_code(0);
    assert_eq!(session.lookup(&second), None);
    assert!(sign_out(&[]).expect_code(0).stderr.contains("nobody is signed in"));
    desk.stop();
}

/// Entra wants the person again: said, with the command.
#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_that_opens_nothing_any_more() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    signed_in(&desk, &session, ADELE, &[]).await.expect_code(0);
    // Sessions and refresh tokens are gone with it.
    desk.tenant.practice(&["reset"]).expect_code(0);
    let told = session.around(desk.hallpass(&["obo", "--call", "/me"])).run().expect_code(1);
    assert!(told.stderr.contains("has to sign in again"), "{told}");
    assert!(told.stderr.contains(&format!("hallpass sign-in --account {ADELE} --cloud practice")), "{told}");
    desk.stop();
}

/// It is said that somebody is waited for, and whoever does not want to wait leaves. Where nobody is there, as on a build
/// server, it ends at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_locked_keyring_is_waited_for_and_can_be_left() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    signed_in(&desk, &session, ADELE, &[]).await.expect_code(0);
    session.lock();
    for args in [&["obo", "--cloud", "practice"][..], &["sign-out"]] {
        let hallpass = |more: &[&str]| session.around(desk.home().hallpass(args).args(more));
        let mut run = hallpass(&["--wait", "600"]).start();
        assert!(run.after_on_stderr(WAITING).starts_with("600 seconds"), "{}", run.stderr());
        assert!(!run.has_ended(), "gave up though somebody could still unlock it: {}", run.stderr());
        let interrupt = format!("kill -INT {}", run.pid());
        assert!(std::process::Command::new("sh").args(["-c", &interrupt]).status().unwrap().success());
        let ended = desk.quiet(run.end()).expect_code(3);
        assert!(ended.stderr.contains("cancelled") && ended.stderr.contains("hint: "), "{ended}");

        let limit = std::time::Duration::from_secs(30);
        let at_once = desk.quiet(hallpass(&[]).limit(limit).run()).expect_code(3);
        assert!(
            at_once.stderr.contains("error: the keyring is locked\n") && !at_once.stderr.contains(WAITING),
            "{at_once}"
        );
    }
    desk.stop();
}

/// In the practice tenant its own add-in's secret is known without.
#[test]
fn a_locked_keyring_that_is_not_needed_is_not_waited_for() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    session.lock();
    let assertion = desk.minted(&["bootstrap-v2"]);
    let run = desk.hallpass(&["obo", "--assertion", "-", "--wait", "600", "--call", "/me"]);
    let told = desk.quiet(session.around(run.input(assertion.as_bytes())).run()).expect_code(0);
    assert!(!told.stderr.contains("keyring"), "{told}");
    desk.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keyring_nothing_is_kept() {
    let (desk, session) = (Desk::start(), PrivateSession::without_secret_service());
    let ended = signed_in(&desk, &session, ADELE, &[]).await.expect_code(0);
    let answer = ended.json();
    assert_eq!(answer["kept"]["why"]["code"], "keyring-absent", "{ended}");
    assert!(!desk.home().config().join("state/accounts/default.json").exists());
    session.around(desk.hallpass(&["obo"])).run().expect_code(1);
    desk.stop();
}

/// Nobody is there to unlock it: the sign-in is not held up, and what was not kept is told.
#[tokio::test(flavor = "multi_thread")]
async fn a_locked_keyring_keeps_nothing_where_nobody_is() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    session.lock();
    let ended = signed_in(&desk, &session, ADELE, &[]).await.expect_code(0);
    assert_eq!(ended.json()["kept"]["why"]["code"], "keyring-locked", "{ended}");
    assert!(!ended.stderr.contains(WAITING), "{ended}");
    desk.stop();
}

/// The end of a kept secret is known, so its refusal is told before it comes.
#[test]
fn a_secret_that_has_ended() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    let app = "add10000-0000-4000-8000-000000000101";
    assert!(session.store(&format!("default/client-secret/{app}"), "practice-secret-of-every-mistake"));
    let tenant = text(&desk.env, "tenant_id");
    let profile = format!(
        "version = 1\nid = \"8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30\"\n\
         [facts]\ncloud = \"practice\"\ndomain = \"localhost:3000\"\n\
         [registration]\nclient_id = \"{app}\"\nobject_id = \"add10000-0000-4000-8000-000000000201\"\n\
         tenant_id = \"{tenant}\"\nmade_here = true\n\
         [[credentials]]\nkind = \"client-secret\"\nclient_id = \"{app}\"\nadded = \"2019-07-01T00:00:00Z\"\n\
         end = \"2020-01-01T00:00:00Z\"\nkey_id = \"5ec2e700-0000-4000-8000-000000000001\"\n"
    );
    let folder = desk.home().config().join("profiles");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("default.toml"), profile).expect("a profile");
    let assertion = desk.minted(&["bootstrap-v2", "--claim", &format!("aud={app}")]);
    let obo = |args: &[&str]| {
        let run = desk.home().hallpass(["obo", "--assertion", "-", "--format", "json"]).args(args);
        desk.quiet(session.around(run.input(assertion.as_bytes())).run()).expect_code(1).json()
    };
    let answer = obo(&[]);
    assert_eq!((findings(&answer), &answer["sent"]), (vec!["client-secret-ended"], &false.into()), "{answer:#}");
    let answer = obo(&["--send-anyway"]);
    assert_eq!(answer["refusal"]["error"]["code"], "AADSTS7000222", "{answer:#}");
    desk.stop();
}

/// One that is kept signs, with nothing named; one that has ended is told.
#[test]
fn a_certificate_of_the_keyring() {
    let (desk, session) = (desk_with_certificate(), PrivateSession::unlocked());
    let set = desk
        .home()
        .hallpass(["secret", "set", "--cloud", "practice", "--client-id", ADD_IN, "--certificate"])
        .args([fixture("pkcs8.pem")]);
    session.around(set).run().expect_code(0);
    let obo = |desk: &Desk, args: &[&str], code| {
        let facts = ["--client-id", ADD_IN, "--domain", "localhost:3000", "--format", "json"];
        let run = desk.hallpass(&["obo", "--assertion", "-"]).args(facts).args(args);
        let assertion = desk.minted(&["bootstrap-v2"]);
        desk.quiet(session.around(run.input(assertion.as_bytes())).run()).expect_code(code).json()
    };
    let answer = obo(&desk, &["--call", "/me"], 0);
    assert_eq!(answer["graph"][0]["value"]["displayName"], "Adele Vance", "{answer:#}");
    let sent = desk.home().hallpass(["activity", "export"]).run().expect_code(0).stdout;
    assert!(sent.contains("client_assertion_type") && !sent.contains("client_secret="), "another credential was sent");
    desk.stop();

    let (certificate, with_key) = ended_certificate();
    let desk = desk_knowing(&certificate);
    // One that nothing is written down of is taken for the profile's cloud.
    desk.home().hallpass(["profile", "set", "--cloud", "practice"]).run().expect_code(0);
    assert!(session.store(&format!("default/certificate-key/{ADD_IN}"), &with_key));
    let answer = obo(&desk, &[], 1);
    assert_eq!((findings(&answer), &answer["sent"]), (vec!["certificate-ended"], &false.into()), "{answer:#}");
    let answer = obo(&desk, &["--send-anyway"], 1);
    assert_eq!(answer["refusal"]["error"]["code"], "AADSTS700027", "{answer:#}");
    desk.stop();
}
