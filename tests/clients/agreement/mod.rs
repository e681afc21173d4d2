//! Hallpass beside jose and PyJWT, over every token of the table, with the same keys at the same time: on signature,
//! lifetime, audience and issuer they say the same, or the difference is [`known`].

mod known;
mod question;

use std::collections::{BTreeMap, BTreeSet};

use hallpass_tests::home::Home;
use hallpass_tests::program::Invocation;
use serde_json::{Value, json};
use token_table::Row;

use crate::script;
use known::{KNOWN, Known, Library};

/// What is asked of a token. Each but the first stands on a signature that holds: nobody judges claims that anyone can
/// have written.
pub const ASPECTS: [&str; 4] = ["signature", "lifetime", "audience", "issuer"];

/// A token by its name in the table, and an aspect of it.
type Judged = (String, &'static str);

/// Where the library's word is another than ours; `true` for what it accepts and Hallpass does not.
fn differences(library: Invocation, rows: &[Row]) -> BTreeMap<Judged, bool> {
    let questions: Vec<Value> = rows.iter().map(question::of).collect();
    let ended = library.input(json!({ "tokens": questions }).to_string().as_bytes()).run().expect_code(0);
    let answers: Vec<Value> =
        ended.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(answers.len(), rows.len(), "a verdict for each token: {ended}");
    let mut found = BTreeMap::new();
    let mut refused_for = BTreeSet::new();
    for (row, answer) in rows.iter().zip(&answers) {
        assert_eq!(answer["token"], row.name.as_str());
        let report = row.report();
        for aspect in ASPECTS {
            let why = answer["refused"][aspect].as_str();
            assert!(!why.is_some_and(|why| why.starts_with("broke off")), "{}, {aspect}: {why:?}", row.name);
            if why.is_some() && (aspect == "signature" || answer["refused"]["signature"].is_null()) {
                refused_for.insert(aspect);
            }
            if why.is_none() != question::accepts(&report, aspect) {
                found.insert((row.name.clone(), aspect), why.is_none());
            }
        }
    }
    // A library that accepts everything, or refuses everything for its signature, was not asked rightly.
    assert_eq!(refused_for.len(), ASPECTS.len(), "it refuses tokens for {refused_for:?} alone");
    found
}

fn hold(library: Library, program: Invocation) {
    let rows = token_table::all();
    let found = differences(program, &rows);
    let of_library = KNOWN.iter().filter(|known| known.libraries.contains(&library));
    let expected: BTreeMap<Judged, bool> = of_library.flat_map(Known::each).collect();
    let mut faults = Vec::new();
    for ((token, aspect), accepts) in &found {
        if expected.get(&(token.clone(), *aspect)) != Some(accepts) {
            let they = if *accepts { "accepts" } else { "refuses" };
            faults.push(format!("{library:?} {they} and Hallpass does not: {aspect} of {token}"));
        }
    }
    for judged in expected.keys().filter(|judged| !found.contains_key(*judged)) {
        faults.push(format!("{library:?} agrees by now: {} of {}", judged.1, judged.0));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn with_jose() {
    let home = Home::new();
    hold(Library::Jose, script::node_offline(&home, "jose-agreement.mjs"));
}

#[test]
fn with_pyjwt() {
    let home = Home::new();
    hold(Library::PyJwt, script::python_offline(&home, "pyjwt_agreement.py"));
}
