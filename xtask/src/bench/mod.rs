//! `cargo xtask bench`: Hallpass beside what it is measured against, in one run. Ratios, because milliseconds speak of a
//! machine. No part of `cargo xtask test`: a test that depends on the clock fails for no reason of its own.

mod desktop;
mod inside;
mod manifest;
mod npm;
mod page;
mod practice;
mod sample;
mod token;
mod verdict;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::project::Project;

struct Bench {
    name: &'static str,
    does: &'static str,
    run: fn(&Project) -> Result<ExitCode, Failure>,
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "desktop",
        does:
            "the window and the tray, against a bare window of Tauri's template; writes docs/performance.md; on Linux",
        run: desktop::bench,
    },
    Bench {
        name: "manifest",
        does:
            "checking and editing manifests, against office-addin-manifest and a bare scan; writes docs/performance.md",
        run: manifest::bench,
    },
    Bench {
        name: "practice",
        does: "the practice tenant, against oidc-provider and a bare signature; writes docs/performance.md; on Linux",
        run: practice::bench,
    },
    Bench {
        name: "token",
        does: "judging a token, against a bare verification and a script with jose; writes docs/performance.md",
        run: token::bench,
    },
];

/// Without a name it says what there is.
pub fn bench(project: &Project, name: Option<&str>) -> Result<ExitCode, Failure> {
    let name = match name {
        Some(name) => name,
        None => {
            println!("{}", list());
            return Ok(ExitCode::SUCCESS);
        }
    };
    match BENCHES.iter().find(|bench| bench.name == name) {
        Some(bench) => (bench.run)(project),
        None => Err(Failure::usage(format!("there is no `cargo xtask bench {name}`\n\n{}", list()))),
    }
}

fn list() -> String {
    let lines = BENCHES.iter().map(|bench| format!("  cargo xtask bench {:<9} {}", bench.name, bench.does));
    format!("Benches:\n{}", lines.collect::<Vec<_>>().join("\n"))
}
