//! The part of a bench that is inside of one process: a bench of a crate, which prints lines of `name=value`.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::project::Project;
use crate::release;
use crate::shell;

/// A bench of a crate of the workspace.
#[derive(Clone, Copy)]
pub struct Inside {
    pub of: &'static str,
    pub bench: &'static str,
}

/// What it measured.
pub struct Values {
    of: &'static str,
    values: Vec<(String, u64)>,
}

impl Inside {
    /// Everything that takes time beforehand.
    pub fn build(self, project: &Project) -> Result<(), Failure> {
        build(project, &["bench", "-p", self.of, "--bench", self.bench, "--no-run"])
    }

    pub fn measure(self, project: &Project, words: &[&str]) -> Result<Values, Failure> {
        let arguments = ["bench", "--quiet", "-p", self.of, "--bench", self.bench, "--"];
        let arguments: Vec<&str> = arguments.iter().chain(words).copied().collect();
        let (fine, text) = shell::tee(&mut shell::cargo(&arguments, project.root()))?;
        let values: Vec<_> = text.lines().filter_map(value).collect();
        if fine && !values.is_empty() {
            Ok(Values { of: self.of, values })
        } else {
            Err(Failure::new(format!("the bench of {} did not measure: {}", self.of, words.join(" "))))
        }
    }
}

impl Values {
    #[cfg(test)]
    pub fn of(values: &[(&str, u64)]) -> Self {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        Self { of: "a-crate", values }
    }

    pub fn get(&self, name: &str) -> Result<u64, Failure> {
        let found = self.values.iter().find(|(of, _)| of == name);
        found
            .map(|(_, value)| *value)
            .ok_or_else(|| Failure::new(format!("the bench of {} did not say {name}", self.of)))
    }

    /// A number that it gave in thousandths.
    pub fn thousandths(&self, name: &str) -> Result<f64, Failure> {
        self.get(name).map(|value| value as f64 / 1000.0)
    }
}

/// The release build of the command.
pub fn build_hallpass(project: &Project) -> Result<(), Failure> {
    build(project, &["build", "--release", "-p", "hallpass-cli"])
}

fn build(project: &Project, words: &[&str]) -> Result<(), Failure> {
    match shell::run(&mut shell::cargo(words, project.root()))? {
        true => Ok(()),
        false => Err(Failure::new("what is measured could not be built")),
    }
}

/// Where cargo puts it.
pub fn hallpass(project: &Project) -> PathBuf {
    release::program(&release::folder(project), "hallpass")
}

fn value(line: &str) -> Option<(String, u64)> {
    let (name, value) = line.split_once('=')?;
    Some((name.to_owned(), value.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_values_are_read() {
        let values = "files=196\nwarning: a=b\nrate_per_mille=1250\n".lines().filter_map(value).collect();
        let values = Values { of: "sso-core", values };
        assert_eq!((values.get("files"), values.values.len()), (Ok(196), 2));
        assert_eq!(values.thousandths("rate_per_mille"), Ok(1.25));
        assert!(values.get("seconds").is_err());
    }
}
