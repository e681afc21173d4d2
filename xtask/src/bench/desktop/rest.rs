//! In the tray with the window closed: memory, and work that goes on though nobody asked for any.

use std::thread;
use std::time::Duration;

use super::desk::{Desk, Started};
use super::paint::Opened;
use super::processes::Family;
use super::{Side, SETTLED};
use crate::bench::sample::median;
use crate::bench::verdict::Verdict;
use crate::failure::Failure;

const ROUNDS: usize = 5;
const MEMORY: f64 = 1.15;
/// How long work is counted, and how long it may take to end after the window closed.
const WATCHED: Duration = Duration::from_secs(120);
const CALM: Duration = Duration::from_secs(30);
/// What Linux itself counts in: less than that is nothing.
const TICK: Duration = Duration::from_millis(10);
const AGAINST: &str = "the same template with the tray of Tauri's documentation, closed into it";

/// Memory of each side in kilobytes, the window closed into the tray.
pub fn memory(desk: &Desk, sides: &[Side; 3]) -> Result<[u64; 3], Failure> {
    println!("\n== memory with the window closed into the tray, {ROUNDS} times each, in turns");
    let mut found: [Vec<u64>; 3] = Default::default();
    for _ in 0..ROUNDS {
        for (side, found) in sides.iter().zip(&mut found) {
            let program = closed(desk, side)?;
            thread::sleep(SETTLED);
            let family = Family::of(program.pid());
            found.push(family.memory()?);
            println!("{}: {} MB in {} processes", side.name, found[found.len() - 1] / 1024, family.count());
            desk.end(program)?;
        }
    }
    Ok(found.map(|found| median(&found)))
}

pub fn verdict_of_memory(memory: &[u64; 3]) -> Verdict {
    let what = "memory (PSS of all processes), window closed into the tray";
    Verdict::at_most_finely(what, AGAINST, memory[0] as f64 / memory[1] as f64, MEMORY)
}

/// Time on cores of each side, all at rest in the tray at the same time.
pub fn work(desk: &Desk, sides: &[Side; 3]) -> Result<[Duration; 3], Failure> {
    println!("\n== work at rest in the tray, {} s, all at the same time", WATCHED.as_secs());
    let mut programs = Vec::new();
    for side in sides {
        programs.push(closed(desk, side)?);
    }
    thread::sleep(CALM);
    let before: Vec<_> = programs.iter().map(|program| Family::of(program.pid()).on_cores()).collect();
    thread::sleep(WATCHED);
    let mut found = [Duration::ZERO; 3];
    for (((side, program), before), found) in sides.iter().zip(&mut programs).zip(before).zip(&mut found) {
        program.check()?;
        *found = Family::of(program.pid()).on_cores().saturating_sub(before);
        println!("{}: {}", side.name, milliseconds(*found));
    }
    Ok(found)
}

pub fn verdict_of_work(work: &[Duration; 3]) -> Verdict {
    Verdict {
        what: format!("time on cores at rest in the tray, in {} s", WATCHED.as_secs()),
        against: AGAINST.to_owned(),
        found: milliseconds(work[0]),
        wanted: format!("at most its {}, and one tick of {}", milliseconds(work[1]), milliseconds(TICK)),
        holds: work[0] <= work[1] + TICK,
    }
}

/// Started, opened, closed: in the tray as after a day's use, not as after a start without a window.
fn closed(desk: &Desk, side: &Side) -> Result<Started, Failure> {
    let icons = desk.icons().unwrap_or_default();
    let Opened { mut program, .. } = Opened::wait(desk, &mut side.command(side.in_tray))?;
    desk.wait("icon in the tray", || desk.icons().map_or(false, |now| now > icons))?;
    desk.close(program.pid())?;
    program.check()?;
    Ok(program)
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
