//! Why a finding matters: the words of its rule, as they stand in docs/rules.md, and where to read on.

use serde::Serialize;
use sso_core::{catalogue, rules};
use ts_rs::TS;

use crate::AppError;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RuleView {
    pub code: String,
    /// What is wrong, in one line, without a full stop.
    pub summary: String,
    /// Why it matters, in sentences.
    pub meaning: String,
    /// Pages on the errors that would come, one an error, each address once.
    pub references: Vec<RuleReference>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RuleReference {
    /// The number of Office or Entra that the page is about.
    pub about: String,
    pub address: String,
}

/// The rule of a finding, by its code. Asks nobody.
///
/// # Errors
/// `rule-not-known`
pub fn rule(code: &str) -> Result<RuleView, AppError> {
    let rule = rules::all().find(|rule| rule.code.as_str() == code).ok_or_else(|| {
        AppError::usage("rule-not-known", format!("no rule is called `{code}`"))
            .with_hint("the codes of all rules are in docs/rules.md")
    })?;
    let mut references: Vec<RuleReference> = Vec::new();
    for about in rule.would_cause {
        let Some(address) = catalogue::entry(about).map(|entry| entry.reference()) else { continue };
        if !references.iter().any(|known| known.address == address) {
            references.push(RuleReference { about: (*about).to_owned(), address });
        }
    }
    Ok(RuleView {
        code: code.to_owned(),
        summary: rule.summary.to_owned(),
        meaning: rule.meaning.to_owned(),
        references,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_says_why_and_leads_to_pages_on_the_web() {
        for words in rules::all() {
            let view = rule(words.code.as_str()).unwrap();
            assert_eq!((view.summary.as_str(), view.meaning.as_str()), (words.summary, words.meaning));
            assert!(view.references.iter().all(|one| one.address.starts_with("https://")), "{view:?}");
            let is_known = |number: &&&str| catalogue::entry(number).is_some();
            assert_eq!(view.references.is_empty(), words.would_cause.iter().find(is_known).is_none(), "{view:?}");
        }
    }

    #[test]
    fn what_is_no_rule_is_not_explained() {
        assert_eq!(rule("manifest-differs").unwrap_err().code, "rule-not-known");
    }
}
