//! One manifest, from the start of the program to its end.

use super::{text, Bench};
use crate::bench::sample::{median, ratio, time};
use crate::bench::verdict::Verdict;
use crate::failure::Failure;

const FILE: &str = "crates/addin-manifest/tests/fixtures/task-pane-sso.xml";
const RUNS: usize = 21;
const WANTED: f64 = 40.0;

/// In turns, so that what slows the machine down slows both; the first of each warms up.
pub fn measure(bench: &Bench<'_>) -> Result<Verdict, Failure> {
    println!("\n== one manifest as a whole process, {RUNS} times each, in turns");
    let root = bench.project.root();
    let file = text(&bench.project.path(FILE));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let one = time(&mut bench.hallpass(&["manifest", "check", &file]))?;
        let other = time(&mut bench.peer.command(&["info", &file], root))?;
        if run > 0 {
            ours.push(one);
            theirs.push(other);
        }
    }
    let (ours, theirs) = (median(&ours), median(&theirs));
    println!("hallpass {:.1} ms, the other {:.1} ms", ours.as_secs_f64() * 1e3, theirs.as_secs_f64() * 1e3);
    let what = "`hallpass manifest check` of one manifest, as a whole process";
    let against = format!("{} of the same file", bench.peer.words("info"));
    Ok(Verdict::at_most_one_in(what, &against, ratio(ours, theirs), WANTED))
}
