//! Counting tests by what their runners say of themselves. A summary that cannot be read is a failure, never nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::suite::Outcome;
use crate::failure::Failure;
use crate::shell;

pub fn nextest(command: &mut Command) -> Result<Outcome, Failure> {
    let (fine, text) = shell::tee(command)?;
    Ok(counted("cargo nextest", nextest_summary(&text))?.ended(fine))
}

pub fn cargo_test(command: &mut Command) -> Result<Outcome, Failure> {
    let (fine, text) = shell::tee(command)?;
    Ok(counted("cargo test", libtest_summaries(&text))?.ended(fine))
}

/// `report` is where its JSON goes; the screen keeps the form for people.
pub fn vitest(command: &mut Command, report: &Path) -> Result<Outcome, Failure> {
    // An older report must not stand in for one that was not written.
    let _ = fs::remove_file(report);
    let file = format!("--outputFile.json={}", report.display());
    let fine = shell::run(command.args(["--reporter=default", "--reporter=json", &file]))?;
    let text = fs::read_to_string(report).unwrap_or_default();
    Ok(counted("vitest", vitest_summary(&text))?.ended(fine).not_empty())
}

/// A runner of our own, whose last line is `5 passed, 0 failed`.
pub fn own(command: &mut Command) -> Result<Outcome, Failure> {
    let (fine, text) = shell::tee(command)?;
    Ok(counted("the runner", own_summary(&text))?.ended(fine).not_empty())
}

fn own_summary(text: &str) -> Option<Outcome> {
    let (passed, failed) = text.lines().last()?.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some(Outcome { passed: passed.parse().ok()?, failed: failed.parse().ok()?, left_out: 0 })
}

fn counted(runner: &str, outcome: Option<Outcome>) -> Result<Outcome, Failure> {
    outcome.ok_or_else(|| Failure::new(format!("{runner} ended without a summary that can be counted")))
}

/// `Summary [   1.2s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 2 skipped`; `3/12 tests run` when it was
/// cut short.
fn nextest_summary(text: &str) -> Option<Outcome> {
    let line = text.lines().rev().find(|line| line.trim_start().starts_with("Summary ["))?;
    let (run, counts) = line.split_once(']')?.1.split_once(" run: ")?;
    let numbers: Vec<usize> =
        run.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    let all = *numbers.last()?;
    let of = |word: &str| {
        // "(1 slow, 1 flaky)" are among those that passed; "1 failed to start" and the like are not.
        counts.split(", ").find_map(|part| part.trim().strip_suffix(word)?.trim().parse::<usize>().ok())
    };
    let passed_text = counts.split(" passed").next()?;
    let passed: usize = passed_text.trim().parse().unwrap_or(0);
    // Whatever did not pass has failed: failed, timed out, could not be started, never reached.
    Some(Outcome { passed, failed: all.checked_sub(passed)?, left_out: of("skipped").unwrap_or(0) })
}

/// The sum over `test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s`.
fn libtest_summaries(text: &str) -> Option<Outcome> {
    let mut sum = None;
    for line in text.lines() {
        let counts = match line.trim().strip_prefix("test result: ") {
            Some(result) => result.split_once(". ")?.1,
            None => continue,
        };
        let of = |word: &str| {
            counts.split(';').find_map(|part| part.trim().strip_suffix(word)?.trim().parse::<usize>().ok())
        };
        let before: Outcome = sum.unwrap_or_default();
        sum = Some(Outcome {
            passed: before.passed + of("passed")?,
            failed: before.failed + of("failed")?,
            left_out: before.left_out + of("ignored")? + of("filtered out")?,
        });
    }
    sum
}

/// The numbers at the head of vitest's JSON report. A quote inside a test's name is escaped there, so that no name can
/// look like a key.
fn vitest_summary(text: &str) -> Option<Outcome> {
    let number = |key: &str| {
        let (_, rest) = text.split_once(&format!("\"{key}\":"))?;
        let digits = rest.trim_start();
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse::<usize>().ok()
    };
    Some(Outcome {
        passed: number("numPassedTests")?,
        failed: number("numFailedTests")?,
        left_out: number("numPendingTests")? + number("numTodoTests")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_of_our_own_is_read_by_its_last_line() {
        let counted = |passed, failed| Some(Outcome { passed, failed, left_out: 0 });
        assert_eq!(own_summary("a: it is wrong\n12 passed, 1 failed\n"), counted(12, 1));
        assert_eq!(own_summary("12 passed, 1 failed\nand more\n"), None);
        assert_eq!(own_summary(""), None);
    }

    fn outcome(passed: usize, failed: usize, left_out: usize) -> Option<Outcome> {
        Some(Outcome { passed, failed, left_out })
    }

    #[test]
    fn nextest_is_counted() {
        for (summary, counted) in [
            ("     Summary [   0.013s] 12 tests run: 12 passed, 0 skipped", outcome(12, 0, 0)),
            ("     Summary [   1.313s] 1 test run: 1 passed (1 slow), 7 skipped", outcome(1, 0, 7)),
            (
                "     Summary [  61.013s] 12 tests run: 8 passed (1 slow, 2 leaky), 3 failed, 1 timed out, 2 skipped",
                outcome(8, 4, 2),
            ),
            ("     Summary [   5.013s] 12 tests run: 11 passed (1 flaky), 1 exec failed, 0 skipped", outcome(11, 1, 0)),
            ("     Summary [   5.013s] 3/12 tests run: 2 passed, 1 failed, 0 skipped", outcome(2, 10, 0)),
            ("     Summary [   0.000s] 2 tests run: 0 passed, 2 failed, 0 skipped", outcome(0, 2, 0)),
            ("     Summary [   0.000s] 0 tests run: 0 passed, 12 skipped", outcome(0, 0, 12)),
            ("error: could not compile `sso-core`", None),
            ("", None),
        ] {
            let text =
                format!("    PASS [   0.004s] sso-core a::b\n------------\n{summary}\n        FAIL sso-core c::d\n");
            assert_eq!(nextest_summary(&text), counted, "{summary}");
        }
    }

    #[test]
    fn every_binary_of_cargo_test_is_counted() {
        let text = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.00s\n\
            test a::b ... FAILED\n\
            test result: FAILED. 4 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.01s\n";
        assert_eq!(libtest_summaries(text), outcome(6, 1, 4));
        assert_eq!(libtest_summaries("error[E0308]: mismatched types"), None);
        assert_eq!(libtest_summaries("test result: in a form of tomorrow. 3 good"), None);
    }

    #[test]
    fn vitest_is_counted() {
        let report = r#"{"numTotalTestSuites":4,"numPassedTestSuites":4,"numTotalTests":7,"numPassedTests":5,
            "numFailedTests":1,"numPendingTests":1,"numTodoTests":0,"success":false,
            "testResults":[{"title":"says \"numPassedTests\":99"}]}"#;
        assert_eq!(vitest_summary(report), outcome(5, 1, 1));
        assert_eq!(vitest_summary(""), None);
    }
}
