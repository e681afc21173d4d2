//! `cargo xtask bench desktop`: the window and the tray, against a bare window of Tauri's own template.

mod bare;
mod desk;
mod paint;
mod processes;
mod rest;

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::thread;
use std::time::Duration;

use super::page;
use super::sample::{median, ratio};
use super::verdict::{self, Verdict};
use crate::failure::Failure;
use crate::host::Host;
use crate::packages::Need;
use crate::project::Project;
use crate::release;
use crate::setup;
use bare::Bare;
use desk::Desk;
use paint::Opened;
use processes::Family;

const ROUNDS: usize = 9;
/// Until nothing that came with the start goes on.
const SETTLED: Duration = Duration::from_secs(5);
const PAINT: f64 = 1.5;
const MEMORY: f64 = 1.5;

/// What is measured beside each other.
pub struct Side {
    name: &'static str,
    program: PathBuf,
    /// What it is started with in order to live on in the tray.
    in_tray: &'static [&'static str],
}

impl Side {
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words);
        command
    }
}

/// Of one side with its window open.
#[derive(Default)]
struct Shown {
    paint: Vec<Duration>,
    memory: Vec<u64>,
}

pub fn bench(project: &Project) -> Result<ExitCode, Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::usage("this bench needs Linux: its desktop is one that nobody sees"));
    }
    setup::prepare(project, &Host::find(), Need::Test)?;
    let ours = release::build(project)?.window;
    let bare = Bare::build(project)?;
    let sides = [
        Side { name: "Hallpass", program: ours, in_tray: &[] },
        Side { name: "the bare window", program: bare.template, in_tray: &[bare::IN_TRAY] },
        Side { name: "Fluent alone", program: bare.fluent, in_tray: &[bare::IN_TRAY] },
    ];
    let desk = Desk::set_up(&project.scratch("bench-desktop")?)?;
    let shown = shown(&desk, &sides)?;
    let [ours, template, fluent] = &shown;
    let paint = |side: &Shown| ratio(median(&side.paint), median(&template.paint));
    let memory = |side: &Shown| median(&side.memory) as f64 / median(&template.memory) as f64;
    let against = format!("a bare window of Tauri's template (`create-tauri-app` {})", bare.version);
    let mut verdicts = vec![
        Verdict::at_most_finely(
            "from the start of the process to the first useful paint",
            &against,
            paint(ours),
            PAINT,
        ),
        Verdict::at_most_finely("memory (PSS of all processes), Overview open", &against, memory(ours), MEMORY),
    ];
    let closed = rest::memory(&desk, &sides)?;
    let work = rest::work(&desk, &sides)?;
    verdicts.extend([rest::verdict_of_memory(&closed), rest::verdict_of_work(&work)]);

    let closed = |side: usize| closed[side] as f64 / closed[1] as f64;
    let mut table = "| Against the bare window | Hallpass | React and Fluent alone |\n|---|---|---|\n".to_owned();
    for (what, ours, fluent) in [
        ("first useful paint", paint(ours), paint(fluent)),
        ("memory, window open", memory(ours), memory(fluent)),
        ("memory, window closed into the tray", closed(0), closed(2)),
    ] {
        table.push_str(&format!("| {what} | {ours:.2} × | {fluent:.2} × |\n"));
    }
    let text = [verdict::table(&verdicts), table].join("\n");
    page::conclude(project, "desktop", &text, &verdicts)
}

/// In turns, so that what slows the machine down slows all. The very first of each fills its caches and does not count.
fn shown(desk: &Desk, sides: &[Side; 3]) -> Result<[Shown; 3], Failure> {
    println!("\n== from the start to the first useful paint, and memory then, {ROUNDS} times each, in turns");
    let mut shown: [Shown; 3] = Default::default();
    for round in 0..=ROUNDS {
        for (side, found) in sides.iter().zip(&mut shown) {
            let opened = Opened::wait(desk, &mut side.command(&[]))?;
            thread::sleep(SETTLED);
            let family = Family::of(opened.program.pid());
            let memory = family.memory()?;
            let took = opened.took.as_secs_f64() * 1e3;
            println!("{}: {took:.0} ms, {} MB in {} processes", side.name, memory / 1024, family.count());
            if round > 0 {
                found.paint.push(opened.took);
                found.memory.push(memory);
            }
            desk.end(opened.program)?;
        }
    }
    Ok(shown)
}
