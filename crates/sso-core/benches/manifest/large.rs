//! One generated manifest of some size, read and checked in a process that does nothing else.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use addin_manifest::template::{self, Fill, Template};
use addin_manifest::{Markup, ProblemKind};
use sso_core::Severity;

use crate::{Values, check};

const MEGABYTE: usize = 1_000_000;
/// The least of so many samples: what else the machine does makes one of them dear.
const SAMPLES: usize = 7;
/// As many runs as fit, at least one: the system counts a thread's time in steps of milliseconds.
const SAMPLE: Duration = Duration::from_millis(200);

/// Bytes of the manifest, what one check of it costs at least, and the most memory that the process ever had where the
/// system tells it.
pub fn measure(megabytes: usize) -> Result<Values, String> {
    let manifest = manifest(megabytes * MEGABYTE)?;
    refuse_what_was_not_read(&manifest)?;
    let mut values = vec![("bytes", manifest.len() as u128)];
    values.extend(peak_memory().map(|bytes| ("peak_bytes", bytes)));
    values.extend((0..SAMPLES).map(|_| sample(&manifest)).min().map(|least| ("nanoseconds", least)));
    Ok(values)
}

fn sample(manifest: &[u8]) -> u128 {
    let (start, on_core) = (Instant::now(), time_on_core());
    let mut runs = 0;
    while runs == 0 || start.elapsed() < SAMPLE {
        std::hint::black_box(check(manifest));
        runs += 1;
    }
    let spent = match (on_core, time_on_core()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_nanos(),
    };
    spent / runs
}

/// A file that is given up half-way costs little and says nothing.
fn refuse_what_was_not_read(manifest: &[u8]) -> Result<(), String> {
    let read = addin_manifest::read(manifest);
    for problem in &read.problems {
        if let ProblemKind::NotWellFormed(words) | ProblemKind::NotAManifest(words) = &problem.kind {
            return Err(format!("a manifest of {} bytes is not read: {words}", manifest.len()));
        }
    }
    let findings = sso_core::rules::manifest::check_manifest(&read, manifest, None);
    match findings.iter().find(|finding| finding.severity == Severity::Error) {
        Some(finding) => Err(format!("the generated manifest is not healthy: {}", finding.title)),
        None => Ok(()),
    }
}

/// A task pane manifest with the markup, whose resources are as long as it takes. As in real ones there are some 86 bytes
/// to an element, comments among them.
fn manifest(length: usize) -> Result<Vec<u8>, String> {
    let markup = Markup {
        id: "c6c1f32b-5e55-4997-881a-753cc1d563b7",
        resource: "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7",
        scopes: &["openid", "profile", "User.Read"],
        nested_app_auth: None,
    };
    let fill = Fill {
        add_in_id: "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11",
        display_name: "Contoso",
        host: "localhost:3000",
        office_hosts: &[],
        markup: Some(markup),
    };
    let text = template::render(Template::TaskPane, &fill).map_err(|refusal| refusal.message())?;
    let end = "      </bt:LongStrings>\n";
    let (before, after) = text.split_once(end).ok_or("the template has no long strings")?;
    let mut manifest = String::with_capacity(length + 1000);
    manifest.push_str(before);
    for number in 0.. {
        if manifest.len() + end.len() + after.len() >= length {
            break;
        }
        // Writing into a String does not fail.
        let _ = writeln!(
            manifest,
            "        <!-- Shown by button {number} -->\n        <bt:String id=\"Tip.{number}\" DefaultValue=\"Opens the task pane \
             &amp; more\">\n          <bt:Override Locale=\"de-DE\" Value=\"Öffnet den Aufgabenbereich\"/>\n        \
             </bt:String>"
        );
    }
    manifest.push_str(end);
    manifest.push_str(after);
    Ok(manifest.into_bytes())
}

/// Linux tells the high-water mark of a process; elsewhere memory is not measured.
fn peak_memory() -> Option<u128> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes = line.trim().strip_suffix("kB")?.trim().parse::<u128>().ok()?;
    Some(kilobytes * 1024)
}

/// Nanoseconds that this thread had a core, where Linux tells: other programs do not lengthen them.
fn time_on_core() -> Option<u128> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
}
