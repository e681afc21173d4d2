//! What was measured, beside what is wanted.

/// One line of a bench.
pub struct Verdict {
    pub what: String,
    /// What stands on the other side of the ratio.
    pub against: String,
    pub found: String,
    pub wanted: String,
    pub holds: bool,
}

impl Verdict {
    /// `one / other` at most `limit`, which is 1 or more.
    pub fn at_most(what: &str, against: &str, found: f64, limit: f64) -> Self {
        Self {
            what: what.to_owned(),
            against: against.to_owned(),
            found: format!("{found:.1} ×"),
            wanted: format!("at most {limit} ×"),
            holds: found <= limit,
        }
    }

    /// The same, of a limit near 1.
    pub fn at_most_finely(what: &str, against: &str, found: f64, limit: f64) -> Self {
        let rounded_up = (found * 100.0).ceil() / 100.0;
        Self { found: format!("{rounded_up:.2} ×"), ..Self::at_most(what, against, found, limit) }
    }

    /// `one / other` at most `1 / limit`, said as a fraction.
    pub fn at_most_one_in(what: &str, against: &str, found: f64, limit: f64) -> Self {
        Self {
            what: what.to_owned(),
            against: against.to_owned(),
            found: format!("1/{:.0}", (1.0 / found).floor()),
            wanted: format!("at most 1/{limit}"),
            holds: found <= 1.0 / limit,
        }
    }

    /// `one / other` at least `limit`.
    pub fn at_least(what: &str, against: &str, found: f64, limit: f64) -> Self {
        Self {
            what: what.to_owned(),
            against: against.to_owned(),
            found: format!("{:.2} ×", (found * 100.0).floor() / 100.0),
            wanted: format!("at least {limit} ×"),
            holds: found >= limit,
        }
    }

    fn answer(&self) -> &'static str {
        if self.holds {
            "yes"
        } else {
            "**no**"
        }
    }
}

pub fn table(verdicts: &[Verdict]) -> String {
    let mut table = "| Measured | Against | Found | Wanted | Holds |\n|---|---|---|---|---|\n".to_owned();
    for verdict in verdicts {
        let Verdict { what, against, found, wanted, .. } = verdict;
        table.push_str(&format!("| {what} | {against} | {found} | {wanted} | {} |\n", verdict.answer()));
    }
    table
}

/// A sentence for each that does not hold.
pub fn broken(verdicts: &[Verdict]) -> Vec<String> {
    let broken = verdicts.iter().filter(|verdict| !verdict.holds);
    broken.map(|verdict| format!("{}: {}, wanted is {}", verdict.what, verdict.found, verdict.wanted)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_held_against_its_limit() {
        for (verdict, found, holds) in [
            (Verdict::at_most("a", "b", 3.96, 4.0), "4.0 ×", true),
            (Verdict::at_most("a", "b", 4.01, 4.0), "4.0 ×", false),
            (Verdict::at_most_finely("a", "b", 1.15, 1.15), "1.15 ×", true),
            (Verdict::at_most_finely("a", "b", 1.151, 1.15), "1.16 ×", false),
            (Verdict::at_least("a", "b", 0.8, 0.8), "0.80 ×", true),
            (Verdict::at_least("a", "b", 0.799, 0.8), "0.79 ×", false),
            (Verdict::at_most_one_in("a", "b", 0.02, 40.0), "1/50", true),
            (Verdict::at_most_one_in("a", "b", 0.0251, 40.0), "1/39", false),
        ] {
            assert_eq!((verdict.found.as_str(), verdict.holds), (found, holds));
            assert_eq!(broken(&[verdict]).len(), usize::from(!holds));
        }
    }

    #[test]
    fn each_verdict_is_a_row() {
        let table = table(&[Verdict::at_most("a", "b", 9.0, 4.0)]);
        assert_eq!(table.lines().last(), Some("| a | b | 9.0 × | at most 4 × | **no** |"));
    }
}
