//! As in a container: no session bus, no display. (Windows and macOS always have a keyring.)

use std::time::Duration;

use hallpass_tests::home::Home;
use hallpass_tests::shape::shape;

use crate::journey::{self, step};

pub const NO_KEYRING: &str = "no keyring on this machine: the practice secret lives in memory for this run";

/// What a consumer may branch on: kept in a snapshot, the rest only by its kind.
const KEEP: [&str; 8] = ["passed", "step", "outcome", "code", "kind", "verified", "id", "verdict"];

#[test]
fn goes_on_without_a_keyring_and_says_so() {
    let home = Home::new();
    let run = home
        .hallpass(["rehearse", "--format", "json"])
        .without("DBUS_SESSION_BUS_ADDRESS")
        .without("DISPLAY")
        .run()
        .expect_code(0);
    let answer = journey::assert_passed(&run);
    let vault = step(&answer, "vault");
    assert_eq!(vault["outcome"], "warn");
    assert!(vault.to_string().contains(NO_KEYRING), "{run}");
    // Who the people of the practice tenant are is no contract.
    let mut contract = answer.clone();
    contract["graph"] = shape(&answer["graph"], &[]);
    insta::assert_json_snapshot!(shape(&contract, &KEEP));
}

#[test]
fn says_the_same_to_a_person() {
    let home = Home::new();
    let run = home.hallpass(["rehearse"]).run().expect_code(0);
    let lines: Vec<_> = run.stdout.lines().collect();
    for (at, name) in journey::STEPS.iter().enumerate() {
        assert!(lines.get(at).is_some_and(|line| line.contains(name)), "line {} is not of step {name}: {run}", at + 1);
    }
    assert!(lines[3].contains(NO_KEYRING), "{run}");
    assert!(!run.stdout.contains('\x1b'), "colour in spite of NO_COLOR: {run}");
}

#[test]
fn a_required_keyring_that_is_not_there_is_told_at_once() {
    let home = Home::new();
    let run = home.hallpass(["rehearse", "--require-keyring", "--format", "json"]).run().expect_code(3);
    assert!(run.took < Duration::from_secs(2), "{run}");
    journey::assert_failed_at(&run, "vault");
    insta::assert_json_snapshot!(shape(&run.json(), &KEEP));
}
