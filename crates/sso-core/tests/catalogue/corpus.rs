//! Found by `HALLPASS_CORPUS` or beside the workspace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sso_core::Timestamp;
use sso_core::catalogue::entry;
use sso_core::diagnose::diagnose;

use crate::list::{Row, differences, rows};

#[allow(clippy::disallowed_methods, reason = "test code: the corpus lies on the disk")]
fn read(name: &str) -> String {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let named = std::env::var_os("HALLPASS_CORPUS").filter(|named| !named.is_empty());
    let path = named.map_or(beside, PathBuf::from).join(name);
    std::fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("{} is not there; name the corpus in HALLPASS_CORPUS", path.display()))
}

/// First cells of the page's tables, with their chapter.
fn page(text: &str) -> Vec<(u32, String)> {
    let mut chapter = 0;
    let mut cells = Vec::new();
    let mut is_body = false;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            chapter = heading.split('.').next().unwrap().parse().unwrap();
        }
        let Some(row) = line.strip_prefix('|') else {
            is_body = false;
            continue;
        };
        if row.starts_with("---") {
            is_body = true;
        } else if is_body {
            cells.push((chapter, row.split('|').next().unwrap().trim().to_owned()));
        }
    }
    cells
}

/// Runs of four to eight digits; in the chapters on Entra they are its numbers.
fn numbers(chapter: u32, cell: &str) -> Vec<String> {
    let digits = cell.split(|c: char| !c.is_ascii_digit()).filter(|run| (4..=8).contains(&run.len()));
    digits.map(|run| if chapter < 3 { run.to_owned() } else { format!("AADSTS{run}") }).collect()
}

/// Words that look like a code and are none: properties, a language, and what Graph says of many faults alike, where the
/// sentence beside it is what tells them apart.
const NO_CODES: [&str; 6] = [
    "identifierUris",
    "preAuthorizedApplications",
    "delegatedPermissionIds",
    "JavaScript",
    "WebApplicationInfo",
    "InvalidValue",
];

/// A word that has a hump or an underscore: Graph's and MSAL's codes are written so.
fn looks_like_a_code(word: &str) -> bool {
    let has_hump = word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    (has_hump || word.contains('_')) && !NO_CODES.contains(&word)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

/// What of the page is not in the list, and the other way round.
fn compared(text: &str, rows: &[Row]) -> Vec<String> {
    let page = page(text);
    let of_page: BTreeSet<&str> = page.iter().map(|(_, cell)| cell.as_str()).collect();
    let of_list: BTreeSet<&str> = rows.iter().map(|row| row.entry).collect();
    let mut wrong = differences(&of_page, &of_list);
    let chapters =
        page.iter().zip(rows).filter(|((chapter, cell), row)| (*chapter, &**cell) != (row.chapter, row.entry));
    wrong.extend(chapters.map(|((chapter, cell), row)| format!("{chapter} {cell} is {} {}", row.chapter, row.entry)));
    let listed: BTreeSet<&str> = rows.iter().flat_map(|row| row.codes.iter().copied()).collect();
    for row in rows {
        let of_cell: BTreeSet<String> = match row.chapter {
            ..=6 => numbers(row.chapter, row.entry).into_iter().collect(),
            // A row may name the code of another beside its own.
            _ => {
                let codes = words(row.entry).filter(|word| looks_like_a_code(word) && !listed.contains(word));
                codes.map(str::to_owned).collect()
            }
        };
        let of_row: BTreeSet<&str> = row.codes.iter().copied().collect();
        let missing = of_cell.iter().filter(|code| !of_row.contains(code.as_str()));
        wrong.extend(missing.map(|code| format!("{code} of {} is not in its row", row.entry)));
        if row.chapter <= 6 && of_cell.len() != of_row.len() {
            wrong.push(format!("{} has other codes than {of_row:?}", row.entry));
        }
    }
    // Numbers that stand in a cause or a fix are codes as well.
    let is_number = |word: &&str| {
        let digits = word.strip_prefix("AADSTS").unwrap_or(word);
        let of_office = word.len() == 5 && word.starts_with("13");
        (word.starts_with("AADSTS") && !digits.is_empty() || of_office)
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let unknown = words(text).filter(is_number).filter(|word| !listed.contains(word));
    wrong.extend(unknown.map(|word| format!("{word} is missing")));
    wrong
}

#[test]
fn the_list_is_that_of_the_page() {
    let text = read("../reference/errors.md");
    let rows = rows();
    assert_eq!(compared(&text, &rows), [""; 0]);
    let listed: Vec<_> = rows.iter().map(|row| (row.chapter, row.entry.to_owned())).collect();
    assert_eq!(listed, page(&text), "the order");

    // The comparison sees what is wrong, either way.
    let row = text.lines().find(|line| line.starts_with("| 13004 |")).unwrap();
    let told = |changed: String| compared(&changed, &rows).join("\n");
    let told_of = |line: &str| told(text.replacen(row, &format!("{row}\n{line}"), 1));
    assert!(told(text.replacen(&format!("{row}\n"), "", 1)).contains("13004 is one too many"));
    assert!(told_of("| 13099 | new | new | new | T |").contains("13099 is missing"));
    assert!(told_of("| 13001 | again | as AADSTS999999 | new | T |").contains("AADSTS999999 is missing"));
    let mut rows = rows;
    rows.iter_mut().find(|row| row.codes.contains(&"activityLimitReached")).unwrap().codes.remove(1);
    rows.iter_mut().find(|row| row.entry == "13990 / 13991").unwrap().codes.pop();
    let told = compared(&text, &rows).join("\n");
    assert!(told.contains("activityLimitReached of ") && told.contains("13991 of 13990 / 13991"), "{told}");
}

/// Whatever in the text is written as a code of the list is, apart from what only comes around another.
fn codes_named<'a>(text: &'a str, rows: &[Row]) -> BTreeSet<&'a str> {
    let listed: BTreeSet<&str> = rows.iter().flat_map(|row| row.codes.iter().copied()).collect();
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words.filter(|word| listed.contains(word) && *word != "interaction_required").collect()
}

/// Whether the answer has a word of each set of alternatives, as a grader would ask.
fn says(told: &str, sets: &Value) -> bool {
    let told = told.to_lowercase();
    let is_said = |word: &Value| told.contains(&word.as_str().unwrap().to_lowercase());
    sets.as_array().unwrap().iter().all(|set| set.as_array().unwrap().iter().any(is_said))
}

#[test]
fn every_code_of_real_reports_is_found() {
    let cases: Value = serde_json::from_str(&read("trouble-cases.json")).unwrap();
    let rows = rows();
    let (mut told, mut of_codes, mut right) = (0, 0, 0);
    let cases = cases["cases"].as_array().unwrap();
    for case in cases {
        let evidence = &case["evidence"];
        let text = serde_json::to_string(evidence).unwrap();
        let diagnosed = diagnose(text.as_bytes(), Timestamp::UNIX_EPOCH);
        let found: BTreeSet<_> = diagnosed.diagnoses.iter().map(|diagnosis| diagnosis.code.clone()).collect();
        let named = codes_named(&text, &rows);
        for code in &named {
            assert!(found.contains(*code), "{}: {code} is not among {found:?}", case["id"]);
        }
        // What the answer names is among them: the number that somebody would look up by hand.
        for value in [
            &evidence["code"],
            &evidence["body"]["error_codes"][0],
            &evidence["body"]["error"]["code"],
            &evidence["result"]["error"]["code"],
        ] {
            let Some(code) =
                value.as_str().map(str::to_owned).or_else(|| value.as_u64().map(|number| number.to_string()))
            else {
                continue;
            };
            let codes = [format!("AADSTS{code}"), code];
            let code =
                codes.iter().find(|code| entry(code).is_some()).unwrap_or_else(|| panic!("{codes:?} is not known"));
            assert_eq!(diagnosed.diagnoses.first().map(|diagnosis| &diagnosis.code), Some(code), "{}", case["id"]);
            of_codes += 1;
        }
        told += usize::from(!found.is_empty());
        let first = diagnosed.diagnoses.first().map(|first| serde_json::to_string(first).unwrap());
        let is_right = first.is_some_and(|first| says(&first, &case["expect_any"]));
        right += usize::from(is_right);
        println!("{}: {} ({is_right})", case["id"], diagnosed.diagnoses.first().map_or("–", |first| &first.title));
    }
    println!(
        "{} cases: {told} have a diagnosis, {of_codes} by the code of their answer, {right} with the words of the cause",
        cases.len()
    );
    assert!(of_codes >= 18 && told >= of_codes, "{told} told, {of_codes} by their code");
}
