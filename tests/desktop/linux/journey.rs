//! The journey as the page shows it.

use std::time::Duration;

use hallpass_tests::desktop::Page;

pub const STEPS: [&str; 8] = ["plan", "register", "manifest", "vault", "sign-in", "token", "on-behalf-of", "graph"];

/// A rehearsal: debug builds on two busy cores end far below.
pub const LIMIT: Duration = Duration::from_secs(90);

/// The page shows that every step went well; `vault`: what its step came to.
#[track_caller]
pub fn assert_passed(page: &Page, vault: &str) {
    for step in STEPS {
        let wanted = if step == "vault" { vault } else { "fine" };
        page.until(&format!("step {step} to be {wanted}"), |page| {
            let outcome = page.attribute(&format!("step-{step}"), "data-outcome")?;
            assert_ne!(outcome, "fail", "step {step} failed:\n{}", page.all_text());
            (outcome == wanted).then_some(())
        });
    }
    let graph = page.text("graph-answer");
    assert!(graph.contains("userPrincipalName") || graph.contains('@'), "no person in the answer of Graph: {graph}");
    assert!(!page.has("failure"), "a failure is shown of a journey that passed:\n{}", page.all_text());
}

/// The page shows that the journey ended here, what happened, why, and what to do.
#[track_caller]
pub fn assert_secret_is_wrong(page: &Page) {
    page.until("the failed step", |page| {
        (page.attribute("step-on-behalf-of", "data-outcome")? == "fail").then_some(())
    });
    assert!(page.text("failure-code").contains("AADSTS7000215"), "{}", page.all_text());
    let failure = page.text("failure");
    assert!(failure.to_lowercase().contains("secret"), "what happened is not said: {failure}");
    // The classic cause is the secret's ID in the place of its value; the fix is a new one.
    let hint = page.text("failure-hint");
    assert!(hint.to_lowercase().contains("value"), "no cause and fix: {hint}");
    assert!(!page.has("graph-answer"), "an answer of a step that was not reached:\n{}", page.all_text());
}
