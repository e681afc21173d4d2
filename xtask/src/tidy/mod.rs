//! `cargo xtask tidy`: what the architecture promises and no compiler checks, by a scan of the text.
//!
//! One function an invariant, with its reason; each has a test with a sample that violates it.

mod directions;
mod documents;
mod habits;
mod lints;
mod rooms;
mod secrets;
mod shown;
mod size;
mod to_page;
mod tree;
mod window;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::project::Project;
use tree::Tree;

/// Something that must not stand where it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    /// From 1; 0: the file as a whole.
    line: usize,
    what: String,
}

impl Violation {
    fn at(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }

    fn of_file(path: &str, what: impl Into<String>) -> Self {
        Self::at(path, 0, what)
    }
}

pub struct Invariant {
    says: &'static str,
    because: &'static str,
    find: fn(&Tree) -> Vec<Violation>,
}

const INVARIANTS: &[&[Invariant]] = &[
    rooms::INVARIANTS,
    directions::INVARIANTS,
    secrets::INVARIANTS,
    lints::INVARIANTS,
    habits::INVARIANTS,
    size::INVARIANTS,
    documents::INVARIANTS,
    shown::INVARIANTS,
    window::INVARIANTS,
    to_page::INVARIANTS,
];

pub fn tidy(project: &Project) -> Result<ExitCode, Failure> {
    Ok(if check(project)? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Do all hold? Says each violation with its place and the invariant's reason.
pub fn check(project: &Project) -> Result<bool, Failure> {
    let tree = Tree::read(project)?;
    for long in size::worth_a_look(&tree) {
        println!("worth a look: {long}");
    }
    let mut violations = 0;
    for invariant in INVARIANTS.iter().copied().flatten() {
        let found = (invariant.find)(&tree);
        if found.is_empty() {
            continue;
        }
        println!("{}, because {}", invariant.says, invariant.because);
        for Violation { path, line, what } in &found {
            match line {
                0 => println!("  {path}: {what}"),
                line => println!("  {path}:{line}: {what}"),
            }
        }
        violations += found.len();
    }
    let all: usize = INVARIANTS.iter().map(|group| group.len()).sum();
    println!("{all} invariants over {} files: {violations} violations", tree.files().len());
    Ok(violations == 0)
}
