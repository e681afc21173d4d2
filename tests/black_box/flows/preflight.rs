//! What is certain to be refused is told before it is sent; sent all the same, it is refused so.

use serde_json::Value;

use super::desk::{Desk, findings};
use crate::practice_control::text;

/// The app of the practice tenant that sends, and its secret.
const APP_ID_URI: &str = "api://localhost:3000/{client_id}";
const ANOTHER_SECRET: &str = "abc8Q~another-apps-secret-0123456789abcdef";

/// One thing wrong in what is typed.
struct Row {
    /// The token as it is minted; else the text that is given as one.
    assertion: Assertion,
    args: &'static [&'static str],
    /// In a variable of the environment; else the practice add-in's own.
    secret: Option<&'static str>,
    finding: &'static str,
    /// What is answered to whoever sends it all the same.
    code: &'static str,
}

enum Assertion {
    Minted(&'static [&'static str]),
    Text(&'static str),
    /// A minted one, without its last part.
    CutOff,
}

use Assertion::{CutOff, Minted, Text};

const HEALTHY: Assertion = Minted(&["bootstrap-v2"]);

const fn of_token(assertion: Assertion, finding: &'static str, code: &'static str) -> Row {
    Row { assertion, args: &[], secret: None, finding, code }
}

const fn of_scopes(args: &'static [&'static str], finding: &'static str, code: &'static str) -> Row {
    Row { assertion: HEALTHY, args, secret: None, finding, code }
}

const fn of_secret(secret: &'static str, finding: &'static str) -> Row {
    Row { assertion: HEALTHY, args: &[], secret: Some(secret), finding, code: "AADSTS7000215" }
}

/// Kept secrets and certificates, which end, and another cloud: `linux/`.
const ROWS: &[Row] = &[
    of_token(CutOff, "assertion-malformed", "AADSTS50027"),
    of_token(Text("no token at all"), "assertion-malformed", "AADSTS50027"),
    of_token(Text("1.AXEAmade-up_of-letters.AgABAwEAAAA"), "assertion-not-readable", "AADSTS50027"),
    of_token(Minted(&["exchange"]), "assertion-is-exchange-token", "AADSTS50013"),
    of_token(Minted(&["id"]), "assertion-is-id-token", "AADSTS240002"),
    of_token(Minted(&["graph"]), "assertion-is-for-graph", "AADSTS50013"),
    of_token(Minted(&["app-only"]), "assertion-is-app-only", "AADSTS7000114"),
    of_token(Minted(&["wrong-audience"]), "assertion-audience", "AADSTS500131"),
    of_token(Minted(&["expired"]), "assertion-expired", "AADSTS500133"),
    of_secret("3f0c6f2e-7a55-4a0e-9a5b-0d7f0c1b2a3d", "client-secret-is-its-id"),
    of_secret("${CLIENT_SECRET}", "client-secret-not-as-copied"),
    of_scopes(&["--scope", "User.Read,Mail.Read"], "scope-separator", "AADSTS70011"),
    of_scopes(&["--scope", "User.Read+Mail.Read"], "scope-separator", "AADSTS650053"),
    of_scopes(&["--scope", "User.Read https://graph.microsoft.com/.default"], "scope-default-mixed", "AADSTS70011"),
    of_scopes(&["--scope", "User.Read", "--scope", APP_ID_URI], "scope-of-two-resources", "AADSTS28000"),
    of_scopes(&["--scope", "Mail.Read"], "scope-not-consented", "AADSTS65001"),
    of_scopes(&["--scope", "Nonsense.Read"], "scope-not-consented", "AADSTS650053"),
];

impl Row {
    fn assertion(&self, desk: &Desk) -> String {
        match self.assertion {
            Minted(how) => desk.minted(how),
            Text(text) => text.to_owned(),
            CutOff => desk.minted(&["bootstrap-v2"]).rsplit_once('.').expect("three parts").0.to_owned(),
        }
    }

    fn run(&self, desk: &Desk, assertion: &str, more: &[&str]) -> Value {
        let client_id = text(&desk.env, "client_id");
        let args = self.args.iter().map(|arg| match *arg {
            APP_ID_URI => format!("{}/access_as_user", arg.replace("{client_id}", client_id)),
            arg => arg.to_owned(),
        });
        let run = desk.hallpass(&["obo", "--assertion", "-", "--format", "json"]).args(args).args(more);
        let run = match self.secret {
            Some(secret) => run.args(["--secret-from-env", "ADD_IN_SECRET"]).env("ADD_IN_SECRET", secret),
            None => run,
        };
        desk.quiet(run.input(assertion.as_bytes()).run()).expect_code(1).json()
    }
}

#[test]
fn each_is_predicted_and_then_really_answered() {
    let desk = Desk::start();
    for row in ROWS {
        let Row { finding, code, .. } = row;
        let assertion = row.assertion(&desk);
        let answer = row.run(&desk, &assertion, &[]);
        assert_eq!((findings(&answer), &answer["sent"]), (vec![*finding], &false.into()), "{answer:#}");
        assert_eq!(answer["findings"][0]["would_cause"][0], *code, "{finding}");
        assert!(answer["findings"][0]["fix"][0].is_string(), "{finding}: what to do is not said");

        let answer = row.run(&desk, &assertion, &["--send-anyway"]);
        assert_eq!(answer["refusal"]["error"]["code"], *code, "{finding}: {answer:#}");
        assert_eq!(answer["granted"], Value::Null);
    }
    desk.stop();
}

/// What may be wrong is told and sent: here it is.
#[test]
fn what_is_only_doubtful_is_not_kept_back() {
    let desk = Desk::start();
    for secret in [&format!("'{ANOTHER_SECRET}'"), &format!("{ANOTHER_SECRET}\n"), "abc8Q%7Emade-up-of-letters"] {
        let run = desk.hallpass(&["obo", "--assertion", "-", "--secret-from-env", "ADD_IN_SECRET", "--format", "json"]);
        let run = run.env("ADD_IN_SECRET", secret).input(desk.minted(&["bootstrap-v2"]).as_bytes());
        let answer = desk.quiet(run.run()).expect_code(1).json();
        assert_eq!((findings(&answer), &answer["sent"]), (vec!["client-secret-not-as-copied"], &true.into()));
        assert_eq!(answer["refusal"]["error"]["code"], "AADSTS7000215", "{answer:#}");
    }
    // A token for what OpenID Connect has, which opens nothing.
    let answer = desk.obo_json(&desk.minted(&["bootstrap-v2"]), &["--scope", "openid profile"], 0);
    assert_eq!((findings(&answer), &answer["sent"]), (vec!["scope-absent"], &true.into()), "{answer:#}");
    desk.stop();
}

/// What is consented to in the practice tenant is read there: what everybody was given, and what this user was.
#[test]
fn missing_consent_is_foreseen_with_the_way_on() {
    let desk = Desk::start();
    // The seeded application that lists a permission without consent; all mistakes have one secret.
    let app = "add10000-0000-4000-8000-000000000108";
    let assertion = desk.minted(&["bootstrap-v2", "--claim", &format!("aud={app}")]);
    let obo = |args: &[&str], code| {
        let how = ["--client-id", app, "--domain", "localhost:3000", "--secret-from-env", "ADD_IN_SECRET"];
        let run = desk.hallpass(&["obo", "--assertion", "-"]).args(how).args(args);
        let run = run.env("ADD_IN_SECRET", "practice-secret-of-every-mistake").input(assertion.as_bytes());
        desk.quiet(run.run()).expect_code(code)
    };
    // Everything that is listed, of which nothing is given: the same as a name.
    for scopes in [&[][..], &["--scope", "User.Read"]] {
        let answer = obo(&[scopes, &["--format", "json"]].concat(), 1).json();
        assert_eq!((findings(&answer), &answer["sent"]), (vec!["scope-not-consented"], &false.into()), "{answer:#}");
        let next = answer["next"].as_array().expect("ways on");
        assert!(text(&next[0], "command").starts_with("hallpass sign-in --prompt consent --scope "), "{answer:#}");
        assert!(next.iter().any(|way| way["page"].as_str().is_some_and(|page| page.contains("/adminconsent?"))));
        let answer = obo(&[scopes, &["--send-anyway", "--format", "json"]].concat(), 1).json();
        assert_eq!(answer["refusal"]["error"]["code"], "AADSTS65001", "{answer:#}");
    }
    let told = obo(&["--scope", "User.Read"], 1);
    for words in ["nobody consented to User.Read", "the exchange was not sent", "hallpass sign-in --prompt consent"] {
        assert!(told.stdout.contains(words), "{words}: {told}");
    }
    // The ready add-in has the administrator's consent.
    let answer = desk.obo_json(&desk.minted(&["bootstrap-v2"]), &["--scope", "user.read openid"], 0);
    assert_eq!((findings(&answer), &answer["sent"]), (vec![], &true.into()), "{answer:#}");
    desk.stop();
}

/// A text for people: what, why, and the way on.
#[test]
fn the_wrong_kind_of_token_is_explained() {
    let desk = Desk::start();
    let told = desk.obo(&desk.minted(&["id"]), &[]).expect_code(1);
    for words in
        ["ID token", "error[assertion-is-id-token]", "fix: ", "would cause: AADSTS240002", "exchange was not sent"]
    {
        assert!(told.stdout.contains(words), "{words}: {told}");
    }
    desk.stop();
}

/// An app of one tenant, of which nobody said which: the token does.
#[test]
fn the_tenant_of_a_pasted_token() {
    let desk = Desk::start();
    let home = desk.home();
    let token = desk.minted(&["bootstrap-v2"]);
    let args = ["obo", "--assertion", "-", "--client-id", "c6c1f32b-5e55-4997-881a-753cc1d563b7", "--format", "json"];
    let run = home.hallpass(args).args(["--secret-from-env", "ADD_IN_SECRET"]);
    let told = desk.quiet(run.env("ADD_IN_SECRET", ANOTHER_SECRET).input(token.as_bytes()).run()).expect_code(1);
    assert_eq!(findings(&told.json()), ["assertion-audience"], "{told}");
    desk.stop();
}

/// Its tokens are of its time, and nobody's clock is wrong.
#[test]
fn the_practice_tenants_time_was_moved() {
    let desk = Desk::start();
    desk.tenant.practice(&["time", "+2h"]).expect_code(0);
    let told = desk.obo(&desk.minted(&["bootstrap-v2"]), &["--call", "/me"]).expect_code(0);
    assert!(told.stderr.contains("time was moved on by 2h: hallpass practice time reset"), "{told}");
    assert!(!told.all().contains("clock"), "{told}");
    desk.stop();
}

#[test]
fn a_file_is_piped_in() {
    let desk = Desk::start();
    desk.home().write("token.txt", b"not read");
    let told = desk.hallpass(&["obo", "--assertion", "token.txt"]).run().expect_code(2);
    assert!(told.stderr.contains("hallpass obo --assertion - < token.txt"), "{told}");
    assert!(!told.stderr.contains("never an argument"), "{told}");
    desk.stop();
}

#[test]
fn scopes_of_a_sign_in_are_looked_at_before_the_page() {
    let desk = Desk::start();
    for (scope, code) in [
        ("User.Read,Mail.Read", "AADSTS70011"),
        ("User.Read api://localhost:3000/add10000-0000-4000-8000-000000000112/access_as_user", "AADSTS28000"),
    ] {
        let told = desk.hallpass(&["sign-in", "--scope", scope]).run().expect_code(2);
        assert!(told.stderr.contains(code) && told.stderr.contains("hint: "), "{told}");
        assert!(!told.stderr.contains("sign in at"), "{told}");
    }
    desk.stop();
}

#[test]
fn a_token_is_never_an_argument() {
    let desk = Desk::start();
    let token = desk.minted(&["bootstrap-v2"]);
    for args in [&["obo", "--assertion", &token][..], &["obo", &token], &["obo", "--assertion", "-", &token]] {
        let told = desk.hallpass(args).run();
        assert!(!told.all().contains(&token), "the token is repeated");
        assert!(told.expect_code(2).stderr.contains("never an argument"));
    }
    let told = desk.obo("", &[]).expect_code(2);
    assert!(told.stderr.contains("no token in standard input"), "{told}");
    desk.stop();
}
