//! Where the findings of one rule are gathered. A file may break one rule in any number of places and nobody reads them
//! all: the first are made, of the others only the number is kept.

use addin_manifest::Span;

use crate::rules::Rule;
use crate::{Finding, Severity};

/// As many findings of one rule are shown; the next one says how many there are beside them.
const SHOWN: usize = 20;

pub(super) struct Found<'a> {
    rule: &'a Rule,
    /// In the order of [`Ranked::rank`].
    first: Vec<Ranked>,
    count: usize,
}

pub(super) struct Ranked {
    /// Where the evidence that decided begins, in bytes.
    at: usize,
    pub finding: Finding,
}

impl Ranked {
    /// The worst first, then by place.
    pub fn rank(&self) -> impl Ord + use<> {
        (self.finding.severity, self.at, self.finding.code)
    }
}

impl<'a> Found<'a> {
    pub fn new(rule: &'a Rule) -> Self {
        Self { rule, first: Vec::new(), count: 0 }
    }

    /// A finding with the rule's own severity. `at` is the place of the evidence that decided; `make` is called only if
    /// the finding is one of the first.
    pub fn add(&mut self, at: Span, make: impl FnOnce(&Rule) -> Finding) {
        self.add_as(self.rule.severity, at, make);
    }

    pub fn add_as(&mut self, severity: Severity, at: Span, make: impl FnOnce(&Rule) -> Finding) {
        self.count += 1;
        let place = (severity, at.start);
        let index = self.first.partition_point(|known| (known.finding.severity, known.at) <= place);
        if index > SHOWN {
            return;
        }
        self.first.truncate(SHOWN);
        let finding = make(self.rule).with_severity(severity);
        self.first.insert(index, Ranked { at: at.start, finding });
    }

    /// The first findings; the last one stands for all that follow.
    pub fn finish(mut self) -> Vec<Ranked> {
        let more = self.count.saturating_sub(SHOWN);
        if let Some(next) = self.first.get_mut(SHOWN) {
            next.finding.title = format!("and {more} more: {}", self.rule.summary);
        }
        self.first
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn the_first_are_made_and_the_others_counted() {
        let rule = crate::rules::of(Code::ScopesEmpty).unwrap();
        let made = std::cell::Cell::new(0);
        let mut found = Found::new(rule);
        // From behind, so that each is the first so far; then all of them once more, each worse and again each first.
        for severity in [Severity::Info, Severity::Error] {
            for at in (0..100).rev() {
                found.add_as(severity, Span::new(at, at), |rule| {
                    made.set(made.get() + 1);
                    Finding::of(rule, format!("{severity} at {at}"), "")
                });
            }
        }
        // Those behind the first are not made.
        for at in 100..100_000 {
            found.add(Span::new(at, at), |_| unreachable!());
        }
        let titles = found.finish().into_iter().map(|ranked| ranked.finding.title).collect::<Vec<_>>();
        assert_eq!(titles.len(), 21);
        assert_eq!((titles[0].as_str(), titles[19].as_str()), ("error at 0", "error at 19"));
        assert_eq!(titles[20], format!("and {} more: {}", 100_100 - 20, rule.summary));
        assert_eq!(made.get(), 200);
    }
}
