//! Inside of one process, on one thread.

use super::{Bench, INSIDE};
use crate::bench::inside::Values;
use crate::bench::verdict::Verdict;
use crate::failure::Failure;

const WANTED: f64 = 0.85;

pub struct Judged {
    pub verdict: Verdict,
    /// What else a token may cost, in a sentence.
    pub note: String,
}

pub fn measure(bench: &Bench<'_>) -> Result<Judged, Failure> {
    println!("\n== a token taken apart and judged, and the bare verification of its signature, in turns");
    judged(&INSIDE.measure(bench.project, &["judged"])?)
}

fn judged(values: &Values) -> Result<Judged, Failure> {
    let what = "bootstrap tokens a second, taken apart and judged by every check, on one thread";
    let against = format!(
        "bare verifications a second by `aws_lc_rs` of the same token with a key that was read before, RSA-{}",
        values.get("key_bits")?
    );
    let verdict = Verdict::at_least(what, &against, values.thousandths("judged_per_mille")?, WANTED);
    let rate = |name: &str| values.thousandths(name).map(|rate| format!("{:.2} ×", (rate * 100.0).floor() / 100.0));
    let note = format!(
        "A token of version 1 comes to {}. With every word of the report, as `hallpass token check` prints it, and the \
         keys read anew each time, it is {}. The token has {} bytes.\n",
        rate("judged_version_one_per_mille")?,
        rate("explained_per_mille")?,
        values.get("token_bytes")?,
    );
    Ok(Judged { verdict, note })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_held_against_what_was_measured() {
        for (rate, holds) in [(850, true), (849, false)] {
            let values = Values::of(&[
                ("key_bits", 2048),
                ("token_bytes", 900),
                ("judged_per_mille", rate),
                ("judged_version_one_per_mille", 845),
                ("explained_per_mille", 409),
            ]);
            let judged = judged(&values).unwrap();
            assert_eq!(judged.verdict.holds, holds);
            assert!(judged.note.contains("comes to 0.84 ×") && judged.note.contains("it is 0.40 ×"), "{}", judged.note);
        }
        assert!(judged(&Values::of(&[])).is_err());
    }
}
