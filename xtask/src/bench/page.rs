//! The page of results: what people wrote stays, what a bench wrote last is replaced.

use std::fs;
use std::process::ExitCode;

use super::verdict::{self, Verdict};
use crate::failure::Failure;
use crate::project::Project;

const PAGE: &str = "docs/performance.md";

/// Prints and keeps what a bench found, and fails it where that is not what is wanted.
pub fn conclude(project: &Project, bench: &str, text: &str, verdicts: &[Verdict]) -> Result<ExitCode, Failure> {
    println!("\n{text}");
    write(project, bench, text)?;
    println!("wrote {PAGE}");
    let broken = verdict::broken(verdicts);
    for sentence in &broken {
        println!("does not hold: {sentence}");
    }
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Puts the text between the two marks of this bench.
fn write(project: &Project, bench: &str, text: &str) -> Result<(), Failure> {
    let page = project.read(PAGE)?;
    let (begin, end) = (begin(bench), end(bench));
    let page = replaced(&page, &begin, &end, text).ok_or_else(|| {
        Failure::new(format!("{PAGE} lacks the lines `{begin}` and `{end}`, between which this goes"))
    })?;
    fs::write(project.path(PAGE), page).map_err(|error| Failure::new(format!("cannot write {PAGE}: {error}")))
}

fn begin(bench: &str) -> String {
    format!("<!-- written by cargo xtask bench {bench} -->")
}

fn end(bench: &str) -> String {
    format!("<!-- end of what cargo xtask bench {bench} writes -->")
}

fn replaced(page: &str, begin: &str, end: &str, text: &str) -> Option<String> {
    let (before, rest) = page.split_once(begin)?;
    let (_, after) = rest.split_once(end)?;
    Some(format!("{before}{begin}\n\n{}\n\n{end}{after}", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let page = "# Title\n<b>\nold\n<e>\nwords\n";
        assert_eq!(replaced(page, "<b>", "<e>", "new\n").as_deref(), Some("# Title\n<b>\n\nnew\n\n<e>\nwords\n"));
        assert_eq!(replaced("# Title\n", "<b>", "<e>", "new"), None);
    }
}
