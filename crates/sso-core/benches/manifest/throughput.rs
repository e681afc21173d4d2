//! Real manifests, read and checked, against the least that anybody can do with XML: walk over its tokens.

use std::hint::black_box;
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::{Values, check};

/// Of which the least counts, on each side: what else a machine does makes a round dearer, never cheaper.
const ROUNDS: usize = 401;

/// What each side costs over all files, in thousandths of the scan. In each round every side goes once over all files, one
/// side after the other, so that each meets the files and the machine as the others do.
pub fn measure(folder: &Path) -> Result<Values, String> {
    let files = files(folder).map_err(|error| format!("cannot read the manifests: {error}"))?;
    if files.is_empty() {
        return Err("the folder has no manifest in it".to_owned());
    }
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut least = [u128::MAX; 4];
    for _ in 0..ROUNDS {
        let round = [
            nanoseconds(|| each(&files, scan)),
            nanoseconds(|| each(&files, addin_manifest::read)),
            nanoseconds(|| each(&files, check)),
            nanoseconds(|| check_on(cores, &files)),
        ];
        for (least, now) in least.iter_mut().zip(round) {
            *least = now.min(*least);
        }
    }
    let [scanned, read, checked, together] = least;
    let of_the_scan = |nanoseconds: u128| nanoseconds * 1000 / scanned.max(1);
    Ok(vec![
        ("files", files.len() as u128),
        ("bytes", files.iter().map(|bytes| bytes.len() as u128).sum()),
        ("check_per_mille", of_the_scan(checked)),
        ("cores", cores as u128),
        ("check_on_all_cores_per_mille", of_the_scan(together)),
        ("read_per_mille", of_the_scan(read)),
        ("scan_microseconds", scanned / 1000),
    ])
}

fn each<T>(files: &[Vec<u8>], work: fn(&[u8]) -> T) {
    for bytes in files {
        black_box(work(bytes));
    }
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
