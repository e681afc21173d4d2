//! Real manifests, read and checked, against the least that anybody can do with XML: walk over its tokens.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::{Values, check, timed};

/// Odd, so that there is a middle one.
const ROUNDS: usize = 41;

/// The median over rounds of the ratio, in thousandths, so that what slows the machine down slows both sides; and where
/// the time of checking goes.
pub fn measure(folder: &Path) -> Result<Values, String> {
    let files = files(folder).map_err(|error| format!("cannot read the manifests: {error}"))?;
    if files.is_empty() {
        return Err("the folder has no manifest in it".to_owned());
    }
    let mut rounds = Vec::new();
    for _ in 0..=ROUNDS {
        let scan = each(&files, scan);
        let read = each(&files, |bytes| addin_manifest::read(bytes).problems.len());
        let check = each(&files, |bytes| check(bytes).len());
        rounds.push((scan, read, check));
    }
    // The first one warms up.
    rounds.remove(0);
    let median = |of: &dyn Fn(&(Duration, Duration, Duration)) -> u128| {
        let mut values = rounds.iter().map(of).collect::<Vec<_>>();
        values.sort_unstable();
        values[values.len() / 2]
    };
    let ratio = |one: Duration, other: Duration| one.as_nanos() * 1000 / other.as_nanos().max(1);
    Ok(vec![
        ("files", files.len() as u128),
        ("bytes", files.iter().map(|bytes| bytes.len() as u128).sum()),
        ("check_per_mille", median(&|(scan, _, check)| ratio(*check, *scan))),
        ("read_per_mille", median(&|(scan, read, _)| ratio(*read, *scan))),
        ("scan_microseconds", median(&|(scan, ..)| scan.as_micros())),
    ])
}

fn each(files: &[Vec<u8>], work: impl Fn(&[u8]) -> usize) -> Duration {
    timed(|| files.iter().map(|bytes| work(bytes)).sum::<usize>()).1
}

/// Tolerant, so that it goes on to the end of a manifest that is not well-formed, as reading does.
fn scan(bytes: &[u8]) -> usize {
    let mut reader = Reader::from_reader(bytes);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut tokens = 0;
    loop {
        let before = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Eof) => return tokens,
            Ok(event) => tokens += usize::from(!matches!(black_box(event), Event::Eof)),
            Err(_) if reader.buffer_position() == before => return tokens,
            Err(_) => {}
        }
    }
}

fn files(folder: &Path) -> std::io::Result<Vec<Vec<u8>>> {
    let mut paths = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "xml"));
    paths.sort();
    paths.iter().map(std::fs::read).collect()
}
