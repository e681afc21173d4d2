//! One token, from the start of the program to its end.

use super::{Bench, INSIDE};
use crate::bench::npm::FOLDER;
use crate::bench::sample::{median, ratio, time_reading};
use crate::bench::verdict::Verdict;
use crate::failure::Failure;
use crate::shell;

const RUNS: usize = 21;
const WANTED: f64 = 8.0;
/// For which the example is made.
const CLIENT_ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const ISSUER: &str = "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0";

/// In turns, so that what slows the machine down slows both; the first of each warms up.
pub fn measure(bench: &Bench<'_>) -> Result<Verdict, Failure> {
    println!("\n== one token as a whole process, {RUNS} times each, in turns");
    let now = INSIDE.measure(bench.project, &["example", &bench.home.to_string_lossy()])?.get("now")?.to_string();
    let (token, keys) = (bench.home.join("token"), bench.home.join("jwks.json"));
    let keys = keys.to_string_lossy();
    let words = ["token", "check", "--audience", CLIENT_ID, "--jwks", &keys, "--at", &now];
    let script = ["jose.mjs", &keys, CLIENT_ID, ISSUER, &now];
    let folder = bench.project.path(FOLDER);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let one = time_reading(&mut bench.hallpass(&words), &token)?;
        let other = time_reading(&mut shell::command("node", &script, &folder), &token)?;
        if run > 0 {
            ours.push(one);
            theirs.push(other);
        }
    }
    let (ours, theirs) = (median(&ours), median(&theirs));
    println!("hallpass {:.1} ms, the other {:.1} ms", ours.as_secs_f64() * 1e3, theirs.as_secs_f64() * 1e3);
    let what = "`hallpass token check --jwks FILE` of one token, as a whole process";
    let node = shell::output(&mut shell::command("node", &["--version"], bench.project.root())).unwrap_or_default();
    let against =
        format!("a script with `{}` {} that checks the same, on Node.js {node}", bench.peer.name, bench.peer.version);
    Ok(Verdict::at_most_one_in(what, &against, ratio(ours, theirs), WANTED))
}
