//! Are Rust, Node and npm here, and new enough? Asked before anything is built.

use std::path::Path;

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

pub type Version = (u32, u32);

struct Wanted {
    name: &'static str,
    least: Option<Version>,
    found: Option<String>,
    remedy: &'static str,
}

/// The least versions stand where the tools themselves read them: `rust-version` in Cargo.toml, `engines` in package.json.
pub fn check(project: &Project) -> Result<(), Failure> {
    let least_rust = least(&project.read("Cargo.toml")?, "rust-version = \"", "Cargo.toml")?;
    let least_node = least(&project.read("ui/package.json")?, "\"node\": \">=", "ui/package.json")?;
    let root = project.root();
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let lacking = lacking(&[
        Wanted {
            name: "Rust",
            least: Some(least_rust),
            found: shell::output(&mut shell::command(&rustc, &["--version"], root)),
            remedy: "https://rustup.rs",
        },
        Wanted {
            name: "Node",
            least: Some(least_node),
            found: shell::output(&mut shell::command("node", &["--version"], root)),
            remedy: "https://nodejs.org",
        },
        Wanted {
            name: "npm",
            least: None,
            found: shell::output(&mut shell::npm(&["--version"], root)),
            remedy: "it comes with Node",
        },
    ]);
    lacking.map_or(Ok(()), |sentence| Err(Failure::usage(sentence)))
}

/// The two parts of Rust that the checks use and that a minimal installation leaves out.
pub fn check_components(folder: &Path) -> Result<(), Failure> {
    let absent: Vec<_> = [("rustfmt", "fmt"), ("clippy", "clippy")]
        .iter()
        .filter(|(_, subcommand)| shell::output(&mut shell::cargo(&[subcommand, "--version"], folder)).is_none())
        .map(|(component, _)| *component)
        .collect();
    if absent.is_empty() {
        return Ok(());
    }
    let absent = absent.join(" ");
    Err(Failure::usage(format!("the checks need parts of Rust that are not here: rustup component add {absent}")))
}

fn lacking(tools: &[Wanted]) -> Option<String> {
    let faults: Vec<String> = tools
        .iter()
        .filter(|tool| match tool.least {
            Some(least) => tool.found.as_deref().and_then(version).map_or(true, |found| found < least),
            None => tool.found.is_none(),
        })
        .map(|tool| {
            let wanted = match tool.least {
                Some((major, minor)) => format!("{} {major}.{minor} or newer", tool.name),
                None => tool.name.to_owned(),
            };
            let found = tool.found.as_deref().unwrap_or("not found");
            format!("{wanted} (here: {found}; {})", tool.remedy)
        })
        .collect();
    match faults.as_slice() {
        [] => None,
        [one] => Some(format!("Hallpass needs {one}")),
        [most @ .., last] => Some(format!("Hallpass needs {} and {last}", most.join(", "))),
    }
}

/// The first `major.minor` in what a tool says of itself.
pub fn version(text: &str) -> Option<Version> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = text[start..].split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn least(text: &str, before: &str, file: &str) -> Result<Version, Failure> {
    text.split_once(before)
        .and_then(|(_, rest)| version(rest))
        .ok_or_else(|| Failure::new(format!("{file} names no least version ({before}…)")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tools(rust: Option<&str>, node: Option<&str>, npm: Option<&str>) -> [Wanted; 3] {
        let own = |text: Option<&str>| text.map(str::to_owned);
        [
            Wanted { name: "Rust", least: Some((1, 90)), found: own(rust), remedy: "https://rustup.rs" },
            Wanted { name: "Node", least: Some((20, 19)), found: own(node), remedy: "https://nodejs.org" },
            Wanted { name: "npm", least: None, found: own(npm), remedy: "it comes with Node" },
        ]
    }

    #[test]
    fn what_is_lacking_is_one_sentence() {
        let rust = Some("rustc 1.95.0 (59807616e 2026-04-14)");
        for (tools, sentence) in [
            (tools(rust, Some("v20.19.0"), Some("11.0.0")), None),
            (tools(Some("rustc 1.90.0"), Some("v22.1.0"), Some("11.0.0")), None),
            (
                tools(Some("rustc 1.63.0"), Some("v20.19.0"), Some("11.0.0")),
                Some("Hallpass needs Rust 1.90 or newer (here: rustc 1.63.0; https://rustup.rs)"),
            ),
            (
                tools(rust, Some("v18.19.0"), None),
                Some(
                    "Hallpass needs Node 20.19 or newer (here: v18.19.0; https://nodejs.org) \
                     and npm (here: not found; it comes with Node)",
                ),
            ),
            (
                tools(None, None, None),
                Some(
                    "Hallpass needs Rust 1.90 or newer (here: not found; https://rustup.rs), \
                     Node 20.19 or newer (here: not found; https://nodejs.org) \
                     and npm (here: not found; it comes with Node)",
                ),
            ),
        ] {
            assert_eq!(lacking(&tools).as_deref(), sentence);
        }
    }

    #[test]
    fn the_least_version_is_read_from_its_file() {
        assert_eq!(
            least("edition = \"2024\"\nrust-version = \"1.90\"", "rust-version = \"", "Cargo.toml"),
            Ok((1, 90))
        );
        assert!(least("{}", "\"node\": \">=", "ui/package.json").is_err());
    }
}
