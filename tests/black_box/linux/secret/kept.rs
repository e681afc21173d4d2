//! Kept, read back by another program, deleted; and nowhere else.

use std::time::Duration;

use hallpass_tests::desktop::{Display, PrivateSession};
use hallpass_tests::home::Home;
use hallpass_tests::program::{Ended, Invocation};
use hallpass_tests::trace::{self, Needle, Watch};
use hallpass_tests::{need, wait};

use super::{APP, SECRET, secret, set, user};

/// Runs it and looks for the secret in all that it says, writes and shows to other programs.
fn watched(run: Invocation, home: &Home, needle: &Needle) -> Ended {
    let running = run.start();
    let watch = Watch::over(running.pid());
    let ended = running.end();
    let seen = watch.seen();
    assert_eq!(needle.found_in(ended.all().as_bytes()), None, "the secret is told");
    trace::assert_no_file_holds(home.root(), needle);
    let was_seen = seen.iter().any(|text| hallpass_tests::bytes::contains(text, b"secret"));
    assert!(was_seen, "the process was never seen");
    for text in seen {
        assert_eq!(needle.found_in(&text), None, "the secret among arguments or environment");
    }
    ended
}

#[test]
fn stored_read_back_and_deleted() {
    let (session, home, needle) = (PrivateSession::unlocked(), Home::new(), Needle::new(SECRET));
    let run = |args: &[&str]| secret(&session, &home, args);
    for format in ["text", "json"] {
        let set = run(&["set", "--end", "2099-01-31", "--format", format]).input(format!("{SECRET}\r\n").as_bytes());
        let told = watched(set, &home, &needle).expect_code(0);
        assert!(told.stdout.contains(&user("client-secret")), "{told}");
        assert_eq!(session.lookup(&user("client-secret")).as_deref(), Some(SECRET));
        assert_eq!(session.attributes().matches(APP).count(), 1, "{}", session.attributes());
    }

    let told = watched(run(&["status", "--format", "json"]), &home, &needle).expect_code(0).json();
    let kept = &told["kept"][0];
    assert_eq!(told["keyring"], "open", "{told:#}");
    assert_eq!((&kept["verdict"], &kept["in_keyring"], &kept["hint"]), (&"good".into(), &true.into(), &"abc".into()));
    assert_eq!((&kept["account"], &kept["kind"]), (&APP.into(), &"client-secret".into()), "{told:#}");
    assert_eq!(kept["end"], "2099-01-31T23:59:59Z", "{told:#}");

    // The same one once more: what was said of it is still known.
    let again = run(&["set", "--format", "json"]).input(SECRET.as_bytes());
    assert_eq!(watched(again, &home, &needle).expect_code(0).json()["end"], "2099-01-31T23:59:59Z");

    // What is not meant is not said to be absent.
    let other = run(&["delete", "--kind", "certificate-key"]).run().expect_code(0);
    assert!(
        other.stderr.contains("holds no certificate of") && session.lookup(&user("client-secret")).is_some(),
        "{other}"
    );

    assert!(watched(run(&["delete"]), &home, &needle).expect_code(0).stdout.contains(&user("client-secret")));
    assert_eq!(session.lookup(&user("client-secret")), None);
    assert_eq!(run(&["status", "--format", "json"]).run().expect_code(0).json()["kept"], serde_json::json!([]));
    run(&["delete"]).run().expect_code(0);
}

/// Of a secret that nobody has at hand any more; and one word for a cloud in each answer.
#[test]
fn its_end_is_said_afterwards() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    let told = secret(&session, &home, &["set", "--format", "json"]).input(SECRET.as_bytes()).run();
    assert_eq!(told.expect_code(0).json()["cloud"], "public");
    let unknown = secret(&session, &home, &["status"]).run().expect_code(0);
    assert!(unknown.stdout.contains("hallpass secret end DATE"), "{unknown}");
    secret(&session, &home, &["end", "2099-01-31", "--client-id", APP]).run().expect_code(0);
    let kept = secret(&session, &home, &["status", "--format", "json"]).run().expect_code(0).json()["kept"][0].clone();
    assert_eq!((&kept["end"], &kept["cloud"]), (&"2099-01-31T23:59:59Z".into(), &"public".into()), "{kept:#}");
    assert_eq!(session.lookup(&user("client-secret")).as_deref(), Some(SECRET));
}

/// Whatever cloud is named later: nothing is sent, and nobody is asked there.
#[test]
fn it_is_sent_to_no_other_cloud() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    set(&session, &home);
    let file = "name = \"Contoso\"\nauthority = \"https://login.invalid\"\ngraph = \"https://graph.invalid\"\n";
    let file = home.write("cloud.toml", file.as_bytes());
    let file = file.to_str().unwrap();
    let obo = || {
        let of =
            ["--client-id", APP, "--tenant-id", "99999999-0000-4000-8000-00000000000d", "--domain", "localhost:3000"];
        let run = home.hallpass(["obo", "--assertion", "-", "--send-anyway", "--cloud", file]).args(of);
        session.around(run.input(b"eyJhbGciOiJSUzI1NiJ9.e30.c2ln")).run()
    };
    let refused = obo().expect_code(1);
    assert!(refused.stderr.contains("was kept for another cloud") && refused.stderr.contains("hint: "), "{refused}");
    assert!(refused.stderr.contains("Contoso") && !refused.stderr.contains("login.invalid"), "{refused}");

    // Kept for it, it would go: there is nobody.
    let told = secret(&session, &home, &["set", "--cloud", file, "--format", "json"]).input(SECRET.as_bytes()).run();
    assert_eq!(told.expect_code(0).json()["cloud"]["custom"]["name"], "Contoso");
    assert!(!obo().expect_code(3).stderr.contains("another cloud"));
}

/// Somebody took it out with the keyring's own program.
#[test]
fn what_the_keyring_lost_is_told() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    set(&session, &home);
    session.clear(&user("client-secret"));
    let told = secret(&session, &home, &["status", "--format", "json"]).run().expect_code(1).json();
    assert_eq!(told["kept"][0]["verdict"], "not-in-keyring", "{told:#}");
}

#[test]
fn a_certificate() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    let password = "practice";
    for (name, file, by) in [
        ("pkcs8.pem", &include_bytes!("../../../../crates/entra-client/tests/fixtures/pkcs8.pem")[..], "none"),
        ("modern.pfx", include_bytes!("../../../../crates/entra-client/tests/fixtures/modern.pfx"), "stdin"),
        ("encrypted.pem", include_bytes!("../../../../crates/entra-client/tests/fixtures/encrypted.pem"), "variable"),
    ] {
        let elsewhere = Home::new();
        let file = elsewhere.write(name, file);
        let of = ["--certificate", file.to_str().unwrap(), "--format", "json"];
        let run = match by {
            "stdin" => secret(&session, &home, &[&["set"], &of[..]].concat()).input(format!("{password}\n").as_bytes()),
            "variable" => {
                let of = [&["set"], &of[..], &["--password-from-env", "PFX"]].concat();
                secret(&session, &home, &of).env("PFX", password)
            }
            _ => secret(&session, &home, &[&["set"], &of[..]].concat()),
        };
        let told = run.run().expect_code(0);
        let key = session.lookup(&user("certificate-key")).expect("the keyring has it");
        assert!(key.contains("BEGIN RSA PRIVATE KEY") && key.contains("BEGIN CERTIFICATE"), "{name}");
        // Lines of the key, as PEM has them.
        let needle = Needle::new(key.lines().nth(2).unwrap());
        assert_eq!(needle.found_in(told.all().as_bytes()), None, "{name}");
        trace::assert_no_file_holds(home.root(), &needle);
        let told = told.json();
        assert_eq!(told["thumbprint"].as_str().map(str::len), Some(40), "{name}: {told:#}");
        let status = secret(&session, &home, &["status", "--format", "json"]).run().json();
        assert_eq!(status["kept"][0]["thumbprint"], told["thumbprint"], "{name}: {status:#}");
        assert_eq!(status["kept"].as_array().map(Vec::len), Some(1), "{name}: {status:#}");
    }
    let file = home.write("wrong.pfx", include_bytes!("../../../../crates/entra-client/tests/fixtures/modern.pfx"));
    let wrong = secret(&session, &home, &["set", "--certificate", file.to_str().unwrap()]).input(b"wrong").run();
    assert!(wrong.expect_code(3).stderr.contains("does not open"));
    let without = secret(&session, &home, &["set", "--certificate", file.to_str().unwrap()]).input(b"\n").run();
    let without = without.expect_code(3);
    assert!(!without.stderr.contains("does not open") && without.stderr.contains("--password-from-env"), "{without}");

    // People give the password where the name of its variable belongs.
    let given = ["set", "--certificate", file.to_str().unwrap(), "--password-from-env", "planted-password"];
    let refused = secret(&session, &home, &given).run().expect_code(2);
    assert!(!refused.all().contains("planted-password") && refused.stderr.contains("never its value"), "{refused}");
}

/// Refused before anything is kept, and not repeated.
#[test]
fn what_is_no_secret() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    let id = "0e8f3e0e-6f0a-4c58-9a55-0d2b6d3a7c21";
    for (input, code, says) in [
        (id, 1, "the secret's ID"),
        ("", 2, "no secret"),
        (" \r\n", 2, "no secret"),
        ("<your-planted-secret>", 1, "placeholder"),
        ("YOUR_SECRET_HERE", 1, "placeholder"),
        ("short", 1, "too short"),
        ("CLIENT_SECRET=planted-for-a-test_of.its-own", 1, "hallpass secret import"),
        ("CLIENT_ID=1\nCLIENT_SECRET=planted\n", 1, "hallpass secret import"),
    ] {
        let told = secret(&session, &home, &["set"]).input(input.as_bytes()).run().expect_code(code);
        assert!(told.stderr.contains(says) && told.stderr.contains("hint: "), "{told}");
        assert!(!told.all().contains(id) && !told.all().contains("planted"), "{told}");
    }
    let told = secret(&session, &home, &["set", SECRET]).run().expect_code(2);
    assert!(told.stderr.contains("never an argument") && !told.stderr.contains(SECRET), "{told}");
    let past = secret(&session, &home, &["set", "--end", "2020-01-31"]).input(SECRET.as_bytes()).run().expect_code(2);
    assert!(past.stderr.contains("2020-01-31"), "{past}");
    assert_eq!(session.attributes(), "");
}

#[test]
fn out_of_the_clipboard_which_is_empty_then() {
    let display = std::sync::Arc::new(Display::open());
    let (session, home) = (PrivateSession::unlocked_on(std::sync::Arc::clone(&display)), Home::new());
    let xclip = |args: &[&str]| {
        let tool = home.around(need::program(&["xclip"], "xclip"));
        tool.args(["-selection", "clipboard"]).args(args).env("DISPLAY", display.name())
    };
    let owner = xclip(&["-quiet", "-in"]).input(SECRET.as_bytes()).start();
    wait::until("the text in the clipboard", Duration::from_secs(20), || {
        (xclip(&["-out"]).run().stdout == SECRET).then_some(())
    });
    let run = secret(&session, &home, &["set", "--from-clipboard"]).env("DISPLAY", display.name());
    let told = watched(run, &home, &Needle::new(SECRET)).expect_code(0);
    assert_eq!(session.lookup(&user("client-secret")).as_deref(), Some(SECRET));
    assert!(told.stderr.contains("the clipboard is empty now") && told.stderr.contains("history"), "{told}");
    assert_ne!(xclip(&["-out"]).run().stdout, SECRET);
    drop(owner);

    let empty = secret(&session, &home, &["set", "--from-clipboard"]).env("DISPLAY", display.name()).run();
    assert!(empty.expect_code(3).stderr.contains("hint: "));
    let without = secret(&session, &home, &["set", "--from-clipboard"]).without("DISPLAY").run().expect_code(3);
    assert!(without.stderr.contains("clipboard"), "{without}");
}
