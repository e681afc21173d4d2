//! Real manifests, read and checked, against the least that anybody can do with XML: walk over its tokens.

use std::hint::black_box;
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::{Values, check};

/// Of each file, on each side.
const ROUNDS: usize = 41;
/// Of all files on all cores: more, because in a good one nothing else may run on any core from the first file to the last.
const ROUNDS_TOGETHER: usize = 1_001;

/// What each side costs over all files, in nanoseconds: of each file the least of many rounds, one side after the other in
/// each, so that what else the machine does counts on neither.
pub fn measure(folder: &Path) -> Result<Values, String> {
    let files = files(folder).map_err(|error| format!("cannot read the manifests: {error}"))?;
    if files.is_empty() {
        return Err("the folder has no manifest in it".to_owned());
    }
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let (mut scanned, mut read, mut checked) = (0, 0, 0);
    for bytes in &files {
        let mut least = [u128::MAX; 3];
        for _ in 0..ROUNDS {
            let round = [
                nanoseconds(|| scan(bytes)),
                nanoseconds(|| addin_manifest::read(bytes)),
                nanoseconds(|| check(bytes)),
            ];
            for (least, now) in least.iter_mut().zip(round) {
                *least = now.min(*least);
            }
        }
        scanned += least[0];
        read += least[1];
        checked += least[2];
    }
    let together = (0..ROUNDS_TOGETHER).map(|_| nanoseconds(|| check_on(cores, &files))).min().unwrap_or_default();
    Ok(vec![
        ("files", files.len() as u128),
        ("bytes", files.iter().map(|bytes| bytes.len() as u128).sum()),
        ("check_per_mille", checked * 1000 / scanned.max(1)),
        ("cores", cores as u128),
        ("check_on_all_cores_per_mille", together * 1000 / scanned.max(1)),
        ("read_per_mille", read * 1000 / scanned.max(1)),
        ("scan_microseconds", scanned / 1000),
    ])
}

/// Each core takes the next file, as `hallpass manifest check` deals them out.
fn check_on(cores: usize, files: &[Vec<u8>]) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(bytes) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    black_box(check(bytes));
                }
            });
        }
    });
}

fn nanoseconds<T>(work: impl FnOnce() -> T) -> u128 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_nanos()
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
