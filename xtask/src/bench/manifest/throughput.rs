//! Real manifests, one after the other, in one process.

use super::{text, Bench, INSIDE};
use crate::bench::verdict::Verdict;
use crate::failure::Failure;

const WANTED: f64 = 4.0;

pub struct Throughput {
    pub verdict: Verdict,
    /// What one core takes, and for what, in sentences.
    pub note: String,
}

pub fn measure(bench: &Bench<'_>) -> Result<Throughput, Failure> {
    println!("\n== real manifests, read and checked");
    let values = INSIDE.measure(bench.project, &["throughput", &text(&bench.corpus)])?;
    let (one, read) = (values.thousandths("check_per_mille")?, values.thousandths("read_per_mille")?);
    let all = values.thousandths("check_on_all_cores_per_mille")?;
    let (files, cores) = (values.get("files")?, values.get("cores")?);
    // `check` takes files in parallel: so the throughput that people have is that of all cores.
    let what =
        format!("{files} real manifests, read and judged by all rules on all cores ({cores}), as `check` does it");
    let verdict = Verdict::at_most(&what, "a bare quick-xml scan of the same bytes, on one core", all, WANTED);
    let more =
        if one > WANTED { format!(", more than the {WANTED} that are wanted of the command") } else { String::new() };
    let note = format!(
        "On one core the same takes {one:.1} bare scans{more}: reading is {read:.1} of them, the rules are the rest.\n"
    );
    Ok(Throughput { verdict, note })
}
