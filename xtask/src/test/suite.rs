use std::time::{Duration, Instant};

use crate::failure::Failure;

/// What came of one suite; a step that is not made of tests counts as one check.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    pub passed: usize,
    pub failed: usize,
    pub left_out: usize,
}

impl Outcome {
    pub fn check(fine: bool) -> Self {
        Self { passed: usize::from(fine), failed: usize::from(!fine), left_out: 0 }
    }

    /// A runner that ended badly without a failed test (a crash, a file that did not compile) has failed all the same.
    pub fn ended(mut self, fine: bool) -> Self {
        if !fine && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    /// For suites that cannot be empty: no test is no proof.
    pub fn not_empty(mut self) -> Self {
        if self.passed + self.failed == 0 {
            println!("no test ran");
            self.failed = 1;
        }
        self
    }
}

/// All suites of a run, in their order.
#[derive(Default)]
pub struct Suites(Vec<(&'static str, Outcome, Duration)>);

impl Suites {
    /// Runs one under a heading. What keeps it from running at all counts as one failure, in its own words.
    pub fn run(&mut self, name: &'static str, suite: impl FnOnce() -> Result<Outcome, Failure>) {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = suite().unwrap_or_else(|failure| {
            println!("{failure}");
            Outcome::check(false)
        });
        self.0.push((name, outcome, start.elapsed()));
    }

    pub fn table(&self) -> String {
        let mut table = format!("{:<26}{:>8}{:>8}{:>10}{:>9}\n", "suite", "passed", "failed", "left out", "seconds");
        for (name, outcome, took) in &self.0 {
            let Outcome { passed, failed, left_out } = outcome;
            table.push_str(&format!("{name:<26}{passed:>8}{failed:>8}{left_out:>10}{:>9.1}\n", took.as_secs_f64()));
        }
        table
    }

    pub fn total(&self) -> String {
        let sum = |of: fn(&Outcome) -> usize| self.0.iter().map(|(_, outcome, _)| of(outcome)).sum::<usize>();
        format!("{} passed, {} failed", sum(|outcome| outcome.passed), sum(|outcome| outcome.failed))
    }

    pub fn all_passed(&self) -> bool {
        self.0.iter().all(|(_, outcome, _)| outcome.failed == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts_every_suite() {
        let mut suites = Suites::default();
        suites.run("a check", || Ok(Outcome::check(true)));
        suites.run("tests", || Ok(Outcome { passed: 12, failed: 0, left_out: 3 }));
        assert_eq!((suites.total().as_str(), suites.all_passed()), ("13 passed, 0 failed", true));
        suites.run("cannot start", || Err(Failure::new("cannot start npm")));
        assert_eq!((suites.total().as_str(), suites.all_passed()), ("13 passed, 1 failed", false));
        assert!(!suites.table().lines().any(|line| line == suites.total()));
    }

    #[test]
    fn neither_a_crash_nor_an_empty_suite_passes() {
        let fine = Outcome { passed: 3, failed: 0, left_out: 0 };
        assert_eq!(fine.ended(true).failed, 0);
        assert_eq!(fine.ended(false).failed, 1);
        assert_eq!(Outcome { failed: 2, ..fine }.ended(false).failed, 2);
        assert_eq!(fine.not_empty().failed, 0);
        assert_eq!(Outcome { left_out: 5, ..Outcome::default() }.not_empty().failed, 1);
    }
}
