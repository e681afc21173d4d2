//! Real manifests, one after the other, in one process.

use super::{inside, of, text, Bench};
use crate::bench::verdict::Verdict;
use crate::failure::Failure;

const WANTED: f64 = 4.0;

pub struct Throughput {
    pub verdict: Verdict,
    /// Which part of the cost is reading, in a sentence.
    pub note: String,
}

pub fn measure(bench: &Bench<'_>) -> Result<Throughput, Failure> {
    println!("\n== real manifests, read and checked");
    let values = inside(bench.project, &["throughput", &text(&bench.corpus)])?;
    let thousandths = |name: &str| of(&values, name).map(|value| value as f64 / 1000.0);
    let (check, read) = (thousandths("check_per_mille")?, thousandths("read_per_mille")?);
    let files = of(&values, "files")?;
    let what = format!("{files} real manifests, read and judged by all rules, on one core");
    let note = format!("Of the cost over the real manifests reading is {read:.1} ×; the rules are the rest.\n");
    Ok(Throughput { verdict: Verdict::at_most(&what, "a bare quick-xml scan of the same bytes", check, WANTED), note })
}
