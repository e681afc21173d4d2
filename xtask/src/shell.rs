//! Running other programs.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::failure::Failure;

/// A program, started in `folder`.
pub fn command(program: &str, arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    command
}

pub fn cargo(arguments: &[&str], folder: &Path) -> Command {
    // The cargo that runs this, not the first of the path: `cargo +nightly xtask test` means nightly.
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    command(&program, arguments, folder)
}

pub fn npm(arguments: &[&str], folder: &Path) -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" }, arguments, folder)
}

/// The command as a person would type it.
fn typed(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| {
        let argument = argument.to_string_lossy().into_owned();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@+".contains(c);
        if argument.chars().all(plain) {
            argument
        } else {
            format!("'{argument}'")
        }
    });
    std::iter::once(program).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// Shows the command, runs it with this terminal, and says whether it ended well.
pub fn run(command: &mut Command) -> Result<bool, Failure> {
    println!("$ {}", typed(command));
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    Ok(status.success())
}

/// As [`run`], and shows standard output only of a program that did not end well.
pub fn run_quietly(command: &mut Command) -> Result<bool, Failure> {
    println!("$ {}", typed(command));
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    if !output.status.success() {
        print!("{}", String::from_utf8_lossy(&output.stdout));
    }
    Ok(output.status.success())
}

/// As [`run`], and keeps what the program wrote, without colours, to read its summary.
pub fn tee(command: &mut Command) -> Result<(bool, String), Failure> {
    println!("$ {}", typed(command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| cannot_start(command, &error))?;
    let kept = Arc::new(Mutex::new(String::new()));
    let readers: Vec<_> = [
        child.stdout.take().map(|pipe| copy(pipe, std::io::stdout(), &kept)),
        child.stderr.take().map(|pipe| copy(pipe, std::io::stderr(), &kept)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let status = child.wait().map_err(|error| cannot_start(command, &error))?;
    for reader in readers {
        // A reader that panicked leaves the text short; the summary is then missing, and that counts as a failure.
        let _ = reader.join();
    }
    let text = kept.lock().map(|text| text.clone()).unwrap_or_default();
    Ok((status.success(), without_colours(&text)))
}

fn copy(
    from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
    kept: &Arc<Mutex<String>>,
) -> thread::JoinHandle<()> {
    let kept = Arc::clone(kept);
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while matches!(from.read_until(b'\n', &mut line), Ok(read) if read > 0) {
            // Whoever reads this run may have gone away; the tests go on.
            let _ = to.write_all(&line).and_then(|()| to.flush());
            if let Ok(mut kept) = kept.lock() {
                kept.push_str(&String::from_utf8_lossy(&line));
            }
            line.clear();
        }
    })
}

/// What the program wrote on standard output, if it is there and ended well.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot start {}: {error}", command.get_program().to_string_lossy()))
}

/// Is there a program of this name on the path?
pub fn on_path(program: &str) -> bool {
    found(program).is_some()
}

/// Where it lies.
pub fn found(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let ending = if cfg!(windows) { ".exe" } else { "" };
    let mut files = std::env::split_paths(&path).map(|folder| folder.join(format!("{program}{ending}")));
    files.find(|file| file.is_file())
}

fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        plain.push_str(&rest[..at]);
        let sequence = &rest[at + 2..];
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).map_or(sequence.len(), |end| end + 1);
        rest = &sequence[end..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out() {
        assert_eq!(without_colours("\u{1b}[1m\u{1b}[32mSummary\u{1b}[0m [ 1s]"), "Summary [ 1s]");
        assert_eq!(without_colours("cut off \u{1b}[3"), "cut off ");
    }

    #[test]
    fn a_command_is_shown_as_typed() {
        let command = command("/opt/rust/cargo", &["nextest", "run", "-E", "not test(corpus::)"], Path::new("."));
        assert_eq!(typed(&command), "cargo nextest run -E 'not test(corpus::)'");
    }
}
