//! From the start of the process to the first answer of the discovery document.

use super::Bench;
use crate::bench::sample::{median, ratio};
use crate::bench::verdict::Verdict;
use crate::failure::Failure;
use crate::shell;

const RUNS: usize = 21;
const WANTED: f64 = 5.0;

/// In turns, so that what slows the machine down slows both. The very first of each makes the keys and does not count.
pub fn measure(bench: &Bench<'_>) -> Result<Verdict, Failure> {
    println!("\n== from the start to the first answer, {RUNS} times each, in turns");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let one = bench.tenant()?.start()?.took;
        let other = bench.oidc_provider()?.start()?.took;
        if run > 0 {
            ours.push(one);
            theirs.push(other);
        }
    }
    let (ours, theirs) = (median(&ours), median(&theirs));
    println!("the practice tenant {:.1} ms, the other {:.1} ms", ours.as_secs_f64() * 1e3, theirs.as_secs_f64() * 1e3);
    let what = "from the start of the process to the first answer of discovery, at every start but the very first";
    let node = shell::output(&mut shell::command("node", &["--version"], bench.project.root())).unwrap_or_default();
    let against = format!("`{}` {} with a key given, on Node.js {node}", bench.peer.name, bench.peer.version);
    Ok(Verdict::at_most_one_in(what, &against, ratio(ours, theirs), WANTED))
}
