use proptest::prelude::*;

use super::*;
use crate::plan::generated;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the plan: there is code, or a fact is named that a page needs.
    #[test]
    fn every_plan_has_code(plan in generated::plan()) {
        for stack in Stack::ALL {
            match render(&plan, stack) {
                Ok(code) => {
                    prop_assert!(code.files.iter().all(|file| !file.text.is_empty()));
                }
                Err(error) => prop_assert!(stack.recipe().is_a_page && !matches!(error, CodeError::Template(_)), "{error}"),
            }
        }
    }
}

/// The one place where its escapes are right.
#[test]
fn a_value_stands_between_double_quotes_or_in_a_line_comment() {
    for stack in Stack::ALL {
        for file in stack.recipe().files.iter().filter(|file| !is_markup(file.path)) {
            for (number, line) in file.text.lines().enumerate() {
                for (place, _) in line.match_indices("{{") {
                    let before = &line[..place];
                    let is_quoted = before.matches('"').count() % 2 == 1;
                    let is_comment = ["// ", "# "].iter().any(|comment| before.contains(comment));
                    assert!(is_quoted || is_comment, "{}:{}: {line}", file.path, number + 1);
                }
            }
        }
    }
}

fn is_markup(path: &str) -> bool {
    [".html", ".xml", ".csproj"].iter().any(|ending| path.ends_with(ending))
}
