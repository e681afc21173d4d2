//! Each rule about a registration has tests that show it: a healthy registration, and one that breaks this rule alone.
//!
//! `Healthy::broken` and its kin hold both: no finding before the change, one after it. That none goes without is held here.

use super::{consent, naa, redirect, registration, secret};
use crate::Code;

/// What could not be read is found in a text, and no registration shows it: their tests have texts of their own.
const OF_A_TEXT: [Code; 2] = [Code::RegistrationUnreadable, Code::RegistrationPropertyUnreadable];

#[test]
#[allow(clippy::disallowed_methods, reason = "reads the sources of the rules")]
fn each_rule_has_a_registration_that_breaks_it_alone() {
    let rooms = [
        ("registration", registration::RULES),
        ("redirect", redirect::RULES),
        ("secret", secret::RULES),
        ("consent", consent::RULES),
        ("naa", naa::RULES),
    ];
    for (room, rules) in rooms {
        for code in rules.iter().map(|rule| rule.words.code).filter(|code| !OF_A_TEXT.contains(code)) {
            let file = format!("{room}/{}.rs", code.as_str().replace('-', "_"));
            let path = format!("{}/src/rules/{file}", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"));
            let (_, tests) = text.split_once("#[cfg(test)]").unwrap_or_else(|| panic!("{file} has no tests"));
            let breaks = ["broken(", "breaks("].iter().any(|name| tests.contains(name));
            let names = tests.contains(&format!("Code::{code:?}"));
            assert!(breaks && names, "{file}: no test breaks a healthy registration in {code} alone");
        }
    }
}
