//! What a rehearsal must say of itself, whatever it was run on.

use std::fs;
use std::path::Path;

use hallpass_tests::home::Home;
use hallpass_tests::manifest_text::web_application_info;
use hallpass_tests::program::Ended;
use serde_json::Value;

pub const STEPS: [&str; 8] = ["plan", "register", "manifest", "vault", "sign-in", "token", "on-behalf-of", "graph"];

/// The step of this name in the answer of `rehearse --format json`.
#[track_caller]
pub fn step<'a>(answer: &'a Value, name: &str) -> &'a Value {
    let steps = answer["steps"].as_array().unwrap_or_else(|| panic!("no list of steps in {answer:#}"));
    steps.iter().find(|step| step["step"] == name).unwrap_or_else(|| panic!("no step {name} in {answer:#}"))
}

/// Names of the steps in their order.
pub fn names(answer: &Value) -> Vec<&str> {
    answer["steps"].as_array().into_iter().flatten().filter_map(|step| step["step"].as_str()).collect()
}

/// The whole journey, to its end; answers with what was said.
#[track_caller]
pub fn assert_passed(ended: &Ended) -> Value {
    let answer = ended.json();
    assert_eq!(answer["passed"], true, "{ended}");
    assert_eq!(names(&answer), STEPS, "{ended}");
    for name in STEPS {
        // Whether a keyring is there is the machine's affair.
        let warned = name == "vault" && step(&answer, name)["outcome"] == "warn";
        assert!(warned || step(&answer, name)["outcome"] == "fine", "step {name} of {ended}");
        assert!(step(&answer, name)["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{name} of {ended}");
    }
    assert_eq!(answer["token"]["verified"], true, "{ended}");
    assert!(answer["graph"].is_object(), "{ended}");
    answer
}

/// The journey ends at this step, which says what happened, why, and what to do; answers with its error.
#[track_caller]
pub fn assert_failed_at(ended: &Ended, name: &str) -> Value {
    let answer = ended.json();
    assert_eq!(answer["passed"], false, "{ended}");
    assert_eq!(names(&answer).last(), Some(&name), "the last step of {ended}");
    let failed = step(&answer, name);
    assert_eq!(failed["outcome"], "fail", "{ended}");
    let error = failed["error"].clone();
    assert!(error["code"].as_str().is_some_and(|code| !code.is_empty()), "{ended}");
    // What Entra says has sentences of its own.
    if error["code"].as_str().is_some_and(|code| !code.starts_with("AADSTS")) {
        assert_is_sentence(&error["message"]);
    }
    error
}

/// One line in the project's style: not empty, lower-case start unless it begins with a name, no full stop.
#[track_caller]
pub fn assert_is_sentence(message: &Value) {
    let message = message.as_str().unwrap_or_else(|| panic!("no text: {message}"));
    assert!(message.split_whitespace().count() >= 3, "no sentence: {message:?}");
    assert!(!message.contains('\n'), "more than one line: {message:?}");
    assert!(!message.ends_with('.'), "ends with a full stop: {message:?}");
}

/// Rehearses on a copy of this manifest: it passes, shows the markup, and leaves the file alone.
#[track_caller]
pub fn passes_on(manifest: &Path) {
    let home = Home::new();
    let copy = home.copy(manifest);
    let before = fs::read(&copy).unwrap();
    let run = home.hallpass(["rehearse", "--format", "json", "--manifest"]).args([&copy]).run().expect_code(0);
    let answer = assert_passed(&run);
    let difference = answer["manifest_difference"].as_str().unwrap_or_default();
    // A manifest may carry the right markup already.
    let shown = difference.contains("\n@@ ") && difference.contains("\n+");
    assert!(shown || !web_application_info(&before).is_empty(), "no difference is shown: {run}");
    assert!(fs::read(&copy).unwrap() == before, "the rehearsal wrote to the user's file");
}

/// Rehearses on this manifest, which no parser may accept: one sentence says so.
#[track_caller]
pub fn refuses_as_not_well_formed(manifest: &Path) {
    let home = Home::new();
    let copy = home.copy(manifest);
    let before = fs::read(&copy).unwrap();

    let run = home.hallpass(["rehearse", "--format", "json", "--manifest"]).args([&copy]).run().expect_code(1);
    let error = assert_failed_at(&run, "manifest");
    assert_eq!(error["code"], "not-well-formed", "{run}");

    // The same sentence for a person, once.
    let run = home.hallpass(["rehearse", "--manifest"]).args([&copy]).run().expect_code(1);
    let message = error["message"].as_str().unwrap();
    assert_eq!(run.all().matches(message).count(), 1, "`{message}` in {run}");
    assert!(fs::read(&copy).unwrap() == before, "the rehearsal wrote to the user's file");
}
