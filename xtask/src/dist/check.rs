//! `cargo xtask dist --check`: the package on a new Debian, installed, used, removed; and nothing of it is left.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::fresh::machine::Machine;
use crate::project::Project;
use crate::screen::{self, Screen};
use crate::shell;

// Places inside, in a folder whose files are not compared.
const PACKAGE: &str = "tmp/hallpass.deb";
const SCREEN: &str = "tmp/screen";
const PATH: &str = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// What a desktop has anyway, and what the checks use: not to be taken for something that the package left behind.
const BEFORE: &str = "apt-get update -qq && apt-get install -qq --no-install-recommends \
    xvfb dbus dbus-x11 man-db bash-completion zsh fish desktop-file-utils lintian >/dev/null && \
    apt-get satisfy -qq --no-install-recommends \"$(dpkg-deb -f /tmp/hallpass.deb Depends)\" >/dev/null && \
    useradd --create-home --home-dir /tmp/developer --shell /bin/bash developer";

/// Every file that is not of a moment: no caches, logs and lists of apt itself.
const LIST: &str =
    "find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run -o -path /var/cache \
    -o -path /var/log -o -path /var/lib/apt \\) -prune -o -print | sort";

const INSTALL: &str = "apt-get install -qq --no-install-recommends /tmp/hallpass.deb >/dev/null";

/// Each a line of a shell that ends well where it is so.
const CHECKS: &[(&str, &str)] = &[
    // The contributors have no common address by mail.
    (
        "lintian finds no error",
        "runuser -u developer -- lintian --fail-on error \
         --suppress-tags malformed-contact,bogus-mail-host-in-debian-changelog /tmp/hallpass.deb",
    ),
    ("every library is there", "! ldd /usr/bin/hallpass /usr/bin/hallpass-desktop | grep 'not found'"),
    ("the command runs", "hallpass --version"),
    ("the journey is rehearsed", "runuser -u developer -- hallpass rehearse >/dev/null"),
    ("manual pages", "man -w hallpass hallpass-rehearse hallpass-desktop && man hallpass | grep -q hallpass"),
    (
        "completion for bash",
        "bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader hallpass; complete -p hallpass'",
    ),
    (
        "completion for zsh",
        "test \"$(zsh -fc 'autoload -Uz compinit; compinit -u -D; print $_comps[hallpass]')\" = _hallpass",
    ),
    ("completion for fish", "runuser -u developer -- fish -c 'complete -C \"hallpass rehe\"' | grep rehearse"),
    ("the entry of the menu", "desktop-file-validate /usr/share/applications/Hallpass.desktop"),
    ("links open it", "grep -F 'x-scheme-handler/hallpass=Hallpass.desktop' /usr/share/applications/mimeinfo.cache"),
    ("its icon", "test -s /usr/share/icons/hicolor/128x128/apps/hallpass-desktop.png"),
    (
        "licences",
        "zgrep -q tauri /usr/share/doc/hallpass/third-party.txt.gz && test -s /usr/share/doc/hallpass/copyright",
    ),
];

/// Neither a window manager nor a tray nor a keyring: the poorest desktop that there is.
const WINDOW: &str = "Xvfb :7 -screen 0 1280x900x24 -nolisten tcp -fbdir /tmp/screen >/dev/null 2>&1 & \
    exec runuser -u developer -- env DISPLAY=:7 dbus-run-session -- hallpass-desktop";
const LINES: usize = 900;
/// Far more than an empty window has, far less than any page.
const EDGES: usize = 4000;
const PATIENCE: Duration = Duration::from_secs(120);
/// Whoever breaks down does so by then.
const STAYS: Duration = Duration::from_secs(5);

pub fn check(project: &Project, package: &Path) -> Result<ExitCode, Failure> {
    let (machine, _) = Machine::make(project)?;
    let failed = |error: std::io::Error| Failure::new(format!("cannot write to the new machine: {error}"));
    fs::copy(package, machine.path(PACKAGE)).map_err(failed)?;
    fs::create_dir_all(machine.path(SCREEN)).map_err(failed)?;

    must(&machine, BEFORE)?;
    let before = list(&machine)?;
    let mut table = vec![("it recommends a keyring", recommends(&machine))];
    must(&machine, INSTALL)?;
    for (what, line) in CHECKS {
        println!("\n== {what}");
        table.push((what, run(&machine, line)?));
    }
    println!("\n== the window");
    table.push(("the window shows its page and stays", window(&machine)?));
    must(&machine, "apt-get remove -qq hallpass >/dev/null")?;
    let mut left = beyond(&before, &list(&machine)?);
    // What dpkg itself remembers until it is purged.
    left.retain(|path| !path.starts_with("/var/lib/dpkg/"));
    table.push(("nothing is left after remove", nothing(&left)));
    must(&machine, INSTALL)?;
    must(&machine, "apt-get purge -qq hallpass >/dev/null")?;
    let after = list(&machine)?;
    table.push(("nothing is left after purge", nothing(&beyond(&before, &after))));
    table.push(("nothing else is gone", nothing(&beyond(&after, &before))));
    // Here and not at the end of the scope, so that the table is the last that is seen.
    drop(machine);

    println!("\n{} on a new Debian", package.file_name().unwrap_or_default().to_string_lossy());
    for (what, fine) in &table {
        println!("  {what:<40}{}", if *fine { "fine" } else { "failed" });
    }
    Ok(if table.iter().all(|(_, fine)| *fine) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn inside(machine: &Machine, line: &str) -> Command {
    machine.command(&[], &format!("HOME=/root DEBIAN_FRONTEND=noninteractive {PATH}"), line)
}

fn run(machine: &Machine, line: &str) -> Result<bool, Failure> {
    println!("# {line}");
    let status = inside(machine, line).status();
    Ok(status.map_err(|error| Failure::new(format!("cannot start unshare: {error}")))?.success())
}

fn must(machine: &Machine, line: &str) -> Result<(), Failure> {
    match run(machine, line)? {
        true => Ok(()),
        false => Err(Failure::new("on the new machine that did not work")),
    }
}

fn list(machine: &Machine) -> Result<Vec<String>, Failure> {
    let list = shell::output(&mut inside(machine, LIST));
    let list = list.ok_or_else(|| Failure::new("the files of the new machine cannot be listed"))?;
    Ok(list.lines().map(str::to_owned).collect())
}

/// Only asked, not installed: it brings half a desktop.
fn recommends(machine: &Machine) -> bool {
    let plan = shell::output(&mut inside(machine, "apt-get install -s /tmp/hallpass.deb"));
    plan.map_or(false, |plan| plan.lines().any(|line| line.starts_with("Inst gnome-keyring ")))
}

/// What the second list has and the first one has not; both are sorted.
fn beyond(before: &[String], after: &[String]) -> Vec<String> {
    after.iter().filter(|path| before.binary_search(path).is_err()).cloned().collect()
}

fn nothing(paths: &[String]) -> bool {
    paths.iter().for_each(|path| println!("  {path}"));
    paths.is_empty()
}

/// Looked at from outside, on the display's own pixels.
fn window(machine: &Machine) -> Result<bool, Failure> {
    let mut command = inside(machine, WINDOW);
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| Failure::new(format!("cannot start the window on the new machine: {error}")))?;
    let file = machine.path(SCREEN).join(screen::FILE);
    let edges = || Screen::open(&file, LINES).and_then(|screen| screen.look()).map_or(0, |frame| frame.edges().count());
    let start = Instant::now();
    let mut is_up = false;
    while !is_up && start.elapsed() < PATIENCE && matches!(child.try_wait(), Ok(None)) {
        thread::sleep(Duration::from_millis(500));
        is_up = edges() >= EDGES;
    }
    println!("{} edges after {:.0} s", edges(), start.elapsed().as_secs_f64());
    thread::sleep(STAYS);
    let stays = matches!(child.try_wait(), Ok(None));
    // With its process namespace everything ends that was started there.
    let _ = child.kill();
    let _ = child.wait();
    Ok(is_up && stays)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_what_was_not_there() {
        let list = |paths: &[&str]| paths.iter().map(|&path| path.to_owned()).collect::<Vec<_>>();
        assert_eq!(beyond(&list(&["/a", "/c"]), &list(&["/a", "/b"])), ["/b"]);
        assert!(beyond(&list(&["/a", "/b"]), &list(&["/b"])).is_empty());
    }
}
