//! Real manifests, one after the other, in one process.

use super::{inside, of, text, Bench};
use crate::bench::verdict::Verdict;
use crate::failure::Failure;

const WANTED: f64 = 4.0;

pub struct Throughput {
    pub verdicts: Vec<Verdict>,
    /// Which part of the cost is reading, in a sentence.
    pub note: String,
}

pub fn measure(bench: &Bench<'_>) -> Result<Throughput, Failure> {
    println!("\n== real manifests, read and checked");
    let values = inside(bench.project, &["throughput", &text(&bench.corpus)])?;
    let thousandths = |name: &str| of(&values, name).map(|value| value as f64 / 1000.0);
    let (one, read, all) =
        (thousandths("check_per_mille")?, thousandths("read_per_mille")?, thousandths("check_on_all_cores_per_mille")?);
    let (files, cores) = (of(&values, "files")?, of(&values, "cores")?);
    let verdict = |how: &str, found: f64| {
        let what = format!("{files} real manifests, read and judged by all rules, on {how}");
        Verdict::at_most(&what, "a bare quick-xml scan of the same bytes, on one core", found, WANTED)
    };
    let verdicts = vec![
        verdict("one core", one),
        verdict(&format!("all cores ({cores}), as `hallpass manifest check` does it"), all),
    ];
    let note = format!("Of the {one:.1} × on one core reading is {read:.1} ×; the rules are the rest.\n");
    Ok(Throughput { verdicts, note })
}
