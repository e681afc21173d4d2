//! What came of a flood: how each shape was met, and what was not as it should be.

use std::collections::BTreeMap;
use std::fmt;

use crate::draft::{Answers, Hostile};
use crate::shape::SHAPES;
use crate::wire::Came;

#[derive(Debug, Default, Clone, Copy)]
struct Met {
    requests: usize,
    answers: usize,
    /// Ended without an answer.
    closed: usize,
}

#[derive(Debug, Default)]
pub struct Tally {
    shapes: BTreeMap<usize, Met>,
    pub routes: BTreeMap<&'static str, usize>,
    pub statuses: BTreeMap<u16, usize>,
    /// The first of them, by number.
    pub wrong: BTreeMap<u64, String>,
}

const SHOWN: usize = 20;

impl Tally {
    pub fn add(&mut self, number: u64, shape: usize, hostile: &Hostile, came: &Came) {
        let met = self.shapes.entry(shape).or_default();
        met.requests += 1;
        met.answers += came.statuses.len();
        met.closed += usize::from(came.statuses.is_empty());
        *self.routes.entry(hostile.route).or_default() += 1;
        for status in &came.statuses {
            *self.statuses.entry(*status).or_default() += 1;
        }
        if !is_right(hostile, came) && self.wrong.len() < SHOWN {
            // Only the first line: what follows may hold a token that is good.
            let line = hostile.bytes.split(|byte| *byte == b'\r').next().unwrap_or_default();
            let line = line[..line.len().min(160)].escape_ascii();
            self.wrong.insert(number, format!("{}: {came:?} to {line}", SHAPES[shape].name));
        }
    }

    pub fn join(&mut self, other: Self) {
        for (shape, met) in other.shapes {
            let sum = self.shapes.entry(shape).or_default();
            sum.requests += met.requests;
            sum.answers += met.answers;
            sum.closed += met.closed;
        }
        for (route, count) in other.routes {
            *self.routes.entry(route).or_default() += count;
        }
        for (status, count) in other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
        self.wrong.extend(other.wrong);
    }

    pub fn requests(&self) -> usize {
        self.shapes.values().map(|met| met.requests).sum()
    }

    /// Shapes that the tenant never answered: whatever they were to show, they did not.
    pub fn never_answered(&self) -> Vec<&'static str> {
        let answered = |at: &usize| self.shapes.get(at).is_some_and(|met| met.answers > 0);
        (0..SHAPES.len()).filter(|at| !answered(at)).map(|at| SHAPES[at].name).collect()
    }
}

fn is_right(hostile: &Hostile, came: &Came) -> bool {
    let count = came.statuses.len();
    let enough = match hostile.answers {
        Answers::These(wanted) => count == wanted && came.fault.is_none(),
        Answers::ThenEnd => count >= 1 && came.ended && came.fault.is_none(),
        Answers::OrEnd => {
            came.ended && came.fault != Some("silence") && came.fault != Some("an answer that is not HTTP")
        }
    };
    enough && came.statuses.iter().all(|status| (400..500).contains(status))
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<58}{:>9}{:>9}{:>9}", "shape", "requests", "answers", "closed")?;
        for (at, met) in &self.shapes {
            writeln!(f, "{:<58}{:>9}{:>9}{:>9}", SHAPES[*at].name, met.requests, met.answers, met.closed)?;
        }
        for (route, count) in &self.routes {
            writeln!(f, "{route:<58}{count:>9}")?;
        }
        for (status, count) in &self.statuses {
            writeln!(f, "{status:<58}{count:>9}")?;
        }
        Ok(())
    }
}
