//! Consent that nobody has given: refused, given by the command that the refusal names, then granted.

use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::person::Arrived;
use url::Url;

use super::{ADELE, signed_in};
use crate::flows::desk::{Desk, findings};
use crate::practice_control::text;

/// The seeded application that lists a permission without consent; all mistakes have one secret.
const APP: [&str; 4] = ["--client-id", "add10000-0000-4000-8000-000000000108", "--domain", "localhost:3000"];
const SECRET: &str = "practice-secret-of-every-mistake";

#[tokio::test(flavor = "multi_thread")]
async fn refused_then_granted() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    let obo = |args: &[&str], code| {
        let scope = ["--scope", "User.Read", "--call", "/me", "--secret-from-env", "ADD_IN_SECRET", "--format", "json"];
        let run = desk.hallpass(&["obo"]).args(APP).args(scope).args(args).env("ADD_IN_SECRET", SECRET);
        desk.quiet(session.around(run).run()).expect_code(code).json()
    };
    signed_in(&desk, &session, ADELE, &APP).await.expect_code(0);
    let foreseen = obo(&[], 1);
    assert_eq!((findings(&foreseen), &foreseen["sent"]), (vec!["scope-not-consented"], &false.into()), "{foreseen:#}");
    let refused = obo(&["--send-anyway"], 1);
    assert_eq!(foreseen["next"], refused["refusal"]["next"], "the same ways on, sent or not");
    let refusal = &refused["refusal"];
    assert_eq!(refusal["error"]["code"], "AADSTS65001", "{refused:#}");
    assert_eq!(refusal["suberror"], "consent_required", "{refused:#}");
    let ways = refusal["next"].as_array().expect("ways on");
    let command = text(&ways[0], "command");
    assert!(command.contains("--prompt consent --scope User.Read") && command.contains(APP[1]), "{command}");
    // Both pages are of the token's tenant, and registered where they lead back to.
    let pages: Vec<Url> = ways.iter().filter_map(|way| way["page"].as_str()?.parse().ok()).collect();
    let tenant = text(&refused["assertion"], "tenant");
    assert_eq!(pages.len(), 2, "{refused:#}");
    for (page, end) in pages.iter().zip(["/oauth2/v2.0/authorize", "/v2.0/adminconsent"]) {
        assert_eq!(page.path(), format!("/{tenant}{end}"));
        let query: Vec<_> = page.query_pairs().collect();
        assert!(query.iter().any(|(name, value)| name == "redirect_uri" && value == "http://localhost"), "{page}");
    }
    assert!(
        pages[1].query_pairs().any(|(name, value)| name == "scope" && value.ends_with("/User.Read")),
        "{}",
        pages[1]
    );

    // As the command says.
    let args = [&["--prompt", "consent", "--scope", "User.Read", "--account", ADELE], &APP[..]].concat();
    signed_in(&desk, &session, ADELE, &args).await.expect_code(0);
    let granted = obo(&[], 0);
    assert_eq!(granted["graph"][0]["value"]["userPrincipalName"], ADELE, "{granted:#}");
    desk.stop();
}

/// The pages that the refusal shows are opened, by a user and by an administrator: from then on the exchange works.
#[tokio::test(flavor = "multi_thread")]
async fn granted_by_the_pages_that_are_shown() {
    for (who, is_meant) in [(ADELE, "/oauth2/v2.0/authorize"), ("MeganB@contoso.onmicrosoft.com", "/v2.0/adminconsent")]
    {
        let desk = Desk::start();
        let assertion = desk.minted(&["bootstrap-v2", "--claim", &format!("aud={}", APP[1])]);
        let obo = |code| {
            let args = ["obo", "--assertion", "-", "--scope", "User.Read", "--call", "/me", "--format", "json"];
            let run = desk.hallpass(&args).args(APP).args(["--secret-from-env", "ADD_IN_SECRET"]);
            desk.quiet(run.env("ADD_IN_SECRET", SECRET).input(assertion.as_bytes()).run()).expect_code(code).json()
        };
        let refused = obo(1);
        let ways = refused["next"].as_array().expect("ways on").clone();
        let page = ways.iter().filter_map(|way| way["page"].as_str()).find(|page| page.contains(is_meant));
        let arrived = desk.person_named(who).sign_in(page.expect("a page")).await.expect("the page is filled in");
        let Arrived::Redirect(back) = arrived else { panic!("the page does not lead back: {arrived:?}") };
        assert!(back.as_str().starts_with("http://localhost/?") && !back.as_str().contains("error="), "{back}");
        assert_eq!(obo(0)["graph"][0]["status"], 200, "{is_meant}");
        desk.stop();
    }
}
