//! The checks that would show a cause: those with a rule that would cause the code, and for tokens a list.

use super::Diagnosis;
use crate::rules::{Rule, of_manifests, of_registrations};

/// What a server or Graph refuses of the very token that was sent.
const OF_TOKENS: [&str; 7] = [
    "AADSTS50013",
    "AADSTS500131",
    "AADSTS500133",
    "AADSTS50027",
    "AADSTS240002",
    "AADSTS7000114",
    "InvalidAuthenticationToken",
];

/// Steps, for the likeliest cause alone.
pub fn checks(diagnoses: &[Diagnosis]) -> Vec<String> {
    let Some(first) = diagnoses.first() else {
        return Vec::new();
    };
    let code = first.code.as_str();
    let mut steps = Vec::new();
    if causes(of_registrations(), code) {
        steps.push(
            "Whether the registration is why, from the JSON of the portal's Manifest page: hallpass registration check \
             registration.json --domain HOST[:PORT]",
        );
    }
    if causes(of_manifests(), code) {
        steps.push("Whether the add-in's manifest is why: hallpass manifest check manifest.xml");
    }
    if OF_TOKENS.contains(&code) {
        steps.push("Whether the token is why: hallpass token check - --audience CLIENT-ID < token.txt");
    }
    steps.into_iter().map(str::to_owned).collect()
}

fn causes(mut rules: impl Iterator<Item = &'static Rule>, code: &str) -> bool {
    rules.any(|rule| rule.would_cause.contains(&code))
}
