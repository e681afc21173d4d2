//! Does the cost of a manifest grow with its size, and with nothing else?

use super::{Bench, INSIDE};
use crate::bench::verdict::Verdict;
use crate::failure::Failure;

/// The first is what the others are held against. Larger files are refused.
const MEGABYTES: &[u32] = &[1, 4, 16, 64, 100];
/// From here on the program's own few megabytes no longer count.
const MEMORY_FROM: u32 = 4;
/// A file of one megabyte fits into the caches of most machines, one of a hundred into none: that is no growth.
const WANTED_COST: f64 = 2.0;
const WANTED_MEMORY: f64 = 8.0;

pub struct Large {
    pub verdicts: Vec<Verdict>,
    /// A row for each size.
    pub table: String,
}

struct Row {
    megabytes: u32,
    nanoseconds_a_byte: f64,
    /// Peak of the process, in sizes of the file; only Linux tells.
    memory: Option<f64>,
}

pub fn measure(bench: &Bench<'_>) -> Result<Large, Failure> {
    println!("\n== generated manifests up to {} MB", MEGABYTES.last().unwrap_or(&0));
    let mut rows = Vec::new();
    for megabytes in MEGABYTES.iter().copied() {
        // A process for each: memory that was once asked for is not given back.
        let values = INSIDE.measure(bench.project, &["size", &megabytes.to_string()])?;
        let bytes = values.get("bytes")? as f64;
        rows.push(Row {
            megabytes,
            nanoseconds_a_byte: values.get("nanoseconds")? as f64 / bytes,
            memory: values.get("peak_bytes").ok().map(|peak| peak as f64 / bytes),
        });
    }
    Ok(judged(&rows))
}

fn judged(rows: &[Row]) -> Large {
    let first = rows.first().map_or(1.0, |row| row.nanoseconds_a_byte);
    let cost = |row: &Row| row.nanoseconds_a_byte / first;
    let most = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0, f64::max);
    let largest = rows.last().map_or(0, |row| row.megabytes);

    let what = format!("cost of a megabyte, the dearest of files up to {largest} MB");
    let mut verdicts = vec![Verdict::at_most(&what, "a file of 1 MB", most(&mut rows.iter().map(cost)), WANTED_COST)];
    let mut memory = rows.iter().filter(|row| row.megabytes >= MEMORY_FROM).filter_map(|row| row.memory);
    let peak = most(&mut memory);
    // Not measured is no promise kept.
    let mut of_memory = Verdict::at_most(
        &format!("memory at its peak, the file's own bytes included, {MEMORY_FROM} to {largest} MB"),
        "size of the file",
        peak,
        WANTED_MEMORY,
    );
    if peak == 0.0 {
        of_memory.found = "not measured: only Linux tells".to_owned();
        of_memory.holds = false;
    }
    verdicts.push(of_memory);

    let mut table =
        "| Size | Cost of a megabyte, against 1 MB | Memory at its peak, against the file |\n|---|---|---|\n"
            .to_owned();
    for row in rows {
        let memory = row.memory.map_or_else(|| "–".to_owned(), |memory| format!("{memory:.1} ×"));
        table.push_str(&format!("| {} MB | {:.2} × | {memory} |\n", row.megabytes, cost(row)));
    }
    Large { verdicts, table }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(megabytes: u32, nanoseconds_a_byte: f64, memory: Option<f64>) -> Row {
        Row { megabytes, nanoseconds_a_byte, memory }
    }

    fn holds(rows: &[Row]) -> Vec<bool> {
        judged(rows).verdicts.iter().map(|verdict| verdict.holds).collect()
    }

    #[test]
    fn cost_is_held_against_the_smallest_and_memory_against_the_file() {
        // The smallest file is smaller than the program.
        assert_eq!(holds(&[row(1, 5.0, Some(9.0)), row(4, 6.0, Some(7.9))]), [true, true]);
        assert_eq!(holds(&[row(1, 5.0, None), row(4, 20.0, Some(8.1))]), [false, false]);
    }

    #[test]
    fn memory_that_was_not_measured_does_not_hold() {
        let large = judged(&[row(1, 5.0, None), row(4, 5.0, None)]);
        assert_eq!(large.verdicts[1].found, "not measured: only Linux tells");
        assert!(!large.verdicts[1].holds && large.table.ends_with("| 4 MB | 1.00 × | – |\n"));
    }
}
