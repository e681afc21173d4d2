//! Whether the Azure CLI knows every command, flag and query in the scripts that Hallpass renders, asked of the Azure CLI
//! itself; and whether the scripts for bash, run with it, register in a practice tenant what they should.
//!
//! Not part of the tests: the Azure CLI is 700 MB. The scripts are those of the snapshots, which the tests hold.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use crate::failure::Failure;
use crate::project::{files_below, Project};
use crate::shell;

const SNAPSHOTS: &str = "crates/sso-core/src/plan/render/snapshots";
const VENV: &str = "target/az-check/venv";
/// Its settings and logs: a person's own, with their sign-in, are left alone.
const CONFIG: &str = "target/az-check/config";
/// The Azure CLI reads a query also where it is only asked for help.
const QUERY: &str = "target/az-check/query";

pub fn az_check(project: &Project) -> Result<ExitCode, Failure> {
    let lines = lines(project)?;
    install(project)?;
    let mut wrong = 0;
    let queries = queries(project)?;
    for (query, snapshot) in &queries {
        std::fs::write(project.path(QUERY), query)
            .map_err(|error| Failure::new(format!("cannot write {QUERY}: {error}")))?;
        let words = ["rest", "--uri", "x", "--query", "@"].map(str::to_owned);
        if let Some(problem) = check(project, &words) {
            println!("FAILED {query}\n       {} ({})", problem, snapshot);
            wrong += 1;
        }
    }
    for (line, snapshot) in &lines {
        let problem = check(project, line);
        println!("{} az {}", if problem.is_none() { "ok    " } else { "FAILED" }, line.join(" "));
        if let Some(problem) = problem {
            println!("       {} ({})", problem, snapshot);
            wrong += 1;
        }
    }
    println!("{} lines and {} queries, {wrong} failed", lines.len(), queries.len());
    let runs = run_scripts(project)?;
    Ok(if wrong == 0 && runs { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The scripts for bash with this Azure CLI against a practice tenant. Cutting runs off takes the tests' own stand-in.
fn run_scripts(project: &Project) -> Result<bool, Failure> {
    let words = ["test", "-p", "hallpass-tests", "--test", "black_box", "rendered::bash::", "--", "--skip", "cut_off"];
    shell::run(shell::cargo(&words, project.root()).env("HALLPASS_AZ", az(project)))
}

/// Each query once that goes through a file, with the snapshot in which it is met first.
fn queries(project: &Project) -> Result<BTreeMap<String, String>, Failure> {
    let mut queries = BTreeMap::new();
    for name in snapshots(project).into_iter().filter(|name| name.ends_with("-az.snap")) {
        let text = project.read(&format!("{SNAPSHOTS}/{name}"))?;
        // The others are differences from a whole one.
        if !text.contains("\n#!/usr/bin/env bash\n") {
            continue;
        }
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if line.ends_with("<<'JMESPATH'") {
                let query = lines.by_ref().take_while(|line| *line != "JMESPATH").collect::<Vec<_>>().join("\n");
                queries.entry(query).or_insert_with(|| name.clone());
            }
        }
    }
    Ok(queries)
}

fn snapshots(project: &Project) -> Vec<String> {
    let files = files_below(&project.path(SNAPSHOTS), &[]);
    let names = files.iter().map(|file| file.file_name().unwrap_or_default().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with("-az.snap") || name.ends_with("-az-powershell.snap")).collect()
}

/// Each command once, with the snapshot in which it is met first.
fn lines(project: &Project) -> Result<BTreeMap<Vec<String>, String>, Failure> {
    let mut lines = BTreeMap::new();
    for name in snapshots(project) {
        for line in project.read(&format!("{SNAPSHOTS}/{name}"))?.lines() {
            if let Some(words) = command(line) {
                lines.entry(words).or_insert_with(|| name.clone());
            }
        }
    }
    if lines.is_empty() {
        return Err(Failure::new(format!("there is no script in {SNAPSHOTS}")));
    }
    Ok(lines)
}

/// The words behind `az` as far as the shell gives them to it.
fn command(line: &str) -> Option<Vec<String>> {
    let is_border = |c: char| c.is_whitespace() || "(:'\"".contains(c);
    let (start, _) = line.match_indices("az ").find(|(at, _)| line[..*at].chars().last().map_or(true, is_border))?;
    let rest = line[start..].strip_prefix("az ")?;
    if !rest.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let mut words = Vec::new();
    let mut letters = rest.chars().peekable();
    while let Some(first) = letters.peek().copied() {
        if first.is_whitespace() {
            letters.next();
            continue;
        }
        let closing = match first {
            '\'' | '"' => Some(first),
            '<' => Some('>'),
            '(' => Some(')'),
            '|' | ';' | '>' | '&' | ')' => break,
            _ => None,
        };
        let mut word = String::new();
        if let Some(closing) = closing {
            letters.next();
            word.extend(letters.by_ref().take_while(|c| *c != closing));
            words.push(word);
            continue;
        }
        while let Some(c) = letters.peek().copied().filter(|c| !c.is_whitespace() && !")'\";|".contains(*c)) {
            word.push(c);
            letters.next();
        }
        words.push(word);
        if letters.peek().map_or(false, |c| !c.is_whitespace()) {
            break;
        }
    }
    Some(words)
}

fn install(project: &Project) -> Result<(), Failure> {
    if az(project).is_file() {
        return Ok(());
    }
    let failed = || Failure::new("cannot install the Azure CLI; see above");
    if !shell::run(&mut shell::command("python3", &["-m", "venv", "--clear", VENV], project.root()))? {
        return Err(failed());
    }
    let pip = in_venv(project, "python").to_string_lossy().into_owned();
    let words = ["-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check", "azure-cli"];
    match shell::run(&mut shell::command(&pip, &words, project.root()))? {
        true => Ok(()),
        false => Err(failed()),
    }
}

fn in_venv(project: &Project, program: &str) -> PathBuf {
    project.path(VENV).join(if cfg!(windows) { "Scripts" } else { "bin" }).join(program)
}

fn az(project: &Project) -> PathBuf {
    in_venv(project, if cfg!(windows) { "az.bat" } else { "az" })
}

/// What is wrong with a line. With `--help` at its end nothing is done and no flag is looked at, so the flags are looked for
/// in what it prints.
fn check(project: &Project, words: &[String]) -> Option<String> {
    let query = format!("@{QUERY}");
    let is_query = |at: usize| at > 0 && words[at - 1] == "--query" && words[at].starts_with('@');
    let arguments = words.iter().enumerate().map(|(at, word)| if is_query(at) { &query } else { word });
    let output = Command::new(az(project))
        .args(arguments)
        .arg("--help")
        .current_dir(project.root())
        .env("AZURE_CONFIG_DIR", project.path(CONFIG))
        .env("AZURE_CORE_COLLECT_TELEMETRY", "no")
        .stdin(Stdio::null())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) => return Some(format!("cannot start az: {error}")),
    };
    if !output.status.success() {
        return Some(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    let help = String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    if !help.starts_with("Command az ") {
        return Some("it is a group of commands, no command".to_owned());
    }
    let pairs = words.iter().enumerate().filter(|(_, word)| word.starts_with("--"));
    pairs.into_iter().find_map(|(at, flag)| {
        let value = words.get(at + 1).filter(|next| !next.starts_with("--"));
        wrong_flag(&help, flag, value.map(String::as_str))
    })
}

fn wrong_flag(help: &str, flag: &str, value: Option<&str>) -> Option<String> {
    let about = match help.split_once(&format!(" {flag} ")) {
        Some((_, about)) => about.split(" --").next().unwrap_or_default(),
        None => return Some(format!("it has no {flag}")),
    };
    let allowed = about.split_once("Allowed values: ")?.1.split('.').next().unwrap_or_default();
    match value {
        Some(value) if allowed.split(", ").any(|one| one == value) => None,
        _ => Some(format!("{flag} takes {allowed}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_line() {
        for (line, words) in [
            ("x=$(ask az cloud show --query name --output tsv)", "cloud show --query name --output tsv"),
            ("stop \"it is $x\" 'run: az cloud set --name AzureCloud'", "cloud set --name AzureCloud"),
            ("#   az login --tenant <Directory (tenant) ID> --x", "login --tenant Directory (tenant) ID --x"),
            ("f az rest --uri \"$g/a\" --p (\"`$f\" + $x) --q '@b' >\"$w\"", "rest --uri $g/a --p \"`$f\" + $x --q @b"),
            ("a=$(ask az account show --o tsv) || stop 'x'", "account show --o tsv"),
        ] {
            assert_eq!(command(line).unwrap_or_default().join(" "), words);
        }
        assert_eq!(command("# Needs az : what topaz knows"), None);
    }

    #[test]
    fn a_flag_that_is_invented() {
        let help = "Command az rest : Arguments --method -m : HTTP. Allowed values: get, patch. Default: get. --uri --url -u : x";
        assert_eq!(wrong_flag(help, "--method", Some("get")), None);
        assert_eq!(wrong_flag(help, "--url", Some("x")), None);
        assert!(wrong_flag(help, "--method", Some("fetch")).is_some());
        assert!(wrong_flag(help, "--ur", None).is_some());
    }
}
